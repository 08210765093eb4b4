import type { Handlers } from './create-api.ts'

/**
 * The same handlers, whose requests may find their assets in further folders, too: those that a person declared once for
 * all batches. They become part of the request, so that a batch that is taken up later still knows them.
 */
export function withAssetRoots(handlers: Handlers, declared: () => Promise<string[]>): Handlers {
  const add = async <R extends { roots: string[] }>(request: R): Promise<R> => {
    const more = await declared()
    return more.length === 0 ? request : { ...request, roots: [...new Set([...request.roots, ...more])] }
  }
  return {
    ...handlers,
    'batch.start': async (request) => handlers['batch.start'](await add(request)),
    'check.run': async ({ request, ...rest }) =>
      handlers['check.run']({ ...rest, request: await add(request) }),
    'plan.run': async ({ request, ...rest }) =>
      handlers['plan.run']({ ...rest, request: await add(request) }),
    'batch.estimate': async ({ request, ...rest }) =>
      handlers['batch.estimate']({ ...rest, request: await add(request) }),
    'still.make': async (request) => handlers['still.make'](await add(request)),
    'table.open': async (payload) => handlers['table.open'](await add(payload)),
  }
}
