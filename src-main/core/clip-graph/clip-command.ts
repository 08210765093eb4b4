import type { ClipPlace } from '../../../src-shared/plans/media.ts'
import { formOf } from './clip-costs.ts'
import { type ClipFrom, clipChains, pictureOf, seenThrough, shapeClip, sourceInput } from './clip-graph.ts'
import { stretchOf } from './stretch.ts'

type ClipAsk = ClipFrom & {
  /** Where the clip is written; `part` holds one turn of a loop in the meantime. */
  out: string
  part: string
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
  const { spec, facts } = ask
  const { video, name } = pictureOf(ask)
  const stretch = stretchOf(spec, facts, video, name)
  const shape = shapeClip(spec, video, name)
  const hasAlpha = seenThrough(shape, stretch)
  const input = sourceInput(ask, shape, stretch)
  const ends = { input: 0, prefix: '', picture: '[picture]', alpha: '[alpha]' }
  const makes: string[] = [
    ...head(ask.threads),
    ...input,
    ...['-filter_complex_threads', String(ask.threads)],
    ...['-filter_complex', clipChains(ask, shape, stretch, ends).join(';')],
    ...['-map', ends.picture, ...(hasAlpha ? ['-map', ends.alpha] : [])],
    ...mezzanine(ask, hasAlpha),
    ...tail(stretch.after === 'repeat' ? ask.part : ask.out, ask),
  ]
  const end = spec.from - stretch.seek + (stretch.frames * spec.speed * spec.rate.den) / spec.rate.num
  return {
    trial: [
      ...head(ask.threads),
      ...input,
      ...['-map', `0:${video.stream}`, '-t', end.toFixed(3), '-f', 'null', '-'],
    ],
    commands: stretch.after === 'repeat' ? [makes, repeats(ask)] : [makes],
    hasAlpha,
    place: shape.place,
    coded: shape.coded,
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
 * In a container whose clock counts in whole frames: frame-exact to seek. The picture in the form that `formOf` gives;
 * x264 in groups of 12 without B-frames. Transparency without loss, by x264, which hardly writes or reads a mask that stands.
 */
function mezzanine(ask: ClipAsk, hasAlpha: boolean): string[] {
  const { spec, build } = ask
  const form = formOf(spec, build)
  const hasX264 = build.encoders.has('libx264')
  const x264 = (stream: string) => [
    ...[`-c:v${stream}`, 'libx264', `-preset:v${stream}`, 'ultrafast', `-bf:v${stream}`, '0'],
    ...[`-g:v${stream}`, '12', `-keyint_min:v${stream}`, '12', `-sc_threshold:v${stream}`, '0'],
  ]
  const ffv1 = ['-c:v:0', 'ffv1', '-level:v:0', '3', '-g:v:0', '1', '-slices:v:0', '4']
  const picture = { utvideo: ['-c:v:0', 'utvideo'], x264: [...x264(':0'), '-crf:v:0', '12'], ffv1 }[form]
  const alpha = hasX264 ? [...x264(':1'), '-qp:v:1', '0'] : picture.map((flag) => flag.replace(':0', ':1'))
  return [
    ...picture,
    ...(hasAlpha ? alpha : []),
    ...['-pix_fmt', spec.composeIn, '-threads', '1'],
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
    ...tail(ask.out, ask),
  ]
}

function tail(out: string, { spec, build }: ClipAsk): string[] {
  // Nothing that changes from run to run: no version of the muxer or encoder, no date.
  return [
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-flags:v',
    '+bitexact',
    '-f',
    // Into MOV, ffmpeg writes 4:2:2 of 1920 x 1080 under the name of AVC-Intra, and can't read it again. MP4 has only x264.
    formOf(spec, build) === 'x264' ? 'mp4' : 'mov',
    '-y',
    `file:${out}`,
  ]
}
