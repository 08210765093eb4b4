/** Eight places of a town that does not exist. Metres; the camera looks along -z. */
import { seeded } from '../seeded.ts'
import type { Look } from './facade.ts'
import type { Body } from './geometry.ts'
import { canal, hillside, modernTowers, oldTown } from './more-places.ts'
import { bark, between, bush, grass, lampPost, leaf, speckled, tree, water } from './props.ts'
import type { Place } from './view.ts'

const duskSkyline = (): Place => {
  const rnd = seeded(101)
  const looks: Look[] = ['#3a4c68', '#566079', '#2f3f5a', '#66708a', '#434a66'].map((wall, i) => ({
    style: i % 2 ? 'tower' : 'flats',
    wall,
    trim: '#77788a',
    lit: [0.2, 0.34, 0.14, 0.28, 0.24][i],
    pitch: [3, 2, 2.6, 1.8, 3.4][i],
    storey: [3.4, 4, 3.2, 3.6, 3][i],
  }))
  looks.push(leaf('#2c3f35'), bark)
  const bodies: Body[] = []
  for (let row = 0; row < 4; row++)
    for (let i = 0; i < 24; i++) {
      const x = -330 + i * 29 + between(rnd, -7, 7)
      const peak = Math.exp(-(((x + 60) / 105) ** 2)) + 0.55 * Math.exp(-(((x - 150) / 60) ** 2))
      const h = between(rnd, 16, 38) + peak * between(rnd, 30, 150) * (0.55 + row * 0.22)
      const w = between(rnd, 6, 14) * (h > 90 ? 0.8 : 1)
      bodies.push({
        kind: 'house',
        x,
        z: -310 - row * 46,
        w,
        d: between(rnd, 8, 14),
        h,
        look: Math.floor(rnd() * 5),
      })
      if (h > 95)
        bodies.push({
          kind: 'house',
          x,
          z: -310 - row * 46,
          w: w * 0.55,
          d: 6,
          h: h + between(rnd, 8, 22),
          look: Math.floor(rnd() * 5),
        })
      if (h > 130) bodies.push({ kind: 'house', x, z: -310 - row * 46, w: 0.5, d: 0.5, h: h + 40, look: 2 })
    }
  for (let i = 0; i < 70; i++)
    bodies.push({
      kind: 'crown',
      x: -330 + i * 9.6 + between(rnd, -3, 3),
      z: -288 + between(rnd, -4, 4),
      y: 2.5,
      r: between(rnd, 3, 5.4),
      tall: 0.9,
      look: 5,
    })
  return {
    bodies,
    looks,
    eye: [0, 7, 0],
    yaw: -3,
    lens: 0.56,
    shift: 0.16,
    sun: [-0.55, 0.055, -0.9],
    sunlight: [0.5, 0.24, 0.12],
    sky: ['#ffb887', '#8d78b4', '#20346c'],
    glow: '#ff9a58',
    clouds: { amount: 0.53, light: '#ffb092', dark: '#5a5488', size: 0.8 },
    ridges: [[0.045, '#5c5c8c', 3]],
    haze: { colour: '#a586a8', density: 0.0009 },
    ground: () => water('#141b33'),
    ambient: 0.5,
  }
}

