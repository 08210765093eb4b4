import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FoundFfmpeg } from '../../src-main/outside/ffmpeg/find-ffmpeg.ts'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { findPrograms } from '../helpers/programs.ts'
import { warningsOf } from './engine/joined.ts'
import { withOpenStudio } from './open-studio.ts'
import { type SmallStudio, withSmallStudio } from './small-studio.ts'

const frame = 1001 / 30_000
const rate = 48_000
const formats = {
  mp4: { width: 160, height: 90 },
  web: { width: 160, height: 90, codec: 'vp9' },
  edit: { width: 160, height: 90, codec: 'prores' },
} as const
const files = { mp4: 'A_en_mp4.mp4', web: 'A_en_web.webm', edit: 'A_en_edit.mov' } as const

/** Seconds of the scenes, and of the transition into each. */
const lengths = [0.9, 1.2, 0.8, 1.1]
const overs = [0, 0.2, 0, 0.2]
/** Where scenes begin, in frames. */
const starts: number[] = []
let begun = 0
for (const [scene, length] of lengths.entries()) {
  begun -= Math.round(overs[scene]! / frame)
  starts.push(begun)
  begun += Math.round(length / frame)
}

type Scenes = NonNullable<TemplateSource['scenes']>

/** Scenes of the lengths above, with the row's name in the second and the last: every border is a joint. */
const scenes = (layers: Scenes[number]['layers']): Scenes =>
  lengths.map((duration, index) => {
    const name: Scenes[number]['layers'][number] = {
      ...{ id: 'name', type: 'text', text: '{{ name }}', box: { width: '50%', height: '30%' } },
      look: { font: 'main', size: 12, colour: 'paper' },
    }
    const plain = {
      id: `scene-${index}`,
      duration,
      background: index % 2 === 0 ? 'ink' : 'paper',
      layers: index % 2 === 0 ? layers : [...layers, name],
    }
    return overs[index] === 0 ? plain : { ...plain, transition: { type: 'slide', duration: overs[index]! } }
  })

const template = (changes: Partial<TemplateSource>): Partial<TemplateSource> => ({
  formats,
  fps: 29.97,
  languages: { en: {} },
  variables: { name: { type: 'text' } },
  ...changes,
})

async function render(studio: SmallStudio): Promise<void> {
  const data = studio.table('t.csv', ['sku,name', 'A,Mug'])
  await withOpenStudio(studio.at('studio'), (open) =>
    open.render({ template: studio.at('template'), data, key: 'sku', out: studio.at('out') }),
  )
  const segments = readdirSync(studio.at('studio', 'artifacts'), { recursive: true, encoding: 'utf8' })
  // Segments of two of the formats, in at least three stretches.
  expect(segments.filter((name) => name.endsWith('.mp4')).length).toBeGreaterThanOrEqual(6)
}

function run(program: string, args: string[]): Buffer {
  const end = spawnSync(program, args, { maxBuffer: 1e9 })
  if (end.status !== 0) throw new Error(end.stderr.toString())
  return end.stdout
}

/** Samples at 48 kHz, the first one at the file's zero: as a player hears them. */
function heard({ ffmpeg }: FoundFfmpeg, path: string): Float32Array {
  const bytes = run(ffmpeg, [
    ...['-v', 'error', '-i', path, '-vn', '-af', 'aresample=48000:async=1:first_pts=0', '-ac', '1'],
    ...['-f', 'f32le', '-'],
  ])
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}

/** Seconds at which the picture turns white, as a player shows it. */
function flashes({ ffmpeg, ffprobe }: FoundFfmpeg, path: string): number[] {
  const size = 16 * 9
  const light = run(ffmpeg, [
    ...['-v', 'error', '-i', path, '-an', '-vf', 'scale=16:9,format=gray', '-fps_mode', 'passthrough'],
    ...['-f', 'rawvideo', '-'],
  ])
  const times = run(ffprobe, [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', path],
  ])
    .toString()
    .split('\n')
    .flatMap((line) => (/^\d/.test(line) ? [Number.parseFloat(line)] : []))
    .sort((a, b) => a - b)
  expect(times).toHaveLength(light.length / size)
  // The middle of the right half: text stands elsewhere.
  const isWhite = times.map((_, at) => light[at * size + 5 * 16 + 11]! > 140)
  return times.filter((_, at) => isWhite[at] && !isWhite[at - 1])
}

