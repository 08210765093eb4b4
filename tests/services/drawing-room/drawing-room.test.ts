import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFonts } from '../../../src-main/outside/fonts/open-fonts.ts'
import { createRasteriser } from '../../../src-main/outside/raster/create-rasteriser.ts'
import { type DrawingRoom, openDrawingRoom } from '../../../src-main/services/drawing-room/drawing-room.ts'
import type { TextRaster } from '../../../src-shared/plans/rasters.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

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
    let turns = 0
    let isOver = false
    const count = () => {
      turns += 1
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    const there = await Promise.all(words.map((one) => room.draw(text(one), [])))
    isOver = true
    expect(turns).toBeGreaterThan(words.length)
    const rasteriser = createRasteriser(openFonts())
    for (const [index, one] of words.entries()) {
      const here = await rasteriser.draw(text(one))
      expect(there[index]!.place).toEqual(here.place)
      expect(there[index]!.png.equals(here.png)).toBe(true)
    }
  }))

test('what can not be drawn is refused with its remedy, and the next drawing is made', () =>
  withTempFolder((folder) =>
    withRoom(async (room) => {
      const broken = join(folder, 'broken.ttf')
      writeFileSync(broken, 'no font')
      await expect(
        room.draw(text('A', { families: ['Own'] }), [{ family: 'Own', files: [broken] }]),
      ).rejects.toMatchObject({ code: 'font.broken', whatToDo: expect.any(String) })
      await expect(
        room.draw(
          text('A', {
            width: 90_000,
            height: 90_000,
            plate: { colour: '#000000ff', x: 0, y: 0, width: 90_000, height: 90_000, radius: 0 },
          }),
          [],
        ),
      ).rejects.toMatchObject({
        code: 'raster.too-large',
      })
      expect((await room.draw(text('A'), [])).png.length).toBeGreaterThan(100)
    }),
  ))

test('after a while without a drawing the thread goes, and comes back with the next one', () =>
  withRoom(async (room) => {
    const first = await room.draw(text('A'), [])
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await room.draw(text('A'), [])).png.equals(first.png)).toBe(true)
  }, 1))

test('a room that is closed while it draws says so', async () => {
  const room = openDrawingRoom({ fontsRoot: null })
  const drawing = room.draw(text('A'), [])
  const ended = expect(drawing).rejects.toThrow('ended early')
  await room.close()
  await ended
  await expect(room.draw(text('A'), [])).rejects.toThrow('closed')
})
