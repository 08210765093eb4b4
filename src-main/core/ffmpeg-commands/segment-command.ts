import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type { PlacedLayer, SegmentPart, SegmentSpec, Stack } from '../../../src-shared/plans/plan.ts'
import {
  colourTags,
  type EncoderChoice,
  encoderThreads,
  settingsWithThreads,
  timescaleOf,
} from './encoders.ts'
import { uploaded } from './hardware-choices.ts'
import { type Around, clock, fills, type LayerChain, type LayerFiles, layerChain } from './layer-chain.ts'
import { sharedStreams } from './shared-streams.ts'
import { overlayFormat, transitionChains } from './transition-chains.ts'

/**
 * The graph of one segment: inputs in order and the filters that end in `[out]`, before the encoder. With a `reel`, one
 * of the inputs is standard input, and the reel's raw frames have to be written to it.
 */
type FrameGraph = { inputs: string[]; filters: string; reel: MotionReel | null }

/** The picture of a segment as a filter graph. `readers`: threads for each input; the farm counts on one. */
export function segmentGraph(
  spec: SegmentSpec,
  files: LayerFiles,
  pixelFormat: string,
  readers = 1,
): FrameGraph {
  const inputs: string[] = []
  let inputCount = 0
  let labelCount = 0
  const chains: string[] = []
  const addInput = (flags: readonly string[]) => {
    inputs.push('-threads', String(readers), ...flags)
    return inputCount++
  }
  const newLabel = () => `[l${labelCount++}]`
  const streams = sharedStreams({ spec, files, addInput, newLabel, chains })
  const tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,setsar=1'
  let offset = 0
  const parts = spec.parts.map((part) => {
    const around: Around = {
      rate: spec.rate,
      frameWidth: spec.width,
      frameHeight: spec.height,
      composeIn: spec.composeIn,
      frames: part.frames,
      offset,
      newLabel,
      streams,
    }
    let last = stackChains(part.stack, files, around, chains)
    if (part.into !== null) {
      const next = stackChains(part.into.stack, files, around, chains)
      last = transitionChains(part.into, last, next, around, chains)
    }
    offset += part.frames
    return last
  })
  const reel = streams.close()
  if (parts.length === 1) {
    // The frames' own tags: some encoders take them from here, some from the flags.
    chains.push(`${parts[0]}format=${pixelFormat},${tags}[out]`)
  } else {
    const ends = parts.map((last, index) => {
      const end = newLabel()
      const { frames } = spec.parts[index]!
      // Tagged before they meet: newer builds convert between what is tagged and what isn't.
      chains.push(`${last}trim=end_frame=${frames},${clock(spec.rate)},format=${pixelFormat},${tags}${end}`)
      return end
    })
    chains.push(`${ends.join('')}concat=n=${ends.length}:v=1:a=0,${clock(spec.rate)},${tags}[out]`)
  }
  return { inputs, filters: chains.join(';'), reel }
}

/**
 * The whole ffmpeg command for one segment, without the program's name. Writes `out`, exactly `spec.frames` frames.
 * `threads`: for each input and for the filters; the bits are the same with any number.
 */
export function segmentCommand(
  spec: SegmentSpec,
  files: LayerFiles,
  choice: EncoderChoice,
  how: { threads: number; out: string },
): { args: string[]; reel: MotionReel | null } {
  const graph = segmentGraph(spec, files, choice.pixelFormat, how.threads)
  return {
    reel: graph.reel,
    args: [
      ...head(how.threads),
      ...(choice.hardware?.open ?? []),
      // Somebody else's file: a picture that can't be decoded must not pass as a smear.
      ...(readsSources(spec) ? ['-xerror'] : []),
      ...graph.inputs,
      '-filter_complex',
      uploaded(graph.filters, choice),
      '-map',
      '[out]',
      '-frames:v',
      String(spec.frames),
      // Newer builds forget the rate when timestamps are set.
      '-r',
      `${spec.rate.num}/${spec.rate.den}`,
      '-c:v',
      choice.encoder,
      ...settingsWithThreads(choice, encoderThreads),
      ...colourTags,
      // Nothing that changes from run to run: no encoder version string, no date.
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-map_metadata',
      '-1',
      '-video_track_timescale',
      String(timescaleOf(spec.rate)),
      '-f',
      choice.segmentExtension,
      how.out,
    ],
  }
}

