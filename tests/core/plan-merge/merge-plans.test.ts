import { describe, expect, test } from 'vitest'
import { createPlanMerge } from '../../../src-main/core/plan-merge/merge-plans.ts'
import { createPlanPacker } from '../../../src-main/core/plan-merge/pack-plans.ts'
import { artifactKinds, type MergedPlans, servesOnAverage } from '../../../src-shared/plans/batch-plan.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import fc from '../../helpers/at-random.ts'
import { hashOf, type MadeSegment, planOf } from './made-plans.ts'

/** The plans merged, some at a time. */
function merged(plans: VideoPlan[], atATime = 3): MergedPlans {
  const merge = createPlanMerge()
  for (let first = 0; first < plans.length; first += atATime) {
    const packer = createPlanPacker()
    for (const plan of plans.slice(first, first + atATime)) packer.add(plan)
    merge.add(packer.packed())
  }
  return merge.result()
}

const opening: MadeSegment = { content: 'opening', frames: 30, because: 'start', rasters: ['logo'] }
const product = (name: string): MadeSegment => ({
  content: name,
  label: 'scene product',
  frames: 60,
  follows: 2,
  because: 'follows',
  rasters: ['logo', `name ${name}`],
})

describe('what a batch makes', () => {
  test('what is the same in all videos is counted once, with how many it serves', () => {
    const names = ['mug', 'kettle', 'lamp', 'mug']
    const plan = merged(names.map((name, index) => planOf([opening, product(name)], { rowKey: `${index}` })))
    expect(plan.videos).toBe(4)
    expect(plan.artifacts).toMatchObject({
      raster: { uses: 8, distinct: 4, most: 4 },
      segment: { uses: 8, distinct: 4, most: 4 },
      output: { uses: 4, distinct: 3, most: 2 },
      clip: { uses: 0, distinct: 0 },
    })
    expect(plan.seconds).toEqual({ whole: 12, encoded: 1 + 3 * 2 })
    expect(plan.formats[0]!.columns).toEqual([
      expect.objectContaining({ from: 0, frames: 30, because: 'start', uses: 4, distinct: 1, most: 4 }),
      expect.objectContaining({
        label: 'scene product',
        from: 30,
        follows: 2,
        uses: 4,
        distinct: 3,
        most: 2,
      }),
    ])
    expect(plan.groups).toEqual([
      expect.objectContaining({ label: 'layer logo', uses: 4, distinct: 1, shownBy: 4 }),
      expect.objectContaining({ label: 'layer name', uses: 4, distinct: 3, shownBy: 3 }),
    ])
    expect(servesOnAverage(plan.groups[0]!)).toBe(4)
  })

  test('sharing costs less than making all anew, and as much where nothing is shared', () => {
    const shared = merged(['a', 'b', 'c'].map((name) => planOf([opening, product(name)])))
    expect(shared.cpu.shared).toBeGreaterThan(0)
    expect(shared.cpu.shared).toBeLessThan(shared.cpu.whole)
    const apart = merged(['a', 'b'].map((name) => planOf([{ ...product(name), rasters: [`name ${name}`] }])))
    expect(apart.cpu.shared).toBe(apart.cpu.whole)
  })

  test('two formats of one size share their segments: each counts them as its own, and they are encoded once', () => {
    const plan = merged([planOf([opening], { format: 'feed' }), planOf([opening], { format: 'story' })])
    expect(plan.artifacts.segment).toEqual({ uses: 2, distinct: 1, most: 2 })
    expect(plan.formats.map(({ columns }) => columns[0]!.distinct)).toEqual([1, 1])
    expect(plan.formats.map(({ encodedSeconds }) => encodedSeconds)).toEqual([1, 0])
    expect(plan.seconds.encoded).toBe(1)
  })

  test('a clip that is read straight from its source is told, and is no artifact', () => {
    const plan = merged([
      planOf([{ content: 'a', frames: 30, source: 'broll' }]),
      planOf([{ content: 'b', frames: 30, source: 'broll' }]),
    ])
    expect(plan.artifacts.clip).toEqual({ uses: 0, distinct: 0, most: 0 })
    expect(plan.groups).toEqual([
      expect.objectContaining({ kind: 'clip', form: 'source', uses: 2, distinct: 1, shownBy: 2 }),
    ])
    expect(plan.serving.reduce((sum, { artifacts }) => sum + artifacts.clip, 0)).toBe(0)
  })

  test('a template that makes thousands of places for segments is told in sixty and the rest together', () => {
    const plans = Array.from({ length: 7_000 }, (_, index) =>
      planOf([
        { content: `lead ${index}`, frames: index + 1, label: 'scene lead' },
        { content: 'end', frames: 10, label: 'scene end' },
      ]),
    )
    const plan = merged(plans, 500)
    const { columns, others } = plan.formats[0]!
    expect(columns.length).toBeLessThanOrEqual(60)
    const sum = (pick: 'uses' | 'distinct') =>
      columns.reduce((all, column) => all + column[pick], 0) + (others?.[pick] ?? 0)
    expect(sum('uses')).toBe(14_000)
    expect(plan.artifacts.segment).toMatchObject({ uses: 14_000, distinct: 7_001, most: 7_000 })
    const frames = plans.reduce((all, each) => all + each.frames, 0)
    expect(plan.seconds.whole).toBeCloseTo(frames / 30)
    expect(plan.seconds.encoded).toBeCloseTo((frames - 6_999 * 10) / 30)
  })

  test('nothing planned is nothing made', () => {
    const plan = merged([])
    expect(plan).toMatchObject({ videos: 0, formats: [], groups: [], cpu: { whole: 0, shared: 0 } })
    expect(plan.seconds).toEqual({ whole: 0, encoded: 0 })
  })
})

