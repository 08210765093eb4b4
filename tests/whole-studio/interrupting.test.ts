import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { projectRoot } from '../helpers/project-root.ts'
import { goodRow, heading, type SmallStudio, tinyTemplate, withSmallStudio } from './small-studio.ts'

/** Long scenes, so that there is always an ffmpeg to interrupt. */
const slow = {
  scenes: tinyTemplate().scenes.map((scene) => ({ ...scene, duration: 90 })),
  formats: { wide: { width: 1280, height: 720 } },
}
const manyRows = [heading, ...Array.from({ length: 6 }, (_, index) => goodRow(`K${index}`))]

function startSlow(studio: SmallStudio) {
  studio.template({}, 'quick')
  studio.template(slow)
  const data = studio.table('t.csv', manyRows)
  return studio.startRender(data, '--key', 'sku', '--languages', 'en', '--json')
}

/** Resolves when an ffmpeg of this run makes an artifact; those that only try the encoders don't count. */
async function untilRendering(child: { pid?: number | undefined }): Promise<void> {
  while (ffmpegsOf(child.pid!).length < 1) await sleep(50)
}
function ffmpegsOf(pid: number): string[] {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/status`, 'utf8'))?.[1]
      return parent === String(pid) && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes('artifacts')
    } catch {
      return false
    }
  })
}

/** A signal was sent that the process has not taken yet. */
const waitsForSignals = (pid: number): boolean =>
  /^(?:Shd|Sig)Pnd:\s+0*[1-9a-f]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))

/** A process that has ended and was not yet fetched by its parent runs no more. */
function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

test.skipIf(process.platform !== 'linux')(
  'Ctrl+C ends running programs, keeps what is finished and writes the manifest',
  () =>
    withSmallStudio(async (studio) => {
      const { child, run } = startSlow(studio)
      await untilRendering(child)
      const programs = ffmpegsOf(child.pid!)
      child.kill('SIGINT')
      const { status, out } = await run
      expect(status).toBe(130)
      expect(programs.filter(isRunning)).toEqual([])
      expect(JSON.parse(out.trim().split('\n').at(-1)!)).toMatchObject({
        event: 'summary',
        exit: 130,
        status: 'interrupted',
      })
      const { batch, files } = studio.manifest()
      expect(batch.status).toBe('interrupted')
      expect(files.map(({ status: of }) => of)).toEqual(Array(6).fill('waiting'))
      expect(readdirSync(studio.at('out')).sort()).toEqual(['manifest.csv', 'manifest.json'])
      const shown = await studio.reelmill('batch', 'jobs', 'last', '--json')
      expect(shown.lines.slice(0, -1).every((line) => JSON.parse(line).status === 'waiting')).toBe(true)
    }),
)

test.skipIf(process.platform !== 'linux')('a second Ctrl+C ends everything at once', () =>
  withSmallStudio(async (studio) => {
    const { child, run } = startSlow(studio)
    await untilRendering(child)
    const programs = ffmpegsOf(child.pid!)
    child.kill('SIGINT')
    // Of two signals that wait at once the system chooses which is heard first.
    while (waitsForSignals(child.pid!)) {}
    child.kill('SIGTERM')
    const { status, out } = await run
    expect(status).toBe(130)
    // Nothing is waited for: the batch has no end yet that could be told.
    expect(out).not.toContain('"event":"summary"')
    await expect.poll(() => programs.filter(isRunning)).toEqual([])
  }),
)

test.skipIf(process.platform !== 'linux')(
  'after a kill the next command finds the batch interrupted, and its manifest is written',
  () =>
    withSmallStudio(async (studio) => {
      const { child, run } = startSlow(studio)
      await untilRendering(child)
      const programs = ffmpegsOf(child.pid!)
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await run
      // The kill took nobody along; the next command does.
      expect(programs.filter(isRunning)).toEqual(programs)
      const shown = await studio.reelmill('batch', 'show', 'last', '--json')
      expect(JSON.parse(shown.lines[0]!)).toMatchObject({
        status: 'interrupted',
        counts: { running: 0, waiting: 6 },
      })
      expect(programs.filter(isRunning)).toEqual([])
      expect(studio.manifest().batch.status).toBe('interrupted')
      // What it made is kept, for when it is rendered again.
      expect(readdirSync(studio.at('studio', 'artifacts'))).toEqual([studio.manifest().batch.id])
    }),
)

test.skipIf(process.platform !== 'linux')('a log on a full disk disturbs nobody', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A')])
    const full = openSync('/dev/full', 'w')
    const words = ['-t', studio.at('template'), '-d', data, '-o', studio.at('out'), '--key', 'sku']
    const child = spawn(
      process.execPath,
      [
        join(projectRoot, 'src-main/headless/reelmill.ts'),
        ...['render', ...words, '--languages', 'en', '--json', '--studio', studio.at('studio')],
      ],
      { stdio: ['ignore', full, full] },
    )
    closeSync(full)
    expect((await once(child, 'exit'))[0]).toBe(0)
    expect(studio.manifest().files.every(({ status }) => status === 'done')).toBe(true)
  }),
)

test('a reader that goes away early disturbs nobody', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A')])
    const { child, run } = studio.startRender(data, '--key', 'sku', '--languages', 'en', '--json')
    child.stdout!.once('data', () => child.stdout!.destroy())
    const { status, err } = await run
    expect([status, err]).toEqual([0, ''])
    expect(studio.manifest().batch.status).toBe('finished')
  }))
