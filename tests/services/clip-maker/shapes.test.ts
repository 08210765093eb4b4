import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { ffmpeg, fromLavfi, openTools, type Tools, withMatrix } from '../../outside/media/made-media.ts'
import { clipOf, furthest, over, plain } from './made-clips.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})
const lossless = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast']
/** Red, green, blue and white quarters: top left, top right, bottom left, bottom right. */
const quarters = (width: number, height: number) =>
  `color=white:s=${width}x${height}:r=30:d=0.4,format=rgb24,` +
  `drawbox=w=${width / 2}:h=${height / 2}:c=red:t=fill,` +
  `drawbox=x=${width / 2}:w=${width / 2}:h=${height / 2}:c=lime:t=fill,` +
  `drawbox=y=${height / 2}:w=${width / 2}:h=${height / 2}:c=blue:t=fill,scale=out_color_matrix=bt601:flags=full_chroma_int+accurate_rnd`
const names = {
  red: [255, 0, 0],
  lime: [0, 255, 0],
  blue: [0, 0, 255],
  white: [255, 255, 255],
  black: [0, 0, 0],
  magenta: [255, 0, 255],
}
const nameOf = (rgb: readonly number[]) =>
  Object.entries(names).find(([, wanted]) => furthest(rgb, wanted) <= 24)?.[0] ?? rgb.join(',')
const corners = (picture: ReturnType<typeof over>) =>
  [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ].map(([x, y]) => nameOf(picture.at(x! * picture.width, y! * picture.height)))

describe('a picture the right way up', () => {
  it.each([
    ['as it is', [1, 0, 0, 1], ['red', 'lime', 'blue', 'white']],
    ['turned right', [0, 1, -1, 0], ['blue', 'red', 'white', 'lime']],
    ['upside down', [-1, 0, 0, -1], ['white', 'blue', 'lime', 'red']],
    ['turned left', [0, -1, 1, 0], ['lime', 'white', 'red', 'blue']],
    ['mirrored', [-1, 0, 0, 1], ['lime', 'red', 'white', 'blue']],
    ['mirrored top to bottom', [1, 0, 0, -1], ['blue', 'white', 'red', 'lime']],
    ['mirrored and turned', [0, 1, 1, 0], ['red', 'blue', 'lime', 'white']],
  ] as const)('a clip stored %s is shown as players show it', (_, matrix, wanted) =>
    withTempFolder(async (folder) => {
      const source = withMatrix(fromLavfi(tools, quarters(160, 96), join(folder, 'a.mp4'), ...lossless), [
        ...matrix,
      ])
      for (const composeIn of ['yuv420p', 'yuv422p10le'] as const) {
        const clip = await clipOf(
          tools,
          source,
          { fit: 'fill', width: 96, height: 96, composeIn },
          join(folder, `${composeIn}.mov`),
        )
        expect(corners(over(tools, clip, 'black', 2, { ...plain, composeIn }))).toEqual(wanted)
      }
    }),
  )

  it('anamorphic pixels are made square', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(tools, `${quarters(120, 120)},setsar=2`, join(folder, 'a.mp4'), ...lossless)
      const clip = await clipOf(tools, source, { fit: 'contain', width: 200, height: 200 })
      expect(clip.place).toEqual({ left: 0, top: 50, width: 200, height: 100 })
      expect(corners(over(tools, clip, 'black'))).toEqual(['red', 'lime', 'blue', 'white'])
    }))

  it('an odd-sized clip in an odd box has exactly its size', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(
        tools,
        'color=red:s=161x121:r=30:d=0.4,format=yuv444p',
        join(folder, 'a.mp4'),
        '-c:v',
        'libx264',
        '-qp',
        '0',
      )
      for (const composeIn of ['yuv420p', 'yuv444p', 'yuv422p10le'] as const) {
        const clip = await clipOf(
          tools,
          source,
          { fit: 'fill', width: 33, height: 21, composeIn },
          join(folder, `${composeIn}.mov`),
        )
        expect(clip.place).toEqual({ left: 0, top: 0, width: 33, height: 21 })
        expect(nameOf(over(tools, clip, 'black', 0, { ...plain, composeIn }).at(32, 20))).toBe('red')
      }
    }))

  it('the two fields of an interlaced clip show no comb', () =>
    withTempFolder(async (folder) => {
      // A bar that runs: its fields lie apart, so each odd line of a woven frame has it elsewhere.
      const bar = `color=black:s=160x96:r=60:d=0.5,format=yuv420p,geq=lum='if(lt(abs(X-20-4*N),8),235,16)':cb=128:cr=128`
      for (const [order, top] of [
        ['tff', '1'],
        ['bff', '0'],
      ] as const) {
        const field = order === 'tff' ? 'interleave_top' : 'interleave_bottom'
        const source = fromLavfi(
          tools,
          `${bar},tinterlace=mode=${field},setfield=${order}`,
          join(folder, `${order}.mp4`),
          ...lossless.filter((flag) => flag !== '-qp' && flag !== '0'),
          ...['-crf', '1', '-flags', '+ildct', '-top', top],
        )
        const clip = await clipOf(
          tools,
          source,
          { width: 160, height: 96, frames: 15 },
          join(folder, `${order}.mov`),
        )
        const frame = ffmpeg(
          tools,
          '-ss',
          '0.25',
          '-i',
          clip.path,
          '-map',
          '0:v',
          '-frames:v',
          '1',
          '-vf',
          'extractplanes=y',
          '-f',
          'rawvideo',
          '-',
        )
        let comb = 0
        for (let y = 20; y < 76; y++)
          for (let x = 0; x < 160; x++) {
            const [above, here, below] = [
              frame[(y - 1) * 160 + x]!,
              frame[y * 160 + x]!,
              frame[(y + 1) * 160 + x]!,
            ]
            if (Math.abs(here - above) > 60 && Math.abs(here - below) > 60) comb++
          }
        expect(comb, order).toBe(0)
      }
    }))
})

