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
  const size = Math.round((aSecond * every) / 1_000)
  const groups: { jobs: number[]; isPaused: boolean }[] = []
  for (let after = 0; groups.length * size < 20_000; ) {
    const page = await line.api.ask('batch.jobs', { batch, after, limit: 1_000 })
    // An earlier drive may have left some of them paused.
    for (const isPaused of [true, false]) {
      const jobs = page.jobs.filter(({ status }) => (status === 'paused') === isPaused).map(({ id }) => id)
      for (let from = 0; from < jobs.length; from += size)
        groups.push({ jobs: jobs.slice(from, from + size), isPaused })
    }
    if (page.next === null) break
    after = page.next
  }
  let [isOver, changes] = [false, 0]
  const begun = performance.now()

  async function drive(): Promise<void> {
    for (let turn = 0; !isOver; turn += 1) {
      const group = groups[turn % groups.length]!
      const targets = group.jobs.map((job) => ({ what: 'job' as const, job }))
      const { changed } = await line!.api.ask(group.isPaused ? 'queue.resume' : 'queue.pause', { targets })
      changes += changed
      group.isPaused = !group.isPaused
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
