import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src-main/headless/farm-settings.ts'
import { parseMoment } from '../../src-main/headless/moments.ts'
import { timelineLines } from '../../src-main/headless/timeline-words.ts'
import { width } from '../../src-main/headless/wording.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { Timeline } from '../../src-shared/farm/farm.ts'
import { batch, doorTo, farm } from './fake-door.ts'

describe('the farm', () => {
  test('is shown with slots, pace, calibration, encoders, disks, holds, what runs and why the rest waits', async () => {
    const { run, out } = doorTo({
      'farm.show': farm({
        calibration: {
          machine: 'editor-1',
          ffmpeg: '7.0',
          at: '2026-11-20T09:00:00Z',
          processes: 4,
          threads: 1,
          tried: [
            { processes: 4, threads: 1, framesPerSecond: 412.4 },
            { processes: 2, threads: 2, framesPerSecond: 300 },
          ],
        },
        encoders: [
          {
            encoder: 'h264_nvenc',
            family: 'nvenc',
            codec: 'h264',
            status: 'absent',
            reason: 'No device was found.',
            againAt: null,
            sessions: 0,
          },
        ],
        disks: [{ folder: '/videos', freeBytes: 12e9, reserveBytes: 2e9 }],
        holds: [
          { resource: 'disk', where: '/videos', reason: 'The disk is full.', since: '2026-11-21T10:00:00Z' },
        ],
        running: [
          {
            unit: 7,
            job: 3,
            batch: 'b1',
            kind: 'segment',
            label: 'A, en, wide: 0 to 4 s',
            pid: 99,
            share: 0.42,
            seconds: 8,
            expectedBytes: 1,
            encoder: null,
          },
        ],
        waiting: [
          { batch: 'b1', job: 4, unit: null, label: 'B, en', why: 'Waits for a slot: 4 of 4 are in use.' },
        ],
        waitingCount: 1_200,
        pastForecasts: [
          { batch: 'b0', doneShare: 0.05, foretold: { low: 50, likely: 60, high: 80 }, came: 66 },
          { batch: 'b0', doneShare: 0.5, foretold: { low: 20, likely: 30, high: 40 }, came: 60 },
        ],
      }),
    })
    expect(await run('farm')).toBe(0)
    for (const line of out) expect(width(line)).toBeLessThan(130)
    const text = out.join('\n')
    for (const said of [
      'editor-1: 4 processors, 9.0 GB of 16 GB of memory free',
      'full-speed: 4 programs at a time. Nobody is at the machine.',
      'encode 3 of 4, light 0 of 2',
      '4 programs of 1 thread, 412 frames a second, 2 pairs tried on 2026-11-20',
      'h264_nvenc: not here. No device was found.',
      '/videos: 12 GB free, of which 2.0 GB stay free',
      'disk, since ',
      'u7  j3  42 %  8 s  segment  A, en, wide: 0 to 4 s',
      'Waits (1,200)',
      'j4  B, en: Waits for a slot: 4 of 4 are in use.',
      'b0 at 5 %: 1 min 0 s (50 s to 1 min 20 s), came 1 min 6 s, within',
      '1 of 2 ranges held',
      'mode=automatic processes=auto threads=auto memory=auto diskReserve=10GB',
    ])
      expect(text).toContain(said)
  })

  test('what is shown as its settings can be set again', () => {
    const { settings } = farm()
    expect(
      readSettings('mode=automatic memory=8.5GB diskReserve=10GB hours=always keepAwake=yes'.split(' ')),
    ).toEqual({
      mode: settings.mode,
      memory: 8_500_000_000,
      diskReserve: settings.diskReserve,
      hours: null,
      keepAwake: true,
    })
    expect(readSettings(['processes=auto', 'THREADS=2', 'onbattery=go-on', 'hangSeconds=30'])).toEqual({
      processes: null,
      threads: 2,
      onBattery: 'go-on',
      hangSeconds: 30,
    })
    expect(readSettings(['memory=2GiB', 'diskReserve=0'])).toEqual({ memory: 2 * 1024 ** 3, diskReserve: 0 })
  })

  test.each([
    'mode=fast',
    'mode=',
    'processes=0',
    'processes=1.5',
    'processes=',
    'threads=many',
    'memory=some',
    'memory=-1GB',
    'hours=22-6',
    'keepAwake=maybe',
    'hangSeconds=0',
    'speed=full',
    'mode',
  ])('%s is refused with what to write instead', (word) => {
    expect(() => readSettings([word])).toThrow(
      expect.objectContaining({ code: 'setting.unreadable', whatToDo: expect.stringMatching(/=/) }),
    )
  })

  test('set, calibrate, try-encoders and restore tell what came of it', async () => {
    const set = doorTo({ 'farm.set': farm().settings })
    expect(await set.run('farm', 'set', 'mode=full-speed', 'hours=22:00-06:00')).toBe(0)
    expect(set.asked).toEqual([['farm.set', { mode: 'full-speed', hours: '22:00-06:00' }]])
    const calibration = {
      machine: 'm',
      ffmpeg: '7',
      at: '2026-11-21T10:00:00Z',
      processes: 2,
      threads: 1,
      tried: [{ processes: 2, threads: 1, framesPerSecond: 100.04 }],
    }
    const measured = doorTo({ 'farm.calibrate': calibration })
    expect(await measured.run('farm', 'calibrate')).toBe(0)
    expect(measured.out[1]).toMatch(/^2 +1 +100\.0 +chosen$/)
    const tried = doorTo({ 'farm.try-encoders': { encoders: [] } })
    expect(await tried.run('farm', 'try-encoders', '--json')).toBe(0)
    expect(JSON.parse(tried.out[0]!)).toEqual({ event: 'summary', exit: 0, working: 0 })
    const restored = doorTo({ 'store.restore': { backupOf: '2026-11-20', aside: '/s/damaged.sqlite' } })
    expect(await restored.run('store', 'restore')).toBe(0)
    expect(restored.out.join('\n')).toContain('/s/damaged.sqlite')
  })

  test('Ctrl+C calls the measuring off, and the command ends as interrupted', async () => {
    const stopped = Promise.withResolvers<never>()
    const door = doorTo({
      'farm.calibrate': () => stopped.promise,
      'farm.stop-calibrating': () => {
        stopped.reject(
          new StudioError({ code: 'calibration.stopped', message: 'Measuring the machine was stopped.' }),
        )
        return null
      },
    })
    const ended = door.run('farm', 'calibrate', '--json')
    await expect.poll(() => door.asked.map(([name]) => name)).toContain('farm.calibrate')
    door.interrupt()
    expect(await ended).toBe(130)
    const [[, asked], [, ending]] = door.asked.slice(-2) as [[string, { id: string }], [string, object]]
    expect(ending).toEqual({ id: asked.id })
    expect(door.out.map((line) => JSON.parse(line))).toEqual([{ event: 'summary', exit: 130 }])
  })

  test('a database that a running studio uses is not restored', async () => {
    const host = { pid: 5, door: 'window', since: '', works: true }
    const { run, err, asked } = doorTo({}, [], { host })
    expect(await run('store', 'restore')).toBe(2)
    expect(err[0]).toContain('pid 5, window')
    expect(asked).toEqual([])
  })
})

