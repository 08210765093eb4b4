import { expect, test } from 'vitest'
import { createEffect, type JudgedTwice } from '../../../src-main/core/quality-rules/effect.ts'

const warning = { check: 'picture.frozen', severity: 'warning' } as const
const error = { check: 'sound.loudness', severity: 'error' } as const
const note = { check: 'plan.colours', severity: 'note' } as const
let job = 0
const video = (
  before: JudgedTwice['before'],
  after: JudgedTwice['after'],
  people: JudgedTwice['people'] = null,
): JudgedTwice => ({
  ...{ job: ++job, batch: 'b', path: `${job}.mp4`, rowKey: 'k', language: 'en', format: 'wide' },
  ...{ people, before, after },
})

test('verdicts that change are counted by where they go, and checks by the videos in which they find something', () => {
  const effect = createEffect(20)
  for (const each of [
    video([], [warning]),
    video([], [warning, warning]),
    video([error], [warning]),
    video([note], []),
    video([warning], [warning]),
  ])
    effect.add(each)
  expect(effect.counted()).toMatchObject({
    ...{ judged: 5, graver: 2, milder: 1 },
    moves: [
      { from: 'pass', to: 'warn', videos: 2 },
      { from: 'fail', to: 'warn', videos: 1 },
    ],
    checks: [
      { check: 'picture.frozen', before: 1, after: 4 },
      { check: 'sound.loudness', before: 1, after: 0 },
    ],
  })
})

test('what people said is held against it: defects that would be caught or lost, approvals that would be alarms', () => {
  const effect = createEffect(20)
  for (const each of [
    video([], [warning], 'rejected'),
    video([], [], 'rejected'),
    video([error], [], 'rejected'),
    video([], [error], 'approved'),
    video([warning], [], 'approved'),
    video([], [warning]),
  ])
    effect.add(each)
  expect(effect.counted().people).toEqual({
    ...{ rejected: 3, missed: 2, caught: 1, lost: 1 },
    ...{ approved: 2, alarms: 1, relieved: 1 },
  })
})

test('examples are few, and those that people judged are among them and come first', () => {
  const effect = createEffect(2)
  for (const each of [
    video([], [error]),
    video([], [error]),
    video([], [error]),
    video([], [warning], 'approved'),
  ])
    effect.add(each)
  const { examples } = effect.counted()
  expect(examples).toHaveLength(2)
  expect(examples[0]).toMatchObject({
    from: 'pass',
    to: 'warn',
    people: 'approved',
    more: ['picture.frozen'],
  })
})
