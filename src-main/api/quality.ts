import { resolve } from 'node:path'
import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { ListedProfile } from '../../src-shared/contract/quality.ts'
import type { Inspection } from '../../src-shared/quality/inspection.ts'
import type { OwnProfile, QualityProfile } from '../../src-shared/quality/profiles.ts'
import { batchInFolder } from '../services/batch-desk/earlier-papers.ts'
import type { BatchInspector } from '../services/quality-inspector/batch-inspector.ts'
import type { FileFindings } from '../services/quality-inspector/write-findings.ts'
import { idOf, type NewestBatch, ofBatch, withIds } from './batch-names.ts'
import type { Handlers } from './create-api.ts'
import type { LongWorkOf } from './long-work.ts'

type Quality = {
  findVideos(paths: readonly string[]): Promise<string[]>
  writeFindings(out: string, files: Iterable<FileFindings> | AsyncIterable<FileFindings>): Promise<void>
  inspectFile(
    path: string,
    how: { profile: QualityProfile; signal: AbortSignal; onShare(share: number): void },
  ): Promise<Inspection>
  profiles: {
    list(): Promise<ListedProfile[]>
    find(name: string): Promise<QualityProfile>
    save(profile: OwnProfile): Promise<void>
    remove(name: string): Promise<OwnProfile>
  }
}

/** What is kept of inspections. `reading`: asked of the thread that reads, by name. */
type Records = {
  reading: {
    ask(
      name: 'quality.findings',
      values: ParsedPayload<'quality.findings'>,
    ): Promise<Answers['quality.findings']>
    ask(name: 'quality.videos', values: ParsedPayload<'quality.videos'>): Promise<Answers['quality.videos']>
    ask(name: 'quality.summary', values: { batch: string }): Promise<Answers['quality.summary']>
  }
  store: NewestBatch & {
    job(job: number): Job
    batch(batch: string): Pick<Batch, 'outputFolder'>
    quality: { ofJob(job: number): Answers['quality.inspection']['inspection'] }
  }
}

type Names =
  | 'quality.inspect-batch'
  | 'quality.findings'
  | 'quality.batch-in'
  | 'quality.videos'
  | 'quality.inspection'
  | 'quality.summary'
  | 'quality.inspect-file'
  | 'quality.stop-inspecting'
  | 'quality.find-videos'
  | 'quality.write-findings'
  | 'quality.profiles'
  | 'quality.save-profile'
  | 'quality.remove-profile'

export function qualityHandlers(
  quality: () => Promise<Quality>,
  records: () => Promise<Records>,
  inspector: () => Promise<Pick<BatchInspector, 'inspect'>>,
  longWork: LongWorkOf,
): Pick<Handlers, Names> {
  const looking = longWork({
    taken: (id) =>
      new StudioError({
        code: 'quality.running',
        message: `An inspection with the id "${id}" is going on already.`,
        whatToDo: 'Choose another id, or stop that one first.',
      }),
    stopped: (cause) =>
      new StudioError({
        code: 'quality.stopped',
        message: 'The inspection was stopped.',
        whatToDo: 'Begin it again when you want its answer.',
        cause,
      }),
  })

  return {
    'quality.inspect-file': ({ id, path, profile }) =>
      looking.run(id, async ({ signal, tell }) => {
        const { inspectFile, profiles } = await quality()
        return inspectFile(path, {
          profile: await profiles.find(profile),
          signal,
          onShare: (share) => tell(() => ({ event: 'quality.progress', id, share })),
        })
      }),
    'quality.inspect-batch': ({ id, ...asked }) =>
      looking.run(id, async ({ signal, tell }) => {
        const { store } = await records()
        return (await inspector()).inspect(ofBatch(store, asked), {
          signal,
          onVideos: (done, total) =>
            tell(() => {
              const share = Math.min(1, done / total)
              return { event: 'quality.progress', id, share, done, total }
            }),
        })
      }),
    async 'quality.batch-in'({ folder }) {
      const { store } = await records()
      const batch = await batchInFolder(folder)
      return { batch: batch !== null && isOf(folder, batch, store) ? batch : null }
    },
    async 'quality.findings'(asked) {
      const { store, reading } = await records()
      // So that a job that isn't there is an error, and not one without findings.
      if ('job' in asked.of) store.job(asked.of.job)
      return reading.ask('quality.findings', withIds(store, asked))
    },
    async 'quality.videos'(asked) {
      const { store, reading } = await records()
      return reading.ask('quality.videos', ofBatch(store, asked))
    },
    async 'quality.inspection'({ job }) {
      const { store } = await records()
      store.job(job)
      return { inspection: store.quality.ofJob(job) }
    },
    async 'quality.summary'(asked) {
      const { store, reading } = await records()
      return reading.ask('quality.summary', ofBatch(store, asked))
    },
    'quality.stop-inspecting'({ id }) {
      looking.stop(id)
      return null
    },
    'quality.find-videos': async ({ paths }) => ({ videos: await (await quality()).findVideos(paths) }),
    async 'quality.write-findings'({ out, of }) {
      const { writeFindings } = await quality()
      if ('files' in of) await writeFindings(out, of.files)
      else {
        const { store, reading } = await records()
        await writeFindings(out, videosOf(reading, idOf(store, of.batch)))
      }
      return null
    },
    'quality.profiles': async () => ({ profiles: await (await quality()).profiles.list() }),
    async 'quality.save-profile'({ profile }) {
      const { profiles: book } = await quality()
      await book.save(profile)
      return { profiles: await book.list() }
    },
    async 'quality.remove-profile'({ name }) {
      const { profiles: book } = await quality()
      const removed = await book.remove(name)
      return { profiles: await book.list(), removed }
    },
  }
}

/** Whether a batch is known here, and is that of the folder: a copy of it is somebody else's. */
function isOf(folder: string, batch: string, store: Records['store']): boolean {
  try {
    return resolve(store.batch(batch).outputFolder) === resolve(folder)
  } catch (error) {
    if (error instanceof StudioError && error.code === 'batch.not-found') return false
    throw error
  }
}

/** All inspected videos of a batch, a page at a time. */
async function* videosOf(reading: Records['reading'], batch: string): AsyncGenerator<FileFindings> {
  for (let after: number | null = 0; after !== null; ) {
    const page: Answers['quality.videos'] = await reading.ask('quality.videos', { batch, after, limit: 500 })
    yield* page.videos
    after = page.next
  }
}
