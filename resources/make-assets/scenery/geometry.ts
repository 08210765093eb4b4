/** Houses, spires and tree crowns as convex bodies, found by rays through a tree of boxes. Metres; y is up. */

export type V3 = readonly [number, number, number]
export interface House {
  kind: 'house'
  x: number
  z: number
  /** Half width and half depth. */
  w: number
  d: number
  h: number
  /** Height of the ground under it. */
  base?: number
  /** Degrees about y. */
  yaw?: number
  /** A gable's ridge runs along the width, unless turned. */
  roof?: 'flat' | 'gable' | 'front-gable' | 'hip'
  /** A boat instead of a house: pointed ends, sides that flare. */
  hull?: boolean
  rise?: number
  /** How far the eaves stand out. */
  eaves?: number
  look: number
}
export interface Crown {
  kind: 'crown'
  x: number
  y: number
  z: number
  r: number
  /** Height against width. */
  tall?: number
  /** Not leafy: a lamp, a dome. */
  solid?: boolean
  look: number
}
export type Body = House | Crown
export interface Hit {
  t: number
  body: number
  n: V3
  roof: boolean
}

const { abs, min, max, sqrt, sin, cos, PI } = Math
const FAR = 1e9

const box = (b: Body): number[] => {
  if (b.kind === 'crown') {
    const v = b.r * (b.tall ?? 1)
    return [b.x - b.r, b.y - v, b.z - b.r, b.x + b.r, b.y + v, b.z + b.r]
  }
  const reach = Math.hypot(b.w, b.d) + (b.eaves ?? 0) * 1.5
  const base = b.base ?? 0
  return [b.x - reach, base, b.z - reach, b.x + reach, base + b.h + (b.rise ?? 0), b.z + reach]
}

interface Node {
  b: number[]
  list?: number[]
  left?: Node
  right?: Node
}

export class Town {
  readonly bodies: Body[]
  private readonly root: Node
  private readonly turn: Float64Array

  constructor(bodies: Body[]) {
    this.bodies = bodies
    const boxes = bodies.map(box)
    this.turn = new Float64Array(
      bodies.flatMap((b) => {
        const a = b.kind === 'house' ? ((b.yaw ?? 0) * PI) / 180 : 0
        return [cos(a), sin(a)]
      }),
    )
    const build = (list: number[]): Node => {
      const b = [FAR, FAR, FAR, -FAR, -FAR, -FAR]
      for (const i of list)
        for (let k = 0; k < 3; k++) {
          b[k] = min(b[k]!, boxes[i]![k]!)
          b[k + 3] = max(b[k + 3]!, boxes[i]![k + 3]!)
        }
      if (list.length <= 3) return { b, list }
      const axis = b[3]! - b[0]! > b[5]! - b[2]! ? 0 : 2
      const sorted = [...list].sort(
        (p, q) => boxes[p]![axis]! + boxes[p]![axis + 3]! - boxes[q]![axis]! - boxes[q]![axis + 3]!,
      )
      const half = sorted.length >> 1
      return { b, left: build(sorted.slice(0, half)), right: build(sorted.slice(half)) }
    }
    this.root = build(bodies.map((_, i) => i))
  }

  /** The nearest hit nearer than `limit`; `leafy` lets rays through the ragged rim of a crown. */
  cast(o: V3, d: V3, limit: number, leafy: (p: V3, edge: number) => boolean): Hit | undefined {
    let best: Hit | undefined
    let near = limit
    const ix = 1 / (abs(d[0]) < 1e-9 ? 1e-9 : d[0])
    const iy = 1 / (abs(d[1]) < 1e-9 ? 1e-9 : d[1])
    const iz = 1 / (abs(d[2]) < 1e-9 ? 1e-9 : d[2])
    const stack: Node[] = [this.root]
    while (stack.length) {
      const node = stack.pop()!
      const b = node.b
      const ax = (b[0]! - o[0]) * ix
      const bx = (b[3]! - o[0]) * ix
      const ay = (b[1]! - o[1]) * iy
      const by = (b[4]! - o[1]) * iy
      const az = (b[2]! - o[2]) * iz
      const bz = (b[5]! - o[2]) * iz
      const t0 = max(min(ax, bx), min(ay, by), min(az, bz), 0)
      const t1 = min(max(ax, bx), max(ay, by), max(az, bz), near)
      if (t0 > t1) continue
      if (!node.list) {
        stack.push(node.left!, node.right!)
        continue
      }
      for (const i of node.list) {
        const body = this.bodies[i]!
        const hit =
          body.kind === 'crown' ? crownHit(body, o, d, near, leafy) : this.houseHit(body, i, o, d, near)
        if (hit && hit.t < near) {
          near = hit.t
          best = { ...hit, body: i }
        }
      }
    }
    return best
  }

