import { Parser } from 'saxen'

/** What is told while an XML file goes by. Names come without their prefix (`x:row` as `row`). */
type XmlListener = {
  open?(name: string, attribute: (name: string) => string | undefined): void
  close?(name: string): void
  text?(text: string): void
}

/** Longest tag or stretch of text: more is no spreadsheet, and the parser would hold it all. */
const longestToken = 8_000_000

/**
 * Reads XML from its bytes. Stops between pieces, so that the listener's findings can be handed on: one `yield` for
 * each. Throws Error on XML that isn't well-formed; document types (and so entities of a file's own) are refused.
 */
export async function* readXml(
  bytes: AsyncIterable<Buffer>,
  listener: XmlListener,
): AsyncGenerator<void, void, void> {
  const decoder = new TextDecoder('utf-8')
  const parser = new Parser()
  let pending = 0
  let failure: Error | null = null
  parser.on('openTag', (name, attributes, decode) => {
    pending = 0
    let found: Record<string, string> | undefined
    listener.open?.(bare(name), (wanted) => {
      found ??= attributes()
      const value = found[wanted]
      return value === undefined ? undefined : decode(value)
    })
  })
  parser.on('closeTag', (name) => {
    pending = 0
    listener.close?.(bare(name))
  })
  parser.on('text', (text, decode) => listener.text?.(decode(text)))
  parser.on('cdata', (text) => listener.text?.(text))
  parser.on('attention', () => {
    failure ??= new Error('it has a document type')
  })
  parser.on('error', (error) => {
    failure ??= error
  })
  for await (const piece of bytes) {
    pending += piece.length
    parser.write(decoder.decode(piece, { stream: true }))
    if (pending > longestToken) failure ??= new Error('it has an endless tag or text')
    if (failure) throw failure
    yield
  }
  parser.write(decoder.decode())
  parser.end()
  if (failure) throw failure
  yield
}

/** Reads a whole XML file for what its listener gathers. */
export async function readWholeXml(bytes: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(bytes, listener));
}

/** A copy that doesn't keep the piece of the file alive that it was cut from. */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8')
}

function bare(name: string) {
  return name.slice(name.indexOf(':') + 1)
}
