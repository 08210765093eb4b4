import { describe, expect, test } from 'vitest'
import { queueLines } from '../../src-main/headless/queue-words.ts'
import { width } from '../../src-main/headless/wording.ts'
import { type Batch, batchStatusNames } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import { priorities } from '../../src-shared/farm/priority.ts'
import fc from '../helpers/at-random.ts'
import { batch, counts, doorTo, ends, entry, farm, host, moment, until } from './fake-door.ts'

const forecast = {
  secondsLeft: { low: 6_600, likely: 7_800, high: 9_600 },
  outputBytes: { low: 1, likely: 2, high: 3 },
  artifactBytes: { low: 1, likely: 2, high: 3 },
  from: 'seen' as const,
}
const running = entry({
  batch: batch({
    id: '20261121-1415-k3f9',
    name: 'spring-products',
    status: 'running',
    reason: 'Rendering.',
    priority: 'normal',
    counts: counts({ jobs: 120_000, done: 12_345, failed: 7 }),
  } as Partial<Batch>),
  served: 'high',
  forecast,
  why: 'Rendering; raised for its deadline.',
})
const waiting = entry({
  batch: batch({ id: '20261121-1420-aaaa', status: 'waiting', reason: 'Waits.' } as Partial<Batch>),
  why: 'Waits for 20261121-1415-k3f9 to be finished and approved.',
})
const answer = { changed: 2, refused: [] }
const batches = [{ what: 'batch', batch: 'last' }]

