import { brass, cloth, plainBlack, stoneware, wood } from './materials.ts'
import {
  around,
  at,
  blend,
  cylinder,
  ellipsoid,
  lathe,
  type Point,
  rod,
  skin,
  sphere,
  torus,
  tube,
  turnX,
  turnZ,
} from './shapes.ts'
import type { Material, Part, Scene } from './stage.ts'

const WARM = '#ffc98a'
const bulb = (glow: number): Material => ({ colour: '#ffe2b8', rough: 0.8, glow })

export const deskLamp = (): Scene => {
  const paint: Material = { colour: '#e4583c', rough: 0.34, shine: 1.3 }
  const shade = turnX(
    turnZ(
      lathe(
        [
          [0.15, 0.34],
          [0.2, 0.3],
          [0.46, -0.26],
          [0.48, -0.28],
          [0.455, -0.29],
          [0.17, 0.25],
          [0.14, 0.28],
          [0, 0.28],
          [0, 0.36],
          [0.1, 0.36],
        ],
        { round: 0.008 },
      ),
      38,
    ),
    -26,
  )
  const place = (s: Part['shape']) => at(s, 0.62, 1.78)
  return {
    wall: '#c3cfd6',
    floor: '#dde5e9',
    pitch: 8,
    turn: -14,
    aim: 1.08,
    view: 3.8,
    studio: 0.86,
    lamp: { at: [0.86, 1.42, 0], colour: WARM, power: 0.42 },
    parts: [
      { shape: at(cylinder(0.5, 0.045, 0.035), -0.35, 0.045), material: paint },
      { shape: rod([-0.35, 0.05, 0], [-0.72, 1.12, 0], 0.032), material: brass },
      { shape: rod([-0.72, 1.12, 0], [0.5, 1.93, 0], 0.032), material: brass },
      { shape: at(turnX(cylinder(0.085, 0.07, 0.02), 90), -0.72, 1.12), material: plainBlack },
      { shape: at(turnX(cylinder(0.075, 0.06, 0.02), 90), 0.45, 1.9), material: plainBlack },
      { shape: at(cylinder(0.08, 0.05, 0.02), -0.35, 0.12), material: plainBlack },
      { shape: place(shade), material: paint },
      { shape: at(sphere(0.14), 0.72, 1.66, 0.08), material: bulb(2.2) },
    ],
  }
}

export const pendant = (): Scene => {
  const dome: Point[] = [
    [0, 0.78],
    [0.12, 0.78],
    [0.16, 0.72],
    [0.4, 0.62],
    [0.72, 0.36],
    [0.9, 0.06],
    [0.93, 0.0],
    [0.905, -0.01],
    [0.87, 0.06],
    [0.69, 0.33],
    [0.38, 0.58],
    [0.2, 0.64],
    [0, 0.66],
  ]
  const inside: Material = { colour: '#e7b56b', metal: 1, rough: 0.3 }
  const outer = at(lathe(dome, { smooth: true }), 0, 2.0)
  const lining = at(
    lathe(
      [
        [0.2, 0.6],
        [0.38, 0.555],
        [0.68, 0.3],
        [0.865, 0.03],
        [0.85, 0.03],
        [0.66, 0.27],
        [0.36, 0.53],
        [0.18, 0.57],
      ],
      { round: 0.006 },
    ),
    0,
    2.0,
  )
  return {
    wall: '#33524f',
    floor: '#4a6a66',
    pitch: -7,
    turn: 10,
    aim: 2.35,
    view: 3.9,
    mirror: 0.12,
    studio: 0.8,
    lamp: { at: [0, 1.96, 0], colour: WARM, power: 0.75 },
    parts: [
      { shape: outer, material: { colour: '#e9dfce', rough: 0.4, shine: 1.1 } },
      { shape: lining, material: inside },
      {
        shape: at(blend(0.04, cylinder(0.13, 0.1, 0.02), at(cylinder(0.05, 0.1), 0, 0.15)), 0, 2.86),
        material: brass,
      },
      { shape: rod([0, 2.9, 0], [0, 5, 0], 0.018), material: { colour: '#d8c7a8', rough: 0.9 } },
      { shape: at(sphere(0.2), 0, 2.12), material: bulb(2.6) },
    ],
  }
}

export const mushroomLamp = (): Scene => {
  const cap = lathe(
    [
      [0, 0.62],
      [0.3, 0.6],
      [0.7, 0.44],
      [0.92, 0.18],
      [0.97, 0.02],
      [0.9, -0.05],
      [0.6, -0.03],
      [0, 0],
    ],
    { smooth: true },
  )
  const stem = lathe(
    [
      [0, 0],
      [0.4, 0],
      [0.5, 0],
      [0.55, 0.05],
      [0.5, 0.14],
      [0.26, 0.42],
      [0.2, 0.8],
      [0.24, 1.12],
      [0.3, 1.2],
      [0, 1.2],
    ],
    { smooth: true },
  )
  return {
    wall: '#8f6f86',
    floor: '#b797a8',
    pitch: 6,
    aim: 0.95,
    view: 3.6,
    mirror: 0.2,
    studio: 0.62,
    lamp: { at: [0, 1.2, 0.2], colour: '#ffb27a', power: 0.42 },
    parts: [
      {
        shape: at(cap, 0, 1.18),
        material: {
          rough: 0.22,
          shine: 1.2,
          glow: 0.9,
          colour: (_x, y) => {
            const t = Math.min(Math.max((y - 1.1) / 0.72, 0), 1)
            return [1.0 - 0.25 * t, 0.56 - 0.16 * t, 0.28 - 0.06 * t]
          },
        },
      },
      { shape: stem, material: { colour: '#f1ddc6', rough: 0.28, shine: 1.2 } },
      { shape: at(torus(0.545, 0.014), 0, 0.03), material: brass },
    ],
  }
}

