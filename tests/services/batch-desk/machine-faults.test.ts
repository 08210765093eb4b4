import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { pause, withStudio } from './fake-studio.ts'

const ffmpegFault = (code = 'render.failed') =>
  new StudioError({
    code,
    message: 'ffmpeg ended with 1 while making scene 2.\nOut of memory',
    details: ['x'.repeat(4_000), 'The command: ffmpeg -i /tmp/inputs'],
    whatToDo: 'Render the row again.',
  })

test('when ffmpeg fails, people are told one line, and the log has its command', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [{ key: 'A', throws: ffmpegFault() }, { key: 'B' }])
    const { batch } = await studio.start({ data })
    await studio.until(batch)
    const [job] = studio.store.jobs(batch, 'failed', 0, 1).jobs
    expect(job!.reason).toBe('ffmpeg ended with 1 while making scene 2. Out of memory')
    const logged = readFileSync(join(folder, 'log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(logged).toContainEqual(
      expect.objectContaining({
        batch,
        job: job!.id,
        details: expect.arrayContaining(['The command: ffmpeg -i /tmp/inputs']),
      }),
    )
  }))

test('a row that the machine failed is not handed back as if its data were wrong', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [
      { key: 'A', throws: ffmpegFault() },
      { key: 'B', breaks: 'mug.png is broken.' },
      { key: 'C', throws: ffmpegFault('clip.wrong') },
    ])
    await studio.until((await studio.start({ data })).batch)
    expect(readFileSync(join(folder, 'out', 'rejected.csv'), 'utf8')).toBe('B,mug.png is broken.')
    const reasons = studio.manifest().files.map((file: { reason: string }) => file.reason)
    expect(reasons[0]).toContain('ffmpeg ended with 1')

    const machine = studio.table('u.csv', [{ key: 'D', throws: ffmpegFault() }])
    expect(await studio.until((await studio.start({ data: machine })).batch)).toMatchObject({
      counts: { failed: 2 },
      rejected: null,
    })
    expect(existsSync(join(folder, 'out', 'rejected.csv'))).toBe(false)
  }))

test.each([
  ['ffmpeg says so', new StudioError({ code: 'disk.full', message: 'Full.', whatToDo: 'Make room.' })],
  ['the system says so', new Error('Outer', { cause: Object.assign(new Error('x'), { code: 'ENOSPC' }) })],
])('a full disk fails no video and burns no try: the batch goes on by itself, when %s', (_, fault) =>
  withStudio(
    async (studio, folder) => {
      const rows = Array.from({ length: 20 }, (_, index) => ({ key: `K${index}` }))
      const data = studio.table('t.csv', [{ key: 'A' }, { key: 'Full', throws: fault, times: 2 }, ...rows])
      const { batch } = await studio.start({ data })
      await studio.until(batch, 'running')
      while (studio.farm.standing().holds.length === 0) await pause(5)
      expect(studio.farm.standing().holds[0]).toMatchObject({ resource: 'disk', where: join(folder, 'out') })
      const ended = await studio.until(batch)
      expect(ended).toMatchObject({
        status: 'finished',
        counts: { done: 44, failed: 0 },
        rejected: null,
      })
      const [full] = studio.store.jobs(batch, undefined, 2, 1).jobs
      const tries = studio.store.attempts(full!.id)
      expect(tries.map(({ end }) => end)).toEqual([...tries.slice(1).map(() => 'handed-back'), 'done'])
    },
    { slots: 3 },
  ),
)

test('what may be gone in a moment is tried again, three times in all, each try written down', () =>
  withStudio(async (studio) => {
    const twice = { key: 'Twice', throws: ffmpegFault('file.unwritable'), times: 2 }
    const data = studio.table('t.csv', [{ key: 'A' }, twice, { key: 'Ever', throws: ffmpegFault() }])
    const { batch } = await studio.start({ data, languages: ['en'] })
    expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { done: 2, failed: 1 } })
    const tries = studio.store
      .jobs(batch, undefined, 0, 10)
      .jobs.map((job) => studio.store.attempts(job.id).map(({ end, error_cause }) => [end, error_cause]))
    const burnt = ['failed', 'transient']
    expect(tries).toEqual([[['done', null]], [burnt, burnt, ['done', null]], [burnt, burnt, burnt]])
    const [failed] = studio.store.jobs(batch, 'failed', 0, 1).jobs
    expect(failed).toMatchObject({ error: { code: 'render.failed', cause: 'transient' } })
  }))

test('a fault of the row is not tried again', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A' }, { key: 'B', breaks: 'mug.png is broken.' }])
    const { batch } = await studio.start({ data, languages: ['en'] })
    await studio.until(batch)
    const [failed] = studio.store.jobs(batch, 'failed', 0, 1).jobs
    expect(failed).toMatchObject({ attempts: 1, error: { cause: 'row' } })
  }))

