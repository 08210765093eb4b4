import { type ClipSource, clipPicture } from '../../../src-shared/plans/media.ts'
import type { MotionReel, ReelPicture } from '../../../src-shared/plans/motion.ts'
import type { PlacedLayer, SegmentSpec } from '../../../src-shared/plans/plan.ts'
import { clipInput, clock, type LayerFiles, pngInput, toFrameSamples } from './layer-chain.ts'

/**
 * The drawings, clips and moving pictures of one segment, each read or made once, however many parts show it: a scene and the
 * transitions around it are parts of one segment.
 */
export type SharedStreams = {
  /** A label of one frame: a drawing after these filters. */
  still(path: string, filters: string): string
  /** A label of one frame of one colour, `#rrggbb...`, as large as the video's. */
  plain(colour: string): string
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
  picture: Omit<ReelPicture, 'x' | 'y' | 'alpha' | 'from' | 'to' | 'every' | 'clock'>
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
  /** What one frame is made of, and the labels that it goes to. */
  const stills = new Map<string, { begin(): string; uses: string[] }>()
  const useStill = (key: string, begin: () => string): string => {
    const still = stills.get(key) ?? { begin, uses: [] }
    stills.set(key, still)
    const label = newLabel()
    still.uses.push(label)
    return label
  }
  const pixelFormat = reelFormat(spec)

  return {
    still: (path, filters) =>
      useStill(`${path}\n${filters}`, () => `[${graph.addInput(pngInput(path, spec.rate))}:v]${filters}`),
    plain: (colour) =>
      useStill(colour, () => {
        const rate = `${spec.rate.num}/${spec.rate.den}`
        const one = `color=c=0x${colour.slice(1, 7)}:s=16x16:r=${rate},trim=end_frame=1,format=gbrp`
        // Converted small: every pixel is the same.
        return `${one},${toFrameSamples(spec.composeIn)},scale=${spec.width}:${spec.height}:flags=neighbor`
      }),
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
      for (const { begin, uses } of stills.values())
        chains.push(`${begin()}${uses.length === 1 ? '' : `,split=${uses.length}`}${uses.join('')}`)
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
      return {
        chain: `${source.filters(input, label.slice(1, -1), label)};${label}`,
        from: source.first ?? 0,
      }
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
    const runs = takeTurns(list)
    const width = Math.max(...list.map(({ picture }) => even(picture.width)))
    const height = Math.max(...list.map(({ picture, opaque }) => even(picture.height) * (opaque ? 1 : 2)))
    const { num, den } = spec.rate
    const input = graph.addInput([
      ...['-f', 'rawvideo', '-pixel_format', pixelFormat, '-video_size', `${width}x${height}`],
      ...['-framerate', `${num}/${den}`, '-i', 'pipe:0'],
    ])
    const branches: string[] = []
    const cut = (label: string, top: number, moving: Moving, frames: string, more: string) => {
      const branch = newLabel()
      branches.push(branch)
      const size = `${moving.picture.width}:${moving.picture.height}:0:${top}:exact=1`
      // Said here, so that no conversion takes place before: what lies beside the picture would get into its edge.
      chains.push(`${branch}${frames},crop=${size},format=${pixelFormat}${more},${clock(spec.rate)}${label}`)
    }
    for (const moving of list) {
      for (const use of moving.uses) {
        const frames = chosen(use, moving, runs)
        cut(use.picture, 0, moving, frames, '')
        if (use.alpha !== null)
          cut(use.alpha, even(moving.picture.height), moving, frames, ',extractplanes=y')
      }
    }
    const tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,setsar=1'
    chains.push(`[${input}:v]${tags},${clock(spec.rate)},split=${branches.length}${branches.join('')}`)
    const last = runs.at(-1)!
    return {
      pixelFormat,
      width,
      height,
      frames: last.raw + (last.to - last.from) * last.showing.length,
      rate: spec.rate,
      pictures: runs.flatMap(({ from, to, raw, showing }) =>
        showing.map((moving, turn) => ({
          ...moving.picture,
          x: 0,
          y: 0,
          alpha: moving.opaque ? null : { x: 0, y: even(moving.picture.height) },
          from: raw + turn,
          to: raw + (to - from) * showing.length,
          every: showing.length,
          clock: from - moving.origin,
        })),
      ),
    }
  }
}

/** Frames `from` to `to` of the segment, in which the same pictures show; the first of them is frame `raw` of the reel. */
type Run = { from: number; to: number; raw: number; showing: Moving[] }

/** One picture a raw frame: those that show together take turns, so that no byte is sent for a picture that doesn't show. */
function takeTurns(list: readonly Moving[]): Run[] {
  const borders = [...new Set(list.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const runs: Run[] = []
  let raw = 0
  borders.slice(0, -1).forEach((from, index) => {
    const to = borders[index + 1]!
    const showing = list.filter((moving) => moving.from <= from && to <= moving.to)
    if (showing.length > 0) runs.push({ from, to, raw, showing })
    raw += (to - from) * showing.length
  })
  return runs
}

/** The filter that lets through a picture's own frames of the reel, for the frames of the segment that a use shows. */
function chosen(use: { from: number; to: number }, moving: Moving, runs: readonly Run[]): string {
  const terms = runs.flatMap(({ from, to, raw, showing }) => {
    const [first, end] = [Math.max(from, use.from), Math.min(to, use.to)]
    if (first >= end || !showing.includes(moving)) return []
    const every = showing.length
    const start = raw + (first - from) * every + showing.indexOf(moving)
    return [{ start, end: start + (end - first - 1) * every + 1, every }]
  })
  const [only] = terms
  if (terms.length === 1 && only!.every === 1) return `trim=start_frame=${only!.start}:end_frame=${only!.end}`
  const shows = terms.map(
    ({ start, end, every }) => `between(n,${start},${end - 1})*not(mod(n-${start},${every}))`,
  )
  return `select='${shows.join('+')}'`
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
