import {
  type ClipFile,
  type ClipSource,
  type ClipSpec,
  type ComposeFormat,
  withAlpha,
} from '../../../src-shared/plans/media.ts'
import type { PlacedLayer, PlacedMove } from '../../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { Rate } from '../../../src-shared/templates/formats.ts'
import { arrivedShare, remainingShare } from './expressions.ts'
import type { SharedStreams, Use } from './shared-streams.ts'

/** A finished artifact that a layer shows, as it lies on disk. */
type RasterFile = { path: string; place: RasterPlace }

export type LayerFiles = {
  raster(hash: string): RasterFile
  clip(hash: string): ClipFile
  /** A clip that is read straight from its source. */
  source(spec: ClipSpec): ClipSource
}

/** What the graph around a layer is like, in one part of a segment. */
export type Around = {
  rate: Rate
  frameWidth: number
  frameHeight: number
  composeIn: ComposeFormat
  /** Of the part, and the segment's frame at which it begins. */
  frames: number
  offset: number
  streams: SharedStreams
  /** A label that is not used yet. */
  newLabel(): string
}

/** A layer as filters: chains that end in `label`, and how that is laid over what lies below. */
export type LayerChain = {
  chains: string[]
  label: string
  opaque: boolean
  overlay: { x: string; y: string; moving: boolean; live: boolean }
  /** Pixels of the frame that it covers at most; null when its place changes. */
  area: { left: number; top: number; width: number; height: number } | null
}

/** The smallest share of its size that a layer has at the far end of a zoom. */
const zoomStart = 0.7

/**
 * RGB of a drawn picture to the samples of a frame: BT.709, limited range. swscale would take BT.601 unless told, and
 * would put colour samples between two columns, where players look for them in the left one.
 */
export function toFrameSamples(format: string): string {
  return `scale=out_color_matrix=bt709:out_range=tv:out_h_chr_pos=0:out_v_chr_pos=128:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=${format}`
}

/** Each frame one tick, from `first` on. A time base of exactly one frame: no rounding anywhere. */
export function clock(rate: Rate, first = 0): string {
  return `settb=${rate.den}/${rate.num},setpts=N${first === 0 ? '' : `+${first}`}`
}

export function pngInput(path: string, rate: Rate): string[] {
  // png_pipe takes the name as it is; image2 would read %d and globs in it.
  return ['-f', 'png_pipe', '-framerate', `${rate.num}/${rate.den}`, '-i', path]
}

export function clipInput(path: string, firstFrame: number, rate: Rate): string[] {
  // Half a frame early, so that no rounding of seconds can skip the frame that is meant.
  const seek = firstFrame === 0 ? [] : ['-ss', (((firstFrame - 0.5) * rate.den) / rate.num).toFixed(6)]
  return [...seek, '-i', path]
}

export function layerChain(layer: PlacedLayer, files: LayerFiles, around: Around): LayerChain {
  const start = Math.max(0, layer.clock)
  const moves = [layer.enter, layer.exit].filter((move) => move !== null)
  const drawn = drawnPicture(layer, start, files, around)
  const steps = [...drawn.steps]

  let opaque = drawn.opaque
  const live = moves.length > 0 || drawn.moving
  if (moves.some((move) => move.effect !== 'slide')) {
    if (opaque) steps.push(`format=${withAlpha[around.composeIn]}`)
    opaque = false
  }
  if (live && drawn.still) steps.push(`loop=${around.frames}:1`, clock(around.rate, start))
  for (const fade of fades(layer, around.rate)) steps.push(fade)

  // By time, not by overlay's own n: that one counts from 1.
  const { num, den } = around.rate
  const k = `(round(t*${num}/${den})-${layer.from}+${start})`
  const size = zoomSize(layer, drawn, `(n+${start})`)
  if (size !== null) steps.push(`scale=w='${size.width}':h='${size.height}':eval=frame:flags=bilinear`)
  // A stream shows itself: it starts late and ends early. Older builds take overlay's `enable` by the frames of either
  // input, so only stills, which have one frame, can be switched by it.
  if (live) steps.push(`trim=end_frame=${layer.to - layer.from}`, `setpts=PTS-${start}+${layer.from}`)
  const label = around.newLabel()
  const chain = `${drawn.input}${steps.length === 0 ? 'null' : steps.join(',')}${label}`

  const placed = zoomPlace(layer, drawn, k) ?? {
    x: String(layer.x + drawn.left),
    y: String(layer.y + drawn.top),
  }
  const slid = slidePlace(layer, drawn, placed, k, around)
  const moving = moves.some((move) => move.effect !== 'fade')
  const { width, height } = drawn
  const area = { left: layer.x + drawn.left, top: layer.y + drawn.top, width, height }
  return {
    chains: [...drawn.chains, chain],
    label,
    opaque,
    overlay: { ...slid, moving, live },
    area: moving ? null : area,
  }
}

type Drawn = {
  chains: string[]
  input: string
  steps: string[]
  /** One frame that has to be repeated to become a stream. */
  still: boolean
  moving: boolean
  opaque: boolean
  /** Relative to the layer's box. */
  left: number
  top: number
  width: number
  height: number
}

