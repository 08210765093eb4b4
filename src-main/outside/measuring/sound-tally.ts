import type { SoundMeasured } from './messages.ts'

/** 32-bit samples as ffmpeg writes them: a loud sample of 16 bits is 32767/32768, a coded one may be above 1. */
const fullScale = 0.9999
const silence = -120

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
  const correlations: number[] = []
  const clips: number[] = []
  const size = channels * 4
  const kept = new Uint8Array(size)
  let keptBytes = 0
  let samples = 0
  let ends = Math.round(sampleRate / 10)
  let [peak, clipped, both, left, right] = [0, 0, 0, 0, 0]
  const runs = new Uint32Array(channels)
  const sides = channels >= 2

  function close(): void {
    peaks.push(peak > 0 ? Math.max(silence, 20 * Math.log10(peak)) : silence)
    const energy = Math.sqrt(left * right)
    // Far below anything that is heard there are no sides.
    correlations.push(sides && energy > 1e-9 * sampleRate ? both / energy : Number.NaN)
    clips.push(Math.min(clipped, 0xffff))
    peak = clipped = both = left = right = 0
    ends = Math.round(((peaks.length + 1) * sampleRate) / 10)
  }

  function note(view: DataView, at: number): void {
    for (let channel = 0; channel < channels; channel++) {
      const sample = Math.abs(view.getFloat32(at + channel * 4, true))
      // A broken stream may decode to anything.
      if (!(sample <= 1e6)) continue
      if (sample > peak) peak = sample
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
      if (samples > (peaks.length === 0 ? 0 : Math.round((peaks.length * sampleRate) / 10))) close()
      return {
        samples,
        series: {
          peak: Float32Array.from(peaks),
          correlation: Float32Array.from(correlations),
          clipped: Uint16Array.from(clips),
        },
      }
    },
  }
}
