import { brass, cloth, plainBlack, steel, wood } from './materials.ts'
import {
  around,
  at,
  box,
  cylinder,
  ellipsoid,
  lathe,
  mirrored,
  rod,
  type Shape,
  skin,
  sphere,
  torus,
  tube,
  turnX,
  turnY,
  turnZ,
  union,
  within,
} from './shapes.ts'
import type { Part, Scene } from './stage.ts'

export const deskChair = (): Scene => {
  const fabric = cloth('#2f6d6a', 0.85, 80)
  const curved =
    (f: Shape, bend: number): Shape =>
    (x, y, z) =>
      f(x, y, z - bend * x * x) * 0.85
  const back = at(turnX(curved(box(0.52, 0.5, 0.065, 0.06), 0.34), -7), 0, 1.68, -0.47)
  const seat = at(curvedDown(box(0.56, 0.08, 0.52, 0.075)), 0, 0.98, 0.02)
  const foot = union(
    rod([0.05, 0.24, 0], [0.66, 0.15, 0], 0.05, 0.035),
    at(sphere(0.07), 0.66, 0.075),
    rod([0.66, 0.1, 0], [0.66, 0.16, 0], 0.03),
  )
  const arm = mirrored(
    tube(
      [
        [0.34, 0.88, 0],
        [0.66, 0.9, 0],
        [0.69, 1.1, 0],
        [0.68, 1.26, 0],
      ],
      0.034,
    ),
  )
  return {
    wall: '#e0bd6b',
    floor: '#eed69c',
    pitch: 10,
    turn: -32,
    aim: 1.1,
    view: 4.2,
    parts: [
      { shape: back, material: fabric },
      { shape: seat, material: fabric },
      {
        shape: at(turnX(curved(box(0.55, 0.53, 0.025, 0.02), 0.34), -7), 0, 1.68, -0.55),
        material: wood('#c08a55', '#875730'),
      },
      {
        shape: tube(
          [
            [0, 0.84, -0.1],
            [0, 0.86, -0.5],
            [0, 1.05, -0.66],
            [0, 1.45, -0.6],
          ],
          0.05,
        ),
        material: plainBlack,
      },
      { shape: at(box(0.3, 0.04, 0.3, 0.03), 0, 0.86), material: plainBlack },
      {
        shape: union(rod([0, 0.25, 0], [0, 0.86, 0], 0.05), at(cylinder(0.09, 0.14, 0.03), 0, 0.3)),
        material: steel,
      },
      { shape: turnY(around(5, foot), 12), material: plainBlack },
      { shape: arm, material: plainBlack },
      {
        shape: mirrored(at(box(0.075, 0.03, 0.26, 0.03), 0.68, 1.29, 0.02)),
        material: wood('#c08a55', '#875730'),
      },
    ],
  }
}
const curvedDown =
  (f: Shape): Shape =>
  (x, y, z) =>
    f(x, y - 0.07 * x * x + (z > 0.2 ? (z - 0.2) ** 2 * 0.5 : 0), z) * 0.9

export const headphones = (): Scene => {
  const arc = (ring: number, tubeR: number): Shape =>
    within(turnX(torus(ring, tubeR), 90), (_x, y) => -y + 0.05)
  const cup = (s: number): Part[] => {
    const place = (f: Shape): Shape => at(turnZ(f, 90 + s * 8), s * 0.69, 0.98)
    return [
      { shape: place(cylinder(0.34, 0.1, 0.07)), material: { colour: '#efe7db', rough: 0.32, shine: 1.2 } },
      { shape: place(at(torus(0.225, 0.1), 0, s * 0.13)), material: { colour: '#b8794c', rough: 0.55 } },
      { shape: place(at(cylinder(0.2, 0.02, 0.015), 0, -s * 0.1)), material: brass },
    ]
  }
  return {
    wall: '#a9a4c4',
    floor: '#cfcbe0',
    pitch: 9,
    turn: -30,
    aim: 1.05,
    view: 3.8,
    parts: [
      { shape: at(arc(0.76, 0.035), 0, 1.3), material: brass },
      { shape: at(scaleZ(arc(0.755, 0.075), 1.5), 0, 1.32), material: { colour: '#b8794c', rough: 0.55 } },
      ...cup(-1),
      ...cup(1),
      { shape: mirrored(rod([0.76, 1.34, 0], [0.765, 0.98, 0], 0.045)), material: brass },
      { shape: at(cylinder(0.52, 0.05, 0.04), 0, 0.05), material: wood('#a8703f', '#6d4526') },
      { shape: rod([0, 0.1, 0], [0, 1.86, 0], 0.045), material: { colour: '#2b2f33', rough: 0.4 } },
      { shape: at(turnX(cylinder(0.16, 0.16, 0.05), 90), 0, 1.84), material: wood('#a8703f', '#6d4526') },
    ],
  }
}
const scaleZ =
  (f: Shape, k: number): Shape =>
  (x, y, z) =>
    f(x, y, z / k)

