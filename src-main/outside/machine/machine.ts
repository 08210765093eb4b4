import { availableParallelism } from 'node:os'

/** Processors that this process may use: a container's limit counts. */
export const processors = (): number => Math.max(1, availableParallelism())
