import type { SoundFacts } from '../../../src-shared/quality/facts.ts'

/** What the meter says of nothing. */
const silence = -120

/**
 * Reads the log of ffmpeg's ebur128 under `-v level+info`, line by line; what other parts say of errors goes to `onFault`:
 *
 * [Parsed_ebur128_1 @ 0x55] [info] t: 0.4  TARGET:-23 LUFS    M: -21.8 S:-120.7     I: -21.8 LUFS       LRA:   0.0 LU  ...
 * [Parsed_ebur128_1 @ 0x55] [info] Summary:
 *
 *   Integrated loudness:
 *     I:         -18.3 LUFS
 *   Loudness range:
 *     LRA:         3.1 LU
 *   True peak:
 *     Peak:       -3.9 dBFS
 */
export function loudnessLog(onFault: (line: string) => void) {
  const moments: number[] = []
  let integrated: number | null = null
  let range: number | null = null
  let truePeak: number | null = null
  let inSummary = false

  return {
    read(line: string): void {
      const moment = /\bt:\s*([\d.]+)\s+TARGET:.*?\bM:\s*(-?[\d.]+|-?inf|nan)/.exec(line)
      if (moment !== null) {
        const tenth = Math.max(0, Math.round(Number(moment[1]) * 10) - 1)
        const level = Number(moment[2])
        // A clock that jumps must not make a list of a million.
        if (tenth < moments.length + 600) moments[tenth] = Number.isFinite(level) ? level : silence
        return
      }
      if (/Summary:/.test(line)) inSummary = true
      if (!inSummary) {
        if (/\[(error|fatal|panic)\]/.test(line)) onFault(line.replace(/\[(error|fatal|panic)\] /, ''))
        return
      }
      const figure = (pattern: RegExp) => {
        const found = pattern.exec(line)?.[1]
        return found === undefined ? undefined : Number(found)
      }
      const i = figure(/^\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS/)
      // -70 is where the gate begins: nothing was heard.
      if (i !== undefined) integrated = i > -69.95 ? i : null
      const lra = figure(/^\s+LRA:\s+(-?[\d.]+|nan) LU/)
      if (lra !== undefined) range = Number.isFinite(lra) && integrated !== null ? lra : null
      const peak = figure(/^\s+Peak:\s+(-?[\d.]+|-?inf|nan) dBFS/)
      if (peak !== undefined) truePeak = Number.isFinite(peak) ? peak : null
    },
    summary: (): Pick<SoundFacts, 'integrated' | 'range' | 'truePeak'> => ({ integrated, range, truePeak }),
    /** Of so many tenths of a second. */
    momentary: (tenths: number): Float32Array =>
      Float32Array.from({ length: tenths }, (_, at) => moments[at] ?? silence),
  }
}
