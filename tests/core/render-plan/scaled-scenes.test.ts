import { expect, test } from 'vitest'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import { scaledScenes } from '../../../src-main/core/render-plan/scaled-scenes.ts'
import type { TextRaster } from '../../../src-shared/plans/rasters.ts'

const layer = (picture: LiveLayer['picture'], box: Partial<LiveLayer> = {}): LiveLayer => ({
  id: 'words',
  follows: 0,
  start: 0,
  end: 30,
  x: 96,
  y: 300,
  width: 960,
  height: 200,
  enter: null,
  exit: null,
  ...box,
  picture,
})
const scene = (...layers: LiveLayer[]): LiveScene => ({
  id: 'one',
  frames: 30,
  background: '#000000',
  backgroundFollows: 0,
  layers,
  transition: null,
})
const text: TextRaster = {
  kind: 'text',
  width: 960,
  height: 200,
  families: ['Inter'],
  weight: 400,
  italic: false,
  size: 90,
  letterSpacing: 3,
  locale: 'en',
  colour: '#ffffffff',
  lines: [
    { text: 'Two lines', x: 0, baseline: 90, width: 400 },
    { text: 'of text', x: 30, baseline: 180, width: 300 },
  ],
  direction: 'ltr',
  stroke: { colour: '#000000ff', width: 6 },
  shadow: { colour: '#000000ff', x: 3, y: 6, blur: 9 },
  plate: { colour: '#000000ff', x: -9, y: 0, width: 500, height: 210, radius: 12 },
  opacity: 1,
  rotation: 0,
}
const third = { factor: 1 / 3, composeIn: 'yuv420p' as const }
const first = (scenes: LiveScene[]) => scenes[0]!.layers[0]!

test('a text keeps its lines and becomes smaller with all that belongs to it', () => {
  const small = first(scaledScenes([scene(layer({ kind: 'raster', spec: text }))], third))
  expect(small).toMatchObject({ x: 32, y: 100, width: 320, height: 66 })
  const spec = (small.picture as { spec: TextRaster }).spec
  expect(spec.lines.map((line) => line.text)).toEqual(['Two lines', 'of text'])
  expect(spec).toMatchObject({ size: 30, letterSpacing: 1, width: 320, height: 66 })
  expect(spec.lines[1]).toMatchObject({ x: 10, baseline: 60 })
  expect(spec.stroke!.width).toBe(2)
  expect(spec.shadow).toMatchObject({ x: 1, y: 2, blur: 3 })
  expect(spec.plate).toMatchObject({ x: -3, height: 70, radius: 4 })
})

test('boxes that meet in the large frame meet in the small one, on even pixels', () => {
  const shape = { kind: 'shape', shape: 'rectangle', fill: null, radius: 0, stroke: null } as const
  const box = (y: number, height: number) =>
    layer(
      {
        kind: 'raster',
        spec: { ...shape, width: 1_000, height, shadow: null, opacity: 1, rotation: 0 },
      },
      { y, height },
    )
  const [above, below] = scaledScenes([scene(box(0, 334), box(334, 200))], third)[0]!.layers
  expect(above!.y + above!.height).toBe(below!.y)
  for (const each of [above!, below!])
    expect([each.x, each.y, each.width, each.height]).toEqual(
      [each.x, each.y, each.width, each.height].map((side) => 2 * Math.round(side / 2)),
    )
})

test('a picture that is prepared as large as its box stays so, and one that zooms in far stays larger', () => {
  const moving = (width: number): LiveLayer['picture'] => ({
    kind: 'moving',
    spec: {
      kind: 'picture',
      content: 'a',
      width,
      height: width,
      fit: 'cover',
      focus: { x: 0.5, y: 0.5 },
      radius: 0,
      blur: 6,
      opacity: 1,
      rotation: 0,
    },
    motion: { from: { zoom: 1, x: 0, y: 0 }, to: { zoom: 1.5, x: 0, y: 0 }, easing: 'linear' },
    mask: null,
    rotation: 0,
  })
  const box = { x: 0, y: 0, width: 1_000, height: 1_000 }
  const small = (width: number) =>
    first(scaledScenes([scene(layer(moving(width), box))], third)).picture as { spec: { width: number } }
  expect(small(1_000).spec.width).toBe(334)
  expect(small(1_500).spec.width).toBe(500)
})