export const clock = (): Scene => {
  const upright = (f: Shape, z = 0): Shape => at(turnX(f, 90), 0, 1.06, z)
  const face = (x: number, y: number) => {
    const dy = y - 1.06
    const r = Math.hypot(x, dy)
    const a = (Math.atan2(x, dy) / (2 * Math.PI)) * 60
    const off = (every: number) => Math.abs(a - Math.round(a / every) * every) * r * 0.105
    if (r > 0.54 && r < 0.69 && off(15) < 0.022) return '#ff6b4a'
    if (r > 0.57 && r < 0.69 && off(5) < 0.013) return '#1d2b2b'
    if (r > 0.645 && r < 0.69 && off(1) < 0.005) return '#7d8783'
    return '#f6efe3'
  }
  const hand = (deg: number, length: number, w: number): Shape =>
    turnZ(at(box(w, length / 2 + 0.05, 0.012, 0.01), 0, length / 2 - 0.05), -deg)
  const leg = mirrored(rod([0.4, 0.45, 0], [0.56, 0.03, 0], 0.05, 0.04))
  return {
    wall: '#c48572',
    floor: '#dcab9a',
    pitch: 8,
    turn: -22,
    aim: 1.0,
    view: 3.8,
    parts: [
      {
        shape: union(
          upright(skin(cylinder(0.84, 0.2, 0.06), 0.01)),
          upright(cylinder(0.83, 0.1, 0.02), -0.1),
        ),
        material: wood('#c08a55', '#875730'),
      },
      { shape: upright(cylinder(0.77, 0.02, 0.01), 0.2), material: { colour: face, rough: 0.6 } },
      { shape: at(turnX(torus(0.8, 0.045), 90), 0, 1.06, 0.22), material: brass },
      { shape: at(hand(304, 0.4, 0.03), 0, 1.06, 0.25), material: { colour: '#1d2b2b', rough: 0.4 } },
      { shape: at(hand(52, 0.58, 0.02), 0, 1.06, 0.28), material: { colour: '#1d2b2b', rough: 0.4 } },
      { shape: at(hand(180, 0.5, 0.008), 0, 1.06, 0.305), material: { colour: '#ff6b4a', rough: 0.4 } },
      { shape: upright(cylinder(0.05, 0.06, 0.02), 0.27), material: brass },
      { shape: leg, material: brass },
    ],
  }
}

