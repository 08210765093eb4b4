/** Trees, lamps and grounds that the places share. */
import { hex, type Rgb } from '../studio-3d/light.ts'
import { noise } from '../studio-3d/shapes.ts'
import type { Look } from './facade.ts'
import type { Body } from './geometry.ts'

export type Chance = () => number
export const between = (rnd: Chance, a: number, b: number) => a + (b - a) * rnd()

/** A tree: a trunk and a heap of crowns. */
export const tree = (
  rnd: Chance,
  x: number,
  z: number,
  size: number,
  leaf: number,
  bark: number,
  base = 0,
): Body[] => {
  const list: Body[] = [
    { kind: 'house', x, z, w: 0.03 * size, d: 0.03 * size, h: size * 0.5, base, look: bark },
  ]
  for (let i = 0; i < 64; i++) {
    // Points over an egg, thicker at its waist.
    const a = i * 2.399963
    const v = (i + 0.5) / 64
    const waist = Math.sin(Math.PI * (0.12 + 0.8 * v))
    const out = size * 0.33 * waist * between(rnd, 0.6, 1.12)
    list.push({
      kind: 'crown',
      x: x + Math.cos(a) * out,
      z: z + Math.sin(a) * out,
      y: base + size * (0.4 + 0.52 * v),
      r: size * between(rnd, 0.065, 0.125),
      tall: between(rnd, 0.75, 0.95),
      look: leaf,
    })
  }
  list.push({ kind: 'crown', x, z, y: base + size * 0.66, r: size * 0.22, look: leaf })
  return list
}
/** Fallen leaves on a ground: more of them where `thick` is near 1. */
export const strewn = (x: number, z: number, under: Rgb, thick: number): Rgb => {
  const spot =
    noise(x * 8, 11, z * 8) * 0.6 +
    noise(x * 19, 12, z * 19) * 0.4 +
    (noise(x * 0.5, 13, z * 0.5) - 0.5) * 0.5
  if (spot < 0.92 - 0.2 * thick) return under
  return hex(noise(x * 30, 14, z * 30) > 0.5 ? '#b98a3c' : '#9c5f2c')
}
export const bush = (rnd: Chance, x: number, z: number, size: number, leaf: number, base = 0): Body[] =>
  [0, 1, 2, 3, 4, 5, 6].map((i) => ({
    kind: 'crown',
    x: x + ((i % 4) - 1.5) * size * 0.45,
    z: z + between(rnd, -0.3, 0.3) * size,
    y: base + size * (i < 4 ? 0.24 : 0.48),
    r: size * between(rnd, 0.26, 0.42),
    tall: 0.85,
    look: leaf,
  }))

export const speckled = (base: string, scale: number, depth: number) => {
  const c = hex(base)
  return (x: number, z: number): Rgb => {
    const k =
      1 -
      depth / 2 +
      depth *
        (0.45 * noise(x * scale, 0, z * scale) +
          0.3 * noise(x * scale * 5, 4, z * scale * 5) +
          0.4 * noise(x * scale * 21, 7, z * scale * 21) -
          0.1)
    return [c[0] * k, c[1] * k, c[2] * k]
  }
}
export const water = (base: string) => {
  const colour = hex(base)
  return { colour, mirror: 0.92, water: true }
}
export const grass = (base: string) => {
  const c = hex(base)
  return (x: number, z: number): Rgb => {
    const k =
      0.5 +
      0.5 * noise(x * 0.25, 1, z * 0.25) +
      0.35 * noise(x * 3, 2, z * 3) +
      0.35 * noise(x * 14, 3, z * 9)
    return [c[0] * k * (0.85 + 0.3 * noise(x * 0.1, 7, z * 0.1)), c[1] * k, c[2] * k]
  }
}

export const bark: Look = { style: 'plain', wall: '#4a3a2c' }
export const leaf = (wall: string): Look => ({ style: 'leaf', wall })

/** A street lamp; `metal` and `light` are looks. */
export const lampPost = (x: number, z: number, h: number, metal: number, light: number, base = 0): Body[] => [
  { kind: 'house', x, z, w: 0.06, d: 0.06, h, base, look: metal },
  { kind: 'house', x, z, w: 0.13, d: 0.13, h: 0.5, base, look: metal },
  { kind: 'crown', x, y: base + h + 0.22, z, r: 0.24, tall: 1.25, solid: true, look: light },
  { kind: 'house', x, z, w: 0.16, d: 0.16, h: 0.06, base: base + h + 0.5, look: metal },
]
export const lampLight: Look = { style: 'plain', wall: '#ffd9a0', glow: 2.4 }
