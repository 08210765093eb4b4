import { mix, noise, smoothstep } from './shapes.ts'
import { type Colour, hex, type Material, type Rgb } from './stage.ts'

export const steel: Material = { colour: '#d9dadb', metal: 1, rough: 0.16 }
export const brass: Material = { colour: '#e2b878', metal: 1, rough: 0.2 }
export const plainBlack: Material = { colour: '#1d1f21', rough: 0.45 }

/** Grain along the y axis, rings about it. */
export const wood = (light: string, dark: string, scale = 1, rough = 0.5): Material => {
  const [a, b] = [hex(light), hex(dark)]
  return {
    rough,
    colour: (x, y, z) => {
      const wobble = noise(x * 2 * scale, y * 0.7 * scale, z * 2 * scale)
      const ring = Math.sin((Math.hypot(x * 1.1 + 0.7, z + 0.4) * 26 + wobble * 7) * scale) * 0.5 + 0.5
      const fibre = noise(x * 70 * scale, y * 3 * scale, z * 70 * scale)
      const t = ring * 0.55 + fibre * 0.35
      return between(a, b, t)
    },
  }
}

/** Glaze with fine iron specks. */
export const stoneware = (base: string, speck: string, rough = 0.34): Material => ({
  rough,
  // Bent and turned off the axes, or the noise shows its grid.
  colour: (x, y, z) => {
    const bend = noise(x * 21, y * 21, z * 21) * 1.6
    const u = x * 37 + y * 26 + bend
    const v = y * 37 - x * 26 + bend
    return noise(u, v, z * 44 + bend) > 0.875 ? speck : base
  },
})

const between = (a: Rgb, b: Rgb, t: number): Rgb => [
  mix(a[0], b[0], t),
  mix(a[1], b[1], t),
  mix(a[2], b[2], t),
]

/** From one hex at height y0 to another at y1. */
export const fade = (low: string, high: string, y0: number, y1: number): Colour => {
  const [a, b] = [hex(low), hex(high)]
  return (_x, y) => between(a, b, smoothstep(y0, y1, y))
}

/** Woven cloth: a fine weave over a slow unevenness. */
export const cloth = (base: string, rough = 0.85, weave = 90): Material => {
  const a = hex(base)
  return {
    rough,
    shine: 0.5,
    colour: (x, y, z) => {
      const grain = noise(x * weave, y * weave * 0.5, z * weave) * 0.16 + noise(x * 5, y * 5, z * 5) * 0.1
      const k = 0.87 + grain
      return [a[0] * k, a[1] * k, a[2] * k]
    },
  }
}
