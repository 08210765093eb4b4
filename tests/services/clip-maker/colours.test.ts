import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { ffmpeg, openTools, type Tools } from '../../outside/media/made-media.ts'
import { clipOf, furthest, over } from './made-clips.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

type Rgb = [number, number, number]
const brand: Rgb[] = [
  [228, 87, 46],
  [0, 87, 184],
  [255, 196, 37],
  [24, 24, 27],
  [250, 250, 250],
  [12, 166, 120],
]

const weights = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722] } as const
type Coding = { matrix: keyof typeof weights; full: boolean }

/** Colour as Y'CbCr by the book, in 8 bits. */
function coded([r, g, b]: Rgb, { matrix, full }: Coding): Rgb {
  const [kr, kb] = weights[matrix]
  const y = (kr * r + (1 - kr - kb) * g + kb * b) / 255
  const u = (b / 255 - y) / (2 - 2 * kb)
  const v = (r / 255 - y) / (2 - 2 * kr)
  const samples = full
    ? [255 * y, 255 * u + 128, 255 * v + 128]
    : [16 + 219 * y, 128 + 224 * u, 128 + 224 * v]
  return samples.map((value) => Math.min(255, Math.max(0, Math.round(value)))) as Rgb
}

/** What a right player makes of it. */
function shown([y, u, v]: Rgb, { matrix, full }: Coding): Rgb {
  const [kr, kb] = weights[matrix]
  const luma = full ? y / 255 : (y - 16) / 219
  const [cb, cr] = full ? [(u - 128) / 255, (v - 128) / 255] : [(u - 128) / 224, (v - 128) / 224]
  const r = luma + cr * (2 - 2 * kr)
  const b = luma + cb * (2 - 2 * kb)
  const g = (luma - kr * r - kb * b) / (1 - kr - kb)
  return [r, g, b].map((value) => Math.min(255, Math.max(0, value * 255))) as Rgb
}

/** A clip without loss, one plate of 64 x 64 for each brand colour, as raw samples that no converter has touched. */
function plates(folder: string, coding: Coding, ...tags: string[]): string {
  const width = 64 * brand.length
  const planes = [0, 1, 2].map((plane) => {
    const size = plane === 0 ? 64 : 32
    const row = Buffer.concat(brand.map((colour) => Buffer.alloc(size, coded(colour, coding)[plane])))
    return Buffer.concat(Array.from({ length: size }, () => row))
  })
  const raw = join(folder, 'plates.yuv')
  writeFileSync(raw, Buffer.concat(planes))
  const path = join(folder, 'plates.mp4')
  ffmpeg(
    tools,
    ...['-f', 'rawvideo', '-pix_fmt', coding.full ? 'yuvj420p' : 'yuv420p', '-s', `${width}x64`, '-i', raw],
    ...['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', ...tags, path],
  )
  return path
}

const tags = {
  bt601: ['-colorspace', 'smpte170m', '-color_primaries', 'smpte170m', '-color_trc', 'smpte170m'],
  bt709: ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
}
const size = { width: 64 * brand.length, height: 64 }

