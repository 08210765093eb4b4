import { expect, test } from 'vitest'
import { estimateBatch } from '../../../src-main/services/batch-estimator/batch-estimator.ts'
import type { BatchPlan } from '../../../src-shared/plans/batch-plan.ts'

const tally = { uses: 100, distinct: 10, most: 100 }
const plan: BatchPlan = {
  template: 'card',
  languages: ['en'],
  rows: 100,
  rejectedRows: 2,
  problems: [],
  problemCount: 0,
  inspection: null,
  graph: null,
  took: 1,
  videos: 98,
  artifacts: { raster: tally, clip: tally, sound: tally, segment: tally, output: tally },
  seconds: { whole: 980, encoded: 98 },
  cpu: { whole: 2_000, shared: 400 },
  formats: [
    {
      id: 'wide',
      width: 1920,
      height: 1080,
      rate: 25,
      videos: 98,
      seconds: 980,
      encodedSeconds: 98,
      columns: [],
      others: null,
    },
  ],
  groups: [],
  serving: [],
}
const facts = {
  codecs: ['h264' as const],
  quality: 'standard' as const,
  past: [],
  inspection: 0,
  processes: 2,
  disk: null,
}

test('without experience the time comes from the plan, over as many programs as work at a time', () => {
  const { seconds, from, batches, frames } = estimateBatch(plan, facts)
  expect(from).toBe('plan')
  expect(batches).toBe(0)
  expect(seconds.likely).toBeGreaterThan(190)
  expect(seconds.likely).toBeLessThan(230)
  expect(seconds.high / seconds.low).toBeGreaterThan(4)
  expect(frames).toEqual({ all: 24_500, distinct: 2_450 })
  const four = estimateBatch(plan, { ...facts, processes: 4 })
  expect(four.seconds.likely).toBeLessThan(seconds.likely * 0.6)
})

test('earlier batches of the kind make the range narrower, and it says how many they are', () => {
  const work = 980 * 25 * 1920 * 1080
  const took = { millisecondsPerWork: 300_000 / work, outputBytesPerWork: 0.01, artifactBytesPerWork: 0.001 }
  const past = [took, { ...took, millisecondsPerWork: 320_000 / work }, took]
  const { seconds, from, batches, outputBytes } = estimateBatch(plan, { ...facts, past })
  expect([from, batches]).toEqual(['past', 3])
  expect(seconds.low).toBeLessThan(300)
  expect(seconds.high).toBeGreaterThan(300)
  expect(seconds.high / seconds.low).toBeLessThan(3)
  expect(outputBytes.likely / (work * 0.01)).toBeCloseTo(1, 1)
})

test('inspecting the finished videos takes its time, and it says so', () => {
  const inspected = { ...plan, inspection: { profile: 'web', seconds: 100 } }
  const pixels = 980 * 25 * 1920 * 1080
  const without = estimateBatch(plan, facts)
  const { seconds, inspection } = estimateBatch(inspected, { ...facts, inspection: 200_000 / pixels })
  expect([without.inspection, inspection?.profile]).toEqual([null, 'web'])
  expect(inspection!.seconds).toBeCloseTo(200, 6)
  // 400 s to render and 200 s to inspect, two programs at a time.
  expect(seconds.likely / without.seconds.likely).toBeCloseTo(1.5, 1)
})
