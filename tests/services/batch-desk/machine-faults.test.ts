import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { withStudio } from './fake-studio.ts'

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
])('a full disk stops the batch and fails no video, when %s', (_, fault) =>
  withStudio(
    async (studio, folder) => {
      const rows = Array.from({ length: 20 }, (_, index) => ({ key: `K${index}` }))
      const data = studio.table('t.csv', [
        { key: 'A' },
        { key: 'Slow', hangs: true },
        { key: 'Full', throws: fault },
        ...rows,
      ])
      const { batch } = await studio.start({ data })
      const ended = await studio.until(batch)
      expect(ended).toMatchObject({
        status: 'interrupted',
        counts: { done: 2, failed: 0, running: 0, waiting: 44 },
        manifest: join(folder, 'out', 'manifest.json'),
        rejected: null,
      })
      expect(ended.reason).toMatch(/^Stopped: the disk is full\. Make room .* 2 of 46 videos made\.$/)
      expect(studio.farm.running()).toBe(0)
    },
    { slots: 3 },
  ),
)

test('when the first videos of several rows all fail, the rest is not tried', () =>
  withStudio(async (studio) => {
    const rows = Array.from({ length: 50 }, (_, index) => ({ key: `K${index}`, throws: ffmpegFault() }))
    const ended = await studio.until((await studio.start({ data: studio.table('t.csv', rows) })).batch)
    expect(ended.status).toBe('interrupted')
    expect(ended.reason).toContain('ffmpeg ended with 1 while making scene 2.')
    expect(ended.counts.failed).toBeLessThan(10)
    expect(ended.rejected).toBeNull()

    const late = [{ key: 'Good' }, ...rows.slice(0, 5)]
    const whole = await studio.until((await studio.start({ data: studio.table('u.csv', late) })).batch)
    expect(whole).toMatchObject({ status: 'finished', counts: { done: 2, failed: 10 } })
  }))
