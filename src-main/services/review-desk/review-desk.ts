import { setImmediate as turn } from 'node:timers/promises'
import type { ParsedPayload } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type {
  DecideAnswer,
  ReviewAnswers,
  Reviewed,
  Touched,
  UndoAnswer,
} from '../../../src-shared/contract/review.ts'
import type { Comment, DecisionKind, RejectionScope } from '../../../src-shared/review/review.ts'
import { standingOf } from '../../core/review-rules/standing.ts'
import { statisticsOf } from '../../core/review-rules/statistics.ts'
import type { NewComment, NewDecision } from '../../outside/database/review-records.ts'
import { createGates } from './gates.ts'
import type { ReviewDeskNeeds } from './needs.ts'
import { atOnce, createRemaking, mostNamed } from './remaking.ts'
import { createSampleDesk, type SampleDesk } from './samples.ts'

type Asked<C extends keyof ReviewAnswers> = ParsedPayload<C>

/** What people say of finished videos, and what follows. Batches are named by their ids. */
export type ReviewDesk = {
  items(asked: Asked<'review.items'>): Promise<ReviewAnswers['review.items']>
  numbers(asked: Asked<'review.numbers'>): Promise<ReviewAnswers['review.numbers']>
  item(job: number): Promise<ReviewAnswers['review.item']>
  decide(asked: Asked<'review.decide'>): Promise<DecideAnswer>
  undo(decisions: readonly number[]): Promise<UndoAnswer>
  /** Adds what came back from reviewers elsewhere, as it was said there. `again`: what a rejection touches is queued again. */
  take(batch: string, decisions: readonly NewDecision[]): Promise<DecideAnswer['again']>
  /** Carries out what a kill left: rejections that were written down, and of which not all is queued again. */
  goOn(signal: AbortSignal): Promise<void>
  takeComments(batch: string, comments: readonly NewComment[]): Promise<void>
  comment(asked: Asked<'review.comment'>): Comment
  changeComment(comment: number, words: string): Comment
  removeComment(comment: number, removed: boolean): Comment
  status(batch: string): Promise<ReviewAnswers['review.status']>
  setApprovals(batch: string, approvals: number | null): ReviewAnswers['review.gate']
  standardApprovals(approvals: number | undefined): { approvals: number }
  statistics(asked: Asked<'review.statistics'>): Promise<ReviewAnswers['review.statistics']>
  scope(asked: Asked<'review.scope'>): Promise<Touched>
  samples: SampleDesk
  /** Writes what is still to be written. */
  close(): void
}

/** Milliseconds from the last decision until the manifest tells of it. */
const papersAfter = 2_000
const dayInMilliseconds = 86_400_000

