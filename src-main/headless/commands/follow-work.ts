import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { Door, Reached, StudioChoice, Work } from '../door.ts'
import { nothingYet, type Standing } from '../progress-bar.ts'
import { type ShownProgress, showProgress } from '../show-progress.ts'

type Followed = {
  /** That the asker chose. */
  id: string
  /** The command that stops it. */
  stop:
    | 'check.stop'
    | 'plan.stop'
    | 'quality.stop-inspecting'
    | 'farm.stop-calibrating'
    | 'review.stop-export'
  /** Shown beside the bar. */
  name?: string
  /** Shown until something is told. */
  doing?: string
  /** What an event tells of it; null: it is about something else. Left out: nothing is told of it. */
  standingOf?(event: StudioEvent): Partial<Standing> | null
}

type Following = {
  /** null under --json: whoever reads that is told by events. */
  shown: ShownProgress | null
  isInterrupted(): boolean
}

/** Does what takes long under an id: shows how far it is, and stops it at Ctrl+C. Answers null when it was interrupted before its end. */
export async function followWork<T>(
  { terminal, now }: Door,
  studio: Reached,
  onInterrupt: Parameters<Work>[1],
  { json }: StudioChoice,
  { id, stop, name = '', doing, standingOf }: Followed,
  work: (following: Following) => Promise<T>,
): Promise<T | null> {
  const shown = json ? null : showProgress(terminal, now)
  let interrupted = false
  onInterrupt(() => {
    interrupted = true
    // What asked for it learns what became of it.
    studio.api.ask(stop, { id }).catch(() => {})
  })
  const stopListening = studio.listen((events) => {
    for (const event of events) {
      const told = standingOf?.(event) ?? null
      if (told === null) continue
      if (json) terminal.out(JSON.stringify(event))
      shown?.update({ ...nothingYet, name, ...told })
    }
  })
  if (doing !== undefined) shown?.update({ ...nothingYet, name, doing })
  try {
    return await work({ shown, isInterrupted: () => interrupted })
  } catch (error) {
    if (interrupted) return null
    throw error
  } finally {
    stopListening()
    shown?.end()
  }
}

/** A check or a plan, under its own name: one command has one at a time. */
export const followedRows = (name: 'check' | 'plan'): Followed => ({
  id: name,
  stop: `${name}.stop`,
  name,
  standingOf: (event) =>
    event.event === 'check.progress' && event.id === name ? { doing: event.doing } : null,
})
