import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { readBuild } from '../../../src-main/outside/ffmpeg/read-build.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import type { FfmpegBuild } from '../../../src-shared/plans/media.ts'
import { findPrograms } from '../../helpers/programs.ts'

/** The real programs, and files made with them: tests carry no media. */
export type Tools = { ffmpeg: string; ffprobe: string; build: FfmpegBuild }

export async function openTools(): Promise<Tools> {
  const { ffmpeg, ffprobe } = await findPrograms()
  return {
    ffmpeg,
    ffprobe,
    build: await readBuild(ffmpeg, ['libx264', 'libvpx-vp9', 'prores_ks'], runProgram),
  }
}

/** Runs ffmpeg and gives back its standard output; its arguments end in where it writes. */
export function ffmpeg(tools: Pick<Tools, 'ffmpeg'>, ...args: string[]): Buffer {
  const end = spawnSync(tools.ffmpeg, ['-nostdin', '-v', 'error', '-y', ...args], { maxBuffer: 1e9 })
  if (end.status !== 0) throw new Error(`${args.join(' ')}\n${end.stderr.toString()}`)
  return end.stdout
}

/** A clip from a lavfi source. */
export function fromLavfi(tools: Tools, source: string, path: string, ...how: string[]): string {
  ffmpeg(tools, '-f', 'lavfi', '-i', source, ...how, path)
  return path
}

/** Pictures whose brightness tells their number: luma 20, 28, 36 ... */
export function counted(size: string, rate: string, frames: number): string {
  return `color=s=${size}:r=${rate},format=yuv420p,trim=end_frame=${frames},geq=lum='20+8*N':cb=128:cr=128`
}

/** The number of each picture of `counted`, read back from its brightness. */
export function countedNumbers(tools: Tools, path: string): number[] {
  return lumaOf(tools, path).map((luma) => Math.round((luma - 20) / 8))
}

/** Mean luma of each frame's top left corner, as it is stored (8 bits, 4:2:0: nothing is converted). */
export function lumaOf(tools: Tools, path: string, stream = 'v:0'): number[] {
  const bytes = ffmpeg(
    tools,
    ...['-noautorotate', '-i', path, '-map', `0:${stream}`, '-vf', 'crop=16:16:0:0'],
    ...['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
  )
  const frame = 16 * 16 * 1.5
  return Array.from({ length: bytes.length / frame }, (_, n) => {
    const luma = bytes.subarray(n * frame, n * frame + 256)
    return luma.reduce((sum, value) => sum + value, 0) / 256
  })
}

/** One hash for each decoded frame of a stream. */
export function frameHashes(tools: Tools, path: string, stream = 'v:0', ...how: string[]): string[] {
  return ffmpeg(
    tools,
    ...how,
    ...['-i', path, '-map', `0:${stream}`, '-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
  )
    .toString()
    .split('\n')
    .flatMap((line) => (line === '' || line.startsWith('#') ? [] : [line.split(',').at(-1)!.trim()]))
}

/** The display matrix of an MP4's first track, put there by hand: [a, b, c, d] of x' = ax + cy, y' = bx + dy. */
export function withMatrix(path: string, [a, b, c, d]: [number, number, number, number]): string {
  const bytes = readFileSync(path)
  // tkhd, version 0: its matrix lies 40 bytes after the four letters and the version.
  const at = bytes.indexOf('tkhd') + 4 + 40
  for (const [index, value] of [a, b, 0, c, d, 0].entries()) bytes.writeInt32BE(value * 65536, at + index * 4)
  writeFileSync(path, bytes)
  return path
}

/** Interleaved stereo samples of a sound as a player decodes it. */
export function samplesOf(tools: Tools, path: string, ...how: string[]): Float32Array {
  const bytes = ffmpeg(
    tools,
    ...how,
    ...['-i', path, '-map', '0:a:0', '-ar', '48000', '-ac', '2', '-f', 'f32le', '-'],
  )
  return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4)).slice()
}

/** Root mean square of one side between two moments, in decibels of full scale. */
export function level(samples: Float32Array, from: number, to: number, side = 0): number {
  let energy = 0
  const [first, last] = [Math.round(from * 48_000), Math.round(to * 48_000)]
  for (let at = first; at < last; at++) energy += samples[at * 2 + side]! ** 2
  return 10 * Math.log10(energy / (last - first) + 1e-20)
}
