import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/**
 * A template of three scenes and a sound, and a table for it: a video has a segment of its own, two that it shares with
 * all others, a picture that moves, and music. Everything is made here.
 */
export async function writeSmallBatch(
  folder: string,
  rows: number,
  look: Look = tiny,
): Promise<{ template: string; data: string }> {
  const template = join(folder, 'template')
  mkdirSync(template, { recursive: true })
  const background = { create: { width: 240, height: 160, channels: 3, background: '#306090' } } as const
  await sharp(background).png().toFile(join(template, 'sky.png'))
  writeFileSync(join(template, 'tone.wav'), toneOf(Math.ceil(3 * look.seconds)))
  writeFileSync(join(template, 'template.json'), JSON.stringify(sourceOf(look)))
  const data = join(folder, 'rows.csv')
  const lines = keysOf(rows).map((key, index) => `${key},Thing ${index + 1},${(index * 7) % 90}.50`)
  writeFileSync(data, `sku,name,price\n${lines.join('\n')}\n`)
  return { template, data }
}

export const keysOf = (rows: number) => Array.from({ length: rows }, (_, index) => `K${index + 1}`)

const words = (text: string) => ({
  type: 'text',
  text,
  box: { x: '10%', y: '10%', width: '80%', height: '80%' },
  look: { font: 'main', size: 14, minSize: 6, colour: 'paper', valign: 'middle' },
})

/** `seconds`: of each of the three scenes. `clip`: a video in the template's folder, behind the words of each row. */
type Look = {
  width: number
  height: number
  seconds: number
  moves: boolean
  clip?: string
  /** The profile that its videos are held against; left out: nobody looks at them. */
  profile?: string
}
export const tiny: Look = { width: 160, height: 90, seconds: 0.8, moves: true }

const sourceOf = ({ width, height, seconds, moves, clip, profile = 'off' }: Look) => ({
  reelmill: 1,
  name: 'survivor',
  version: '1.0.0',
  title: 'Survivor',
  canvas: { width: 160, height: 90 },
  fps: 25,
  formats: { wide: { width, height } },
  variables: {
    name: { type: 'text', maxLength: 40 },
    price: { type: 'money', currency: 'EUR' },
  },
  brand: { colours: { ink: '#0f3d3e', paper: '#f2e8da' }, fonts: { main: { family: 'Inter' } } },
  languages: { en: { strings: { end: 'The end' } } },
  defaultLanguage: 'en',
  background: 'ink',
  quality: { profile },
  audio: { music: { source: { file: 'tone.wav' } } },
  scenes: [
    {
      id: 'sky',
      duration: seconds,
      layers: [
        {
          id: 'photo',
          type: 'image',
          source: { file: 'sky.png' },
          ...(moves ? { motion: { from: { zoom: 1 }, to: { zoom: 1.2 } } } : {}),
        },
      ],
    },
    {
      id: 'thing',
      duration: seconds,
      layers: [
        ...(clip === undefined ? [] : [{ id: 'clip', type: 'video', source: { file: clip } }]),
        { id: 'words', ...words('{{ name }} {{ price | money }}') },
      ],
    },
    { id: 'end', duration: seconds, layers: [{ id: 'bye', ...words('{{ t.end }}') }] },
  ],
})

/** A WAV of a plain tone, 48 kHz, 16 bit, one channel. */
function toneOf(seconds: number): Buffer {
  const samples = seconds * 48_000
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(48_000, 24)
  wav.writeUInt32LE(96_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let at = 0; at < samples; at++)
    wav.writeInt16LE(Math.round(9_000 * Math.sin((at * 2 * Math.PI * 330) / 48_000)), 44 + at * 2)
  return wav
}
