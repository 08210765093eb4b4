import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Likeness of two videos, frame by frame: SSIM over all planes, the mean and that of the least like frame. */
export function likeness(
  ffmpeg: string,
  one: string,
  other: string,
  stats: string,
): { mean: number; least: number; frames: number } {
  const even = (input: number, label: string) => `[${input}:v]settb=1/1000,setpts=N[${label}]`
  execFileSync(ffmpeg, [
    ...['-nostdin', '-v', 'error', '-i', one, '-i', other, '-lavfi'],
    `${even(0, 'a')};${even(1, 'b')};[a][b]ssim=shortest=1:stats_file=${stats.replace(/[\\:']/g, '\\$&')}`,
    ...['-f', 'null', '-'],
  ])
  return readLikeness(readFileSync(stats, 'utf8'))
}

/** Reads lines like `n:1 Y:0.99 U:0.99 V:0.99 All:0.99 (22.1)`. */
export function readLikeness(text: string): { mean: number; least: number; frames: number } {
  const all = [...text.matchAll(/ All:([\d.]+)/g)].map((found) => Number(found[1]))
  if (all.length === 0) throw new Error('ffmpeg compared no frames')
  return {
    mean: all.reduce((sum, one) => sum + one, 0) / all.length,
    least: Math.min(...all),
    frames: all.length,
  }
}
