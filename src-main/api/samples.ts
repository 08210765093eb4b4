import type { Handlers } from './create-api.ts'

/** Ready-made requests of the sample data. */
export function sampleHandlers(
  samples: { title: string; template: string; data: string }[],
): Pick<Handlers, 'sample.show'> {
  return { 'sample.show': () => samples }
}
