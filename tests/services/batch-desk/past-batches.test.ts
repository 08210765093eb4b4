import { expect, test } from 'vitest'
import {
  inspectionPerPixel,
  type Kind,
  keepPast,
  pastOf,
  pastOfPlan,
} from '../../../src-main/services/batch-desk/past-batches.ts'
import { createLearning, unitsLearntOn } from '../../../src-main/services/render-farm/learning.ts'

function memory() {
  const kept = new Map<string, unknown>()
  return {
    learnt: (name: string) => kept.get(name),
    setLearnt: (name: string, what: unknown) => void kept.set(name, what),
  }
}
const kind: Kind = { template: 'card', codecs: ['h264'], quality: 'draft', inspection: 0 }
const took = {
  millisecondsPerWork: 10,
  outputBytesPerWork: 1,
  artifactBytesPerWork: 1,
  batch: 'b1',
  work: 100,
}
const pace = (store: ReturnType<typeof memory>, inspection: number) =>
  pastOf(store, 'vm', { ...kind, inspection }).map(({ millisecondsPerWork }) => millisecondsPerWork)

test('a batch that was inspected tells what the same takes without, and the other way round', () => {
  const store = memory()
  keepPast(store, 'vm', { ...kind, inspection: 2 }, took)
  expect(pace(store, 2)).toEqual([10])
  expect(pace(store, 0)).toEqual([8])
  expect(pace(store, 3)).toEqual([11])
  // Whatever was reckoned for inspections, videos were made as well.
  keepPast(store, 'vm', { ...kind, inspection: 20 }, { ...took, batch: 'b2' })
  expect(pace(store, 0)).toEqual([8, 3])
})

test('what inspecting takes is learnt from inspections of this machine, and reckoned as usual before', () => {
  const store = memory()
  const before = inspectionPerPixel(store, 'vm', ['h264'], 1_000_000)
  expect(before).toBeGreaterThan(0)
  // Programs that start weigh more in a small video.
  expect(inspectionPerPixel(store, 'vm', ['h264'], 10_000)).toBeGreaterThan(before)
  const learning = createLearning(null)
  const shape = { width: 10, height: 10, pictures: 1, codec: 'h264', quality: null }
  learning.saw(
    { kind: 'inspection', shape, hardware: null, work: 1_000 },
    { milliseconds: 500, peakBytes: null },
  )
  store.setLearnt(unitsLearntOn('vm'), learning.news())
  expect(inspectionPerPixel(store, 'vm', ['h264', 'gif'], 1_000_000)).toBe(0.5)

  keepPast(store, 'vm', kind, took)
  const formats = [{ seconds: 10, rate: 10, width: 10, height: 10 }] as never
  const plan = { template: 'card', formats, videos: 1, inspection: { profile: 'web', seconds: 1 } }
  const how = { codecs: ['h264'], quality: 'draft', processes: 2 }
  const inspected = pastOfPlan(store, 'vm', plan as never, how)
  expect([inspected.inspection, inspected.past[0]!.millisecondsPerWork]).toEqual([0.5, 10.25])
  const off = pastOfPlan(store, 'vm', { ...plan, inspection: null } as never, how)
  expect([off.inspection, off.past[0]!.millisecondsPerWork]).toEqual([0, 10])
})