export const notebook = (): Scene => {
  const book = (cover: string, y: number, turn: number, k = 1): Part[] => {
    const put = (f: Shape): Shape => at(turnY(f, turn), 0, y, 0)
    const w = 0.74 * k
    const l = 1.02 * k
    const spine = at(turnX(cylinder(0.125, l, 0.02), 90), -w + 0.05, 0.125)
    return [
      {
        shape: put(
          union(
            at(box(w, 0.02, l, 0.015), 0.02, 0.23),
            at(box(w, 0.02, l, 0.015), 0.02, 0.02),
            within(spine, (x) => x + w - 0.06),
          ),
        ),
        material: cloth(cover, 0.7, 60),
      },
      {
        shape: put(at(box(w - 0.06, 0.1, l - 0.05, 0.02), 0, 0.125)),
        material: { rough: 0.9, colour: (_x, py) => (Math.sin(py * 420) > 0.3 ? '#e9dfcc' : '#f8f1e2') },
      },
      {
        shape: put(at(box(0.03, 0.135, l + 0.012, 0.01), w * 0.66, 0.125)),
        material: { colour: '#ff6b4a', rough: 0.6 },
      },
    ]
  }
  const pencil = (): Part[] => {
    const put = (f: Shape): Shape => at(turnY(turnX(turnZ(f, 0), 90), 62), 0.02, 0.575, 0.1)
    const hexagon = around(6, at(box(0.058, 0.6, 0.2, 0.004), 0, 0))
    return [
      {
        shape: put(within(hexagon, cylinder(0.066, 0.6, 0.01), 0.004)),
        material: { colour: '#e9b93c', rough: 0.35 },
      },
      { shape: put(at(cylinder(0.062, 0.06, 0.01), 0, -0.62)), material: brass },
      { shape: put(at(cylinder(0.056, 0.07, 0.03), 0, -0.72)), material: { colour: '#e58a7b', rough: 0.8 } },
      {
        shape: put(at(rod([0, 0, 0], [0, 0.2, 0], 0.056, 0.008), 0, 0.6)),
        material: wood('#e2b98a', '#c99a66'),
      },
      { shape: put(rod([0, 0.775, 0], [0, 0.815, 0], 0.017, 0.008)), material: plainBlack },
    ]
  }
  return {
    wall: '#b7cbb9',
    floor: '#d3e0d3',
    pitch: 33,
    turn: -24,
    aim: 0.28,
    view: 3.5,
    parts: [...book('#24504f', 0, 12), ...book('#dcc6a4', 0.25, -7, 0.9), ...pencil()],
  }
}

export const speaker = (): Scene => {
  const ring = (y: number, r: number): Part[] => [
    {
      shape: at(turnX(torus(r, 0.045), 90), 0, y, 0.5),
      material: { colour: '#26292c', rough: 0.5 },
    },
    {
      shape: at(
        turnX(
          lathe([
            [0, -0.16],
            [r * 0.3, -0.15],
            [r, 0.0],
            [r, -0.05],
            [r * 0.3, -0.2],
            [0, -0.2],
          ]),
          90,
        ),
        0,
        y,
        0.52,
      ),
      material: { colour: '#3a3e42', rough: 0.55 },
    },
    {
      shape: at(turnX(torus(r + 0.04, 0.014), 90), 0, y, 0.51),
      material: { colour: '#c98a62', metal: 1, rough: 0.2 },
    },
    {
      shape: at(ellipsoid(r * 0.34, r * 0.34, r * 0.18), 0, y, 0.42),
      material: { colour: '#c98a62', metal: 1, rough: 0.22 },
    },
  ]
  const cabinet = box(0.66, 1.02, 0.5, 0.09)
  const holes = union(
    at(turnX(cylinder(0.42, 0.3, 0.02), 90), 0, 0.68, 0.5),
    at(turnX(cylinder(0.21, 0.3, 0.02), 90), 0, 1.48, 0.5),
  )
  const grain = wood('#b07a48', '#744a29', 0.7, 0.38)
  const side = grain.colour as (x: number, y: number, z: number) => readonly [number, number, number]
  return {
    wall: '#8da4b5',
    floor: '#b9c8d3',
    pitch: 9,
    turn: -30,
    aim: 1.06,
    view: 4.0,
    parts: [
      {
        shape: (x, y, z) => -softMin(-cabinet(x, y - 1.08, z), holes(x, y, z)),
        material: { rough: 0.4, shine: 1.1, colour: (x, y, z) => (z > 0.455 ? '#efe6d8' : side(z, y, x)) },
      },
      ...ring(0.68, 0.34),
      ...ring(1.48, 0.14),
      {
        shape: mirrored(
          union(
            at(cylinder(0.07, 0.05, 0.02), 0.48, 0.05, 0.3),
            at(cylinder(0.07, 0.05, 0.02), 0.48, 0.05, -0.3),
          ),
        ),
        material: plainBlack,
      },
      { shape: at(turnX(cylinder(0.045, 0.03, 0.01), 90), 0.46, 1.86, 0.5), material: brass },
    ],
  }
}
const softMin = (a: number, b: number) => {
  const h = Math.max(0.02 - Math.abs(a - b), 0) / 0.02
  return Math.min(a, b) - h * h * 0.005
}

