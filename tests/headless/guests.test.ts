import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { batch, counts, doorTo, ends, entry, farm, host, moment, rendering, until } from './fake-door.ts'

const started = { 'batch.start': { batch: 'b1', goesOn: null } }
afterEach(() => vi.restoreAllMocks())

test('while a window works in the folder, render hands its batch over, says so, and follows it', async () => {
  const { run, asked, out, seen } = doorTo(started, [ends(batch())], { host })
  expect(await run(...rendering)).toBe(0)
  expect(out[0]).toBe(
    'A studio works in this folder (pid 123, window): it makes the videos; Ctrl+C here leaves them to it.',
  )
  expect(out).toContain('Videos:    /out')
  expect(asked.find(([name]) => name === 'batch.start')?.[1]).toMatchObject({
    data: resolve('products.csv'),
    out: resolve('out'),
    template: 'showcase',
  })
  expect(seen).toMatchObject({ opened: 0, left: 1, served: [] })
})

test('a template of the own folder is named by its path, one of the library by its name', () =>
  withTempFolder(async (folder) => {
    for (const name of ['mine', 'showcase']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'template.json'), '{}')
    }
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
    const templateOf = async (wanted: string) => {
      const { run, asked } = doorTo(
        { ...started, 'template.list': [{ name: 'showcase' }] },
        [ends(batch())],
        { host },
      )
      await run('render', '-t', wanted, '-d', 'd.csv', '-o', 'out')
      return (asked.find(([name]) => name === 'batch.start')![1] as { template: string }).template
    }
    const before = process.cwd()
    expect(await templateOf('./mine')).toBe(join(before, 'mine'))
    expect(await templateOf('showcase')).toBe('showcase')
  }))

test('Ctrl+C leaves a batch that was handed over where it is made', async () => {
  const { run, asked, out, seen, interrupt } = doorTo(started, [], { host })
  const running = run(...rendering)
  await until(() => asked.some(([name]) => name === 'batch.show'))
  await moment()
  interrupt()
  expect(await running).toBe(130)
  expect(asked.map(([name]) => name)).not.toContain('batch.interrupt')
  expect(out.at(-1)).toMatch(/^Left to the studio of pid 123 \(window\).*reelmill queue pause b1$/)
  expect(seen).toMatchObject({ left: 1, abandoned: 0, exits: [] })
})

test('when the other studio ends first, render says so and goes on with the same batch', async () => {
  const { run, asked, answers, err, lose, seen } = doorTo({ ...started }, [], { host })
  const running = run(...rendering, '--new')
  await until(() => asked.some(([name]) => name === 'batch.show'))
  answers['batch.show'] = batch()
  lose({ code: 'studio.ended', message: 'The studio that worked in this folder has ended.' })
  expect(await running).toBe(0)
  expect(err).toEqual(['The studio that made the videos has ended: this command goes on with them.'])
  const starts = asked.filter(([name]) => name === 'batch.start').map(([, ask]) => ask as { new?: boolean })
  expect(starts.map((ask) => ask.new)).toEqual([true, undefined])
  expect(seen).toMatchObject({ opened: 1, stopped: 1 })
})

test('a studio that works serves others, and one that only looks something up does not', async () => {
  const working = doorTo(started, [ends(batch())])
  await working.run(...rendering, '--studio', '/s')
  expect(working.seen.served).toEqual([{ door: 'render', works: true, folder: '/s' }])
  const looking = doorTo({ 'batch.list': { batches: [], next: null } })
  await looking.run('batch', 'list')
  expect(looking.seen).toMatchObject({ opened: 1, stopped: 1, served: [] })
  const measuring = doorTo({ 'farm.try-encoders': { encoders: [] } })
  await measuring.run('farm', 'try-encoders')
  expect(measuring.seen.served).toEqual([{ door: 'farm try-encoders', works: false, folder: undefined }])
})

test('a studio that is held for a moment is waited for', async () => {
  let asked = 0
  const { run, out, seen } = doorTo({
    'batch.list': () => {
      asked += 1
      if (asked < 3)
        throw new StudioError({ code: 'studio.held', message: 'Another command has this studio.' })
      return { batches: [], next: null }
    },
  })
  expect(await run('batch', 'list')).toBe(0)
  expect(out).toEqual(['No batch yet. Start one with `reelmill render`.'])
  expect(seen).toMatchObject({ opened: 3, stopped: 3 })
})

