import { count, number } from '../../view-math/numbers.ts'

export const quality = {
  label: 'Inspection',
  notInspected: 'Not inspected',
  inspected: (profiles: readonly string[]) =>
    profiles.length === 0 ? 'Inspected' : `Inspected: ${profiles.join(', ')}`,
  left: (videos: number) => `${number(videos)} not inspected`,
  mostFound: 'Found most:',
  showVideos: 'show these videos',
  inspect: 'Inspect',
  inspectAgain: 'Inspect again',
  inspectBatch: 'Inspect the finished videos…',
  inspectTitle: (batch: string) => `Inspect the videos of ${batch}`,
  inspectText: 'Finished videos are looked at by this profile. Nothing is rendered, and no file changes.',
  profile: 'Quality profile',
  asBatch: 'As the batch or its template says',
  again: 'Also videos that were held against this profile already',
  going: (done: number, total: number) =>
    total === 0 ? 'Inspecting…' : `Inspecting: ${number(done)} of ${number(total)}`,
  stop: 'Stop',
  done: (inspected: number, found: { pass: number; warn: number; fail: number }, faults: number) =>
    [
      inspected === 0
        ? 'There was nothing new to inspect.'
        : `${count(inspected, 'video')} inspected: ${number(found.pass)} passed, ${number(found.warn)} with warnings, ${number(found.fail)} failed.`,
      faults === 0 ? '' : `${count(faults, 'video')} could not be looked at.`,
    ]
      .filter(Boolean)
      .join(' '),
}
