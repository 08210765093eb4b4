import type { Size } from './fit-picture.ts'
import { PictureFault } from './picture-fault.ts'
import { findRoot, sizeOf } from './svg-size.ts'

const largestText = 10_000_000

/**
 * Refuses drawings that can't come out as their maker meant: without a size, or with parts in other files. (The decoder
 * gets bytes without an address, so it could not load them anyway; without this the part would be missing, silently.)
 * Gives warnings for what differs from machine to machine, the place of the root element, and the size where it is plain. Throws `PictureFault`.
 */
export function judgeSvg(
  bytes: Buffer,
  name: string,
): { warnings: string[]; rootAt: number; size: Size | null } {
  if (bytes.length > largestText) {
    throw new PictureFault(
      'picture.too-large',
      `${name} is a drawing of ${Math.round(bytes.length / 1e6)} MB; drawings may have ${largestText / 1e6} MB.`,
      'Save the drawing as a PNG of the size that is needed.',
    )
  }
  const text = bytes.toString('utf8')
  if (/<!ENTITY\s+(%\s+)?\S+\s+(SYSTEM|PUBLIC)\b/i.test(text)) {
    throw external(name, 'an entity of another file')
  }
  const body = text.replace(/<!--.*?-->/gs, '').replace(/<!\[CDATA\[.*?\]\]>/gs, '')
  for (const [element] of body.matchAll(/<(?:[\w.-]+:)?(?:image|feImage|use)\b[^>]*>/gi)) {
    const target = /\s(?:xlink:)?href\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(element)
    const link = (target?.[1] ?? target?.[2] ?? '#').trim()
    if (!link.startsWith('#') && !/^data:/i.test(link))
      throw external(name, 'a picture or a part of another file')
  }
  const rootAt = findRoot(bytes.toString('latin1'))
  const root = /^<(?:[\w.-]+:)?svg\b((?:[^>"']|"[^"]*"|'[^']*')*)>/.exec(
    bytes.toString('latin1', Math.max(0, rootAt)),
  )?.[1]
  if (rootAt === -1 || root === undefined) {
    throw new PictureFault(
      'picture.kind',
      `${name} is not an SVG drawing: its first element is another one.`,
      'Save it again as an SVG, or as a PNG.',
    )
  }
  const size = sizeOf(root)
  const unclear =
    !/\sviewBox\s*=/.test(root) &&
    !(
      /\swidth\s*=\s*["']?\s*[\d.]+[^%"']*["']/.test(root) &&
      /\sheight\s*=\s*["']?\s*[\d.]+[^%"']*["']/.test(root)
    )
  if (size === null && unclear) {
    throw new PictureFault(
      'picture.size',
      `${name} is a drawing without a size: it has neither a viewBox nor a width and height.`,
      'Open it in a drawing program, set the size of the page, and save it again.',
    )
  }
  const warnings = [
    ...(/<(?:[\w.-]+:)?text[\s>]/i.test(body)
      ? [
          `${name} draws text with the fonts of this machine; turn the text into outlines to be sure of its look.`,
        ]
      : []),
    ...(/@import\b|url\(\s*["']?\s*(?:https?:|file:|\/\/)/i.test(text)
      ? [`${name} names a style or a font of another file; it is drawn without it.`]
      : []),
  ]
  return { warnings, rootAt, size }
}

function external(name: string, what: string): PictureFault {
  return new PictureFault(
    'picture.external',
    `${name} is a drawing that refers to ${what}, and drawings may not load other files.`,
    'Embed the picture into the drawing, or save the drawing as a PNG.',
  )
}
