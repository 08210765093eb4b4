import type { SoundMeasured } from './messages.ts'

/** 32-bit samples as ffmpeg writes them: a loud sample of 16 bits is 32767/32768, a coded one may be above 1. */
const fullScale = 0.9999
const silence = -120
/** Above, nothing of a recording lies. */
const loudest = 1e6
/**
 * Coding makes the flat top of a clipped wave uneven, and it may stay below full scale. Near it, a wave that comes up so steeply that it
 * would rise far higher in the time that it stays was cut off; a wave that is only loud turns round by itself.
 */
const nearFull = 0.94
const leastPlateau = 8
const tooFlat = 3

const decibels = (sample: number): number =>
  sample > 0 ? Math.max(silence, 20 * Math.log10(sample)) : silence

export type SoundTally = { take(bytes: Uint8Array): void; end(): SoundMeasured }

/** Turns samples (32-bit floats, channels in turn) into series of tenths of a second. */
export function createSoundTally({
  channels,
  sampleRate,
}: {
  channels: number
  sampleRate: number
}): SoundTally {
  const peaks: number[] = []
  const envelope: number[] = []
  const correlations: number[] = []
  const clips: number[] = []
  const size = channels * 4
  const kept = new Uint8Array(size)
  let keptBytes = 0
  let samples = 0
  let strange = 0
  let ends = Math.round(sampleRate / 10)
  let hundredthEnds = Math.round(sampleRate / 100)
  let [peak, shortPeak, clipped, both, left, right] = [0, 0, 0, 0, 0, 0]
  const runs = new Uint32Array(channels)
  const plateaus = Array.from({ length: channels }, () => ({ length: 0, top: 0, rise: 0, last: 0 }))
  const sides = channels >= 2

  function close(): void {
    peaks.push(decibels(peak))
    const energy = Math.sqrt(left * right)
    // Far below anything that is heard there are no sides.
    correlations.push(sides && energy > 1e-9 * sampleRate ? both / energy : Number.NaN)
    clips.push(Math.min(clipped, 0xffff))
    peak = clipped = both = left = right = 0
    ends = Math.round(((peaks.length + 1) * sampleRate) / 10)
  }

  function followPlateau(plateau: (typeof plateaus)[number], sample: number): void {
    if (sample >= nearFull) {
      if (plateau.length === 0) {
        plateau.rise = sample - plateau.last
        plateau.top = 0
      }
      plateau.length++
      if (sample > plateau.top) plateau.top = sample
    } else if (plateau.length > 0) {
      // A wave that turns round by itself is a parabola there: it rises by a quarter of its slope times its length.
      const rise = (Math.min(plateau.rise, plateau.last - sample) * plateau.length) / 4
      if (plateau.length >= leastPlateau && rise > tooFlat * Math.max(0.02, plateau.top - nearFull))
        clipped = Math.max(clipped, plateau.length)
      plateau.length = 0
    }
    plateau.last = sample
  }

  function closeHundredth(): void {
    envelope.push(decibels(shortPeak))
    if (shortPeak > peak) peak = shortPeak
    shortPeak = 0
    hundredthEnds = Math.round(((envelope.length + 1) * sampleRate) / 100)
  }

  function note(view: DataView, at: number): void {
    for (let channel = 0; channel < channels; channel++) {
      const told = Math.abs(view.getFloat32(at + channel * 4, true))
      // A broken stream may decode to anything.
      if (Number.isNaN(told)) {
        strange++
        continue
      }
      const sample = Math.min(told, loudest)
      if (sample > shortPeak) shortPeak = sample
      followPlateau(plateaus[channel]!, sample)
      if (sample < fullScale) runs[channel] = 0
      else {
        runs[channel]!++
        if (runs[channel]! > clipped) clipped = runs[channel]!
      }
    }
    if (sides) {
      const [l, r] = [view.getFloat32(at, true), view.getFloat32(at + 4, true)]
      if (Number.isFinite(l) && Number.isFinite(r)) {
        both += l * r
        left += l * l
        right += r * r
      }
    }
    samples++
    if (samples === hundredthEnds) closeHundredth()
    if (samples === ends) close()
  }

  return {
    take(bytes) {
      let at = 0
      while (keptBytes > 0 && keptBytes < size && at < bytes.length) kept[keptBytes++] = bytes[at++]!
      if (keptBytes === size) {
        note(new DataView(kept.buffer), 0)
        keptBytes = 0
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (; at + size <= bytes.length; at += size) note(view, at)
      while (at < bytes.length) kept[keptBytes++] = bytes[at++]!
    },
    end() {
      if (samples > Math.round((envelope.length * sampleRate) / 100)) closeHundredth()
      if (samples > Math.round((peaks.length * sampleRate) / 10)) close()
      return {
        samples,
        strange,
        series: {
          peak: Float32Array.from(peaks),
          envelope: Float32Array.from(envelope),
          correlation: Float32Array.from(correlations),
          clipped: Uint16Array.from(clips),
        },
      }
    },
  }
}
