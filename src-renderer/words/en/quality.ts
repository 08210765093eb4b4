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
  begun: (videos: number) => `${count(videos, 'video')} will be inspected.`,
  nothingBegun: 'All of them were held against this profile already.',
}
