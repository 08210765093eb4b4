/**
 * A photographer's table: a seamless backdrop, three soft lights, one product.
 * Sphere tracing of signed distances with soft shadows, ambient occlusion, mirror and glass.
 */
import { Bloom, BOXES, cross, developed, dot, hex, isEdge, KEY, type Rgb, RIM, unit } from './light.ts'
import { clamp, mix, type Shape, smoothstep } from './shapes.ts'

export { hex, type Rgb } from './light.ts'

export type Colour = string | ((x: number, y: number, z: number) => string | Rgb)

export interface Material {
  /** Hex, or a function of the place that answers hex or linear RGB. */
  colour: Colour
  /** 0 mirror, 1 chalk. */
  rough?: number
  /** 0 or 1. */
  metal?: number
  /** Strength of the shine of what is no metal; 1 is usual. */
  shine?: number
  /** Light of its own, as a multiple of the colour. */
  glow?: number
  /** See-through with this much tint left (0..1); only the nearest such surface counts. */
  glass?: number
}
export interface Part {
  shape: Shape
  material: Material
}
export interface Scene {
  parts: Part[]
  /** Hex of the backdrop: the wall, and the floor in the light. */
  wall: string
  floor?: string
  /** Degrees: the camera's height above the horizon and its turn about the product. */
  pitch?: number
  turn?: number
  /** Height of the point looked at, and the height of the picture there, in units. */
  aim?: number
  view?: number
  /** How much the floor mirrors, 0..1. */
  mirror?: number
  /** A lamp that glows: place, hex, strength. */
  lamp?: { at: readonly [number, number, number]; colour: string; power: number }
  /** How bright the studio is; below 1 for lamps that should be seen to glow. */
  studio?: number
}

const { abs, min, max, sqrt, exp, pow } = Math
interface Box {
  lo: number[]
  hi: number[]
}
/** Where a shape is, found by asking on a grid; errs on the large side. */
const boundsOf = (f: Shape): Box => {
  const cell = 0.11
  const lo = [9, 9, 9]
  const hi = [-9, -9, -9]
  for (let x = -2.6; x <= 2.6; x += cell)
    for (let y = -0.1; y <= 5; y += cell)
      for (let z = -2.6; z <= 2.6; z += cell)
        if (f(x, y, z) < cell) {
          const p = [x, y, z]
          for (let i = 0; i < 3; i++) {
            lo[i] = min(lo[i]!, p[i]! - cell)
            hi[i] = max(hi[i]!, p[i]! + cell)
          }
        }
  return { lo, hi }
}

const NONE = 1e9