  /** A place in the house's own axes, its ground at 0. */
  inside(i: number, p: V3): V3 {
    const b = this.bodies[i] as House
    const [c, s] = [this.turn[i * 2]!, this.turn[i * 2 + 1]!]
    const x = p[0] - b.x
    const z = p[2] - b.z
    return [c * x - s * z, p[1] - (b.base ?? 0), s * x + c * z]
  }
  facing(i: number, n: V3): V3 {
    const [c, s] = [this.turn[i * 2]!, this.turn[i * 2 + 1]!]
    return [c * n[0] - s * n[2], n[1], s * n[0] + c * n[2]]
  }

  private houseHit(b: House, i: number, o: V3, d: V3, limit: number) {
    const p = this.inside(i, o)
    const q = this.facing(i, d)
    const { w, d: depth, h, roof = 'flat', rise = 0, eaves = 0.25 } = b
    const flare: Plane[] = b.hull
      ? [
          [1, (-0.3 * w) / h, (0.75 * w) / depth, w * 1.12],
          [0, (-0.4 * depth) / h, 1, 0.6 * depth],
        ]
      : []
    let t = slabs(p, q, [w, depth], 0, h, flare, limit)
    let onRoof = false
    if (roof !== 'flat' && rise > 0) {
      const [rw, rd] = [w + (roof === 'hip' ? eaves : eaves * 0.6), depth + eaves]
      const planes: Plane[] = []
      if (roof === 'front-gable') planes.push([rise / rw, 1, 0, h + rise])
      else planes.push([0, 1, rise / rd, h + rise])
      if (roof === 'hip') planes.push([rise / min(rw, rd), 1, 0, h + (rise * rw) / min(rw, rd)])
      const r = slabs(
        p,
        q,
        roof === 'front-gable' ? [w + eaves, depth + eaves * 0.6] : [rw, rd],
        h - 0.05,
        h + rise,
        planes,
        limit,
      )
      if (r && (!t || r.t < t.t)) {
        t = r
        onRoof = true
      }
    }
    if (!t) return undefined
    const [c, s] = [this.turn[i * 2]!, this.turn[i * 2 + 1]!]
    const n: V3 = [c * t.n[0] + s * t.n[2], t.n[1], c * t.n[2] - s * t.n[0]]
    return { t: t.t, n, body: i, roof: onRoof }
  }
}

/** a|x| + b y + c|z| <= e. */
type Plane = [number, number, number, number]

const slabs = (
  p: V3,
  q: V3,
  half: readonly [number, number],
  low: number,
  high: number,
  planes: Plane[],
  limit: number,
): { t: number; n: V3 } | undefined => {
  let tIn = 0
  let tOut = limit
  let nx = 0
  let ny = 0
  let nz = 0
  const cut = (a: number, b: number, c: number, e: number) => {
    // The half space a x + b y + c z <= e.
    const along = a * q[0] + b * q[1] + c * q[2]
    const room = e - (a * p[0] + b * p[1] + c * p[2])
    if (abs(along) < 1e-12) {
      if (room < 0) tOut = -1
      return
    }
    const t = room / along
    if (along < 0) {
      if (t > tIn) {
        tIn = t
        nx = a
        ny = b
        nz = c
      }
    } else if (t < tOut) tOut = t
  }
  cut(1, 0, 0, half[0])
  cut(-1, 0, 0, half[0])
  cut(0, 0, 1, half[1])
  cut(0, 0, -1, half[1])
  cut(0, 1, 0, high)
  cut(0, -1, 0, -low)
  for (const [a, b, c, e] of planes)
    for (const x of a ? [a, -a] : [0]) for (const z of c ? [c, -c] : [0]) cut(x, b, z, e)
  if (tIn >= tOut || tIn <= 1e-4) return undefined
  const l = sqrt(nx * nx + ny * ny + nz * nz)
  return { t: tIn, n: [nx / l, ny / l, nz / l] }
}

const crownHit = (b: Crown, o: V3, d: V3, limit: number, leafy: (p: V3, edge: number) => boolean) => {
  const k = 1 / (b.tall ?? 1)
  const [ox, oy, oz] = [o[0] - b.x, (o[1] - b.y) * k, o[2] - b.z]
  const dy = d[1] * k
  const a = d[0] * d[0] + dy * dy + d[2] * d[2]
  const half = ox * d[0] + oy * dy + oz * d[2]
  const disc = half * half - a * (ox * ox + oy * oy + oz * oz - b.r * b.r)
  if (disc <= 0) return undefined
  const root = sqrt(disc)
  for (const t of [(-half - root) / a, (-half + root) / a]) {
    if (t <= 1e-3 || t >= limit) continue
    const [x, y, z] = [ox + d[0] * t, oy + dy * t, oz + d[2] * t]
    const p: V3 = [o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t]
    if (!b.solid && leafy(p, root / (sqrt(a) * b.r))) continue
    const l = sqrt(x * x + y * y * k * k + z * z)
    return { t, n: [x / l, (y * k) / l, z / l] as V3, body: 0, roof: false }
  }
  return undefined
}
