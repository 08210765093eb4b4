import { create } from 'zustand'
import type { Touched } from '../../src-shared/contract/review.ts'
import type { Region } from '../../src-shared/quality/inspection.ts'
import type {
  Comment,
  DecisionKind,
  RejectionReason,
  RejectionScope,
  ReviewItem,
} from '../../src-shared/review/review.ts'
import { ask } from '../bridge/bridge.ts'
import { refreshItems, useReview } from './review.ts'
import { reviewer } from './reviewer.ts'

/** What was done on the desk and can be taken back, latest last. */
type Done = { says: string; undo(): Promise<void> }
const useDone = create<{ done: readonly Done[] }>()(() => ({ done: [] }))
const mostKept = 200

function note(done: Done): void {
  useDone.setState((before) => ({ done: [...before.done, done].slice(-mostKept) }))
}

/** Whether there is something to take back. */
export const useCanUndo = (): boolean => useDone(({ done }) => done.length > 0)

/** Takes back what was done last; answers what it was, null: nothing is left. Rejects when it can't be taken back. */
export async function undoLast(): Promise<string | null> {
  const last = useDone.getState().done.at(-1)
  if (last === undefined) return null
  useDone.setState(({ done }) => ({ done: done.filter((each) => each !== last) }))
  try {
    await last.undo()
  } catch (error) {
    // It may be tried again.
    note(last)
    throw error
  }
  return last.says
}

/** Of a rejection. */
export type Why = { reason: RejectionReason; words: string; scope: RejectionScope }

export type Decided = { decisions: number; refused: string[]; again: Touched; undo(): Promise<void> }

const atOnce = 1_000

/** Files of some videos, as the desk shows them now; null: it shows none. */
export const seenOf = (jobs: readonly number[]): (string | null)[] =>
  jobs.map((number) => {
    const job = useReview.getState().items.get(number)?.job
    return job?.status === 'done' ? job.output.sha256 : null
  })

/**
 * Says the same of some videos; null: nobody said who reviews. `says`: how it is called when it is taken back. `seen`: the file of
 * each that was looked at.
 */
export async function decide(
  jobs: readonly number[],
  kind: DecisionKind,
  says: string,
  more: { seen: readonly (string | null)[]; why?: Why; milliseconds?: number },
): Promise<Decided | null> {
  const name = await reviewer()
  if (name === null) return null
  const decisions: number[] = []
  const refused: string[] = []
  const again = { videos: 0, segments: 0 }
  const undo = async () => {
    for (let from = 0; from < decisions.length; from += atOnce)
      await ask('review.undo', { decisions: decisions.slice(from, from + atOnce) })
    refreshItems(jobs)
  }
  try {
    for (let from = 0; from < jobs.length; from += atOnce) {
      const answer = await ask('review.decide', {
        jobs: jobs.slice(from, from + atOnce),
        kind,
        reviewer: name,
        ...(more.why === undefined ? {} : more.why),
        ...(more.milliseconds === undefined ? {} : { milliseconds: Math.round(more.milliseconds) }),
        seen: more.seen.slice(from, from + atOnce),
      })
      decisions.push(...answer.decisions)
      refused.push(...answer.refused.map(({ why }) => why))
      again.videos += answer.again.videos
      again.segments += answer.again.segments
    }
    showAs(jobs, kind)
  } finally {
    // Also when it failed halfway: what was decided by then can be taken back.
    if (decisions.length > 0) note({ says, undo })
    refreshItems(jobs)
  }
  return { decisions: decisions.length, refused, again, undo: () => undoThis(undo) }
}

/** Taken back by a button of its own, it is not taken back once more by the keys. */
async function undoThis(undo: () => Promise<void>): Promise<void> {
  useDone.setState(({ done }) => ({ done: done.filter((each) => each.undo !== undo) }))
  await undo()
}

/** Until the studio tells how they stand. */
function showAs(jobs: readonly number[], kind: DecisionKind): void {
  useReview.setState(({ items }) => {
    const next = new Map(items)
    for (const job of jobs) {
      const item = next.get(job)
      if (item !== undefined) next.set(job, { ...item, state: kind } satisfies ReviewItem)
    }
    return { items: next }
  })
}

/** Adds a remark; null: nobody said who reviews. */
export async function addComment(
  job: number,
  at: { from: number; to: number; region: Region | null; seen: string },
  words: string,
  says: string,
): Promise<Comment | null> {
  const name = await reviewer()
  if (name === null) return null
  const added = await ask('review.comment', { job, reviewer: name, ...at, words })
  note({ says, undo: async () => void (await ask('review.remove-comment', { comment: added.id })) })
  return added
}

export async function changeComment(comment: Comment, words: string, says: string): Promise<void> {
  await ask('review.change-comment', { comment: comment.id, words })
  note({
    says,
    undo: async () =>
      void (await ask('review.change-comment', { comment: comment.id, words: comment.words })),
  })
}

export async function removeComment(comment: Comment, says: string): Promise<void> {
  await ask('review.remove-comment', { comment: comment.id })
  note({
    says,
    undo: async () => void (await ask('review.remove-comment', { comment: comment.id, removed: false })),
  })
}