function drawnPicture(layer: PlacedLayer, start: number, files: LayerFiles, around: Around): Drawn {
  const { picture } = layer
  switch (picture.kind) {
    case 'raster': {
      const { path, place } = files.raster(picture.artifact)
      const { steps, padLeft, padTop, opaque } = stillSteps(place, around)
      return {
        chains: [],
        input: around.streams.still(path, steps.join(',')),
        steps: [],
        still: true,
        moving: false,
        opaque,
        left: place.left - padLeft,
        top: place.top - padTop,
        width: place.width + padLeft,
        height: place.height + padTop,
      }
    }
    case 'clip':
    case 'source': {
      const clip = picture.kind === 'clip' ? files.clip(picture.artifact) : files.source(picture.spec)
      return {
        chains: [],
        input: around.streams.clip({ ...layer, picture }, showing(layer, start, around)),
        steps: [clock(around.rate, start)],
        still: false,
        moving: true,
        opaque: !clip.hasAlpha,
        ...clip.place,
      }
    }
    case 'moving':
      return movingPicture(layer, picture, start, files, around)
  }
}

function showing(layer: PlacedLayer, start: number, around: Around): Use {
  return { start, frames: layer.to - layer.from, at: around.offset + layer.from }
}

/** 4:2:0 and 4:2:2 overlays snap to whole colour samples: a drawing that starts on an odd pixel gets a clear edge before it. */
function stillSteps(place: RasterPlace, around: Around) {
  const snap = around.composeIn !== 'yuv444p'
  const padLeft = snap && place.left % 2 !== 0 ? 1 : 0
  const padTop = snap && place.top % 2 !== 0 ? 1 : 0
  const padded = padLeft + padTop > 0
  const opaque = place.opaque && !padded
  const steps = padded
    ? [`format=rgba,pad=iw+${padLeft}:ih+${padTop}:${padLeft}:${padTop}:color=black@0`]
    : []
  steps.push(toFrameSamples(opaque ? around.composeIn : withAlpha[around.composeIn]))
  return { steps, padLeft, padTop, opaque }
}

function movingPicture(
  layer: PlacedLayer,
  picture: Extract<PlacedLayer['picture'], { kind: 'moving' }>,
  start: number,
  files: LayerFiles,
  around: Around,
): Drawn {
  const { place } = files.raster(picture.artifact)
  const opaque = place.opaque && fills(place, { width: picture.pictureWidth, height: picture.pictureHeight })
  const use = showing(layer, start, around)
  const made = around.streams.moving({ ...layer, picture }, use, opaque)
  const chains: string[] = []
  // rotate and alphamerge know 8 bits only; more are added after them.
  const eightBit = around.composeIn === 'yuv422p10le' ? 'yuv444p' : around.composeIn
  const steps =
    made.pixelFormat === eightBit ? [] : [`scale=flags=bicubic+accurate_rnd`, `format=${eightBit}`]
  let from = made.picture
  if (picture.mask !== null || made.alpha !== null) {
    const alpha = alphaOf(picture.mask, made.alpha, layer, files, around, chains)
    const masked = around.newLabel()
    const moved = around.newLabel()
    chains.push(`${from}${[...steps, 'null'].join(',')}${moved}`, `${moved}${alpha}alphamerge${masked}`)
    from = masked
    steps.length = 0
  }
  let [left, top, width, height] = [0, 0, layer.width, layer.height]
  const needsAlpha = !opaque || picture.mask !== null || picture.rotation !== 0
  if (picture.rotation !== 0) {
    const turn = (picture.rotation * Math.PI) / 180
    const edge = 2
    // As much on both sides, and by an even number of pixels: the turned picture keeps its middle and the colour grid.
    const grow = (a: number, b: number) =>
      a +
      4 *
        Math.ceil(
          (Math.abs((a + 2 * edge) * Math.cos(turn)) + Math.abs((b + 2 * edge) * Math.sin(turn)) - a) / 4,
        )
    ;[width, height] = [grow(layer.width, layer.height), grow(layer.height, layer.width)]
    left = (layer.width - width) / 2
    top = (layer.height - height) / 2
    steps.push(
      `format=${withAlpha[eightBit]}`,
      // Beside a clear edge the turned sides come out smooth; at its own border rotate has nothing to mix with.
      `pad=iw+${2 * edge}:ih+${2 * edge}:${edge}:${edge}:color=black@0`,
      `rotate=a=${turn.toFixed(9)}:ow=${width}:oh=${height}:c=black@0`,
    )
  }
  if (needsAlpha) steps.push(`format=${withAlpha[around.composeIn]}`)
  else if (eightBit !== around.composeIn) steps.push(`format=${around.composeIn}`)
  steps.push(clock(around.rate, start))
  return {
    chains,
    input: from,
    steps,
    still: false,
    moving: true,
    opaque: !needsAlpha,
    left,
    top,
    width,
    height,
  }
}

