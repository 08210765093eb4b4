import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { readRange } from '../../src-main/desktop/byte-range.ts'
import { createEventStream } from '../../src-main/desktop/event-stream.ts'
import { isOwnPage, type Sender } from '../../src-main/desktop/own-page.ts'
import type { Told } from '../../src-shared/contract/bridge.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'

describe('ranges of a file', () => {
  test.each([
    ['bytes=0-99', { first: 0, last: 99 }],
    ['bytes=900-', { first: 900, last: 999 }],
    ['bytes=900-5000', { first: 900, last: 999 }],
    ['bytes=-10', { first: 990, last: 999 }],
    ['bytes=-5000', { first: 0, last: 999 }],
    [' bytes=7-7 ', { first: 7, last: 7 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['bytes=a-b', null],
    ['items=0-1', null],
    [null, null],
  ])('of 1,000 bytes, %s is %j', (header, range) => {
    expect(readRange(header, 1_000)).toEqual(range)
  })

  test('an empty file has no byte to give', () => {
    expect(readRange('bytes=0-', 0)).toBe('unsatisfiable')
    expect(readRange(null, 0)).toBeNull()
  })
})

describe('who may ask', () => {
  const page = {} as Sender['sender']
  const own = { url: 'reelmill://studio/index.html', parent: null }
  test.each([
    ['the own page', { sender: page, senderFrame: own }, true],
    ['another window', { sender: {} as Sender['sender'], senderFrame: own }, false],
    ['a frame inside of the page', { sender: page, senderFrame: { ...own, parent: own } }, false],
    ['a frame that is gone', { sender: page, senderFrame: null }, false],
    ['a page that was navigated to', { sender: page, senderFrame: { ...own, url: 'about:blank' } }, false],
    [
      'a like-named host',
      { sender: page, senderFrame: { ...own, url: 'reelmill://studio.evil/index.html' } },
      false,
    ],
    [
      'a like-named scheme',
      { sender: page, senderFrame: { ...own, url: 'https://studio/index.html' } },
      false,
    ],
    ['an address that is none', { sender: page, senderFrame: { ...own, url: '' } }, false],
  ])('%s', (_who, sender, answer) => {
    expect(isOwnPage(sender, page)).toBe(answer)
    expect(isOwnPage(sender, null)).toBe(false)
  })
})

describe('what a page is told', () => {
  const progress = (batch: string, share: number): StudioEvent => ({
    event: 'batch.progress',
    batch,
    share,
    secondsLeft: null,
    doing: '',
  })
  const snapshot: Told = { snapshot: { batches: [], next: null } }
  const collect = () => {
    const told: { at: number; told: Told }[] = []
    return { told, stream: createEventStream((one) => told.push({ at: performance.now(), told: one })) }
  }

  test('nothing comes before the snapshot, and what happened meanwhile comes after it, in order', () => {
    const { told, stream } = collect()
    stream.add(progress('a', 0.1))
    stream.add({ event: 'job.progress', batch: 'a', progress: [] })
    expect(told).toEqual([])
    stream.begin(snapshot)
    expect(told.map((each) => each.told)).toEqual([
      snapshot,
      { events: [progress('a', 0.1), { event: 'job.progress', batch: 'a', progress: [] }] },
    ])
    stream.end()
  })

  test('a flood of events comes in at most ten groups a second, with the last word of each level', async () => {
    const { told, stream } = collect()
    stream.begin(snapshot)
    const begun = performance.now()
    for (let step = 0; performance.now() - begun < 550; step += 1) {
      stream.add(progress(step % 2 === 0 ? 'a' : 'b', step))
      await sleep(2)
    }
    await sleep(150)
    const groups = told.flatMap(({ told: one, at }) => ('events' in one ? [{ at, events: one.events }] : []))
    expect(groups.length).toBeGreaterThan(3)
    expect(groups.length).toBeLessThanOrEqual(7)
    for (const { events } of groups) expect(events.length).toBeLessThanOrEqual(2)
    for (const [index, { at }] of groups.entries())
      if (index > 0) expect(at - groups[index - 1]!.at).toBeGreaterThan(90)
    stream.end()
  })

  test('after its end it is silent', async () => {
    const { told, stream } = collect()
    stream.begin(snapshot)
    stream.add(progress('a', 1))
    stream.end()
    stream.add(progress('a', 2))
    await sleep(150)
    expect(told).toHaveLength(1)
  })
})
