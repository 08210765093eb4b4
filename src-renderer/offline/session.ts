import {
  type DecisionsFile,
  decisionsFormat,
  longestWords,
  type PackageContents,
  type PackageSeal,
  packageVersion,
  type SaidComment,
  type SaidDecision,
  saidKinds,
} from '../../src-shared/review/package.ts'
import { rejectionReasons } from '../../src-shared/review/reasons.ts'
import type { ReviewState } from '../../src-shared/review/review.ts'

/** What the reviewer said so far: kept in the browser, saved as a file. */
export type Draft = { reviewer: string; decisions: SaidDecision[]; comments: SaidComment[]; unsaved: boolean }

export type Session = {
  readonly draft: Draft
  state(job: number): ReviewState
  decision(job: number): SaidDecision | null
  comments(job: number): SaidComment[]
  counts(): Record<ReviewState, number>
  /** Null takes the decision on these videos back. */
  decide(
    jobs: readonly number[],
    said: Pick<SaidDecision, 'kind' | 'reason' | 'scope' | 'words'> | null,
  ): void
  comment(said: Omit<SaidComment, 'at'>): void
  removeComment(said: SaidComment): void
  rename(reviewer: string): void
  /** Takes the last change back; comes back with a job that it was about. */
  undo(): number | null
  /** Counts time in which a video was looked at. */
  looked(job: number, milliseconds: number): void
  file(seen: string | null): { name: string; text: string }
  /** Goes on with a saved file; comes back with how many decisions it held, or why it is none. */
  load(text: string): number | 'json' | 'other'
  /** False: the browser keeps nothing. */
  readonly isKept: boolean
}

const mostRemembered = 200
const longestLook = 86_400_000

export function openSession(
  { items }: PackageContents,
  seal: PackageSeal,
  storage: Pick<Storage, 'getItem' | 'setItem'> | null,
  now: () => Date,
): Session {
  const key = `reelmill-review:${seal.id}`
  const files = new Map(items.map((item) => [item.job, item.sha256]))
  const looked = new Map<number, number>()
  const before: { draft: Draft; job: number | null }[] = []
  let draft: Draft = { reviewer: '', decisions: [], comments: [], unsaved: false }
  let isKept = storage !== null
  /** The latest of each job; drawn from for every card. */
  let byJob = new Map<number, SaidDecision>()

  const adopt = (next: Draft) => {
    draft = next
    byJob = new Map(next.decisions.map((one) => [one.job, one]))
  }
  function keep(next: Draft): void {
    adopt(next)
    try {
      storage?.setItem(key, JSON.stringify(next))
    } catch {
      isKept = false
    }
  }
  function change(next: Partial<Draft>, job: number | null): void {
    before.push({ draft, job })
    if (before.length > mostRemembered) before.shift()
    keep({ ...draft, ...next, unsaved: true })
  }

  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? 'null')
    if (isRecord(kept))
      adopt({ ...read(kept, files), reviewer: textOf(kept.reviewer), unsaved: kept.unsaved === true })
  } catch {
    isKept = false
  }

  return {
    get draft() {
      return draft
    },
    get isKept() {
      return isKept
    },
    state(job) {
      const kind = byJob.get(job)?.kind
      return kind === undefined || kind === 'withdrawn' ? 'open' : kind
    },
    decision: (job) => byJob.get(job) ?? null,
    comments: (job) => draft.comments.filter((one) => one.job === job),
    counts() {
      const counts = { open: 0, approved: 0, rejected: 0, flagged: 0 }
      for (const { job } of items) counts[this.state(job)] += 1
      return counts
    },
    decide(jobs, said) {
      const at = now().toISOString()
      const chosen = new Set(jobs)
      const others = draft.decisions.filter((one) => !chosen.has(one.job))
      const added = jobs.flatMap((job): SaidDecision[] => {
        const sha256 = files.get(job)!
        const milliseconds = looked.has(job) ? Math.min(longestLook, Math.round(looked.get(job)!)) : null
        if (said !== null) return [{ job, sha256, ...said, at, milliseconds }]
        // An earlier file may have said something: this one says that it no longer holds.
        return [{ job, sha256, kind: 'withdrawn', reason: null, scope: null, words: '', at, milliseconds }]
      })
      change({ decisions: [...others, ...added] }, jobs[0] ?? null)
    },
    comment: (said) =>
      change({ comments: [...draft.comments, { ...said, at: now().toISOString() }] }, said.job),
    removeComment: (said) => change({ comments: draft.comments.filter((one) => one !== said) }, said.job),
    rename(reviewer) {
      keep({ ...draft, reviewer, unsaved: draft.unsaved || draft.decisions.length > 0 })
    },
    undo() {
      const last = before.pop()
      if (last === undefined) return null
      // What was withdrawn or said meanwhile may stand in a file that went back: an undo is later than that.
      const at = now().toISOString()
      const reviewer = draft.reviewer
      const gone = draft.decisions.filter(
        (one) => !last.draft.decisions.some((earlier) => earlier.job === one.job),
      )
      const again = last.draft.decisions.map((one) => (byJob.get(one.job) === one ? one : { ...one, at }))
      const withdrawn = gone.map(
        (one): SaidDecision => ({ ...one, kind: 'withdrawn', reason: null, scope: null, words: '', at }),
      )
      keep({ ...last.draft, reviewer, decisions: [...again, ...withdrawn], unsaved: true })
      return last.job ?? items[0]?.job ?? null
    },
    looked: (job, milliseconds) => void looked.set(job, (looked.get(job) ?? 0) + milliseconds),
    file(seen) {
      const said: DecisionsFile = {
        format: decisionsFormat,
        version: packageVersion,
        package: seal,
        seen,
        reviewer: draft.reviewer,
        savedAt: now().toISOString(),
        decisions: draft.decisions,
        comments: draft.comments,
      }
      keep({ ...draft, unsaved: false })
      return {
        name: `decisions-${nameForFile(draft.reviewer)}.reelmill-review.json`,
        text: JSON.stringify(said),
      }
    },
    load(text) {
      let data: unknown
      try {
        data = JSON.parse(text)
      } catch {
        return 'json'
      }
      if (!isRecord(data) || data.format !== decisionsFormat || !isRecord(data.package)) return 'json'
      if (data.package.id !== seal.id) return 'other'
      const loaded = read(data, files)
      // What was said here later than in the file stays.
      const merged = new Map(loaded.decisions.map((one) => [one.job, one]))
      for (const one of draft.decisions)
        if (one.at > (merged.get(one.job)?.at ?? '')) merged.set(one.job, one)
      const known = new Set(draft.comments.map(nameOfComment))
      const comments = [...draft.comments, ...loaded.comments.filter((one) => !known.has(nameOfComment(one)))]
      const reviewer = draft.reviewer || textOf(data.reviewer)
      change({ decisions: [...merged.values()], comments, reviewer }, null)
      return loaded.decisions.length
    },
  }
}

