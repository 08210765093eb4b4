/** Sees a place: casts rays into a town under a sky, with sun, shadow, water, haze. Answers linear RGB. */
import { cross, dot, hex, type Rgb, unit } from '../studio-3d/light.ts'
import { clamp, mix, noise, smoothstep } from '../studio-3d/shapes.ts'
import { cloud, gap, hash, type Look, leaves, ripple, roof, type Surface, wall } from './facade.ts'
import { type Body, type House, Town, type V3 } from './geometry.ts'

export interface Place {
  bodies: Body[]
  looks: Look[]
  eye: V3
  /** Degrees to the right of straight ahead (-z). */
  yaw?: number
  /** Tangent of half the picture's width, and how far the lens is shifted up, in picture heights. */
  lens: number
  shift?: number
  sun: V3
  sunlight: Rgb
  /** Hex from the horizon up, and the glow about the sun. */
  sky: [string, string, string]
  glow: string
  clouds?: { amount: number; light: string; dark: string; size?: number }
  /** Far hills: height as a tangent, hex, seed. */
  ridges?: [number, string, number][]
  haze: { colour: string; density: number }
  /** The ground at a place: what it is like, how much it mirrors, water with waves. */
  ground: (x: number, z: number) => { colour: Rgb; mirror?: number; water?: boolean }
  /** Rise of the ground behind z = -from, metres a metre. */
  slope?: { from: number; rise: number; deep: number }
  /** Brightness of what the sky lights. */
  ambient?: number
}

const { abs, exp, max, min, sqrt, atan2, floor, pow } = Math
const FAR = 4000

