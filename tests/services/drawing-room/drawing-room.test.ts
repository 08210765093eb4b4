import { copyFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFonts } from '../../../src-main/outside/fonts/open-fonts.ts'
import { createRasteriser } from '../../../src-main/outside/raster/create-rasteriser.ts'
import { type DrawingRoom, openDrawingRoom } from '../../../src-main/services/drawing-room/drawing-room.ts'
import type { TextRaster } from '../../../src-shared/plans/rasters.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { countingTurns } from '../../helpers/turns.ts'

const bundledFile = (weight: 400 | 700) =>
  createRequire(import.meta.url).resolve(
    `@expo-google-fonts/inter/${weight === 400 ? '400Regular/Inter_400Regular' : '700Bold/Inter_700Bold'}.ttf`,
  )

const text = (words: string, change: Partial<TextRaster> = {}): TextRaster => ({
  kind: 'text',
  width: 400,
  height: 120,
  families: ['Inter'],
  weight: 700,
  italic: false,
  size: 60,
  letterSpacing: 0,
  locale: 'en',
  colour: '#17324dff',
  lines: [{ text: words, x: 10, baseline: 80, width: 380 }],
  direction: 'ltr',
  stroke: { colour: '#ffffffff', width: 4 },
  shadow: { colour: '#00000080', x: 4, y: 4, blur: 8 },
  plate: null,
  opacity: 1,
  rotation: 3,
  ...change,
})

async function withRoom(work: (room: DrawingRoom) => Promise<void>, idle?: number): Promise<void> {
  const room = openDrawingRoom({ fontsRoot: null, ...(idle === undefined ? {} : { idle }) })
  try {
    await work(room)
  } finally {
    await room.close()
  }
}

test('what a batch shows is drawn elsewhere, bit for bit as it would be here, while others get their turn', () =>
  withRoom(async (room) => {
    const words = ['Stoneware mug', '12,50 €', 'Lamp']
    const draw = () => Promise.all(words.map((one) => room.draw(text(one), [])))
    const { made: there, turns } = await countingTurns(draw)
    expect(turns).toBeGreaterThan(words.length)
    const rasteriser = createRasteriser(openFonts())
    for (const [index, one] of words.entries()) {
      const here = await rasteriser.draw(text(one))
      expect(there[index]!.place).toEqual(here.place)
      expect(there[index]!.png.equals(here.png)).toBe(true)
    }
  }))

test('what can not be drawn is refused with its remedy, and the next drawing is made', () =>
  withRoom(async (room) => {
    const plate = { colour: '#000000ff', x: 0, y: 0, width: 90_000, height: 90_000, radius: 0 }
    await expect(room.draw(text('A', { width: 90_000, height: 90_000, plate }), [])).rejects.toMatchObject({
      code: 'raster.too-large',
      whatToDo: expect.any(String),
    })
    expect((await room.draw(text('A'), []))!.png.length).toBeGreaterThan(100)
  }))

test('a font file that was replaced is not drawn with under the old one’s name, nor the old one under the new one’s', () =>
  withTempFolder((folder) =>
    withRoom(async (room) => {
      const file = join(folder, 'own.ttf')
      const words = text('Stoneware', { families: ['Own'] })
      const fontsNow = (weight: 400 | 700) => {
        copyFileSync(bundledFile(weight), file)
        const own = [{ family: 'Own', files: [file] }]
        const fonts = openFonts().withFiles(own)
        return {
          own: own.map((one) => ({ ...one, hashes: fonts.fileHashes('Own') })),
          rasteriser: createRasteriser(fonts),
        }
      }
      const light = fontsNow(400)
      const before = await room.draw(words, light.own)
      expect(before!.png.equals((await light.rasteriser.draw(words)).png)).toBe(true)
      const heavy = fontsNow(700)
      const after = await room.draw(words, heavy.own)
      expect(after!.png.equals((await heavy.rasteriser.draw(words)).png)).toBe(true)
      expect(after!.png.equals(before!.png)).toBe(false)

      await room.close()
      await withRoom(async (later) => {
        expect(await later.draw(words, light.own)).toBeNull()
        writeFileSync(file, 'no font')
        expect(await later.draw(words, heavy.own)).toBeNull()
        expect((await later.draw(text('A'), []))!.png.length).toBeGreaterThan(100)
      })
    }),
  ))

test('after a while without a drawing the thread goes, and comes back with the next one', () =>
  withRoom(async (room) => {
    const first = await room.draw(text('A'), [])
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await room.draw(text('A'), []))!.png.equals(first!.png)).toBe(true)
  }, 1))

test('a room that is closed while it draws says so', async () => {
  const room = openDrawingRoom({ fontsRoot: null })
  const drawing = room.draw(text('A'), [])
  const ended = expect(drawing).rejects.toThrow('ended early')
  await room.close()
  await ended
  await expect(room.draw(text('A'), [])).rejects.toThrow('closed')
})
