import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { z } from 'zod'
import { StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import {
  type ImportAnswer,
  type MergeEntry,
  type MergeOutcome,
  mergeOutcomes,
} from '../../../src-shared/contract/review-packages.ts'
import { decisionsFile, saidComment, saidDecision } from '../../../src-shared/review/decisions-file.ts'
import { type DecisionsFile, mostFileBytes, mostSaid } from '../../../src-shared/review/package.ts'
import type { Comment, Decision } from '../../../src-shared/review/review.ts'
import { type KnownVideo, type Merged, mergeComment, mergeDecision } from '../../core/review-rules/merge.ts'
import type { SentPackage } from '../../outside/database/package-records.ts'
import type { NewComment, NewDecision } from '../../outside/database/review-records.ts'
import type { ReviewPackagesNeeds } from './needs.ts'
import { parseInTurns } from './parse-in-turns.ts'
import { isOurs } from './seal.ts'

type Asked = { files: string[]; dry: boolean; again: boolean }
type FileAnswer = ImportAnswer['files'][number]
type Counts = FileAnswer['counts']

const mostTold = 1_000
/** Read of the store at a time: some milliseconds. */
const atOnce = 500

const noCounts = (): Counts => ({
  ...(Object.fromEntries(mergeOutcomes.map((outcome) => [outcome, 0])) as Record<MergeOutcome, number>),
  conflicts: 0,
})

/** Looks at each file and takes what may be taken; one that is refused leaves the others as they are. */
export async function importDecisions(
  needs: Pick<ReviewPackagesNeeds, 'store' | 'review' | 'clock'>,
  { files, dry, again }: Asked,
): Promise<ImportAnswer> {
  const answer: ImportAnswer = {
    dry,
    files: [],
    entries: [],
    counts: noCounts(),
    again: { videos: 0, segments: 0, jobs: [] },
  }
  /** What earlier files of a dry run would have said. */
  const supposed = new Map<number, Pick<KnownVideo, 'decisions' | 'comments'>>()
  for (const [place, path] of files.entries()) {
    const one: FileAnswer = {
      path,
      reviewer: null,
      package: null,
      batch: null,
      refused: null,
      counts: noCounts(),
    }
    answer.files.push(one)
    try {
      const said = await readDecisions(path)
      const sent = packageOf(said, basename(path))
      Object.assign(one, { reviewer: said.reviewer, package: sent.id, batch: sent.batch })
      const taken = await merge(said, sent, place, one.counts)
      if (!dry) await take(sent.batch, taken)
    } catch (error) {
      if (!(error instanceof StudioError)) throw error
      one.refused = toErrorShape(error)
    }
    for (const key of Object.keys(one.counts) as (keyof Counts)[]) answer.counts[key] += one.counts[key]
  }
  const weight = ({ conflict, outcome }: MergeEntry) =>
    conflict !== null ? 0 : outcome === 'refused' ? 1 : 2
  answer.entries = answer.entries.sort((first, second) => weight(first) - weight(second)).slice(0, mostTold)
  return answer

  /** The package that a file answers, if it is one of ours and as it went out. */
  function packageOf({ package: seal, seen }: DecisionsFile, name: string): SentPackage {
    const { packages } = needs.store
    const key = packages.key()
    if (key === null || !isOurs(seal, key))
      throw new StudioError({
        code: 'decisions.foreign',
        message: `${name} belongs to a package that this studio did not make, or what it says of its package was altered.`,
        whatToDo:
          'Import it in the studio that exported the package, or ask the reviewer to save the file again.',
      })
    if (seen !== null && seen !== seal.digest)
      throw new StudioError({
        code: 'decisions.altered',
        message: `The package that ${name} comes from was altered or damaged after it went out: its reviewer saw something else.`,
        whatToDo: 'Send the package again, and have it reviewed once more.',
      })
    const sent = packages.find(seal.id)
    if (sent !== null && sent.digest === seal.digest) return sent
    throw new StudioError({
      code: 'decisions.unknown-package',
      message: `The package of ${name} is not among those that this studio knows: its batch was removed, or an older backup was restored.`,
      whatToDo: 'Export the batch again, if it is there.',
    })
  }

  async function merge(said: DecisionsFile, sent: SentPackage, file: number, counts: Counts) {
    const sentFiles = new Map(sent.items)
    const taken = { decisions: [] as (NewDecision & { again: boolean })[], comments: [] as NewComment[] }
    const withdraws: number[] = []
    // Nobody said anything after the file was saved, nor saved it after it came here.
    const ahead = Math.max(0, Date.parse(said.savedAt) - Date.parse(needs.clock.iso()))
    const back = { package: sent.id, reviewer: said.reviewer }
    const jobs = [...new Set([...said.decisions, ...said.comments].map(({ job }) => job))]
    const videos = await known(sent, sentFiles, jobs)
    const tell = (job: number, what: MergeEntry['said'], result: Merged) => {
      counts[result.outcome] += 1
      if (result.conflict !== null) counts.conflicts += 1
      const { outcome, conflict, why } = result
      if (why !== null)
        answer.entries.push({
          file,
          job,
          video: videos.get(job)?.name ?? null,
          reviewer: said.reviewer,
          said: what,
          outcome,
          conflict,
          why,
        })
    }
    for (const one of said.decisions) {
      const video = videos.get(one.job)!
      const result = mergeDecision(one, { ...back, ahead }, video)
      tell(one.job, one.kind, result)
      withdraws.push(...result.withdraws)
      if (result.outcome !== 'taken' || one.kind === 'withdrawn') continue
      const { kind, at, ...rest } = one
      const moment = ahead === 0 ? { at: utc(at) } : { at: utc(at, ahead), saidAt: utc(at) }
      const decision: NewDecision = { ...rest, kind, ...back, ...moment }
      taken.decisions.push({ ...decision, again: again && result.conflict === null })
      video.decisions = [...video.decisions, { ...decision, id: Number.MAX_SAFE_INTEGER, undoneAt: null }]
    }
    for (const one of said.comments) {
      const video = videos.get(one.job)!
      const result = mergeComment(one, back, video)
      tell(one.job, 'comment', result)
      if (result.outcome !== 'taken') continue
      const comment: NewComment = { ...one, ...back, at: utc(one.at) }
      taken.comments.push(comment)
      video.comments = [...video.comments, { ...comment, id: Number.MAX_SAFE_INTEGER, removedAt: null }]
    }
    if (dry) for (const [job, { decisions, comments }] of videos) supposed.set(job, { decisions, comments })
    return { ...taken, withdraws }
  }

  async function known(sent: SentPackage, sentFiles: ReadonlyMap<number, string>, jobs: readonly number[]) {
    const videos = new Map<
      number,
      KnownVideo & { name: string | null; decisions: readonly Decision[]; comments: readonly Comment[] }
    >()
    for (let from = 0; from < jobs.length; from += atOnce) {
      if (from > 0) await turn()
      const some = jobs.slice(from, from + atOnce)
      const found = needs.store.packages.known(sent.batch, some)
      const files = new Map(found.files.map((one) => [one.id, one]))
      const decisions = Map.groupBy(found.decisions, ({ job }) => job)
      const comments = Map.groupBy(found.comments, ({ job }) => job)
      for (const job of some)
        videos.set(job, {
          name: files.get(job)?.path ?? null,
          sent: files.has(job) ? (sentFiles.get(job) ?? null) : null,
          now: files.get(job)?.sha256 ?? null,
          decisions: supposed.get(job)?.decisions ?? decisions.get(job) ?? [],
          comments: supposed.get(job)?.comments ?? comments.get(job) ?? [],
        })
    }
    return videos
  }

  async function take(
    batch: string,
    { decisions, comments, withdraws }: Awaited<ReturnType<typeof merge>>,
  ): Promise<void> {
    for (let from = 0; from < withdraws.length; from += atOnce)
      await needs.review.undo(withdraws.slice(from, from + atOnce))
    if (comments.length > 0) await needs.review.takeComments(batch, comments)
    if (decisions.length === 0) return
    const made = await needs.review.take(batch, decisions)
    answer.again.videos += made.videos
    answer.again.segments += made.segments
    answer.again.jobs = [...answer.again.jobs, ...made.jobs].slice(0, mostTold)
  }
}

/** Moments are kept in one form, so that they sort. */
const utc = (moment: string, ahead = 0): string => new Date(Date.parse(moment) - ahead).toISOString()

/** Rejects with `decisions.unreadable`, `decisions.too-large`, `decisions.malformed`. */
async function readDecisions(path: string): Promise<DecisionsFile> {
  const name = basename(path)
  const text = await readBounded(path, name)
  let data: unknown
  try {
    data = await parseInTurns(text, ['decisions', 'comments'])
  } catch (cause) {
    throw malformed(name, null, cause)
  }
  const lists = { decisions: listOf('decisions'), comments: listOf('comments') }
  // The rest first: what is not a review is told at once, whatever it is full of.
  const head = parsed(decisionsFile, { ...(data as object), decisions: [], comments: [] }, '')
  return {
    ...head,
    decisions: await entriesOf(saidDecision, 'decisions'),
    comments: await entriesOf(saidComment, 'comments'),
  }

  function listOf(list: 'decisions' | 'comments'): unknown[] {
    const entries = (Object(data) as Record<string, unknown>)[list]
    if (Array.isArray(entries) && entries.length <= mostSaid) return entries
    throw malformed(
      name,
      typeof data === 'object' && data !== null && 'format' in data ? list : 'format',
      null,
    )
  }

  /** A slice at a time: each entry that is wrong costs more than one that is right, and others want their turn. */
  async function entriesOf<T>(schema: z.ZodType<T>, list: 'decisions' | 'comments'): Promise<T[]> {
    const read: T[] = []
    for (const [place, entry] of lists[list].entries()) {
      if (place % atOnce === atOnce - 1) await turn()
      read.push(parsed(schema, entry, `${list}.${place}.`))
    }
    return read
  }

  function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
    const read = schema.safeParse(value)
    if (read.success) return read.data
    const [first] = read.error.issues
    throw malformed(name, `${where}${first?.path.join('.') ?? ''}`.replace(/\.$/, '') || 'format', read.error)
  }
}