export function createReviewDesk(needs: ReviewDeskNeeds): ReviewDesk {
  const { store, reading, clock, announcer, log } = needs
  const gates = createGates(needs)
  const remaking = createRemaking(needs)
  const callOffPapers = new Map<string, () => void>()
  const samples = createSampleDesk({
    ...needs,
    approvals: gates.approvals,
    changed: (batch) => tell(batch, []),
  })

  const stopHearing = announcer.listen((events) => {
    for (const event of events)
      if (
        event.event === 'batch.changed' &&
        event.batch.status === 'finished' &&
        event.previous !== 'finished'
      )
        try {
          gates.settle(event.batch.id)
        } catch (error) {
          log.fault('the gate of a batch could not be looked at', error, { batch: event.batch.id })
        }
  })

  async function wantedOf({ of, filter, sort, ...page }: Asked<'review.items'> | Asked<'review.numbers'>) {
    const batch = await batchOf(of)
    return {
      batch,
      sample: 'sample' in of ? of.sample : null,
      filter,
      sort,
      approvals: gates.approvals(batch),
      offset: page.offset,
      limit: page.limit,
      order: page.order ?? null,
    }
  }

  const batchOf = async (of: Reviewed): Promise<string> =>
    'batch' in of ? of.batch : reading.ask('batchOfSample', { sample: of.sample })

  function tell(batch: string, jobs: readonly number[], rejected = false): void {
    gates.settle(batch, rejected)
    announcer.tell({
      event: 'review.changed',
      batch,
      jobs: jobs.slice(0, mostNamed),
      ...gates.standing(batch),
    })
    callOffPapers.get(batch)?.()
    callOffPapers.set(
      batch,
      clock.after(papersAfter, () => {
        callOffPapers.delete(batch)
        needs.papersOf(batch)
      }),
    )
  }

  /** The file of a job that lies there; else a sentence that says why nothing can be said of it. */
  function fileOf(number: number, seen: string | null): { batch: string; sha256: string } | { why: string } {
    const job = store.job(number)
    if (job.status !== 'done') return { why: `Its video does not lie there: it is ${job.status}.` }
    const { sha256 } = job.output
    if (seen !== null && seen !== sha256) return { why: 'It is another file by now: look at it again.' }
    return { batch: job.batchId, sha256 }
  }

  async function decideInBatch(
    batch: string,
    files: readonly { job: number; sha256: string }[],
    said: Omit<NewDecision, 'job' | 'sha256' | 'at' | 'package'>,
  ): Promise<Map<number, number>> {
    const numbers = new Map<number, number>()
    for (let from = 0; from < files.length; from += atOnce) {
      if (from > 0) await turn()
      const some = files.slice(from, from + atOnce)
      const decisions = some.map((file) => ({ ...said, ...file, at: clock.iso(), package: null }))
      const added = store.review.decide(batch, decisions, standingOf)
      some.forEach(({ job }, place) => {
        numbers.set(job, added[place]!)
      })
    }
    return numbers
  }

  /** The batch of some videos, which have to be of one. */
  function oneBatch(jobs: readonly number[]): string {
    const batches = new Set(jobs.map((job) => store.job(job).batchId))
    const [batch] = batches
    if (batches.size === 1) return batch!
    throw new StudioError({
      code: 'review.several-batches',
      message: 'These videos belong to several batches.',
      whatToDo: 'Choose those of one batch.',
    })
  }

  return {
    items: async (asked) => reading.ask('review.items', await wantedOf(asked)),
    numbers: async (asked) => reading.ask('review.numbers', await wantedOf(asked)),
    async item(job) {
      const approvals = gates.approvals(store.job(job).batchId)
      const found = await reading.ask('review.item', { job, approvals })
      // Says so where it is gone meanwhile.
      if (found === null) throw new Error(`job ${store.job(job).id} can't be read`)
      const seen = needs.inspectionOf?.(job) ?? null
      return { ...found, allFindings: seen?.findings ?? [], profile: seen?.profile.name ?? null }
    },
    async decide({ jobs, kind, reviewer, reason, words, milliseconds, scope: asked, again: isAgain, seen }) {
      const refused: DecideAnswer['refused'] = []
      const batches = new Map<string, { job: number; sha256: string }[]>()
      for (const [job, sha256] of new Map(jobs.map((number, place) => [number, seen?.[place] ?? null]))) {
        const file = fileOf(job, sha256)
        if ('why' in file) refused.push({ job, why: file.why })
        else batches.set(file.batch, [...(batches.get(file.batch) ?? []), { job, sha256: file.sha256 }])
      }
      const scope = kind === 'rejected' ? (asked ?? ({ what: 'video' } as const)) : null
      const answer: DecideAnswer = { decisions: [], refused, again: { videos: 0, segments: 0, jobs: [] } }
      for (const [batch, files] of batches) {
        const again = scope !== null && isAgain
        const said = {
          kind: kind satisfies DecisionKind,
          reviewer,
          reason,
          words,
          milliseconds,
          scope,
          again,
        }
        const decisions = await decideInBatch(batch, files, said)
        answer.decisions.push(...decisions.values())
        if (scope !== null && again) {
          const made = await remaking.makeAgain(batch, decisions, scope)
          answer.again.videos += made.videos
          answer.again.segments += made.segments
          answer.again.jobs = [...answer.again.jobs, ...made.jobs].slice(0, mostNamed)
        }
        tell(batch, [...decisions.keys()], kind === 'rejected')
      }
      return answer
    },
    async take(batch, taken) {
      const byScope = new Map<string, Map<number, number>>()
      for (let from = 0; from < taken.length; from += atOnce) {
        if (from > 0) await turn()
        const some = taken.slice(from, from + atOnce).map((decision) => ({
          ...decision,
          again: decision.again === true && decision.kind === 'rejected',
        }))
        const added = store.review.decide(batch, some, standingOf)
        some.forEach(({ again, scope, job }, place) => {
          if (!again) return
          const name = JSON.stringify(scope ?? { what: 'video' })
          byScope.set(name, (byScope.get(name) ?? new Map()).set(job, added[place]!))
        })
      }
      const answer: DecideAnswer['again'] = { videos: 0, segments: 0, jobs: [] }
      for (const [scope, decisions] of byScope) {
        const again = await remaking.makeAgain(batch, decisions, JSON.parse(scope) as RejectionScope)
        answer.videos += again.videos
        answer.segments += again.segments
        answer.jobs = [...answer.jobs, ...again.jobs].slice(0, mostNamed)
      }
      tell(
        batch,
        taken.map(({ job }) => job),
        taken.some(({ kind }) => kind === 'rejected'),
      )
      return answer
    },
    goOn: (signal) => remaking.goOn(signal, (batch, jobs) => tell(batch, jobs, true)),
    async takeComments(batch, comments) {
      for (let from = 0; from < comments.length; from += atOnce) {
        if (from > 0) await turn()
        for (const comment of comments.slice(from, from + atOnce)) store.review.addComment(batch, comment)
      }
      tell(
        batch,
        comments.map(({ job }) => job),
      )
    },
    async undo(decisions) {
      const answer: UndoAnswer = { undone: 0, kept: 0, goesOn: 0 }
      const touched = new Map<string, Set<number>>()
      // All of them before anything is taken back: one may want what another one queued.
      const undone = [...new Set(decisions)].flatMap((number) => {
        const { batch, job } = store.review.decision(number)
        if (!store.review.undo(number, clock.iso(), standingOf)) return []
        touched.set(batch, (touched.get(batch) ?? new Set()).add(job))
        return [{ number, batch }]
      })
      answer.undone = undone.length
      for (const { number, batch } of undone) {
        const { kept, goesOn } = await remaking.keepThose(batch, number)
        answer.kept += kept
        answer.goesOn += goesOn
      }
      for (const [batch, jobs] of touched) tell(batch, [...jobs])
      return answer
    },
    comment({ job, reviewer, from, to, region, words, seen }) {
      const file = fileOf(job, seen)
      if ('why' in file)
        throw new StudioError({
          code: 'job.not-done',
          message: file.why,
          whatToDo: 'Wait until it is made, then look at it.',
        })
      const added = store.review.addComment(file.batch, {
        job,
        sha256: file.sha256,
        reviewer,
        from,
        to,
        region,
        words,
        at: clock.iso(),
        package: null,
      })
      tell(file.batch, [job])
      return added
    },
    changeComment(comment, words) {
      const { batch } = store.review.comment(comment)
      const changed = store.review.changeComment(comment, words)
      tell(batch, [changed.job])
      return changed
    },
    removeComment(comment, removed) {
      const { batch } = store.review.comment(comment)
      const changed = store.review.removeComment(comment, removed ? clock.iso() : null)
      tell(batch, [changed.job])
      return changed
    },
    async status(batch) {
      return {
        batch,
        ...gates.standing(batch),
        samples: await samples.of(batch),
        reviewers: await reading.ask('reviewersOf', { batch }),
      }
    },
    setApprovals(batch, approvals) {
      store.review.setApprovalsNeeded(batch, approvals)
      tell(batch, [])
      return gates.standing(batch).gate
    },
    standardApprovals(approvals) {
      if (approvals !== undefined) store.review.setStandardApprovals(approvals)
      return { approvals: store.review.standardApprovals() }
    },
    async statistics(asked) {
      const said = await reading.ask(
        'saidOfFiles',
        'batch' in asked
          ? { batch: asked.batch }
          : {
              from: `${asked.from}T00:00:00.000Z`,
              before: new Date(Date.parse(asked.to) + dayInMilliseconds).toISOString(),
            },
      )
      return statisticsOf(said)
    },
    async scope({ jobs, scope }) {
      const { jobs: videos, segments } = await reading.ask('touchedBy', {
        batch: oneBatch(jobs),
        jobs,
        scope,
      })
      return { videos: videos.length, segments }
    },
    samples,
    close() {
      stopHearing()
      for (const [batch, callOff] of callOffPapers) {
        callOff()
        needs.papersOf(batch)
      }
      callOffPapers.clear()
    },
  }
}
