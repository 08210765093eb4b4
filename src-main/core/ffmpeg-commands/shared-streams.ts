import { type ClipSource, clipPicture } from '../../../src-shared/plans/media.ts'
import type { MotionReel, ReelPicture } from '../../../src-shared/plans/motion.ts'
import type { PlacedLayer, SegmentSpec } from '../../../src-shared/plans/plan.ts'
import { clipInput, clock, type LayerFiles } from './layer-chain.ts'

/**
 * The clips and moving pictures of one segment, each read or made once, however many parts show it: a scene and the
 * transitions around it are parts of one segment.
 */
export type SharedStreams = {
  /** A label of the clip's frames from `start` of its own clock on, `frames` of them or more, in the order of time. */
  clip(layer: PlacedLayer & { picture: { kind: 'clip' | 'source' } }, use: Use): string
  /** The same for a picture that moves; `alpha` is a grey stream, null where the picture is opaque. */
  moving(
    layer: PlacedLayer & { picture: { kind: 'moving' } },
    use: Use,
    opaque: boolean,
  ): { picture: string; alpha: string | null; pixelFormat: MotionReel['pixelFormat'] }
  /** Writes the chains of all streams; the reel that the moving pictures need, or null. Nothing can be added after it. */
  close(): MotionReel | null
}

/** Frames of the layer's own clock, and the frame of the segment at which the first of them shows. */
export type Use = { start: number; frames: number; at: number }

type ClipUse = { label: string; start: number; end: number }
type ClipStream = { read: (from: number) => { chain: string; from: number }; uses: ClipUse[] }
type Moving = {
  picture: Omit<ReelPicture, 'x' | 'y' | 'alpha' | 'from' | 'to' | 'clock'>
  opaque: boolean
  /** Frame of the segment at which the picture's clock is 0. */
  origin: number
  from: number
  to: number
  uses: { picture: string; alpha: string | null; from: number; to: number }[]
}

