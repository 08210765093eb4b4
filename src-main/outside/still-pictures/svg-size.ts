import type { Size } from './fit-picture.ts'

/**
 * The size of a drawing in CSS pixels, with fractions, by the attributes of its root; null when they don't say it plainly
 * (no viewBox and not both lengths, shares, lengths in em). `root` is the text of the root's attributes.
 */
export function sizeOf(root: string): Size | null {
  const width = lengthOf(root, 'width')
  const height = lengthOf(root, 'height')
  const box = attribute(root, 'viewBox')
    ?.trim()
    .split(/[\s,]+/)
    .map(Number)
  const shape =
    box?.length === 4 && box.every(Number.isFinite) && box[2]! > 0 && box[3]! > 0
      ? { width: box[2]!, height: box[3]! }
      : null
  if (width === 'unclear' || height === 'unclear') return null
  if (width !== null && height !== null) return { width, height }
  if (shape === null) return null
  if (width !== null) return { width, height: (width * shape.height) / shape.width }
  if (height !== null) return { width: (height * shape.width) / shape.height, height }
  return shape
}

/**
 * The same drawing inside of another that has just the wanted size, so that it is drawn at that size to the pixel, and
 * nothing is left to scale. `size` is the drawing's own, `rootAt` the place of its root element.
 */
export function atSize(bytes: Buffer, rootAt: number, size: Size, wanted: Size): Buffer {
  // The library draws at 96 dots an inch, and takes 72 of its pixels for an inch.
  const [width, height] = [wanted.width * 0.75, wanted.height * 0.75]
  return Buffer.concat([
    bytes.subarray(0, rootAt),
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${size.width} ${size.height}" preserveAspectRatio="none">`,
    ),
    bytes.subarray(rootAt),
    Buffer.from('</svg>'),
  ])
}

/** Where the root element of an XML text begins, behind its declarations and comments; -1 without one. */
export function findRoot(text: string): number {
  let at = text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0
  for (;;) {
    at += /^\s*/.exec(text.slice(at, at + 100_000))![0].length
    if (text.startsWith('<?', at)) at = after(text, '?>', at)
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at)
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      const [subset, end] = [text.indexOf('[', at), text.indexOf('>', at)]
      at = after(text, '>', subset !== -1 && subset < end ? after(text, ']', subset) : at)
    } else return text[at] === '<' ? at : -1
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? text.length : found + mark.length
}

const pixels: Record<string, number> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  pt: 96 / 72,
  pc: 16,
}

function lengthOf(root: string, name: string): number | null | 'unclear' {
  // A style may give another size; then only the drawing library knows.
  if (/\sstyle\s*=/.test(root) && new RegExp(`["';\\s]${name}\\s*:`).test(root)) return 'unclear'
  const written = attribute(root, name)?.trim()
  if (written === undefined || written === '' || written === 'auto' || written === '100%') return null
  const [, number, unit] = /^\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)$/i.exec(written) ?? []
  const factor = pixels[unit?.toLowerCase() ?? 'none']
  const length = Number(number) * (factor ?? Number.NaN)
  return length > 0 && Number.isFinite(length) ? length : 'unclear'
}

function attribute(root: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(root)
  return found?.[1] ?? found?.[2]
}