describe('a moment', () => {
  const now = new Date(2026, 10, 21, 15, 30)
  const local = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()

  test.each([
    ['2026-11-22 08:00', local(2026, 10, 22, 8, 0)],
    ['2026-11-22T08:00', local(2026, 10, 22, 8, 0)],
    ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22 08:00 +02:00', '2026-11-22T06:00:00.000Z'],
    ['16:00', local(2026, 10, 21, 16, 0)],
    ['8:00', local(2026, 10, 22, 8, 0)],
    ['+90m', local(2026, 10, 21, 17, 0)],
    ['+3h', local(2026, 10, 21, 18, 30)],
    ['+2d', local(2026, 10, 23, 15, 30)],
  ])('%s is understood', (text, iso) => expect(parseMoment(text, now)).toBe(iso))

  test('a day alone means its end', () => {
    expect(parseMoment('2026-11-22', now)).toBe(new Date(2026, 10, 22, 23, 59, 59).toISOString())
  })

  test.each([
    '',
    'soon',
    '25:00',
    '2026-02-30',
    '2026-11-31 08:00',
    '2026-13-01',
    '3h',
    '+h',
    '2026-11-22 24:00',
  ])('"%s" is none, and what to write is said', (text) =>
    expect(() => parseMoment(text, now)).toThrow(expect.objectContaining({ code: 'time.unreadable' })),
  )
})