describe('brand colours', () => {
  it.each([
    ['BT.709', { matrix: 'bt709', full: false }, tags.bt709],
    ['BT.709 full range', { matrix: 'bt709', full: true }, [...tags.bt709, '-color_range', 'pc']],
    ['BT.601', { matrix: 'bt601', full: false }, tags.bt601],
    ['BT.601 full range', { matrix: 'bt601', full: true }, [...tags.bt601, '-color_range', 'pc']],
    ['untagged small', { matrix: 'bt601', full: false }, []],
  ] as const)('of a %s clip come out as a player shows them', (_, coding, flags) =>
    withTempFolder(async (folder) => {
      const source = plates(folder, coding, ...flags)
      for (const composeIn of ['yuv420p', 'yuv444p', 'yuv422p10le'] as const) {
        const clip = await clipOf(
          tools,
          source,
          { ...size, composeIn, frames: 2 },
          join(folder, `${composeIn}.mov`),
        )
        const picture = over(tools, clip, 'black', 0, { composeIn, rate: { num: 30, den: 1 } })
        for (const [index, colour] of brand.entries()) {
          const wanted = shown(coded(colour, coding), coding)
          // The last step to RGB of this test rounds too.
          const same = coding.matrix === 'bt709' && !coding.full
          expect(
            furthest(picture.at(64 * index + 32, 32), wanted),
            `${composeIn} ${colour}`,
          ).toBeLessThanOrEqual(same ? 1 : 2)
        }
      }
    }),
  )

  it('full range is believed in 10 bits too, where no pixel format tells of it', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'full.mov')
      const said = 'setparams=range=pc:colorspace=bt709:color_primaries=bt709:color_trc=bt709'
      const grey = 'color=s=64x64:r=30:d=0.2,format=yuv444p10le,geq=lum=300:cb=512:cr=512'
      ffmpeg(
        tools,
        '-f',
        'lavfi',
        '-i',
        `${grey},${said}`,
        '-c:v',
        'libx264',
        '-qp',
        '1',
        ...tags.bt709,
        '-color_range',
        'pc',
        path,
      )
      const clip = await clipOf(tools, path, { width: 64, height: 64, frames: 2 })
      const wanted = (300 / 1023) * 255
      expect(furthest(over(tools, clip, 'black').at(32, 32), [wanted, wanted, wanted])).toBeLessThanOrEqual(2)
    }))

  it('the clip says itself what its colours are', () =>
    withTempFolder(async (folder) => {
      const clip = await clipOf(tools, plates(folder, { matrix: 'bt601', full: true }, ...tags.bt601), {
        ...size,
        radius: 8,
      })
      const end = await runProgram({
        command: tools.ffprobe,
        args: [
          '-v',
          'error',
          '-show_entries',
          'stream=color_range,color_space,color_transfer,color_primaries,sample_aspect_ratio',
          '-of',
          'csv=p=0',
          clip.path,
        ],
      })
      // Ut Video knows limited range only and has no mark for it.
      expect(end.stdout.trim().split('\n')).toEqual([
        '1:1,unknown,bt709,bt709,bt709',
        '1:1,tv,bt709,bt709,bt709',
      ])
    }))

  it('a GIF keeps its colours', () =>
    withTempFolder(async (folder) => {
      const gif = join(folder, 'a.gif')
      const plate =
        'color=0xE4572E:s=96x96:r=10:d=0.5,format=rgb24,split[a][b];[a]palettegen[p];[b][p]paletteuse'
      ffmpeg(tools, '-f', 'lavfi', '-i', plate, gif)
      const stored = [
        ...ffmpeg(tools, '-i', gif, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'),
      ]
      const clip = await clipOf(tools, gif, { width: 96, height: 96, composeIn: 'yuv444p' })
      const picture = over(tools, clip, 'black', 3, { composeIn: 'yuv444p', rate: { num: 30, den: 1 } })
      expect(furthest(picture.at(48, 48), stored.slice(0, 3))).toBeLessThanOrEqual(2)
    }))
})

describe('HDR', () => {
  /** A signal value (0 to 1) of PQ for a luminance in nits: SMPTE ST 2084. */
  const pq = (nits: number) => {
    const y = (nits / 10_000) ** (2610 / 16_384)
    return ((3424 / 4096 + (2413 / 128) * y) / (1 + (2392 / 128) * y)) ** (2523 / 32)
  }
  const greys = async (folder: string, signals: number[], transfer: string) => {
    const row = Buffer.alloc(signals.length * 32 * 2)
    for (const [index, signal] of signals.entries())
      for (let x = 0; x < 32; x++) row.writeUInt16LE(Math.round(64 + 876 * signal), (index * 32 + x) * 2)
    const luma = Buffer.concat(Array.from({ length: 32 }, () => row))
    const chroma = Buffer.alloc(luma.length / 2)
    for (let at = 0; at < chroma.length; at += 2) chroma.writeUInt16LE(512, at)
    const raw = join(folder, 'greys.yuv')
    writeFileSync(raw, Buffer.concat([luma, chroma]))
    const path = join(folder, 'greys.mp4')
    const said = `setparams=range=tv:colorspace=bt2020nc:color_primaries=bt2020:color_trc=${transfer}`
    ffmpeg(
      tools,
      ...[
        '-f',
        'rawvideo',
        '-pix_fmt',
        'yuv420p10le',
        '-s',
        `${signals.length * 32}x32`,
        '-i',
        raw,
        '-vf',
        said,
      ],
      ...[
        '-c:v',
        'libx264',
        '-qp',
        '1',
        '-colorspace',
        'bt2020nc',
        '-color_primaries',
        'bt2020',
        '-color_trc',
        transfer,
      ],
      path,
    )
    const clip = await clipOf(tools, path, { width: signals.length * 32, height: 32, frames: 2 })
    const picture = over(tools, clip, 'black')
    return signals.map((_, index) => picture.at(index * 32 + 16, 16))
  }

  it('white of HDR10 comes out as a bright white that leaves room for highlights', () =>
    withTempFolder(async (folder) => {
      const found = await greys(folder, [0, 18, 100, 203, 1000, 4000].map(pq), 'smpte2084')
      const wanted = [0, 93, 184, 217, 255, 255]
      for (const [index, grey] of found.entries())
        expect(
          furthest(
            grey,
            [0, 1, 2].map(() => wanted[index]!),
          ),
        ).toBeLessThanOrEqual(3)
    }))

  it('HLG comes out like HDR10: its 75 % are the same white', () =>
    withTempFolder(async (folder) => {
      const found = await greys(folder, [0, 0.38, 0.75, 1], 'arib-std-b67')
      const wanted = [0, 109, 217, 255]
      for (const [index, grey] of found.entries())
        expect(
          furthest(
            grey,
            [0, 1, 2].map(() => wanted[index]!),
          ),
        ).toBeLessThanOrEqual(3)
    }))
})
