import { setTimeout as sleep } from 'node:timers/promises'
import { connectLine } from '../../src-main/line/connect-line.ts'

export type EventDriver = {
  /** Changes of jobs that were asked for, and how many a second. */
  stop(): Promise<{ changes: number; aSecond: number }>
}

const every = 100

/**
 * Keeps the studio of a window busy from outside, by the line: videos of a batch that waits are paused and resumed, so
 * many a second. Each is a real change: decided, written in a transaction of its own, announced and told to the page.
 */
export async function driveEvents(folder: string, batch: string, aSecond: number): Promise<EventDriver> {
  const line = await connectLine(folder)
  if (line === null) throw new Error('no studio works in this folder')
  const jobs: number[] = []
  for (let after = 0; jobs.length < 20_000; ) {
    const page = await line.api.ask('batch.jobs', { batch, after, limit: 1_000 })
    jobs.push(...page.jobs.map(({ id }) => id))
    if (page.next === null) break
    after = page.next
  }
  const group = Math.round((aSecond * every) / 1_000)
  let [isOver, changes, at, command] = [false, 0, 0, 'queue.pause' as 'queue.pause' | 'queue.resume']
  const begun = performance.now()

  async function drive(): Promise<void> {
    for (let turn = 0; !isOver; turn += 1) {
      const targets = jobs.slice(at, at + group).map((job) => ({ what: 'job' as const, job }))
      const { changed } = await line!.api.ask(command, { targets })
      changes += changed
      at += group
      if (at >= jobs.length) {
        at = 0
        command = command === 'queue.pause' ? 'queue.resume' : 'queue.pause'
      }
      const due = begun + (turn + 1) * every
      await sleep(Math.max(0, due - performance.now()))
    }
  }

  const driving = drive()
  return {
    async stop() {
      isOver = true
      await driving
      const seconds = (performance.now() - begun) / 1_000
      line.close()
      return { changes, aSecond: changes / seconds }
    },
  }
}
