/** A town of roofs, a hillside over the sea. Metres; the camera looks along -z. */
import { seeded } from '../seeded.ts'
import type { Look } from './facade.ts'
import type { Body } from './geometry.ts'
import { bark, between, bush, grass, leaf, speckled, tree, water } from './props.ts'
import type { Place } from './view.ts'

export const oldTown = (): Place => {
  const rnd = seeded(314)
  const looks: Look[] = ['#ead7b4', '#e3c08f', '#dda57c', '#f0e4cc', '#cf9470', '#e8cfa6'].map((wall, i) => ({
    style: 'house',
    wall,
    roof: ['#96583f', '#a0654a', '#86503c', '#a8704f', '#925240', '#7a4a3c'][i],
    trim: '#f3e6cc',
    lit: 0.3,
    pitch: 2.3,
    storey: 3,
  }))
  looks.push(
    leaf('#53663a'),
    bark,
    { style: 'plain', wall: '#d9c39c', roof: '#4f8077' },
    { style: 'plain', wall: '#5f9187' },
    { style: 'house', wall: '#dcc6a0', roof: '#5b4a44', trim: '#efe0c2', pitch: 3.4, storey: 7 },
  )
  const bodies: Body[] = []
  for (let row = 0; row < 24; row++)
    for (let i = -16; i <= 16; i++) {
      const z = -20 - row * 10.5 + between(rnd, -1.5, 1.5)
      const x = i * 11 + (row % 2) * 5 + between(rnd, -1.8, 1.8)
      if (Math.abs(x) > 26 + row * 6.5) continue
      if (Math.hypot(x - 22, z + 98) < 19) continue
      const turned = rnd() < 0.5
      bodies.push({
        kind: 'house',
        x,
        z,
        w: between(rnd, 4, 5.8),
        d: between(rnd, 4, 5.4),
        h: between(rnd, 7, 12.5),
        yaw: between(rnd, -9, 9) + (turned ? 90 : 0),
        roof: rnd() < 0.15 ? 'hip' : 'gable',
        rise: between(rnd, 2.4, 3.6),
        eaves: 0.45,
        look: Math.floor(rnd() * 6),
      })
      if (rnd() < 0.6)
        bodies.push({
          kind: 'house',
          x: x + 1.5,
          z: z + 1,
          w: 0.4,
          d: 0.4,
          h: 15,
          look: Math.floor(rnd() * 6),
        })
      if (rnd() < 0.1) bodies.push(...tree(rnd, x + 6, z + 4, between(rnd, 8, 12), 6, 7))
    }
  // The church: nave, tower, lantern and spire; farther off a dome.
  bodies.push(
    { kind: 'house', x: 26, z: -100, w: 15, d: 7, h: 17, roof: 'gable', rise: 8, eaves: 0.5, look: 10 },
    { kind: 'house', x: 9, z: -99, w: 4.6, d: 4.6, h: 36, look: 10 },
    { kind: 'house', x: 9, z: -99, w: 5, d: 5, h: 0.9, base: 33, look: 8 },
    {
      kind: 'house',
      x: 9,
      z: -99,
      w: 3.6,
      d: 3.6,
      h: 5,
      base: 36,
      roof: 'hip',
      rise: 21,
      eaves: 0.6,
      look: 8,
    },
    { kind: 'house', x: -62, z: -190, w: 10, d: 10, h: 26, look: 10 },
    { kind: 'crown', x: -62, y: 27, z: -190, r: 9.5, tall: 1.1, solid: true, look: 9 },
    { kind: 'house', x: -62, z: -190, w: 1.7, d: 1.7, h: 5, base: 36, roof: 'hip', rise: 4, look: 8 },
  )
  const lane = speckled('#9c8468', 0.8, 0.3)
  return {
    bodies,
    looks,
    eye: [-5, 25, 14],
    yaw: 1,
    lens: 0.55,
    shift: -0.02,
    sun: [-0.86, 0.24, -0.12],
    sunlight: [2.1, 1.28, 0.66],
    sky: ['#ffd3a0', '#d9a7a4', '#6f86b8'],
    glow: '#ffb26a',
    clouds: { amount: 0.5, light: '#ffd8b4', dark: '#9a86a2', size: 0.9 },
    ridges: [
      [0.13, '#7d7a96', 21],
      [0.075, '#6a6a72', 4],
    ],
    haze: { colour: '#eab890', density: 0.0032 },
    ground: (x, z) => ({ colour: lane(x, z) }),
    ambient: 0.8,
  }
}

