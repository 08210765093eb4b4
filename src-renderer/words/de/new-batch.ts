import { newBatch as english } from '../en/new-batch.ts'

export const newBatch: typeof english = english
