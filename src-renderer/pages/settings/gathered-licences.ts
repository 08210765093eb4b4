import type { Licences } from '../../../src-shared/contract/licences.ts'

/** Filled when the page is bundled, by `scripts/licences.ts`. */
export const licences: Licences = { parts: [], texts: [] }