describe('what is seen of a picture', () => {
  it('cover keeps the focus point, contain keeps everything', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(tools, quarters(320, 80), join(folder, 'a.mp4'), ...lossless)
      const left = await clipOf(tools, source, { width: 80, height: 80, focus: { x: 0, y: 0.5 } })
      expect(corners(over(tools, left, 'black'))).toEqual(['red', 'red', 'blue', 'blue'])
      const right = await clipOf(tools, source, { width: 80, height: 80, focus: { x: 1, y: 0.5 } })
      expect(corners(over(tools, right, 'black'))).toEqual(['lime', 'lime', 'white', 'white'])
      const all = await clipOf(tools, source, { width: 80, height: 80, fit: 'contain' })
      expect(all.place).toEqual({ left: 0, top: 30, width: 80, height: 20 })
      expect(all.hasAlpha).toBe(false)
    }))

  it.each(['yuv420p', 'yuv444p', 'yuv422p10le'] as const)(
    'round corners let the background through, with soft edges, in %s',
    (composeIn) =>
      withTempFolder(async (folder) => {
        const source = fromLavfi(tools, 'color=red:s=160x90:r=30:d=0.4', join(folder, 'a.mp4'), ...lossless)
        const clip = await clipOf(tools, source, { radius: 30, composeIn })
        const picture = over(tools, clip, 'blue', 3, { ...plain, composeIn })
        expect(nameOf(picture.at(1, 1))).toBe('blue')
        expect(nameOf(picture.at(158, 88))).toBe('blue')
        expect(nameOf(picture.at(80, 45))).toBe('red')
        expect(nameOf(picture.at(80, 0))).toBe('red')
        expect(nameOf(picture.at(0, 45))).toBe('red')
        // On the arc of 30 around (30, 30), at 45 degrees: 30 - 21.2 = 8.8 from each side.
        expect(nameOf(picture.at(7, 7))).toBe('blue')
        expect(nameOf(picture.at(11, 11))).toBe('red')
      }),
  )

  it('opacity mixes with the background; opaque is wholly opaque and clear wholly clear', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(tools, 'color=white:s=160x90:r=30:d=0.4', join(folder, 'a.mp4'), ...lossless)
      for (const composeIn of ['yuv420p', 'yuv422p10le'] as const) {
        for (const [opacity, wanted] of [
          [0.5, 128],
          [0.25, 64],
          [0, 0],
        ] as const) {
          const clip = await clipOf(tools, source, { opacity, composeIn }, join(folder, `${composeIn}.mov`))
          const found = over(tools, clip, 'black', 1, { ...plain, composeIn }).at(80, 45)
          expect(furthest(found, [wanted, wanted, wanted]), `${composeIn} ${opacity}`).toBeLessThanOrEqual(2)
        }
      }
    }))

  it('a turned picture has no dark seam and leaves its corners clear', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(tools, 'color=white:s=160x90:r=30:d=0.4', join(folder, 'a.mp4'), ...lossless)
      const clip = await clipOf(tools, source, { rotation: 30 })
      expect(clip.place).toMatchObject({ width: 184, height: 158 })
      const white = over(tools, clip, 'white')
      let darkest = 255
      for (let y = 0; y < white.height; y++)
        for (let x = 0; x < white.width; x++) darkest = Math.min(darkest, ...white.at(x, y))
      expect(darkest).toBeGreaterThan(248)
      const magenta = over(tools, clip, 'magenta')
      expect(nameOf(magenta.at(2, 2))).toBe('magenta')
      expect(nameOf(magenta.at(92, 79))).toBe('white')
      // Clockwise: the right end of the long side goes down.
      expect(nameOf(magenta.at(92 + 65, 79 + 38))).toBe('white')
      expect(nameOf(magenta.at(92 + 65, 79 - 38))).toBe('magenta')
    }))

  it('a wide blur made small looks like the exact one', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(tools, 'testsrc2=s=640x360:r=30:d=0.1', join(folder, 'a.mp4'), ...lossless)
      const size = { width: 640, height: 360, frames: 1, composeIn: 'yuv444p' } as const
      const clip = await clipOf(tools, source, { ...size, blur: 20 })
      const sharp = await clipOf(tools, source, size, join(folder, 'sharp.mov'))
      const exact = ffmpeg(
        tools,
        '-i',
        sharp.path,
        '-vf',
        'gblur=sigma=20:steps=4',
        '-frames:v',
        '1',
        '-f',
        'rawvideo',
        '-',
      )
      const fast = ffmpeg(tools, '-i', clip.path, '-frames:v', '1', '-f', 'rawvideo', '-')
      let squares = 0
      for (const [at, value] of exact.entries()) squares += (value - fast[at]!) ** 2
      expect(10 * Math.log10(255 ** 2 / (squares / exact.length))).toBeGreaterThan(40)
    }))
})

