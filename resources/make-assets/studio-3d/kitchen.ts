import { brass, fade, plainBlack, steel, stoneware, wood } from './materials.ts'
import {
  at,
  blend,
  box,
  cylinder,
  ellipsoid,
  extrude,
  lathe,
  loop,
  noise,
  type Point,
  polygon,
  rod,
  type Shape,
  scaled,
  sphere,
  torus,
  tube,
  turnX,
  turnY,
  turnZ,
  union,
  within,
  without,
} from './shapes.ts'
import type { Material, Scene } from './stage.ts'

export const mug = (): Scene => {
  const body = lathe(
    [
      [0, 0],
      [0.52, 0],
      [0.58, 0.01],
      [0.66, 0.08],
      [0.68, 0.2],
      [0.68, 0.7],
      [0.68, 1.28],
      [0.68, 1.3],
      [0.65, 1.33],
      [0.61, 1.3],
      [0.61, 1.28],
      [0.6, 0.7],
      [0.6, 0.22],
      [0.5, 0.14],
      [0, 0.12],
    ],
    { smooth: true },
  )
  const handle = tube(
    [
      [0.62, 1.06, 0],
      [0.86, 1.1, 0],
      [1.07, 0.93, 0],
      [1.08, 0.62, 0],
      [0.9, 0.38, 0],
      [0.64, 0.34, 0],
    ],
    0.078,
  )
  const cup = without(blend(0.1, body, handle), at(cylinder(0.605, 0.6, 0.05), 0, 0.85), 0.01)
  const glaze = stoneware('#e9e1d3', '#8a7660').colour as (x: number, y: number, z: number) => string
  return {
    wall: '#bfcfc4',
    floor: '#dbe5dc',
    pitch: 17,
    turn: -28,
    aim: 0.66,
    view: 3.1,
    parts: [
      {
        shape: cup,
        material: {
          rough: 0.3,
          colour: (x, y, z) => {
            const edge = 0.42 + 0.05 * noise(x * 3, 0, z * 3) + 0.012 * noise(x * 20, 0, z * 20)
            return y < edge ? '#b98e6b' : glaze(x, y, z)
          },
        },
      },
      { shape: at(cylinder(0.6, 0.02, 0.01), 0, 1.14), material: { colour: '#3a2013', rough: 0.12 } },
    ],
  }
}

export const kettle = (): Scene => {
  const body = lathe(
    [
      [0, 0],
      [0.8, 0],
      [0.86, 0],
      [0.93, 0.05],
      [0.92, 0.14],
      [0.78, 0.62],
      [0.67, 1.0],
      [0.61, 1.1],
      [0.5, 1.14],
      [0.4, 1.15],
      [0, 1.15],
    ],
    { smooth: true },
  )
  const spout = tube(
    [
      [-0.74, 0.24, 0],
      [-1.0, 0.28, 0],
      [-1.16, 0.56, 0],
      [-1.2, 0.96, 0],
      [-1.32, 1.22, 0],
      [-1.52, 1.26, 0],
    ],
    0.095,
    0.042,
  )
  const handle = tube(
    [
      [0.56, 1.2, 0],
      [0.86, 1.36, 0],
      [1.2, 1.26, 0],
      [1.3, 0.92, 0],
      [1.24, 0.52, 0],
    ],
    0.062,
    0.078,
  )
  const matte: Material = { colour: '#1f4241', rough: 0.4, shine: 1.4 }
  const walnut = wood('#b8834f', '#7d5330')
  return {
    wall: '#e0b195',
    floor: '#efd2bf',
    pitch: 11,
    turn: 14,
    aim: 0.74,
    view: 4.7,
    parts: [
      { shape: blend(0.14, body, spout), material: matte },
      {
        shape: blend(0.03, at(cylinder(0.46, 0.035, 0.02), 0, 1.18), at(cylinder(0.05, 0.1, 0.02), 0, 1.26)),
        material: matte,
      },
      { shape: blend(0.04, at(cylinder(0.05, 0.03), 0, 1.36), at(sphere(0.085), 0, 1.43)), material: walnut },
      { shape: rod([0.42, 1.06, 0], [0.62, 1.22, 0], 0.04), material: brass },
      { shape: handle, material: walnut },
      { shape: at(torus(0.925, 0.012), 0, 0.1), material: brass },
    ],
  }
}

