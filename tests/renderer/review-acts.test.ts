import { expect, test } from 'vitest'
import { stubWindow } from './editor-window.ts'

const asked: { name: string; payload: Record<string, unknown> }[] = []
let isFull = false
stubWindow(async (name, payload) => {
  asked.push({ name, payload })
  if (name !== 'review.decide') return { ok: true, answer: {} }
  if (isFull)
    return { ok: false, error: { code: 'disk.full', message: 'The disk is full.', whatToDo: 'Make room.' } }
  isFull = true
  const jobs = payload.jobs as number[]
  return { ok: true, answer: { decisions: jobs, refused: [], again: { videos: 0, segments: 0 } } }
})

test('of thousands that are approved at once and stop halfway, what was approved can be taken back', async () => {
  const { useSettings } = await import('../../src-renderer/state/settings.ts')
  const { decide, undoLast } = await import('../../src-renderer/state/review-acts.ts')
  useSettings.setState({ reviewer: 'Ada' })
  const jobs = Array.from({ length: 1_500 }, (_, index) => index + 1)
  const seen = jobs.map(() => null)
  await expect(decide(jobs, 'approved', '1,500 approved', { seen })).rejects.toMatchObject({
    code: 'disk.full',
  })
  expect(await undoLast()).toBe('1,500 approved')
  const undone = asked.filter(({ name }) => name === 'review.undo').map(({ payload }) => payload.decisions)
  expect(undone).toEqual([jobs.slice(0, 1_000)])
  expect(await undoLast()).toBeNull()
})