const nameOfComment = ({ job, from, at, words }: SaidComment) => JSON.stringify([job, from, at, words])

/** What every system takes as a part of a file's name. */
export function nameForFile(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  return plain || 'reviewer'
}

type Found = Record<string, unknown>
const isRecord = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '')
const listOf = (value: unknown): Found[] => (Array.isArray(value) ? value.filter(isRecord) : [])

/** Of what is kept or loaded, all that is about the videos of this package and of the shape that the studio takes. */
function read(data: Found, files: ReadonlyMap<number, string>): Pick<Draft, 'decisions' | 'comments'> {
  const isAbout = (one: Found) =>
    files.get(one.job as number) === one.sha256 &&
    typeof one.at === 'string' &&
    !Number.isNaN(Date.parse(one.at))
  const wordsOf = (one: Found) => (typeof one.words === 'string' ? one.words.slice(0, longestWords) : '')
  const decisions = listOf(data.decisions).flatMap((one): SaidDecision[] => {
    const kind = saidKinds.find((known) => known === one.kind)
    if (kind === undefined || !isAbout(one)) return []
    const isRejection = kind === 'rejected'
    const { job, sha256, at, milliseconds } = one as SaidDecision
    return [
      {
        job,
        sha256,
        kind,
        reason: isRejection ? (rejectionReasons.find((known) => known === one.reason) ?? null) : null,
        scope: isRejection ? scopeOf(one.scope) : null,
        words: wordsOf(one),
        at,
        milliseconds: Number.isInteger(milliseconds) ? milliseconds : null,
      },
    ]
  })
  const comments = listOf(data.comments).flatMap((one): SaidComment[] => {
    const { job, sha256, from, to, at } = one as SaidComment
    if (!isAbout(one) || !Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from >= to) return []
    const words = wordsOf(one)
    return words.trim() === '' ? [] : [{ job, sha256, from, to, region: regionOf(one.region), words, at }]
  })
  return { decisions, comments }
}

function scopeOf(found: unknown): SaidDecision['scope'] {
  if (!isRecord(found)) return null
  const { what, segment } = found
  if (what === 'segment' && typeof segment === 'string' && /^[0-9a-f]{64}$/.test(segment))
    return { what, segment }
  return what === 'row' || what === 'template' || what === 'video' ? { what } : null
}

function regionOf(found: unknown): SaidComment['region'] {
  if (!isRecord(found)) return null
  const [x, y, width, height] = [found.x, found.y, found.width, found.height]
  const sides = [x, y, width, height].map(Number)
  if (!sides.every((side) => Number.isInteger(side) && side >= 0 && side <= 100_000)) return null
  return sides[2] === 0 || sides[3] === 0
    ? null
    : { x: sides[0]!, y: sides[1]!, width: sides[2]!, height: sides[3]! }
}
