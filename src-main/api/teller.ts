import type { Told } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import type { Listen, StudioEvent } from '../../src-shared/contract/events.ts'
import { takeSnapshot } from './snapshot.ts'

/**
 * Tells one listener how things stand and then what happens. Its modes:
 *
 * - `asking`: the snapshot (or why there is none) is on its way; what happens meanwhile is told after it.
 * - `open`: what happens is told as it comes.
 * - `behind`: the listener can't take more; what happens is dropped, until `refresh` begins again with a snapshot.
 */
export type Teller = { refresh(): void; end(): void }

export function createTeller(
  studio: { api: Api; listen: Listen },
  send: (told: Told) => void,
  isFull: () => boolean = () => false,
): Teller {
  let mode: 'asking' | 'open' | 'behind' | 'ended' = 'asking'
  let meanwhile: StudioEvent[] = []

  async function begin(): Promise<void> {
    mode = 'asking'
    meanwhile = []
    const first: Told = await takeSnapshot(studio.api).then(
      (snapshot) => ({ snapshot }),
      (error: unknown) => ({ fault: toErrorShape(error) }),
    )
    if (mode !== 'asking') return
    mode = 'open'
    send(first)
    if (meanwhile.length > 0) send({ events: meanwhile })
    meanwhile = []
  }

  const stopListening = studio.listen((events) => {
    if (mode === 'asking') meanwhile.push(...events)
    else if (mode === 'open') {
      if (isFull()) mode = 'behind'
      else send({ events })
    }
  })
  void begin()

  return {
    refresh() {
      if (mode === 'behind') void begin()
    },
    end() {
      mode = 'ended'
      meanwhile = []
      stopListening()
    },
  }
}
