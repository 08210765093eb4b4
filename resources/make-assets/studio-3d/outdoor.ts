import { brass, cloth, fade, steel, wood } from './materials.ts'
import {
  at,
  blend,
  box,
  cylinder,
  ellipsoid,
  extrude,
  grown,
  lathe,
  mirrored,
  noise,
  type Point,
  rod,
  type Shape,
  shaped,
  skin,
  tube,
  turnX,
  turnZ,
  union,
  within,
  without,
} from './shapes.ts'
import type { Material, Part, Scene } from './stage.ts'

const leather: Material = { colour: '#a9683a', rough: 0.5, shine: 0.9 }

export const backpack = (): Scene => {
  const canvas = cloth('#d59a33', 0.8)
  const dark = cloth('#b9822a', 0.8)
  const puff: Shape = (x, y, z) => 0.012 * (noise(x * 4, y * 5, z * 4) - 0.5)
  const body = shaped(
    blend(0.1, at(box(0.62, 0.79, 0.36, 0.2), 0, 0.78), at(ellipsoid(0.6, 0.5, 0.42), 0, 0.56, 0.03)),
    puff,
  )
  const pocket = shaped(at(box(0.44, 0.32, 0.15, 0.12), 0, 0.42, 0.38), puff)
  const pocketFlap = at(box(0.46, 0.12, 0.165, 0.08), 0, 0.72, 0.38)
  const lid = shaped(at(turnX(box(0.62, 0.17, 0.42, 0.15), 6), 0, 1.56, 0.03), puff)
  const side = mirrored(shaped(at(box(0.12, 0.34, 0.22, 0.1), 0.66, 0.35, 0), puff))
  const roll = at(turnZ(cylinder(0.2, 0.66, 0.06), 90), 0, 1.9, 0)
  const rollEnds = (x: number, y: number, z: number) => {
    const r = Math.hypot(y - 1.9, z)
    return Math.abs(x) > 0.6 && Math.sin(r * 80) > 0.2 ? '#27514f' : '#356b66'
  }
  const strap = (x: number): Shape =>
    union(
      at(box(0.05, 0.3, 0.012, 0.01), x, 1.26, 0.475),
      at(turnX(box(0.05, 0.012, 0.2, 0.01), 4), x, 1.745, 0.1),
    )
  const rollStrap = (x: number): Shape => at(turnZ(skin(cylinder(0.215, 0.045, 0.01), 0.012), 90), x, 1.9, 0)
  return {
    wall: '#9fb9c4',
    floor: '#cbdbe1',
    pitch: 9,
    turn: -26,
    aim: 1.06,
    view: 4.0,
    parts: [
      { shape: body, material: canvas },
      { shape: pocket, material: canvas },
      { shape: pocketFlap, material: dark },
      { shape: lid, material: dark },
      { shape: side, material: dark },
      { shape: roll, material: { colour: rollEnds, rough: 0.9, shine: 0.4 } },
      { shape: mirrored(union(strap(0.3), rollStrap(0.3))), material: leather },
      { shape: at(box(0.1, 0.09, 0.02, 0.015), 0, 0.66, 0.545), material: leather },
      { shape: mirrored(at(box(0.068, 0.05, 0.022, 0.012), 0.3, 1.1, 0.482)), material: brass },
      { shape: at(turnX(cylinder(0.03, 0.02, 0.01), 90), 0, 0.635, 0.57), material: brass },
      {
        shape: mirrored(
          tube(
            [
              [0.3, 1.56, -0.3],
              [0.5, 1.5, -0.62],
              [0.58, 1.0, -0.74],
              [0.56, 0.4, -0.6],
              [0.5, 0.16, -0.34],
            ],
            0.055,
          ),
        ),
        material: leather,
      },
    ],
  }
}

export const tent = (): Scene => {
  const wide = 1.18
  const high = 1.42
  const deep = 1.0
  const cut: Point[] = [
    [-wide, 0],
    [0, high],
    [wide, 0],
  ]
  // The sides sag a little between ridge and ground.
  const sag = (f: Shape): Shape => {
    return (x, y, z) => {
      const k = 0.1 * Math.sin(Math.min(Math.max(y / high, 0), 1) * Math.PI) * (1 - 0.25 * (z / deep) ** 2)
      return f(x + Math.sign(x) * k, y, z) * 0.9
    }
  }
  const solid = sag(extrude(cut, deep))
  const hollow = sag(at(extrude(cut, 1.3), 0, -0.035, 0))
  const front = at(extrude(cut, 0.02), 0, 0, deep - 0.03)
  const door: Shape = extrude(
    [
      [-0.62, -0.2],
      [0, 1.16],
      [0.62, -0.2],
    ],
    0.3,
    { round: 0.03 },
  )
  const shell = without(
    solid,
    within(hollow, (_x, _y, z) => -z - 0.9),
    0.01,
  )
  const flap = at(
    tube(
      [
        [0.06, 1.06, 0],
        [0.34, 0.62, 0.05],
        [0.66, 0.1, 0.1],
      ],
      0.05,
      0.085,
    ),
    0,
    0,
    deep + 0.02,
  )
  const canvas = cloth('#f0e2c8', 0.9, 60)
  const shade: Material = {
    ...canvas,
    colour: (x, y, z) =>
      y < 0.2 ? '#d9603f' : (canvas.colour as (x: number, y: number, z: number) => Rgb3)(x, y, z),
  }
  const pole = (z: number): Part => ({
    shape: mirrored(rod([wide + 0.03, -0.02, z], [-0.14, high + 0.2, z], 0.026)),
    material: wood('#b98a57', '#805734'),
  })
  const guys = mirrored(
    union(
      rod([0.0, high, deep], [1.1, 0, deep + 0.85], 0.007),
      rod([0, high, -deep], [1.1, 0, -deep - 0.8], 0.007),
    ),
  )
  return {
    wall: '#7fa08d',
    floor: '#b4c6a6',
    pitch: 12,
    turn: -33,
    aim: 0.68,
    view: 5.0,
    mirror: 0.06,
    studio: 0.88,
    lamp: { at: [0, 0.5, 0.1], colour: '#ffc07a', power: 0.24 },
    parts: [
      { shape: shell, material: shade },
      { shape: without(front, at(door, 0, 0, deep), 0.005), material: shade },
      { shape: mirrored(flap), material: cloth('#e3d2b3', 0.9) },
      pole(deep + 0.03),
      pole(-deep - 0.03),
      { shape: guys, material: { colour: '#efe6d2', rough: 0.9 } },
      { shape: at(box(0.85, 0.05, 0.85, 0.04), 0, 0.05, 0), material: { colour: '#c2694a', rough: 0.9 } },
      { shape: at(box(0.3, 0.09, 0.72, 0.08), -0.3, 0.17, 0), material: cloth('#2f6660', 0.9) },
    ],
  }
}
type Rgb3 = readonly [number, number, number]