/** Widths of the keys of each row, in units; each row adds up to 14. */
const ROWS = [
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2],
  [1.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5],
  [1.75, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2.25],
  [2.25, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2.75],
  [1.25, 1.25, 1.25, 6, 1.25, 1.5, 1.5],
]
const UNIT = 0.2
export const keyboard = (): Scene => {
  const keys = ROWS.map((row, j) => {
    let x = -7
    return row.map((w, i) => {
      const k = {
        x: (x + w / 2) * UNIT,
        half: (w * UNIT) / 2 - 0.014,
        accent: false,
        dark: w !== 1 && w !== 6,
      }
      x += w
      k.accent = (j === 2 && i === row.length - 1) || (j === 0 && i === 0)
      return k
    })
  })
  const rowOf = (z: number) => Math.min(Math.max(Math.round(z / UNIT + 2), 0), 4)
  const nearest = (x: number, row: number) => {
    let best = keys[row]![0]!
    let gap = 9
    for (const k of keys[row]!) {
      const g = Math.abs(x - k.x) - k.half
      if (g < gap) {
        gap = g
        best = k
      }
    }
    return best
  }
  const cap = (x: number, y: number, z: number, row: number) => {
    const k = nearest(x, row)
    // Caps narrow towards the top and are dished a little.
    const t = Math.min(Math.max((y + 0.07) / 0.14, 0), 1) * 0.024
    const qx = Math.abs(x - k.x) - k.half + t + 0.02
    const qz = Math.abs(z - (row - 2) * UNIT) - (UNIT / 2 - 0.014) + t + 0.02
    const qy = Math.abs(y) - 0.07 + 0.02 + 0.25 * (0.008 - (x - k.x) ** 2 * 0.6)
    return (
      (Math.hypot(Math.max(qx, 0), Math.max(qy, 0), Math.max(qz, 0)) +
        Math.min(Math.max(qx, qy, qz), 0) -
        0.02) *
      0.9
    )
  }
  const caps: Shape = (x, y, z) => {
    const row = rowOf(z)
    const other = Math.min(Math.max(row + (z > (row - 2) * UNIT ? 1 : -1), 0), 4)
    return Math.min(cap(x, y, z, row), other === row ? 9 : cap(x, y, z, other))
  }
  const tilt = (f: Shape): Shape => at(turnX(f, 7), 0, 0.22, 0)
  const back = (x: number, y: number, z: number) => {
    const c = Math.cos((7 * Math.PI) / 180)
    const s = Math.sin((7 * Math.PI) / 180)
    return nearest(x, rowOf(c * z - s * (y - 0.22)))
  }
  return {
    wall: '#d9b7a6',
    floor: '#ecd5c8',
    pitch: 36,
    turn: -22,
    aim: 0.16,
    view: 4.6,
    parts: [
      { shape: tilt(box(1.5, 0.1, 0.6, 0.07)), material: { colour: '#f0e7da', rough: 0.4 } },
      { shape: tilt(at(box(1.42, 0.02, 0.52, 0.02), 0, 0.095)), material: { colour: '#20403f', rough: 0.6 } },
      {
        shape: tilt(at(caps, 0, 0.17, 0)),
        material: {
          rough: 0.5,
          colour: (x, y, z) => {
            const k = back(x, y, z)
            return k.accent ? '#ff6b4a' : k.dark ? '#2c5a58' : '#f5eee2'
          },
        },
      },
      { shape: tilt(at(box(1.46, 0.03, 0.56, 0.03), 0, -0.13)), material: plainBlack },
    ],
  }
}
