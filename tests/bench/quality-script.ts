import { ffmpegRun } from './quality-footage.ts'
import type { Found } from './quality-labels.ts'

/*
 * What somebody does who has no such tool: ffmpeg's own detectors in a script, with the figures that its guide shows or that
 * Reelmill's profile "web" has, and reading what it says.
 */

/** What such a script can find at all. */
export const scriptChecks = [
  'picture.black',
  'picture.frozen',
  'sound.silent',
  'sound.loudness',
  'sound.true-peak',
  'file.decoding',
] as const

/** Looks at a file; answers what it found and its processor time, milliseconds. */
export async function runScript(path: string, loudness: number): Promise<{ found: Found[]; cpu: number }> {
  const sound = ['-af', 'silencedetect=n=-60dB:d=0.5,ebur128=peak=true:framelog=quiet']
  const args = [
    ...['-hide_banner', '-nostats', '-i', path],
    ...['-vf', 'blackdetect=d=0.1:pix_th=0.10,freezedetect=n=-60dB:d=0.5'],
    ...[...sound, '-f', 'null', '-'],
  ]
  let seen: { log: string; cpu: number }
  try {
    seen = await ffmpegRun(args)
  } catch (error) {
    return {
      found: [{ check: 'file.decoding', from: null, to: null, said: String(error).slice(0, 80) }],
      cpu: 0,
    }
  }
  const { log, cpu } = seen
  const found: Found[] = []
  const stretch = (check: Found['check'], from: string, to: string | undefined, said: string) =>
    found.push({ check, from: Number(from), to: to === undefined ? null : Number(to), said })
  for (const [said, from, to] of log.matchAll(/black_start:(\S+) black_end:(\S+)/g))
    stretch('picture.black', from!, to, said)
  for (const [, kind, check] of [
    ['', 'freeze', 'picture.frozen'],
    ['', 'silence', 'sound.silent'],
  ] as const) {
    const ends = [...log.matchAll(new RegExp(`${kind}_end: (\\S+)`, 'g'))].map(([, end]) => end)
    for (const [at, [said, from]] of [...log.matchAll(new RegExp(`${kind}_start: (\\S+)`, 'g'))].entries())
      stretch(check, from!, ends[at], said)
  }
  const summary = log.slice(log.lastIndexOf('Summary:'))
  const integrated = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1] ?? Number.NaN)
  if (Math.abs(integrated - loudness) > 2)
    found.push({ check: 'sound.loudness', from: null, to: null, said: `${integrated} LUFS` })
  const peak = Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1] ?? Number.NaN)
  if (peak > -0.5) found.push({ check: 'sound.true-peak', from: null, to: null, said: `${peak} dBTP` })
  const fault = /^\[[^\]]+\] .*(error|invalid|corrupt|partial file|missing).*$/im.exec(log)?.[0]
  if (fault !== undefined) found.push({ check: 'file.decoding', from: null, to: null, said: fault })
  return { found, cpu }
}
