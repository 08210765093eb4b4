/** What stands on walls, roofs and trees: windows, doors, tiles, leaves. Answers linear colour, light of its own and mirror. */

import { hex, type Rgb } from '../studio-3d/light.ts'
import { clamp, mix, noise, smoothstep } from '../studio-3d/shapes.ts'

export interface Look {
  style: 'house' | 'tower' | 'flats' | 'plain' | 'leaf'
  wall: string
  roof?: string
  trim?: string
  door?: string
  /** Share of the windows with a light in them. */
  lit?: number
  /** Metres from window to window, and from floor to floor. */
  pitch?: number
  storey?: number
  /** A shop or a plinth on the ground floor. */
  plinth?: string
  /** Clad in boards. */
  siding?: boolean
  /** Light of its own: a lamp. */
  glow?: number
}

export interface Surface {
  colour: Rgb
  glow: Rgb
  /** 0..1: how much of a mirror. */
  glass: number
}

const { abs, floor, max, sin } = Math
const NIGHT: Rgb = [0, 0, 0]
export const hash = (a: number, b: number, c = 0) => {
  let h = Math.imul(a | 0, 374761393) ^ Math.imul(b | 0, 668265263) ^ Math.imul(c | 0, 1274126177)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}
const times = (c: Rgb, k: number): Rgb => [c[0] * k, c[1] * k, c[2] * k]
const blendRgb = (a: Rgb, b: Rgb, k: number): Rgb => [
  mix(a[0], b[0], k),
  mix(a[1], b[1], k),
  mix(a[2], b[2], k),
]

const litColour = (seed: number): Rgb => {
  const warm = hash(seed, 11)
  return warm < 0.7 ? [1.0, 0.62, 0.26] : warm < 0.9 ? [1.0, 0.76, 0.46] : [0.75, 0.85, 1.0]
}

/**
 * A wall seen straight on: u metres along it from its middle, v above the ground, `half` its half width.
 * `body` and `side` seed the chances.
 */
export const wall = (
  look: Look,
  u: number,
  v: number,
  half: number,
  top: number,
  body: number,
  side: number,
): Surface => {
  const base = hex(look.wall)
  const stain = 0.9 + 0.2 * noise(u * 0.35 + body, v * 0.22, side) - 0.1 * noise(u * 3, v * 0.5, body)
  const plain: Surface = {
    colour: times(base, stain),
    glow: look.glow ? times(base, look.glow) : NIGHT,
    glass: 0,
  }
  if (look.style === 'plain' || look.style === 'leaf') return plain
  if (look.siding) {
    const board = v / 0.2 - floor(v / 0.2)
    const k = 0.86 + 0.16 * smoothstep(0, 0.3, board) - 0.05 * hash(floor(v / 0.2), body)
    plain.colour = times(plain.colour, k)
  }
  const storey = look.storey ?? 3.1
  const pitch = look.pitch ?? 2.5
  const n = Math.max(1, floor((half * 2 - 0.5) / pitch))
  const step = (half * 2) / n
  const i = floor((u + half) / step)
  const j = floor(v / storey)
  const x = (u + half) / step - i - 0.5
  const y = v / storey - j
  const seed = hash(body, side * 977 + i, j) * 1e6
  const lit = hash(seed, 3) < (look.lit ?? 0)
  const tone = litColour(seed)
  const trim = hex(look.trim ?? '#f3efe6')
  if (v > top - 0.3) return { colour: times(trim, 0.92), glow: NIGHT, glass: 0 }
  const pane = (dx: number, dy: number): Surface => {
    if (!lit) return { colour: [0.035, 0.05, 0.065], glow: NIGHT, glass: 0.75 }
    // A room: brighter below the lamp, curtains at the sides.
    const room = (0.55 + 0.6 * hash(seed, 5)) * (0.75 + 0.35 * (1 - dy)) * (abs(dx) > 0.7 ? 0.6 : 1)
    return { colour: [0.05, 0.04, 0.03], glow: times(tone, room), glass: 0.15 }
  }
  if (look.style === 'tower') {
    if (abs(x) > 0.46 || y < 0.1) return { colour: times(base, 0.9), glow: NIGHT, glass: 0.12 }
    return y < 0.22 ? { colour: times(base, 0.7), glow: NIGHT, glass: 0.35 } : pane(x * 2, y)
  }
  if (look.style === 'flats') {
    if (y < 0.09) return { colour: trim, glow: NIGHT, glass: 0 }
    if (abs(x) > 0.42) return plain
    // Every second bay is a balcony: a rail of dim glass before a deep window.
    const balcony = (i + (body % 2)) % 2 === 0
    if (balcony && y < 0.42)
      return {
        colour: blendRgb([0.16, 0.2, 0.22], base, 0.35),
        glow: lit ? times(tone, 0.12) : NIGHT,
        glass: 0.3,
      }
    if (y > 0.86) return times2(plain, balcony ? 0.45 : 0.8)
    if (!balcony && (abs(x) > 0.3 || y < 0.3)) return plain
    return abs(x) < 0.02 ? { colour: times(trim, 0.4), glow: NIGHT, glass: 0 } : pane(x * 2, y)
  }
  if (j === 0 && look.plinth && v < storey * 0.92) {
    // A shop: tall panes, a band over them.
    if (v > storey * 0.74) return { colour: hex(look.plinth), glow: NIGHT, glass: 0 }
    if (abs(x) < 0.4 && v > 0.5) {
      const shop = times([1, 0.72, 0.4], 0.35 + 0.5 * hash(body, i))
      return { colour: [0.06, 0.05, 0.05], glow: (look.lit ?? 0) > 0.05 ? shop : NIGHT, glass: 0.4 }
    }
    return { colour: times(hex(look.plinth), 0.7), glow: NIGHT, glass: 0 }
  }
  const doorAt = floor(hash(body, 71) * n)
  if (look.door && j === 0 && side === 0 && i === doorAt) {
    const across = abs(x) * Math.min(step, 2.6)
    if (across < 0.56 && v < 2.25) {
      const panel = abs(across - 0.27) < 0.03 || abs(v - 1.1) < 0.04 ? 0.75 : 1
      return { colour: times(hex(look.door), panel), glow: NIGHT, glass: 0.05 }
    }
    if (across < 0.72 && v < 2.5) return { colour: trim, glow: NIGHT, glass: 0 }
    return plain
  }
  const [hw, lo, hi] = [0.24, 0.3, 0.8]
  if (abs(x) < hw && y > lo && y < hi) {
    if (y > hi - 0.035) return { colour: times(base, 0.35), glow: NIGHT, glass: 0 }
    const sash = abs(x) < 0.014 || abs(y - 0.57) < 0.014 || abs(x) > hw - 0.028 || y < lo + 0.03
    return sash
      ? { colour: times(trim, 0.95), glow: lit ? times(tone, 0.1) : NIGHT, glass: 0 }
      : pane(x / hw, (y - lo) / (hi - lo))
  }
  if (abs(x) < hw + 0.05 && y > lo - 0.05 && y < hi + 0.05)
    return { colour: y < lo ? times(trim, 1.02) : times(trim, 0.9), glow: NIGHT, glass: 0 }
  if (abs(x) < hw + 0.06 && y > lo - 0.12 && y < lo) return times2(plain, 0.78)
  return plain
}
const times2 = (s: Surface, k: number): Surface => ({ ...s, colour: times(s.colour, k) })