export const floorLamp = (): Scene => {
  const leg = rod([0.1, 1.62, 0], [0.66, 0.02, 0], 0.046, 0.03)
  const shade = lathe(
    [
      [0.42, 2.42],
      [0.62, 1.72],
      [0.635, 1.72],
      [0.435, 2.42],
    ],
    { round: 0.008 },
  )
  const linen = cloth('#ffe3bd', 0.9, 70)
  return {
    wall: '#7f9a97',
    floor: '#a9bfba',
    pitch: 5,
    turn: 20,
    aim: 1.22,
    view: 4.4,
    studio: 0.72,
    lamp: { at: [0, 1.9, 0], colour: WARM, power: 0.5 },
    parts: [
      { shape: around(3, leg), material: wood('#c59158', '#8e5c34') },
      { shape: shade, material: { ...linen, glow: 0.62 } },
      { shape: at(cylinder(0.16, 0.06, 0.02), 0, 1.6), material: brass },
      { shape: rod([0, 1.6, 0], [0, 2.0, 0], 0.03), material: brass },
      { shape: at(torus(0.63, 0.014), 0, 1.72), material: brass },
      { shape: at(torus(0.43, 0.012), 0, 2.42), material: brass },
      { shape: at(sphere(0.14), 0, 2.02), material: bulb(2) },
    ],
  }
}

export const lantern = (): Scene => {
  const paint: Material = { colour: '#1f4a4a', rough: 0.36, shine: 1.3 }
  const post = rod([0.5, 0.4, 0], [0.5, 1.28, 0], 0.026)
  const handle = tube(
    [
      [-0.56, 1.36, 0],
      [-0.64, 1.72, 0],
      [-0.42, 2.06, 0],
      [0, 2.2, 0],
      [0.42, 2.06, 0],
      [0.64, 1.72, 0],
      [0.56, 1.36, 0],
    ],
    0.03,
  )
  const top = lathe(
    [
      [0, 1.3],
      [0.54, 1.3],
      [0.58, 1.3],
      [0.6, 1.36],
      [0.54, 1.44],
      [0.3, 1.56],
      [0.24, 1.7],
      [0.2, 1.74],
      [0, 1.74],
    ],
    { smooth: true },
  )
  return {
    wall: '#c98f5f',
    floor: '#dfb184',
    pitch: 9,
    turn: 16,
    aim: 1.08,
    view: 4.0,
    studio: 0.74,
    lamp: { at: [0, 0.85, 0], colour: '#ffbe70', power: 0.42 },
    parts: [
      {
        shape: lathe(
          [
            [0, 0],
            [0.55, 0],
            [0.6, 0],
            [0.63, 0.06],
            [0.6, 0.3],
            [0.56, 0.38],
            [0, 0.38],
          ],
          { smooth: true },
        ),
        material: paint,
      },
      { shape: top, material: paint },
      { shape: around(4, post), material: brass },
      {
        shape: at(skin(cylinder(0.4, 0.45, 0.05), 0.01), 0, 0.84),
        material: { colour: '#fff0da', rough: 0.06, shine: 1.6, glass: 0.1 },
      },
      { shape: at(cylinder(0.06, 0.22, 0.05), 0, 0.58), material: brass },
      { shape: at(ellipsoid(0.15, 0.25, 0.15), 0, 0.94), material: bulb(2.4) },
      { shape: handle, material: brass },
      { shape: at(torus(0.6, 0.015), 0, 0.34), material: brass },
      { shape: at(turnX(cylinder(0.075, 0.05, 0.02), 90), 0, 0.2, 0.62), material: brass },
    ],
  }
}

export const candles = (): Scene => {
  const wax: Material = { colour: '#f6ecd9', rough: 0.5, glow: 0.1 }
  const flame = lathe(
    [
      [0, 0],
      [0.03, 0.01],
      [0.058, 0.08],
      [0.04, 0.18],
      [0.012, 0.28],
      [0, 0.32],
    ],
    { smooth: true },
  )
  const one = (x: number, z: number, h: number, candle: number, material: Material): Part[] => [
    {
      shape: at(
        lathe(
          [
            [0, 0],
            [0.26, 0],
            [0.32, 0],
            [0.34, 0.03],
            [0.3, 0.07],
            [0.1, 0.14],
            [0.055, 0.3],
            [0.055, h - 0.3],
            [0.1, h - 0.14],
            [0.17, h - 0.06],
            [0.17, h],
            [0, h],
          ],
          { smooth: true },
        ),
        x,
        0,
        z,
      ),
      material,
    },
    { shape: at(cylinder(0.092, candle / 2, 0.03), x, h + candle / 2, z), material: wax },
    { shape: rod([x, h + candle, z], [x, h + candle + 0.07, z], 0.01), material: plainBlack },
    {
      shape: at(flame, x, h + candle + 0.05, z),
      material: {
        rough: 1,
        shine: 0,
        glow: 1.5,
        colour: (_x, y) => (y < h + candle + 0.1 ? '#ff8a3a' : '#ffdfa0'),
      },
    },
  ]
  return {
    wall: '#5b4a4c',
    floor: '#82696a',
    pitch: 8,
    turn: 0,
    aim: 1.1,
    view: 4.0,
    studio: 0.7,
    mirror: 0.25,
    lamp: { at: [0, 1.95, 0.2], colour: '#ffb066', power: 0.6 },
    parts: [
      ...one(-0.66, 0.1, 0.86, 0.62, brass),
      ...one(0.02, -0.2, 1.24, 0.66, stoneware('#2c4746', '#3a5655', 0.4)),
      ...one(0.64, 0.22, 0.56, 0.58, brass),
    ],
  }
}
