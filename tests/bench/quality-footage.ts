import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '../../src-main/outside/programs/run-program.ts'
import { findPrograms } from '../helpers/programs.ts'
import { projectRoot } from '../helpers/project-root.ts'

/** A few seconds of picture and sound without a fault, from which clips are made: 640 x 360, 30 frames a second. */
export type Footage = {
  path: string
  frames: number
  rate: number
  /** Mean change of luma, 0..255, from the frame before, by frame. */
  changes: Float32Array
}

const resources = join(projectRoot, 'resources')
const film = (template: string, file = 'broll.mp4') => join(resources, 'templates', template, 'assets', file)
const photo = (name: string) => join(resources, 'sample-data', 'neighbourhoods', `${name}.jpg`)

export const footageRate = 30
export const footageSeconds = 4

/** What fills the picture: films, photographs that are panned across, and a texture. */
const pictures = {
  'market-update': ['-ss', '1', '-i', film('market-update')],
  'personal-ad': ['-ss', '2', '-i', film('personal-ad')],
  'personal-ad-gold': ['-ss', '2', '-i', film('personal-ad', 'broll-gold.mp4')],
  'pan-right': ['-loop', '1', '-framerate', '30', '-i', photo('waterfront')],
  'pan-down': ['-loop', '1', '-framerate', '30', '-i', photo('old-town')],
  'pan-diagonal': ['-loop', '1', '-framerate', '30', '-i', photo('terraced-houses')],
} as const
export type Scenery = keyof typeof pictures
export const sceneries = Object.keys(pictures) as Scenery[]

const shape: Record<Scenery, string> = {
  'market-update': 'scale=640:360',
  'personal-ad': 'scale=640:360',
  'personal-ad-gold': 'scale=640:360',
  'pan-right': "scale=1000:-2:out_color_matrix=bt709,format=yuv444p,crop=640:360:x='2*n':y=90",
  'pan-down': "scale=900:-2:out_color_matrix=bt709,format=yuv444p,crop=640:360:x=100:y='2*n'",
  'pan-diagonal': "scale=1000:-2:out_color_matrix=bt709,format=yuv444p,crop=640:360:x='2*n':y=n",
}

/** Runs ffmpeg; rejects with what it said. Answers its output and its processor time, milliseconds. */
export async function ffmpegRun(args: readonly string[]): Promise<{ log: string; cpu: number }> {
  const { ffmpeg } = await findPrograms()
  const lines: string[] = []
  const end = await runProgram({
    command: ffmpeg,
    args: ['-nostdin', '-y', ...args],
    onErrorLine: (line) => lines.push(line),
  })
  if (end.kind !== 'finished')
    throw new Error(`${end.kind}: ${args.join(' ')}\n${end.stderrTail.slice(-1500)}`)
  return { log: lines.join('\n'), cpu: end.use.cpuMilliseconds ?? 0 }
}

/** LUFS of a file's sound. */
async function loudnessOf(path: string): Promise<number> {
  const { log } = await ffmpegRun(['-i', path, '-vn', '-af', 'ebur128=framelog=quiet', '-f', 'null', '-'])
  return Number(/Integrated loudness:\s+I:\s+(-?[\d.]+)/.exec(log)?.[1])
}

/** Music of the shipped templates at -14 LUFS, its peaks at -2 dBFS at most. */
async function makeSound(folder: string, template: string, from: number): Promise<string> {
  const [raw, out] = [join(folder, `${template}-raw.wav`), join(folder, `${template}.wav`)]
  const cut = ['-ss', String(from), '-t', String(footageSeconds + 1), '-i', film(template, 'music.m4a')]
  await ffmpegRun(['-v', 'error', ...cut, '-ar', '48000', raw])
  let gain = -14 - (await loudnessOf(raw))
  for (let go = 0; go < 2; go++) {
    await ffmpegRun(['-v', 'error', '-i', raw, '-af', `volume=${gain}dB,alimiter=limit=-2dB:level=0`, out])
    gain += -14 - (await loudnessOf(out))
  }
  return out
}

