import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { codecs } from '../../src-shared/templates/formats.ts'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { decodeRgb, type Engine, openEngine, pixel, probe } from '../helpers/engine.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { withSmallStudio } from './small-studio.ts'

let engine: Engine
beforeAll(() =>
  withTempFolder(async (folder) => {
    engine = await openEngine(folder)
  }),
)

function ffmpeg(...args: string[]): string {
  const end = spawnSync(engine.ffmpeg.ffmpeg, ['-nostdin', '-hide_banner', '-y', ...args], { maxBuffer: 1e8 })
  if (end.status !== 0) throw new Error(end.stderr.toString())
  return end.stderr.toString()
}

/** Integrated loudness in LUFS and true peak in dBTP of the decoded sound. */
function loudness(path: string): { integrated: number; peak: number } {
  const said = ffmpeg('-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-')
  const end = said.slice(said.lastIndexOf('Summary:'))
  return {
    integrated: Number(/I:\s+(-?[\d.]+) LUFS/.exec(end)?.[1]),
    peak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(end)?.[1]),
  }
}

/** When the sound first rises above a tenth of full scale, in seconds. */
function firstSound(path: string): number {
  const end = spawnSync(
    engine.ffmpeg.ffmpeg,
    ['-v', 'error', '-i', path, '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 'f32le', '-'],
    { maxBuffer: 1e8 },
  )
  const samples = new Float32Array(
    end.stdout.buffer.slice(end.stdout.byteOffset, end.stdout.byteOffset + end.stdout.length),
  )
  return samples.findIndex((sample) => Math.abs(sample) > 0.1) / 48_000
}

const size = { width: 320, height: 180 }
const formats = {
  mp4: { ...size, codec: 'h264' },
  hevc: { ...size, codec: 'hevc' },
  prores: { ...size, codec: 'prores' },
  vp9: { ...size, codec: 'vp9' },
  av1: { ...size, codec: 'av1' },
  loop: { ...size, codec: 'gif', fps: 12.5 },
} satisfies TemplateSource['formats']

/** A field of brand colour that gives way to another at 1.6 s, when a clip with a beep comes in; a quiet tone beneath. */
const template: Partial<TemplateSource> = {
  formats,
  fps: 25,
  languages: { en: {} },
  variables: { name: { type: 'text' } },
  scenes: [
    {
      id: 'one',
      duration: 1.6,
      background: 'ink',
      layers: [
        { id: 'words', type: 'text', text: '{{ name }}', look: { font: 'main', size: 20 }, start: 0.8 },
      ],
    },
    {
      id: 'two',
      duration: 1.6,
      layers: [{ id: 'clip', type: 'video', source: { file: 'assets/beep.mp4' }, sound: 0 }],
    },
  ],
}

describe('what comes out is what the template says, in every codec', () => {
  test('size, rate, frames, colours, loudness, and sound in step with the picture', () =>
    withSmallStudio(async (studio) => {
      mkdirSync(studio.at('template', 'assets'), { recursive: true })
      const clip = studio.at('template', 'assets', 'beep.mp4')
      ffmpeg(
        '-f',
        'lavfi',
        '-i',
        'color=c=#ff6b4a:s=320x180:r=25:d=2,format=gbrp,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
        '-f',
        'lavfi',
        '-i',
        'aevalsrc=0.3*sin(2*PI*997*t)*lt(t\\,1.2):s=48000:d=2',
        '-c:v',
        'libx264',
        '-qp',
        '4',
        '-colorspace',
        'bt709',
        '-color_range',
        'tv',
        '-color_primaries',
        'bt709',
        '-color_trc',
        'bt709',
        '-c:a',
        'aac',
        '-b:a',
        '192k',
        clip,
      )
      studio.template(template)
      const data = studio.table('t.csv', ['name', 'Lamp'])
      const run = await studio.render(data, '--name', '{format}')
      expect(run.err + run.out, run.err).toContain('6 of 6')
      expect(run.status).toBe(0)

      for (const [id, format] of Object.entries(formats)) {
        const { extension, sound } = codecs[format.codec]
        const path = join(studio.at('out'), `${id}.${extension}`)
        const rate = 'fps' in format ? format.fps : 25
        const frames = Math.round(1.6 * rate) * 2
        const { streams, format: file } = probe(engine, path)
        expect(
          streams.map(({ codec_type }) => codec_type),
          id,
        ).toEqual(sound === null ? ['video'] : ['video', 'audio'])
        expect(streams[0], id).toMatchObject({ width: 320, height: 180, nb_read_frames: String(frames) })
        expect(Math.abs(Number(file.duration) - frames / rate), id).toBeLessThan(0.03)

        const pictures = decodeRgb(engine, path, 320, 180)
        expect(pictures, id).toHaveLength(frames)
        const near = (frame: number, rgb: number[]) => {
          const got = pixel(pictures[frame]!, 320, 300, 160)
          for (const part of [0, 1, 2])
            expect(
              Math.abs(got[part]! - rgb[part]!),
              `${id}: frame ${frame} is ${got}, meant ${rgb}`,
            ).toBeLessThanOrEqual(2)
        }
        near(0, [15, 61, 62])
        near(frames / 2 - 1, [15, 61, 62])
        near(frames / 2, [255, 107, 74])
        near(frames - 1, [255, 107, 74])

        if (sound === null) continue
        const { integrated, peak } = loudness(path)
        expect(Math.abs(integrated + 14), `${id} is at ${integrated} LUFS`).toBeLessThanOrEqual(0.5)
        expect(peak, id).toBeLessThanOrEqual(-1)
        // The beep and the coral field begin in the same frame.
        expect(Math.abs(firstSound(path) - 1.6), `${id} sounds from ${firstSound(path)} s on`).toBeLessThan(
          0.02,
        )
      }
    }))
})
