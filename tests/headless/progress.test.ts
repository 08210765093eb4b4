import { expect, test } from 'vitest'
import { barLine, leftWithRange, percentOf, type Standing } from '../../src-main/headless/progress-bar.ts'
import { showProgress } from '../../src-main/headless/show-progress.ts'
import { duration, fitted, inLine, size, table, width } from '../../src-main/headless/wording.ts'
import fc from '../helpers/at-random.ts'

const standing = (changes: Partial<Standing> = {}): Standing => ({
  name: 'products',
  share: 0.425,
  secondsLeft: { low: 70, likely: 80, high: 95 },
  waits: null,
  doing: 'Rendering',
  done: 31,
  total: 72,
  failed: 2,
  rejected: 3,
  ...changes,
})

test('the bar says how far it is, what came of it and how long it still takes', () => {
  const said = (columns: number) => barLine(standing(), columns).replace(/[█▉▊▋▌▍▎▏░]+/, '#')
  expect(said(160)).toBe(
    'products  #   42 %  31/72  about 1 min 20 s left  1 min 10 s to 1 min 35 s  2 failed  3 set aside',
  )
  expect(said(120)).toBe(
    '#   42 %  31/72  about 1 min 20 s left  1 min 10 s to 1 min 35 s  2 failed  3 set aside',
  )
  expect(said(90)).toBe('#   42 %  31/72  about 1 min 20 s left  2 failed  3 set aside')
})

