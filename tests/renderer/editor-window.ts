import { vi } from 'vitest'
import type { BridgeCommandName } from '../../src-shared/contract/bridge.ts'

/** A window without a screen, in which the page's state lives. `ask`: what the studio behind it answers. */
export function stubWindow(
  ask: (name: BridgeCommandName, payload: Record<string, unknown>) => Promise<unknown>,
): { leave(): void } {
  const leaving: (() => void)[] = []
  const kept = new Map<string, string>()
  vi.stubGlobal('window', {
    innerWidth: 1600,
    innerHeight: 900,
    location: { hash: '' },
    addEventListener(event: string, hear: () => void) {
      if (event === 'pagehide') leaving.push(hear)
    },
    localStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    },
    reelmill: { ask },
  })
  return {
    leave() {
      for (const hear of leaving) hear()
    },
  }
}

/** What a studio tells of a template that is opened in the editor. */
export const openedTemplate = (template: string, source: string, editor = 'one') => ({
  editor,
  template,
  source,
  basedOn: '1.0.0',
  draftSince: null,
  assets: [],
  fonts: [],
  problems: [],
})
