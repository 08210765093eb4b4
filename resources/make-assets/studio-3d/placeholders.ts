/** What is shown where a row has no picture: a parcel, a present, a model house. No words, so no language. */
import { cloth } from './materials.ts'
import {
  at,
  box,
  cylinder,
  extrude,
  grown,
  mirrored,
  type Shape,
  torus,
  tube,
  turnX,
  turnY,
  turnZ,
  union,
} from './shapes.ts'
import type { Material, Part, Scene } from './stage.ts'

const bow = (y: number, material: Material): Part[] => {
  const ring: Shape = (x, py, z) => torus(0.24, 0.05)(x * 0.82, py, z * 1.15)
  const loopOfRibbon: Shape = (x, py, z) => Math.max(at(turnX(ring, 90), 0.3, 0.1)(x, py, z * 0.45), -0.4)
  const tail = tube(
    [
      [0.02, 0.02, 0.02],
      [0.2, 0.0, 0.2],
      [0.36, -0.02, 0.46],
    ],
    0.05,
    0.04,
  )
  return [
    { shape: at(turnY(mirrored(turnZ(loopOfRibbon, 14)), 20), 0, y + 0.03), material },
    { shape: at(mirrored(tail), 0, y), material },
    { shape: at(box(0.09, 0.075, 0.09, 0.07), 0, y + 0.06), material },
  ]
}

const wrapped = (paper: Material, ribbon: Material, w: number, h: number): Part[] => [
  { shape: at(box(w, h / 2, w, 0.035), 0, h / 2), material: paper },
  { shape: at(box(w + 0.04, 0.13, w + 0.04, 0.03), 0, h + 0.02), material: paper },
  {
    shape: union(
      at(box(0.1, h / 2 + 0.005, w + 0.012, 0.02), 0, h / 2),
      at(box(w + 0.012, h / 2 + 0.005, 0.1, 0.02), 0, h / 2),
      at(box(0.1, 0.14, w + 0.054, 0.02), 0, h + 0.02),
      at(box(w + 0.054, 0.14, 0.1, 0.02), 0, h + 0.02),
    ),
    material: ribbon,
  },
  ...bow(h + 0.18, ribbon),
]

export const parcel = (): Scene => ({
  wall: '#e3d4bf',
  floor: '#efe4d5',
  pitch: 18,
  turn: -32,
  aim: 0.72,
  view: 4.2,
  parts: wrapped(cloth('#f5ecdf', 0.8, 50), { colour: '#ff6b4a', rough: 0.4, shine: 1.2 }, 0.72, 1.0),
})

export const present = (): Scene => ({
  wall: '#5a4bb8',
  floor: '#7a6bd6',
  pitch: 18,
  turn: -32,
  aim: 0.72,
  view: 4.2,
  parts: wrapped(
    { colour: '#34359c', rough: 0.4, shine: 1.3 },
    { colour: '#d6ff5c', rough: 0.4, shine: 1.1 },
    0.72,
    1.0,
  ),
})

export const house = (): Scene => {
  const body = extrude(
    [
      [-0.7, 0],
      [0.7, 0],
      [0.7, 0.8],
      [0, 1.42],
      [-0.7, 0.8],
    ],
    0.85,
    {},
    0.02,
  )
  const slope = mirrored(at(turnZ(box(0.56, 0.045, 0.98, 0.02), -41.5), 0.395, 1.14))
  const pane: Material = { colour: '#19a7a0', rough: 0.2, glow: 0.25 }
  const tree = (x: number, z: number, h: number): Part[] => [
    { shape: at(cylinder(0.045, 0.2, 0.02), x, 0.2, z), material: { colour: '#c9b79b', rough: 0.8 } },
    {
      shape: at(grown(box(0.16, h / 2 - 0.1, 0.16, 0.14), 0.08), x, 0.36 + h / 2, z),
      material: { colour: '#8fc4bd', rough: 0.85 },
    },
  ]
  return {
    wall: '#d3dadb',
    floor: '#e9eae6',
    pitch: 13,
    turn: -34,
    aim: 0.72,
    view: 6.3,
    parts: [
      { shape: body, material: { colour: '#f7f5f0', rough: 0.8 } },
      { shape: slope, material: { colour: '#12263f', rough: 0.6 } },
      {
        shape: at(box(0.11, 0.36, 0.11, 0.015), 0.36, 1.34, -0.35),
        material: { colour: '#f7f5f0', rough: 0.8 },
      },
      { shape: at(box(0.15, 0.3, 0.03, 0.015), 0, 0.3, 0.85), material: { colour: '#12263f', rough: 0.5 } },
      { shape: mirrored(at(box(0.12, 0.16, 0.025, 0.012), 0.42, 0.5, 0.85)), material: pane },
      { shape: at(turnX(cylinder(0.12, 0.025, 0.01), 90), 0, 0.95, 0.85), material: pane },
      {
        shape: union(
          at(box(0.025, 0.16, 0.13, 0.012), -0.7, 0.46, 0.35),
          at(box(0.025, 0.16, 0.13, 0.012), -0.7, 0.46, -0.35),
        ),
        material: pane,
      },
      {
        shape: union(
          at(box(0.025, 0.16, 0.13, 0.012), 0.7, 0.46, 0.35),
          at(box(0.025, 0.16, 0.13, 0.012), 0.7, 0.46, -0.35),
        ),
        material: pane,
      },
      ...tree(1.1, 0.2, 0.8),
      ...tree(-1.12, -0.5, 1.0),
      ...tree(1.05, -0.75, 0.6),
    ],
  }
}
