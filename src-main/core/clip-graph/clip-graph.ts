import { StudioError } from '../../../src-shared/contract/errors.ts'
import {
  type ClipPlace,
  type ClipSpec,
  type FfmpegBuild,
  type MediaFacts,
  safeInput,
  type VideoFacts,
  withAlpha,
} from '../../../src-shared/plans/media.ts'
import { exact, taggedBt709, toBt709 } from './colours.ts'
import { type Fitting, fitting, turned } from './placing.ts'
import { blurred, shapeOf, turnedClear, turnedOpaque, upright } from './shaping.ts'
import { pickFrames, type Stretch } from './stretch.ts'

/** A clip, what is known of its source, where that lies, and the ffmpeg that reads it. */
export type ClipFrom = { spec: ClipSpec; facts: MediaFacts; source: string; build: FfmpegBuild }

/** What is decided about a clip's picture before its filters are written. */
type ClipShape = {
  video: VideoFacts
  /** The source's name, for people. */
  name: string
  fit: Fitting
  place: ClipPlace
  /** Size of the picture that the filters give; `place` may be a pixel smaller. */
  coded: { width: number; height: number }
  /** Whether a mask decides what is seen: corners, opacity, a turned outline. */
  masked: boolean
}

/** The source's name and its picture. Throws StudioError `media.no-picture`. */
export function pictureOf(ask: ClipFrom): { video: VideoFacts; name: string } {
  const { facts } = ask
  const name = ask.source.split(/[\\/]/).at(-1) ?? ask.source
  if (facts.video !== null) return { video: facts.video, name }
  throw new StudioError({
    code: 'media.no-picture',
    message: `${name} has no picture: it holds only sound (${facts.audio?.codec ?? 'unknown'}).`,
    whatToDo: 'Use a video file here, or use this file as music or voice.',
  })
}

export function shapeClip(spec: ClipSpec, video: VideoFacts, name: string): ClipShape {
  const fit = fitting(spec, video)
  const place = turned(fit.place, spec.rotation, spec.composeIn)
  const isTurned = spec.rotation % 360 !== 0
  const { width, height } = isTurned ? place : fit.kept
  const masked = spec.radius > 0 || isTurned || spec.opacity < 1
  return { video, name, fit, place, coded: { width, height }, masked }
}

export function seenThrough(shape: ClipShape, stretch: Stretch): boolean {
  return shape.masked || shape.video.hasAlpha || stretch.after === 'hide'
}

/** Flags up to the source's `-i`. Throws StudioError `media.alpha-unsupported`. */
export function sourceInput(ask: ClipFrom, shape: ClipShape, stretch: Stretch): string[] {
  return [
    ...safeInput,
    // Of a file that was cut off the last packet is a half one; the stretch is known to end before it.
    ...(ask.facts.cutShort === null ? [] : ['-fflags', '+discardcorrupt']),
    ...alphaDecoder(shape, ask.build),
    // Turned by the graph, after interlacing was taken out.
    '-noautorotate',
    // Not accurate: the frame that shows at the first tick may have begun long before it.
    ...(stretch.seek === 0 ? [] : ['-ss', String(stretch.seek), '-noaccurate_seek']),
    // The prefix keeps a name like `concat:a|b` from being taken for a protocol.
    ...['-i', `file:${ask.source}`],
  ]
}

/** ffmpeg's own decoders of VP8 and VP9 leave the alpha out; libvpx reads it. */
function alphaDecoder({ video, name }: ClipShape, build: FfmpegBuild): string[] {
  if (!video.hasAlpha || !/^vp[89]$/.test(video.codec)) return []
  const decoder = video.codec === 'vp9' ? 'libvpx-vp9' : 'libvpx'
  if (build.decoders.has(decoder)) return ['-c:v', decoder]
  throw new StudioError({
    code: 'media.alpha-unsupported',
    message: `${name} is transparent, and this build of ffmpeg can't see that: it has no ${decoder} decoder.`,
    whatToDo: 'Use an ffmpeg with libvpx (most builds have it), or convert the clip to ProRes 4444.',
  })
}

/**
 * Filters from the source to its picture and, where it is seen through, a second stream with the transparency as its
 * luma, both in `composeIn`, of `coded` size, on a clock of one tick a frame. Labels in between begin with `prefix`.
 *
 * Throws StudioError `media.hdr-unsupported`.
 */
