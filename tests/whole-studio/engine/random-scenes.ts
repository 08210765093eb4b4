import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import { composeFormatOf } from '../../../src-main/core/scene-layout/frame-geometry.ts'
import type { ClipSpec, ComposeFormat } from '../../../src-shared/plans/media.ts'
import type { Follows, PlacedMove } from '../../../src-shared/plans/plan.ts'
import type { PictureRaster, ShapeRaster, TextRaster } from '../../../src-shared/plans/rasters.ts'
import type { Codec, Rate } from '../../../src-shared/templates/formats.ts'
import fc from '../../helpers/at-random.ts'
import { scene } from '../../helpers/engine.ts'

/** A video as a template could ask for it, in frames so small that hundreds of them are made in a minute. */
export type RandomVideo = {
  codec: Codec
  composeIn: ComposeFormat
  width: number
  height: number
  rate: Rate
  scenes: LiveScene[]
}

/** What random layers show, by the names that plans give to contents. */
export type Sources = { pictures: string[]; clips: string[] }

const sides = ['left', 'right', 'top', 'bottom'] as const
const easings = ['linear', 'in', 'out', 'in-out'] as const
const colours = ['#ff6b4aff', '#2b2d8cff', '#d6ff5c80', '#12121240', '#ffffffff']
const rates: readonly Rate[] = [
  // Slow ones are cut by cost after a few frames.
  { num: 5, den: 1 },
  { num: 10, den: 1 },
  { num: 25, den: 2 },
  { num: 24_000, den: 1001 },
  { num: 25, den: 1 },
  { num: 30, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 60_000, den: 1001 },
]

const move: fc.Arbitrary<PlacedMove> = fc.record({
  effect: fc.constantFrom('fade', 'slide', 'zoom'),
  frames: fc.integer({ min: 1, max: 9 }),
  side: fc.constantFrom(...sides),
  easing: fc.constantFrom(...easings),
})

const transition = fc.record({
  type: fc.constantFrom('fade', 'slide', 'wipe', 'zoom'),
  frames: fc.integer({ min: 1, max: 9 }),
  side: fc.constantFrom(...sides),
  easing: fc.constantFrom(...easings),
})

type Box = { x: number; y: number; width: number; height: number }
type Frame = Omit<RandomVideo, 'scenes'> & { sources: Sources }

/** The whole frame, or somewhere in it, partly outside too; where colour is halved on even pixels, as the layout has it. */
function box({ width, height, composeIn }: Frame): fc.Arbitrary<Box> {
  const grid = composeIn === 'yuv444p' ? 1 : 2
  const on = (least: number, most: number) =>
    fc.integer({ min: Math.ceil(least / grid), max: Math.floor(most / grid) }).map((value) => value * grid)
  const somewhere = fc.record({
    x: on(-12, width - 4),
    y: on(-10, height - 4),
    width: on(6, width - 4),
    height: on(6, height - 4),
  })
  return fc.oneof(
    { weight: 3, arbitrary: somewhere },
    { weight: 1, arbitrary: fc.constant({ x: 0, y: 0, width, height }) },
  )
}

const rotation = fc.constantFrom(0, 0, 0, 20, -45)
const opacity = fc.constantFrom(1, 1, 0.6)
const radius = fc.constantFrom(0, 0, 5)

const shape = ({ width, height }: Box): fc.Arbitrary<ShapeRaster> =>
  fc.record({
    kind: fc.constant('shape'),
    shape: fc.constantFrom('rectangle', 'rectangle', 'ellipse', 'line'),
    width: fc.constant(width),
    height: fc.constant(height),
    fill: fc.oneof(
      fc.constantFrom(...colours).map((colour) => ({ kind: 'colour' as const, colour })),
      fc.constantFrom('linear' as const, 'radial' as const).map((kind) => ({
        kind,
        angle: 30,
        stops: [
          { at: 0, colour: '#0f3d3eff' },
          { at: 1, colour: '#f2e8da00' },
        ],
      })),
    ),
    radius,
    stroke: fc.constantFrom(null, null, { colour: '#ffffffff', width: 1 }, { colour: '#0f3d3eff', width: 3 }),
    shadow: fc.constantFrom(null, null, { colour: '#00000080', x: 1, y: 2, blur: 3 }),
    opacity,
    rotation,
  })