export const casserole = (): Scene => {
  const enamel: Material = { rough: 0.16, shine: 1.5, colour: fade('#74190f', '#d8472b', 0.0, 0.8) }
  const pot = lathe(
    [
      [0, 0.02],
      [0.7, 0.02],
      [0.82, 0.03],
      [0.96, 0.14],
      [1.0, 0.34],
      [1.01, 0.6],
      [1.01, 0.77],
      [1.01, 0.77],
      [0, 0.77],
    ],
    { smooth: true, round: 0.015 },
  )
  const ring = turnX(torus(0.26, 0.064), 4)
  const ear = at((x, y, z) => ring(x * 0.92, y, z * 0.82), 1.02, 0.62, 0)
  const lid = lathe(
    [
      [0, 0.86],
      [1.0, 0.86],
      [1.04, 0.86],
      [1.07, 0.9],
      [1.02, 0.95],
      [0.75, 1.09],
      [0.4, 1.18],
      [0.2, 1.2],
      [0, 1.2],
    ],
    { smooth: true },
  )
  return {
    wall: '#a5c3c4',
    floor: '#cde0df',
    pitch: 15,
    turn: -24,
    aim: 0.62,
    view: 4.4,
    parts: [
      { shape: blend(0.07, pot, (x, y, z) => ear(Math.abs(x), y, z)), material: enamel },
      { shape: lid, material: { ...enamel, colour: '#d8472b' } },
      { shape: at(cylinder(1.0, 0.03, 0.01), 0, 0.82), material: { colour: '#2a2322', rough: 0.5 } },
      {
        shape: blend(0.05, at(cylinder(0.07, 0.07), 0, 1.25), at(ellipsoid(0.2, 0.09, 0.2), 0, 1.36)),
        material: brass,
      },
    ],
  }
}

export const mills = (): Scene => {
  const body: Point[] = [
    [0, 0],
    [0.3, 0],
    [0.35, 0],
    [0.38, 0.05],
    [0.36, 0.2],
    [0.25, 0.55],
    [0.2, 0.85],
    [0.23, 1.1],
    [0.28, 1.22],
    [0.28, 1.26],
    [0.24, 1.27],
    [0, 1.27],
  ]
  const head: Point[] = [
    [0, 1.3],
    [0.24, 1.3],
    [0.28, 1.32],
    [0.31, 1.42],
    [0.3, 1.6],
    [0.2, 1.74],
    [0.08, 1.79],
    [0, 1.79],
  ]
  const mill = (x: number, z: number, k: number, material: Material) =>
    [
      { shape: lathe(body, { smooth: true }), material },
      { shape: lathe(head, { smooth: true }), material },
      { shape: at(cylinder(0.235, 0.03, 0.01), 0, 1.29), material: brass },
      { shape: at(blend(0.03, cylinder(0.04, 0.05), at(sphere(0.062), 0, 0.07)), 0, 1.82), material: brass },
    ].map((p) => ({ ...p, shape: at(scaled(p.shape, k), x, 0, z) }))
  return {
    wall: '#9fb7a6',
    floor: '#c6d5c8',
    pitch: 11,
    turn: 0,
    aim: 1.02,
    view: 4.0,
    parts: [
      ...mill(-0.42, -0.12, 1.14, wood('#c08a55', '#82522f', 1, 0.35)),
      ...mill(0.42, 0.22, 0.86, { colour: '#f0e6d6', rough: 0.32, shine: 1.2 }),
    ],
  }
}

/** A profile of [radius, height] with n flat sides, their edges slightly rounded. */
const facets = (n: number, points: Point[]): Shape => {
  const flat = polygon([...points, ...points.map(([r, y]) => [-r, y] as const).reverse()])
  const step = (2 * Math.PI) / n
  return (x, y, z) => {
    const r = Math.hypot(x, z)
    const a = Math.atan2(z, x)
    const w = Math.abs(a - step * Math.round(a / step))
    const [own, next] = [r * Math.cos(w), r * Math.cos(step - w)]
    const near = Math.max(0.05 - Math.abs(own - next), 0)
    return flat(own + near * near * 5, y) - 0.015
  }
}

