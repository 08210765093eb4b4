/** Frames a second of a file, from what was probed; at least one. */
export function rateOf({ frames, duration }: { frames: number; duration: number }): number {
  return duration > 0 && frames > 0 ? Math.max(1, frames / duration) : 1
}

/** The frame on show at a time in seconds, 0-based. */
export function frameAt(time: number, rate: number, frames: number): number {
  // A player reports the time that a frame begins at, give or take a rounding.
  return Math.min(Math.max(0, frames - 1), Math.max(0, Math.floor(time * rate + 0.01)))
}

/** A time that lies in the middle of a frame: seeking there shows that frame and no neighbour. */
export function timeOfFrame(frame: number, rate: number, frames: number): number {
  return (Math.min(Math.max(0, frame), Math.max(0, frames - 1)) + 0.5) / rate
}

/** `00:04:12`: minutes, seconds and frames. */
export function timecode(frame: number, rate: number): string {
  const nominal = Math.max(1, Math.round(rate))
  const seconds = Math.floor(frame / nominal)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}:${two(frame % nominal)}`
}

/** `0:12`, `1:02:03`: a length as a player writes it. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (number: number) => String(number).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}