const terracedHouses = (): Place => {
  const rnd = seeded(7)
  const walls = [
    '#e7d8c3',
    '#a9543f',
    '#d9a796',
    '#8fa9a6',
    '#e9c99a',
    '#93493a',
    '#c6cfd0',
    '#b8604a',
    '#dfe0d6',
    '#7f93a8',
  ]
  const doors = ['#1f4a4a', '#b03a2e', '#27405f', '#d59a33', '#2c2c34', '#6c3f5c']
  const looks: Look[] = walls.map((wall, i) => ({
    style: 'house',
    wall,
    roof: i % 3 ? '#5b5560' : '#7a4a3c',
    trim: '#f6f1e6',
    door: doors[i % doors.length],
    lit: 0.16,
    pitch: 1.9,
    storey: 3.1,
  }))
  looks.push(
    leaf('#6f8a3c'),
    bark,
    leaf('#47683a'),
    { style: 'plain', wall: '#d8cfc0' },
    { style: 'plain', wall: '#2c3136' },
    { style: 'plain', wall: '#efe9dc' },
  )
  const bodies: Body[] = []
  for (const side of [-1, 1])
    for (let i = 0; i < 16; i++) {
      const z = -6 - i * 6.3
      const h = 6.4 + (i % 3 === 1 ? 0.5 : 0) + (side > 0 ? 3.1 : 0)
      const x = side * (side < 0 ? 11 : 10.4)
      const look = (i * 3 + (side > 0 ? 4 : 0)) % walls.length
      bodies.push({
        kind: 'house',
        x,
        z,
        w: 3.15,
        d: 4.2,
        h,
        yaw: side < 0 ? 90 : -90,
        roof: 'gable',
        rise: 2.6,
        eaves: 0.35,
        look,
      })
      bodies.push({ kind: 'house', x: x + side * 0.4, z: z - 2.9, w: 0.42, d: 0.75, h: h + 3.4, look: 1 })
      for (const pot of [-0.4, 0, 0.4])
        bodies.push({
          kind: 'house',
          x: x + side * 0.4 + pot * 0.2,
          z: z - 2.9 + pot,
          w: 0.12,
          d: 0.12,
          h: h + 4,
          look: 7,
        })
      // A bay of windows on two floors, with its own little roof.
      bodies.push({
        kind: 'house',
        x: x - side * 4.3,
        z: z - 1.15,
        w: 1.25,
        d: 0.75,
        h: 5.9,
        yaw: side < 0 ? 90 : -90,
        roof: 'hip',
        rise: 0.75,
        eaves: 0.12,
        look,
      })
      bodies.push({
        kind: 'house',
        x: side * (side < 0 ? 6.55 : 5.95),
        z: z + 1.9,
        w: 0.5,
        d: 0.75,
        h: 0.32,
        look: walls.length + 3,
      })
      if (i % 3 === 0) bodies.push(...lampPost(side * 4.5, z - 2.2, 3.1, walls.length + 4, walls.length + 5))
      if (i % 2 === 0) bodies.push(...bush(rnd, side * 6.3, z - 0.6, 0.8, walls.length + 2))
      if (i % 3 === 2)
        bodies.push(...tree(rnd, side * 5, z + 3, between(rnd, 4.6, 6.2), walls.length, walls.length + 1))
    }
  bodies.push(
    ...tree(rnd, -1.5, -118, 13, walls.length, walls.length + 1),
    ...tree(rnd, 5, -122, 14, walls.length + 2, walls.length + 1),
  )
  const stone = speckled('#b9ada0', 1.4, 0.3)
  const tar = speckled('#6a686a', 0.9, 0.25)
  return {
    bodies,
    looks,
    eye: [3.9, 2.3, -1],
    yaw: -24,
    lens: 0.62,
    shift: 0.2,
    sun: [0.72, 0.42, 0.34],
    sunlight: [1.9, 1.32, 0.76],
    sky: ['#fae3c4', '#a9c9de', '#5a90c4'],
    glow: '#ffe0a8',
    clouds: { amount: 0.53, light: '#fff4e2', dark: '#b4bccb' },
    haze: { colour: '#ecdcc4', density: 0.0045 },
    ground: (x, z) => ({
      colour: Math.abs(x) > 4.1 ? stone(x, z) : Math.abs(x) > 3.9 ? [0.5, 0.48, 0.45] : tar(x, z),
    }),
  }
}

