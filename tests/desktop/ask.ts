import type { Page } from 'playwright'
import { isUnderWay } from '../../src-shared/batches/batch.ts'
import type {
  Bridge,
  BridgeAnswer,
  BridgeCommandName,
  BridgePayload,
  Reply,
} from '../../src-shared/contract/bridge.ts'

/** Asks as the page does; answers the reply as it crossed. Takes any name and payload, also wrong ones. */
export async function askRaw(page: Page, name: unknown, payload: unknown): Promise<Reply<unknown>> {
  return page.evaluate(
    ([name, payload]) =>
      (globalThis as unknown as { reelmill: Bridge }).reelmill.ask(name as never, payload as never),
    [name, payload] as const,
  )
}

/** Asks as the page does; throws when it was refused. */
export async function askPage<N extends BridgeCommandName>(
  page: Page,
  name: N,
  payload: BridgePayload<N>,
): Promise<BridgeAnswer<N>> {
  const reply = (await askRaw(page, name, payload)) as Reply<BridgeAnswer<N>>
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return reply.answer
}

/** Waits until a batch has ended, and answers how. */
export async function ended(page: Page, batch: string) {
  for (;;) {
    const now = await askPage(page, 'batch.show', { batch })
    if (!isUnderWay(now.status)) return now
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
