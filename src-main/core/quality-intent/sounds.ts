import type { AudioSpec, MixInput } from '../../../src-shared/plans/media.ts'
import type { Known } from './known.ts'

type Seconds = { from: number; to: number }

/** A voice of the mix is heard for certain above this, in dBFS after its gain: mixing and loudness change the rest. */
const heard = -45
/** A fade is heard for this share of its time. */
const fadeHeard = 0.5
const tenth = 0.1

/** Seconds in which nothing may be heard. `length`: of the video. */
export function silenceOf(spec: AudioSpec | null, length: number, known: Known): Seconds[] {
  if (spec === null) return [{ from: 0, to: length }]
  const count = Math.ceil(length / tenth - 1e-9)
  const sounds = new Uint8Array(count)
  for (const input of spec.inputs) sound(sounds, input, known)
  const silent: Seconds[] = []
  for (let index = 0; index < count; index++) {
    if (sounds[index] === 1) continue
    const last = silent.at(-1)
    const [from, to] = [index * tenth, Math.min(length, (index + 1) * tenth)]
    if (last !== undefined && Math.abs(last.to - from) < 1e-6) last.to = to
    else silent.push({ from, to })
  }
  return silent
}

/** Marks the tenths of a second in which one voice is heard for certain. */
function sound(sounds: Uint8Array, input: MixInput, known: Known): void {
  const peaks = known.source(input.content)?.sound?.series.peak
  if (peaks === undefined) return
  const whole = turnOf(input, known)
  const end = input.loop ? input.duration : Math.min(input.duration, whole)
  const loudFrom = input.fadeIn * fadeHeard
  const loudTo = end - input.fadeOut * fadeHeard
  for (let index = 0; index < sounds.length; index++) {
    const [from, to] = [index * tenth - input.at, (index + 1) * tenth - input.at]
    if (from < loudFrom - 1e-9 || to > loudTo + 1e-9) continue
    if (levelAt(input, from % whole, peaks) > heard) sounds[index] = 1
  }
}

/** Seconds of the video that a voice lasts before it ends or begins again. */
function turnOf(input: MixInput, known: Known): number {
  const media = known.media(input.content)
  const own =
    (input.role === 'clip' && input.loop ? media?.video?.duration : null) ??
    media?.audio?.duration ??
    media?.duration ??
    Number.POSITIVE_INFINITY
  return Math.max(tenth, (Math.min(input.to ?? own, own) - input.from) / input.speed)
}

/** dBFS of a voice, `at` seconds after it begins. */
function levelAt(input: MixInput, at: number, peaks: Float32Array): number {
  const index = Math.floor((input.from + at * input.speed) / tenth + 1e-6)
  return (peaks[index] ?? Number.NEGATIVE_INFINITY) + input.gain
}

/** Where a clip's sound begins at once, with its picture. */
export function beginsAtOnce(input: MixInput, known: Known): boolean {
  const peaks = known.source(input.content)?.sound?.series.peak
  return peaks !== undefined && input.fadeIn === 0 && levelAt(input, 0, peaks) > heard
}
