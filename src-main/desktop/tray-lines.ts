import type { OuterWords } from './outer-words.ts'
import { type Overview, runningIn } from './overview.ts'

const mostShown = 5

/** What is being made, a line each. */
export function linesOf(view: Overview, words: OuterWords): { text: string; batch: string | null }[] {
  const running = runningIn(view)
  const shares = new Map(view.batches.map(({ batch, share }) => [batch.id, share]))
  const line = (text: string) => ({ text, batch: null })
  const lines = running.slice(0, mostShown).map(({ id, name }) => ({
    text: words.running(name.slice(0, 40), String(Math.floor(100 * (shares.get(id) ?? 0)))),
    batch: id,
  }))
  return [
    ...(view.isPaused ? [line(words.paused)] : []),
    ...(view.hold === null || running.length === 0 ? [] : [line(words.told(view.hold).slice(0, 80))]),
    ...(running.length === 0 && !view.isPaused ? [line(words.nothingRuns)] : lines),
    ...(running.length > mostShown ? [line(words.more(running.length - mostShown))] : []),
  ]
}
