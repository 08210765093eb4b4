/** A skyline over water at dusk, a harbour, a canal. Metres; the camera looks along -z. */

import { seeded } from '../seeded.ts'
import { hex } from '../studio-3d/light.ts'
import type { Look } from './facade.ts'
import type { Body } from './geometry.ts'
import { bark, between, lampLight, lampPost, leaf, tree, water } from './props.ts'
import type { Place } from './view.ts'

export const duskSkyline = (): Place => {
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

export const waterfront = (): Place => {
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
    door: '#2b4a52',
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
