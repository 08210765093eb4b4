import type { FileFacts, PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { LookFacts } from '../../../src-shared/quality/looks.ts'
import type { LookingRoom } from '../../outside/measuring/looking.ts'
import type { Measured, MeasuringRoom, PicturesAsked } from '../../outside/measuring/measuring.ts'
import { smallFrameOf } from '../../outside/measuring/picture-command.ts'
import type { FileBits } from '../../outside/measuring/read-file.ts'
import { type FactsShelf, openFactsShelf } from './facts-shelf.ts'
import { joinedOf } from './joined-of.ts'
import type { LookAsks } from './look-asks.ts'
import { createMeasureJoined } from './measure-joined.ts'

type Deps = Parameters<MeasuringRoom['measurePicture']>[2] & { signal: AbortSignal }
/** A file of which the bits are known. */
type Known = { path: string; file: FileFacts; bits: FileBits; count(cpuMilliseconds: number | null): void }

/** Measures finished files, but what was measured before of the same bits only once: in this studio's folder, across batches and restarts. */
export type KeptMeasurer = {
  /** `lengths`: frames of the segments that it was joined of. Null: it has to be measured whole. */
  picture(
    known: Known,
    asked: {
      pictures: Omit<PicturesAsked, 'looks' | 'onFrames'>
      lengths: readonly number[]
      looks: LookAsks | null
      onFrames(frames: number): void
    },
    deps: Deps,
  ): Promise<{ picture: PictureFacts; looks: LookFacts | null } | null>
  sound(known: Known, deps: Deps): Promise<SoundFacts>
  /** Of a clip or a sound, by its content. */
  source<Facts extends SourceFacts>(
    content: string,
    measure: () => Promise<Facts>,
    signal: AbortSignal,
  ): Promise<SourceFacts>
}

type SourceFacts = { picture: PictureFacts | null; sound: SoundFacts | null }

/** Puts facts together in slices; longer ones (half an hour) would take too much memory twice. */
const mostFrames = 54_000

export function createKeptMeasurer(needs: {
  folder: string
  room: MeasuringRoom
  looking: LookingRoom
}): KeptMeasurer {
  const shelf: FactsShelf = openFactsShelf(needs.folder)
  const measureJoined = createMeasureJoined({ ...needs, shelf })

  return {
    async picture({ path, file, bits, count }, { pictures, lengths, looks, onFrames }, deps) {
      const stream = bits.get(pictures.stream)
      if (stream === undefined || pictures.frames > mostFrames) return null
      // Not how long the video is: that differs from one to the next.
      const { width, height, rotation, pixelFormat, range, rate } = pictures
      const how = { small: smallFrameOf(pictures), width, height, rotation, pixelFormat, range, rate }
      const { codec, mirrored } = file.media.video!
      const about = [how, mirrored, codec, stream.extradata]
      const segments = joinedOf(stream.packets, lengths, about)
      return segments === null
        ? null
        : measureJoined(path, { segments, pictures, looks, onFrames, count }, deps)
    },

    async sound({ path, file, bits, count }, deps) {
      const audio = file.media.audio!
      const stream = bits.get(audio.stream)
      const { stream: _, ...decoded } = audio
      const words =
        stream === undefined
          ? null
          : [
              'sound',
              JSON.stringify([decoded, stream.extradata, stream.packets.map(({ at, hash }) => [at, hash])]),
            ]
      const found = words === null ? null : await shelf.find<SoundFacts>(words, deps.signal)
      if (found !== null) return found
      const measured: Measured<SoundFacts> = await needs.room.measureSound(path, audio, deps)
      count(measured.cpuMilliseconds)
      const { facts } = measured
      if (words !== null && facts.faults.length === 0) await shelf.keep(words, facts, deps.signal)
      return facts
    },

    async source(content, measure, signal) {
      const words = ['source', content]
      const found = await shelf.find<SourceFacts>(words, signal)
      if (found !== null) return found
      const { picture, sound } = await measure()
      await shelf.keep(words, { picture, sound }, signal)
      return { picture, sound }
    },
  }
}
