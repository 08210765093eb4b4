/** The second four places; see places.ts. */

import { seeded } from '../seeded.ts'
import { hex } from '../studio-3d/light.ts'
import type { Look } from './facade.ts'
import type { Body } from './geometry.ts'
import { bark, between, bush, grass, lampLight, lampPost, leaf, speckled, tree, water } from './props.ts'
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

export const modernTowers = (): Place => {
  const rnd = seeded(88)
  const looks: Look[] = [
    { style: 'flats', wall: '#c9b8a2', trim: '#f7f4ee', lit: 0.12, pitch: 4, storey: 3.2 },
    { style: 'flats', wall: '#7d8a90', trim: '#f4f4f2', lit: 0.12, pitch: 3.4, storey: 3.2 },
    { style: 'flats', wall: '#b0764f', trim: '#efe9de', lit: 0.14, pitch: 3.8, storey: 3.2 },
    { style: 'tower', wall: '#54707c', trim: '#dfe6e8', lit: 0.1, pitch: 1.9, storey: 3.5 },
    leaf('#7f9c45'),
    bark,
    leaf('#5d8544'),
    { style: 'plain', wall: '#efece5' },
    { style: 'plain', wall: '#2f3a3f' },
  ]
  const bodies: Body[] = []
  for (const [x, z, w, d, h, yaw, look] of [
    [-30, -62, 10, 8, 33, 14, 0],
    [-17, -112, 9, 9, 58, -8, 3],
    [27, -66, 10, 8, 27, -18, 2],
    [43, -112, 11, 9, 47, -10, 1],
    [-62, -96, 12, 10, 30, 20, 1],
    [15, -150, 10, 10, 40, 8, 0],
    [84, -140, 13, 12, 34, 0, 0],
    [-98, -150, 14, 12, 40, 10, 2],
    [-44, -170, 11, 11, 66, 0, 1],
  ] as const) {
    bodies.push({ kind: 'house', x, z, w, d, h, yaw, look })
    bodies.push({ kind: 'house', x, z, w: w * 0.6, d: d * 0.6, h: h + 4, yaw, look: 7 })
    bodies.push({ kind: 'house', x, z, w: w + 1.6, d: d + 1.6, h: 0.7, base: 4.4, yaw, look: 7 })
    bodies.push({ kind: 'house', x, z, w: w + 0.5, d: d + 0.5, h: 1.1, base: h - 0.6, yaw, look: 7 })
  }
  for (let i = 0; i < 15; i++) {
    const side = i % 2 ? 1 : -1
    bodies.push(
      ...tree(rnd, side * between(rnd, 10, 15), -24 - i * 4.2, between(rnd, 5.5, 8), i % 3 ? 4 : 6, 5),
    )
    bodies.push(
      ...bush(rnd, side * between(rnd, 8.4, 9.4), -18 - i * 3.4, between(rnd, 0.8, 1.3), i % 2 ? 4 : 6),
    )
  }
  for (let i = 0; i < 12; i++)
    bodies.push(...tree(rnd, -58 + i * 10.5, -60 - (i % 3) * 8, between(rnd, 6, 9), i % 2 ? 4 : 6, 5))
  for (const side of [-1, 1]) {
    bodies.push({ kind: 'house', x: side * 6.2, z: -38, w: 0.5, d: 30, h: 0.5, look: 7 })
    for (let i = 0; i < 6; i++)
      bodies.push({ kind: 'house', x: side * 7.6, z: -16 - i * 9, w: 0.25, d: 1.1, h: 0.5, look: 8 })
  }
  const paving = speckled('#cfc8bb', 0.5, 0.2)
  const lawn = grass('#7f9a48')
  return {
    bodies,
    looks,
    eye: [0, 1.8, -1],
    yaw: -2,
    lens: 0.68,
    shift: 0.27,
    sun: [0.74, 0.4, 0.42],
    sunlight: [1.9, 1.38, 0.86],
    sky: ['#dcebf0', '#8fbfe0', '#3f7fc0'],
    glow: '#ffe6bc',
    clouds: { amount: 0.56, light: '#ffffff', dark: '#a9bacb' },
    haze: { colour: '#dbe6ea', density: 0.0014 },
    ground: (x, z) => {
      const joint = Math.abs(((z % 2) + 2) % 2) < 0.06 || Math.abs(((x % 1.6) + 1.6) % 1.6) < 0.05
      if (Math.abs(x) < 5.7 && z > -68 && z < -8) return { ...water('#1f4b55'), mirror: 0.8 }
      if (Math.abs(x) > 9.8) return { colour: lawn(x, z) }
      const c = paving(x, z)
      return { colour: joint ? [c[0] * 0.75, c[1] * 0.75, c[2] * 0.75] : c, mirror: 0.1 }
    },
    ambient: 0.95,
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

export const canal = (): Place => {
  const rnd = seeded(4711)
  const walls = ['#6d3b30', '#8a5a42', '#3f4a52', '#b08a66', '#5a3a34', '#94705a', '#4c5a52', '#a35f48']
  const looks: Look[] = walls.map((wall, i) => ({
    style: 'house',
    wall,
    roof: i % 2 ? '#5a3f38' : '#3f3d44',
    trim: '#e9e0d0',
    door: i % 2 ? '#1f3f3c' : '#5c2a2a',
    lit: 0.42,
    pitch: 1.7,
    storey: 3.1,
    plinth: i % 4 === 1 ? '#2c3136' : undefined,
  }))
  const n = walls.length
  looks.push(
    leaf('#5a6a34'),
    bark,
    { style: 'plain', wall: '#7a6a5c' },
    { style: 'plain', wall: '#24282c' },
    lampLight,
    { style: 'plain', wall: '#2f4f5c' },
    { style: 'plain', wall: '#d8cdb8' },
  )
  const bodies: Body[] = []
  for (const side of [-1, 1]) {
    let z = 6
    for (let i = 0; i < 26; i++) {
      const w = between(rnd, 2.5, 3.6)
      z -= w
      const h = between(rnd, 9.4, 13.2)
      bodies.push({
        kind: 'house',
        x: side * 15.6,
        z,
        w,
        d: 5,
        h,
        base: 1.3,
        yaw: -side * 90,
        roof: rnd() < 0.75 ? 'front-gable' : 'gable',
        rise: between(rnd, 2.6, 4),
        eaves: 0.12,
        look: Math.floor(rnd() * n),
      })
      z -= w
      if (i % 2) bodies.push(...lampPost(side * 7, z, 3, n + 3, n + 4, 1.3))
      if (i % 3 === 1) bodies.push(...tree(rnd, side * 7.6, z + 2, between(rnd, 4.8, 6.4), n, n + 1, 1.3))
    }
    bodies.push({ kind: 'house', x: side * 18, z: -80, w: 12, d: 100, h: 1.3, look: n + 2 })
    bodies.push({ kind: 'house', x: side * 6.3, z: -80, w: 0.3, d: 100, h: 1.46, look: n + 6 })
    for (let i = 0; i < 5; i++)
      bodies.push({
        kind: 'house',
        x: side * 4.7,
        z: -14 - i * 17 - (side > 0 ? 6 : 0),
        w: 3.2,
        d: 1.1,
        h: 1,
        hull: true,
        yaw: 90,
        look: i % 2 ? n + 5 : n + 3,
      })
  }
  // A bridge: short straight lengths along an arch, and lamps on it.
  const span = 26
  for (let i = 0; i < span; i++) {
    const x = (i / (span - 1)) * 13 - 6.5
    const deck = 1.5 + 1.7 * (1 - (x / 6.5) ** 2)
    const arch = Math.abs(x) > 4.6 ? 0 : 2.3 * Math.sqrt(1 - (x / 4.7) ** 2)
    bodies.push({
      kind: 'house',
      x,
      z: -52,
      w: 0.28,
      d: 2.4,
      h: Math.max(deck - arch, 0.35),
      base: arch,
      look: n + 2,
    })
    bodies.push({ kind: 'house', x, z: -49.5, w: 0.28, d: 0.1, h: 0.16, base: deck + 0.85, look: n + 6 })
    if (i % 2 === 0)
      bodies.push({ kind: 'house', x, z: -49.5, w: 0.05, d: 0.05, h: 0.9, base: deck, look: n + 6 })
  }
  bodies.push(
    ...lampPost(-4.4, -49.6, 2.4, n + 3, n + 4, 2.3),
    ...lampPost(4.4, -49.6, 2.4, n + 3, n + 4, 2.3),
  )
  bodies.push(...tree(rnd, -2, -190, 20, n, n + 1), ...tree(rnd, 9, -195, 22, n, n + 1))
  const dark = hex('#101c2a')
  return {
    bodies,
    looks,
    eye: [-0.8, 3.4, 6],
    yaw: 1,
    lens: 0.66,
    shift: 0.12,
    sun: [0.25, 0.07, -0.96],
    sunlight: [0.35, 0.18, 0.09],
    sky: ['#ffb98a', '#8f86b8', '#2a3f78'],
    glow: '#ff9c60',
    clouds: { amount: 0.52, light: '#ffb79a', dark: '#5c5a8c', size: 0.9 },
    haze: { colour: '#b490a0', density: 0.0028 },
    ground: () => ({ colour: dark, mirror: 0.9, water: true }),
    ambient: 0.62,
  }
}
