import type { BatchStatus, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { WeighedInspection } from '../../../src-shared/batches/changes.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { CheckName } from '../../../src-shared/quality/checks.ts'
import type { Region, Verdict } from '../../../src-shared/quality/inspection.ts'
import {
  approvalsNeeded,
  type Comment,
  type Decision,
  foldedName,
  type RejectionReason,
  type RejectionScope,
  type Stand,
} from '../../../src-shared/review/review.ts'
import type { Statements } from './statements.ts'
import type { StoreParts } from './store-parts.ts'

export type DecisionRecord = {
  number: number
  job: number
  sha256: string
  reviewer: string
  person: string
  kind: Decision['kind']
  reason: RejectionReason | null
  scope: string | null
  words: string
  at: string
  milliseconds: number | null
  package: string | null
  said_at: string | null
  undone_at: string | null
}

export type CommentRecord = {
  number: number
  job: number
  sha256: string
  reviewer: string
  first: number
  after: number
  region: string | null
  words: string
  at: string
  package: string | null
  removed_at: string | null
}

export const asDecision = (record: DecisionRecord): Decision => ({
  id: record.number,
  job: record.job,
  sha256: record.sha256,
  reviewer: record.reviewer,
  kind: record.kind,
  reason: record.reason,
  scope: record.scope === null ? null : (JSON.parse(record.scope) as RejectionScope),
  words: record.words,
  at: record.at,
  milliseconds: record.milliseconds,
  package: record.package,
  ...(record.said_at === null ? {} : { saidAt: record.said_at }),
  undoneAt: record.undone_at,
})

export const asComment = (record: CommentRecord): Comment => ({
  id: record.number,
  job: record.job,
  sha256: record.sha256,
  reviewer: record.reviewer,
  from: record.first,
  to: record.after,
  region: record.region === null ? null : (JSON.parse(record.region) as Region),
  words: record.words,
  at: record.at,
  package: record.package,
  removedAt: record.removed_at,
})

/** `again`: what it touches is to be queued again, and it isn't carried out before that is done. */
export type NewDecision = Omit<Decision, 'id' | 'undoneAt'> & { again?: boolean }
export type NewComment = Omit<Comment, 'id' | 'removedAt'>

/** How many people say what of a file, as whoever decides what counts puts it. */
type Standing = { approvals: number; rejections: number; flags: number }
type StandingOf = (decisions: Decision[], sha256: string) => Standing

/** A batch's review as it is kept. */
export type BatchReview = {
  status: BatchStatus['status']
  /** Videos that lie there, and that are still to come. */
  videos: number
  coming: number
  approvedAt: string | null
  /** How many people have to approve of a video. `own`: said for this batch; else as the studio's setting says. */
  approvals: number
  own: boolean
  /** Review opened its gate, no person's word. */
  opened: boolean
  decisions: number
  stands: Record<Exclude<Stand, 'open'>, number>
}

/** A job that a decision queued again. */
export type Remake = {
  job: number
  status: string
  former: { plan: string | null; since: string | null; output: OutputFacts }
  /** A try at it has begun since. */
  begun: boolean
  /** Another decision that counts wants it again, too. */
  wanted: boolean
}

type ReviewRecord = {
  number: number
  done: number
  coming: number
  status: BatchStatus['status']
  approved_at: string | null
  approvals_needed: number | null
  opened: 0 | 1
  decisions: number
  approved_once: number
  approved_twice: number
  rejected: number
  flagged: number
  failing: number
}

const setting = 'review.approvals'

/** What people and checks say of files. Each change is one transaction. */
export function reviewStore({ review: sql, batches, farm, together, durably }: StoreParts) {
  const known = <T>(found: T | null, what: 'decision' | 'comment', number: number): T => {
    if (found !== null) return found
    throw new StudioError({
      code: `${what}.not-found`,
      message: `There is no ${what} ${number} in this studio.`,
      whatToDo: 'Look at the video again: somebody may have changed it meanwhile.',
    })
  }
  const begin = (batch: number) => void sql.run('begin_review', { batch })

  function decisionRecord(number: number) {
    return known(sql.one<DecisionRecord & { batch_id: string }>('decision', { number }), 'decision', number)
  }
  function comment(number: number): Comment & { batch: string } {
    const found = known(
      sql.one<CommentRecord & { batch_id: string }>('comment', { number }),
      'comment',
      number,
    )
    return { ...asComment(found), batch: found.batch_id }
  }
  function stand(batch: number, job: number, sha256: string, standingOf: StandingOf): void {
    const said = sql.all<DecisionRecord>('decisions_on_file', { job, sha256 }).map(asDecision)
    sql.run('stand', { job, sha256, batch, ...standingOf(said, sha256) })
  }

  function standard(): number {
    const read = approvalsNeeded.safeParse(farm.setting(setting))
    return read.success ? read.data : 0
  }

  return {
    /** How many people have to approve of the videos of batches that say nothing themselves. */
    standardApprovals: standard,
    setStandardApprovals: (approvals: number): void => farm.setSetting(setting, approvals),
    /** How the review of a batch stands. */
    ofBatch(id: string): BatchReview {
      // Says so when there is none of this name.
      batches.numberOf(id)
      const found = sql.one<ReviewRecord>('review_of_batch', { id })!
      return {
        status: found.status,
        videos: found.done,
        coming: found.coming,
        approvedAt: found.approved_at,
        approvals: found.approvals_needed ?? standard(),
        own: found.approvals_needed !== null,
        opened: found.opened === 1,
        decisions: found.decisions,
        stands: {
          failing: found.failing,
          'approved-once': found.approved_once,
          'approved-twice': found.approved_twice,
          rejected: found.rejected,
          flagged: found.flagged,
        },
      }
    },
    setApprovalsNeeded(id: string, approvals: number | null): void {
      durably(() => {
        const batch = batches.numberOf(id)
        begin(batch)
        sql.run('set_approvals_needed', { batch, approvals })
      })
    },
    /** Whether its gate was opened by review; the approval itself stands with the batch. */
    setOpened(id: string, opened: boolean): void {
      together(() => {
        const batch = batches.numberOf(id)
        begin(batch)
        sql.run('set_opened', { batch, opened: opened ? 1 : 0 })
      })
    },
    /** Adds decisions on jobs of one batch; comes back with their numbers. They outlast a power cut. */
    decide(id: string, decisions: readonly NewDecision[], standingOf: StandingOf): number[] {
      return durably(() => {
        const batch = batches.numberOf(id)
        begin(batch)
        const numbers = decisions.map(({ scope, again = false, ...decision }) => {
          const { lastNumber } = sql.run('add_decision', {
            batch,
            ...decision,
            saidAt: decision.saidAt ?? null,
            isCarriedOut: again ? 0 : 1,
            person: foldedName(decision.reviewer),
            scope: scope === null ? null : JSON.stringify(scope),
          })
          return lastNumber
        })
        for (const { job, sha256 } of decisions) stand(batch, job, sha256, standingOf)
        sql.run('count_decisions', { batch, by: decisions.length })
        return numbers
      })
    },
    /** All that these decisions touch is queued again. */
    carriedOut(decisions: Iterable<number>): void {
      together(() => {
        for (const number of decisions) sql.run('carried_out', { number })
      })
    },
    /** Rejections that somebody was stopped in carrying out, the first ones first. */
    toCarryOut: (): { decision: number; job: number; batch: string; scope: RejectionScope }[] =>
      sql
        .all<{ number: number; job: number; batch: string; scope: string | null }>(
          'decisions_to_carry_out',
          {},
        )
        .map(({ number, job, batch, scope }) => ({
          decision: number,
          job,
          batch,
          scope: scope === null ? { what: 'video' } : (JSON.parse(scope) as RejectionScope),
        })),
    decision(number: number): Decision & { batch: string } {
      const found = decisionRecord(number)
      return { ...asDecision(found), batch: found.batch_id }
    },
    /** False: it was undone already. */
    undo(number: number, at: string, standingOf: StandingOf): boolean {
      return durably(() => {
        const { batch_id, job, sha256 } = decisionRecord(number)
        const batch = batches.numberOf(batch_id)
        if (sql.run('undo_decision', { number, at }).changes === 0) return false
        stand(batch, job, sha256, standingOf)
        sql.run('count_decisions', { batch, by: -1 })
        return true
      })
    },
    comment,
    addComment(id: string, { region, ...given }: NewComment): Comment {
      return together(() => {
        const batch = batches.numberOf(id)
        begin(batch)
        const { lastNumber } = sql.run('add_comment', {
          batch,
          ...given,
          region: region === null ? null : JSON.stringify(region),
        })
        sql.run('count_comments', { batch, job: given.job, sha256: given.sha256, by: 1 })
        return comment(lastNumber)
      })
    },
    changeComment(number: number, words: string): Comment {
      return together(() => {
        comment(number)
        sql.run('change_comment', { number, words })
        return comment(number)
      })
    },
    /** `at` null brings it back. */
    removeComment(number: number, at: string | null): Comment {
      return together(() => {
        const before = comment(number)
        if ((before.removedAt === null) === (at === null)) return before
        sql.run('remove_comment', { number, at })
        const { job, sha256 } = before
        sql.run('count_comments', {
          batch: batches.numberOf(before.batch),
          job,
          sha256,
          by: at === null ? 1 : -1,
        })
        return comment(number)
      })
    },
    /** What the checks said of a job's file, for lists and the gate. */
    noteInspection(
      id: string,
      file: { job: number; sha256: string },
      seen: { verdict: Verdict; findings: number; checks: readonly CheckName[]; risk: number },
    ): void {
      together(() => {
        const batch = batches.numberOf(id)
        begin(batch)
        const checks = seen.checks.length === 0 ? null : JSON.stringify(seen.checks)
        sql.run('note_inspection', { batch, ...file, ...seen, checks })
      })
    },
    noteRisk(id: string, files: readonly { job: number; sha256: string; risk: number }[]): void {
      together(() => {
        const batch = batches.numberOf(id)
        begin(batch)
        for (const file of files) sql.run('note_risk', { batch, ...file })
      })
    },
    /** Notes jobs that a decision is about to queue again, each with its file; those that wait for another one, too. */
    addRemakes(wanted: readonly { decision: number; job: number }[]): void {
      together(() => {
        for (const one of wanted) if (sql.run('add_remake', one).changes === 0) sql.run('copy_remake', one)
      })
    },
    remakes: (decision: number, after: number, limit: number): Remake[] =>
      sql
        .all<{ job: number; status: string; former: string; begun: 0 | 1; wanted: 0 | 1 }>(
          'remakes_of_decision',
          { decision, after, limit },
        )
        .map(({ former, begun, wanted, ...remake }) => ({
          ...remake,
          former: JSON.parse(former) as Remake['former'],
          begun: begun === 1,
          wanted: wanted === 1,
        })),
    dropRemakes(decision: number, jobs: readonly number[]): void {
      together(() => {
        for (const job of jobs) sql.run('drop_remake', { decision, job })
      })
    },
    /** Where the files of some jobs stand, by job; one that nobody said anything of is left out. */
    standsOf: (jobs: readonly number[]): Map<number, Stand> =>
      new Map(
        sql
          .all<{ id: number; stands: Stand }>('files_under_review', { jobs: JSON.stringify(jobs) })
          .map(({ id, stands }) => [id, stands]),
      ),
    /** The latest sample of a batch, with where its videos stand; null: none was drawn. */
    latestSample(
      id: string,
    ): { number: number; accept: number | null; stands: Partial<Record<Stand, number>> } | null {
      const found = sql.one<{ number: number; accept: number | null }>('latest_sample', {
        batch: batches.numberOf(id),
      })
      if (found === null) return null
      const stands = sql.all<{ stands: Stand; videos: number }>('stands_of_sample', { sample: found.number })
      return {
        number: found.number,
        accept: found.accept,
        stands: Object.fromEntries(stands.map((one) => [one.stands, one.videos])),
      }
    },
  }
}

/** Writes what a finished job's file was made of, inside of a transaction of the caller. */
export const writeParts = (sql: Statements, batch: number, job: number, parts: Buffer): void =>
  void sql.run('write_parts', { batch, job, parts })

/** What the checks said of the file of a job, for lists and the gate. */
export function writeInspection(
  sql: Statements,
  batch: number,
  job: number,
  { sha256, verdict, findings, risk }: WeighedInspection,
): void {
  const checks = [...new Set(findings.map(({ check }) => check))]
  sql.run('begin_review', { batch })
  sql.run('note_inspection', {
    batch,
    job,
    sha256,
    verdict,
    findings: findings.length,
    checks: checks.length === 0 ? null : JSON.stringify(checks),
    risk,
  })
}
