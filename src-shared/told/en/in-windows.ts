import type { Sentences } from '../catalogue.ts'

/** What names a command of the terminal, for a window in English. */
export const inWindows: Sentences = {}
