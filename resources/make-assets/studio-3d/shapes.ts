/**
 * Signed distance functions: negative inside, positive outside, about one unit a unit.
 * The y axis points up, the floor is y = 0, a product is about two units tall.
 */
export type Shape = (x: number, y: number, z: number) => number
export type Flat = (x: number, y: number) => number
export type Point = readonly [number, number]
export type Point3 = readonly [number, number, number]

const RAD = Math.PI / 180
const { abs, min, max, sqrt, sin, cos, atan2, PI } = Math
/** Two- and three-term lengths; Math.hypot is an order of magnitude slower in a march. */
const len2 = (x: number, y: number) => sqrt(x * x + y * y)
const len3 = (x: number, y: number, z: number) => sqrt(x * x + y * y + z * z)
export const clamp = (v: number, lo: number, hi: number) => (v < lo ? lo : v > hi ? hi : v)
export const smoothstep = (a: number, b: number, v: number) => {
  const t = clamp((v - a) / (b - a), 0, 1)
  return t * t * (3 - 2 * t)
}
export const mix = (a: number, b: number, t: number) => a + (b - a) * t

export const sphere =
  (r: number): Shape =>
  (x, y, z) =>
    len3(x, y, z) - r

export const ellipsoid =
  (a: number, b: number, c: number): Shape =>
  (x, y, z) => {
    const k0 = len3(x / a, y / b, z / c)
    const k1 = len3(x / (a * a), y / (b * b), z / (c * c))
    return k1 < 1e-9 ? -min(a, b, c) : (k0 * (k0 - 1)) / k1
  }

/** Half sizes, edges rounded by `round`. */
export const box =
  (hx: number, hy: number, hz: number, round = 0.02): Shape =>
  (x, y, z) => {
    const qx = abs(x) - hx + round
    const qy = abs(y) - hy + round
    const qz = abs(z) - hz + round
    return len3(max(qx, 0), max(qy, 0), max(qz, 0)) + min(max(qx, qy, qz), 0) - round
  }

/** An upright cylinder of radius `r` and half height `h`. */
export const cylinder =
  (r: number, h: number, round = 0.02): Shape =>
  (x, y, z) => {
    const qx = len2(x, z) - r + round
    const qy = abs(y) - h + round
    return min(max(qx, qy), 0) + len2(max(qx, 0), max(qy, 0)) - round
  }

/** A ring lying flat. */
export const torus =
  (ring: number, tube: number): Shape =>
  (x, y, z) =>
    len2(len2(x, z) - ring, y) - tube

/** A rod from a to b, its radius going from ra to rb. */
export const rod = (a: Point3, b: Point3, ra: number, rb = ra): Shape => {
  const [ax, ay, az] = a
  const bx = b[0] - ax
  const by = b[1] - ay
  const bz = b[2] - az
  const inv = 1 / (bx * bx + by * by + bz * bz)
  return (x, y, z) => {
    const px = x - ax
    const py = y - ay
    const pz = z - az
    const t = clamp((px * bx + py * by + pz * bz) * inv, 0, 1)
    return len3(px - bx * t, py - by * t, pz - bz * t) - (ra + (rb - ra) * t)
  }
}

const spline = (p: readonly (readonly number[])[], steps: number, closed = false): number[][] => {
  const n = p.length
  const out: number[][] = []
  const at = (i: number) => p[closed ? (i + n) % n : clamp(i, 0, n - 1)]!
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    for (let s = 0; s < steps; s++) {
      const t = s / steps
      out.push(
        at(i).map((_, d) => {
          const [a, b, c, e] = [at(i - 1)[d]!, at(i)[d]!, at(i + 1)[d]!, at(i + 2)[d]!]
          return (
            0.5 *
            (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - e) * t * t + (3 * b - a - 3 * c + e) * t * t * t)
          )
        }),
      )
    }
  }
  if (!closed) out.push([...at(n - 1)])
  return out
}

