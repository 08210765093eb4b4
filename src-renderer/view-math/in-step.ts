/** What brings a second player back to the first: nothing, another speed for a moment, or a jump. */
export type Correction = { do: 'nothing' } | { do: 'speed'; factor: number } | { do: 'jump' }

/**
 * `ahead`: seconds that the second is before the first while both play; `rate`: frames a second. Within half a frame nothing is
 * seen; a little is caught up with unseen; beyond a quarter of a second only a jump helps.
 */
export function correctionOf(ahead: number, rate: number): Correction {
  const apart = Math.abs(ahead)
  if (apart <= 0.5 / rate) return { do: 'nothing' }
  if (apart > 0.25) return { do: 'jump' }
  return { do: 'speed', factor: 1 - Math.sign(ahead) * Math.min(0.1, apart) }
}

/** Where the second stands when the first stands at `time` (seconds): at its end when it is shorter. */
export function timeBeside(time: number, other: { frames: number; rate: number }): number {
  const frame = Math.min(other.frames - 1, Math.max(0, Math.floor(time * other.rate + 0.01)))
  return (frame + 0.5) / other.rate
}
