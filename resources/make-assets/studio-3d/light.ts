/** Colours, lamps, film and lens of the studio. */
import { clamp, mix, smoothstep } from './shapes.ts'

const { abs, min, max, sqrt, exp, pow } = Math

export type Rgb = readonly [number, number, number]

const toLinear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const cache = new Map<string, Rgb>()
export const hex = (h: string): Rgb => {
  let c = cache.get(h)
  if (!c) {
    const n = Number.parseInt(h.slice(1), 16)
    c = [toLinear((n >> 16) / 255), toLinear(((n >> 8) & 255) / 255), toLinear((n & 255) / 255)]
    cache.set(h, c)
  }
  return c
}
export const unit = (x: number, y: number, z: number): Rgb => {
  const l = sqrt(x * x + y * y + z * z)
  return [x / l, y / l, z / l]
}
export const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const cross = (a: Rgb, b: Rgb) =>
  unit(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])

/** A soft box: where it hangs, its half width and height as tangents, its light. */
const softbox = (dir: Rgb, w: number, h: number, power: number) => {
  const n = unit(...dir)
  const t = cross([0, 1, 0.001], n)
  const b = cross(n, t)
  return (r: Rgb, rough: number) => {
    const d = dot(r, n)
    if (d <= 0.05) return 0
    const blur = 0.06 + rough * 0.9
    const u = abs(dot(r, t)) / d
    const v = abs(dot(r, b)) / d
    const inside = (1 - smoothstep(w - blur, w + blur, u)) * (1 - smoothstep(h - blur, h + blur, v))
    return (inside * power * w * h) / ((w + rough * 0.7) * (h + rough * 0.7))
  }
}

export const KEY = unit(-0.62, 0.86, 0.55)
export const RIM = unit(0.85, 0.45, -0.55)
export const BOXES = [
  softbox(KEY, 0.75, 0.6, 5.2),
  softbox([0.95, 0.35, 0.25], 0.22, 0.9, 3.2),
  softbox([0.1, 1, -0.35], 0.9, 0.35, 2.6),
  softbox([-0.85, -0.05, 0.75], 0.3, 0.8, 0.9),
]

/** Film's curve: a soft shoulder, then sRGB. */
export const developed = (v: number) => {
  const x = max(v, 0) * 0.98
  const soft = x < 0.55 ? x : 0.55 + 0.45 * (1 - exp(-(x - 0.55) / 0.45))
  return soft <= 0.0031308 ? soft * 12.92 : 1.055 * pow(soft, 1 / 2.4) - 0.055
}

export const isEdge = (film: Float32Array, size: number, x: number, y: number) => {
  if (x === 0 || y === 0 || x === size - 1 || y === size - 1) return false
  const i = (y * size + x) * 3
  for (const j of [i - 3, i + 3, i - size * 3, i + size * 3])
    for (let c = 0; c < 3; c++) if (abs(film[i + c]! - film[j + c]!) > 0.03) return true
  return false
}

/** What a lens makes of a light: a wide and a narrow halo, kept on a coarse grid. */
export class Bloom {
  private readonly n = 160
  private readonly scale: number
  private grid: Float32Array
  constructor(size: number) {
    this.scale = this.n / size
    this.grid = new Float32Array(this.n * this.n)
  }
  add(x: number, y: number, light: number) {
    const i = Math.floor(y * this.scale) * this.n + Math.floor(x * this.scale)
    this.grid[i] = this.grid[i]! + min(light, 2) * this.scale * this.scale
  }
  spread() {
    const narrow = this.blurred(this.grid, 3)
    const wide = this.blurred(this.grid, 16)
    this.grid = narrow.map((v, i) => v * 0.22 + wide[i]! * 0.85)
  }
  at(x: number, y: number) {
    const u = clamp(x * this.scale - 0.5, 0, this.n - 1.001)
    const v = clamp(y * this.scale - 0.5, 0, this.n - 1.001)
    const i = Math.floor(v) * this.n + Math.floor(u)
    const g = this.grid
    const k = u % 1
    return mix(mix(g[i]!, g[i + 1]!, k), mix(g[i + this.n]!, g[i + this.n + 1]!, k), v % 1)
  }
  private blurred(from: Float32Array, sigma: number): Float32Array {
    const { n } = this
    const reach = Math.ceil(sigma * 3)
    const kernel = Array.from({ length: reach * 2 + 1 }, (_, i) =>
      exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
    )
    const total = kernel.reduce((a, b) => a + b)
    const pass = (src: Float32Array, dx: number, dy: number) => {
      const to = new Float32Array(n * n)
      for (let y = 0; y < n; y++)
        for (let x = 0; x < n; x++) {
          let sum = 0
          for (let k = -reach; k <= reach; k++) {
            const [u, v] = [x + dx * k, y + dy * k]
            if (u >= 0 && v >= 0 && u < n && v < n) sum += src[v * n + u]! * kernel[k + reach]!
          }
          to[y * n + x] = sum / total
        }
      return to
    }
    return pass(pass(from, 1, 0), 0, 1)
  }
}