describe('a batch over time', () => {
  const stretch = (done: number, changes: Partial<Timeline['stretches'][number]> = {}) => ({
    from: '2026-11-21T10:00:00Z',
    seconds: 60,
    done,
    failed: 0,
    units: done * 4,
    retries: 0,
    cpuSeconds: done * 9,
    bytes: done * 1e6,
    ...changes,
  })
  const timeline: Timeline = {
    batch: batch(),
    changes: [{ at: '2026-11-21T10:00:00Z', status: 'running', reason: 'Prepared.' }],
    stretches: [stretch(0), stretch(1), stretch(8, { failed: 1, retries: 2 }), stretch(4)],
    forecasts: [{ batch: 'b1', doneShare: 0.25, foretold: { low: 100, likely: 120, high: 150 }, came: 130 }],
  }

  test('is drawn: changes with their reasons, videos, what failed and was tried again', () => {
    const lines = timelineLines(timeline, 100)
    expect(lines[0]).toMatch(/ {2}running +Prepared\.$/)
    expect(lines.slice(2, 6)).toEqual([
      'videos   | ▁█▄|  13 done, 8 at most in one',
      'failed   |  █ |  1 failed, 1 at most in one',
      'retries  |  █ |  2 tried again, 2 at most in one',
      'CPU      | ▁█▄|  1.2 processors at most',
    ])
    expect(lines[6]).toMatch(/4 stretches of 1 min 0 s, 4 min 0 s in all; 1 min 57 s of CPU, 13 MB written$/)
    expect(lines.at(-1)).toContain('came 2 min 10 s, within')
  })

  test('has a chart that fits a narrow terminal and loses no peak', () => {
    const many = {
      ...timeline,
      stretches: Array.from({ length: 60 }, (_, at) => stretch(at === 31 ? 99 : 0)),
    }
    const lines = timelineLines(many, 80)
    const drawn = lines.filter((line) => line.includes('|'))
    expect(drawn.length).toBeGreaterThan(0)
    for (const line of drawn) expect(width(line)).toBeLessThan(80)
    expect(lines.join('\n')).toContain('█')
  })

  test('a batch of which nothing was made yet has no chart', () => {
    expect(timelineLines({ ...timeline, stretches: [], forecasts: [] }, 80)).toHaveLength(1)
  })

  test('is shown with the batch when it is asked for', async () => {
    const { run, out } = doorTo({
      'batch.show': batch(),
      'batch.kept': { bytes: null },
      'batch.timeline': timeline,
    })
    expect(await run('batch', 'show', 'last', '--timeline')).toBe(0)
    expect(out.some((line) => line.startsWith('videos '))).toBe(true)
    const json = doorTo({ 'batch.show': batch(), 'batch.kept': { bytes: null }, 'batch.timeline': timeline })
    await json.run('batch', 'show', 'last', '--timeline', '--json')
    expect(JSON.parse(json.out[1]!)).toEqual({ timeline })
  })
})

describe('the steps of a video', () => {
  const attempt = {
    unit: 7,
    number: 1,
    studio: 's',
    machine: 'editor-1',
    begunAt: '2026-11-21T10:00:00.000Z',
    endedAt: '2026-11-21T10:00:08.000Z',
    end: 'failed',
    reason: null,
    error: { code: 'ffmpeg.crashed', message: 'ffmpeg crashed.', whatToDo: 'It is tried again.' },
    exit: 'signal SIGSEGV',
    milliseconds: 8_123,
    cpuMilliseconds: 7_000,
    peakBytes: 250e6,
    expectedBytes: 300e6,
    encoder: 'libx264',
    commands: ["ffmpeg -i 'a b.mp4' out.mp4"],
    stderr: 'one\ntwo \u001b[31mred\nthree\nfour\nfive',
  }
  const units = [
    {
      number: 7,
      job: 3,
      batchId: 'b1',
      kind: 'segment',
      hash: 'h',
      label: '0 to 4 s',
      tries: 1,
      status: 'waiting',
      reason: 'Tried again in 8 s.',
      attempts: [attempt],
    },
  ]

  test('are told with each try: how it ended, what it took, what ffmpeg said last', async () => {
    const { run, out } = doorTo({ 'job.units': { units } })
    expect(await run('batch', 'units', 'j3')).toBe(0)
    expect(out).toEqual([
      'u7  waiting  segment  0 to 4 s',
      '    Tried again in 8 s.',
      '    try 1: failed, signal SIGSEGV, 8.1 s, 7.0 s of CPU, 250 MB of memory at most, libx264, begun 2026-11-21 10:00:00, editor-1',
      '      ffmpeg crashed. It is tried again.',
      '      | two  [31mred',
      '      | three',
      '      | four',
      '      | five',
    ])
  })

  test('with --verbose the command can be pasted', async () => {
    const { run, out, asked } = doorTo({ 'job.units': { units } })
    await run('batch', 'units', '3', '--verbose')
    expect(asked).toEqual([['job.units', { job: 3 }]])
    expect(out).toContain("      $ ffmpeg -i 'a b.mp4' out.mp4")
    expect(out).toContain('      | one')
  })
})
