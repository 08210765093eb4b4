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
import { fitting, turned } from './placing.ts'
import { blurred, shapeOf, turnedClear, turnedOpaque, upright } from './shaping.ts'
import { pickFrames, type Stretch, stretchOf } from './stretch.ts'

export type ClipAsk = {
  spec: ClipSpec
  facts: MediaFacts
  /** Path of the source, and where the clip is written; `part` holds one turn of a loop in the meantime. */
  source: string
  out: string
  part: string
  build: FfmpegBuild
  threads: number
}

/** What has to run, one after the other, and what comes out of it. Arguments without the program's name. */
export type ClipPlan = {
  commands: readonly string[][]
  /** Decodes the stretch and nothing else: when a command failed, this tells whether the source is to blame. */
  trial: readonly string[]
  hasAlpha: boolean
  place: ClipPlace
  /** Size of the coded picture, and its pixel format. */
  coded: { width: number; height: number }
  pixelFormat: string
  frames: number
  /** Frames that come from the source; the rest follows `end`. */
  sourceFrames: number
}

/**
 * The making of one clip.
 *
 * Throws StudioError `media.no-picture`, `media.too-short`, `media.cut-short`, `media.hdr-unsupported`,
 * `media.alpha-unsupported`; each names the file.
 */
export function planClip(ask: ClipAsk): ClipPlan {
  const { spec, facts, build } = ask
  const name = ask.source.split(/[\\/]/).at(-1) ?? ask.source
  const { video } = facts
  if (video === null) {
    throw new StudioError({
      code: 'media.no-picture',
      message: `${name} has no picture: it holds only sound (${facts.audio?.codec ?? 'unknown'}).`,
      whatToDo: 'Use a video file here, or use this file as music or voice.',
    })
  }
  const stretch = stretchOf(spec, facts, video, name)
  const fit = fitting(spec, video)
  const place = turned(fit.place, spec.rotation, spec.composeIn)
  const isTurned = spec.rotation % 360 !== 0
  const coded = isTurned ? { width: place.width, height: place.height } : fit.kept
  const masked = spec.radius > 0 || isTurned || spec.opacity < 1
  const hasAlpha = masked || video.hasAlpha || stretch.after === 'hide'

  const graph = clipGraph(ask, video, stretch, fit, place, { hasAlpha, masked, name })
  const makes: string[] = [
    ...head(ask.threads),
    ...sourceInput(ask, video, stretch, name),
    ...(isTurnedByPlayers(video) ? ['-f', 'lavfi', '-i', 'color=s=16x16:d=0.04'] : []),
    '-filter_complex_threads',
    String(ask.threads),
    '-filter_complex',
    graph,
    ...['-map', '[picture]', ...(hasAlpha ? ['-map', '[alpha]'] : [])],
    ...mezzanine(ask, hasAlpha),
    ...tail(stretch.after === 'repeat' ? ask.part : ask.out, build),
  ]
  const end = spec.from - stretch.seek + (stretch.frames * spec.speed * spec.rate.den) / spec.rate.num
  return {
    trial: [
      ...head(ask.threads),
      ...sourceInput(ask, video, stretch, name),
      ...['-map', `0:${video.stream}`, '-t', end.toFixed(3), '-f', 'null', '-'],
    ],
    commands: stretch.after === 'repeat' ? [makes, repeats(ask)] : [makes],
    hasAlpha,
    place,
    coded: { width: coded.width, height: coded.height },
    pixelFormat: spec.composeIn,
    frames: spec.frames,
    sourceFrames: stretch.frames,
  }
}

function head(threads: number): string[] {
  return [
    // Each line with its level: an error of a demuxer is told from a warning by that alone.
    ...['-nostdin', '-hide_banner', '-loglevel', 'level+warning', '-nostats', '-progress', 'pipe:1'],
    // A frame that can't be decoded right ends the run: it must not pass as a smear.
    '-xerror',
    ...['-threads', String(threads)],
  ]
}

/**
 * ffmpeg 5 hands the source's display matrix on to the output, and players would turn the picture once more. It does so
 * only in graphs of one input, so these get a second one that goes nowhere.
 */