/** One frame of a segment as PNG, straight from the graph: what the encoder would be given. */
export function stillCommand(
  spec: SegmentSpec,
  frame: number,
  files: LayerFiles,
  how: { threads: number; out: string },
): { args: string[]; reel: MotionReel | null } {
  const one = { ...spec, frames: 1, parts: [frameOf(spec, frame)] }
  // Somebody waits for it: what lies before the frame in a clip is decoded by two threads.
  const graph = segmentGraph(one, files, spec.composeIn, 2)
  const filters = `${graph.filters.slice(0, -'[out]'.length)},scale=in_color_matrix=bt709:in_range=tv:flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24[out]`
  const args = [
    ...head(how.threads),
    ...(readsSources(spec) ? ['-xerror'] : []),
    ...graph.inputs,
    '-filter_complex',
    filters,
    '-map',
    '[out]',
    '-frames:v',
    '1',
    '-fflags',
    '+bitexact',
    '-map_metadata',
    '-1',
    '-c:v',
    'png',
    // Half the time of the usual level, for a file that is a tenth larger.
    '-compression_level',
    '1',
    '-pred',
    'paeth',
    '-f',
    'image2',
    '-update',
    '1',
    how.out,
  ]
  return { args, reel: graph.reel }
}

/** One frame of a segment as a part of its own: the same layers, with their clocks put forward. */
export function frameOf(spec: SegmentSpec, frame: number): SegmentPart {
  let within = frame
  for (const part of spec.parts) {
    if (within < part.frames) {
      const { into } = part
      return {
        frames: 1,
        stack: stackIn(part.stack, within),
        into:
          into === null ? null : { ...into, stack: stackIn(into.stack, within), done: into.done + within },
      }
    }
    within -= part.frames
  }
  throw new Error(`a segment of ${spec.frames} frames has no frame ${frame}`)
}

function stackIn(stack: Stack, frame: number): Stack {
  return {
    background: stack.background,
    layers: stack.layers.flatMap((layer) =>
      layer.from <= frame && frame < layer.to
        ? [{ ...layer, from: 0, to: 1, clock: layer.clock + frame }]
        : [],
    ),
  }
}

/** What every command that draws begins with. */
export function head(threads: number): string[] {
  return [
    '-nostdin',
    '-hide_banner',
    '-loglevel',
    'level+warning',
    // Progress as key=value lines on standard output.
    '-progress',
    'pipe:1',
    '-nostats',
    '-protocol_whitelist',
    'file,pipe',
    '-filter_complex_threads',
    String(threads),
    '-y',
  ]
}

function stackChains(stack: Stack, files: LayerFiles, around: Around, chains: string[]): string {
  const layers = [...stack.layers]
  const first = layers[0]
  let below: string
  // One frame that has to be repeated before it can carry what moves.
  let still = true
  if (first !== undefined && coversFrame(first, files, around)) {
    layers.shift()
    const chain = layerChain(first, files, around)
    chains.push(...chain.chains)
    below = chain.label
    still = first.picture.kind === 'raster'
  } else {
    below = around.streams.plain(stack.background)
  }
  const repeat = () => {
    if (!still) return
    const repeated = around.newLabel()
    chains.push(`${below}loop=${around.frames}:1,${clock(around.rate)}${repeated}`)
    below = repeated
    still = false
  }
  const shown = layers.map((layer) => ({ layer, ...layerChain(layer, files, around) }))
  chains.push(...shown.flatMap((each) => each.chains))
  for (const { layer, label, overlay } of calmFirst(shown, around.frames)) {
    const { x, y, moving, live } = overlay
    const always = isAlways(layer, around.frames)
    // Stills that stay are laid over each other once, not in every frame.
    if (live || !always) repeat()
    const when = always || live ? '' : `:enable='between(n,${layer.from},${layer.to - 1})'`
    const next = around.newLabel()
    chains.push(
      `${below}${label}overlay=x='${x}':y='${y}':eval=${moving ? 'frame' : 'init'}:format=${overlayFormat[around.composeIn]}:eof_action=${endOf(layer, live, always)}${when}${next}`,
    )
    below = next
  }
  repeat()
  return below
}