test('a unit that was given up is not tried once more by its video', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A' }, { key: 'B', throws: ffmpegFault(), unit: true }])
    const { batch } = await studio.start({ data, languages: ['en'] })
    await studio.until(batch)
    const [failed] = studio.store.jobs(batch, 'failed', 0, 1).jobs
    expect(failed).toMatchObject({ attempts: 1, error: { cause: 'transient' } })
    expect(studio.desk.units(failed!.id).units).toMatchObject([{ status: 'failed', tries: 3 }])
  }))

test('when the first videos of several rows all fail by the machine, the batch asks, and goes on when it is told to', () =>
  withStudio(async (studio) => {
    const bad = Array.from({ length: 30 }, (_, index) => ({ key: `K${index}`, throws: ffmpegFault() }))
    const data = studio.table('t.csv', bad)
    const { batch } = await studio.start({ data })
    const asks = await studio.until(batch)
    expect(asks).toMatchObject({ status: 'paused', by: 'asks' })
    expect(asks.reason).toContain('ffmpeg ended with 1 while making scene 2.')
    expect(asks.counts.failed).toBeLessThan(10)
    expect(asks.rejected).toBeNull()
    expect(studio.manifest().batch.status).toBe('paused')

    studio.mend(
      data,
      bad.map(({ key }) => ({ key })),
    )
    expect(await studio.desk.queue.resume({ targets: [{ what: 'batch', batch }] })).toEqual({
      changed: 1,
      refused: [],
    })
    const { counts } = await studio.until(batch)
    expect(counts).toMatchObject({ done: 60 - asks.counts.failed, failed: asks.counts.failed })
  }))

test('when some were made first, the others that fail are no reason to ask until they are a tenth of twenty', () =>
  withStudio(async (studio) => {
    const bad = Array.from({ length: 5 }, (_, index) => ({ key: `K${index}`, throws: ffmpegFault() }))
    const late = [{ key: 'Good' }, ...bad]
    const whole = await studio.until((await studio.start({ data: studio.table('u.csv', late) })).batch)
    expect(whole).toMatchObject({ status: 'finished', counts: { done: 2, failed: 10 } })

    const good = Array.from({ length: 9 }, (_, index) => ({ key: `G${index}` }))
    const many = [...good, { key: 'B', breaks: 'Broken.' }, ...good.map(({ key }) => ({ key: `${key}-2` }))]
    const asks = await studio.until((await studio.start({ data: studio.table('v.csv', many) })).batch)
    expect(asks).toMatchObject({ status: 'paused', by: 'asks' })
    expect(asks.reason).toContain('2 of 20 videos failed.')
    expect(asks.rejected).not.toBeNull()
  }))

test('a batch that was told to keep going asks nothing', () =>
  withStudio(async (studio) => {
    const bad = Array.from({ length: 15 }, (_, index) => ({ key: `K${index}`, breaks: 'Broken.' }))
    const data = studio.table('t.csv', bad)
    const { batch: asking } = await studio.start({ data })
    expect(await studio.until(asking)).toMatchObject({ status: 'paused', by: 'asks' })
    const out = join(studio.folder, 'all the same')
    const { batch } = await studio.start({ data, out, queue: { keepGoing: true } })
    expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { failed: 30 } })
  }))

test('a fault of ours stops the batch, and everything that tells of it is kept', () =>
  withStudio(async (studio, folder) => {
    const throws = new TypeError('cannot read properties of undefined')
    const rows = [
      { key: 'A', throws, unit: true },
      ...Array.from({ length: 20 }, (_, i) => ({ key: `K${i}` })),
    ]
    const { batch } = await studio.start({ data: studio.table('t.csv', rows), artifacts: 'drop' })
    const ended = await studio.until(batch)
    expect(ended).toMatchObject({ status: 'paused', by: 'asks' })
    expect(ended.counts.waiting).toBeGreaterThan(20)
    const [job] = studio.store.jobs(batch, 'failed', 0, 1).jobs
    const evidence = join(folder, 'studio', 'evidence', batch, String(job!.id))
    expect(job).toMatchObject({ error: { cause: 'ours', whatToDo: expect.stringContaining(evidence) } })
    const read = (name: string) => readFileSync(join(evidence, name), 'utf8')
    expect(read('error.txt')).toMatch(/TypeError: cannot read.*\n.*at .*machine-faults/)
    expect(JSON.parse(read('plan.json'))).toEqual({ text: 'A en square' })
    expect(JSON.parse(read('row.json'))).toMatchObject({ key: 'A' })
    expect(JSON.parse(read('versions.json'))).toMatchObject({ ffmpeg: 'none', node: process.version })
    expect(read('programs.txt')).toContain('A en square')
    // What was made of it is evidence, too, whatever the request says.
    expect(studio.closed).toEqual(['keep'])
  }))

