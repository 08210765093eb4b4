import type { Api } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import { connectLine } from '../line/connect-line.ts'
import { type ServedLine, serveLine } from '../line/serve-line.ts'
import type { Studio } from '../start-studio.ts'

const lookEvery = 100
/** A command in a terminal may have the studio for a moment. */
const patience = 3_000

type TakenUp = {
  /** As the page and guests ask it. */
  api: Api
  /** Hands work back, tells guests, and closes. */
  stop(): Promise<void>
}

/**
 * Takes the studio's folder, lets other processes reach it, and begins to work on all that waits. Rejects with `studio.held` when another
 * process has the folder. A database that can't be opened is the page's to tell; work then begins when it has been restored.
 */
export async function takeUp(studio: Studio, folder: string | undefined): Promise<TakenUp> {
  let line: ServedLine | null = null

  async function begin(): Promise<void> {
    await take(studio.api, folder)
    const { listen } = studio
    line ??= await serveLine({
      ...(folder === undefined ? {} : { folder }),
      api,
      listen,
      door: 'window',
      works: true,
      // Without it, terminals can't reach this studio; it works all the same.
    }).catch(() => null)
    // Answers when nothing is left to do, which may be in days.
    api.ask('queue.work', {}).catch(() => {})
  }
  const api: Api = {
    async ask(name, payload) {
      const answer = await studio.api.ask(name, payload)
      if (name === 'store.restore') void begin().catch(() => {})
      return answer
    },
  }

  await begin().catch((error: unknown) => {
    if (error instanceof StudioError && error.code === 'studio.held') throw error
  })
  return { api, stop: () => (line === null ? studio.stop() : line.end(studio.stop)) }
}

async function take(api: Api, folder: string | undefined): Promise<void> {
  const until = performance.now() + patience
  for (;;) {
    try {
      await api.ask('batch.list', { limit: 1 })
      return
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'studio.held') throw error
      const other = await connectLine(folder).catch(() => null)
      other?.close()
      if (other !== null) throw heldBy(other.host, error)
      if (performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, lookEvery))
    }
  }
}

function heldBy({ pid, door }: { pid: number; door: string }, cause: StudioError): StudioError {
  return new StudioError({
    code: cause.code,
    message: `Another Reelmill works in this studio's folder already (pid ${pid}, ${door}).`,
    whatToDo: 'Wait until it is done or close it, then open the window again.',
    cause,
  })
}