/** Answers the picture as RGB bytes, size x size. */
export const photograph = (scene: Scene, size: number): Uint8Array => {
  const { parts, pitch = 12, turn = 0, aim = 0.95, view = 3.7, mirror = 0.22, studio = 1, lamp } = scene
  const wall = hex(scene.wall)
  const floor = hex(scene.floor ?? scene.wall)
  const lampColour = hex(lamp?.colour ?? '#ffffff')
  const boxes = parts.map((p) => boundsOf(p.shape))
  const all: Box = {
    lo: [0, 1, 2].map((i) => min(...boxes.map((b) => b.lo[i]!))),
    hi: [0, 1, 2].map((i) => max(...boxes.map((b) => b.hi[i]!))),
  }
  const shapes = parts.map((p) => p.shape)
  const isGlass = parts.map((p) => p.material.glass !== undefined)
  const bx = new Float64Array(
    boxes.flatMap((b) => [0, 1, 2].flatMap((i) => [(b.lo[i]! + b.hi[i]!) / 2, (b.hi[i]! - b.lo[i]!) / 2])),
  )
  let hitPart = -1

  /** Distance to the nearest part; parts further than `best` by their boxes are not asked. */
  const map = (x: number, y: number, z: number, skipGlass: boolean): number => {
    let best = NONE
    for (let i = 0; i < shapes.length; i++) {
      if (skipGlass && isGlass[i]) continue
      const o = i * 6
      const qx = max(abs(x - bx[o]!) - bx[o + 1]!, 0)
      const qy = max(abs(y - bx[o + 2]!) - bx[o + 3]!, 0)
      const qz = max(abs(z - bx[o + 4]!) - bx[o + 5]!, 0)
      if (qx * qx + qy * qy + qz * qz > best * abs(best)) continue
      const d = shapes[i]!(x, y, z)
      if (d < best) {
        best = d
        hitPart = i
      }
    }
    return best
  }

  /** Entry and exit of a ray in everything's box, grown by pad. */
  let tIn = 0
  let tOut = 0
  const reaches = (o: Rgb, d: Rgb, pad: number) => {
    tIn = 0
    tOut = 60
    for (let i = 0; i < 3; i++) {
      const inv = 1 / (abs(d[i]!) < 1e-9 ? 1e-9 : d[i]!)
      const a = (all.lo[i]! - pad - o[i]!) * inv
      const b = (all.hi[i]! + pad - o[i]!) * inv
      tIn = max(tIn, min(a, b))
      tOut = min(tOut, max(a, b))
    }
    return tOut > tIn
  }

  const march = (o: Rgb, d: Rgb, skipGlass: boolean, from = 0): number => {
    if (!reaches(o, d, 0)) return NONE
    let t = max(tIn, from)
    const end = tOut
    for (let i = 0; i < 220 && t < end; i++) {
      const h = map(o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t, skipGlass)
      if (h < 0.0006) return t
      t += h * 0.92
    }
    return NONE
  }

  /** 1 in the light, 0 in full shadow; the light's half width as a tangent. */
  const lit = (p: Rgb, dir: Rgb, width: number): number => {
    if (!reaches(p, dir, 0.5)) return 1
    let t = max(tIn, 0.015)
    const end = tOut
    let res = 1
    for (let i = 0; i < 90 && t < end; i++) {
      const h = map(p[0] + dir[0] * t, p[1] + dir[1] * t, p[2] + dir[2] * t, true)
      res = min(res, h / (width * t))
      if (res < -1) return 0
      t += clamp(h, 0.012, 0.16)
    }
    res = max(res, -1)
    return 0.25 * (1 + res) * (1 + res) * (2 - res)
  }

  const occlusion = (p: Rgb, n: Rgb): number => {
    let sum = 0
    let weight = 1
    for (let i = 1; i <= 6; i++) {
      const h = 0.012 + 0.055 * i * sqrt(i)
      const y = p[1] + n[1] * h
      const d = min(map(p[0] + n[0] * h, y, p[2] + n[2] * h, true), y)
      sum += max(h - d, 0) * weight
      weight *= 0.78
    }
    return clamp(1 - 0.95 * sum, 0, 1)
  }

  const normalAt = (p: Rgb, part: number): Rgb => {
    const e = 0.0035
    const f = shapes[part]!
    const [x, y, z] = p
    return unit(
      f(x + e, y, z) - f(x - e, y, z),
      f(x, y + e, z) - f(x, y - e, z),
      f(x, y, z + e) - f(x, y, z - e),
    )
  }

  /** What a ray that hits nothing sees, softened by roughness. */
  const surroundings = (r: Rgb, rough: number, c: number): number => {
    const up = smoothstep(-0.45 - rough * 0.4, 0.75, r[1])
    const base = mix(floor[c]! * 0.55, wall[c]! * 0.42 + 0.1, up)
    let light = 0
    for (const b of BOXES) light += b(r, rough)
    return (base + light) * studio
  }

  const out: [number, number, number] = [0, 0, 0]
  let glare = 0
  const put = (r: number, g: number, b: number) => {
    out[0] = r
    out[1] = g
    out[2] = b
  }

  /** Floor and wall as one sweep of paper; d is the view ray. */
  const backdrop = (o: Rgb, d: Rgb, sx: number, sy: number, shadows: boolean) => {
    const glow = exp(-((sx * sx) / 1.1 + (sy - 0.12) ** 2 / 0.8))
    const t = d[1] < -0.001 ? -o[1] / d[1] : NONE
    let far = 1
    let shade = 1
    let occ = 1
    let warm = 0
    if (t < 40) {
      const p: Rgb = [o[0] + d[0] * t, 0, o[2] + d[2] * t]
      far = smoothstep(-0.6, 9, -(p[0] * back[0] + p[2] * back[2]))
      if (shadows) {
        shade = lit(p, KEY, 0.2)
        occ = clamp(1 - 1.9 * (1 - occlusion(p, [0, 1, 0])) ** 1.6, 0, 1)
      }
      if (lamp) {
        const [lx, ly, lz] = [lamp.at[0] - p[0], lamp.at[1], lamp.at[2] - p[2]]
        const q = lx * lx + ly * ly + lz * lz
        const dir = unit(lx, ly, lz)
        warm = ((lamp.power * dir[1]) / q) * (shadows ? occ : 1)
      }
    }
    const dark = (1 - shade) * (1 - far)
    const contact = (1 - occ) * (1 - far)
    for (let c = 0; c < 3; c++) {
      const paper = mix(floor[c]! * 1.04, wall[c]! * (0.74 + 0.34 * glow), far)
      // Paper's shadow keeps the paper's colour: deeper, not greyer.
      const tint = pow(paper, 1.35) * 0.72
      const halo = lamp ? lampColour[c]! * lamp.power * 0.1 * exp(-((sx * sx + (sy - lampY) ** 2) / 0.35)) : 0
      let v = mix(paper, tint, dark * 0.74)
      v = mix(v, tint * 0.55, contact * 0.8)
      out[c] = v * studio + paper * lampColour[c]! * warm + halo * paper
    }
  }

  const colourAt = (m: Material, p: Rgb): Rgb => {
    const c = typeof m.colour === 'function' ? m.colour(p[0], p[1], p[2]) : m.colour
    return typeof c === 'string' ? hex(c) : c
  }

  /** The colour of a surface point into `out`. */
  const shade = (p: Rgb, n: Rgb, d: Rgb, part: number, depth: number) => {
    const m = parts[part]!.material
    const { rough = 0.5, metal = 0, shine = 1, glow = 0 } = m
    const base = colourAt(m, p)
    const start: Rgb = [p[0] + n[0] * 0.004, p[1] + n[1] * 0.004, p[2] + n[2] * 0.004]
    const occ = depth > 0 ? 0.85 : occlusion(p, n)
    const nk = dot(n, KEY)
    const key =
      (depth > 0 ? 0.8 : nk > -0.25 ? lit(start, KEY, 0.16) : 0) * clamp((nk + 0.18) / 1.18, 0, 1) ** 1.25
    const rim = clamp(dot(n, RIM), 0, 1) * (0.35 + 0.65 * occ)
    const up = 0.5 + 0.5 * n[1]
    const nv = clamp(-dot(n, d), 0, 1)
    const fres = (1 - nv) ** 5
    const dn = 2 * dot(d, n)
    const r = unit(d[0] - dn * n[0], d[1] - dn * n[1], d[2] - dn * n[2])
    const f0 = 0.045 * shine
    let warm = 0
    if (lamp) {
      const [lx, ly, lz] = [lamp.at[0] - p[0], lamp.at[1] - p[1], lamp.at[2] - p[2]]
      const q = lx * lx + ly * ly + lz * lz
      warm = (lamp.power * clamp((dot(n, unit(lx, ly, lz)) + 0.3) / 1.3, 0, 1)) / (q + 0.05)
    }
    // Sharp shines show the neighbourhood; soft ones only the lights.
    let seen: Rgb | undefined
    if (depth === 0 && (rough < 0.3 || metal > 0)) {
      const t = march(start, r, true, 0.01)
      if (t < NONE) {
        const part2 = hitPart
        const q: Rgb = [start[0] + r[0] * t, start[1] + r[1] * t, start[2] + r[2] * t]
        if (q[1] > -0.02) {
          shade(q, normalAt(q, part2), r, part2, 1)
          seen = [out[0], out[1], out[2]]
        }
      }
    }
    const horizon = smoothstep(-0.6, 0.25, r[1] + occ * 0.6)
    for (let c = 0; c < 3; c++) {
      const ambient = mix(floor[c]! * 0.5 + 0.06, 0.62 + wall[c]! * 0.2, up) * (0.25 + 0.75 * occ) * occ
      const bounce = base[c]! * (1 - occ) * 0.22
      const light = ambient + bounce + key * 2.05 * (c === 0 ? 1.03 : c === 2 ? 0.95 : 1) + rim * 0.55
      const diffuse = base[c]! * (light * 0.62 * studio + warm * lampColour[c]!) * (1 - metal)
      const f = metal ? base[c]! + (1 - base[c]!) * fres : f0 + (1 - f0) * fres * (1 - rough) * 0.6 * shine
      const view = seen
        ? mix(seen[c]!, surroundings(r, rough, c), rough * 0.8)
        : surroundings(r, rough, c) * mix(horizon, 1, 0.25)
      out[c] = diffuse + view * f * (0.3 + 0.7 * occ) + base[c]! * glow
    }
  }

  const yaw = (turn * Math.PI) / 180
  const tilt = (pitch * Math.PI) / 180
  const away = 11
  const eye: Rgb = [
    Math.sin(yaw) * Math.cos(tilt) * away,
    aim + Math.sin(tilt) * away,
    Math.cos(yaw) * Math.cos(tilt) * away,
  ]
  const forward = unit(-eye[0], aim - eye[1], -eye[2])
  const right = cross(forward, [0, 1, 0])
  const above = cross(right, forward)
  const back = unit(-forward[0], 0, -forward[2])
  const half = view / 2 / away
  const lampY = lamp ? ((lamp.at[1] - aim) * Math.cos(tilt)) / (view / 2) : 0

  const mixOut = (r: number, g: number, b: number, k: number) =>
    put(mix(out[0], r, k), mix(out[1], g, k), mix(out[2], b, k))

  const behind = (d: Rgb, sx: number, sy: number, skipGlass: boolean) => {
    const t = march(eye, d, skipGlass)
    const ground = d[1] < -0.001 ? -eye[1] / d[1] : NONE
    if (t >= NONE || t > ground) {
      backdrop(eye, d, sx, sy, true)
      if (ground < 40 && mirror > 0) {
        const p: Rgb = [eye[0] + d[0] * ground, 0.002, eye[2] + d[2] * ground]
        const r: Rgb = [d[0], -d[1], d[2]]
        const [b0, b1, b2] = out
        const s = march(p, r, true)
        if (s < NONE) {
          const part = hitPart
          const q: Rgb = [p[0] + r[0] * s, p[1] + r[1] * s, p[2] + r[2] * s]
          shade(q, normalAt(q, part), r, part, 1)
          const k = mirror * exp(-q[1] * 2.6)
          mixOut(b0, b1, b2, 1 - k)
        }
      }
      return
    }
    const part = hitPart
    const p: Rgb = [eye[0] + d[0] * t, eye[1] + d[1] * t, eye[2] + d[2] * t]
    const n = normalAt(p, part)
    const glass = parts[part]!.material.glass
    if (glass === undefined || skipGlass) return shade(p, n, d, part, 0)
    behind(d, sx, sy, true)
    const [b0, b1, b2] = out
    shade(p, n, d, part, 0)
    const [s0, s1, s2] = out
    const tint = colourAt(parts[part]!.material, p)
    const nv = clamp(-dot(n, d), 0, 1)
    const edge = mix(glass, 0.85, (1 - nv) ** 2.2)
    put(
      mix(b0 * mix(1, tint[0], 0.5), s0, edge),
      mix(b1 * mix(1, tint[1], 0.5), s1, edge),
      mix(b2 * mix(1, tint[2], 0.5), s2, edge),
    )
  }

  const look = (px: number, py: number) => {
    const sx = (px / size) * 2 - 1
    const sy = 1 - (py / size) * 2
    const d = unit(
      forward[0] + (right[0] * sx + above[0] * sy) * half,
      forward[1] + (right[1] * sx + above[1] * sy) * half,
      forward[2] + (right[2] * sx + above[2] * sy) * half,
    )
    behind(d, sx, sy, false)
    glare = max(out[0], out[1], out[2]) - 1.15
    const vignette = 1 - 0.16 * smoothstep(0.55, 1.45, sqrt(sx * sx + sy * sy))
    for (let c = 0; c < 3; c++) out[c] = developed(out[c]! * vignette)
  }

  const film = new Float32Array(size * size * 3)
  const bloom = new Bloom(size)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      look(x + 0.5, y + 0.5)
      film.set(out, (y * size + x) * 3)
      if (lamp && glare > 0) bloom.add(x, y, glare)
    }
  bloom.spread()
  const picture = new Uint8Array(film.length)
  let seed = 0x9e3779b9
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const i = (y * size + x) * 3
      let sum: number[] = [film[i]!, film[i + 1]!, film[i + 2]!]
      if (isEdge(film, size, x, y)) {
        let n = 1
        for (let s = 0; s < 8; s++) {
          look(x + 0.0625 + ((s * 5) % 8) / 8, y + 0.0625 + s / 8)
          sum = [sum[0]! + out[0], sum[1]! + out[1], sum[2]! + out[2]]
          n++
        }
        sum = sum.map((v) => v / n)
      }
      const halo = lamp ? bloom.at(x, y) : 0
      for (let c = 0; c < 3; c++) {
        const v = 1 - (1 - sum[c]!) * (1 - min(halo * sqrt(lampColour[c]!), 0.9))
        seed = (Math.imul(seed, 1664525) + 1013904223) | 0
        // Less than one step of noise: enough that smooth paper shows no bands.
        picture[i + c] = clamp(Math.round(v * 255 + (seed / 4294967296) * 1.1), 0, 255)
      }
    }
  return picture
}
