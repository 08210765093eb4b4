import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import type { ManifestEntry } from '../../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import { atFullSpeed } from '../../helpers/full-speed.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { processesOf } from '../../survive/processes.ts'
import { tiny, writeSmallBatch } from '../../survive/small-batch.ts'

/** A render that is under way, as the command line tells of it. */
export type Render = {
  child: ChildProcess
  events: StudioEvent[]
  ended: Promise<{ status: number | null; err: string }>
  /** Videos done so far. */
  done(): number
  /** Waits until it is so; rejects when the render ends before. */
  until(what: string, is: (render: Render) => boolean): Promise<void>
}

export type Troubled = {
  folder: string
  out: string
  studio: string
  data: string
  template: string
  start(...words: string[]): Render
  reelmill(...words: string[]): Promise<{ status: number | null; out: string; err: string }>
  manifest(): ManifestEntry[]
  /** What the database holds: `SELECT ...`. */
  ask(query: string): Record<string, unknown>[]
  /** How the next runs of ffmpeg go; see `standIn`. */
  trouble: Trouble
}

type Place = {
  out?: string
  studio?: string
  rows?: number
  env?: Record<string, string>
  /** The profile that videos are held against; left out: nobody looks at them. */
  profile?: string
}

/** A batch of small videos whose ffmpeg can be made to fail, in a folder of its own. */
export function withTrouble(place: (folder: string) => Place, work: (troubled: Troubled) => Promise<void>) {
  return withTempFolder(async (folder) => {
    const {
      out = join(folder, 'out'),
      studio = join(folder, 'studio'),
      rows = 12,
      env = {},
      profile,
    } = place(folder)
    const look = profile === undefined ? tiny : { ...tiny, profile }
    const { template, data } = await writeSmallBatch(folder, rows, look)
    const trouble = await standIn(folder, out)
    const variables = { ...process.env, REELMILL_FFMPEG: trouble.program, ...env }
    const run = (words: string[]) =>
      spawn(
        process.execPath,
        [join(projectRoot, 'src-main/headless/reelmill.mjs'), ...words, '--studio', studio],
        { stdio: ['ignore', 'pipe', 'pipe'], env: variables, cwd: projectRoot },
      )
    const children: ChildProcess[] = []
    const troubled: Troubled = {
      folder,
      out,
      studio,
      data,
      template,
      trouble,
      start(...words) {
        atFullSpeed(studio)
        const child = run([
          ...['render', '-t', template, '-d', data, '-o', out, '--key', 'sku', '--name', '{key}'],
          ...['--quality', 'draft', '--json', ...words],
        ])
        children.push(child)
        return follow(child)
      },
      async reelmill(...words) {
        const child = run(words)
        let out = ''
        let err = ''
        child.stdout!.setEncoding('utf8').on('data', (text: string) => {
          out += text
        })
        child.stderr!.setEncoding('utf8').on('data', (text: string) => {
          err += text
        })
        const [status] = await once(child, 'close')
        return { status: status as number | null, out, err }
      },
      manifest: () =>
        (JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { files: ManifestEntry[] }).files,
      ask(query) {
        const db = new Database(join(studio, 'studio.sqlite'), { readonly: true })
        try {
          return db.prepare(query).all() as Record<string, unknown>[]
        } finally {
          db.close()
        }
      },
    }
    try {
      await work(troubled)
      await expect
        .poll(() => processesOf(folder).map(({ command }) => command), { timeout: 5_000 })
        .toEqual([])
    } finally {
      for (const child of children) child.kill('SIGKILL')
      trouble.end()
      for (const { pid } of processesOf(folder)) process.kill(pid, 'SIGKILL')
    }
  })
}

function follow(child: ChildProcess): Render {
  const events: StudioEvent[] = []
  let done = 0
  let rest = ''
  let err = ''
  let over = false
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const event = JSON.parse(line) as StudioEvent
      events.push(event)
      if (event.event === 'jobs.changed') done += event.jobs.filter((job) => job.status === 'done').length
    }
  })
  const ended = once(child, 'close').then(([status]) => {
    over = true
    return { status: status as number | null, err }
  })
  const render: Render = {
    child,
    events,
    ended,
    done: () => done,
    async until(what, is) {
      while (!is(render)) {
        if (over) throw new Error(`the render ended before ${what}: ${err}\n${JSON.stringify(events.at(-1))}`)
        await sleep(20)
      }
    },
  }
  return render
}

/** The latest holds that the farm told of. */
export const holdsOf = ({ events }: Render) =>
  events.findLast((event) => event.event === 'farm.changed')?.farm.holds ?? []

/** What is expected of a batch that came through: each video there, none failed, nothing else in the folder. */
export function expectAllMade(troubled: Troubled, rows: number): void {
  const files = troubled.manifest()
  expect(files.map(({ status }) => status)).toEqual(Array(rows).fill('done'))
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(rows)
  const there = readdirSync(troubled.out).filter((name) => !name.startsWith('manifest'))
  expect(there.sort()).toEqual(files.map(({ path }) => path!).sort())
}

export type Trouble = {
  /** The program that stands before the real ffmpeg. */
  program: string
  /**
   * Once so many videos are in the output folder, runs that make something wait until `goOn`: whoever makes trouble in the
   * middle of a batch finds it in its middle, however late it comes.
   */
  waitFrom(videos: number): void
  goOn(): void
  /**
   * How the next so many runs that make something go: `hang` does nothing for ever (and has a child that does), `crash`
   * ends with a signal, `rubbish` writes rubbish and says that all is well, `black` encodes black pictures instead of those of a segment.
   */
  next(how: 'hang' | 'crash' | 'rubbish' | 'black', times?: number): void
  /** Whether memory is refused to every run from now on. */
  refuseMemory(is: boolean): void
  /** From now on it is another program under the same name. */
  replace(): void
  /** Runs that met trouble so far. */
  met(): number
  end(): void
}

