import { expect, test } from 'vitest'
import { drawLikeness } from '../../../src-main/services/quality-inspector/likeness-draw.ts'

const video = (row: number, format = 'wide') =>
  ({ row: String(row), language: 'en', format, codec: format === 'loop' ? 'gif' : 'h264' }) as const
const drawn = (draw: ReturnType<typeof drawLikeness>, format?: string) =>
  Array.from({ length: 400 }, (_, row) => row).filter((row) => draw.seedOf(video(row, format)) !== null)

test('nothing is compared unless somebody asks for it, and a GIF never', () => {
  expect(drawn(drawLikeness(undefined, 'a'))).toEqual([])
  expect(drawn(drawLikeness({ every: 1 }, 'a'), 'loop')).toEqual([])
})

test('the first of each format is compared, and about one in so many of the others', () => {
  const draw = drawLikeness({ every: 20, seed: 3 }, 'a')
  const wide = drawn(draw)
  expect(wide[0]).toBe(0)
  expect(wide.length).toBeGreaterThan(8)
  expect(wide.length).toBeLessThan(40)
  expect(drawn(draw, 'tall')[0]).toBe(0)
})

test('one seed draws the same videos in every batch, in whatever order they are made', () => {
  const wish = { every: 20, seed: 3 }
  const one = drawLikeness(wish, 'a')
  const other = drawLikeness(wish, 'b')
  one.seedOf(video(999))
  other.seedOf(video(998))
  const rows = Array.from({ length: 400 }, (_, row) => row)
  const of = (draw: typeof one, order: number[]) =>
    new Map(order.map((row) => [row, draw.seedOf(video(row))] as const))
  const [up, down] = [of(one, rows), of(other, rows.toReversed())]
  for (const row of rows) expect(down.get(row)).toBe(up.get(row))
})
