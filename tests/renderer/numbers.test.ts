import { describe, expect, test } from 'vitest'
import { frameAt, rateOf, timecode, timeOfFrame } from '../../src-renderer/view-math/frames.ts'
import {
  bytes,
  count,
  dayAndTime,
  duration,
  nameOfPath,
  number,
  percent,
  remaining,
  shortDuration,
  speakNumbers,
} from '../../src-renderer/view-math/numbers.ts'

describe('numbers for people', () => {
  test('times', () => {
    expect([0, 8.4, 130, 3_900].map(duration)).toEqual(['0 s', '8 s', '2 min 10 s', '1 h 5 min'])
    expect([0, 0.42, 9.96, 61].map(shortDuration)).toEqual(['0.1 s', '0.4 s', '10.0 s', '1 min 1 s'])
  })

  test('times and sizes have the decimal sign of the language', () => {
    speakNumbers('de')
    expect([shortDuration(2.04), bytes(6_400), number(1_200)]).toEqual(['2,0 s', '6,4 kB', '1.200'])
    speakNumbers('en')
  })

  test('what is left comes in steps that do not flicker, and is never nothing', () => {
    expect([0, 3, 42, 64, 671, 3_610, 4_000].map(remaining)).toEqual([
      '5 s',
      '5 s',
      '45 s',
      '1 min',
      '11 min',
      '1 h',
      '1 h 5 min',
    ])
  })

  test('sizes, shares, counts, names', () => {
    expect([0, 999, 1_000, 1_449_000, 999_600, 5e12].map(bytes)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '1.4 MB',
      '1 MB',
      '5 TB',
    ])
    expect([0, 0.0001, 0.5, 0.9999, 1].map(percent)).toEqual([0, 1, 50, 99, 100])
    expect([count(1, 'row'), count(1_200, 'row'), count(2, 'query', 'queries')]).toEqual([
      '1 row',
      '1,200 rows',
      '2 queries',
    ])
    expect(['/data/a.csv', 'C:\\data\\b.xlsx', '/folder/', '/'].map(nameOfPath)).toEqual([
      'a.csv',
      'b.xlsx',
      'folder',
      '/',
    ])
  })

  test('days are those of the calendar', () => {
    const now = new Date(2026, 10, 21, 0, 30)
    expect(dayAndTime(new Date(2026, 10, 21, 0, 5).toISOString(), now)).toBe('Today, 00:05')
    expect(dayAndTime(new Date(2026, 10, 20, 23, 55).toISOString(), now)).toBe('Yesterday, 23:55')
    expect(dayAndTime(new Date(2026, 9, 3, 9, 0).toISOString(), now)).toBe('3 Oct 2026, 09:00')
  })
})

describe('frames of a video', () => {
  test.each([24, 25, 30, 30_000 / 1_001, 60])(
    'at %d a second, seeking to a frame shows just that frame',
    (fps) => {
      const frames = 1_801
      const rate = rateOf({ frames, duration: frames / fps })
      for (const frame of [0, 1, 2, 899, 1_799, 1_800]) {
        const time = timeOfFrame(frame, rate, frames)
        expect(frameAt(time, rate, frames)).toBe(frame)
        // What a player reports is where the frame begins, cut to microseconds.
        expect(frameAt(Math.floor((frame / fps) * 1e6) / 1e6, rate, frames)).toBe(frame)
      }
    },
  )

  test('there is nothing before the first and after the last', () => {
    expect(frameAt(timeOfFrame(-5, 25, 50), 25, 50)).toBe(0)
    expect(frameAt(timeOfFrame(500, 25, 50), 25, 50)).toBe(49)
    expect(frameAt(99, 25, 50)).toBe(49)
    expect(rateOf({ frames: 0, duration: 0 })).toBe(1)
  })

  test('the time code counts minutes, seconds and frames', () => {
    expect([timecode(0, 25), timecode(26, 25), timecode(1_525, 25), timecode(30, 29.97)]).toEqual([
      '00:00:00',
      '00:01:01',
      '01:01:00',
      '00:01:00',
    ])
  })
})
