import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cpuProfileShares, type ProfileShares } from './cpu-profile.ts'
import { runGroup } from './measure.ts'
import { parseShellTimes } from './process-files.ts'
import { composeOnly, decodeOnly, type RunKind, readsStdin, runKind } from './profile-commands.ts'
import { renderBatch } from './reelmill.ts'

/** One run of ffmpeg or ffprobe, as the wrapper wrote it down. Times are seconds since 1970. */
type Recorded = { kind: RunKind; args: string[]; begin: number; end: number; cpu: number }

/** Where the CPU time of one further video went, in seconds. */
export type Profile = {
  /** Further videos that were looked at. */
  videos: number
  /** ffmpeg and ffprobe, by what they did; the parts of `segment` where its commands could be run again. */
  programs: Record<RunKind, { cpu: number; runs: number }>
  split: { decode: number; filter: number; encode: number } | null
  /** Why there is no split; null when there is one. */
  notSplit: string | null
  /** What Reelmill's own threads were busy with, as shares that add up to 1; null when nothing was sampled. */
  own: ProfileShares | null
  /** For each video: from the end of its last segment or sound to its final name (encoding nothing, alone). */
  joinWall: number[]
  /** For each video: CPU of the programs that join and check it. */
  joinCpu: number[]
}

/**
 * Renders `1 + further` rows, one video at a time, with wrappers around ffmpeg and ffprobe that write down what each run
 * used. What begins after the first video is done belongs to the further ones. Then the further videos' segments are
 * composed again without encoding, and their inputs decoded without composing: the differences are the parts.
 */
export async function profileBatch(ask: {
  template: string
  table: string
  further: number
  folder: string
  ffmpeg: string
  ffprobe: string
}): Promise<Profile> {
  const records = join(ask.folder, 'records')
  const profiles = join(ask.folder, 'profiles')
  await mkdir(records, { recursive: true })
  await mkdir(profiles, { recursive: true })
  const begun = Date.now() / 1000
  const batch = await renderBatch({
    template: ask.template,
    table: ask.table,
    rows: `1-${1 + ask.further}`,
    folder: join(ask.folder, 'batch'),
    more: ['--slots', '1', '--artifacts', 'keep'],
    env: {
      REELMILL_FFMPEG: await writeWrapper(ask.folder, 'ffmpeg', ask.ffmpeg, records),
      REELMILL_FFPROBE: await writeWrapper(ask.folder, 'ffprobe', ask.ffprobe, records),
      NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}`,
    },
  })
  const runs = await readRecords(records)
  const named = (await finishedTimes(batch.outputFolder)).sort((a, b) => a - b)
  const first = named[0]
  if (first === undefined) throw new Error('the profiled batch made no video')
  const later = runs.filter(({ begin }) => begin >= first)
  const programs = sumKinds(later, ask.further)
  const split = await splitSegments(
    ask.ffmpeg,
    later.filter(({ kind }) => kind === 'segment'),
  )
  return {
    videos: ask.further,
    programs,
    split: 'because' in split ? null : perVideo(split, ask.further),
    notSplit: 'because' in split ? split.because : null,
    own: cpuProfileShares(await readProfiles(profiles), first - begun),
    ...joining(runs, named),
  }
}

function perVideo({ decode, compose, all }: SplitSums, videos: number) {
  return {
    decode: decode / videos,
    filter: Math.max(0, compose - decode) / videos,
    encode: Math.max(0, all - compose) / videos,
  }
}

function joining(runs: readonly Recorded[], named: readonly number[]) {
  const joinWall: number[] = []
  const joinCpu: number[] = []
  for (const [index, at] of named.entries()) {
    const since = named[index - 1] ?? 0
    const own = runs.filter(({ begin }) => begin >= since && begin < at)
    const made = own.filter(({ kind }) => kind === 'segment' || kind === 'sound' || kind === 'clip')
    const from = Math.max(since, ...made.map(({ end }) => end))
    joinWall.push(at - from)
    joinCpu.push(own.filter(({ begin }) => begin >= from).reduce((sum, { cpu }) => sum + cpu, 0))
  }
  return { joinWall, joinCpu }
}

/** A shell script that runs the program and leaves a record: arguments, begin, end, and the shell's own account. */
async function writeWrapper(folder: string, name: string, program: string, records: string): Promise<string> {
  const path = join(folder, name)
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  await writeFile(
    path,
    [
      '#!/bin/sh',
      `record=$(mktemp ${quoted(`${records}/XXXXXXXXXX`)})`,
      `printf '${name}\\0' > "$record.args"`,
      `printf '%s\\0' "$@" >> "$record.args"`,
      'begin=$(date +%s.%N)',
      `${quoted(program)} "$@"`,
      'code=$?',
      'end=$(date +%s.%N)',
      `{ echo "$begin $end"; times; } > "$record.run"`,
      'exit $code',
      '',
    ].join('\n'),
  )
  await chmod(path, 0o755)
  return path
}

async function readRecords(folder: string): Promise<Recorded[]> {
  const records: Recorded[] = []
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.run')) continue
    const run = await readFile(join(folder, name), 'utf8')
    const args = (await readFile(join(folder, name.replace(/run$/, 'args')), 'utf8')).split('\0').slice(0, -1)
    const [begin = Number.NaN, end = Number.NaN] = run.split('\n')[0]!.split(' ').map(Number)
    const [program = '', ...rest] = args
    records.push({
      kind: runKind(program, rest),
      args: rest,
      begin,
      end,
      cpu: parseShellTimes(run).children,
    })
  }
  return records
}

/** When each video got its name, in seconds since 1970: renaming changes nothing of a file but that time. */
async function finishedTimes(folder: string): Promise<number[]> {
  const names = await readdir(folder, { recursive: true })
  const videos = names.filter((name) => name.endsWith('.mp4'))
  return Promise.all(videos.map(async (name) => (await stat(join(folder, name))).ctimeMs / 1000))
}

function sumKinds(runs: readonly Recorded[], videos: number): Profile['programs'] {
  const sum = (kind: RunKind) => {
    const own = runs.filter((run) => run.kind === kind)
    return { cpu: own.reduce((total, { cpu }) => total + cpu, 0) / videos, runs: own.length / videos }
  }
  return {
    segment: sum('segment'),
    clip: sum('clip'),
    sound: sum('sound'),
    join: sum('join'),
    probe: sum('probe'),
    other: sum('other'),
  }
}

type SplitSums = { decode: number; compose: number; all: number }

async function splitSegments(
  ffmpeg: string,
  segments: readonly Recorded[],
): Promise<SplitSums | { because: string }> {
  const sums = { decode: 0, compose: 0, all: 0 }
  if (segments.length === 0) return { because: 'no segment was encoded for the further videos' }
  for (const { args, cpu } of segments) {
    const [compose, decode] = [composeOnly(args), decodeOnly(args)]
    if (compose === null || decode === null)
      return { because: 'the commands of the segments have another form than the bench knows' }
    // Raw frames that Reelmill makes itself are fed as zeros: they cost a filter the same.
    const stdin = readsStdin(args) ? { stdin: '/dev/zero' } : {}
    try {
      const again = async (words: string[]) =>
        (await runGroup([{ command: ffmpeg, args: words, ...stdin }], 1)).cpu ?? 0
      sums.compose += await again(compose)
      sums.decode += await again(decode)
      sums.all += cpu
    } catch (error) {
      return { because: `a segment could not be composed again: ${(error as Error).message.split('\n')[0]}` }
    }
  }
  return sums
}

async function readProfiles(folder: string): Promise<unknown[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile'))
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))))
}
