import { expect, test } from 'vitest'
import { type JobOffice, jobHandlers } from '../../src-main/api/jobs.ts'

/** An office in which these jobs match, by number; a thousand are answered at a time. */
function withJobs(matching: number[]) {
  const acted: number[][] = []
  const office = {
    store: { batches: () => ({ batches: [] }), job: () => null },
    reading: {
      ask: async (_: string, { after, limit }: { after: number; limit: number }) => {
        const rest = matching.filter((id) => id > after)
        return { ids: rest.slice(0, limit), left: Math.max(0, rest.length - limit) }
      },
    },
    desk: {
      queue: {
        actOnJobs: async (_: string, numbers: number[]) => {
          acted.push(numbers)
          return { changed: numbers.length - 1, refused: [{ job: numbers[0]!, why: 'It is done.' }] }
        },
      },
    },
  }
  return { acted, handlers: jobHandlers(async () => office as unknown as JobOffice) }
}
const many = Array.from({ length: 2_500 }, (_, index) => index + 1)

test('all that a filter shows is acted on a thousand at a time, without those that were taken out', async () => {
  const { handlers, acted } = withJobs(many)
  let after: number | null = 0
  let changed = 0
  while (after !== null) {
    const answer: Awaited<ReturnType<(typeof handlers)['jobs.act']>> = await handlers['jobs.act']({
      batch: 'b',
      jobs: { filter: {}, except: [5, 1_500], after },
      action: { do: 'skip' },
    })
    changed += answer.changed
    after = answer.next
  }
  expect(acted.map((some) => some.length)).toEqual([999, 999, 500])
  expect(changed).toBe(2_495)
})

test('more than a thousand are not moved: they would not keep their order', async () => {
  const { handlers, acted } = withJobs(many)
  await expect(
    handlers['jobs.act']({
      batch: 'b',
      jobs: { filter: {}, except: [], after: 0 },
      action: { do: 'move', to: 'top' },
    }),
  ).rejects.toMatchObject({ code: 'jobs.too-many' })
  expect(acted).toEqual([])
})

test('what could not be done is said, with why', async () => {
  const { handlers } = withJobs(many)
  expect(
    await handlers['jobs.act']({ batch: 'b', jobs: { numbers: [3, 4] }, action: { do: 'retry' } }),
  ).toEqual({ changed: 1, refusedCount: 1, refused: [{ job: 3, why: 'It is done.' }], next: null, left: 0 })
})
