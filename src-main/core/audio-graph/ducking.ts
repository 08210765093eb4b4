/** When somebody speaks, in seconds. */
export type Span = { from: number; to: number }

/** Seconds that one value of `levels` covers. */
export const hop = 0.01

/** Level of each `hop` of 16-bit samples, in decibels of full scale (-120 for silence). The last may be shorter. */
export function levelsOf(samples: Int16Array, rate: number): number[] {
  const size = Math.round(rate * hop)
  const levels: number[] = []
  for (let start = 0; start < samples.length; start += size) {
    const end = Math.min(samples.length, start + size)
    let energy = 0
    for (let at = start; at < end; at++) energy += (samples[at] as number) ** 2
    const mean = energy / (end - start) / 32768 ** 2
    levels.push(mean <= 1e-12 ? -120 : 10 * Math.log10(mean))
  }
  return levels
}

/** Below the loudest speech by this much it is breath and room. */
const quieter = 25
/** Nothing below this is speech. */
const floor = -55
/** A shorter sound is a click. */
const shortest = 0.04

/**
 * Where the voice speaks. A pause shorter than `bridge` belongs to the speech: music that came up between two words
 * and went down again would pump.
 */
export function speechSpans(levels: readonly number[], bridge: number): Span[] {
  const ordered = levels.filter((level) => level > floor).sort((a, b) => a - b)
  const loud = ordered[Math.floor(ordered.length * 0.95)]
  if (loud === undefined) return []
  const threshold = Math.max(floor, loud - quieter)
  const heard: Span[] = []
  let from: number | null = null
  for (let at = 0; at <= levels.length; at++) {
    const active = at < levels.length && (levels[at] as number) > threshold
    if (active && from === null) from = at
    if (!active && from !== null) {
      heard.push({ from: from * hop, to: at * hop })
      from = null
    }
  }
  const spans: Span[] = []
  for (const span of heard) {
    const last = spans.at(-1)
    if (last !== undefined && span.from - last.to < bridge) last.to = span.to
    else spans.push({ ...span })
  }
  return spans.filter(({ from: start, to }) => to - start >= shortest)
}

type Duck = { by: number; attack: number; release: number }

/** Pauses that are bridged: the music would hardly be back before it has to go again. */
export function bridgeOf({ attack, release }: Duck): number {
  return Math.max(0.4, attack + release)
}

/**
 * Gains (1 is unchanged) at `rate` values a second: `by` decibels lower from the first word to the last, gone down
 * within `attack` before it and back within `release` after it. The curve is soft at both ends.
 */
export function duckGains(spans: readonly Span[], duck: Duck, rate: number, seconds: number): Float32Array {
  // A little longer than the video, so that nothing of the last value is lost in resampling.
  const count = Math.ceil((seconds + 0.5) * rate)
  const depth = new Float32Array(count)
  const soft = (share: number) => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, share)))) / 2
  for (const { from, to } of spans) {
    const first = Math.max(0, Math.floor((from - duck.attack) * rate))
    const last = Math.min(count - 1, Math.ceil((to + duck.release) * rate))
    for (let at = first; at <= last; at++) {
      const time = at / rate
      const share =
        time < from
          ? soft(duck.attack === 0 ? 0 : (time - from + duck.attack) / duck.attack)
          : time <= to
            ? 1
            : soft(duck.release === 0 ? 0 : (to + duck.release - time) / duck.release)
      depth[at] = Math.max(depth[at] as number, share)
    }
  }
  return depth.map((share) => 10 ** ((-duck.by * share) / 20))
}