/** Seconds at which a sound begins after a silence. */
function beeps(samples: Float32Array): number[] {
  const loud = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 4
  const begins: number[] = []
  let silentSince = Number.NEGATIVE_INFINITY
  samples.forEach((value, at) => {
    if (Math.abs(value) < loud) return
    if (at - silentSince > rate / 10) begins.push(at / rate)
    silentSince = at
  })
  return begins
}

test('in every scene picture and sound of a clip come within a frame of each other, whatever was joined', () =>
  withSmallStudio(async (studio) => {
    const programs = await findPrograms()
    const layer = { id: 'clip', type: 'video', source: { file: 'flash.mov' }, sound: 0 } as const
    studio.template(template({ scenes: scenes([layer]) }))
    // White for three frames, and as long a beep, twelve frames into the clip.
    const [from, to] = [12 * frame, 15 * frame]
    run(programs.ffmpeg, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'color=black:s=160x90:r=30000/1001:d=2'],
      ...['-f', 'lavfi', '-i', `aevalsrc='if(between(t,${from},${to}),0.5*sin(2*PI*1000*t),0)':s=48000:d=2`],
      ...[
        '-vf',
        "drawbox=color=white:t=fill:enable='between(n,12,14)'",
        '-c:v',
        'libx264',
        '-c:a',
        'pcm_s16le',
      ],
      studio.at('template', 'flash.mov'),
    ])
    await render(studio)
    for (const file of Object.values(files)) {
      const path = studio.at('out', file)
      const [seen, sounds] = [flashes(programs, path), beeps(heard(programs, path))]
      expect(seen, file).toHaveLength(lengths.length)
      expect(sounds, file).toHaveLength(lengths.length)
      seen.forEach((at, scene) => {
        const meant = (starts[scene]! + 12) * frame
        // WebM counts milliseconds.
        expect(
          Math.abs(at - meant),
          `${file}: flash of scene ${scene} at ${at}, meant ${meant}`,
        ).toBeLessThan(0.002)
        expect(
          Math.abs(sounds[scene]! - at),
          `${file}: beep at ${sounds[scene]}, flash at ${at}`,
        ).toBeLessThan(frame)
      })
      expect(warningsOf({ ffmpeg: programs }, path)).toBeNull()
    }
  }))

test('a steady tone goes on over all joints without a click', () =>
  withSmallStudio(async (studio) => {
    const programs = await findPrograms()
    studio.template(
      template({
        scenes: scenes([]),
        audio: { music: { source: { file: 'tone.wav' }, gain: 0, loop: false } },
      }),
    )
    run(programs.ffmpeg, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'sine=f=440:r=48000:d=6', '-c:a', 'pcm_s24le', '-ac', '2'],
      studio.at('template', 'tone.wav'),
    ])
    await render(studio)
    for (const file of Object.values(files)) {
      const samples = heard(programs, studio.at('out', file))
      const inner = samples.subarray(rate / 10, samples.length - rate / 10)
      expect(inner.length / rate).toBeGreaterThan(3)
      const loud = inner.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      const turn = (2 * Math.PI * 440) / rate
      let [step, off] = [0, 0]
      for (let at = 1; at < inner.length - 1; at += 1) {
        step = Math.max(step, Math.abs(inner[at]! - inner[at - 1]!))
        // A sine follows from its last two samples; a click does not.
        off = Math.max(off, Math.abs(inner[at + 1]! - 2 * Math.cos(turn) * inner[at]! + inner[at - 1]!))
      }
      expect(step, file).toBeLessThan(loud * turn * 1.03)
      expect(off, file).toBeLessThan(loud * 0.004)
    }
  }))
