import type { AudioSpec } from '../../../src-shared/plans/media.ts'
import type { Master } from './mix-command.ts'

/** Loudness in LUFS and true peak in dBTP; null: silence, or too short to have a loudness (under 0.4 s). */
export type Loudness = { integrated: number | null; truePeak: number | null }

/**
 * Reads the summary of ffmpeg's ebur128, line by line; give each line of standard error to `read`:
 *
 * [Parsed_ebur128_0 @ 0x55] Summary:
 *
 *   Integrated loudness:
 *     I:         -18.3 LUFS
 *     Threshold: -28.7 LUFS
 *   ...
 *   True peak:
 *     Peak:       -3.9 dBFS
 */
export function loudnessReader(): { read(line: string): void; result(): Loudness } {
  let integrated: number | null = null
  let truePeak: number | null = null
  return {
    read(line) {
      const i = /^\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS/.exec(line)?.[1]
      // -70 is where the gate begins: nothing was heard.
      if (i !== undefined) integrated = Number(i) > -69.95 ? Number(i) : null
      const peak = /^\s+Peak:\s+(-?[\d.]+|-?inf|nan) dBFS/.exec(line)?.[1]
      if (peak !== undefined) truePeak = Number.isFinite(Number(peak)) ? Number(peak) : null
    },
    result: () => ({ integrated, truePeak }),
  }
}

/** More would raise hiss and hum, not a programme. */
export const mostGain = 36
/** Loudness that is near enough; the meter reads in tenths. */
export const tolerance = 0.2
/** The meter rounds to tenths, so a peak may be that much higher than it says. */
const meterStep = 0.05

/** Room left for what a codec does to peaks: enough for most, so that one round of coding is. */
const codecRoom = { aac: 0.5, opus: 0.5, pcm: 0 } as const

/** How a mix is first brought to its target. */
export function firstMaster(spec: Pick<AudioSpec, 'loudness' | 'codec'>, mix: Loudness): Master {
  if (mix.truePeak === null) return { gain: 0, ceiling: null }
  const { integrated, truePeak } = spec.loudness
  const wanted = mix.integrated === null ? 0 : integrated - mix.integrated
  const gain = Math.min(wanted, mostGain)
  const ceiling = truePeak - 2 * meterStep - codecRoom[spec.codec]
  return { gain, ceiling: mix.truePeak + gain > ceiling ? ceiling : null }
}

/**
 * What to do better after the coded sound was measured, or null when it is right. A codec moves peaks, a limiter takes
 * loudness away: both are found by trying.
 */
export function nextMaster(
  target: AudioSpec['loudness'],
  mix: Loudness,
  tried: Master,
  heard: Loudness,
): Master | null {
  const over = heard.truePeak === null ? 0 : heard.truePeak + meterStep - target.truePeak
  const off = heard.integrated === null || mix.integrated === null ? 0 : target.integrated - heard.integrated
  const quieterOnly = tried.gain >= mostGain && off > 0
  if (over <= 1e-9 && (Math.abs(off) <= tolerance || quieterOnly)) return null
  const gain = Math.min(tried.gain + off, mostGain)
  if (over <= 1e-9 && tried.ceiling === null) return { gain, ceiling: null }
  const before = tried.ceiling ?? Math.min(target.truePeak, (mix.truePeak ?? 0) + tried.gain)
  // alimiter goes down to -24 dB.
  const ceiling = Math.max(-24, before - Math.max(0, over) - (over > 1e-9 ? meterStep : 0))
  return { gain, ceiling }
}

/** How far a result is from its target: less is better; peaks count more than loudness. */
export function distance(target: AudioSpec['loudness'], heard: Loudness): number {
  const over = Math.max(0, (heard.truePeak ?? -99) - target.truePeak)
  const off = heard.integrated === null ? 0 : Math.abs(target.integrated - heard.integrated)
  return over * 100 + off
}
