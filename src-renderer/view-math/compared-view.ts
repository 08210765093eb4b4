import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import type { TemplateComparison } from '../../src-shared/contract/templates.ts'

type Named = { id: string }
const inBoth = <T extends Named>(one: readonly T[], other: readonly Named[]): T[] =>
  one.filter(({ id }) => other.some((each) => each.id === id))

/**
 * In which format and language two versions are looked at: those that somebody chose, as long as both versions have them. What is
 * told may be of the two that were compared before. `shape` null: they have no format in common; `language`, likewise.
 */
export function comparedView(
  { from, to }: Pick<TemplateComparison, 'from' | 'to'>,
  wanted: { format: string | null; language: string | null },
) {
  const formats = inBoth(to.formats, from.formats)
  const languages = inBoth(to.languages, from.languages)
  const language =
    languages.find(({ id }) => id === wanted.language) ??
    languages.find(({ id }) => id === to.defaultLanguage) ??
    languages[0]
  return {
    formats,
    languages,
    shape: formats.find(({ id }) => id === wanted.format) ?? formats[0] ?? null,
    language: language?.id ?? null,
  }
}

/** So often a picture is asked for again that others were preferred to, or that could not be drawn. */
const mostTries = 6

/** How asking for the picture of an address went so far. `turn` rises with each new try, whatever the address. */
type PictureTries = {
  address: string
  tries: number
  turn: number
  fault: ErrorShape | 'unread' | null
}

export const noTries: PictureTries = { address: '', tries: 0, turn: 0, fault: null }

/** After one could not be shown. `error`: what the studio says of it; null: the file is there. Of an address that is no longer wanted nothing follows. */
export function afterTry(
  before: PictureTries,
  wanted: string,
  address: string,
  error: ErrorShape | null,
): PictureTries {
  if (address !== wanted) return before
  const tries = before.address === address ? before.tries + 1 : 1
  const isOver = tries > mostTries || (error !== null && error.code !== 'picture.given-up')
  return isOver
    ? { ...before, address, tries, fault: error ?? 'unread' }
    : { address, tries, turn: before.turn + 1, fault: null }
}