export const see = (place: Place, width: number, height: number): Float32Array => {
  const town = new Town(place.bodies)
  const sun = unit(...place.sun)
  const [low, mid, high] = place.sky.map(hex) as [Rgb, Rgb, Rgb]
  const glow = hex(place.glow)
  const haze = hex(place.haze.colour)
  const { ambient = 1, slope, clouds } = place
  const ridges = (place.ridges ?? []).map(([h, c, s]) => ({ h, c: hex(c), s }))
  const leafy = (p: V3, edge: number) => gap(p[0], p[1], p[2], edge)
  const solid = (p: V3, edge: number) => edge < 0.5 && gap(p[0], p[1], p[2], edge)

  const skyAt = (d: V3, withHills = true): Rgb => {
    const y = max(d[1], 0)
    const k1 = smoothstep(0, 0.22, y)
    const k2 = smoothstep(0.12, 0.75, y)
    const near = max(dot(d, sun), 0)
    const halo = 0.75 * near ** 6 * (1 - 0.6 * k2) + 0.9 * near ** 60 + (near > 0.9994 ? 6 : 0)
    let c: Rgb = [0, 1, 2].map(
      (i) => mix(mix(low[i]!, mid[i]!, k1), high[i]!, k2) + glow[i]! * halo,
    ) as unknown as Rgb
    if (clouds && d[1] > 0.01) {
      const size = (clouds.size ?? 1) * 1.6
      const u = (d[0] / (d[1] + 0.09)) * size
      const v = (d[2] / (d[1] + 0.09)) * size
      const thick = cloud(u, v, clouds.amount) * smoothstep(0.01, 0.12, d[1])
      const lit = clamp(
        0.5 + 1.6 * (cloud(u, v, clouds.amount) - cloud(u + sun[0] * 0.35, v + sun[2] * 0.35, clouds.amount)),
        0,
        1,
      )
      const [a, b] = [hex(clouds.dark), hex(clouds.light)]
      const warm = 1 + near ** 4 * 0.8
      c = [0, 1, 2].map((i) => mix(c[i]!, mix(a[i]!, b[i]!, lit) * warm, thick * 0.9)) as unknown as Rgb
    }
    if (withHills) {
      const a = atan2(d[0], -d[2])
      const e = d[1] / sqrt(d[0] * d[0] + d[2] * d[2])
      for (const r of ridges) {
        const line =
          r.h *
          (0.55 +
            0.7 * noise(a * 3.2 + r.s, r.s, 1) +
            0.16 * noise(a * 13 + r.s, 2, r.s) +
            0.05 * noise(a * 60, 3, r.s))
        const k = smoothstep(0.0015, -0.0015, e - line)
        const tone = 0.85 + 0.3 * noise(a * 50, e * 90, r.s)
        c = [0, 1, 2].map((i) =>
          mix(c[i]!, mix(r.c[i]! * tone, haze[i]!, 0.15 + 0.75 * smoothstep(r.h * 0.8, 0, e)), k),
        ) as unknown as Rgb
      }
    }
    return c
  }

  const groundAt = (o: V3, d: V3): number => {
    const flat = d[1] < -1e-5 ? -o[1] / d[1] : FAR
    if (!slope) return flat
    const edge = o[2] + d[2] * flat
    if (flat < FAR && edge > -slope.from) return flat
    // y = rise * (-z - from)
    const t = (slope.rise * (-o[2] - slope.from) - o[1]) / (d[1] + slope.rise * d[2])
    const z = o[2] + d[2] * t
    return t > 0 && z <= -slope.from && z > -slope.from - slope.deep ? t : flat
  }

  const sunny = (p: V3, n: V3): number => {
    const facing = dot(n, sun)
    if (facing <= 0 || sun[1] <= 0) return 0
    const o: V3 = [p[0] + n[0] * 0.03, p[1] + n[1] * 0.03, p[2] + n[2] * 0.03]
    return town.cast(o, sun, 400, solid) ? 0 : facing
  }

  const lightOn = (s: Surface, n: V3, sunShare: number, open: number): [number, number, number] => {
    const up = 0.5 + 0.5 * n[1]
    return [0, 1, 2].map((i) => {
      const dome = mix(low[i]! * 0.55, mix(mid[i]!, high[i]!, 0.4), 0.35 + 0.65 * up)
      const light =
        dome * ambient * open + place.sunlight[i]! * sunShare + 0.12 * place.sunlight[i]! * (1 - up) * open
      return s.colour[i]! * light + s.glow[i]!
    }) as [number, number, number]
  }

  const trace = (o: V3, d: V3, depth: number): Rgb => {
    const g = groundAt(o, d)
    const hit = town.cast(o, d, g, leafy)
    const t = hit ? hit.t : g
    if (t >= FAR) return skyAt(d)
    const p: V3 = [o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t]
    let c: [number, number, number]
    if (hit) {
      const body = town.bodies[hit.body]!
      const look = place.looks[body.look]!
      let s: Surface
      let open = 1
      let n = hit.n
      if (body.kind === 'crown' && look.style !== 'leaf') s = wall(look, p[0], p[1], 9, 99, hit.body, 0)
      else if (body.kind === 'crown') {
        s = { colour: leaves(look, p[0], p[1], p[2]), glow: [0, 0, 0], glass: 0 }
        const b = 0.95
        n = unit(
          n[0] + b * (noise(p[0] * 9, p[1] * 9, p[2] * 9) - 0.5) * 2,
          n[1] + b * (noise(p[1] * 9, p[2] * 9, p[0] * 9) - 0.3),
          n[2] + b * (noise(p[2] * 9, p[0] * 9, p[1] * 9) - 0.5) * 2,
        )
        open = 0.4 + 0.6 * smoothstep(-body.r, body.r, p[1] - body.y)
      } else {
        ;({ s, open } = housefront(body, hit, look, p, n))
      }
      c = lightOn(s, n, sunny(p, n) * (body.kind === 'crown' ? 0.9 : 1), open)
      if (s.glass > 0 && depth < 2) {
        const dn = 2 * dot(d, n)
        const bump = s.glass > 0.5 ? 0.012 : 0
        const r = unit(
          d[0] - dn * n[0] + bump * (hash(floor(p[0]), floor(p[1] / 3)) - 0.5),
          d[1] - dn * n[1] + bump * (hash(floor(p[1] / 3), floor(p[2])) - 0.5),
          d[2] - dn * n[2],
        )
        const seen = depth === 0 ? trace([p[0] + n[0] * 0.05, p[1], p[2] + n[2] * 0.05], r, 2) : skyAt(r)
        const f = s.glass * (0.3 + 0.7 * (1 - abs(dot(d, n))) ** 3)
        c = [0, 1, 2].map((i) => c[i]! * (1 - f * 0.6) + seen[i]! * f) as [number, number, number]
      }
    } else {
      const made = place.ground(p[0], p[2])
      let n: V3 = slope && p[2] < -slope.from ? unit(0, 1, slope.rise) : [0, 1, 0]
      if (made.water) {
        const r = ripple(p[0], p[2])
        const calm = 1 / (1 + t * 0.006)
        n = unit(r.x * calm, 1, r.z * calm)
      }
      c = lightOn({ colour: made.colour, glow: [0, 0, 0], glass: 0 }, n, sunny(p, n), 0.9)
      if (made.mirror && depth === 0) {
        const dn = 2 * dot(d, n)
        const r = unit(d[0] - dn * n[0], max(d[1] - dn * n[1], 0.002), d[2] - dn * n[2])
        const seen = trace([p[0], p[1] + 0.02, p[2]], r, 1)
        const f = made.mirror * mix(made.water ? 0.32 : 0.15, 1, (1 - abs(dot(d, n))) ** 3)
        c = [0, 1, 2].map((i) => mix(c[i]!, seen[i]!, f)) as [number, number, number]
      }
    }
    const air = 1 - exp(-t * place.haze.density)
    const toSun = max(dot(d, sun), 0) ** 8
    return [0, 1, 2].map((i) => mix(c[i]!, haze[i]! + glow[i]! * toSun * 0.5, air)) as unknown as Rgb
  }

  const housefront = (
    b: House,
    hit: { body: number; roof: boolean },
    look: Look,
    p: V3,
    n: V3,
  ): { s: Surface; open: number } => {
    const q = town.inside(hit.body, p)
    const m = town.facing(hit.body, n)
    const along = abs(m[0]) > abs(m[2]) ? q[2] : q[0]
    const half = abs(m[0]) > abs(m[2]) ? b.d : b.w
    const side = abs(m[0]) > abs(m[2]) ? (m[0] > 0 ? 1 : 3) : m[2] > 0 ? 0 : 2
    if (hit.roof && m[1] > 0.05) {
      const down = (b.h + (b.rise ?? 0) - q[1]) / sqrt(max(1 - m[1] * m[1], 0.1))
      return { s: roof(look, b.roof === 'front-gable' ? q[2] : q[0], down, hit.body), open: 1 }
    }
    if (hit.roof)
      return {
        s:
          m[1] < -0.05
            ? wall({ ...look, style: 'plain' }, 0, 0, 1, 9, hit.body, 0)
            : wall({ ...look, style: 'plain' }, along, q[1], half, 99, hit.body, side),
        open: m[1] < -0.05 ? 0.4 : 0.95,
      }
    if (m[1] > 0.5) return { s: wall({ ...look, style: 'plain' }, q[0], q[2], 9, 99, hit.body, 5), open: 1 }
    const s = wall(look, along, q[1], half, b.h, hit.body, side)
    // Walls are darker by the ground and under the eaves.
    const eaves = b.roof && b.roof !== 'flat' ? 0.75 + 0.25 * smoothstep(0, 0.9, b.h - q[1]) : 1
    return { s, open: eaves * (0.62 + 0.38 * smoothstep(0, 4, q[1])) }
  }

  const yaw = ((place.yaw ?? 0) * Math.PI) / 180
  const forward: Rgb = [Math.sin(yaw), 0, -Math.cos(yaw)]
  const right = cross(forward, [0, 1, 0])
  const tall = (place.lens * height) / width
  const look = (px: number, py: number): Rgb => {
    const sx = ((px / width) * 2 - 1) * place.lens
    const sy = (1 - (py / height) * 2 + (place.shift ?? 0) * 2) * tall
    return trace(place.eye, unit(forward[0] + right[0] * sx, sy, forward[2] + right[2] * sx), 0)
  }

  const out = new Float32Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) out.set(look(x + 0.5, y + 0.5), (y * width + x) * 3)
  const first = out.slice()
  const rough = (i: number, j: number) => {
    for (let k = 0; k < 3; k++)
      if (abs(pow(min(first[i + k]!, 4), 0.45) - pow(min(first[j + k]!, 4), 0.45)) > 0.045) return true
    return false
  }
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = (y * width + x) * 3
      if (![i - 3, i + 3, i - width * 3, i + width * 3].some((j) => rough(i, j))) continue
      const sum = [0, 0, 0]
      for (const [u, v] of [
        [0.125, 0.375],
        [0.375, 0.875],
        [0.625, 0.125],
        [0.875, 0.625],
      ] as const) {
        const c = look(x + u, y + v)
        for (let k = 0; k < 3; k++) sum[k]! += min(c[k]!, 3) / 4
      }
      out.set(sum, i)
    }
  return out
}