/** A program that does as the real ffmpeg does, unless it was told otherwise. The trouble is as real as it can be had. */
async function standIn(folder: string, out: string): Promise<Trouble> {
  const { ffmpeg } = await findPrograms()
  const place = join(folder, 'trouble')
  mkdirSync(place)
  const program = join(place, 'ffmpeg')
  writeFileSync(
    program,
    `#!/bin/sh
# Runs of the real ffmpeg, some of which meet trouble.
making=no
segment=no
for last in "$@"; do case "$last" in *artifacts*|*.part) making=yes;; esac; done
case "$last" in *artifacts*.mp4) segment=yes;; esac
case "$last" in *artifacts*|*.part)
  # It writes something, and does not only look at it.
  while [ -e '${place}'/waits ] && [ "$(ls '${out}' 2>/dev/null | grep -c '.mp4$')" -ge "$(cat '${place}'/waits)" ] 2>/dev/null; do
    sleep 0.05
  done;;
esac
if [ $making = yes ]; then
  for how in hang crash rubbish; do
    for ticket in '${place}'/$how.*; do
      [ -e "$ticket" ] || continue
      mv "$ticket" '${place}'/met.$how.$$ 2>/dev/null || continue
      case $how in
        hang) sleep 1000 & wait; exit 0;;
        crash) kill -SEGV $$;;
        rubbish) head -c 3000 /dev/urandom > "$last"; echo frame=20; echo progress=end; exit 0;;
      esac
    done
  done
  for ticket in '${place}'/black.*; do
    [ $segment = yes ] && [ -e "$ticket" ] || continue
    mv "$ticket" '${place}'/met.black.$$ 2>/dev/null || continue
    for word in "$@"; do
      shift
      case "$word" in ?*'[out]') word="${'$'}{word%'[out]'},drawbox=color=black:thickness=fill[out]";; esac
      set -- "$@" "$word"
    done
    break
  done
  if [ -e '${place}'/memory ]; then ulimit -v $(cat '${place}'/memory); : > '${place}'/met.memory.$$; fi
fi
exec '${ffmpeg}' "$@"
`,
  )
  chmodSync(program, 0o755)
  const waits = join(place, 'waits')
  let tickets = 0
  return {
    program,
    waitFrom: (videos) => writeFileSync(waits, String(videos)),
    goOn: () => rmSync(waits, { force: true }),
    next(how, times = 1) {
      for (let each = 0; each < times; each++) writeFileSync(join(place, `${how}.${tickets++}`), '')
    },
    refuseMemory(is) {
      if (is) writeFileSync(join(place, 'memory'), String(tooLittleFor(ffmpeg)))
      else rmSync(join(place, 'memory'), { force: true })
    },
    replace() {
      // As an update does it: whole, under the same name.
      writeFileSync(`${program}.new`, `${readFileSync(program, 'utf8')}# another one\n`, { mode: 0o755 })
      renameSync(`${program}.new`, program)
    },
    met: () => readdirSync(place).filter((name) => name.startsWith('met.')).length,
    end() {
      for (const name of ['memory', 'waits']) rmSync(join(place, name), { force: true })
    },
  }
}

/** Kilobytes with which this ffmpeg starts, and then says that it has too little. */
function tooLittleFor(ffmpeg: string): number {
  const picture = 'testsrc2=s=160x90:d=0.2'
  const words = `-v error -filter_complex_threads 1 -f lavfi -i ${picture} -c:v libx264 -threads 1 -f null -`
  for (let kilobytes = 60_000; kilobytes < 2_000_000; kilobytes += 10_000) {
    const end = spawnSync('sh', ['-c', `ulimit -v ${kilobytes}; exec '${ffmpeg}' ${words}`], {
      encoding: 'utf8',
    })
    if (/cannot allocate memory|resource temporarily unavailable/i.test(end.stderr)) return kilobytes
  }
  throw new Error('this ffmpeg never says that it has too little memory')
}

/** Whether this process may mount a disk of its own; else what needs one is skipped. */
export const canMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = join(process.env.TMPDIR ?? '/tmp', `reelmill-mount-${process.pid}`)
  try {
    mkdirSync(place)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' })
    execFileSync('umount', [place], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    if (existsSync(place)) rmSync(place, { recursive: true, force: true })
  }
})()

/** A small disk (in memory) at `place`, for as long as the work takes. */
export async function withDisk(place: string, megabytes: number, work: (disk: Disk) => Promise<void>) {
  mkdirSync(place, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place])
  const ballast = join(place, '.ballast')
  try {
    await work({
      place,
      fill(left) {
        // The studio writes on meanwhile: what was free a moment ago may be less by now.
        for (let tries = 0; ; tries++) {
          rmSync(ballast, { force: true })
          const { bavail, bsize } = statfsSync(place)
          const bytes = String(Math.max(bsize, bavail * bsize - left))
          if (spawnSync('fallocate', ['-l', bytes, ballast]).status === 0) return
          if (tries === 50) throw new Error(`${place} could not be filled`)
        }
      },
      free: () => rmSync(ballast, { force: true }),
    })
  } finally {
    execFileSync('umount', ['-l', place])
  }
}

export type Disk = {
  place: string
  /** Leaves only so many bytes. */
  fill(left: number): void
  free(): void
}

/** Puts another, empty disk in the place of a folder; the answer takes it away again. */
export function cover(folder: string, how: 'ro' | 'rw'): () => void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `${how},size=1m`, 'tmpfs', folder])
  return () => execFileSync('umount', ['-l', folder])
}
