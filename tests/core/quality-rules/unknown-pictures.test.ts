import { describe, expect, test } from 'vitest'
import { judge } from '../../../src-main/core/quality-rules/judge.ts'
import { qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { chance, factsOf, frame, moving } from './made-facts.ts'

const trial = qualityProfile.parse({ name: 'trial', title: 'Trial' })

/** Checks that pictures of somebody else's video raise, of which nothing is known. */
const found = (frames: readonly Uint8Array[]) => [
  ...new Set(
    judge({ file: null, picture: factsOf(frames), sound: null }, null, trial).map(({ check }) => check),
  ),
]
const times = <T>(many: number, make: (at: number) => T): T[] =>
  Array.from({ length: many }, (_, at) => make(at))

/** A soft picture that is panned across, of one shot at any place. */
const soft = chance(5)
const hills = times(40, () => ({ at: soft() * 600, high: 20 + soft() * 50, wide: 12 + soft() * 14 }))
const lightAt = (x: number, y: number) =>
  hills.reduce(
    (sum, { at, high, wide }) =>
      sum + high * Math.exp(-(((x - at) / wide) ** 2) - ((y - (at % 36)) / 20) ** 2),
    60,
  )
const shot = (at: number, mirrored = false) =>
  frame((x, y) => Math.min(230, lightAt((mirrored ? 63 - x : x) + 2 * at, y)))

describe('black', () => {
  test('a scene so dark that all of it counts as black is none, as long as something is in it', () => {
    const night = (at: number) => frame((x) => 17 + 4 * (((x + at) >> 3) & 1))
    expect(found(times(50, night))).toEqual([])
    expect(found(times(50, () => frame(() => 17)))).toContain('picture.black')
  })
  test('a picture that grows darker and then is gone at once did not fade', () => {
    const dusk = (at: number) => frame((x) => 120 - at + x / 2)
    const dark = times(10, () => frame(() => 16))
    expect(found([...times(20, dusk), ...dark, ...times(20, (at) => dusk(20 - at))])).toContain(
      'picture.black',
    )
    const faded = times(20, (at) => frame((x) => 16 + (104 + x / 2) * (1 - at / 20)))
    expect(found([...faded, ...dark, ...faded.toReversed()])).toEqual([])
  })
  test('a moment of black before a film begins and after it has ended is usual, a long one is not', () => {
    const black = (many: number) => times(many, () => frame(() => 16))
    expect(found([...black(20), ...times(50, moving), ...black(20)])).toEqual([])
    expect(found([...black(55), ...times(80, moving)])).toContain('picture.black')
  })
})

describe('movement', () => {
  test('a picture that stops and then jumps far on within its shot was frozen', () => {
    const frozen = [
      ...times(20, (at) => shot(at)),
      ...times(20, () => shot(19)),
      ...times(20, (at) => shot(40 + at)),
    ]
    expect(found(frozen)).toContain('picture.frozen')
  })
  test('a missing picture makes a jump; a cut to the same picture mirrored makes none', () => {
    const gap = [...times(20, (at) => shot(at)), ...times(20, (at) => shot(21 + at))]
    expect(found(gap)).toEqual(['picture.skipped'])
    expect(found([...times(20, (at) => shot(at)), ...times(20, (at) => shot(at + 20, true))])).toEqual([])
  })
  test('another picture that comes over a movement is no jump of it', () => {
    const veil = chance(7)
    const spots = times(40, () => (veil() < 0.5 ? 0 : 28))
    const at = (index: number) => {
      const picture = shot(index)
      if (index >= 20)
        for (let place = 0; place < 64 * 36; place++)
          picture[place]! -= spots[((place >> 9) << 3) | ((place >> 3) & 7)]!
      return picture
    }
    expect(found(times(40, at))).not.toContain('picture.skipped')
  })
  test('a drawn film that shows every picture twice is as it is', () => {
    expect(found(times(100, (at) => moving(at >> 1)))).toEqual([])
  })
  test('single pictures that come again at even distances are told, though no second has two of them', () => {
    const again = (every: number[]) =>
      times(110, (at) => moving(at - every.filter((one) => one <= at).length))
    expect(found(again([20, 48, 76]))).toEqual(['picture.repeated'])
    expect(found(again([20, 48, 90]))).toEqual([])
  })
})

describe('edges', () => {
  test('black bars beside a picture that is dark itself are bars; a picture that grows dark towards its edges has none', () => {
    const dark = (x: number, at: number) => 27 + Math.max(0, 40 - Math.abs(x - 32 - (at % 5)) * 3)
    const framed = (at: number) => frame((x) => (x < 6 || x > 57 ? 16 : dark(x, at)))
    expect(found(times(40, framed))).toContain('picture.bars')
    const shaded = (at: number) => frame((x) => 16 + Math.min(x, 63 - x) * 2 + (at % 5))
    expect(found(times(40, shaded))).not.toContain('picture.bars')
  })
  test('a dark edge at one side alone may be part of the picture, and one that wanders is no bar', () => {
    const edged = (at: number) => frame((x, y) => (y < 6 ? 16 : 60 + ((x * 7 + at * 3) % 90)))
    expect(found(times(40, edged))).not.toContain('picture.bars')
    const wandering = (at: number) => {
      const edge = 3 + Math.abs((at % 16) - 8)
      return frame((x, y) => (y < edge || y >= 36 - edge ? 16 : 60 + ((x * 7 + at * 3) % 90)))
    }
    expect(found(times(40, wandering))).not.toContain('picture.bars')
    const still = (at: number) => frame((x, y) => (y < 6 || y >= 30 ? 16 : 60 + ((x * 7 + at * 3) % 90)))
    expect(found(times(40, still))).toContain('picture.bars')
  })
  test('where strong colour meets black, nothing is out of range: colour is that of four pixels', () => {
    const red = { y: 63, u: 102, v: 240 }
    const sharp = frame((x) => (x % 2 === 1 ? red.y : 16), 115, 184)
    expect(found(times(10, () => sharp))).not.toContain('picture.levels')
    expect(found(times(10, () => frame(() => red.y, red.u, 250)))).toContain('picture.levels')
  })
})

describe('fields of two moments', () => {
  const combed = (isCombed: (frame: number) => boolean, share = 0.3) => {
    const facts = factsOf(times(100, moving))
    facts.series.combed.set(times(100, (at) => (isCombed(at) ? share : 0)))
    return judge({ file: null, picture: facts, sound: null }, null, trial).map(({ check, from, to }) => [
      check,
      from,
      to,
    ])
  }
  test('all along, or every now and then all along, are interlaced pictures, and so is a part', () => {
    expect(combed(() => true)).toEqual([['picture.interlaced', 0, 100]])
    expect(combed((at) => at % 15 < 8)).toEqual([['picture.interlaced', 0, 98]])
    expect(combed((at) => at >= 40 && at < 60)).toEqual([['picture.interlaced', 40, 60]])
  })
  test('for a moment, or hardly seen, are fine lines', () => {
    expect(combed((at) => at >= 40 && at < 48)).toEqual([])
    expect(combed(() => true, 0.05)).toEqual([])
  })
})