/** A bent tube through the points, its radius going from ra to rb. */
export const tube = (points: readonly Point3[], ra: number, rb = ra, steps = 8): Shape => {
  const path = spline(points, steps) as unknown as Point3[]
  const last = path.length - 1
  const rods = path
    .slice(0, -1)
    .map((p, i) => rod(p, path[i + 1]!, mix(ra, rb, i / last), mix(ra, rb, (i + 1) / last)))
  return union(...rods)
}

/** The signed distance to a polygon (even-odd). */
export const polygon = (points: readonly (readonly number[])[]): Flat => {
  const n = points.length
  return (x, y) => {
    let d = Number.POSITIVE_INFINITY
    let sign = 1
    for (let i = 0, j = n - 1; i < n; j = i, i++) {
      const [ix, iy] = points[i] as unknown as Point
      const [jx, jy] = points[j] as unknown as Point
      const ex = jx - ix
      const ey = jy - iy
      const wx = x - ix
      const wy = y - iy
      const t = clamp((wx * ex + wy * ey) / (ex * ex + ey * ey || 1), 0, 1)
      const bx = wx - ex * t
      const by = wy - ey * t
      d = min(d, bx * bx + by * by)
      const c1 = y >= iy
      const c2 = y < jy
      const c3 = ex * wy > ey * wx
      if ((c1 && c2 && c3) || (!c1 && !c2 && !c3)) sign = -sign
    }
    return sign * sqrt(d)
  }
}

/** A grid of a flat shape's distances, read back bilinearly: long outlines cost no more than short ones. */
const baked = (flat: Flat, points: readonly (readonly number[])[], pad = 0.25, size = 420): Flat => {
  const xs = points.map((p) => p[0]!)
  const ys = points.map((p) => p[1]!)
  const x0 = min(...xs) - pad
  const y0 = min(...ys) - pad
  const kx = (size - 1) / (max(...xs) + pad - x0)
  const ky = (size - 1) / (max(...ys) + pad - y0)
  const grid = new Float32Array(size * size)
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) grid[j * size + i] = flat(x0 + i / kx, y0 + j / ky)
  return (x, y) => {
    const u = (x - x0) * kx
    const v = (y - y0) * ky
    const cu = clamp(u, 0, size - 1.001)
    const cv = clamp(v, 0, size - 1.001)
    const i = cu | 0
    const j = cv | 0
    const fu = cu - i
    const fv = cv - j
    const o = j * size + i
    const top = grid[o]! + (grid[o + 1]! - grid[o]!) * fu
    const low = grid[o + size]! + (grid[o + size + 1]! - grid[o + size]!) * fu
    const d = top + (low - top) * fv
    if (cu === u && cv === v) return d
    return max(d, d * 0.7 + len2((u - cu) / kx, (v - cv) / ky) * 0.7)
  }
}

interface Outline {
  /** Curve through the points; a corner is a point given twice. */
  smooth?: boolean
  /** Grow the outline by this much: round edges. */
  round?: number
}
const outline = (points: readonly Point[], { smooth = false, round = 0 }: Outline): Flat => {
  const path = smooth ? spline(points, 12) : points
  const flat = polygon(path)
  return baked((x, y) => flat(x, y) - round, path, 0.3 + round)
}

/** A closed profile of [radius, height] turned about the y axis. */
export const lathe = (points: readonly Point[], how: Outline = {}): Shape => {
  const [first, last] = [points[0]!, points[points.length - 1]!]
  // Mirrored across the axis, so that nothing creases at the centre.
  const half = how.smooth ? (spline(points, 12) as unknown as Point[]) : points
  const mirrored = [...half, ...half.map(([r, y]) => [-r, y] as const).reverse()]
  const closed = first[0] === 0 && last[0] === 0
  const flat = closed
    ? outline(mirrored, { round: how.round ?? 0 })
    : outline(half, { round: how.round ?? 0 })
  return (x, y, z) => flat(len2(x, z), y)
}

/** An outline in x and y, given a depth in z. */
export const extrude = (
  points: readonly Point[],
  halfDepth: number,
  how: Outline = {},
  round = 0.02,
): Shape => {
  const flat = outline(points, how)
  return (x, y, z) => {
    const d = flat(x, y) + round
    const w = abs(z) - halfDepth + round
    return min(max(d, w), 0) + len2(max(d, 0), max(w, 0)) - round
  }
}

