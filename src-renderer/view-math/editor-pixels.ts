import type { JsonPath } from './editor-json.ts'

/** What of a layer is written in canvas pixels, besides its box; of what is larger, the numbers in it. */
const inLook = ['size', 'minSize', 'letterSpacing', 'stroke', 'shadow', 'plate'] as const
const inLayer = ['radius', 'blur', 'stroke', 'shadow'] as const
const numbersIn: Readonly<Record<string, readonly string[]>> = {
  box: ['x', 'y', 'width', 'height'],
  stroke: ['width'],
  shadow: ['x', 'y', 'blur'],
  plate: ['paddingX', 'paddingY', 'radius'],
}
/** What the template's schema allows at most and at least. */
const most: Readonly<Record<string, number>> = { size: 2_000, blur: 200 }
const least: Readonly<Record<string, number>> = { size: 1, minSize: 1 }

/** Where a layer has lengths in canvas pixels, each as a whole that a format can replace. The box is none of them. */
export const pixelProperties: readonly JsonPath[] = [
  ...inLook.map((name) => ['look', name]),
  ...inLayer.map((name) => [name]),
]

/** The value of such a property when the canvas's pixels, or the layer, are larger by a share; what is no length stays. */
export function grown(name: string, value: unknown, share: number): unknown {
  if (share === 1) return value
  if (typeof value === 'number') {
    const tenths = Math.round(value * share * 10) / 10
    const within = Math.max(least[name] ?? Number.NEGATIVE_INFINITY, tenths)
    return Math.min(most[name] ?? Number.POSITIVE_INFINITY, within)
  }
  if (!isRecord(value)) return value
  const numbers = numbersIn[name] ?? []
  return Object.fromEntries(
    Object.entries(value).map(([part, own]) => [
      part,
      numbers.includes(part) && typeof own === 'number'
        ? // A line that is drawn at all stays to be seen.
          Math.max(name === 'stroke' ? 0.1 : Number.NEGATIVE_INFINITY, Math.round(own * share * 10) / 10)
        : own,
    ]),
  )
}

/** A look (of a layer, a format or a text style) for a canvas whose pixels are smaller by a share. */
export const lookInPixels = (look: unknown, share: number): unknown => withGrown(look, inLook, share)

/** A layer's JSON, or what a format changes of it, for a canvas whose pixels are smaller by a share. */
export function layerInPixels(layer: unknown, share: number): unknown {
  const own = withGrown(layer, ['box', ...inLayer], share)
  if (!isRecord(own)) return own
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => {
      if (name === 'look') return [name, lookInPixels(value, share)]
      if (name !== 'formats' || !isRecord(value)) return [name, value]
      const formats = Object.entries(value).map(([format, change]) => [format, layerInPixels(change, share)])
      return [name, Object.fromEntries(formats)]
    }),
  )
}

function withGrown(json: unknown, names: readonly string[], share: number): unknown {
  if (!isRecord(json)) return json
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      names.includes(name) ? grown(name, value, share) : value,
    ]),
  )
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