test('on a narrow terminal the least needed goes first, and the line never breaks', () => {
  expect(barLine(standing(), 60)).toMatch(/^█+.*42 % {2}31\/72 {2}about 1 min 20 s left {2}2 failed$/)
  expect(barLine(standing(), 50)).toMatch(/^█+.*42 % {2}31\/72 {2}about 1 min 20 s left$/)
  expect(barLine(standing(), 30)).toMatch(/^█+▍░+ {3}42 % {2}31\/72$/)
  fc.assert(
    fc.property(
      fc.integer({ min: 11, max: 300 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.nat(200_000),
      (columns, share, name, total) => {
        const line = barLine(standing({ share, name, total, done: Math.floor(share * total) }), columns)
        expect(width(line)).toBeLessThan(columns)
        expect(line).not.toMatch(/\p{Cc}/u)
      },
    ),
  )
})

test('a hundred per cent is said only when everything is done', () => {
  expect(percentOf(0.99999)).toBe(99)
  expect(percentOf(1)).toBe(100)
})

const about = (low: number, likely: number, high: number) => ({
  secondsLeft: { low, likely, high },
  share: 0.1,
})

test('the time left is a range, and says no more than is known', () => {
  expect(leftWithRange({ secondsLeft: null, share: 0.1 })).toBe('')
  expect(leftWithRange({ ...about(1, 2, 3), share: 1 })).toBe('')
  expect(leftWithRange(about(6.1, 8.2, 8.3))).toBe('about 9 s left, 7 s to 9 s')
  expect(leftWithRange(about(66, 71, 74))).toBe('about 1 min 15 s left, 1 min 10 s to 1 min 15 s')
  expect(leftWithRange(about(3_910, 4_000, 4_015))).toBe('about 1 h 7 min left, 1 h 6 min to 1 h 7 min')
  expect(leftWithRange(about(6_600, 7_800, 9_600))).toBe('about 2 h 10 min left, 1 h 50 min to 2 h 40 min')
  expect(leftWithRange(about(7_000, 7_001, 7_002))).toBe('about 1 h 57 min left')
})

test('while something is in the way, the line says what, instead of a time', () => {
  const waits = 'Waiting: the disk of /videos is full; 12 MB are free, 300 MB needed. It goes on by itself.'
  expect(barLine(standing({ waits }), 120)).toBe(`42 %  31/72  ${waits}`)
  expect(width(barLine(standing({ waits }), 80))).toBe(79)
})

test('a pipe is told at once that a batch waits, and that it goes on', () => {
  const { shown, lines, wait } = recording(false)
  const waits = 'Waiting: the disk is full.'
  for (const step of [0.1, 0.11]) {
    shown.update(standing({ share: step }))
    wait(3_000)
  }
  for (let second = 0; second < 10; second += 1) {
    shown.update(standing({ share: 0.11, waits }))
    wait(1_000)
  }
  shown.update(standing({ share: 0.11 }))
  expect(lines.slice(1)).toEqual([waits, 'It goes on.'])
})

function recording(isInteractive: boolean) {
  const drawn: string[] = []
  const lines: string[] = []
  let time = 0
  const shown = showProgress(
    {
      isInteractive,
      columns: () => 80,
      rows: () => 24,
      out: (line) => lines.push(line),
      err: (line) => lines.push(line),
      draw: (text) => drawn.push(text),
    },
    () => time,
  )
  return {
    shown,
    drawn,
    lines,
    wait: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

test('a bar that shows the same is not drawn again, and never more than ten times a second', () => {
  const { shown, drawn, wait } = recording(true)
  for (let step = 0; step < 1_000; step += 1) {
    shown.update(standing({ done: Math.floor(step / 10) }))
    wait(10)
  }
  expect(drawn.length).toBeLessThanOrEqual(101)
  expect(drawn.length).toBeGreaterThan(50)
  const before = drawn.length
  wait(1_000)
  shown.update(standing({ done: 99 }))
  shown.update(standing({ done: 99 }))
  expect(drawn.length).toBe(before)
  for (const text of drawn) {
    expect(text.startsWith('\r') && text.endsWith('\u001b[K')).toBe(true)
    expect(text.slice(1)).not.toMatch(/[\r\n]/)
  }
})

test('a pipe gets a line at each tenth, and never two within two seconds', () => {
  const { shown, lines, drawn, wait } = recording(false)
  for (let second = 0; second <= 100; second += 1) {
    shown.update(
      standing({
        share: second / 100,
        done: second,
        secondsLeft: { low: 90 - second, likely: 100 - second, high: 110 - second },
      }),
    )
    wait(1_000)
  }
  shown.end()
  expect(drawn).toEqual([])
  expect(lines.map((line) => line.split(',')[0])).toEqual([
    '0 %',
    '10 %',
    '20 %',
    '30 %',
    '40 %',
    '50 %',
    '60 %',
    '70 %',
    '80 %',
    '90 %',
    '100 %',
  ])
})

test('a pipe gets few lines when it goes fast', () => {
  const { shown, lines, wait } = recording(false)
  for (let step = 0; step <= 100; step += 1) {
    shown.update(standing({ share: step / 100 }))
    wait(30)
  }
  expect(lines.length).toBeLessThanOrEqual(2)
})

test('what comes from the data cannot move the cursor or colour the terminal', () => {
  expect(inLine('red \u001b[31m\r\nnew line\u202e!')).toBe('red  [31m new line !')
})

test('wide characters count as two, and a text is cut at a whole one', () => {
  expect(width('日本語')).toBe(6)
  expect(width('e\u0301')).toBe(1)
  expect(fitted('日本語', 5)).toBe('日本…')
  expect(fitted('short', 5)).toBe('short')
  expect(
    table([
      ['a', 'b'],
      ['日本', 'c'],
    ]),
  ).toEqual(['a     b', '日本  c'])
})

test('sizes have two figures at least, and the unit that suits them', () => {
  expect([1, 12_400, 999_499, 999_500, 3_449_000, 12e9, 5e15].map(size)).toEqual([
    '1 kB',
    '12 kB',
    '999 kB',
    '1.0 MB',
    '3.4 MB',
    '12 GB',
    '5000 TB',
  ])
})

test('durations read as people say them', () => {
  expect([0.4, 59.6, 61, 3_700].map(duration)).toEqual(['0 s', '1 min 0 s', '1 min 1 s', '1 h 1 min'])
})