export const hillside = (): Place => {
  const rnd = seeded(1207)
  const looks: Look[] = ['#efe4d0', '#e9cfae', '#e0ae8a', '#f3ecdf', '#d99f7c'].map((wall, i) => ({
    style: 'house',
    wall,
    roof: ['#b3623f', '#a5543a', '#c0734a', '#b86a45', '#9c5038'][i],
    trim: '#ffffff',
    door: ['#2f6f86', '#7a8f5a', '#2f6f86', '#4a6f9a', '#87503a'][i],
    lit: 0.25,
    pitch: 2.4,
    storey: 3,
  }))
  looks.push(leaf('#5a6f3a'), bark, leaf('#3d5636'), leaf('#8a9350'), { style: 'plain', wall: '#d8cbb4' })
  const from = 70
  const rise = 0.52
  const bodies: Body[] = []
  const ground = (z: number) => Math.max(0, rise * (-z - from))
  const taken: [number, number][] = []
  for (let i = 0; i < 900 && taken.length < 170; i++) {
    const z = -from - 3 - 168 * rnd() ** 1.25
    const x = between(rnd, -1, 1) * (70 + (-z - from) * 0.75)
    if (taken.some(([a, b]) => Math.hypot((x - a) * 0.85, z - b) < 9.2)) continue
    taken.push([x, z])
    const base = ground(z) - 2.6
    const w = between(rnd, 3.4, 5.2)
    const look = Math.floor(rnd() * 5)
    const yaw = between(rnd, -22, 22)
    bodies.push({
      kind: 'house',
      x,
      z,
      w,
      d: 3.6,
      h: between(rnd, 7.6, 10),
      base,
      yaw,
      roof: rnd() < 0.2 ? 'flat' : rnd() < 0.4 ? 'hip' : 'gable',
      rise: 1.8,
      eaves: 0.4,
      look,
    })
    if (rnd() < 0.6)
      bodies.push({
        kind: 'house',
        x: x + w + 1.4,
        z: z + 1,
        w: 2,
        d: 2.8,
        h: 5.6,
        base,
        yaw,
        roof: 'gable',
        rise: 1.2,
        eaves: 0.3,
        look,
      })
    if (rnd() < 0.75)
      bodies.push({
        kind: 'crown',
        x: x - w - 1.6,
        z: z + 1.2,
        y: ground(z) + 3.2,
        r: 0.95,
        tall: 4,
        look: 7,
      })
    if (rnd() < 0.85)
      bodies.push(
        ...bush(
          rnd,
          x + between(rnd, -3, 3),
          z + 5,
          between(rnd, 1.6, 2.8),
          rnd() < 0.5 ? 5 : 8,
          ground(z + 5),
        ),
      )
  }
  for (let i = 0; i < 80; i++) {
    const z = -from - 170 * rnd()
    const x = between(rnd, -1, 1) * 150
    bodies.push(...tree(rnd, x, z, between(rnd, 5, 8), rnd() < 0.5 ? 5 : 8, 6, ground(z) - 0.5))
  }
  // Woods along the crest.
  for (let i = 0; i < 60; i++)
    bodies.push(
      ...tree(
        rnd,
        -235 + i * 8 + between(rnd, -3, 3),
        -from - 182 + between(rnd, -6, 4),
        between(rnd, 8, 16),
        i % 3 ? 5 : 7,
        6,
        ground(-from - 182) - 2,
      ),
    )
  bodies.push({ kind: 'house', x: 0, z: -67, w: 160, d: 3, h: 2, look: 9 })
  bodies.push({
    kind: 'house',
    x: -6,
    z: -246,
    w: 3.4,
    d: 3.4,
    h: 20,
    base: ground(-246) - 3,
    roof: 'hip',
    rise: 5,
    eaves: 0.4,
    look: 3,
  })
  const slopeGreen = grass('#6b7640')
  const sea = water('#1c4a63')
  return {
    bodies,
    looks,
    eye: [0, 10, 8],
    yaw: 0,
    lens: 0.6,
    shift: 0.26,
    slope: { from, rise, deep: 186 },
    sun: [-0.8, 0.34, 0.5],
    sunlight: [1.75, 1.12, 0.62],
    sky: ['#ffd9b0', '#e0b5b8', '#7f93c4'],
    glow: '#ffc488',
    clouds: { amount: 0.48, light: '#ffe3cc', dark: '#a596b4' },
    haze: { colour: '#f0c7a8', density: 0.0008 },
    ground: (x, z) => (z < -from ? { colour: slopeGreen(x, z) } : sea),
    ambient: 0.75,
  }
}
