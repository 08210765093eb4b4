import { setTimeout as sleep } from 'node:timers/promises'
import type { FarmStanding, QueueStanding } from '../../../src-shared/farm/farm.ts'
import { asError, type Door, type Held, reachOrOpen, type StudioChoice } from '../door.ts'
import { type ExitStatus, exitStatus, statusOfError } from '../exit-status.ts'
import { doneLine, entryLine, farmHead, queueLines } from '../queue-words.ts'
import { showError } from '../terminal.ts'
import { fitted } from '../wording.ts'

const lookEvery = 1_000
/** Without a studio that works, hardly anything changes. */
const visitEvery = 2_000

type Seen = { queue: QueueStanding; farm: FarmStanding }

/**
 * Shows the queue as it changes, until `q` or Ctrl+C; in a pipe a line for each change. Holds no studio of its own for longer than a
 * look, so that others can begin and end meanwhile.
 */
export async function watchQueue(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  const { terminal } = door
  const leaving = new AbortController()
  const stopHearing = door.onInterrupt(() => leaving.abort())
  const stopKeys = terminal.isInteractive
    ? door.onKey((key) => {
        if (key === 'q' || key === 'Q' || key.includes('\u0003')) leaving.abort()
      })
    : () => {}
  const view = choice.json ? jsonView(door) : terminal.isInteractive ? liveView(door) : lineView(door)
  try {
    while (!leaving.signal.aborted) {
      const studio = await reachOrOpen(door, choice, 'records', 'queue watch')
      try {
        view.show(await look(studio))
        if (studio.host !== null) await follow(studio, view, leaving.signal)
      } catch (error) {
        // It ended while it was asked: the next look finds another, or none.
        if (asError(error).code !== 'studio.ended') throw error
      } finally {
        await studio.stop()
      }
      await sleep(visitEvery, null, { signal: leaving.signal }).catch(() => {})
    }
    return exitStatus.done
  } catch (error) {
    const shape = asError(error)
    showError(terminal, shape)
    return statusOfError(shape)
  } finally {
    view.end()
    stopKeys()
    stopHearing()
  }
}

async function look({ api, host }: Held): Promise<Seen> {
  const [queue, farm] = await Promise.all([api.ask('queue.show', {}), api.ask('farm.show', {})])
  // An own studio was opened for this look alone.
  return { queue, farm: { ...farm, works: host !== null && farm.works } }
}

/** Shows what a studio tells, until it ends. */
async function follow(studio: Held, view: View, signal: AbortSignal): Promise<void> {
  let isNews = false
  const stopListening = studio.listen(() => {
    isNews = true
  })
  const hasEnded = studio.ended.then(() => 'ended' as const)
  try {
    for (;;) {
      const next = await Promise.race([
        hasEnded,
        sleep(lookEvery, 'look' as const, { signal }).catch(() => 'left' as const),
      ])
      if (next !== 'look') return
      if (!isNews) continue
      isNews = false
      view.show(await look(studio))
    }
  } finally {
    stopListening()
  }
}

type View = { show(seen: Seen): void; end(): void }

/** Draws over what it drew before, in one write, and only when it differs. */
function liveView({ terminal }: Door): View {
  let lines = 0
  let drawn = ''
  return {
    show({ queue, farm }) {
      const columns = terminal.columns()
      const all = [
        ...farmHead(farm, columns),
        '',
        ...queueLines(queue, columns),
        '',
        fitted('q leaves; what is made goes on', Math.max(10, columns - 1)),
      ]
      const room = Math.max(4, terminal.rows() - 1)
      const shown = all.length <= room ? all : [...all.slice(0, room - 1), '…']
      const picture = shown.map((line) => `${line}\u001b[K`).join('\n')
      if (picture === drawn) return
      terminal.draw(`${lines === 0 ? '' : `\u001b[${lines}A\r`}${picture}\n\u001b[J`)
      drawn = picture
      lines = shown.length
    },
    end() {},
  }
}

const tenthOf = (done: number, of: number) => (of === 0 ? 0 : Math.floor((done / of) * 10))

/** A line for each batch that changed its standing, or made another tenth of its videos. */
function lineView({ terminal }: Door): View {
  let before = new Map<string, { standing: string; tenth: number }>()
  let saidEmpty = false
  return {
    show({ queue }) {
      const now = new Map<string, { standing: string; tenth: number }>()
      queue.entries.forEach((entry, index) => {
        const { id, counts } = entry.batch
        const line = entryLine(entry, index + 1)
        // How many are done is told by tenths.
        const standing = line.replace(/\d[\d,.]*/g, '#')
        const tenth = tenthOf(counts.done, counts.jobs)
        const known = before.get(id)
        if (known?.standing !== standing) terminal.out(line)
        else if (known.tenth !== tenth) terminal.out(doneLine(entry))
        now.set(id, { standing, tenth })
      })
      for (const id of before.keys()) if (!now.has(id)) terminal.out(`-  ${id}  is over`)
      if (now.size === 0 && !saidEmpty) terminal.out('The queue is empty.')
      saidEmpty = now.size === 0
      before = now
    },
    end() {},
  }
}

/** The whole standing, each time that it differs. */
function jsonView({ terminal }: Door): View {
  let before = ''
  return {
    show(seen) {
      const line = JSON.stringify({ event: 'queue.changed', ...seen })
      if (line !== before) terminal.out(line)
      before = line
    },
    end: () => terminal.out(JSON.stringify({ event: 'summary', exit: exitStatus.done })),
  }
}
