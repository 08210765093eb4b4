import { vi } from 'vitest'
import type { BridgeCommandName } from '../../src-shared/contract/bridge.ts'

/** A window without a screen, in which the page's state lives. `ask`: what the studio behind it answers. */
export function stubWindow(
  ask: (name: BridgeCommandName, payload: Record<string, unknown>) => Promise<unknown>,
): void {
  vi.stubGlobal('window', {
    innerWidth: 1600,
    innerHeight: 900,
    location: { hash: '' },
    addEventListener: () => {},
    reelmill: { ask },
  })
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
