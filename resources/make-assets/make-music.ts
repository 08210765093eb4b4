/** Plays the three music beds into files. `node make-music.ts [halden|lumo|northgate ...]`; see README.md. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { halden, lumo, northgate } from './music/pieces.ts'

const LUFS = -16
const ffmpeg = process.env.FFMPEG ?? 'ffmpeg'
const pieces = {
  halden: [halden, 'product-showcase'],
  lumo: [lumo, 'personal-ad'],
  northgate: [northgate, 'market-update'],
} as const
const raw = ['-f', 'f32le', '-ar', '48000', '-ac', '2']

/** Integrated loudness in LUFS and true peak in dBTP. */
const measure = (input: string[]) => {
  const { stderr } = spawnSync(
    ffmpeg,
    ['-hide_banner', '-nostats', ...input, '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    {
      encoding: 'utf8',
    },
  )
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'))
  const value = (pattern: RegExp) => Number(pattern.exec(summary)?.[1] ?? Number.NaN)
  return { loudness: value(/I:\s+(-?[\d.]+) LUFS/), peak: value(/Peak:\s+(-?[\d.]+) dBFS/) }
}

const wanted = process.argv.slice(2)
for (const [name, [compose, template]] of Object.entries(pieces)) {
  if (wanted.length && !wanted.includes(name)) continue
  const desk = compose()
  const work = mkdtempSync(join(tmpdir(), 'music-'))
  const wave = join(work, 'loop.f32')
  let gain = 1
  for (let pass = 0; pass < 4; pass++) {
    writeFileSync(wave, desk.master(gain))
    gain *= 10 ** ((LUFS - measure([...raw, '-i', wave]).loudness) / 20)
  }
  const folder = join(import.meta.dirname, '../templates', template, 'assets')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'music.m4a')
  const to = [
    '-c:a',
    'aac',
    '-b:a',
    '160k',
    '-map_metadata',
    '-1',
    '-metadata',
    `title=${name}`,
    '-flags',
    '+bitexact',
    '-fflags',
    '+bitexact',
    '-movflags',
    '+faststart',
  ]
  execFileSync(ffmpeg, ['-v', 'error', '-y', ...raw, '-i', wave, ...to, file])
  rmSync(work, { recursive: true })
  const { loudness, peak } = measure(['-i', file])
  console.log(`${name}: ${desk.length / 48000} s, ${loudness} LUFS, peak ${peak} dBTP, ${file}`)
}