export const thermos = (): Scene => {
  const body = lathe(
    [
      [0, 0],
      [0.4, 0],
      [0.45, 0],
      [0.49, 0.05],
      [0.5, 0.2],
      [0.5, 1.0],
      [0.5, 1.32],
      [0.46, 1.46],
      [0.37, 1.56],
      [0.34, 1.62],
      [0, 1.62],
    ],
    { smooth: true },
  )
  const handle = tube(
    [
      [-0.32, 1.84, 0],
      [-0.35, 2.04, 0],
      [-0.2, 2.17, 0],
      [0.2, 2.17, 0],
      [0.35, 2.04, 0],
      [0.32, 1.84, 0],
    ],
    0.05,
  )
  return {
    wall: '#e0a58c',
    floor: '#efc9b4',
    pitch: 10,
    turn: 18,
    aim: 1.06,
    view: 4.0,
    parts: [
      { shape: body, material: { rough: 0.38, shine: 1.4, colour: fade('#123f40', '#2f7d74', 0.1, 1.5) } },
      { shape: at(cylinder(0.36, 0.035, 0.01), 0, 1.63), material: steel },
      {
        shape: blend(0.04, at(cylinder(0.38, 0.13, 0.05), 0, 1.8), handle),
        material: { colour: '#f2e8da', rough: 0.4 },
      },
      { shape: at(cylinder(0.502, 0.02, 0.01), 0, 0.1), material: steel },
      { shape: at(box(0.075, 0.11, 0.02, 0.015), 0, 0.92, 0.5), material: brass },
    ],
  }
}

export const gardenChair = (): Scene => {
  const slat = (w: number, l: number): Shape => box(w, l, 0.028, 0.018)
  const back = union(
    ...[-2, -1, 0, 1, 2].map((i) =>
      at(slat(0.125, 0.86 - 0.07 * i * i), i * 0.27, 0.86 - 0.07 * i * i, Math.abs(i) * 0.03),
    ),
  )
  const seat = union(
    ...[0, 1, 2, 3, 4].map((i) =>
      at(box(0.66, 0.026, 0.1, 0.018), 0, 0.5 - i * 0.052 + 0.1, 0.52 - i * 0.225),
    ),
  )
  const arm = at(
    extrude(
      [
        [-0.13, -0.6],
        [-0.1, 0.62],
        [0.14, 0.66],
        [0.2, 0.3],
        [0.16, -0.2],
        [0.08, -0.6],
      ],
      0.03,
      { smooth: false, round: 0.03 },
    ),
    0,
    0,
  )
  const leg = (h: number, z: number): Shape => at(box(0.04, h / 2, 0.1, 0.02), 0.72, h / 2, z)
  const rail = rod([0.66, 0.54, 0.6], [0.6, 0.06, -0.72], 0.055)
  const pillow: Shape = (x, y, z) =>
    grown(box(0.36, 0.25, 0.02, 0.02), 0.03)(x, y, z) * 0.8 -
    0.07 * Math.max(1 - (x / 0.42) ** 2, 0) * Math.max(1 - (y / 0.31) ** 2, 0)
  const painted: Material = {
    rough: 0.48,
    colour: (x, y, z) => (noise(x * 60, y * 4, z * 9) > 0.7 ? '#cfe0d8' : '#d8e8e0'),
  }
  const teak = wood('#c98f58', '#976036', 0.8)
  return {
    wall: '#e8b98f',
    floor: '#f1d5b8',
    pitch: 12,
    turn: -34,
    aim: 0.86,
    view: 4.2,
    parts: [
      { shape: at(turnX(back, -22), 0, 0.32, -0.4), material: teak },
      { shape: seat, material: teak },
      { shape: mirrored(at(turnX(arm, 90), 0.76, 0.98, 0.02)), material: painted },
      { shape: mirrored(union(leg(0.96, 0.55), leg(0.96, -0.5), rail)), material: painted },
      { shape: at(box(0.7, 0.05, 0.03, 0.02), 0, 1.0, -0.66), material: painted },
      { shape: at(turnX(pillow, -24), 0, 0.93, -0.46), material: cloth('#2e6a66', 0.85) },
    ],
  }
}