const waterfront = (): Place => {
  const rnd = seeded(29)
  const walls = [
    '#d9573f',
    '#efc45a',
    '#7fa7b8',
    '#e9e0d0',
    '#b5412f',
    '#d98b4a',
    '#5f8f86',
    '#e7b9a0',
    '#f0dca0',
    '#48738f',
    '#c96a5a',
  ]
  const looks: Look[] = walls.map((wall, i) => ({
    style: 'house',
    wall,
    roof: i % 2 ? '#8c4634' : '#4d4650',
    trim: '#fbf6ea',
    lit: 0.22,
    pitch: 2.1,
    storey: 3.0,
    plinth: i % 3 ? undefined : '#3b4a52',
  }))
  const n = walls.length
  looks.push(
    { style: 'plain', wall: '#8d8378' },
    { style: 'plain', wall: '#f2efe8' },
    { style: 'plain', wall: '#1f3f5c' },
    { style: 'plain', wall: '#8a5a36' },
    leaf('#55703a'),
  )
  const bodies: Body[] = []
  let x = -66
  for (let i = 0; x < 66; i++) {
    const w = between(rnd, 3.2, 4.8)
    const front = rnd() < 0.4
    const h = between(rnd, 9.2, 15.4)
    bodies.push({
      kind: 'house',
      x: x + w,
      z: -58,
      w,
      d: 6,
      h,
      base: 1.5,
      roof: front ? 'front-gable' : 'gable',
      rise: between(rnd, 2.6, 4.2),
      eaves: 0.2,
      look: (i * 4) % n,
    })
    if (rnd() < 0.7)
      bodies.push({ kind: 'house', x: x + w * 1.4, z: -60, w: 0.45, d: 0.45, h: h + 4, base: 1.5, look: 4 })
    x += w * 2
  }
  bodies.push({ kind: 'house', x: 0, z: -52, w: 90, d: 4.6, h: 1.5, look: n })
  for (let i = 0; i < 20; i++)
    if (i % 4 !== 2)
      bodies.push(...tree(rnd, -62 + i * 6.6, -49.6, between(rnd, 3.4, 4.6), n + 4, n + 3, 1.5))
  // Boats: a hull, a deckhouse, a mast with its boom.
  for (const [bx, bz, l, hull] of [
    [-21, -43, 5.4, n + 1],
    [-7.5, -44, 4.6, n + 2],
    [5.5, -42.5, 5.8, n + 3],
    [19.5, -43.5, 5, n + 1],
    [32, -42, 5.5, n + 2],
    [-36, -43, 5, n + 3],
    [11, -29, 4.2, n + 1],
  ] as const) {
    bodies.push({ kind: 'house', x: bx, z: bz, w: l, d: 1.5, h: 1.35, hull: true, look: hull })
    bodies.push({
      kind: 'house',
      x: bx,
      z: bz,
      w: l * 0.97,
      d: 1.42,
      h: 0.14,
      base: 1.3,
      hull: true,
      look: n + 1,
    })
    bodies.push({
      kind: 'house',
      x: bx - l * 0.25,
      z: bz,
      w: l * 0.26,
      d: 0.75,
      h: 2.1,
      look: hull === n + 1 ? n + 3 : n + 1,
    })
    bodies.push({ kind: 'house', x: bx + l * 0.1, z: bz, w: 0.07, d: 0.07, h: 10 + l * 0.6, look: n + 3 })
    bodies.push({
      kind: 'house',
      x: bx - l * 0.3,
      z: bz,
      w: l * 0.42,
      d: 0.13,
      h: 0.34,
      base: 2.7,
      look: n + 1,
    })
  }
  return {
    bodies,
    looks,
    eye: [2, 4.6, 0],
    lens: 0.62,
    shift: 0.08,
    sun: [-0.75, 0.42, 0.55],
    sunlight: [1.75, 1.2, 0.68],
    sky: ['#f7dcb8', '#9cc3dc', '#4f86bd'],
    glow: '#ffcf94',
    clouds: { amount: 0.55, light: '#fff2dc', dark: '#a9b3c6' },
    haze: { colour: '#e6d9c8', density: 0.0012 },
    ground: () => water('#17384a'),
    ambient: 0.85,
  }
}