describe('the queue', () => {
  test('is listed in the order in which it is served, with what each batch waits for', async () => {
    const { run, out } = doorTo({ 'queue.show': { paused: false, entries: [running, waiting] } })
    expect(await run('queue')).toBe(0)
    expect(out).toEqual(
      // With every reason in full; only a live table has to fit.
      [
        '   BATCH               PRIORITY       DONE                      LEFT',
        '1  20261121-1415-k3f9  high (normal)  12,345/120,000, 7 failed  1 h 50 min to 2 h 40 min',
        '   spring-products: Rendering; raised for its deadline.',
        '2  20261121-1420-aaaa  normal         2/2                       -',
        '   products: Waits for 20261121-1415-k3f9 to be finished and approved.',
      ],
    )
  })

  test('says when it is empty, and when everything is held', async () => {
    const empty = doorTo({ 'queue.show': { paused: true, entries: [] } })
    await empty.run('queue', 'list')
    expect(empty.out).toEqual(['Everything is paused: reelmill queue resume all', 'The queue is empty.'])
    const json = doorTo({ 'queue.show': { paused: false, entries: [waiting] } })
    await json.run('queue', '--json')
    expect(json.out.map((line) => JSON.parse(line))).toEqual([
      waiting,
      { event: 'summary', exit: 0, paused: false, batches: 1 },
    ])
  })

  test('fits any terminal, whatever names and reasons a table brings along', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 41, max: 200 }),
        fc.array(
          fc.record({
            name: fc.string({ unit: 'binary', maxLength: 200 }),
            why: fc.string({ unit: 'grapheme', maxLength: 200 }),
            status: fc.constantFrom(...batchStatusNames),
            served: fc.constantFrom(...priorities),
            jobs: fc.nat(1_000_000),
          }),
          { maxLength: 5 },
        ),
        (columns, some) => {
          const entries = some.map(({ name, why, status, served, jobs }) =>
            entry({
              batch: batch({ name, status, counts: counts({ jobs }) } as Partial<Batch>),
              served,
              why,
              forecast,
            }),
          )
          for (const line of queueLines({ paused: true, entries }, columns)) {
            expect(width(line)).toBeLessThan(columns)
            expect(line).not.toMatch(/\p{Cc}/u)
          }
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('what is done with the queue', () => {
  test.each([
    [['pause', 'last'], 'queue.pause', { targets: batches, now: false }, 'Paused: 2.'],
    [['pause', '--now', 'all'], 'queue.pause', { targets: [{ what: 'all' }], now: true }, 'Paused: 2.'],
    [['resume', 'last'], 'queue.resume', { targets: batches }, 'Goes on: 2.'],
    [['cancel', 'last'], 'queue.cancel', { targets: batches }, 'Cancelled: 2.'],
    [
      ['retry', 'j12', 'u7'],
      'queue.retry',
      {
        targets: [
          { what: 'job', job: 12 },
          { what: 'unit', unit: 7 },
        ],
      },
      'To be tried again: 2.',
    ],
    [['skip', 'J3'], 'queue.skip', { targets: [{ what: 'job', job: 3 }] }, 'Left out: 2.'],
    [
      ['priority', 'urgent', '20261121-1415-k3f9'],
      'queue.priority',
      { targets: [{ what: 'batch', batch: '20261121-1415-k3f9' }], priority: 'urgent' },
      'Changed: 2.',
    ],
    [['move', 'top', 'last'], 'queue.move', { targets: batches, to: 'top' }, 'Moved: 2.'],
  ])('%j reaches the studio', async (words, command, payload, says) => {
    const { run, asked, out } = doorTo({ [command]: answer }, [], { host })
    expect(await run('queue', ...(words as string[]))).toBe(0)
    expect(asked).toEqual([[command, payload]])
    expect(out).toEqual([says])
  })

  test.each([
    [['deadline', 'last', 'none'], 'queue.deadline', { batch: 'last', deadline: null }],
    [
      ['deadline', 'b1', '2026-11-22T08:00:00Z'],
      'queue.deadline',
      { batch: 'b1', deadline: '2026-11-22T08:00:00.000Z' },
    ],
    [['after', 'b1', 'b2', 'b3'], 'queue.after', { batch: 'b1', after: ['b2', 'b3'], afterApproval: [] }],
    [['after', 'b1', 'b2', '--approval'], 'queue.after', { batch: 'b1', after: [], afterApproval: ['b2'] }],
    [['after', 'b1', 'none'], 'queue.after', { batch: 'b1', after: [], afterApproval: [] }],
    [['approve', 'last'], 'queue.approve', { batch: 'last' }],
  ])('%j reaches the studio', async (words, command, payload) => {
    const { run, asked, out } = doorTo({ [command]: null }, [], { host })
    expect(await run('queue', ...(words as string[]))).toBe(0)
    expect(asked).toEqual([[command, payload]])
    expect(out).toHaveLength(1)
  })

  test('what was refused is told with its reason, and the exit status says so', async () => {
    const { run, err, out } = doorTo({
      'queue.cancel': { changed: 1, refused: [{ target: 'j9', why: 'It is done.' }] },
    })
    expect(await run('queue', 'cancel', 'j8', 'j9')).toBe(2)
    expect([out, err]).toEqual([['Cancelled: 1.'], ['Error: j9: It is done.']])
  })

  test('without a studio that works, going on says how work begins', async () => {
    const { run, out } = doorTo({ 'queue.resume': answer })
    await run('queue', 'resume', 'all')
    expect(out.at(-1)).toContain('reelmill queue run')
    const changed = doorTo({ 'queue.pause': answer })
    await changed.run('queue', 'pause', 'all')
    expect(changed.out).toEqual(['Paused: 2.'])
  })

  test('a studio folder that is named before the command holds for it, too', async () => {
    const folders: unknown[] = []
    const door = doorTo({ 'queue.pause': answer })
    await door.run('queue', '--studio', '/one', '--json', 'pause', 'all')
    expect(JSON.parse(door.out.at(-1)!)).toMatchObject({ event: 'summary', changed: 2 })
    const after = doorTo({ 'queue.work': () => folders.push('worked') })
    await after.run('queue', '--studio', '/one', 'run', '--studio', '/two')
    expect(after.seen.served).toMatchObject([{ folder: '/two' }])
    const before = doorTo({ 'queue.work': null })
    await before.run('queue', '--studio', '/one', 'run')
    expect(before.seen.served).toMatchObject([{ folder: '/one' }])
  })
})

describe('queue run', () => {
  test('works until nothing is left, and ends with what most needs a person', async () => {
    let done = () => {}
    const work = new Promise<null>((resolve) => {
      done = () => resolve(null)
    })
    const { run, out, tell, asked, seen } = doorTo({ 'queue.work': () => work })
    const finished = run('queue', 'run')
    await until(() => asked.some(([name]) => name === 'queue.work'))
    tell(
      ends(batch({ id: 'b1', counts: counts({ failed: 1 }) })),
      ends(batch({ id: 'b2', status: 'paused', by: 'asks', reason: '3 of 20 failed.' } as Partial<Batch>)),
    )
    done()
    expect(await finished).toBe(4)
    expect(out).toContain('products (b2) is paused: 3 of 20 failed.')
    expect(seen).toMatchObject({ opened: 1, stopped: 1, served: [{ door: 'queue run', works: true }] })
  })

  test('says when nothing waits', async () => {
    const { run, out } = doorTo({ 'queue.work': null })
    expect(await run('queue', 'run')).toBe(0)
    expect(out.at(-1)).toBe('Nothing waits.')
  })

  test('Ctrl+C ends the studio, so that the next one goes on by itself', async () => {
    const { run, asked, seen, interrupt } = doorTo({ 'queue.work': new Promise(() => {}) })
    const running = run('queue', 'run')
    await until(() => asked.some(([name]) => name === 'queue.work'))
    interrupt()
    expect(await running).toBe(130)
    expect(seen.stopped).toBe(1)
    expect(asked.map(([name]) => name)).not.toContain('batch.interrupt')
  })

  test('what others finished long ago is no news', async () => {
    const { run, out } = doorTo({ 'queue.work': null }, [
      { event: 'batch.changed', batch: batch({ id: 'old' }), previous: null },
    ])
    await run('queue', 'run')
    expect(out.join('\n')).not.toContain('old')
  })
})

describe('queue watch', () => {
  const watching = (how: Parameters<typeof doorTo>[2]) =>
    doorTo({ 'queue.show': { paused: false, entries: [running, waiting] }, 'farm.show': farm() }, [], how)

  test('draws the queue within 80 columns, over what it drew before, until q is pressed', async () => {
    const { run, drawn, press, answers, tell, seen } = watching({ host, isInteractive: true })
    const watched = run('queue', 'watch')
    await until(() => drawn.length === 1)
    const lines = drawn[0]!.replaceAll('\u001b[K', '').replace('\u001b[J', '').trimEnd().split('\n')
    expect(lines[0]).toBe('3 of 4 slots in use, full-speed: Nobody is at the machine.')
    expect(lines[3]).toMatch(/^1 {2}20261121-1415-k3f9 {2}high \(normal\)/)
    expect(lines.at(-1)).toBe('q leaves; what is made goes on')
    for (const line of lines) expect(width(line)).toBeLessThan(80)
    answers['queue.show'] = { paused: false, entries: [waiting] }
    tell({ event: 'queue.changed', queue: { paused: false, entries: [waiting] } })
    await until(() => drawn.length > 1)
    expect(drawn[1]).toMatch(new RegExp(`^\\u001b\\[${lines.length}A\\r`))
    press('q')
    expect(await watched).toBe(0)
    expect(seen).toMatchObject({ opened: 0, left: 1 })
  })

  test('a terminal with few lines shows the first ones', async () => {
    const { run, drawn, press } = watching({ host, isInteractive: true, rows: 6 })
    const watched = run('queue', 'watch')
    await until(() => drawn.length === 1)
    expect(drawn[0]!.trimEnd().split('\n').length).toBeLessThanOrEqual(6)
    press('\u0003')
    await watched
  })

  test('without a studio that works it looks for a moment and lets go again', async () => {
    const { run, out, seen, interrupt } = watching({})
    const watched = run('queue', 'watch')
    await until(() => seen.stopped === 1)
    await moment()
    expect(seen).toMatchObject({ opened: 1, stopped: 1, served: [] })
    interrupt()
    expect(await watched).toBe(0)
    expect(out).toEqual([
      '1  20261121-1415-k3f9  high  running  spring-products: Rendering; raised for its deadline.',
      '2  20261121-1420-aaaa  normal  waiting  products: Waits for 20261121-1415-k3f9 to be finished and approved.',
    ])
  })
})

test('names of files and what an error says can not move the cursor', async () => {
  const evil = '/shop/\u001b[2Jred\u0007\u202e.csv'
  const shown = doorTo({ 'batch.show': batch({ data: evil, outputFolder: evil }) })
  await shown.run('batch', 'show', 'last')
  const failed = doorTo({
    'batch.show': new StudioError({ code: 'batch.not-found', message: `No ${evil}.`, details: [evil] }),
  })
  await failed.run('batch', 'show', 'last')
  for (const line of [...shown.out, ...failed.err]) expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
  expect(failed.err.join()).toContain('red')
})
