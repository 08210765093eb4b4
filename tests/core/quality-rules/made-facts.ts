import { createPictureTally } from '../../../src-main/outside/measuring/picture-tally.ts'
import { smallPlanes } from '../../../src-shared/quality/compare-frames.ts'
import type { FileFacts, PictureFacts, SmallFrame, SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import { nothingMeant } from '../../helpers/intents.ts'

export const small: SmallFrame = {
  width: 64,
  height: 36,
  patches: 1,
  patchLines: 16,
  matrix: 'bt709',
  matrixIsSaid: true,
}

/** Bytes that follow from a number alone. */
export function chance(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A frame whose luma is what `luma` says at each place, with grey or another colour. */
export function frame(luma: (x: number, y: number) => number, u = 128, v = 128): Uint8Array {
  const planes = smallPlanes(small)
  const bytes = new Uint8Array(planes.bytes)
  for (let y = 0; y < small.height + small.patches * small.patchLines; y++)
    for (let x = 0; x < small.width; x++) bytes[y * small.width + x] = luma(x, y)
  bytes.fill(u, planes.u, planes.v)
  bytes.fill(v, planes.v)
  return bytes
}

/** What is measured of such frames, at 25 a second. */
export function factsOf(frames: readonly Uint8Array[]): PictureFacts {
  const tally = createPictureTally(small, frames.length)
  for (const one of frames) tally.take(one)
  return { ...tally.end(), rate: { num: 25, den: 1 }, width: 640, height: 360, small, faults: [] }
}

/** A pattern that moves by one pixel a frame. */
export const moving = (at: number): Uint8Array =>
  frame((x, y) => 90 + 60 * Math.sin((x + at) / 3) + ((y * 3) % 40))

/** A video of ours of which nothing but what is said was meant. */
export const meant = (frames: number, change: Partial<Intent> = {}): Intent => ({
  ...{ frames, rate: { num: 25, den: 1 }, width: 640, height: 360 },
  ...nothingMeant,
  ...change,
})

/** What is measured of a sound of so many tenths of a second, as loud as `at` says. */
export const soundOf = (
  tenths: number,
  at: (tenth: number) => number,
  change: Partial<Omit<SoundFacts, 'series'>> & { series?: Partial<SoundFacts['series']> } = {},
): SoundFacts => ({
  ...{ channels: 2, sampleRate: 48_000, duration: tenths / 10, integrated: -14, range: 3, truePeak: -1 },
  faults: [],
  ...change,
  series: {
    momentary: new Float32Array(tenths).fill(-14),
    peak: Float32Array.from({ length: tenths }, (_, tenth) => at(tenth)),
    envelope: Float32Array.from({ length: tenths * 10 }, (_, place) => at(Math.floor(place / 10))),
    correlation: new Float32Array(tenths).fill(1),
    clipped: new Uint16Array(tenths),
    ...change.series,
  },
})

type Change = Omit<Partial<FileFacts>, 'media'> & {
  media?: Omit<Partial<FileFacts['media']>, 'video'>
  video?: Partial<NonNullable<FileFacts['media']['video']>>
}

/** An MP4 of three seconds as Reelmill makes them, but for what is said. */
export function fileOf({ media, video, ...change }: Change = {}): FileFacts {
  const rate = { num: 25, den: 1 }
  return {
    ...{ bytes: 1_500_000, codecProfile: 'High', bitRate: 4_000_000, packets: 75, rate },
    colour: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' },
    ...{ gaps: [], gapCount: 0, fastStart: true, attached: 0, faults: [] },
    ...{ picture: { start: 0, end: 3 }, sound: { start: 0, end: 3 } },
    tags: { major_brand: 'isom' },
    media: {
      ...{ duration: 3, container: 'mov,mp4,m4a,3gp,3g2,mj2', cutShort: null },
      audio: { stream: 1, codec: 'aac', channels: 2, sampleRate: 48_000, start: 0, duration: 3 },
      ...media,
      video: {
        ...{ stream: 0, codec: 'h264', width: 640, height: 360, shownWidth: 640, shownHeight: 360 },
        ...{ pixelAspect: { num: 1, den: 1 }, rotation: 0, mirrored: false, interlaced: 'no' },
        ...{ pixelFormat: 'yuv420p', bitDepth: 8, hasAlpha: false, range: 'limited', matrix: 'bt709' },
        ...{ transfer: 'sdr', primaries: 'bt709', rate, start: 0, duration: 3 },
        ...video,
      },
    },
    ...change,
  }
}