function isTurnedByPlayers(video: VideoFacts): boolean {
  return video.rotation !== 0 || video.mirrored
}

function sourceInput(ask: ClipAsk, video: VideoFacts, stretch: Stretch, name: string): string[] {
  return [
    ...safeInput,
    // Of a file that was cut off the last packet is a half one; the stretch is known to end before it.
    ...(ask.facts.cutShort === null ? [] : ['-fflags', '+discardcorrupt']),
    ...alphaDecoder(video, ask.build, name),
    // Turned by the graph, after interlacing was taken out.
    '-noautorotate',
    // Not accurate: the frame that shows at the first tick may have begun long before it.
    ...(stretch.seek === 0 ? [] : ['-ss', String(stretch.seek), '-noaccurate_seek']),
    // The prefix keeps a name like `concat:a|b` from being taken for a protocol.
    ...['-i', `file:${ask.source}`],
  ]
}

/** ffmpeg's own decoders of VP8 and VP9 leave the alpha out; libvpx reads it. */
function alphaDecoder(video: VideoFacts, build: FfmpegBuild, name: string): string[] {
  if (!video.hasAlpha || !/^vp[89]$/.test(video.codec)) return []
  const decoder = video.codec === 'vp9' ? 'libvpx-vp9' : 'libvpx'
  if (build.decoders.has(decoder)) return ['-c:v', decoder]
  throw new StudioError({
    code: 'media.alpha-unsupported',
    message: `${name} is transparent, and this build of ffmpeg can't see that: it has no ${decoder} decoder.`,
    whatToDo: 'Use an ffmpeg with libvpx (most builds have it), or convert the clip to ProRes 4444.',
  })
}

