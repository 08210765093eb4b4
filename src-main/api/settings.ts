import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import type { Handlers } from './create-api.ts'

type Desk = {
  show(): Promise<Answers['settings.show']>
  set(change: ParsedPayload<'settings.set'>): Promise<Answers['settings.set']>
  assetRoots(): Promise<string[]>
}

export function settingsHandlers(
  desk: () => Promise<Desk>,
): Pick<Handlers, 'settings.show' | 'settings.set' | 'settings.missing-folders'> {
  return {
    'settings.show': async () => (await desk()).show(),
    'settings.set': async (change) => (await desk()).set(change),
    async 'settings.missing-folders'() {
      const { show, assetRoots } = await desk()
      const there = new Set(await assetRoots())
      return { missing: (await show()).assetRoots.filter((folder) => !there.has(folder)) }
    },
  }
}