export const mokaPot = (): Scene => {
  const aluminium: Material = { colour: '#cfd2d4', metal: 1, rough: 0.24 }
  const low = facets(8, [
    [0, 0],
    [0.62, 0],
    [0.64, 0.06],
    [0.48, 0.78],
    [0, 0.78],
  ])
  const high = facets(8, [
    [0, 0.9],
    [0.42, 0.9],
    [0.62, 1.72],
    [0, 1.72],
  ])
  const lid = facets(8, [
    [0, 1.745],
    [0.63, 1.745],
    [0.5, 1.84],
    [0.08, 1.96],
    [0, 1.96],
  ])
  const beak = extrude(
    [
      [0.4, 1.36],
      [0.86, 1.72],
      [0.4, 1.72],
    ],
    0.15,
    { round: 0.02 },
    0.05,
  )
  const handle = tube(
    [
      [-0.56, 1.6, 0],
      [-0.86, 1.62, 0],
      [-1.06, 1.5, 0],
      [-1.06, 1.2, 0],
      [-1.0, 0.86, 0],
    ],
    0.075,
    0.1,
  )
  return {
    wall: '#e3b79f',
    floor: '#f0d3c0',
    pitch: 12,
    turn: 24,
    aim: 0.98,
    view: 3.9,
    parts: [
      { shape: turnY(low, 22.5), material: aluminium },
      { shape: at(cylinder(0.5, 0.055, 0.02), 0, 0.845), material: { ...steel, rough: 0.3 } },
      { shape: blend(0.06, turnY(high, 22.5), beak), material: aluminium },
      { shape: turnY(lid, 22.5), material: aluminium },
      {
        shape: blend(0.04, at(cylinder(0.05, 0.06), 0, 2.0), at(sphere(0.11), 0, 2.1)),
        material: plainBlack,
      },
      { shape: handle, material: plainBlack },
      { shape: at(turnX(cylinder(0.06, 0.05, 0.015), 72), -0.23, 0.42, 0.53), material: brass },
    ],
  }
}

export const toaster = (): Scene => {
  const cream: Material = { colour: '#9cc7b4', rough: 0.2, shine: 1.4 }
  const shell = box(0.98, 0.62, 0.5, 0.28)
  const slots = union(
    at(box(0.7, 0.4, 0.075, 0.05), 0, 0.5, 0.17),
    at(box(0.7, 0.4, 0.075, 0.05), 0, 0.5, -0.17),
  )
  const slice = extrude(
    loop([
      [-0.5, -0.45],
      [0.5, -0.45],
      [0.5, 0.2],
      [0.56, 0.4],
      [0.38, 0.52],
      [0, 0.55],
      [-0.38, 0.52],
      [-0.56, 0.4],
      [-0.5, 0.2],
    ]),
    0.055,
    {},
    0.03,
  )
  const toast: Material = {
    rough: 0.9,
    shine: 0.3,
    colour: (x, y, z) => {
      const n = noise(x * 9, y * 9, z * 9) * 0.6 + noise(x * 30, y * 30, z * 30) * 0.4
      return n > 0.62 ? '#b9793c' : n > 0.45 ? '#cf9350' : '#dfae6c'
    },
  }
  return {
    wall: '#e9d9a9',
    floor: '#f3ead0',
    pitch: 15,
    turn: -27,
    aim: 0.72,
    view: 3.9,
    parts: [
      { shape: within(at(without(shell, slots, 0.03), 0, 0.72), (_x, y) => 0.32 - y, 0.03), material: cream },
      { shape: at(box(0.86, 0.08, 0.4, 0.05), 0, 0.1), material: plainBlack },
      { shape: at(box(0.985, 0.06, 0.505, 0.055), 0, 0.25), material: steel },
      { shape: at(turnZ(slice, 1.5), 0.02, 1.2, 0.17), material: toast },
      { shape: at(turnZ(slice, -2), -0.02, 1.14, -0.17), material: toast },
      { shape: at(box(0.02, 0.26, 0.03, 0.01), 0.975, 0.78, 0), material: plainBlack },
      { shape: at(box(0.1, 0.045, 0.13, 0.04), 1.06, 0.96, 0), material: steel },
      { shape: at(turnX(cylinder(0.11, 0.05, 0.025), 90), 0.62, 0.5, 0.52), material: steel },
      { shape: at(box(0.012, 0.05, 0.02, 0.005), 0.62, 0.55, 0.57), material: plainBlack },
    ],
  }
}
