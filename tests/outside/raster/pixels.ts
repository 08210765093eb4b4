import sharp from 'sharp'
import { stackFor } from '../../../src-main/core/font-stacks/stack-for.ts'
import { layoutText, type TextSpec } from '../../../src-main/core/text-layout/layout-text.ts'
import { openFonts } from '../../../src-main/outside/fonts/open-fonts.ts'
import { createRasteriser } from '../../../src-main/outside/raster/create-rasteriser.ts'
import type { RasterPlace, ShapeRaster, TextRaster } from '../../../src-shared/plans/rasters.ts'

export const fonts = openFonts()
export const rasteriser = createRasteriser(fonts)

/** A drawing, read back; `at` takes pixels of the layer's box and answers red, green, blue, alpha. */
export type Drawn = { png: Buffer; place: RasterPlace; at(x: number, y: number): number[]; alphas: number[] }

export async function drawn(spec: TextRaster | ShapeRaster): Promise<Drawn> {
  const { png, place } = await rasteriser.draw(spec)
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  if (info.width !== place.width || info.height !== place.height || info.channels !== 4) {
    throw new Error(
      `the file is ${info.width} x ${info.height}, its place says ${place.width} x ${place.height}`,
    )
  }
  const at = (x: number, y: number) => {
    const column = x - place.left
    const row = y - place.top
    if (column < 0 || row < 0 || column >= place.width || row >= place.height) return [0, 0, 0, 0]
    const start = (row * place.width + column) * 4
    return [...data.subarray(start, start + 4)]
  }
  return { png, place, at, alphas: [...data].filter((_, index) => index % 4 === 3) }
}

type Changes = Omit<Partial<TextSpec>, 'look'> & { family?: string; look?: Partial<TextSpec['look']> }

export function laidOut(text: string, changes: Changes = {}) {
  const { family = 'Inter', look = {}, locale = 'en', ...rest } = changes
  return layoutText(
    {
      text,
      width: 600,
      height: 300,
      families: stackFor({ font: { family, files: [], scripts: {} }, locale, text }),
      locale,
      opacity: 1,
      rotation: 0,
      ...rest,
      look: {
        weight: 600,
        italic: false,
        size: 48,
        minSize: 48,
        maxLines: 10,
        colour: '#ffffffff',
        align: 'start',
        valign: 'top',
        lineHeight: 1.3,
        letterSpacing: 0,
        stroke: null,
        shadow: null,
        plate: null,
        ...look,
      },
    },
    rasteriser.measurer,
  )
}

export function shape(changes: Partial<ShapeRaster> = {}): ShapeRaster {
  return {
    kind: 'shape',
    shape: 'rectangle',
    width: 100,
    height: 60,
    fill: { kind: 'colour', colour: '#0f3d3eff' },
    radius: 0,
    stroke: null,
    shadow: null,
    opacity: 1,
    rotation: 0,
    ...changes,
  }
}

/** A line of each script, with what mixes into it. */
export const samples: [script: string, locale: string, text: string][] = [
  ['Latin with accents', 'fr', 'Crème brûlée, Łódź, Straße, fi ffi, ñandú'],
  ['Vietnamese', 'vi', 'Tiếng Việt: nhiều dấu chồng'],
  ['Greek', 'el', 'Καλημέρα κόσμε, ΐ ᾧ'],
  ['Cyrillic', 'ru', 'Привет, мир! Ђорђе'],
  ['Arabic', 'ar', 'مرحبا بالعالم، خصم 25% على iPhone 15 (الجديد)'],
  ['Arabic figures', 'ar', 'السعر ١٬٢٩٩٫٠٠ ر.س.'],
  ['Hebrew', 'he', 'שלום עולם, iPhone (15)!'],
  ['Hindi', 'hi', 'हिन्दी में क्षत्रिय श्रीमान् ₹1,299'],
  ['Thai', 'th', 'ยินดีต้อนรับสู่ร้านค้าน้ำ ฿50'],
  ['Japanese', 'ja', '「東京」の新しいスマートフォン、2,980円'],
  ['simplified Chinese', 'zh-Hans', '新款智能手机限时优惠，骨直'],
  ['traditional Chinese', 'zh-TW', '新款智慧型手機限時優惠，骨直'],
  ['Korean', 'ko', '안녕하세요, 새로운 스마트폰'],
  ['emoji', 'en', 'Sale 🎉 👨‍👩‍👧‍👦 🇪🇸 👍🏽 1️⃣ ❤️ © ™ ☎'],
]
