import { describe, expect, test } from 'vitest'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import { cutTimeline } from '../../../src-main/core/render-plan/timeline.ts'
import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { Follows } from '../../../src-shared/plans/plan.ts'
import fc from '../../helpers/at-random.ts'

const layer = (follows: Follows, start: number, end: number): LiveLayer => ({
  id: `l${start}`,
  follows,
  start,
  end,
  x: 0,
  y: 0,
  width: 10,
  height: 10,
  enter: null,
  exit: null,
  picture: {
    kind: 'raster',
    spec: {
      kind: 'shape',
      shape: 'rectangle',
      width: 10,
      height: 10,
      fill: null,
      radius: 0,
      stroke: null,
      shadow: null,
      opacity: 1,
      rotation: 0,
    },
  },
})
const scene = (id: string, frames: number, layers: LiveLayer[] = [], transition = 0): LiveScene => ({
  id,
  frames,
  background: '#000000ff',
  backgroundFollows: 0,
  layers,
  transition: transition === 0 ? null : { type: 'fade', frames: transition, side: 'left', easing: 'linear' },
})

/** Where the segments begin, and what each follows from. */
const cutsOf = (scenes: LiveScene[], how?: { whole: boolean }) =>
  cutTimeline(scenes, 30, how).stretches.map(({ from, frames, follows, because }) => [
    from,
    frames,
    follows,
    because,
  ])

