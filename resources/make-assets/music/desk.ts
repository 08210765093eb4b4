/** A mixing desk for loops: what rings past the end is heard at the beginning, as it will be when it plays round. */
import { RATE, soften, thin } from './instruments.ts'

export interface Where {
  /** Linear level. */
  level?: number
  /** -1 left, 1 right. */
  pan?: number
  /** Sent to the room, 0..1. */
  room?: number
}

export class Desk {
  readonly beat: number
  readonly length: number
  readonly left: Float32Array
  readonly right: Float32Array
  private readonly send: Float32Array
  /** @param beat samples a beat; times `beats` a multiple of 1024, so that AAC, which packs by 1024, ends with the loop. */

  constructor(beat: number, beats: number) {
    if ((beat * beats) % 1024) throw new Error(`${beat * beats} samples are no multiple of 1024.`)
    this.beat = beat
    this.length = beat * beats
    this.left = new Float32Array(this.length)
    this.right = new Float32Array(this.length)
    this.send = new Float32Array(this.length)
  }

  play(note: Float32Array, atBeat: number, { level = 1, pan = 0, room = 0 }: Where = {}) {
    const start = Math.round(atBeat * this.beat) + this.length
    const l = level * Math.cos(((pan + 1) * Math.PI) / 4)
    const r = level * Math.sin(((pan + 1) * Math.PI) / 4)
    for (let i = 0; i < note.length; i++) {
      const at = (start + i) % this.length
      const v = note[i]!
      this.left[at] = this.left[at]! + v * l
      this.right[at] = this.right[at]! + v * r
      this.send[at] = this.send[at]! + v * level * room
    }
  }

  /** Ducks everything played so far after each of these beats (a compressor keyed by the kick). */
  pump(beats: number[], depth: number, seconds = 0.22) {
    const gain = new Float32Array(this.length).fill(1)
    for (const b of beats) {
      const start = Math.round(b * this.beat)
      for (let i = 0; i < seconds * RATE; i++) {
        const t = i / (seconds * RATE)
        const at = (start + i) % this.length
        gain[at] = Math.min(gain[at]!, 1 - depth * Math.min(1, i / 200) * (1 - t) ** 2)
      }
    }
    for (const bus of [this.left, this.right, this.send])
      for (let i = 0; i < bus.length; i++) bus[i] = bus[i]! * gain[i]!
  }

  /** Adds the room: combs and all-passes after Schroeder and Moorer, run round the loop until it is steady. */
  addRoom(decay: number, damp: number, wet = 1) {
    const dry = thin(soften(this.send.slice(), 7500), 180)
    for (const [bus, spread] of [
      [this.left, 0],
      [this.right, 31],
    ] as const) {
      const combs = [1557, 1617, 1491, 1422, 1277, 1356, 1188, 1116].map((d) => ({
        line: new Float32Array(Math.round((d + spread) * 1.55)),
        p: 0,
        low: 0,
      }))
      const passes = [556, 441, 341, 225].map((d) => ({ line: new Float32Array(d + spread), p: 0 }))
      const gains = combs.map((c) => 10 ** ((-3 * c.line.length) / RATE / decay))
      for (let round = 0; round < 2; round++)
        for (let i = 0; i < this.length; i++) {
          const x = dry[i]!
          let sum = 0
          for (let k = 0; k < combs.length; k++) {
            const c = combs[k]!
            const y = c.line[c.p]!
            c.low += (1 - damp) * (y - c.low)
            c.line[c.p] = x + c.low * gains[k]!
            c.p = (c.p + 1) % c.line.length
            sum += y
          }
          let v = sum * 0.11
          for (const a of passes) {
            const y = a.line[a.p]!
            a.line[a.p] = v + y * 0.5
            v = y - v * 0.5
            a.p = (a.p + 1) % a.line.length
          }
          if (round === 1) bus[i] = bus[i]! + v * wet
        }
    }
  }

  /** Runs a filter over both sides, once round first, so that it has settled when the loop begins. */
  filter(make: () => (x: number) => number) {
    for (const bus of [this.left, this.right]) {
      const f = make()
      for (let i = Math.max(0, this.length - RATE); i < this.length; i++) f(bus[i]!)
      for (let i = 0; i < this.length; i++) bus[i] = f(bus[i]!)
    }
  }

  /** Tape: the whole loop read back at a slightly swaying speed, a whole number of sways a loop. */
  sway(depthSamples: number, sways: number) {
    for (const bus of [this.left, this.right]) {
      const from = bus.slice()
      for (let i = 0; i < this.length; i++) {
        const shift = depthSamples * Math.sin((i / this.length) * sways * Math.PI * 2)
        const at = i + shift + this.length
        const k = Math.floor(at)
        const a = from[k % this.length]!
        bus[i] = a + (from[(k + 1) % this.length]! - a) * (at - k)
      }
    }
  }

  /** Interleaved 32-bit float, peaks rounded off softly above -4 dBFS, at the wanted gain. */
  master(gain: number): Float32Array {
    const out = new Float32Array(this.length * 2)
    const knee = 0.62
    const round = (v: number) => {
      const a = Math.abs(v)
      return a < knee ? v : Math.sign(v) * (knee + (0.84 - knee) * Math.tanh((a - knee) / (0.84 - knee)))
    }
    for (let i = 0; i < this.length; i++) {
      out[i * 2] = round(this.left[i]! * gain)
      out[i * 2 + 1] = round(this.right[i]! * gain)
    }
    return out
  }
}

/** First-order filters for `Desk.filter`. */
export const lowPass = (cutoff: number) => () => {
  const k = 1 - Math.exp((-2 * Math.PI * cutoff) / RATE)
  let y = 0
  return (x: number) => {
    y += k * (x - y)
    return y
  }
}
export const highPass = (cutoff: number) => () => {
  const low = lowPass(cutoff)()
  return (x: number) => x - low(x)
}
/** Lifts what lies above the cutoff by a factor. */
export const shelf = (cutoff: number, lift: number) => () => {
  const high = highPass(cutoff)()
  return (x: number) => x + (lift - 1) * high(x)
}
