/** Letters that run from right to left, and signs without a look of their own that turn what comes after them. */
const turning =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const turns = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * Text of a person's data for the middle of a sentence: set apart from it, for an Arabic name would draw the number behind it to its
 * other side, and a sign that turns text would turn the rest of the sentence. What stands in an element of its own needs it not.
 */
export function apart(text: string): string {
  return turning.test(text) ? `\u2066${text.replace(turns, '')}\u2069` : text
}

/** The same words; whatever is said in them by a person's data is set apart. */
export function withApart<T extends object>(words: T): T {
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => [
      name,
      typeof word === 'function'
        ? (...facts: unknown[]) =>
            word(...facts.map((fact) => (typeof fact === 'string' ? apart(fact) : fact)))
        : word !== null && typeof word === 'object' && !Array.isArray(word)
          ? withApart(word)
          : word,
    ]),
  ) as T
}