describe('cutting a video into stretches', () => {
  test('scenes that no row changes are a stretch each, so that a row may leave one out', () => {
    expect(cutTimeline([scene('a', 60), scene('b', 90)], 30)).toMatchObject({
      frames: 150,
      sceneStarts: [0, 60],
      stretches: [
        { pieces: [{ kind: 'scene', scene: 0, from: 0, frames: 60 }] },
        { pieces: [{ kind: 'scene', scene: 1, from: 0, frames: 90 }] },
      ],
    })
  })

  test('the time of a transition belongs to both scenes, so the video is shorter by it', () => {
    expect(cutTimeline([scene('a', 60), scene('b', 90, [], 15)], 30)).toMatchObject({
      frames: 135,
      sceneStarts: [0, 45],
      stretches: [
        { from: 0, pieces: [{ kind: 'scene', scene: 0, from: 0, frames: 45 }] },
        { from: 45, pieces: [{ kind: 'transition', scene: 0, from: 45, frames: 15 }] },
        { from: 60, pieces: [{ kind: 'scene', scene: 1, from: 15, frames: 75 }] },
      ],
    })
  })

  test('scenes that show the row, and the transitions between them, are one stretch', () => {
    const row = (frames: number) => [layer(2, 0, frames)]
    expect(cutsOf([scene('a', 60), scene('b', 90, row(90), 15), scene('c', 60, row(60), 15)])).toEqual([
      [0, 45, 0, 'start'],
      [45, 135, 2, 'follows'],
    ])
  })

  test('a scene is cut where something of the row comes and goes', () => {
    expect(cutsOf([scene('a', 120, [layer(0, 0, 120), layer(2, 40, 90)])])).toEqual([
      [0, 40, 0, 'start'],
      [40, 50, 2, 'follows'],
      [90, 30, 0, 'follows'],
    ])
  })

  test('it is not cut where one thing of the row joins another', () => {
    expect(cutsOf([scene('a', 120, [layer(2, 30, 120), layer(2, 60, 90)])]).map(([from]) => from)).toEqual([
      0, 30,
    ])
  })

  test.each([
    ['the language alone', 1],
    ['the row alone, whatever the language', 2],
  ] as const)('what follows from %s stands apart from what follows from both', (_, follows) => {
    expect(cutsOf([scene('a', 120, [layer(follows, 0, 120), layer(3, 60, 120)])])).toEqual([
      [0, 60, follows, 'start'],
      [60, 60, 3, 'follows'],
    ])
  })

  test('a shared moment between two stretches of the row is not worth another start', () => {
    const moments = (shared: number) => [
      scene('a', 200, [layer(3, 0, 90), layer(1, 0, 200), layer(3, 90 + shared, 200)]),
    ]
    expect(cutsOf(moments(13))).toEqual([[0, 200, 3, 'start']])
    expect(cutsOf(moments(20)).map(([from]) => from)).toEqual([0, 90, 110])
  })

  test('a clip of the row is not torn for the sake of a few frames that other languages could share', () => {
    const clip: LiveLayer = {
      ...layer(2, 0, 138),
      picture: { kind: 'clip', spec: { kind: 'clip', frames: 138 } as ClipSpec },
    }
    const text = layer(3, 15, 138)
    expect(cutsOf([scene('a', 138, [clip, text])])).toEqual([[0, 138, 3, 'start']])
    expect(cutsOf([scene('a', 138, [layer(2, 0, 138), text])]).map(([from]) => from)).toEqual([0, 15])
  })

  test('a stretch of a few frames joins its neighbour', () => {
    expect(cutsOf([scene('a', 120, [layer(2, 5, 120)])])).toEqual([[0, 120, 2, 'start']])
  })

  test('a long stretch is cut each minute, so that an interruption costs no more', () => {
    expect(cutsOf([scene('a', 5_000, [layer(2, 0, 5_000)])])).toEqual([
      [0, 1_667, 2, 'start'],
      [1_667, 1_666, 2, 'length'],
      [3_333, 1_667, 2, 'length'],
    ])
  })

  test('whole means one stretch of all', () => {
    expect(cutsOf([scene('a', 60), scene('b', 90, [layer(2, 0, 90)], 15)], { whole: true })).toEqual([
      [0, 135, 2, 'whole'],
    ])
  })

  test('the cut is the cheapest there is', () => {
    const parts = fc.array(fc.tuple(fc.constantFrom<Follows>(0, 1, 2, 3), fc.integer({ min: 12, max: 60 })), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(parts, (raw) => {
        let at = 0
        const layers = raw.map(([follows, frames]) => {
          at += frames
          return layer(follows, at - frames, at)
        })
        const cost = (borders: number[]) =>
          borders.reduce((sum, from, index) => {
            const to = borders[index + 1] ?? at
            let follows = 0
            for (const each of layers) if (each.start < to && from < each.end) follows |= each.follows
            return sum + [1, 4, 50, 200][follows]! * (14 + to - from)
          }, 0)
        const inner = layers.slice(1).map(({ start }) => start)
        const all = Array.from({ length: 2 ** inner.length }, (_, bits) => [
          0,
          ...inner.filter((_, index) => (bits >> index) & 1),
        ])
        const chosen = cutsOf([scene('a', at, layers)]).map(([from]) => from as number)
        expect(cost(chosen)).toBe(Math.min(...all.map(cost)))
      }),
    )
  })

  test('whatever the scenes, the stretches cover the video without gap or overlap', () => {
    const layers = fc.array(
      fc
        .tuple(fc.constantFrom<Follows>(0, 1, 2, 3), fc.nat(150), fc.nat(150))
        .map(([follows, a, b]) => layer(follows, Math.min(a, b), Math.max(a, b) + 1)),
      { maxLength: 5 },
    )
    const scenes = fc.array(fc.tuple(fc.integer({ min: 1, max: 150 }), layers, fc.nat(60)), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(scenes, (raw) => {
        const list = raw.map(([frames, own, transition], index) =>
          scene(
            `s${index}`,
            frames,
            own
              .map((each) => ({ ...each, end: Math.min(each.end, frames) }))
              .filter((each) => each.start < each.end),
            transition,
          ),
        )
        const { stretches, frames, sceneStarts } = cutTimeline(list, 30)
        let at = 0
        for (const stretch of stretches) {
          expect(stretch.from).toBe(at)
          for (const piece of stretch.pieces) {
            expect(piece.frames).toBeGreaterThan(0)
            expect(sceneStarts[piece.scene]! + piece.from).toBe(at)
            if (piece.kind === 'transition') expect(sceneStarts[piece.scene + 1]).toBe(at)
            at += piece.frames
          }
          expect(stretch.from + stretch.frames).toBe(at)
          if (stretches.length > 1) expect(stretch.frames).toBeGreaterThanOrEqual(12)
        }
        expect(at).toBe(frames)
      }),
      { numRuns: 300 },
    )
  })
})