const text = ({ width, height }: Box): fc.Arbitrary<TextRaster> =>
  fc.record({
    kind: fc.constant('text'),
    width: fc.constant(width),
    height: fc.constant(height),
    families: fc.constant(['Inter']),
    weight: fc.constantFrom(400, 700),
    italic: fc.constant(false),
    size: fc.constantFrom(9, 14),
    letterSpacing: fc.constant(0),
    locale: fc.constant('en'),
    colour: fc.constantFrom(...colours),
    lines: fc
      .constantFrom('Mug', 'a', '€ 12.50')
      .map((line) => [{ text: line, x: 1, baseline: 11, width: 20 }]),
    direction: fc.constant('ltr'),
    stroke: fc.constantFrom(null, { colour: '#000000ff', width: 1 }),
    shadow: fc.constant(null),
    plate: fc.constantFrom(null, { colour: '#2b2d8cff', x: 0, y: 1, width: 24, height: 13, radius: 3 }),
    opacity,
    rotation,
  })

const picture = ({ width, height }: Box, { sources }: Frame): fc.Arbitrary<PictureRaster> =>
  fc.record({
    kind: fc.constant('picture'),
    content: fc.constantFrom(...sources.pictures),
    width: fc.constant(width),
    height: fc.constant(height),
    fit: fc.constantFrom('cover', 'contain', 'fill'),
    focus: fc.constantFrom({ x: 0.5, y: 0.5 }, { x: 0.1, y: 0.9 }),
    radius,
    blur: fc.constantFrom(0, 0, 2),
    opacity,
    rotation,
  })

const view = fc.record({
  zoom: fc.constantFrom(1, 1.1, 1.5, 2),
  x: fc.constantFrom(-1, 0, 0.7),
  y: fc.constantFrom(-0.5, 0, 1),
})

/** As the planner makes it of a picture that moves: corners and opacity are a mask, the turn comes after the move. */
function moving(place: Box, frame: Frame): fc.Arbitrary<LiveLayer['picture']> {
  const motion = fc.record({ from: view, to: view, easing: fc.constantFrom(...easings) })
  return fc.tuple(picture(place, frame), motion, rotation).map(([still, how, turn]) => {
    const most = Math.max(how.from.zoom, how.to.zoom)
    const scale = most <= 1.25 ? 1 : Math.min(2, most)
    const even = (size: number) => 2 * Math.ceil((size * scale) / 2)
    const { width, height } = place
    const mask: ShapeRaster | null =
      still.radius === 0 && still.opacity === 1
        ? null
        : {
            kind: 'shape',
            shape: 'rectangle',
            width,
            height,
            fill: { kind: 'colour', colour: '#ffffffff' },
            radius: still.radius,
            stroke: null,
            shadow: null,
            opacity: still.opacity,
            rotation: 0,
          }
    return {
      kind: 'moving',
      spec: {
        ...still,
        width: scale === 1 ? width : even(width),
        height: scale === 1 ? height : even(height),
        radius: 0,
        opacity: 1,
        rotation: 0,
      },
      motion: how,
      mask,
      rotation: turn,
    }
  })
}

