/** A text that the studio may tell: pieces that are written in the source, and places for facts between them. */
export type Piece = string | { fact: string; isPhrase?: true }

/** `The file {1} is missing.`; facts beside one another are one. */
export function shown(pieces: readonly Piece[]): string {
  let place = 0
  return tidied(pieces)
    .map((piece) => (typeof piece === 'string' ? piece : `{${++place}}`))
    .join('')
}

export function tidied(pieces: readonly Piece[]): Piece[] {
  const tidy: Piece[] = []
  for (const piece of pieces) {
    const last = tidy.at(-1)
    if (piece === '') continue
    if (typeof piece === 'string' && typeof last === 'string') tidy.splice(-1, 1, last + piece)
    else if (typeof piece !== 'string' && typeof last === 'object')
      tidy.splice(-1, 1, { fact: `${last.fact} ${piece.fact}` })
    else tidy.push(piece)
  }
  return tidy
}

/** Whether there is more than numbers, units and signs between the facts, and no SQL. */
export const hasWords = (pieces: readonly Piece[]) =>
  !/^\(.*\)$|\b(COLLATE|DESC|ASC|IS NULL|COALESCE|LIKE @|CASE \w+ WHEN)\b/.test(shown(pieces)) &&
  pieces.some(
    (piece) =>
      typeof piece === 'string' && /[A-Za-z]{2}/.test(piece.replace(/\b(kB|MB|GB|dB|px|min)\b/g, '')),
  )
