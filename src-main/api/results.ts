import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import type { Loudness } from '../../src-shared/contract/results.ts'
import type { MediaFacts } from '../../src-shared/plans/media.ts'
import type { ViewingCopies } from '../services/posters/viewing-copies.ts'
import { ofBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type Names =
  | 'results.index'
  | 'results.jobs'
  | 'results.strips'
  | 'results.beside'
  | 'job.waveform'
  | 'job.loudness'
  | 'job.media'
  | 'job.copy'
  | 'job.stop-copy'
  | 'job.save-frame'

/** What is asked of the thread that reads, by name. */
type Reading = {
  ask(name: 'results.index', values: ParsedPayload<'results.index'>): Promise<Answers['results.index']>
  ask(name: 'results.jobs', values: ParsedPayload<'results.jobs'>): Promise<Job[]>
  ask(name: 'results.strips', values: ParsedPayload<'results.strips'>): Promise<Answers['results.strips']>
  ask(name: 'results.beside', values: ParsedPayload<'results.beside'>): Promise<Answers['results.beside']>
}

type ResultsOffice = {
  reading: Reading
  store: { batches(before: undefined, limit: number): { batches: Batch[] } }
}

type Posters = {
  waveform(job: number): Promise<number[]>
  loudness(job: number): Promise<Loudness>
  media(job: number): Promise<MediaFacts>
  saveFrame(job: number, frame: number, out: string): Promise<void>
}

export function resultsHandlers(
  office: () => Promise<ResultsOffice>,
  posters: () => Promise<Posters>,
  copies: () => Promise<Pick<ViewingCopies, 'copy' | 'stop'>>,
): Pick<Handlers, Names> {
  return {
    async 'results.index'(asked) {
      const { reading, store } = await office()
      return reading.ask('results.index', ofBatch(store, asked))
    },
    async 'results.jobs'(asked) {
      const { reading, store } = await office()
      return { jobs: await reading.ask('results.jobs', ofBatch(store, asked)) }
    },
    'results.strips': async (asked) => (await office()).reading.ask('results.strips', asked),
    'results.beside': async (asked) => (await office()).reading.ask('results.beside', asked),
    'job.waveform': async ({ job }) => ({ peaks: await (await posters()).waveform(job) }),
    'job.loudness': async ({ job }) => (await posters()).loudness(job),
    'job.media': async ({ job }) => (await posters()).media(job),
    async 'job.copy'({ job, id }) {
      await (await copies()).copy(job, id)
      return null
    },
    async 'job.stop-copy'({ job, id }) {
      const made = await copies()
      made.stop(job, id)
      return null
    },
    async 'job.save-frame'({ job, frame, out }) {
      await (await posters()).saveFrame(job, frame, out)
      return null
    },
  }
}
