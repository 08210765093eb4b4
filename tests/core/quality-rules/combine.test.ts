import { expect, test } from 'vitest'
import { combine } from '../../../src-main/core/quality-rules/combine.ts'
import { createPictureTally } from '../../../src-main/outside/measuring/picture-tally.ts'
import { chance, factsOf, frame, small } from './made-facts.ts'

test('segments that were measured one by one say of the whole what measuring it whole says, to the last figure', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const draw = chance(seed)
    const frames = Array.from({ length: 2 + Math.floor(draw() * 12) }, () => {
      const [base, spread] = [draw() * 255, draw() * 200]
      const colour = () => Math.floor(draw() * 256)
      return frame(() => Math.max(0, Math.min(255, base + (draw() - 0.5) * spread)), colour(), colour())
    })
    const whole = factsOf(frames)
    const cuts = frames.map((_, at) => at).filter((at) => at > 0 && draw() < 0.4)
    const edges = [0, ...cuts, frames.length]
    const parts = edges.slice(1).map((to, at) => factsOf(frames.slice(edges[at], to)))
    expect(combine(parts), `seed ${seed}`).toEqual(whole)
  }
})

test('however the bytes of frames are cut by the pipe, the same is measured', () => {
  const draw = chance(99)
  const frames = Array.from({ length: 6 }, () => frame(() => draw() * 255))
  const bytes = Buffer.concat(frames)
  const tally = createPictureTally(small, 1)
  for (let at = 0; at < bytes.length; ) {
    const many = 1 + Math.floor(draw() * 3_000)
    tally.take(bytes.subarray(at, at + many))
    at += many
  }
  expect(tally.end()).toEqual(expect.objectContaining({ frames: 6, series: factsOf(frames).series }))
})

test('segments of another size are no segments of one video', () => {
  const one = factsOf([frame(() => 50)])
  const other = { ...one, small: { ...small, width: 32 } }
  expect(() => combine([one, other])).toThrow(TypeError)
  expect(() => combine([])).toThrow(TypeError)
})
