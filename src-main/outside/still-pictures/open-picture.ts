import { hash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { cutShort } from './cut-short.ts'
import type { Size } from './fit-picture.ts'
import { decodingFault, PictureFault } from './picture-fault.ts'
import { judgeSvg } from './svg-rules.ts'
import { atSize } from './svg-size.ts'

// Nothing is remembered between pictures (a changed file must not come out as it was), each picture keeps one core
// busy (the farm decides how many run), and only the decoders named here can be reached, whatever a file claims to be.
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif', 'Svg', 'Heif'].map(
    (name) => `VipsForeignLoad${name}Buffer`,
  ),
})

/** Bytes of a picture's file. */
const largestFile = 300_000_000
/** Bytes of the whole decoded picture, for kinds that must be decoded whole: 100 million pixels of RGB, 50 of AVIF. */
const largestDecoded = 300_000_000
/** Pixels of pictures that are decoded line by line, or by JPEG at an eighth of the size. */
const mostPixels = 1_000_000_000
/** Seconds that decoding and scaling one picture may take. */
const longest = 60

/** A picture that is known to be readable as far as its header tells. */
export type OpenPicture = {
  name: string
  /** Upright; of a drawing with fractions, since 56.7 x 28.3 (2 x 1 cm) has another shape than 57 x 28. */
  width: number
  height: number
  hasAlpha: boolean
  format: 'jpeg' | 'png' | 'webp' | 'avif' | 'svg' | 'gif' | 'tiff'
  pages: number
  warnings: string[]
  /** Of an SVG: its text, so that it is drawn at a size to the pixel. */
  drawing: ((scaled: Size) => Buffer) | null
  /** Decoded line by line, unless somebody needs it turned before it is scaled. */
  streams: boolean
  turned: boolean
  wholeFits: boolean
  /** The picture turned upright; every call starts a new decoding. */
  decode: () => Sharp
}

/**
 * Reads a picture's file and header. Throws `PictureFault`. `content`, when given, is the SHA-256 that the file had
 * when it was checked: another file in its place is refused.
 */
export async function openPicture(path: string, name: string, content?: string): Promise<OpenPicture> {
  const bytes = await readPicture(path, name)
  if (content !== undefined && hash('sha256', bytes) !== content) {
    throw new PictureFault(
      'picture.changed',
      `${name} is not the same file any more as when it was checked.`,
      'Start again; the new file is checked then.',
    )
  }
  const format = formatOf(bytes)
  if (format === null) {
    throw new PictureFault(
      'picture.kind',
      `${name} is not a picture of a kind that is read.`,
      'Save it as JPEG, PNG, WebP, AVIF, SVG, GIF or TIFF.',
    )
  }
  if (cutShort(bytes, format)) {
    throw new PictureFault(
      'picture.cut-short',
      `${name} is cut short: the end of the ${format.toUpperCase()} is missing.`,
      'Copy or download the file again.',
    )
  }
  const drawing = format === 'svg' ? judgeSvg(bytes, name) : null
  const metadata = await sharp(bytes, {
    failOn: 'warning',
    limitInputPixels: false,
    density: drawing === null ? 72 : 96,
  })
    .metadata()
    .catch((error: unknown) => {
      throw decodingFault(error, name)
    })
  const { width, height } = drawing === null ? metadata.autoOrient : (drawing.size ?? rounded(metadata))
  const streams = format === 'svg' || ((format === 'jpeg' || format === 'png') && !metadata.isProgressive)
  const wholeFits = width * height * bytesPerPixel(metadata) * (format === 'avif' ? 2 : 1) <= largestDecoded
  if (format !== 'svg' && (width * height > mostPixels || !(streams || wholeFits)))
    throw tooManyPixels(name, metadata)

  return {
    name,
    width,
    height,
    hasAlpha: metadata.hasAlpha,
    format,
    pages: metadata.pages ?? 1,
    warnings: drawing?.warnings ?? [],
    drawing: drawing === null ? null : (scaled) => atSize(bytes, drawing.rootAt, { width, height }, scaled),
    streams,
    turned: (metadata.orientation ?? 1) > 1,
    wholeFits,
    decode: () =>
      sharp(bytes, {
        failOn: 'warning',
        limitInputPixels: format === 'svg' ? false : mostPixels,
        autoOrient: true,
      }).timeout({ seconds: longest }),
  }
}

/** At 96 dots an inch the library gives four thirds of a drawing's CSS pixels, and rounds. */
function rounded({ width, height }: Metadata): { width: number; height: number } {
  return { width: width * 0.75, height: height * 0.75 }
}

async function readPicture(path: string, name: string): Promise<Buffer> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const facts = await file.stat()
      if (!facts.isFile()) {
        throw new PictureFault(
          'picture.unreadable',
          `${name} is not an ordinary file.`,
          'Put a picture in its place.',
        )
      }
      if (facts.size > largestFile) {
        throw new PictureFault(
          'picture.too-large',
          `${name} has ${Math.round(facts.size / 1e6)} MB; pictures may have ${largestFile / 1e6} MB.`,
          'Save it smaller; a JPEG of 8,000 pixels is enough for every format.',
        )
      }
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof PictureFault) throw error
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new PictureFault(
      'picture.unreadable',
      code === 'ENOENT' ? `${name} is not there.` : `${name} can't be read (${code}).`,
      'Check that the file is there and may be read.',
    )
  }
}

/** By the first bytes alone; a file's name says nothing. */
function formatOf(bytes: Buffer): OpenPicture['format'] | null {
  const start = bytes.toString('latin1', 0, 32)
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^RIFF.{4}WEBP/s.test(start)) return 'webp'
  if (/^GIF8[79]a/.test(start)) return 'gif'
  if (/^(II[*+]\0|MM\0[*+])/.test(start)) return 'tiff'
  if (start.slice(4, 8) === 'ftyp') {
    return /avi[fs]/.test(bytes.toString('latin1', 8, Math.min(bytes.readUInt32BE(0), 256))) ? 'avif' : null
  }
  return /<(?:[\w.-]+:)?svg[\s>/]/i.test(bytes.toString('latin1', 0, 16_384)) &&
    !bytes.subarray(0, 1_024).includes(0)
    ? 'svg'
    : null
}

function bytesPerPixel(metadata: Metadata): number {
  const sample = { uchar: 1, char: 1, ushort: 2, short: 2, float: 4, int: 4, uint: 4, double: 8 }[
    metadata.depth as string
  ]
  return metadata.channels * (sample ?? 8)
}

function tooManyPixels(name: string, { autoOrient: { width, height } }: Metadata): PictureFault {
  const megapixels = Math.round((width * height) / 1e6)
  return new PictureFault(
    'picture.too-large',
    `${name} has ${width} x ${height} pixels (${megapixels} million), too many to be decoded in the memory that one picture may take.`,
    'Save it smaller; 8,000 pixels on the longer side are enough for every format.',
  )
}
