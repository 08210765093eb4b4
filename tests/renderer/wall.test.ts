import { describe, expect, test } from 'vitest'
import { clock } from '../../src-renderer/view-math/frames.ts'
import { correctionOf, timeBeside } from '../../src-renderer/view-math/in-step.ts'
import { layOut, placeBeside, wallOf } from '../../src-renderer/view-math/wall.ts'

describe('the wall', () => {
  test('has as many columns as fit, at least one', () => {
    expect(wallOf(1_000, 210, 14)).toEqual({ columns: 4, tile: (1_000 - 42) / 4 })
    expect(wallOf(100, 210, 14).columns).toBe(1)
  })

  test('each group begins with its head, and every tile stands in one row', () => {
    const layout = layOut([5, 1, 4], 3, true)
    const rows = Array.from({ length: layout.rowCount }, (_, row) => layout.rowAt(row))
    expect(rows).toEqual([
      { is: 'head', group: 0 },
      { is: 'tiles', from: 0, to: 3 },
      { is: 'tiles', from: 3, to: 5 },
      { is: 'head', group: 1 },
      { is: 'tiles', from: 5, to: 6 },
      { is: 'head', group: 2 },
      { is: 'tiles', from: 6, to: 9 },
      { is: 'tiles', from: 9, to: 10 },
    ])
    expect(rows.map((_, row) => layout.isHead(row))).toEqual(rows.map(({ is }) => is === 'head'))
    expect([0, 4, 5, 9].map((place) => layout.rowOf(place))).toEqual([1, 2, 4, 7])
    expect([0, 1, 2].map((group) => layout.rowOfGroup(group))).toEqual([0, 3, 5])
    expect([4, 5, 6].map((place) => layout.groupOf(place))).toEqual([0, 1, 2])
  })

  test('without groups there are no heads', () => {
    const layout = layOut([4], 3, false)
    expect(layout.rowCount).toBe(2)
    expect(layout.rowAt(0)).toEqual({ is: 'tiles', from: 0, to: 3 })
    expect(layout.isHead(0)).toBe(false)
    expect(layOut([], 3, true).rowCount).toBe(0)
  })

  test('arrows keep the column over heads and short rows, and stay at the ends', () => {
    const layout = layOut([5, 1, 4], 3, true)
    const way = (place: number, to: 'up' | 'down' | 'left' | 'right') => placeBeside(layout, place, to, 10)
    expect(way(1, 'down')).toBe(4)
    expect(way(2, 'down')).toBe(4)
    expect(way(4, 'down')).toBe(5)
    expect(way(5, 'up')).toBe(3)
    expect([way(0, 'up'), way(0, 'left'), way(9, 'right'), way(9, 'down')]).toEqual([0, 0, 9, 9])
  })
})

describe('two players in step', () => {
  test('half a frame apart is together; a little is caught up with; far apart is a jump', () => {
    expect(correctionOf(0.01, 30)).toEqual({ do: 'nothing' })
    expect(correctionOf(0.05, 30)).toEqual({ do: 'speed', factor: 0.95 })
    expect(correctionOf(-0.2, 30)).toEqual({ do: 'speed', factor: 1.1 })
    expect(correctionOf(0.4, 30)).toEqual({ do: 'jump' })
  })

  test('the second shows the frame of the same moment, and its last one when it is shorter', () => {
    expect(timeBeside(1, { frames: 60, rate: 30 })).toBeCloseTo(30.5 / 30)
    expect(timeBeside(9, { frames: 60, rate: 30 })).toBeCloseTo(59.5 / 30)
  })
})

test('lengths read as on a player', () => {
  expect([0, 12.4, 61, 3_723].map(clock)).toEqual(['0:00', '0:12', '1:01', '1:02:03'])
})
