import type { Job } from '../../src-shared/batches/batch.ts'
import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { ListedProfile } from '../../src-shared/contract/quality.ts'
import type { Inspection } from '../../src-shared/quality/inspection.ts'
import type { QualityProfile } from '../../src-shared/quality/profiles.ts'
import { idOf, type NewestBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

const tellEvery = 100

type Quality = {
  findVideos(paths: readonly string[]): Promise<string[]>
  writeFindings(out: string, files: ParsedPayload<'quality.write-findings'>['files']): Promise<void>
  inspectFile(
    path: string,
    how: { profile: QualityProfile; signal: AbortSignal; onShare(share: number): void },
  ): Promise<Inspection>
  profiles: {
    list(): Promise<ListedProfile[]>
    find(name: string): Promise<QualityProfile>
    save(profile: QualityProfile): Promise<void>
    remove(name: string): Promise<QualityProfile>
  }
}

/** What is kept of inspections. `reading`: asked of the thread that reads, by name. */
type Records = {
  reading: {
    ask(
      name: 'quality.findings',
      values: ParsedPayload<'quality.findings'>,
    ): Promise<Answers['quality.findings']>
    ask(name: 'quality.summary', values: { batch: string }): Promise<Answers['quality.summary']>
  }
  store: NewestBatch & {
    job(job: number): Job
    quality: { ofJob(job: number): Answers['quality.inspection']['inspection'] }
  }
}

type Names =
  | 'quality.findings'
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
  tell: (event: StudioEvent) => void,
  milliseconds: () => number,
): Pick<Handlers, Names> {
  /** Those that run, by the id that their asker chose. */
  const inspecting = new Map<string, AbortController>()
  return {
    async 'quality.inspect-file'({ id, path, profile }) {
      if (inspecting.has(id))
        throw new StudioError({
          code: 'quality.running',
          message: `An inspection with the id "${id}" is going on already.`,
          whatToDo: 'Choose another id, or stop that one first.',
        })
      const controller = new AbortController()
      inspecting.set(id, controller)
      const { signal } = controller
      let toldAt = Number.NEGATIVE_INFINITY
      try {
        const { inspectFile, profiles } = await quality()
        return await inspectFile(path, {
          profile: await profiles.find(profile),
          signal,
          onShare(share) {
            const at = milliseconds()
            if (at - toldAt < tellEvery) return
            toldAt = at
            tell({ event: 'quality.progress', id, share })
          },
        })
      } catch (error) {
        if (!signal.aborted) throw error
        throw new StudioError({
          code: 'quality.stopped',
          message: 'The inspection was stopped.',
          whatToDo: 'Begin it again when you want its answer.',
          cause: error,
        })
      } finally {
        inspecting.delete(id)
      }
    },
    async 'quality.findings'(asked) {
      const { store, reading } = await records()
      if ('batch' in asked.of)
        return reading.ask('quality.findings', { ...asked, of: { batch: idOf(store, asked.of.batch) } })
      // So that a job that isn't there is an error, and not one without findings.
      store.job(asked.of.job)
      return reading.ask('quality.findings', asked)
    },
    async 'quality.inspection'({ job }) {
      const { store } = await records()
      store.job(job)
      return { inspection: store.quality.ofJob(job) }
    },
    async 'quality.summary'({ batch }) {
      const { store, reading } = await records()
      return reading.ask('quality.summary', { batch: idOf(store, batch) })
    },
    'quality.stop-inspecting'({ id }) {
      inspecting.get(id)?.abort()
      return null
    },
    'quality.find-videos': async ({ paths }) => ({ videos: await (await quality()).findVideos(paths) }),
    async 'quality.write-findings'({ out, files }) {
      await (await quality()).writeFindings(out, files)
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
