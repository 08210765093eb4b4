/** Where a table lies in a TrueType or OpenType file, in bytes. */
type TablePlace = { offset: number; length: number }

/** What is wrong with a font file, in words that follow its name: `is a WOFF2 file`. */
export class FontFault extends Error {}

const maxTables = 256
const headMagic = 0x5f0f3cf5
const needed = ['cmap', 'head', 'hhea', 'hmtx', 'maxp']

/**
 * Reads the table directory of a font file that may be hostile: every table lies inside the file, and all that text
 * needs is there. Throws a `FontFault`.
 */
export function readTables(bytes: Buffer): Map<string, TablePlace> {
  const kind = bytes.subarray(0, 4).toString('latin1')
  if (kind === 'wOFF' || kind === 'wOF2') throw new FontFault('is a web font (WOFF), not a TTF or OTF file')
  if (kind === 'ttcf') throw new FontFault('is a collection of fonts (TTC), not a single one')
  if (kind !== '\0\u0001\0\0' && kind !== 'OTTO' && kind !== 'true') {
    throw new FontFault('is not a font file')
  }
  const count = bytes.length >= 12 ? bytes.readUInt16BE(4) : 0
  if (count === 0 || count > maxTables || bytes.length < 12 + count * 16) {
    throw new FontFault('is cut off or damaged: its list of tables is not whole')
  }
  const tables = new Map<string, TablePlace>()
  for (let index = 0; index < count; index += 1) {
    const at = 12 + index * 16
    const tag = bytes.toString('latin1', at, at + 4)
    const place = { offset: bytes.readUInt32BE(at + 8), length: bytes.readUInt32BE(at + 12) }
    if (place.offset + place.length > bytes.length) {
      throw new FontFault(`is cut off or damaged: its table "${tag.trim()}" ends outside the file`)
    }
    tables.set(tag, place)
  }
  const missing = needed.filter((tag) => !tables.has(tag))
  if (missing.length > 0) throw new FontFault(`is not whole: it has no table "${missing.join('", "')}"`)
  const head = tables.get('head')!
  const whole = head.length >= 54 && bytes.readUInt32BE(head.offset + 12) === headMagic
  const unitsPerEm = whole ? bytes.readUInt16BE(head.offset + 18) : 0
  if (unitsPerEm < 16 || unitsPerEm > 16_384) throw new FontFault('is damaged: its em square has no size')
  const outlines = tables.has('CFF ') || tables.has('CFF2') || (tables.has('glyf') && tables.has('loca'))
  if (!outlines) throw new FontFault('has no outlines: fonts of bitmaps can not be drawn at every size')
  return tables
}

/** A font file with only these tables, for reading without the weight of the rest. */
export function withOnly(bytes: Buffer, tables: Map<string, TablePlace>, tags: readonly string[]): Buffer {
  const kept = [...tags].sort().flatMap((tag) => {
    const place = tables.get(tag)
    return place === undefined ? [] : [{ tag, ...place }]
  })
  const header = Buffer.alloc(12 + kept.length * 16)
  bytes.copy(header, 0, 0, 4)
  header.writeUInt16BE(kept.length, 4)
  const parts: Buffer[] = [header]
  let at = header.length
  kept.forEach(({ tag, offset, length }, index) => {
    header.write(tag, 12 + index * 16, 'latin1')
    header.writeUInt32BE(at, 12 + index * 16 + 8)
    header.writeUInt32BE(length, 12 + index * 16 + 12)
    const padding = (4 - (length % 4)) % 4
    parts.push(bytes.subarray(offset, offset + length), Buffer.alloc(padding))
    at += length + padding
  })
  return Buffer.concat(parts)
}

/** Weight class (1-1000) and slant that the file says of itself; 400 and upright when it doesn't. */
export function readStyle(
  bytes: Buffer,
  tables: Map<string, TablePlace>,
): { weight: number; italic: boolean } {
  const os2 = tables.get('OS/2')
  if (os2 === undefined || os2.length < 64) return { weight: 400, italic: false }
  const weight = bytes.readUInt16BE(os2.offset + 4)
  return {
    weight: weight >= 1 && weight <= 1000 ? weight : 400,
    italic: (bytes.readUInt16BE(os2.offset + 62) & 1) === 1,
  }
}