const clip = ({ width, height }: Box, frames: number, frame: Frame): fc.Arbitrary<ClipSpec> =>
  fc.record({
    kind: fc.constant('clip'),
    content: fc.constantFrom(...frame.sources.clips),
    rate: fc.constant(frame.rate),
    frames: fc.constant(frames),
    from: fc.constantFrom(0, 0, 0.3),
    to: fc.constantFrom(null, null, 0.7),
    speed: fc.constantFrom(1, 1, 2, 0.5),
    end: fc.constantFrom('freeze', 'freeze', 'loop', 'hide'),
    width: fc.constant(width),
    height: fc.constant(height),
    fit: fc.constantFrom('cover', 'contain', 'fill'),
    focus: fc.constant({ x: 0.5, y: 0.5 }),
    radius,
    blur: fc.constantFrom(0, 0, 0, 2),
    opacity,
    rotation,
    composeIn: fc.constant(frame.composeIn),
  })

function layer(sceneFrames: number, frame: Frame): fc.Arbitrary<LiveLayer> {
  const time = fc.oneof(
    fc.constant([0, sceneFrames] as const),
    fc
      .tuple(fc.nat(sceneFrames - 1), fc.integer({ min: 1, max: sceneFrames }))
      .map(([start, life]) => [start, Math.min(sceneFrames, start + life)] as const),
  )
  return fc.tuple(box(frame), time).chain(([place, [start, end]]) => {
    const raster = fc
      .oneof(shape(place), text(place), picture(place, frame))
      .map((spec) => ({ kind: 'raster' as const, spec }))
    const filmed = clip(place, end - start, frame).map((spec) => ({ kind: 'clip' as const, spec }))
    const within = fc
      .option(move)
      .map((step) => (step === null ? null : { ...step, frames: Math.min(step.frames, end - start) }))
    return fc.record({
      id: fc.constant('layer'),
      follows: fc.constantFrom<Follows>(0, 0, 0, 0, 1, 2, 3),
      start: fc.constant(start),
      end: fc.constant(end),
      x: fc.constant(place.x),
      y: fc.constant(place.y),
      width: fc.constant(place.width),
      height: fc.constant(place.height),
      enter: within,
      exit: within,
      picture: fc.oneof(
        { weight: 5, arbitrary: raster },
        { weight: 2, arbitrary: moving(place, frame) },
        { weight: 2, arbitrary: filmed },
      ) as fc.Arbitrary<LiveLayer['picture']>,
    })
  })
}

/** One to three scenes of up to `longest` frames each. */
function scenesOf(frame: Frame, longest: number): fc.Arbitrary<LiveScene[]> {
  const one = fc.integer({ min: 2, max: longest }).chain((frames) =>
    fc
      .record({
        background: fc.constantFrom('#0f3d3eff', '#f2e8daff', '#12263fff'),
        backgroundFollows: fc.constantFrom<Follows>(0, 0, 0, 2),
        layers: fc.array(layer(frames, frame), { maxLength: 4 }),
        transition: fc.option(transition, { freq: 4 }),
      })
      .map(({ background, layers, ...more }) => scene(background, frames, layers, more)),
  )
  return fc.array(one, { minLength: 1, maxLength: 3 })
}

const frames: fc.Arbitrary<Omit<Frame, 'sources'>> = fc
  .record({
    codec: fc.constantFrom<Codec>('h264', 'h264', 'prores', 'gif'),
    width: fc.integer({ min: 48, max: 80 }),
    height: fc.integer({ min: 36, max: 64 }),
    rate: fc.constantFrom(...rates),
  })
  .map(({ codec, width, height, rate }) => {
    // Half of what is meant for everybody has even sides: odd ones are composed in another way.
    const grid = codec === 'h264' && (width + height) % 4 !== 0 ? 2 : 1
    const size = { width: width - (width % grid), height: height - (height % grid) }
    return { codec, rate, ...size, composeIn: composeFormatOf(codec, size.width, size.height) }
  })

/** Any video that a template could ask for: every kind of layer, move and transition, rate and way to compose. */
export const randomVideo = (sources: Sources, longest = 26): fc.Arbitrary<RandomVideo> =>
  frames.chain((frame) => scenesOf({ ...frame, sources }, longest).map((scenes) => ({ ...frame, scenes })))
