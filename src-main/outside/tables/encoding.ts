import { isUtf8 } from 'node:buffer'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { TableDescription } from '../../../src-shared/data/tables.ts'
import type { SourceBytes } from './source-bytes.ts'

type FoundEncoding = {
  /** A name that `decoded` takes. */
  encoding: string
  from: NonNullable<TableDescription['encodingFrom']>
  /** Invalid sequences that will be read as U+FFFD. */
  damaged: number
}

const marks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * Finds out how a file's text is written: a declared encoding, else its byte order mark, else UTF-16 by its zero
 * bytes, else UTF-8 when the whole file is (or all but a few damaged places), else Windows-1252.
 */
export async function findEncoding(source: SourceBytes, declared?: string): Promise<FoundEncoding> {
  const marked = marks.find(([, bytes]) => bytes.every((byte, index) => source.head[index] === byte))
  if (declared !== undefined) {
    const encoding = await knownEncoding(declared, source)
    return {
      encoding,
      from: 'declared',
      damaged: encoding === 'utf-8' ? (await surveyUtf8(source)).invalid : 0,
    }
  }
  if (marked && marked[0] !== 'utf-8') return { encoding: marked[0], from: 'byte-order-mark', damaged: 0 }
  const zeros = marked ? null : utf16ByZeros(source.head)
  if (zeros) return { encoding: zeros, from: 'guessed', damaged: 0 }
  const { valid, invalid } = await surveyUtf8(source)
  if (marked) return { encoding: 'utf-8', from: 'byte-order-mark', damaged: invalid }
  // Text of another encoding has hardly a valid sequence; a damaged UTF-8 file has many.
  if (invalid === 0 || valid > invalid * 4) return { encoding: 'utf-8', from: 'guessed', damaged: invalid }
  return { encoding: 'windows-1252', from: 'guessed', damaged: 0 }
}

/** The text of a file, piece by piece, without its byte order mark. Bytes that have no meaning come as U+FFFD. */
export async function* decoded(source: SourceBytes, encoding: string): AsyncGenerator<string, void, void> {
  const decoder = await openDecoder(encoding)
  for await (const chunk of source.stream()) {
    const text = decoder.write(chunk)
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest) yield rest
}

/** The text of a file's first bytes; a character that is cut in two at the end is left out. */
export async function decodedHead(source: SourceBytes, encoding: string): Promise<string> {
  const decoder = await openDecoder(encoding)
  const text = decoder.write(source.head)
  return source.whole ? text + (decoder.end() ?? '') : text
}

type Decoder = { write(bytes: Buffer): string; end(): string | undefined }

/** UTF-8, which most files are, needs no package, and so doesn't wait for one. */
async function openDecoder(encoding: string): Promise<Decoder> {
  if (encoding !== 'utf-8') return (await import('iconv-lite')).default.getDecoder(encoding)
  const decoder = new TextDecoder()
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
}

async function knownEncoding(declared: string, source: SourceBytes): Promise<string> {
  const name = declared.trim().toLowerCase().replaceAll('_', '-')
  if (/^utf-?8(-?sig)?$/.test(name)) return 'utf-8'
  if (/^(utf-?16|unicode)$/.test(name)) {
    const marked = marks.find(([, bytes]) => bytes.every((byte, index) => source.head[index] === byte))
    return marked && marked[0] !== 'utf-8' ? marked[0] : (utf16ByZeros(source.head) ?? 'utf-16le')
  }
  if (/^(ansi|latin-?1|iso-?8859-?1)$/.test(name)) return 'windows-1252'
  const { default: iconv } = await import('iconv-lite')
  if (iconv.encodingExists(declared) && !/^(base64|hex|internal|binary)/.test(name)) return declared
  throw new StudioError({
    code: 'data.encoding-unknown',
    message: `"${declared}" is not an encoding that can be read.`,
    whatToDo:
      'Give one like utf-8, utf-16le, windows-1252, windows-1251, iso-8859-15, macintosh, shift_jis, gb18030, big5 or euc-kr.',
  })
}

async function isWholeUtf8(source: SourceBytes): Promise<boolean> {
  let carried: Buffer = Buffer.alloc(0)
  for await (const chunk of source.stream()) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const end = bytes.length - startedAtEnd(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return false
    carried = Buffer.from(bytes.subarray(end))
  }
  return carried.length === 0
}

/** Bytes at the end of a piece that begin a character which the next piece goes on with. */
function startedAtEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** UTF-16 without a mark: in text that is mostly Latin or has plain delimiters, every other byte is often zero. */
function utf16ByZeros(head: Buffer): string | null {
  const length = Math.min(head.length, 4096) & ~1
  if (length < 4) return null
  let even = 0
  let odd = 0
  for (let index = 0; index < length; index += 2) {
    if (head[index] === 0) even += 1
    if (head[index + 1] === 0) odd += 1
  }
  const pairs = length / 2
  if (odd > pairs * 0.2 && even < odd * 0.05) return 'utf-16le'
  if (even > pairs * 0.2 && odd < even * 0.05) return 'utf-16be'
  return null
}

/**
 * Counts the sequences of more than one byte that are valid UTF-8 and those that are not, over the whole file. Where all
 * are valid, which takes a twentieth of the time to see, the valid ones are not counted.
 */
async function surveyUtf8(source: SourceBytes): Promise<{ valid: number; invalid: number }> {
  if (await isWholeUtf8(source)) return { valid: 0, invalid: 0 }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let valid = 0
  let invalid = 0
  const count = (text: string) => {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      if (code < 0x80) continue
      if (code === 0xfffd) invalid += 1
      else valid += 1
    }
  }
  for await (const chunk of source.stream()) count(decoder.decode(chunk, { stream: true }))
  count(decoder.decode())
  return { valid, invalid }
}
