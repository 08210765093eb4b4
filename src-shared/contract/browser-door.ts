/**
 * What the page in a browser and `reelmill serve` know of each other. The **word** lets a page in: it stands behind `#` of the
 * printed address, which browsers send to nobody. A **pass** is derived from it and opens media alone.
 */

/** Behind `#` of the address that lets a page in. */
const wordMark = '#word='
const shape = /^[\w-]{43}$/

export const addressWith = (origin: string, word: string): string => `${origin}/${wordMark}${word}`

/** The word in the fragment of an address (`#word=...`); null when none stands there. */
export function wordIn(fragment: string): string | null {
  const word = fragment.startsWith(wordMark) ? fragment.slice(wordMark.length) : ''
  return shape.test(word) ? word : null
}

/** The fragment to go to with what somebody pasted: the whole address, its end, or the word alone; null when none of these. */
export function fragmentOf(pasted: string): string | null {
  const text = pasted.trim()
  const at = text.indexOf(wordMark)
  const word = at === -1 ? text : text.slice(at + wordMark.length)
  return shape.test(word) ? wordMark + word : null
}

/** The door speaks this; beside it a page offers its word, which is never sent back. */
export const newsProtocol = 'reelmill'
const wordProtocol = 'reelmill.word.'

/** What a page offers when it asks for news: a WebSocket can send no other header. */
export const protocolsWith = (word: string): string[] => [newsProtocol, wordProtocol + word]

/** The word among the offered protocols, as they came in `Sec-WebSocket-Protocol`. */
export function wordAmong(protocols: string | undefined): string | undefined {
  return protocols
    ?.split(',')
    .map((each) => each.trim())
    .find((each) => each.startsWith(wordProtocol))
    ?.slice(wordProtocol.length)
}

/** Told beside the news, first of all: what stands in media addresses from now on. */
export type ToldPass = { pass: string }