export function sharedStreams(graph: {
  spec: SegmentSpec
  files: LayerFiles
  addInput(flags: readonly string[]): number
  newLabel(): string
  chains: string[]
}): SharedStreams {
  const { spec, files, chains, newLabel } = graph
  const clips = new Map<string, ClipStream>()
  const movings = new Map<string, Moving>()
  const pixelFormat = reelFormat(spec)

  return {
    clip(layer, { start, frames, at }) {
      const { picture } = layer
      // The same clip at the same time is the same stream, whichever part shows it.
      const key = JSON.stringify([picture, at - start])
      let stream = clips.get(key)
      if (stream === undefined) {
        stream = { read: reader(picture), uses: [] }
        clips.set(key, stream)
      }
      const label = newLabel()
      stream.uses.push({ label, start, end: start + frames })
      return label
    },
    moving(layer, { start, frames, at }, opaque) {
      const { picture, width, height, frames: life } = layer
      const file = files.raster(picture.artifact)
      const { pictureWidth, pictureHeight, motion } = picture
      const shown = { pictureWidth, pictureHeight, width, height, life, motion, ...file }
      const key = JSON.stringify([shown, at - start])
      let moving = movings.get(key)
      if (moving === undefined) {
        moving = { picture: shown, opaque, origin: at - start, from: at, to: at + frames, uses: [] }
        movings.set(key, moving)
      }
      moving.from = Math.min(moving.from, at)
      moving.to = Math.max(moving.to, at + frames)
      const use = { picture: newLabel(), alpha: opaque ? null : newLabel(), from: at, to: at + frames }
      moving.uses.push(use)
      return { ...use, pixelFormat }
    },
    close() {
      for (const { read, uses } of clips.values()) writeClip(read, uses)
      return movings.size === 0 ? null : writeReel([...movings.values()])
    },
  }

  function reader(picture: Extract<PlacedLayer['picture'], { kind: 'clip' | 'source' }>): ClipStream['read'] {
    if (picture.kind === 'clip') {
      return (from) => {
        const clip = files.clip(picture.artifact)
        const input = graph.addInput(clipInput(clip.path, from, spec.rate))
        const label = newLabel()
        return { chain: `${clipPicture(clip, input, spec.composeIn, label)};${label}`, from }
      }
    }
    return () => {
      const source: ClipSource = files.source(picture.spec)
      const input = graph.addInput(source.input)
      const label = newLabel()
      return { chain: `${source.filters(input, label.slice(1, -1), label)};${label}`, from: 0 }
    }
  }

  function writeClip(read: ClipStream['read'], uses: readonly ClipUse[]): void {
    const { chain, from } = read(Math.min(...uses.map(({ start }) => start)))
    const [only] = uses
    if (uses.length === 1 && only!.start === from) {
      chains.push(`${chain}${clock(spec.rate)}${only!.label}`)
      return
    }
    const branches = uses.map(() => newLabel())
    chains.push(`${chain}${clock(spec.rate)},split=${uses.length}${branches.join('')}`)
    uses.forEach(({ label, start, end }, index) => {
      chains.push(
        `${branches[index]}trim=start_frame=${start - from}:end_frame=${end - from},${clock(spec.rate)}${label}`,
      )
    })
  }

  function writeReel(list: Moving[]): MotionReel {
    const first = Math.min(...list.map(({ from }) => from))
    const last = Math.max(...list.map(({ to }) => to))
    const placed = place(list)
    const width = Math.max(...placed.map(({ moving }) => even(moving.picture.width)))
    const height = Math.max(...placed.map(({ end }) => end))
    const { num, den } = spec.rate
    const input = graph.addInput([
      ...['-f', 'rawvideo', '-pixel_format', pixelFormat, '-video_size', `${width}x${height}`],
      ...['-framerate', `${num}/${den}`, '-i', 'pipe:0'],
    ])
    const branches: string[] = []
    const cut = (label: string, y: number, moving: Moving, from: number, to: number, more: string) => {
      const branch = newLabel()
      branches.push(branch)
      const size = `${moving.picture.width}:${moving.picture.height}:0:${y}:exact=1`
      chains.push(
        `${branch}trim=start_frame=${from - first}:end_frame=${to - first},crop=${size}${more},${clock(spec.rate)}${label}`,
      )
    }
    for (const { moving, y, alphaY } of placed) {
      for (const use of moving.uses) {
        cut(use.picture, y, moving, use.from, use.to, '')
        if (use.alpha !== null) cut(use.alpha, alphaY, moving, use.from, use.to, ',extractplanes=y')
      }
    }
    const tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,setsar=1'
    chains.push(`[${input}:v]${tags},${clock(spec.rate)},split=${branches.length}${branches.join('')}`)
    return {
      pixelFormat,
      width,
      height,
      frames: last - first,
      rate: spec.rate,
      pictures: placed.map(({ moving, y, alphaY }) => ({
        ...moving.picture,
        x: 0,
        y,
        alpha: moving.opaque ? null : { x: 0, y: alphaY },
        from: moving.from - first,
        to: moving.to - first,
        clock: moving.from - moving.origin,
      })),
    }
  }
}

/** Pictures one below the other; those that never show together may take the same place. */
function place(list: readonly Moving[]): { moving: Moving; y: number; alphaY: number; end: number }[] {
  const placed: { moving: Moving; y: number; alphaY: number; end: number }[] = []
  for (const moving of list) {
    const beside = placed.filter(({ moving: other }) => other.from < moving.to && moving.from < other.to)
    const y = Math.max(0, ...beside.map(({ end }) => end))
    const alphaY = y + even(moving.picture.height)
    placed.push({ moving, y, alphaY, end: alphaY + (moving.opaque ? 0 : even(moving.picture.height)) })
  }
  return placed
}

const even = (size: number) => size + (size % 2)

/** 4:2:0 halves colour, which boxes of odd sizes can't be cut out of. */
function reelFormat(spec: SegmentSpec): MotionReel['pixelFormat'] {
  if (spec.composeIn !== 'yuv420p') return 'yuv444p'
  const odd = spec.parts.some((part) =>
    [part.stack, part.into?.stack].some((stack) =>
      stack?.layers.some(
        ({ picture, width, height }) => picture.kind === 'moving' && (width % 2 === 1 || height % 2 === 1),
      ),
    ),
  )
  return odd ? 'yuv444p' : 'yuv420p'
}
