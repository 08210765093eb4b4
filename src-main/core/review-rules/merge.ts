import type { MergeConflict, MergeOutcome } from '../../../src-shared/contract/review-packages.ts'
import { latestOf } from '../../../src-shared/review/latest.ts'
import type { SaidComment, SaidDecision } from '../../../src-shared/review/package.ts'
import { type Comment, type Decision, foldedName } from '../../../src-shared/review/review.ts'

/** What the studio knows of one video of a package. */
export type KnownVideo = {
  /** Of the file that went out; null: the package had no such video. */
  sent: string | null
  /** Of the file that lies there now; null: none does, or the studio has no such video any more. */
  now: string | null
  /** All that was said and remarked of it, undone or not. */
  decisions: readonly Decision[]
  comments: readonly Comment[]
}

export type Merged = {
  outcome: MergeOutcome
  conflict: MergeConflict | null
  why: string | null
  /** Decisions that the reviewer takes back. */
  withdraws: number[]
}

/** `ahead`: milliseconds by which the clock that all of it was said by is ahead of the studio's. */
type Back = { package: string; reviewer: string; ahead: number }

const merged = (outcome: MergeOutcome, why: string | null = null): Merged => ({
  outcome,
  conflict: null,
  why,
  withdraws: [],
})

const time = (iso: string) => Date.parse(iso)
/** By the clock of whoever said it. */
const ownTime = ({ at, saidAt = at }: Decision) => time(saidAt)

/** What comes of one decision that came back: nothing that was said since is overwritten, and what was taken before is known. */
export function mergeDecision(
  said: SaidDecision,
  { package: id, reviewer, ahead }: Back,
  video: KnownVideo,
): Merged {
  const strange = whyStrange(said.sha256, video)
  if (strange !== null) return merged('refused', strange)
  const person = foldedName(reviewer)
  const onFile = video.decisions.filter(({ sha256 }) => sha256 === said.sha256)
  const own = onFile.filter((one) => foldedName(one.reviewer) === person)
  if (said.kind === 'withdrawn') {
    const withdraws = own
      .filter((one) => one.package === id && one.undoneAt === null && ownTime(one) <= time(said.at))
      .map((one) => one.id)
    return { ...merged(withdraws.length > 0 ? 'withdrawn' : 'known'), withdraws }
  }
  const same = own.find(
    (one) => one.package === id && ownTime(one) === time(said.at) && one.kind === said.kind,
  )
  if (same !== undefined)
    return merged('known', same.undoneAt === null ? null : 'It was taken back in the studio since.')
  // Said in one package, it was said by one clock; else each is held against the studio's.
  const isLater = (one: Decision) =>
    one.package === id ? ownTime(one) >= time(said.at) : time(one.at) >= time(said.at) - ahead
  if (own.some((one) => one.undoneAt === null && isLater(one)))
    return merged('older', `${reviewer} said something else of this file later, and that counts.`)
  if (video.now !== said.sha256)
    return {
      ...merged(
        'taken',
        'The video became another file since: this is kept with the file that was seen, and is open again.',
      ),
      conflict: 'changed',
    }
  const others = latestOf(onFile, said.sha256).filter((one) => foldedName(one.reviewer) !== person)
  const against = others.find((one) => opposite(one.kind, said.kind))
  if (against === undefined) return merged('taken')
  const [approves, rejects] =
    said.kind === 'approved' ? [reviewer, against.reviewer] : [against.reviewer, reviewer]
  return {
    ...merged(
      'taken',
      `${approves} approved of it and ${rejects} rejected it: it counts as rejected until one of them says otherwise.`,
    ),
    conflict: 'disagree',
  }
}

/** The same for a remark; it disagrees with nobody. */
export function mergeComment(
  said: SaidComment,
  { package: id, reviewer }: Omit<Back, 'ahead'>,
  video: KnownVideo,
): Merged {
  const strange = whyStrange(said.sha256, video)
  if (strange !== null) return merged('refused', strange)
  const person = foldedName(reviewer)
  const isKnown = video.comments.some(
    (one) =>
      one.package === id &&
      one.sha256 === said.sha256 &&
      foldedName(one.reviewer) === person &&
      time(one.at) === time(said.at) &&
      one.from === said.from,
  )
  return merged(isKnown ? 'known' : 'taken')
}

function whyStrange(sha256: string, { sent }: KnownVideo): string | null {
  if (sent === null) return 'This package had no such video.'
  return sent === sha256 ? null : 'It is about another file than the one that was sent out.'
}

const opposite = (one: Decision['kind'], other: SaidDecision['kind']) =>
  (one === 'approved' && other === 'rejected') || (one === 'rejected' && other === 'approved')