export function clipChains(
  ask: ClipFrom,
  shape: ClipShape,
  stretch: Stretch,
  ends: { input: number; prefix: string; picture: string; alpha: string },
): string[] {
  const { spec, build } = ask
  const { composeIn } = spec
  const { video, fit, place, name } = shape
  const isTurned = spec.rotation % 360 !== 0
  const lying = video.rotation % 180 !== 0
  const stored = lying ? { width: fit.scaled.height, height: fit.scaled.width } : fit.scaled
  const deep = composeIn === 'yuv422p10le'
  const { kept } = fit
  const isCut = kept.width !== fit.scaled.width || kept.height !== fit.scaled.height
  const cut = isCut ? [`crop=${kept.width}:${kept.height}:${kept.x}:${kept.y}:exact=1`] : []
  const picked = [
    ...(video.interlaced === 'no'
      ? []
      : [`bwdif=mode=send_frame:parity=${video.interlaced === 'top-first' ? 'tff' : 'bff'}:deint=all`]),
    ...pickFrames(spec, stretch),
  ]
  const clock = clockOf(spec, stretch)
  const end = stretch.after === 'freeze' || stretch.after === 'hide' ? ['tpad=stop=-1:stop_mode=clone'] : []
  const tags = [taggedBt709, 'setsar=1', 'setfield=prog', 'sidedata=mode=delete']
  const source = `[${ends.input}:${video.stream}]`

  const chains: string[] = []
  let own: string | null = null
  if (video.hasAlpha) {
    // Colours are multiplied by alpha while pixels are mixed, or what lies under clear pixels bleeds into the edges.
    const work = deep ? 'yuva444p10le' : 'yuva444p'
    const size = { width: video.width, height: video.height }
    const shaped = [
      ...picked,
      ...toBt709(video, size, work, build, name),
      'premultiply=inplace=1',
      `scale=${stored.width}:${stored.height}:flags=bicubic+accurate_rnd`,
      ...upright(video),
      ...cut,
      ...blurred(spec.blur, kept, work),
      ...(isTurned ? turnedClear(spec.rotation, place) : []),
      'unpremultiply=inplace=1',
      `scale=flags=${exact}:sws_dither=none`,
      `format=${withAlpha[composeIn]}`,
      ...end,
      clock,
    ]
    const [both, more] = [`[${ends.prefix}both]`, `[${ends.prefix}more]`]
    own = `[${ends.prefix}own]`
    chains.push(
      `${source}${shaped.join(',')},split${both}${more}`,
      `${both}mergeplanes=map1p=1:map2p=2:format=${composeIn},${tags.join(',')}${ends.picture}`,
      `${more}mergeplanes=map0p=3:map1p=1:map2p=2:format=${composeIn}${own}`,
    )
  } else {
    // transpose and rotate don't know 4:2:2.
    const work = deep && (lying || isTurned) ? 'yuv444p10le' : composeIn
    const shaped = [
      ...picked,
      ...toBt709(video, stored, work, build, name),
      ...upright(video),
      ...cut,
      ...blurred(spec.blur, kept, work),
      ...(isTurned ? turnedOpaque(spec.rotation, place) : []),
      ...(work === composeIn ? [] : [`scale=flags=${exact}:sws_dither=none`, `format=${composeIn}`]),
      ...end,
      clock,
      ...tags,
    ]
    chains.push(`${source}${shaped.join(',')}${ends.picture}`)
  }
  if (seenThrough(shape, stretch)) chains.push(alphaChain(spec, shape, stretch, own, clock, ends))
  // From a graph of one input ffmpeg 5 hands the source's display matrix and the like on to the output, and players
  // would turn the picture once more. Taken twice it counts as two; one frame, so that reading can end early.
  chains.push(`${source}trim=end_frame=1,nullsink`)
  return chains
}

/**
 * Whatever the filters made of the timestamps: frame n lies at tick n. Each stream ends by itself: with `-frames`,
 * ffmpeg 5 closes all as soon as one is complete.
 */
function clockOf(spec: ClipSpec, stretch: Stretch): string {
  const { num, den } = spec.rate
  const frames = stretch.after === 'repeat' ? stretch.frames : stretch.total
  return `settb=${den}/${num},setpts=N,fps=${num}/${den},trim=end_frame=${frames}`
}

/** Transparency as the luma of a stream of its own: drawn once and repeated, times the source's own. */
function alphaChain(
  spec: ClipSpec,
  { fit, coded, masked }: ClipShape,
  stretch: Stretch,
  own: string | null,
  clock: string,
  ends: { prefix: string; alpha: string },
): string {
  const bitDepth = spec.composeIn === 'yuv422p10le' ? 10 : 8
  const grey = 2 ** (bitDepth - 1)
  const gone = stretch.after === 'hide' ? [`lutyuv=y=0:enable='gte(n,${stretch.visible})'`] : []
  // The same format and tags as the picture's: mergeplanes then merges both without touching a sample.
  const tail = [...gone, taggedBt709, 'setsar=1'].join(',')
  // Left alone, lutyuv would clip luma to 16..235.
  const flat = `lutyuv=y=val:u=${grey}:v=${grey}`
  const shape =
    `color=s=${coded.width}x${coded.height}:r=${spec.rate.num}/${spec.rate.den},format=${spec.composeIn},` +
    `trim=end_frame=1,${shapeOf(spec, fit.place, coded, bitDepth)},loop=-1:1,${clock}`
  if (own === null) return `${shape},${tail}${ends.alpha}`
  if (!masked) return `${own}${flat},${tail}${ends.alpha}`
  const drawn = `[${ends.prefix}shape]`
  return `${shape}${drawn};${own}${drawn}blend=c0_mode=multiply,${flat},${tail}${ends.alpha}`
}