/** Whether a drawing is as large as the picture that it is the visible part of. */
export function fills(place: RasterPlace, whole: { width: number; height: number }): boolean {
  return place.left === 0 && place.top === 0 && place.width === whole.width && place.height === whole.height
}

/** Puts a cropped drawing back into its place in the whole; what stands out of it is cut off. */
function ontoClear(place: RasterPlace, whole: { width: number; height: number }): string {
  const [outLeft, outTop] = [Math.max(0, -place.left), Math.max(0, -place.top)]
  const [left, top] = [Math.max(0, place.left), Math.max(0, place.top)]
  const width = Math.max(1, Math.min(place.width - outLeft, whole.width - left))
  const height = Math.max(1, Math.min(place.height - outTop, whole.height - top))
  return `format=rgba,crop=${width}:${height}:${outLeft}:${outTop}:exact=1,pad=${whole.width}:${whole.height}:${left}:${top}:color=black@0`
}

/** What shows through a moving picture: its own alpha, the mask that rounds its corners and thins it, or both. */
function alphaOf(
  mask: string | null,
  own: string | null,
  layer: PlacedLayer,
  files: LayerFiles,
  around: Around,
  chains: string[],
): string {
  if (mask === null) return own!
  const { path, place } = files.raster(mask)
  const shape = around.newLabel()
  chains.push(
    `${around.streams.still(path, `${ontoClear(place, layer)},alphaextract`)}loop=${around.frames}:1,${clock(around.rate)}${shape}`,
  )
  if (own === null) return shape
  const both = around.newLabel()
  chains.push(`${own}${shape}blend=all_mode=multiply${both}`)
  return both
}

function fades(layer: PlacedLayer, rate: Rate): string[] {
  const seconds = (frames: number) => ((frames * rate.den) / rate.num).toFixed(6)
  const steps: string[] = []
  if (layer.enter !== null && layer.enter.effect !== 'slide')
    steps.push(`fade=t=in:st=0:d=${seconds(layer.enter.frames)}:alpha=1`)
  if (layer.exit !== null && layer.exit.effect !== 'slide') {
    steps.push(
      `fade=t=out:st=${seconds(layer.frames - layer.exit.frames)}:d=${seconds(layer.exit.frames)}:alpha=1`,
    )
  }
  return steps
}

/** Share of its size at frame `k` of the layer's clock, or null when it doesn't zoom. */
function zoomShare(layer: PlacedLayer, k: string): string | null {
  const shares = [
    layer.enter?.effect === 'zoom' ? arrivedShare(layer.enter, k) : null,
    layer.exit?.effect === 'zoom' ? remainingShare(layer.exit, k, layer.frames) : null,
  ].filter((share) => share !== null)
  return shares.length === 0 ? null : `(${zoomStart}+${(1 - zoomStart).toFixed(2)}*${shares.join('*')})`
}

/** Of a side, when the share of it lies in register 0. In place it is the side itself, odd or not: a stretch without the move looks the same. */
const zoomed = (side: number) => `if(gte(ld(0),1),${side},max(2,2*floor(${side}*ld(0)/2+0.5)))`

function zoomSize(layer: PlacedLayer, drawn: Drawn, k: string): { width: string; height: string } | null {
  const share = zoomShare(layer, k)
  if (share === null) return null
  // The share is worked out once: written out each time, a dozen layers would fill a command line.
  const of = (side: number) => `st(0,${share});${zoomed(side)}`
  return { width: of(drawn.width), height: of(drawn.height) }
}

function zoomPlace(layer: PlacedLayer, drawn: Drawn, k: string): { x: string; y: string } | null {
  const share = zoomShare(layer, k)
  if (share === null) return null
  const centreX = layer.x + layer.width / 2
  const centreY = layer.y + layer.height / 2
  const offX = drawn.left + drawn.width / 2 - layer.width / 2
  const offY = drawn.top + drawn.height / 2 - layer.height / 2
  const of = (centre: number, off: number, side: number) =>
    `st(0,${share});${centre}+${off}*ld(0)-${zoomed(side)}/2`
  return { x: of(centreX, offX, drawn.width), y: of(centreY, offY, drawn.height) }
}

/** Beyond the frame's edge at the far end, in place at the near end. */
function slidePlace(
  layer: PlacedLayer,
  drawn: Drawn,
  placed: { x: string; y: string },
  k: string,
  around: Around,
): { x: string; y: string } {
  let { x, y } = placed
  const slides: [PlacedMove, string][] = []
  if (layer.enter?.effect === 'slide') slides.push([layer.enter, arrivedShare(layer.enter, k)])
  if (layer.exit?.effect === 'slide') slides.push([layer.exit, remainingShare(layer.exit, k, layer.frames)])
  for (const [move, share] of slides) {
    const left = layer.x + drawn.left
    const top = layer.y + drawn.top
    const way = {
      left: -(left + drawn.width),
      right: around.frameWidth - left,
      top: -(top + drawn.height),
      bottom: around.frameHeight - top,
    }[move.side]
    if (move.side === 'left' || move.side === 'right') x = `${x}+(${way})*(1-${share})`
    else y = `${y}+(${way})*(1-${share})`
  }
  return { x, y }
}
