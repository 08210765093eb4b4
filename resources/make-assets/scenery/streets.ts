/** A terrace, a suburb, a court of towers. Metres; the camera looks along -z. */
import { seeded } from '../seeded.ts'
import type { Look } from './facade.ts'
import type { Body } from './geometry.ts'
import { bark, between, bush, grass, lampPost, leaf, speckled, strewn, tree, water } from './props.ts'
import type { Place } from './view.ts'

export const terracedHouses = (): Place => {
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
  const bays = looks.length
  looks.push(...looks.slice(0, walls.length).map((look) => ({ ...look, door: undefined })))
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
        look: bays + look,
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
      if (i % 3 === 0 && i > (side > 0 ? 1 : 0))
        bodies.push(...lampPost(side * 4.5, z - 2.2, 3.1, walls.length + 4, walls.length + 5))
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

export const leafySuburb = (): Place => {
  const rnd = seeded(53)
  const looks: Look[] = [
    {
      style: 'house',
      wall: '#d9c9a6',
      roof: '#4b4a50',
      trim: '#fbf8f0',
      door: '#3f6b66',
      lit: 0.25,
      siding: true,
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
      siding: true,
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
      siding: true,
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
      siding: true,
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
          off < 2.6
            ? strewn(x, z, path(x, z), off / 2.6)
            : off < 2.9
              ? curb(x, z)
              : off > 3.8 && off < 5
                ? curb(x, z)
                : strewn(x, z, lawn(x, z), 0.4),
      }
    },
    ambient: 0.85,
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
