import { expect, test } from 'vitest'
import { acceleratorOf } from '../../src-main/desktop/accelerators.ts'
import { wishesIn, wishOf } from '../../src-main/desktop/opened-files.ts'
import { outerWords } from '../../src-main/desktop/outer-words.ts'
import {
  afterEvent,
  barOf,
  nothingKnown,
  noticeOf,
  type Overview,
  worksOn,
} from '../../src-main/desktop/overview.ts'
import { fitting } from '../../src-main/desktop/rectangles.ts'
import { linesOf } from '../../src-main/desktop/tray-lines.ts'
import type { Batch } from '../../src-shared/batches/batch.ts'
import type { FarmStanding } from '../../src-shared/farm/farm.ts'

const batch = (id: string, more: Partial<Batch> = {}): Batch =>
  ({
    id,
    name: `table ${id}`,
    status: 'running',
    reason: 'Making videos.',
    counts: { jobs: 10, done: 0, failed: 0, skipped: 0, cancelled: 0 },
    ...more,
  }) as Batch

const after = (view: Overview, next: Batch, previous: Batch['status'] | null = null) =>
  afterEvent(view, { event: 'batch.changed', batch: next, previous })
const farm = (more: Partial<FarmStanding>) =>
  ({ event: 'farm.changed', farm: { holds: [], pace: { pace: 'full' }, ...more } as FarmStanding }) as const

test('the bar in the taskbar weighs batches by their videos, and says when something asks or is paused', () => {
  expect(barOf(nothingKnown)).toBeNull()
  let view = after(nothingKnown, batch('a'))
  view = after(view, batch('b', { counts: { ...batch('b').counts, jobs: 30 } }))
  view = afterEvent(view, { event: 'batch.progress', batch: 'a', share: 1, forecast: null, doing: '' })
  expect(barOf(view)).toEqual({ share: 0.25, mode: 'normal' })
  expect(barOf({ ...view, isPaused: true })?.mode).toBe('paused')
  expect(barOf(afterEvent(view, farm({ holds: [{ reason: 'The disk is full.' }] as never })))?.mode).toBe(
    'paused',
  )
  const asking = after(view, batch('b', { status: 'paused', by: 'asks', reason: 'Many failed.' } as never))
  expect(barOf(asking)?.mode).toBe('error')
  const over = ['a', 'b'].reduce((now, id) => after(now, batch(id, { status: 'finished' } as never)), view)
  expect(barOf(over)).toBeNull()
  expect(worksOn(over)).toBe(false)
  expect(worksOn(view)).toBe(true)
})

test('what ends, fails or asks is told, and what a person did themselves is not', () => {
  const view = after(nothingKnown, batch('a'))
  const told = (next: Batch, previous: Batch['status'] | null = 'running') =>
    noticeOf(view, { event: 'batch.changed', batch: next, previous })?.kind ?? null
  expect(told(batch('a', { status: 'finished' } as never))).toBe('finished')
  expect(told(batch('a', { status: 'finished', counts: { ...batch('a').counts, failed: 2 } } as never))).toBe(
    'failed',
  )
  expect(told(batch('a', { status: 'failed' } as never))).toBe('failed')
  expect(told(batch('a', { status: 'paused', by: 'pilot' } as never))).toBe('asks')
  expect(told(batch('a', { status: 'paused', by: 'person' } as never))).toBeNull()
  expect(told(batch('a', { status: 'cancelled' } as never))).toBeNull()
  expect(told(batch('a', { status: 'finished' } as never), null)).toBeNull()
  expect(told(batch('a', { status: 'finished' } as never), 'finished')).toBeNull()
})

test('a full disk is told once while it lasts, and not when nothing waits for it', () => {
  const held = farm({ holds: [{ reason: 'The disk is full.' }] as never })
  const view = after(nothingKnown, batch('a'))
  expect(noticeOf(view, held)).toMatchObject({ kind: 'held', body: 'The disk is full.' })
  expect(noticeOf(afterEvent(view, held), held)).toBeNull()
  expect(noticeOf(nothingKnown, held)).toBeNull()
})

test('the tray names what runs, with a percent, in the language of the machine or the one that was chosen', () => {
  let view = nothingKnown
  for (const id of 'abcdefg') view = after(view, batch(id))
  view = afterEvent(view, { event: 'batch.progress', batch: 'a', share: 0.429, forecast: null, doing: '' })
  const words = outerWords({ language: 'system' }, 'de-AT')
  const lines = linesOf(view, words).map(({ text }) => text)
  expect(lines).toHaveLength(6)
  expect(lines[0]).toBe('table a: 42 %')
  expect(lines.at(-1)).toBe('und 2 weitere')
  expect(linesOf(nothingKnown, outerWords({ language: 'en' }, 'de'))).toEqual([
    { text: 'Nothing is being rendered', batch: null },
  ])
})

test('files that the app is started with are told from its own words and options', () => {
  const words = [
    '/opt/electron',
    '/srv/reelmill',
    '--no-sandbox',
    'spring.csv',
    '/data/a.xlsx',
    '/data/a.exe',
  ]
  expect(wishesIn(words, '/home/ann', false)).toEqual([
    { wish: 'table', path: '/home/ann/spring.csv' },
    { wish: 'table', path: '/data/a.xlsx' },
  ])
  expect(wishesIn(['/opt/reelmill', '/data/look.zip'], '/', true)).toEqual([
    { wish: 'template', path: '/data/look.zip' },
  ])
  expect(wishOf('/templates/look/template.json')).toEqual({ wish: 'template', path: '/templates/look' })
})

test('a window comes back where it was only where it can be taken hold of', () => {
  const screens = [{ x: 0, y: 0, width: 1_920, height: 1_080 }]
  const there = { x: 100, y: 100, width: 1_200, height: 800 }
  expect(fitting(there, screens)).toEqual(there)
  expect(fitting({ ...there, x: 2_500 }, screens)).toBeNull()
  expect(fitting({ ...there, y: -400 }, screens)).toBeNull()
  expect(fitting({ ...there, width: 4_000 }, screens)).toEqual({ ...there, width: 1_920 })
})

test.each([
  ['mod+N', 'CmdOrCtrl+N'],
  ['mod+shift+k', 'CmdOrCtrl+Shift+K'],
  ['alt+ArrowLeft', 'Alt+Left'],
  ['mod+,', 'CmdOrCtrl+,'],
  ['shift+?', 'Shift+?'],
  ['mod', null],
  ['mod+ß', null],
  ['mod+constructor', null],
  [undefined, null],
])('the key %s stands in the menu as %s', (keys, accelerator) => {
  expect(acceleratorOf(keys)).toBe(accelerator)
})
