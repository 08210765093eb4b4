import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { AudioFacts, AudioSpec, MediaFacts, MixInput } from '../../../src-shared/plans/media.ts'

/** All sound is mixed at this rate, in stereo, as floating point: nothing clips before the end. */
export const sampleRate = 48_000

export type SoundSource = { path: string; facts: MediaFacts }

/** One voice of a mix with all that is known of its file. */
export type Sound = {
  input: MixInput
  path: string
  audio: AudioFacts
  /** Samples that the stretch lasts in the video, after its change of speed; null when the file's length is unknown. */
  stretch: number | null
  /** Samples that it sounds at most, from its place to the end of its time or of the video. */
  room: number
}

/**
 * The sounds of a mix. A clip without sound is silent and left out, as is what begins after its file or the video ends.
 *
 * Throws StudioError `media.no-sound` when a music bed or a voice holds no sound, and `media.cut-short` when a file was
 * cut off before the end of what is used of it.
 */
export function soundsOf(spec: AudioSpec, sources: ReadonlyMap<string, SoundSource>): Sound[] {
  return spec.inputs.flatMap((input) => {
    const source = sources.get(input.content)
    if (source === undefined) throw new Error(`no source was given for the content ${input.content}`)
    const { path, facts } = source
    const { audio } = facts
    if (audio === null) {
      if (input.role === 'clip') return []
      throw new StudioError({
        code: 'media.no-sound',
        message: `${nameOf(path)} has no sound, but it is used as ${input.role === 'music' ? 'music' : 'a voice'}.`,
        whatToDo: 'Use a file with sound, or leave it away.',
        details: [path],
      })
    }
    const room = Math.min(samplesOf(input.duration), spec.samples - samplesOf(input.at))
    const end = endOf(input, facts, audio)
    const stretch =
      end === null ? null : Math.max(0, Math.round(((end - input.from) / input.speed) * sampleRate))
    if (room <= 0 || stretch === 0) return []
    refuseCut(input, facts, audio, path, room)
    return [{ input, path, audio, stretch, room }]
  })
}

/** Whether a sound has to be repeated to fill its time. */
export function isLooped({ input, stretch, room }: Sound): boolean {
  return input.loop && (stretch === null || stretch < room)
}

/** Samples from the place of a sound in which it is heard. */
export function lengthOf(sound: Sound): number {
  return isLooped(sound) || sound.stretch === null ? sound.room : Math.min(sound.stretch, sound.room)
}

export function samplesOf(seconds: number): number {
  return Math.round(seconds * sampleRate)
}

/** A looped clip repeats with its picture, silence included; anything else with its sound. */
function endOf(input: MixInput, facts: MediaFacts, audio: AudioFacts): number | null {
  const own = input.role === 'clip' && input.loop ? (facts.video?.duration ?? audio.duration) : audio.duration
  if (own === null) return input.to
  return Math.min(input.to ?? own, own)
}

function refuseCut(input: MixInput, facts: MediaFacts, audio: AudioFacts, path: string, room: number): void {
  const { cutShort } = facts
  if (cutShort === null || audio.duration === null) return
  const end = Math.min(input.to ?? cutShort.promised, cutShort.promised)
  const wanted = input.loop ? end : Math.min(end, input.from + (room / sampleRate) * input.speed)
  if (wanted <= audio.duration + 0.05) return
  throw new StudioError({
    code: 'media.cut-short',
    message:
      `${nameOf(path)} is cut off: its header promises ${cutShort.promised.toFixed(2)} s, but its sound can only be ` +
      `read up to ${audio.duration.toFixed(2)} s, and the video uses it up to ${wanted.toFixed(2)} s.`,
    whatToDo: 'Copy or export the file again, and see that it plays to its end.',
    details: [path],
  })
}

export function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
