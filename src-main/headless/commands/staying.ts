import type { Host } from '../../line/messages.ts'
import type { Door, Interrupter, Reached } from '../door.ts'
import { nothingYet } from '../progress-bar.ts'
import { showProgress } from '../show-progress.ts'
import { count, inLine } from '../wording.ts'

/** Said by a command whose videos another process makes. */
export const hostLine = ({ pid, door }: Host): string =>
  `A studio works in this folder (pid ${pid}, ${door}): it makes the videos; Ctrl+C here leaves them to it.`

/** A batch that follows another needs a moment to begin. */
const afterwards = 500

/**
 * Stays until no batch is made here any more: other terminals may have handed theirs over. Says so once. Ctrl+C ends it; what is not
 * finished is then gone on with by the next studio that works.
 */
export async function stayForGuests(
  door: Door,
  studio: Reached,
  json: boolean,
  onInterrupt: (interrupt: (by: Interrupter) => void) => void,
): Promise<void> {
  let wake: () => void = () => {}
  let leave = false
  onInterrupt(() => {
    leave = true
    wake()
  })
  const shown = json ? null : showProgress(door.terminal, door.now)
  let said = false
  const stopListening = studio.listen((events) => {
    for (const event of events) {
      if (json) door.terminal.out(JSON.stringify(event))
      if (said && event.event === 'batch.progress')
        shown?.update({ ...nothingYet, name: event.batch, doing: event.doing })
      if (event.event === 'batch.changed') wake()
    }
  })
  try {
    while (!leave) {
      const { entries } = await studio.api.ask('queue.show', {})
      const busy = entries.filter(({ batch: { status } }) => status === 'running' || status === 'preparing')
      const first = busy[0]
      if (first === undefined) return
      if (!said)
        shown?.say(
          `${count(busy.length, 'batch', 'batches')} of other terminals ${busy.length === 1 ? 'is' : 'are'} still made here (${inLine(first.batch.name)}${busy.length > 1 ? ' and more' : ''}): this stays until that is done; Ctrl+C interrupts it.`,
        )
      said = true
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      if (!leave) await new Promise((resolve) => setTimeout(resolve, afterwards))
    }
  } finally {
    stopListening()
    shown?.end()
  }
}
