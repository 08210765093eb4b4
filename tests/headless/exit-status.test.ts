import { expect, test } from 'vitest'
import { exitStatus, statusOfBatch, statusOfError, worst } from '../../src-main/headless/exit-status.ts'
import { statusOfVerdicts } from '../../src-main/headless/quality-words.ts'
import type { Batch } from '../../src-shared/batches/batch.ts'

type Change = { status?: Batch['status']; counts?: Partial<Batch['counts']> } & Record<string, unknown>
const of = ({ status = 'finished', counts = {}, ...change }: Change) =>
  statusOfBatch({ status, counts: { failed: 0, rejectedRows: 0, ...counts }, ...change } as Batch)
const failed = (code: string) => of({ status: 'failed', error: { code, message: 'It failed.' } })

test('scripts can tell a batch that is well from one with failed videos, set-aside rows or failed checks', () => {
  expect(of({})).toBe(0)
  expect(of({ verdicts: { pass: 3, warn: 2, fail: 0 } })).toBe(0)
  expect(of({ counts: { failed: 1 } })).toBe(3)
  expect(of({ counts: { rejectedRows: 1 } })).toBe(3)
  expect(of({ verdicts: { pass: 3, warn: 0, fail: 1 } })).toBe(5)
  expect(of({ counts: { failed: 1 }, verdicts: { pass: 3, warn: 0, fail: 1 } })).toBe(5)
})

test('a batch that is held, was left or failed says so by its status', () => {
  expect(of({ status: 'paused' })).toBe(4)
  expect(
    ['interrupted', 'cancelled', 'running'].map((status) => of({ status: status as 'running' })),
  ).toEqual([130, 130, 130])
  expect(['ffmpeg.failed', 'internal', 'template.invalid', 'data.strict', 'cancelled'].map(failed)).toEqual([
    1, 1, 2, 3, 130,
  ])
  expect(statusOfError({ code: 'table.missing' })).toBe(2)
})

test('videos that a person should look at are told apart only where somebody is strict', () => {
  const verdicts = (warn: number, fail: number) => ({ pass: 1, warn, fail })
  expect([statusOfVerdicts(verdicts(1, 0), false), statusOfVerdicts(verdicts(1, 0), true)]).toEqual([0, 6])
  expect([statusOfVerdicts(verdicts(1, 1), false), statusOfVerdicts(verdicts(1, 1), true)]).toEqual([5, 5])
  expect(statusOfVerdicts(verdicts(0, 0), true)).toBe(0)
})

test('of several the one that most needs a person counts', () => {
  const { done, fault, wrongUse, withFaults, paused, failedChecks, needsLook, interrupted } = exitStatus
  const order = [fault, interrupted, paused, wrongUse, failedChecks, withFaults, needsLook, done]
  for (const [place, status] of order.entries())
    expect(worst(order.slice(place).toReversed()), String(status)).toBe(status)
  expect(worst([])).toBe(done)
})
