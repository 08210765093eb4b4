import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { DecideAnswer, UndoAnswer } from '../../../src-shared/contract/review.ts'
import type { RejectionScope } from '../../../src-shared/review/review.ts'
import type { ReviewDeskNeeds } from './needs.ts'

/** Written in one transaction: some milliseconds. */
export const atOnce = 100
export const mostNamed = 1_000

/** Has made again what people reject, and takes that back. */
export function createRemaking(needs: ReviewDeskNeeds) {
  const { store, reading, queue, log } = needs

  /** Jobs that were queued again by these decisions before, and of which a new try has begun: not these files were rejected. */
  function begunSince(decisions: Iterable<number>): Set<number> {
    const begun = new Set<number>()
    for (const decision of new Set(decisions))
      for (let after = 0; ; ) {
        const remakes = store.review.remakes(decision, after, atOnce)
        if (remakes.length === 0) break
        after = remakes.at(-1)!.job
        for (const remake of remakes) if (remake.begun) begun.add(remake.job)
      }
    return begun
  }

  /** Queues again all that a rejection touches, but for what it did before. `decisions`: by the jobs that were named. */
  async function makeAgain(
    batch: string,
    decisions: ReadonlyMap<number, number>,
    scope: RejectionScope,
    signal?: AbortSignal,
  ): Promise<DecideAnswer['again']> {
    const named = [...decisions.keys()]
    const begun = begunSince(decisions.values())
    const touched = await reading.ask('touchedBy', { batch, jobs: named, scope })
    // First what was rejected, so that whoever begins from now on makes it anew.
    await needs.removeArtifacts(touched.hashes)
    const [first] = decisions.values()
    const ofRow = new Map<number, number>()
    touched.jobs.forEach((job, place) => {
      const own = decisions.get(job)
      if (own !== undefined && !ofRow.has(touched.rows[place]!)) ofRow.set(touched.rows[place]!, own)
    })
    const again: number[] = []
    for (let from = 0; from < touched.jobs.length; from += atOnce) {
      if (from > 0) await turn()
      signal?.throwIfAborted()
      const some = touched.jobs.slice(from, from + atOnce)
      store.review.addRemakes(
        some.map((job, place) => ({
          job,
          decision: decisions.get(job) ?? ofRow.get(touched.rows[from + place]!) ?? first!,
        })),
      )
      const done = some.filter((job) => !begun.has(job) && store.job(job).status === 'done')
      await queue.actOnJobs(batch, done, { do: 'retry' })
      again.push(...done)
    }
    await beginAnew(batch, scope, new Set(ofRow.keys()))
    store.review.carriedOut(decisions.values())
    return { videos: again.length, segments: touched.segments, jobs: again.slice(0, mostNamed) }
  }

  /** Videos under way may have taken what was rejected in hand already. */
  async function beginAnew(batch: string, scope: RejectionScope, rows: ReadonlySet<number>): Promise<void> {
    if (scope.what === 'video') return
    const running = store
      .jobs(batch, 'running', 0, mostNamed)
      .jobs.filter(({ id }) => scope.what !== 'row' || rows.has(store.jobInHand(id).rowNumber))
    if (running.length > 0)
      await queue.actOnJobs(
        batch,
        running.map(({ id }) => id),
        { do: 'retry' },
      )
  }

  /** Takes back what a decision queued again. */
  async function keepThose(batch: string, decision: number): Promise<Omit<UndoAnswer, 'undone'>> {
    const { outputFolder } = store.batch(batch)
    const answer = { kept: 0, goesOn: 0 }
    for (let after = 0; ; ) {
      const remakes = store.review.remakes(decision, after, atOnce)
      if (remakes.length === 0) return answer
      after = remakes.at(-1)!.job
      const there: typeof remakes = []
      for (const remake of remakes) {
        if (remake.status === 'done') continue
        const { path, bytes } = remake.former.output
        const found = await stat(join(outputFolder, path)).catch(() => null)
        if (!remake.begun && !remake.wanted && found?.size === bytes) there.push(remake)
        else answer.goesOn += 1
      }
      const kept = queue.keepJobs(
        batch,
        there.map(({ job, former }) => ({
          job,
          output: former.output,
          hash: former.plan,
          since: former.since,
        })),
      )
      answer.kept += kept
      answer.goesOn += there.length - kept
      store.review.dropRemakes(
        decision,
        remakes.map(({ job }) => job),
      )
      await turn()
    }
  }

  /** Carries out the rejections that were written down, and of which a kill left something to do. */
  async function goOn(
    signal: AbortSignal,
    tell: (batch: string, jobs: readonly number[]) => void,
  ): Promise<void> {
    const left = Map.groupBy(store.review.toCarryOut(), ({ batch, scope }) => JSON.stringify([batch, scope]))
    for (const some of left.values()) {
      const { batch, scope } = some[0]!
      try {
        await makeAgain(batch, new Map(some.map(({ job, decision }) => [job, decision])), scope, signal)
        tell(
          batch,
          some.map(({ job }) => job),
        )
      } catch (error) {
        if (signal.aborted) return
        log.fault('a rejection could not be carried out', error, { batch })
      }
    }
  }

  return { makeAgain, keepThose, goOn }
}