describe('transparent clips', () => {
  const disc = (format: string) =>
    `color=white:s=160x160:r=30:d=0.4,format=${format},` +
    `geq=lum='if(lt(hypot(X-80,Y-80),60),235,16)':cb=128:cr=128:a='255*lt(hypot(X-80,Y-80),60)'`
  const prores = ['-c:v', 'prores_ks', '-profile:v', '4444', '-pix_fmt', 'yuva444p10le']
  const vp9 = [
    '-c:v',
    'libvpx-vp9',
    '-auto-alt-ref',
    '0',
    '-crf',
    '10',
    '-b:v',
    '0',
    '-deadline',
    'realtime',
    '-cpu-used',
    '5',
  ]

  it('what is hidden under clear pixels never bleeds into the edges', () =>
    withTempFolder(async (folder) => {
      // A grey disc; under the clear pixels around it hides white.
      const hidden = disc('yuva444p').replace(',235,16)', ',80,235)')
      const source = fromLavfi(tools, hidden, join(folder, 'a.mov'), ...prores)
      const clip = await clipOf(tools, source, { width: 75, height: 75 })
      const grey = Math.round(((80 - 16) / 219) * 255)
      const hex = grey.toString(16)
      const picture = over(tools, clip, `0x${hex}${hex}${hex}`, 2)
      let brightest = 0
      for (let y = 0; y < 75; y++)
        for (let x = 0; x < 75; x++) brightest = Math.max(brightest, ...picture.at(x, y))
      expect(brightest).toBeLessThan(grey + 12)
    }))

  it.each([
    ['ProRes 4444', 'yuva444p', prores, 'a.mov'],
    ['VP9', 'yuva420p', vp9, 'a.webm'],
  ] as const)(
    '%s shows what lies below, without a dark edge of what is hidden under clear pixels',
    (_, format, how, name) =>
      withTempFolder(async (folder) => {
        const source = fromLavfi(tools, disc(format), join(folder, name), ...how)
        for (const more of [
          {},
          { composeIn: 'yuv422p10le' },
          { opacity: 0.5 },
          { rotation: 20 },
          { radius: 10, blur: 4 },
        ] as const) {
          const spec = { ...plain, width: 90, height: 90, ...more }
          const clip = await clipOf(tools, source, spec, join(folder, 'clip.mov'))
          expect(clip.hasAlpha).toBe(true)
          const white = over(tools, clip, 'white', 2, spec)
          let darkest = 255
          for (let y = 0; y < white.height; y++)
            for (let x = 0; x < white.width; x++) darkest = Math.min(darkest, ...white.at(x, y))
          expect(darkest, JSON.stringify(more)).toBeGreaterThan(235)
          const blue = over(tools, clip, 'blue', 2, spec)
          expect(nameOf(blue.at(2, 2)), JSON.stringify(more)).toBe('blue')
          const middle = blue.at(blue.width / 2, blue.height / 2)
          expect(furthest(middle, 'opacity' in more ? [128, 128, 255] : [255, 255, 255])).toBeLessThanOrEqual(
            6,
          )
        }
      }),
  )
})
