import { brass, wood } from './materials.ts'
import {
  at,
  blend,
  cylinder,
  extrude,
  lathe,
  noise,
  type Shape,
  shaped,
  smoothstep,
  torus,
  tube,
  turnX,
  turnY,
  turnZ,
} from './shapes.ts'
import type { Material, Scene } from './stage.ts'

export const wateringCan = (): Scene => {
  const body = lathe(
    [
      [0, 0],
      [0.6, 0],
      [0.66, 0],
      [0.7, 0.05],
      [0.68, 0.3],
      [0.58, 0.86],
      [0.54, 1.0],
      [0.48, 1.04],
      [0.3, 1.04],
      [0, 1.04],
    ],
    { smooth: true },
  )
  const spout = tube(
    [
      [0.56, 0.24, 0],
      [0.9, 0.5, 0],
      [1.24, 1.0, 0],
      [1.5, 1.34, 0],
    ],
    0.105,
    0.05,
  )
  const rose = at(
    turnZ(
      lathe([
        [0, 0],
        [0.06, 0],
        [0.19, 0.2],
        [0.19, 0.235],
        [0, 0.25],
      ]),
      -42,
    ),
    1.5,
    1.32,
  )
  const handle = tube(
    [
      [0.34, 1.02, 0],
      [0.3, 1.4, 0],
      [-0.04, 1.62, 0],
      [-0.5, 1.52, 0],
      [-0.86, 1.14, 0],
      [-0.84, 0.64, 0],
      [-0.62, 0.4, 0],
    ],
    0.05,
  )
  const enamel: Material = { colour: '#e9b93c', rough: 0.22, shine: 1.4 }
  return {
    wall: '#8fb3b9',
    floor: '#bfd5d7',
    pitch: 11,
    turn: 20,
    aim: 0.82,
    view: 4.6,
    parts: [
      { shape: blend(0.08, body, spout), material: enamel },
      { shape: rose, material: brass },
      { shape: handle, material: wood('#b98350', '#7d5330') },
      { shape: at(torus(0.695, 0.022), 0, 0.05), material: brass },
      { shape: at(cylinder(0.42, 0.02, 0.01), 0, 1.045), material: { colour: '#3b4a46', rough: 0.5 } },
      { shape: at(torus(0.44, 0.03), 0, 1.045), material: brass },
    ],
  }
}

export const planter = (): Scene => {
  const leaf = (h: number, w: number, lean: number, turn: number, out: number): Shape => {
    const blade = extrude(
      [
        [0, 0],
        [w * 0.62, 0.05],
        [w, h * 0.45],
        [w * 0.72, h * 0.78],
        [0.02, h],
        [-0.02, h],
        [-w * 0.72, h * 0.78],
        [-w, h * 0.45],
        [-w * 0.62, 0.05],
        [0, 0],
      ],
      0.022,
      { smooth: true },
    )
    const bent: Shape = (x, y, z) => blade(x, y, z - 0.14 * y * y - 0.9 * x * x) * 0.75
    return at(turnY(at(turnX(bent, lean), 0, 0, out), turn), 0, 0.74, 0)
  }
  const leaves = [
    [1.5, 0.13, -2, 10, 0.02],
    [1.26, 0.15, 8, 75, 0.1],
    [1.34, 0.14, 7, 150, 0.1],
    [1.12, 0.15, 10, 215, 0.12],
    [1.3, 0.14, 7, 290, 0.1],
    [0.86, 0.14, 18, 340, 0.16],
    [0.74, 0.13, 22, 40, 0.18],
    [0.8, 0.13, 20, 250, 0.18],
    [0.9, 0.13, 20, 115, 0.18],
  ].map(([h, w, l, t, o]) => leaf(h!, w!, l!, t!, o!))
  const green: Material = {
    rough: 0.4,
    shine: 1.2,
    colour: (x, y, z) => {
      const band = Math.sin(y * 17 + noise(x * 7, y * 3, z * 7) * 8)
      return band > 0.35 ? '#2c5b3c' : band > -0.2 ? '#3f7a4c' : '#4f8b55'
    },
  }
  const pot = lathe(
    [
      [0, 0.1],
      [0.4, 0.1],
      [0.46, 0.1],
      [0.5, 0.16],
      [0.62, 0.8],
      [0.63, 0.86],
      [0.6, 0.88],
      [0.56, 0.86],
      [0.55, 0.78],
      [0, 0.74],
    ],
    { smooth: true },
  )
  const ribs = shaped(pot, (x, y, z) =>
    Math.hypot(x, z) > 0.45 && y < 0.72 && y > 0.2
      ? 0.012 * Math.sin(Math.atan2(z, x) * 34) * smoothstep(0.2, 0.3, y)
      : 0,
  )
  return {
    wall: '#ecd2c3',
    floor: '#f5e4d8',
    pitch: 10,
    turn: 0,
    aim: 1.14,
    view: 4.2,
    parts: [
      { shape: ribs, material: { colour: '#cf6e49', rough: 0.62 } },
      { shape: at(cylinder(0.57, 0.04, 0.03), 0, 0.045), material: { colour: '#b95e3c', rough: 0.62 } },
      { shape: at(cylinder(0.54, 0.02, 0.01), 0, 0.78), material: { colour: '#3a2a20', rough: 1 } },
      ...leaves.map((shape) => ({ shape, material: green })),
    ],
  }
}
