import { expect, test } from 'vitest'
import { cpuSeconds } from '../../../src-main/core/plan-merge/estimates.ts'
import type { SegmentSpec } from '../../../src-shared/plans/plan.ts'
import { type Codec, codecs, quality } from '../../../src-shared/templates/formats.ts'
import { planOf } from './made-plans.ts'

const segment = (frames: number, changes: Partial<SegmentSpec> = {}, source?: string): SegmentSpec => {
  const plan = planOf([{ content: 'a', frames, ...(source === undefined ? {} : { source }) }])
  const spec = plan.artifacts.find((artifact) => artifact.spec.kind === 'segment')!.spec as SegmentSpec
  return { ...spec, ...changes }
}

test('more frames, larger frames, clips and better quality take more time', () => {
  const one = cpuSeconds(segment(100))
  expect(cpuSeconds(segment(200))).toBeGreaterThan(one)
  expect(cpuSeconds(segment(100, { width: 1920, height: 1080 }))).toBeGreaterThan(10 * one - 2)
  expect(cpuSeconds(segment(100, {}, 'broll'))).toBeGreaterThan(one)
  for (const codec of Object.keys(codecs) as Codec[]) {
    const costs = quality.options.map((level) => cpuSeconds(segment(100, { codec, quality: level })))
    expect(costs).toEqual([...costs].sort((a, b) => a - b))
    expect(costs[0]).toBeGreaterThan(0)
  }
})

test('a video cut into pieces is estimated no cheaper than in one piece', () => {
  expect(2 * cpuSeconds(segment(50))).toBeGreaterThan(cpuSeconds(segment(100)))
})
