import { sampleRate } from './sounds.ts'

/** Frames (left and right) at each end of a looped stretch that a join is made of: 20 ms. */
export const joinFrames = Math.round(0.02 * sampleRate)

/**
 * Whether the end runs into the beginning by itself, as in music made for looping: the step between them is no larger
 * than steps nearby. Interleaved stereo, first and last frames of the stretch.
 */
export function joinsByItself(head: Float32Array, tail: Float32Array): boolean {
  for (const side of [0, 1]) {
    const around: number[] = []
    for (const part of [head, tail]) {
      for (let at = side + 2; at < part.length; at += 2)
        around.push(Math.abs((part[at] as number) - (part[at - 2] as number)))
    }
    const step = Math.abs((head[side] as number) - (tail[tail.length - 2 + side] as number))
    // The noise floor of 16 bits is no click.
    if (step > Math.max(Math.max(...around) * 1.05, 2 / 32768)) return false
  }
  return true
}

/** The end faded out while the beginning fades in over it, at equal power: the loop gets shorter by the length of it. */
export function overlapped(head: Float32Array, tail: Float32Array): Float32Array {
  const frames = head.length / 2
  return tail.map((value, at) => {
    const angle = ((Math.floor(at / 2) + 0.5) / frames) * (Math.PI / 2)
    return value * Math.cos(angle) + (head[at] as number) * Math.sin(angle)
  })
}

/** The end faded out, then the beginning faded in: keeps the length, for a sound that repeats with its picture. */
export function dipped(head: Float32Array, tail: Float32Array): Float32Array {
  const frames = head.length / 2
  const share = (at: number) => (Math.floor(at / 2) + 0.5) / frames
  const joined = new Float32Array(head.length * 2)
  joined.set(tail.map((value, at) => value * Math.cos(share(at) * (Math.PI / 2))))
  joined.set(
    head.map((value, at) => value * Math.sin(share(at) * (Math.PI / 2))),
    head.length,
  )
  return joined
}
