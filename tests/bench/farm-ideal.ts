import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeSmallBatch } from '../survive/small-batch.ts'
import { findPrograms } from './circumstances.ts'
import { renderBatch } from './reelmill.ts'
import { spreadOf } from './statistics.ts'

/** A real batch beside the same commands run by `xargs -P`: seconds of the wall clock, medians of the rounds. */
export type IdealResult = {
  videos: number
  frame: string
  commands: number
  rounds: number
  reelmill: { wall: number; cpu: number | null; own: number | null }
  /** By the number of processes. */
  ideal: { processes: number; wall: number }[]
  /** Reelmill's time divided by that of the best number of processes. */
  ratio: number
  /** CPU time of Reelmill's own process, as a share of everything that the batch took. */
  ownShare: number | null
}

type Size = { rows: number; width: number; height: number; seconds: number; rounds: number }

/**
 * Reelmill's commands are taken down by a program that stands before ffmpeg and ffprobe; what they read (rasters, the
 * segments to be joined) is kept, so `xargs` needs no order among them. It is spared planning, drawing, hashing,
 * flushing and recording. Sound, which all videos share, is not among its commands.
 */
export async function measureIdeal(
  folder: string,
  { rows, width, height, seconds, rounds }: Size,
  say: (text: string) => void,
): Promise<IdealResult> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const look = { width, height, seconds, moves: false, clip: 'street.mp4' }
  const { template, data } = await writeSmallBatch(folder, rows, look)
  await writeStreet(join(template, look.clip), look)
  const batch = (name: string, env: Record<string, string>, more: string[] = []) =>
    renderBatch({
      template,
      table: data,
      folder: join(folder, name),
      env,
      more: ['--quality', 'standard', '--name', '{key}', ...more],
    })
  const noted = join(folder, 'noted')
  say('farm: taking down the commands')
  await batch('taken-down', await noters(noted), ['--artifacts', 'keep'])
  const lines = await linesOf(noted)
  const list = join(folder, 'lines')
  await writeFile(list, lines.map((line) => `${line}\0`).join(''))
  const reelmill: { wall: number; cpu: number | null; own: number | null }[] = []
  const ideal = new Map<number, number[]>([1, 2, 3, 4].map((processes) => [processes, []]))
  for (let round = 1; round <= rounds; round++) {
    say(`farm: round ${round} of ${rounds}`)
    reelmill.push(await batch('measured', {}))
    for (const [processes, walls] of ideal) {
      // One at a time is no contender on several processors: one look at it is enough.
      if (processes === 1 && round > 1) continue
      walls.push(await xargs(list, processes))
    }
  }
  const figures = [...ideal].map(([processes, walls]) => ({ processes, wall: median(walls) }))
  const best = Math.min(...figures.map(({ wall }) => wall))
  const wall = median(reelmill.map((run) => run.wall))
  const cpu = medianOf(reelmill.map((run) => run.cpu))
  const own = medianOf(reelmill.map((run) => run.own))
  return {
    videos: rows,
    frame: `${width}x${height}, ${(3 * seconds).toFixed(1)} s`,
    commands: lines.length,
    rounds,
    reelmill: { wall, cpu, own },
    ideal: figures,
    ratio: wall / best,
    ownShare: cpu === null || own === null ? null : own / cpu,
  }
}

const median = (values: readonly number[]) => spreadOf(values)!.median
const medianOf = (values: (number | null)[]) =>
  values.some((value) => value === null) ? null : median(values as number[])

/** Something as hard to read and to encode as what a camera saw. */
async function writeStreet(
  path: string,
  { width, height, seconds }: Omit<Size, 'rows' | 'rounds'>,
): Promise<void> {
  const { ffmpeg } = await findPrograms()
  const picture = `testsrc2=s=${width}x${height}:r=25:d=${seconds},noise=alls=12:allf=t,format=yuv420p`
  const words = ['-v', 'error', '-f', 'lavfi', '-i', picture, '-c:v', 'libx264', '-crf', '20', '-y', path]
  const [status] = await once(spawn(ffmpeg, words, { stdio: 'ignore' }), 'close')
  if (status !== 0) throw new Error(`the clip of the bench could not be made (${status})`)
}

/** Two programs that take down what they are asked and then do it. */
async function noters(folder: string): Promise<Record<string, string>> {
  await mkdir(folder)
  const programs = await findPrograms()
  const noter = async (name: 'ffmpeg' | 'ffprobe') => {
    const path = join(folder, name)
    await writeFile(
      path,
      `#!/bin/sh
for last in "$@"; do :; done
case "$last" in
  *artifacts*|*.part)
    note='${folder}'/$(date +%s%N).$$
    printf '%s\\0' '${programs[name]}' "$@" > "$note"
    for each in "$@"; do
      case "$each" in *.ffconcat|*.graph) cp "$each" '${folder}'/kept."$(basename "$each")";; esac
    done;;
esac
exec '${programs[name]}' "$@"
`,
    )
    await chmod(path, 0o755)
    return path
  }
  return { REELMILL_FFMPEG: await noter('ffmpeg'), REELMILL_FFPROBE: await noter('ffprobe') }
}

/** One line of a shell for each unit: a segment, or a joining with the probing after it. */
async function linesOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d/.test(name)).sort()
  const lines = new Map<string, string[]>()
  for (const name of names) {
    const words = (await readFile(join(folder, name), 'utf8')).split('\0').slice(0, -1)
    const last = words.at(-1)!
    const kept = words.map((word) =>
      /\.(ffconcat|graph)$/.test(word) ? join(folder, `kept.${word.split('/').at(-1)}`) : word,
    )
    if (words.includes('-vn') || /\.(m4a|ogg|wav|mix)$/.test(last)) continue
    const line = kept.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
    lines.set(last, [...(lines.get(last) ?? []), line])
  }
  return [...lines.values()].map((each) => each.join(' && '))
}

async function xargs(list: string, processes: number): Promise<number> {
  const begun = performance.now()
  const words = [
    '-0',
    '-a',
    list,
    '-P',
    String(processes),
    '-n',
    '1',
    'sh',
    '-c',
    'eval "$0" > /dev/null 2>&1',
  ]
  const child = spawn('xargs', words, { stdio: 'ignore' })
  const [status] = await once(child, 'close')
  if (status !== 0)
    throw new Error(`xargs ended with ${status}: a command that was taken down doesn't run again`)
  return (performance.now() - begun) / 1000
}
