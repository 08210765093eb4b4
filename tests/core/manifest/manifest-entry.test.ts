import { expect, test } from 'vitest'
import {
  entryOfJob,
  entryOfRejectedRow,
  manifestColumns,
} from '../../../src-main/core/manifest/manifest-entry.ts'
import type { Job } from '../../../src-shared/batches/batch.ts'

const job = {
  id: 1,
  batchId: 'b',
  rowKey: 'HK-101',
  line: 2,
  language: 'en',
  format: 'square',
  path: 'planned.mp4',
  priority: null,
  attempts: 1,
}
const output = { path: 'made.mp4', bytes: 9, duration: 1.5, width: 4, height: 6, frames: 45, sha256: 'ab' }

test('a finished video is listed with what was probed', () => {
  const done = { ...job, status: 'done', reason: 'Made.', output, unchangedSince: null } satisfies Job
  const entry = entryOfJob(done)
  expect(entry).toEqual({
    key: 'HK-101',
    line: 2,
    language: 'en',
    format: 'square',
    path: 'made.mp4',
    status: 'done',
    quality: null,
    review: null,
    new: true,
    bytes: 9,
    duration: 1.5,
    width: 4,
    height: 6,
    sha256: 'ab',
    reason: 'Made.',
  })
  expect(Object.keys(entry)).toEqual([...manifestColumns])
  expect(entryOfJob({ ...done, unchangedSince: 'b0' })).toEqual({ ...entry, new: false })
})

test('a failed video has no path, and says why and what to do', () => {
  const error = { code: 'x', message: 'mug.png is broken.', whatToDo: 'Replace it.' }
  expect(entryOfJob({ ...job, status: 'failed', reason: error.message, error })).toMatchObject({
    status: 'failed',
    new: null,
    path: null,
    sha256: null,
    reason: 'mug.png is broken. Replace it.',
  })
})

test('a video that was being made or paused when its batch was interrupted waits', () => {
  const running = { ...job, status: 'running', reason: 'A slot was free.', attempt: 1 } as const
  expect(entryOfJob(running).status).toBe('waiting')
  expect(entryOfJob({ ...job, status: 'paused', reason: 'Paused on request.' })).toMatchObject({
    status: 'waiting',
    reason: 'Paused on request.',
  })
})

test('a video that a person left out or cancelled is listed as such', () => {
  for (const status of ['skipped', 'cancelled'] as const)
    expect(entryOfJob({ ...job, status, reason: 'On request.' })).toMatchObject({
      status,
      new: null,
      path: null,
      reason: 'On request.',
    })
})

test('a row that was set aside is one entry with all its faults', () => {
  const fault = {
    line: 4,
    rowNumber: 3,
    key: null,
    column: 'price',
    value: 'call us',
    rule: 'money',
    message: 'No price.',
    whatToDo: 'Write one.',
  }
  expect(entryOfRejectedRow([fault, { ...fault, message: 'No name.', whatToDo: 'Give one.' }])).toMatchObject(
    {
      status: 'rejected',
      new: null,
      line: 4,
      language: null,
      format: null,
      path: null,
      reason: 'No price. Write one. No name. Give one.',
    },
  )
})

test('where a batch is reviewed, a file says how it stands, and what has no file says nothing', () => {
  const done = { ...job, status: 'done', reason: 'Made.', output, unchangedSince: null } as const
  expect(entryOfJob(done, { review: 'rejected' }).review).toBe('rejected')
  expect(
    entryOfJob({ ...job, status: 'waiting', reason: 'Waits.', notBefore: null }, { review: 'rejected' })
      .review,
  ).toBeNull()
})