function clipGraph(
  ask: ClipAsk,
  video: VideoFacts,
  stretch: Stretch,
  fit: ReturnType<typeof fitting>,
  place: ClipPlace,
  is: { hasAlpha: boolean; masked: boolean; name: string },
): string {
  const { spec, build } = ask
  const { composeIn } = spec
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
  // Whatever the filters made of the timestamps: frame n lies at tick n. Each stream ends by itself: with `-frames`,
  // ffmpeg 5 closes both as soon as one is complete.
  const frames = stretch.after === 'repeat' ? stretch.frames : spec.frames
  const rate = `${spec.rate.num}/${spec.rate.den}`
  const clock = `settb=${spec.rate.den}/${spec.rate.num},setpts=N,fps=${rate},trim=end_frame=${frames}`
  const end = stretch.after === 'freeze' || stretch.after === 'hide' ? ['tpad=stop=-1:stop_mode=clone'] : []
  const tags = [taggedBt709, 'setsar=1', 'setfield=prog', 'sidedata=mode=delete']
  const source = `[0:${video.stream}]`

  const chains: string[] = []
  let alphaFrom: string | null = null
  if (video.hasAlpha) {
    // Colours are multiplied by alpha while pixels are mixed, or what lies under clear pixels bleeds into the edges.
    const work = deep ? 'yuva444p10le' : 'yuva444p'
    const size = { width: video.width, height: video.height }
    const shaped = [
      ...picked,
      ...toBt709(video, size, work, build, is.name),
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
    const tagged = tags.join(',')
    chains.push(
      `${source}${shaped.join(',')},split[both][more]`,
      `[both]mergeplanes=map1p=1:map2p=2:format=${composeIn},${tagged}[picture]`,
      `[more]mergeplanes=map0p=3:map1p=1:map2p=2:format=${composeIn}[own]`,
    )
    alphaFrom = '[own]'
  } else {
    // transpose and rotate don't know 4:2:2.
    const work = deep && (lying || isTurned) ? 'yuv444p10le' : composeIn
    const shaped = [
      ...picked,
      ...toBt709(video, stored, work, build, is.name),
      ...upright(video),
      ...cut,
      ...blurred(spec.blur, kept, work),
      ...(isTurned ? turnedOpaque(spec.rotation, place) : []),
      ...(work === composeIn ? [] : [`scale=flags=${exact}:sws_dither=none`, `format=${composeIn}`]),
      ...end,
      clock,
      ...tags,
    ]
    chains.push(`${source}${shaped.join(',')}[picture]`)
  }
  if (is.hasAlpha) chains.push(alphaChain(ask, stretch, fit, place, alphaFrom, is.masked, clock))
  if (isTurnedByPlayers(video)) chains.push('[1:v]nullsink')
  return chains.join(';')
}

/** Transparency as the luma of a stream of its own: drawn once and repeated, times the source's own. */
function alphaChain(
  ask: ClipAsk,
  stretch: Stretch,
  fit: ReturnType<typeof fitting>,
  place: ClipPlace,
  own: string | null,
  masked: boolean,
  clock: string,
): string {
  const { spec } = ask
  const bitDepth = spec.composeIn === 'yuv422p10le' ? 10 : 8
  const grey = 2 ** (bitDepth - 1)
  const size = spec.rotation % 360 === 0 ? fit.kept : place
  const gone = stretch.after === 'hide' ? [`lutyuv=y=0:enable='gte(n,${stretch.frames})'`] : []
  // The same format and tags as the picture's: mergeplanes then merges both without touching a sample.
  const tail = [...gone, taggedBt709, 'setsar=1'].join(',')
  // Left alone, lutyuv would clip luma to 16..235.
  const flat = `lutyuv=y=val:u=${grey}:v=${grey}`
  const shape =
    `color=s=${size.width}x${size.height}:r=${spec.rate.num}/${spec.rate.den},format=${spec.composeIn},` +
    `trim=end_frame=1,${shapeOf(spec, fit.place, size, bitDepth)},loop=-1:1,${clock}`
  if (own === null) return `${shape},${tail}[alpha]`
  if (!masked) return `${own}${flat},${tail}[alpha]`
  return `${shape}[shape];${own}[shape]blend=c0_mode=multiply,${flat},${tail}[alpha]`
}

function codecOf(build: FfmpegBuild): 'x264' | 'ffv1' {
  return build.encoders.has('libx264') ? 'x264' : 'ffv1'
}

/**
 * Near lossless, cheap to read, and frame-exact to seek: groups of 12 without B-frames, in a container whose
 * clock counts in whole frames. Alpha without loss. Decoding costs a third of FFV1 with alpha, the only choice where libx264 is missing.
 */
function mezzanine(ask: ClipAsk, hasAlpha: boolean): string[] {
  const { spec, build, threads } = ask
  const codec =
    codecOf(build) === 'x264'
      ? [
          ...['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0'],
          ...['-g', '12', '-keyint_min', '12', '-sc_threshold', '0'],
          ...['-crf:v:0', '8', ...(hasAlpha ? ['-qp:v:1', '0'] : [])],
        ]
      : ['-c:v', 'ffv1', '-level', '3', '-g', '1', '-slices', '4']
  return [
    ...codec,
    ...['-pix_fmt', spec.composeIn, '-threads', String(threads)],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ]
}

/** Groups are closed and start with the clip, so a loop is its packets again, without decoding. */
function repeats(ask: ClipAsk): string[] {
  const { frames, rate } = ask.spec
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'warning', '-nostats', '-progress', 'pipe:1'],
    ...['-protocol_whitelist', 'file,pipe', '-stream_loop', '-1', '-i', `file:${ask.part}`],
    // To the middle of the last frame. `-frames` would close both streams as soon as one is complete.
    ...['-map', '0:v', '-c', 'copy', '-t', (((frames - 0.5) * rate.den) / rate.num).toFixed(6)],
    ...tail(ask.out, ask.build),
  ]
}

function tail(out: string, build: FfmpegBuild): string[] {
  // Nothing that changes from run to run: no version of the muxer or encoder, no date.
  return [
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-flags:v',
    '+bitexact',
    '-f',
    // Into MOV, ffmpeg writes 4:2:2 of 1920 x 1080 under the name of AVC-Intra, and can't read it again. MP4 has no FFV1.
    codecOf(build) === 'x264' ? 'mp4' : 'mov',
    '-y',
    `file:${out}`,
  ]
}