describe('whatever is planned', () => {
  const content = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const segment = fc.record({
    content,
    frames: fc.constantFrom(10, 20),
    follows: fc.constantFrom(0, 1, 2, 3) as fc.Arbitrary<0 | 1 | 2 | 3>,
    rasters: fc.array(
      fc.tuple(fc.constantFrom('logo', 'name'), content).map(([layer, says]) => `${layer} ${says}`),
    ),
  })
  const plan = fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.constantFrom('wide', 'tall'))
    .map(([segments, format]) => planOf(segments, { format }))
  const plans = fc.array(plan, { maxLength: 25 })

  test('the figures are those of all plans laid side by side, in whatever groups they came', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 9 }), (list, atATime) => {
        const plan = merged(list, atATime)
        for (const kind of artifactKinds) {
          const met = list.flatMap((each) => hashesOf(each, kind))
          expect(plan.artifacts[kind]).toEqual({
            uses: met.length,
            distinct: new Set(met).size,
            most: Math.max(0, ...[...Map.groupBy(met, (hash) => hash).values()].map(({ length }) => length)),
          })
          const served = plan.serving.reduce((sum, { artifacts }) => sum + artifacts[kind], 0)
          expect(served).toBe(new Set(met).size)
        }
        const segments = new Map(list.flatMap(({ cuts }) => cuts.map((cut) => [cut.segment, cut.frames])))
        const encoded = [...segments.values()].reduce((sum, frames) => sum + frames, 0)
        expect(plan.seconds.encoded).toBeCloseTo(encoded / 30)
        expect(plan.seconds.whole).toBeCloseTo(list.reduce((sum, { frames }) => sum + frames, 0) / 30)
        for (const { id, columns } of plan.formats) {
          const cuts = list.filter(({ format }) => format === id).flatMap((each) => each.cuts)
          expect(columns.reduce((sum, { uses }) => sum + uses, 0)).toBe(cuts.length)
          for (const column of columns) {
            const here = list
              .filter(({ format }) => format === id)
              .flatMap(({ cuts, artifacts }) =>
                cuts.filter(
                  (cut) =>
                    cut.from === column.from &&
                    cut.frames === column.frames &&
                    cut.follows === column.follows &&
                    artifacts.find(({ hash }) => hash === cut.segment)!.label === column.label,
                ),
              )
            expect(column.distinct).toBe(new Set(here.map(({ segment }) => segment)).size)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('plans that are taken back leave no trace', () => {
    fc.assert(
      fc.property(plans, plans, (kept, dropped) => {
        const packer = createPlanPacker()
        for (const each of kept) packer.add(each)
        const takeBack = packer.mark()
        for (const each of dropped) packer.add(each)
        takeBack()
        const merge = createPlanMerge()
        merge.add(packer.packed())
        expect(merge.result()).toEqual(merged(kept, 100))
      }),
      { numRuns: 50 },
    )
  })

  function hashesOf(plan: VideoPlan, kind: (typeof artifactKinds)[number]): string[] {
    if (kind === 'segment') return plan.cuts.map(({ segment }) => segment)
    return plan.artifacts.flatMap(({ hash, spec }) =>
      (kind === 'raster' && spec.kind === 'shape') || (kind === 'output' && spec.kind === 'output')
        ? [hash]
        : [],
    )
  }
})

test('artifacts are told apart by the first 64 bits of their hashes, all of them', () => {
  const packer = createPlanPacker()
  packer.add(planOf([opening]))
  const { hashes } = packer.packed()
  const hash = hashOf('raster logo')
  expect([...hashes.slice(0, 2)].map((half) => half.toString(16).padStart(8, '0')).join('')).toBe(
    hash.slice(0, 16),
  )
})
