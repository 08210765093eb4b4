import { z } from 'zod'

/** How pictures are coded, the container that follows from it, and what its sound is coded as. */
export const codecs = {
  h264: { title: 'H.264', extension: 'mp4', sound: 'aac' },
  hevc: { title: 'HEVC (H.265)', extension: 'mp4', sound: 'aac' },
  prores: { title: 'Apple ProRes 422', extension: 'mov', sound: 'pcm' },
  vp9: { title: 'VP9', extension: 'webm', sound: 'opus' },
  av1: { title: 'AV1', extension: 'webm', sound: 'opus' },
  gif: { title: 'GIF', extension: 'gif', sound: null },
} as const
export type Codec = keyof typeof codecs
export const codec = z.enum(['h264', 'hevc', 'prores', 'vp9', 'av1', 'gif'])

/** Draft is for looking, standard for publishing, high for handing on. */
export const quality = z.enum(['draft', 'standard', 'high'])
export type Quality = z.infer<typeof quality>

/** A rate as a fraction of whole numbers, in frames per second. */
export type Rate = { num: number; den: number }

/** 30, 25, 29.97 or "30000/1001". 23.976, 29.97 and 59.94 mean their exact fractions. */
export const rate = z
  .union([
    z.number().positive().max(240),
    z.string().regex(/^\d{1,7}\/\d{1,7}$/, 'a number or a fraction like "30000/1001"'),
  ])
  .refine(
    (value) => parseRate(value) !== null,
    'a rate between 1 and 240 frames per second, with at most three decimals',
  )
  .meta({
    id: 'Rate',
    description:
      'Frames per second: 30, 25, 29.97 or "30000/1001". 23.976, 29.97 and 59.94 mean their exact fractions.',
  })

/** The exact fraction, or null when it is none between 1 and 240. */
export function parseRate(value: number | string): Rate | null {
  if (typeof value === 'string') {
    const [num = 0, den = 0] = value.split('/').map(Number)
    return den > 0 && num / den >= 1 && num / den <= 240 ? reduce(num, den) : null
  }
  const ntsc = [24, 30, 48, 60, 120].find((whole) => Math.abs((whole * 1000) / 1001 - value) < 0.006)
  if (ntsc !== undefined && !Number.isInteger(value)) return { num: ntsc * 1000, den: 1001 }
  const thousandths = Math.round(value * 1000)
  if (Math.abs(thousandths / 1000 - value) > 1e-9 || value < 1 || value > 240) return null
  return reduce(thousandths, 1000)
}

function reduce(num: number, den: number): Rate {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  const by = divisor(num, den)
  return { num: num / by, den: den / by }
}

/** Whole frames of a time in seconds: the nearest, halves up. */
export function framesOf(seconds: number, rate: Rate): number {
  // The small share makes up for products like 0.1 * 30 that fall a hair below the half.
  return Math.floor((seconds * rate.num) / rate.den + 0.5 + 1e-9)
}

/** One rendition: frame size, codec and the layout that holds for it. */
export const format = z
  .strictObject({
    title: z.string().optional().describe('For people: shown instead of the name.'),
    width: z.int().min(16).max(8192).describe('Width of the video in pixels.'),
    height: z.int().min(16).max(8192).describe('Height of the video in pixels.'),
    codec: codec
      .default('h264')
      .describe(
        'How the video is coded: h264 and hevc give MP4, prores gives MOV, vp9 and av1 give WebM, gif gives an animated GIF.',
      ),
    fps: rate.optional().describe('Frames per second of this format. Default: those of the template.'),
    /** Which overrides of scenes and layers hold: the name of a format. Default: its own name. */
    layout: z
      .string()
      .optional()
      .describe(
        'The name of another format whose overrides of scenes and layers hold here too. Default: its own name.',
      ),
    /** Share of each side that text keeps free. */
    safeMargin: z
      .number()
      .min(0)
      .max(0.3)
      .default(0.04)
      .describe('Share of the width (left, right) and height (top, bottom) that texts keep free.'),
  })
  .meta({ id: 'Format', description: 'One rendition of the video: frame size, codec, layout.' })
export type Format = z.infer<typeof format>