/** A closed curve through the points, for `extrude`. */
export const loop = (points: readonly Point[]): Point[] => spline(points, 10, true) as unknown as Point[]

export const at =
  (f: Shape, dx: number, dy: number, dz = 0): Shape =>
  (x, y, z) =>
    f(x - dx, y - dy, z - dz)

/** Turns by degrees about an axis through the origin. */
export const turnX = (f: Shape, deg: number): Shape => {
  const [c, s] = [cos(deg * RAD), sin(deg * RAD)]
  return (x, y, z) => f(x, c * y + s * z, c * z - s * y)
}
export const turnY = (f: Shape, deg: number): Shape => {
  const [c, s] = [cos(deg * RAD), sin(deg * RAD)]
  return (x, y, z) => f(c * x - s * z, y, s * x + c * z)
}
export const turnZ = (f: Shape, deg: number): Shape => {
  const [c, s] = [cos(deg * RAD), sin(deg * RAD)]
  return (x, y, z) => f(c * x + s * y, c * y - s * x, z)
}

export const scaled =
  (f: Shape, k: number): Shape =>
  (x, y, z) =>
    f(x / k, y / k, z / k) * k

export const union =
  (...fs: Shape[]): Shape =>
  (x, y, z) => {
    let d = Number.POSITIVE_INFINITY
    for (let i = 0; i < fs.length; i++) {
      const v = fs[i]!(x, y, z)
      if (v < d) d = v
    }
    return d
  }

const soft = (a: number, b: number, k: number) => {
  const h = max(k - abs(a - b), 0) / k
  return min(a, b) - h * h * k * 0.25
}
/** A union whose joints are filled over a width of k. */
export const blend =
  (k: number, ...fs: Shape[]): Shape =>
  (x, y, z) => {
    let d = fs[0]!(x, y, z)
    for (let i = 1; i < fs.length; i++) d = soft(d, fs[i]!(x, y, z), k)
    return d
  }
/** a without b, the edge softened over k. */
export const without =
  (a: Shape, b: Shape, k = 0.02): Shape =>
  (x, y, z) =>
    -soft(-a(x, y, z), b(x, y, z), k)
export const within =
  (a: Shape, b: Shape, k = 0.02): Shape =>
  (x, y, z) =>
    -soft(-a(x, y, z), -b(x, y, z), k)
/** A skin of half thickness t. */
export const skin =
  (f: Shape, t: number): Shape =>
  (x, y, z) =>
    abs(f(x, y, z)) - t
export const grown =
  (f: Shape, by: number): Shape =>
  (x, y, z) =>
    f(x, y, z) - by
export const mirrored =
  (f: Shape): Shape =>
  (x, y, z) =>
    f(abs(x), y, z)
/** n copies about the y axis; f stands on the +x side. */
export const around = (n: number, f: Shape): Shape => {
  const step = (2 * PI) / n
  return (x, y, z) => {
    const r = len2(x, z)
    const a = atan2(z, x)
    const w = a - step * Math.round(a / step)
    return f(r * cos(w), y, r * sin(w))
  }
}
/** Pushes the surface out by `push(x, y, z)`, small against the shape. */
export const shaped =
  (f: Shape, push: Shape): Shape =>
  (x, y, z) => {
    const d = f(x, y, z)
    return d > 0.2 ? d - 0.02 : (d - push(x, y, z)) * 0.85
  }

const hash = (x: number, y: number, z: number) => {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(z, 2147483647)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}
/** Smooth value noise, 0 to 1, one bump a unit. */
export const noise: Shape = (x, y, z) => {
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  const [u, v, w] = [smoothstep(0, 1, x - i), smoothstep(0, 1, y - j), smoothstep(0, 1, z - k)]
  const edge = (b: number, c: number) => mix(hash(i, j + b, k + c), hash(i + 1, j + b, k + c), u)
  return mix(mix(edge(0, 0), edge(1, 0), v), mix(edge(0, 1), edge(1, 1), v), w)
}
