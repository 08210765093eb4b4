import { expect, test } from 'vitest'
import { layOutTemplate } from '../../src-main/core/scene-layout/scene-layout.ts'
import { readDraft } from '../../src-renderer/view-math/editor-draft.ts'
import {
  clock,
  drawnLayer,
  frameAtTime,
  layerTime,
  layOutTime,
  middleOf,
  sameMoment,
  secondsOf,
  snappedFrame,
  ticksOf,
  writtenTime,
} from '../../src-renderer/view-math/editor-time.ts'
import { framesOf, parseRate } from '../../src-shared/templates/formats.ts'
import { templateSchema } from '../../src-shared/templates/template.ts'
import fc from '../helpers/at-random.ts'

const rates = fc.constantFrom(25, 30, 29.97, 23.976, 60, 12.5).map((fps) => parseRate(fps)!)

test('a frame written in seconds is that frame again, at every rate', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), rates, (frame, rate) => {
      expect(framesOf(secondsOf(frame, rate), rate)).toBe(frame)
      expect(frameAtTime(middleOf(frame, rate), rate)).toBe(frame)
    }),
  )
})

test('scenes lie on the timeline as the engine lays them out', () => {
  const scene = fc.record({
    duration: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 10),
    over: fc.integer({ min: 0, max: 20 }).map((tenths) => tenths / 10),
  })
  fc.assert(
    fc.property(fc.array(scene, { minLength: 1, maxLength: 8 }), rates, (list, rate) => {
      const scenes = list.map(({ duration, over }, index) => ({
        id: `s${index}`,
        duration,
        layers: [],
        ...(over > 0 ? { transition: { type: 'fade', duration: over } } : {}),
      }))
      const json = {
        reelmill: 1,
        name: 'x',
        version: '1.0.0',
        title: 'X',
        canvas: { width: 1920, height: 1080 },
        fps: `${rate.num}/${rate.den}`,
        formats: { wide: { width: 1920, height: 1080 } },
        languages: { en: {} },
        defaultLanguage: 'en',
        scenes,
      }
      const draft = readDraft(json, 'wide')
      const { scenes: times, frames } = layOutTime(draft.scenes, draft.format.rate, null)
      const laidOut = layOutTemplate(templateSchema.parse(json), 'wide', false)
      expect(times.map(({ from, to }) => to - from)).toEqual(laidOut.scenes.map((one) => one.frames))
      for (const [index, time] of times.entries()) {
        const before = times[index - 1]
        expect(time.over).toBeLessThanOrEqual(laidOut.scenes[index]!.transition?.frames ?? 0)
        if (before === undefined) expect(time.from).toBe(0)
        else {
          expect(time.from).toBe(before.to - time.over)
          // Three scenes are never on at once.
          expect(time.from).toBeGreaterThanOrEqual(before.from + before.over)
        }
      }
      expect(frames).toBe(times.at(-1)!.to)
    }),
  )
})

test('a scene whose condition does not hold takes no time, and one that repeats comes as often as the engine says', () => {
  const { scenes, format } = readDraft(
    {
      scenes: [
        { id: 'a', duration: 1 },
        { id: 'b', duration: 1, when: 'x' },
        { id: 'c', duration: 2, repeat: { over: 'list' } },
      ],
    },
    null,
  )
  const known = (indices: number[]) => ({
    duration: 0,
    frames: 0,
    rate: format.rate,
    width: 16,
    height: 16,
    scenes: indices.map((index) => ({ id: '', index, turn: 0, from: 0, to: 0, transition: 0, layers: [] })),
  })
  const order = (indices: number[]) =>
    layOutTime(scenes, format.rate, known(indices)).scenes.map(({ scene, turn }) => `${scene}.${turn}`)
  expect(order([0, 2, 2])).toEqual(['0.0', '2.0', '2.1'])
  expect(order([0, 1])).toEqual(['0.0', '1.0'])
})

test('a layer that is dragged stays within its scene and keeps its length', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }))
    .map(([from, length]) => ({ from, to: from + length }))
  fc.assert(
    fc.property(
      span,
      fc.integer({ min: -500, max: 500 }),
      fc.constantFrom('whole', 'start', 'end'),
      (span, by, part) => {
        const scene = span.to + 20
        const after = drawnLayer(span, scene, by, part as 'whole')
        expect(after.from).toBeGreaterThanOrEqual(0)
        expect(after.to).toBeLessThanOrEqual(scene)
        expect(after.to).toBeGreaterThan(after.from)
        if (part === 'whole') expect(after.to - after.from).toBe(span.to - span.from)
        if (part === 'start') expect(after.to).toBe(span.to)
      },
    ),
  )
})

test("a layer that stays to its scene's end goes on to do so when only its start is moved", () => {
  const rate = { num: 30, den: 1 }
  expect(writtenTime({ from: 15, to: 90 }, true, 90, rate)).toEqual({ start: 0.5, duration: undefined })
  expect(writtenTime({ from: 15, to: 60 }, true, 90, rate)).toEqual({ start: 0.5, duration: 1.5 })
  expect(writtenTime({ from: 15, to: 90 }, false, 90, rate)).toEqual({ start: 0.5, duration: 2.5 })
  expect(layerTime({ start: 99, duration: null }, 90, rate)).toEqual({ from: 89, to: 90 })
})

test('an edge stands at the nearest thing within reach', () => {
  expect(snappedFrame(47, [0, 45, 50, 90], 3)).toBe(45)
  expect(snappedFrame(47, [0, 40, 90], 3)).toBe(47)
})

test('the ruler has marks that can be read at every zoom', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 0, max: 3_000 }), (zoom, from) => {
      const ticks = ticksOf(from, from + 1_000 / zoom, zoom)
      const large = ticks.filter((tick) => tick.large)
      for (const [index, tick] of large.entries())
        if (index > 0) expect((tick.at - large[index - 1]!.at) * zoom).toBeGreaterThanOrEqual(60)
      expect(ticks.length).toBeLessThan(200)
    }),
  )
  expect([0, 3, 64.5, 3_671].map(clock)).toEqual(['0:00', '0:03', '1:04.5', '1:01:11'])
})

test('side by side, a format that is shorter shows the same moment of the same scene', () => {
  const lasting = (...frames: number[]) => ({
    scenes: frames.map((length, scene) => {
      const from = frames.slice(0, scene).reduce((sum, each) => sum + each, 0)
      return { scene, turn: 0, from, to: from + length, over: 0 }
    }),
    frames: frames.reduce((sum, each) => sum + each, 0),
  })
  expect(sameMoment(150, lasting(100, 100), lasting(20, 50))).toBe(45)
  expect(sameMoment(99, lasting(100, 100), lasting(20, 50))).toBe(19)
  expect(sameMoment(150, lasting(100, 100), { scenes: [], frames: 41 })).toBe(30)
})