type Shown = LayerChain & { layer: PlacedLayer }

/**
 * The layers in an order in which stills that stay come first, as far as that changes no pixel: such a layer goes below
 * what it doesn't touch.
 */
function calmFirst(shown: readonly Shown[], frames: number): Shown[] {
  const calm: Shown[] = []
  const rest: Shown[] = []
  for (const each of shown) {
    const stays = !each.overlay.live && isAlways(each.layer, frames)
    if (stays && rest.every((below) => apart(each.area, below.area))) calm.push(each)
    else rest.push(each)
  }
  return [...calm, ...rest]
}

function isAlways(layer: PlacedLayer, frames: number): boolean {
  return layer.from === 0 && layer.to === frames
}

/** Whether two areas share no sample; colour is shared by two by two pixels. */
function apart(a: LayerChain['area'], b: LayerChain['area']): boolean {
  if (a === null || b === null) return false
  const down = (value: number) => 2 * Math.floor(value / 2)
  const up = (value: number) => 2 * Math.ceil(value / 2)
  return (
    up(a.left + a.width) <= down(b.left) ||
    up(b.left + b.width) <= down(a.left) ||
    up(a.top + a.height) <= down(b.top) ||
    up(b.top + b.height) <= down(a.top)
  )
}

/**
 * What comes after a layer's last frame. A source that holds fewer frames than it promised ends the whole, so that the
 * frames that are missing are missed.
 */
function endOf(layer: PlacedLayer, live: boolean, always: boolean): 'pass' | 'repeat' | 'endall' {
  if (live && !always) return 'pass'
  return layer.picture.kind === 'source' ? 'endall' : 'repeat'
}

export function readsSources({ parts }: SegmentSpec): boolean {
  const reads = (stack: Stack | undefined) =>
    stack?.layers.some(({ picture }) => picture.kind === 'source') ?? false
  return parts.some(({ stack, into }) => reads(stack) || reads(into?.stack))
}

/** Whether a lowest layer hides all that lies under it for the whole part, so that no background is needed. */
function coversFrame(layer: PlacedLayer, files: LayerFiles, around: Around): boolean {
  if (layer.from !== 0 || layer.to !== around.frames || layer.enter !== null || layer.exit !== null)
    return false
  const { picture } = layer
  if (picture.kind === 'clip' || picture.kind === 'source') {
    const clip = picture.kind === 'clip' ? files.clip(picture.artifact) : files.source(picture.spec)
    return !clip.hasAlpha && covers(layer, clip.place, around)
  }
  const { place } = files.raster(picture.artifact)
  if (!place.opaque) return false
  if (picture.kind === 'moving') {
    const wholePicture = { width: picture.pictureWidth, height: picture.pictureHeight }
    const plain = picture.mask === null && picture.rotation === 0 && fills(place, wholePicture)
    return plain && covers(layer, { left: 0, top: 0, width: layer.width, height: layer.height }, around)
  }
  return covers(layer, place, around)
}

function covers(
  layer: PlacedLayer,
  place: { left: number; top: number; width: number; height: number },
  { frameWidth, frameHeight }: Around,
): boolean {
  const [left, top] = [layer.x + place.left, layer.y + place.top]
  return left === 0 && top === 0 && place.width === frameWidth && place.height === frameHeight
}