/** Tiles in courses; u along the ridge, v down the slope. */
export const roof = (look: Look, u: number, v: number, body: number): Surface => {
  const base = hex(look.roof ?? '#7d4a38')
  const row = floor(v / 0.34)
  const tile = hash(floor(u / 0.3 + (row % 2) * 0.5), row, body)
  const course = smoothstep(0, 0.25, v / 0.34 - row)
  const k = (0.74 + 0.34 * tile) * (0.72 + 0.28 * course) * (0.85 + 0.3 * noise(u * 0.4, v * 0.4, body))
  return { colour: times(base, k), glow: NIGHT, glass: 0 }
}

/** Leaves at a place: lighter where they stand out, darker between. */
export const leaves = (look: Look, x: number, y: number, z: number): Rgb => {
  const base = hex(look.wall)
  const big = noise(x * 0.9, y * 0.9, z * 0.9)
  const tuft = noise(x * 3.7, y * 4.4, z * 3.7)
  const small = noise(x * 9, y * 11, z * 9) * 0.55 + noise(x * 21, y * 25, z * 21) * 0.45
  const k = max(0.12, 0.36 + 0.5 * big + 0.75 * (tuft - 0.45) + 1.25 * (small - 0.5))
  return [base[0] * k * (0.85 + 0.5 * big * small), base[1] * k, base[2] * k * (1.1 - 0.5 * small)]
}
/** Whether the rim of a crown has a gap here; `edge` is 0 at the rim, 1 in the middle. */
export const gap = (x: number, y: number, z: number, edge: number) =>
  edge < 0.95 &&
  noise(x * 5.3, y * 5.3, z * 5.3) * 0.45 + noise(x * 13, y * 15, z * 13) * 0.55 > 0.2 + edge * 0.6

/** Clouds over a flat sky, 0 clear to 1 thick. */
export const cloud = (x: number, z: number, amount: number) => {
  let v = 0
  let f = 1
  let a = 0.55
  for (let o = 0; o < 5; o++) {
    v += a * noise(x * f + o * 17.3, 3.7 * o, z * f)
    f *= 2.1
    a *= 0.5
  }
  return clamp((v - (1 - amount)) / 0.32, 0, 1)
}
export const ripple = (x: number, z: number) => ({
  x: 0.05 * (noise(x * 0.55, z * 2.2, 1) - 0.5) + 0.035 * (noise(x * 2.3, z * 6.5, 5) - 0.5),
  z:
    0.09 * (noise(x * 0.4, z * 1.7, 9) - 0.5) +
    0.06 * (noise(x * 1.9, z * 7.5, 13) - 0.5) +
    0.01 * sin(z * 3),
})