// A pipe would be waited for until somebody writes into it.
const unwaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

async function readBounded(path: string, name: string): Promise<string> {
  const file = await open(path, unwaiting).catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  try {
    const facts = await file.stat()
    if (!facts.isFile()) throw unreadable(name, null)
    if (facts.size > mostFileBytes)
      throw new StudioError({
        code: 'decisions.too-large',
        message: `${name} is larger than ${mostFileBytes / 1024 ** 2} MB: no decisions of a review are.`,
        whatToDo: 'Choose the file that the reviewer saved; its name ends in .reelmill-review.json.',
      })
    return await file.readFile('utf8')
  } catch (error) {
    throw error instanceof StudioError ? error : unreadable(name, error)
  } finally {
    await file.close()
  }
}

const unreadable = (name: string, cause: unknown) =>
  new StudioError({
    code: 'decisions.unreadable',
    message: `The file ${name} can't be read.`,
    whatToDo: 'Check that it is there and may be read.',
    cause,
  })

/** `where`: the place that is wrong, as `decisions.3.kind`; null: it is no JSON at all. */
const malformed = (name: string, where: string | null, cause: unknown) =>
  new StudioError({
    code: 'decisions.malformed',
    message:
      where === null
        ? `${name} holds no decisions of a review: it is no JSON, or not all of it is there.`
        : `${name} holds no decisions of a review that can be read: "${where}" is not as it has to be.`,
    whatToDo: 'Ask the reviewer to save the file again on the page of the package.',
    cause,
  })