test('a hardware encoder that fails makes no video fail: the whole video is made with the processor', () => {
  const failures: string[] = []
  let released = 0
  return withStudio(
    async (studio) => {
      const failed = new StudioError({ code: 'encoder.failed', message: 'No device.', whatToDo: 'Look.' })
      const rows = [{ key: 'A' }, { key: 'B', throws: failed, times: 1 }]
      const { batch } = await studio.start({
        data: studio.table('t.csv', rows),
        encoding: 'auto',
        languages: ['en'],
      })
      expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { done: 2, failed: 0 } })
      expect(studio.encoded).toEqual(['A en h264_fake', 'B en h264_fake', 'B en cpu'])
      expect(failures).toEqual(['encoder.failed'])
      expect(released).toBe(2)
      const [, second] = studio.store.jobs(batch, 'done', 0, 2).jobs
      expect(second!.reason).toContain('Made with the processor: a hardware encoder failed.')
      expect(second!.attempts).toBe(1)
      // What it failed on once it is not asked for again.
      await studio.desk.queue.retry({ targets: [{ what: 'job', job: second!.id }] })
      await expect.poll(() => studio.encoded.length, { timeout: 30_000 }).toBe(4)
      expect(studio.encoded[3]).toBe('B en cpu')
      await studio.until(batch, 'finished')
      await studio.until(batch)
    },
    {
      slots: 1,
      hardware: {
        take: () => ({
          encoder: 'h264_fake',
          release() {
            released += 1
          },
          failed: ({ code }) => void failures.push(code),
        }),
        wish: (encoder) => (encoder === null ? { hardware: null } : { hardware: encoder, device: null }),
      },
    },
  )
})

test.each([
  ['a full one', 0, 1_000_000],
  ['one of which the rest stays free', 1_000_000, 1_000_000_000],
])(
  'a batch that surely finds no room on the disk, %s, asks before it begins, with figures',
  (_what, free, total) =>
    withStudio(
      async (studio) => {
        const { batch } = await studio.start({ data: studio.table('t.csv', [{ key: 'A' }]) })
        const asks = await studio.until(batch)
        expect(asks).toMatchObject({ status: 'paused', by: 'asks', counts: { done: 0 } })
        expect(asks.reason).toMatch(/not enough room on the disk of .*out: the videos need \d+ kB to \d+ kB/)
        await studio.desk.queue.resume({ targets: [{ what: 'batch', batch }] })
        expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { done: 2 } })
      },
      { machine: { lookAtDisk: async () => ({ id: 'small', free, total, kind: 'local' }) as never } },
    ),
)

test('when another ffmpeg takes the place of the one that a batch began with, the batch is opened anew, and nothing fails', () =>
  withStudio(async (studio) => {
    const throws = new StudioError({
      code: 'ffmpeg.replaced',
      message: 'Another one.',
      whatToDo: 'Render again.',
    })
    const rows = [{ key: 'A' }, { key: 'B', throws, times: 1 }, { key: 'C' }, { key: 'D' }]
    const { batch } = await studio.start({ data: studio.table('t.csv', rows), artifacts: 'drop' })
    const ended = await studio.until(batch)
    expect(ended).toMatchObject({ status: 'finished', counts: { done: 8, failed: 0 } })
    // What the former one made in part is kept until then, as it would be by any batch that is gone on with.
    expect(studio.closed).toEqual([{ days: 7 }, 'drop'])
    expect(studio.made).toHaveLength(8)
  }))

test('a fault that is told of a full disk ends no batch', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A', takes: 100 }])
    const { batch } = await studio.start({ data })
    await studio.until(batch, 'running')
    studio.desk.fault(new StudioError({ code: 'disk.full', message: 'Full.', whatToDo: 'Make room.' }), null)
    expect(await studio.until(batch)).toMatchObject({ status: 'finished' })
  }))

test('while the studio has no room to write down what came of a video, it waits, and then writes it down', () =>
  withStudio(async (studio) => {
    const { apply } = studio.store
    let refused = 0
    studio.store.apply = (id, changes) => {
      if (changes.jobs.some(({ to }) => to.status === 'done') && refused < 2) {
        refused += 1
        throw new StudioError({ code: 'disk.full', message: 'Full.', whatToDo: 'Make room.' })
      }
      apply(id, changes)
    }
    const { batch } = await studio.start({ data: studio.table('t.csv', [{ key: 'A' }, { key: 'B' }]) })
    expect(await studio.until(batch)).toMatchObject({ status: 'finished', counts: { done: 4 } })
    expect(refused).toBe(2)
    expect(studio.made).toHaveLength(4)
  }))