/** Makes the footage that is asked for. Sounds are the music of the shipped templates. */
export async function makeFootage(
  folder: string,
  wanted: readonly Scenery[] = sceneries,
): Promise<Record<Scenery, Footage>> {
  const songs = await Promise.all([
    makeSound(folder, 'product-showcase', 3),
    makeSound(folder, 'personal-ad', 4),
  ])
  const made = await Promise.all(
    wanted.map(async (scenery, at) => {
      const path = join(folder, `${scenery}.mkv`)
      await ffmpegRun([
        ...['-v', 'error', ...pictures[scenery], '-i', songs[at % songs.length]!],
        ...['-map', '0:v', '-map', '1:a', '-t', String(footageSeconds)],
        ...['-vf', `${shape[scenery]},setsar=1,format=yuv420p`, '-r', String(footageRate)],
        ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '6', '-c:a', 'pcm_s24le', path],
      ])
      return [scenery, await measureFootage(folder, path)] as const
    }),
  )
  return Object.fromEntries(made) as Record<Scenery, Footage>
}

/** How much moves from frame to frame, seen with nothing of the product's own eyes. */
export async function measureFootage(folder: string, path: string): Promise<Footage> {
  const raw = join(folder, `${Math.random().toString(36).slice(2)}.gray`)
  const [width, height] = [80, 80]
  const filter = `scale=${width}:${height}:flags=area,format=gray`
  await ffmpegRun(['-v', 'error', '-i', path, '-an', '-vf', filter, '-f', 'rawvideo', raw])
  const pixels = await readFile(raw)
  await writeFile(raw, '')
  const size = width * height
  const frames = pixels.length / size
  const changes = new Float32Array(frames)
  for (let frame = 1; frame < frames; frame++) {
    let sum = 0
    for (let at = frame * size; at < (frame + 1) * size; at++)
      sum += Math.abs(pixels[at]! - pixels[at - size]!)
    changes[frame] = sum / size
  }
  return { path, frames, rate: footageRate, changes }
}

export type Made = {
  /** What is read: the footage's `-i`, or something else. */
  input?: readonly string[]
  /** Filters of the picture, and of the sound; null: no sound. */
  picture?: string
  sound?: string | null
  /** Words before the name of the file, and the file's ending (default mp4). */
  flags?: readonly string[]
  ending?: string
  /** What is done to the finished file's bytes. */
  bytes?(bytes: Buffer): Buffer
  /** Frames that are left, counted from the first; all without it. */
  frames?: number
}

/** Makes a clip nearly without loss, so that only its fault is new; answers its path. */
export async function makeClip(folder: string, name: string, from: string, how: Made): Promise<string> {
  const path = join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.${how.ending ?? 'mp4'}`)
  const end = how.frames === undefined ? '' : `,trim=end_frame=${how.frames}`
  const bt709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
  await ffmpegRun([
    ...['-v', 'error', ...(how.input ?? ['-i', from])],
    ...[
      '-vf',
      `${how.picture ?? 'null'}${end}`,
      ...(how.sound === null ? ['-an'] : ['-af', how.sound ?? 'anull']),
    ],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10', '-pix_fmt', 'yuv420p', '-g', '60'],
    ...['-c:a', 'aac', '-b:a', '256k', '-movflags', '+faststart', ...bt709, '-color_range', 'tv'],
    ...['-map_metadata', '-1', ...(how.flags ?? []), path],
  ])
  if (how.bytes !== undefined) await writeFile(path, how.bytes(await readFile(path)))
  return path
}

/** A stretch of so many frames, away from both ends, in which the picture moves all along and around it; drawn among them. */
export function movingStretch(
  { changes, frames }: Footage,
  length: number,
  draw: (least: number, most: number) => number,
  /** Frames that are put in: the film has to go on after them within its length. */
  more = 0,
): number {
  const [margin, least] = [10, 0.8]
  const starts: number[] = []
  for (let from = margin; from + length + more + margin < frames; from++) {
    const near = changes.subarray(from - 8, from + length + 8)
    if (near.every((change) => change >= least && change < 20)) starts.push(from)
  }
  if (starts.length === 0) throw new Error('Nothing moves for so long in this footage.')
  return starts[draw(0, starts.length - 1)]!
}