const leafySuburb = (): Place => {
  const rnd = seeded(53)
  const looks: Look[] = [
    {
      style: 'house',
      wall: '#d9c9a6',
      roof: '#4b4a50',
      trim: '#fbf8f0',
      door: '#3f6b66',
      lit: 0.25,
      pitch: 2.7,
      storey: 3,
    },
    {
      style: 'house',
      wall: '#b86a50',
      roof: '#5b4238',
      trim: '#f5efe2',
      door: '#23424a',
      lit: 0.2,
      pitch: 2.7,
      storey: 3,
    },
    {
      style: 'house',
      wall: '#a9bcae',
      roof: '#54514e',
      trim: '#fbf8f0',
      door: '#f3efe4',
      lit: 0.2,
      pitch: 2.7,
      storey: 3,
    },
    {
      style: 'house',
      wall: '#e2d1ae',
      roof: '#7a4a3a',
      trim: '#fbf8f0',
      door: '#27405f',
      lit: 0.2,
      pitch: 2.7,
      storey: 3,
    },
    leaf('#7c9a3e'),
    bark,
    leaf('#57803c'),
    leaf('#b58a35'),
    { style: 'plain', wall: '#f4f0e6' },
  ]
  const bodies: Body[] = []
  const home = (x: number, z: number, look: number, yaw: number, w: number) => {
    const a = (yaw * Math.PI) / 180
    const off = (dx: number, dz: number) => ({
      x: x + Math.cos(a) * dx + Math.sin(a) * dz,
      z: z - Math.sin(a) * dx + Math.cos(a) * dz,
    })
    bodies.push({ kind: 'house', x, z, w, d: 4.2, h: 5.9, yaw, roof: 'gable', rise: 3.3, eaves: 0.6, look })
    bodies.push({
      kind: 'house',
      ...off(-w * 0.5, 3.4),
      w: 2.6,
      d: 2.6,
      h: 5.4,
      yaw,
      roof: 'front-gable',
      rise: 2.9,
      eaves: 0.5,
      look,
    })
    bodies.push({
      kind: 'house',
      ...off(w + 2.2, 0.6),
      w: 2.6,
      d: 3.2,
      h: 2.7,
      yaw,
      roof: 'front-gable',
      rise: 1.9,
      eaves: 0.45,
      look,
    })
    bodies.push({ kind: 'house', ...off(w * 0.55, -1.5), w: 0.5, d: 0.5, h: 10, yaw, look: 1 })
  }
  home(-10.5, -27, 0, 24, 5)
  home(-15, -52, 1, 28, 5)
  home(11.5, -36, 2, -28, 5)
  home(14.5, -62, 3, -30, 5)
  home(-17, -80, 2, 24, 5)
  home(2, -100, 0, 0, 6)
  for (const [x, z, s, l] of [
    [-4.6, -17, 6.4, 4],
    [8.4, -20, 7.6, 6],
    [-19.5, -21, 10.5, 6],
    [20.5, -27, 11.5, 4],
    [-5.6, -41, 8, 7],
    [7, -50, 8, 4],
    [-24, -44, 13, 4],
    [26, -52, 14, 6],
    [-8, -66, 9, 6],
    [6, -76, 8.5, 7],
    [-28, -72, 15, 6],
    [27, -82, 15, 4],
    [-11, -104, 13, 4],
    [13, -106, 14, 6],
    [-2, -124, 17, 6],
    [-34, -110, 18, 4],
    [35, -112, 18, 6],
    [-60, -130, 20, 6],
    [60, -130, 20, 4],
  ] as const)
    bodies.push(...tree(rnd, x, z, s, l, 5))
  for (let i = 0; i < 14; i++)
    bodies.push(
      ...bush(
        rnd,
        (i % 2 ? 1 : -1) * (6.2 + (i % 3) * 0.5),
        -12 - i * 3.1,
        between(rnd, 0.8, 1.3),
        i % 3 ? 6 : 4,
      ),
    )
  const lawn = grass('#86954c')
  const path = speckled('#8b8784', 0.9, 0.3)
  const curb = speckled('#cfc6b8', 2, 0.25)
  return {
    bodies,
    looks,
    eye: [0.6, 2.1, 2],
    lens: 0.64,
    shift: 0.13,
    sun: [0.62, 0.3, 0.55],
    sunlight: [1.75, 1.2, 0.66],
    sky: ['#fbe6c2', '#b2d2e2', '#6aa3d2'],
    glow: '#ffd89a',
    clouds: { amount: 0.5, light: '#fff6e6', dark: '#c2c8d0' },
    ridges: [[0.07, '#7f9a86', 9]],
    haze: { colour: '#efe2c8', density: 0.003 },
    ground: (x, z) => {
      const bend = 1.6 * Math.sin(z * 0.03)
      const off = Math.abs(x - bend)
      return {
        colour:
          off < 2.6 ? path(x, z) : off < 2.9 ? curb(x, z) : off > 3.8 && off < 5 ? curb(x, z) : lawn(x, z),
      }
    },
    ambient: 0.85,
  }
}

export const places: Record<string, () => Place> = {
  'dusk-skyline': duskSkyline,
  'terraced-houses': terracedHouses,
  waterfront,
  'leafy-suburb': leafySuburb,
  'old-town': oldTown,
  'modern-towers': modernTowers,
  hillside,
  canal,
}