test('render waits for a command that has the studio without making videos', async () => {
  const { run, err, seen, lose } = doorTo(started, [ends(batch())], {
    host: { ...host, door: 'farm calibrate', works: false },
  })
  const running = run(...rendering)
  await until(() => err.length > 0)
  expect(err).toEqual(['Waiting: another command has this studio (pid 123, farm calibrate).'])
  expect(seen.opened).toBe(0)
  lose({ code: 'studio.ended', message: 'Ended.' })
  expect(await running).toBe(0)
  expect(seen).toMatchObject({ opened: 1, served: [{ door: 'render' }] })
})

test('render stays until the batches of other terminals are done, and says so', async () => {
  const guest = entry({ batch: batch({ id: 'b2', name: 'prices', status: 'running' } as never) })
  const { run, answers, asked, out, tell, seen } = doorTo(
    { ...started, 'queue.show': { paused: false, entries: [guest] } },
    [ends(batch())],
  )
  const running = run(...rendering)
  await until(() => out.some((line) => line.includes('other terminals')))
  expect(out.find((line) => line.includes('other terminals'))).toBe(
    '1 batch of other terminals is still made here (prices): this stays until that is done; Ctrl+C interrupts it.',
  )
  expect(seen.stopped).toBe(0)
  answers['queue.show'] = { paused: false, entries: [] }
  tell(ends(batch({ id: 'b2' })))
  expect(await running).toBe(0)
  expect(seen.stopped).toBe(1)
  expect(asked.map(([name]) => name)).not.toContain('batch.interrupt')
})

test('a system that shuts down ends the studio, not the batch: nobody has to say that it should go on', async () => {
  const { run, asked, out, seen, interrupt } = doorTo(started)
  const running = run(...rendering)
  await until(() => asked.some(([name]) => name === 'batch.show'))
  interrupt('system')
  expect(await running).toBe(130)
  expect(asked.map(([name]) => name)).not.toContain('batch.interrupt')
  expect(out.at(-1)).not.toContain('Error')
  expect(seen.stopped).toBe(1)
})

test('a batch that is gone on with says what is there already', async () => {
  const goesOn = 'Going on with batch b1: 412 of 1,000 videos are there, 588 to make.'
  const { run, out } = doorTo({ 'batch.start': { batch: 'b1', goesOn } }, [ends(batch())])
  expect(await run(...rendering)).toBe(0)
  expect(out[0]).toBe(goesOn)
})

test('what holds the farm is told while the batch runs', async () => {
  const hold = {
    resource: 'disk',
    where: '/videos',
    reason: 'The disk of /videos is full: 12 MB are free, 300 MB needed.',
    since: '2026-11-21T10:00:00Z',
  } as const
  const running = batch({ status: 'running', reason: 'Rendering.', counts: counts({ jobs: 10 }) } as never)
  const tells: StudioEvent[] = [
    { event: 'batch.changed', batch: running, previous: 'preparing' },
    { event: 'farm.changed', farm: farm({ holds: [hold] }) },
  ]
  const { run, asked, drawn, tell } = doorTo(
    { 'batch.start': { batch: 'b1', goesOn: null }, 'batch.show': running },
    [],
    { isInteractive: true, columns: 120 },
  )
  const done = run(...rendering)
  await until(() => asked.some(([name]) => name === 'batch.show'))
  await moment(150)
  tell(...tells)
  await until(() => drawn.at(-1)?.includes('Waiting') === true)
  expect(drawn.at(-1)).toContain(
    '0 %  2/10  Waiting: The disk of /videos is full: 12 MB are free, 300 MB needed. It goes on by itself.',
  )
  const busy = farm({
    holds: [hold],
    running: [
      {
        unit: 1,
        job: 1,
        batch: 'b1',
        kind: 'segment',
        label: '',
        pid: 1,
        share: 0,
        seconds: 0,
        expectedBytes: 0,
        encoder: null,
      },
    ],
  })
  await moment(150)
  tell({ event: 'farm.changed', farm: busy })
  expect(drawn.at(-1)).not.toContain('Waiting')
  tell(ends(batch()))
  expect(await done).toBe(0)
})

test('render of a batch that somebody pauses stays until what runs is finished, and its papers are written', async () => {
  const paused = (running: number, manifest: string | null) =>
    batch({
      status: 'paused',
      by: 'person',
      reason: 'Paused on request.',
      counts: counts({ running }),
      manifest,
    } as never)
  const { run, asked, out, tell, seen } = doorTo({ ...started, 'batch.show': paused(2, null) }, [])
  const running = run(...rendering, '--json')
  await until(() => asked.some(([name]) => name === 'batch.show'))
  await moment()
  expect(seen.stopped).toBe(0)
  tell({ event: 'batch.changed', batch: paused(0, '/out/manifest.json'), previous: 'paused' })
  expect(await running).toBe(4)
  expect(JSON.parse(out.at(-1)!)).toMatchObject({ exit: 4, manifest: '/out/manifest.json' })
})
