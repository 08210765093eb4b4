import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Level, LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import { cutTimeline } from '../../../src-main/core/render-plan/timeline.ts'

const layer = (level: Level, start: number, end: number): LiveLayer => ({
  id: `l${start}`,
  level,
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
  backgroundLevel: 0,
  layers,
  transition: transition === 0 ? null : { type: 'fade', frames: transition, side: 'left', easing: 'linear' },
})

describe('cutting a video into stretches', () => {
  test('scenes that follow by a cut are one stretch each', () => {
    expect(cutTimeline([scene('a', 60), scene('b', 90)], 30)).toEqual({
      frames: 150,
      sceneStarts: [0, 60],
      stretches: [
        { kind: 'scene', scene: 0, from: 0, to: 60 },
        { kind: 'scene', scene: 1, from: 0, to: 90 },
      ],
    })
  })

  test('the time of a transition belongs to both scenes, so the video is shorter by it', () => {
    expect(cutTimeline([scene('a', 60), scene('b', 90, [], 15)], 30)).toEqual({
      frames: 135,
      sceneStarts: [0, 45],
      stretches: [
        { kind: 'scene', scene: 0, from: 0, to: 45 },
        { kind: 'transition', scene: 0, from: 45, frames: 15 },
        { kind: 'scene', scene: 1, from: 15, to: 90 },
      ],
    })
  })

  test('a scene is cut where something of the row comes and goes', () => {
    const { stretches } = cutTimeline([scene('a', 120, [layer(0, 0, 120), layer(2, 40, 90)])], 30)
    expect(stretches).toEqual([
      { kind: 'scene', scene: 0, from: 0, to: 40 },
      { kind: 'scene', scene: 0, from: 40, to: 90 },
      { kind: 'scene', scene: 0, from: 90, to: 120 },
    ])
  })

  test('it is not cut where one thing of the row joins another', () => {
    const { stretches } = cutTimeline([scene('a', 120, [layer(2, 30, 120), layer(2, 60, 90)])], 30)
    expect(stretches.map((stretch) => stretch.from)).toEqual([0, 30])
  })

  test('what depends on the language alone stands apart from what depends on the row', () => {
    const { stretches } = cutTimeline([scene('a', 120, [layer(1, 0, 120), layer(2, 60, 120)])], 30)
    expect(stretches.map((stretch) => stretch.from)).toEqual([0, 60])
  })

  test('a stretch of a few frames joins its neighbour', () => {
    const { stretches } = cutTimeline([scene('a', 120, [layer(2, 5, 120)])], 30)
    expect(stretches).toEqual([{ kind: 'scene', scene: 0, from: 0, to: 120 }])
  })

  test('whatever the scenes, the stretches cover the video without gap or overlap', () => {
    const layers = fc.array(
      fc
        .tuple(fc.constantFrom<Level>(0, 1, 2), fc.nat(150), fc.nat(150))
        .map(([level, a, b]) => layer(level, Math.min(a, b), Math.max(a, b) + 1)),
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
          const length = stretch.kind === 'scene' ? stretch.to - stretch.from : stretch.frames
          expect(length).toBeGreaterThan(0)
          expect(sceneStarts[stretch.scene]! + stretch.from).toBe(at)
          if (stretch.kind === 'transition') expect(sceneStarts[stretch.scene + 1]).toBe(at)
          at += length
        }
        expect(at).toBe(frames)
      }),
      { numRuns: 300 },
    )
  })
})
