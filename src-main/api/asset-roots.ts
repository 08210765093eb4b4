import type { Handlers } from './create-api.ts'

/**
 * The request, whose assets may lie in further folders, too: those that a person declared once for all batches. They
 * become part of it, so that a batch that is taken up later still knows them.
 */
export async function rooted<R extends { roots: string[] }>(
  request: R,
  declared: () => Promise<string[]>,
): Promise<R> {
  const more = await declared()
  return more.length === 0 ? request : { ...request, roots: [...new Set([...request.roots, ...more])] }
}

/**
 * The same handlers, whose requests are `rooted`. What can be stopped by its id (checks, plans) does that by itself, when
 * it can be stopped already.
 */
export function withAssetRoots(handlers: Handlers, declared: () => Promise<string[]>): Handlers {
  return {
    ...handlers,
    'batch.start': async (request) => handlers['batch.start'](await rooted(request, declared)),
    'still.make': async (request) => handlers['still.make'](await rooted(request, declared)),
    'table.open': async (payload) => handlers['table.open'](await rooted(payload, declared)),
  }
}
