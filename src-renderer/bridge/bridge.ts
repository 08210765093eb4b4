import type {
  Bridge,
  BridgeAnswer,
  BridgeCommandName,
  BridgePayload,
} from '../../src-shared/contract/bridge.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'

declare global {
  interface Window {
    reelmill?: Bridge
  }
}

function bridge(): Bridge {
  if (window.reelmill === undefined)
    throw new StudioError({
      code: 'bridge.missing',
      message: 'This page was opened outside of Reelmill.',
      whatToDo: 'Start Reelmill and use its window.',
    })
  return window.reelmill
}

/** Asks the studio. Rejects with a StudioError. */
export async function ask<N extends BridgeCommandName>(
  name: N,
  payload: BridgePayload<N>,
): Promise<BridgeAnswer<N>> {
  const reply = await bridge().ask(name, payload)
  if (!reply.ok) throw new StudioError(reply.error)
  return reply.answer
}

export const connect: Bridge['connect'] = (listener) => bridge().connect(listener)
export const onWish: Bridge['onWish'] = (listener) => bridge().onWish(listener)
export const pathOf: Bridge['pathOf'] = (file) => bridge().pathOf(file)
export const mediaUrl: Bridge['mediaUrl'] = (address) => bridge().mediaUrl(address)
