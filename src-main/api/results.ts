import type { Handlers } from './create-api.ts'

type Posters = { waveform(job: number): Promise<number[]> }

export function resultsHandlers(posters: () => Promise<Posters>): Pick<Handlers, 'job.waveform'> {
  return {
    'job.waveform': async ({ job }) => ({ peaks: await (await posters()).waveform(job) }),
  }
}
