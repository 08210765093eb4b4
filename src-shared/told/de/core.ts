import type { Sentences } from '../catalogue.ts'

export const core: Sentences = {}
