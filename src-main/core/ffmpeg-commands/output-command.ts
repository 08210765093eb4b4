import type { OutputSpec } from '../../../src-shared/plans/plan.ts'
import { timescaleOf } from './encoders.ts'

/** What ffmpeg's concat demuxer reads: each file with its exact length, so that no rounding adds up. */
export function joinList(
  segments: readonly { path: string; frames: number }[],
  rate: OutputSpec['rate'],
): string {
  const quote = (path: string) => `'${path.replaceAll("'", "'\\''")}'`
  return [
    'ffconcat version 1.0',
    ...segments.flatMap(({ path, frames }) => [
      `file ${quote(path)}`,
      `duration ${((frames * rate.den) / rate.num).toFixed(9)}`,
    ]),
    '',
  ].join('\n')
}

const containers = {
  h264: ['-movflags', '+faststart', '-f', 'mp4'],
  hevc: ['-tag:v', 'hvc1', '-movflags', '+faststart', '-f', 'mp4'],
  prores: ['-movflags', '+faststart', '-f', 'mov'],
  vp9: ['-f', 'webm'],
  av1: ['-f', 'webm'],
} as const

const head = [
  '-nostdin',
  '-hide_banner',
  '-loglevel',
  'level+warning',
  '-progress',
  'pipe:1',
  '-nostats',
  '-protocol_whitelist',
  'file,pipe',
  '-y',
]
const segmentsOf = (list: string) => ['-f', 'concat', '-safe', '0', '-i', list]
const plain = ['-map_metadata', '-1', '-fflags', '+bitexact']

/**
 * The command that makes the finished file out of segments (`list`: path of a joinList) and sound, without coding
 * anything. A GIF is not made so, but by `gifCommands`.
 */
export function outputCommand(spec: OutputSpec, list: string, audio: string | null, out: string): string[] {
  const { codec } = spec
  if (codec === 'gif') throw new Error('a GIF is not joined: its frames are coded with one palette')
  return [
    ...head,
    ...segmentsOf(list),
    ...(audio === null ? [] : ['-i', audio]),
    '-map',
    '0:v:0',
    ...(audio === null ? [] : ['-map', '1:a:0']),
    '-c',
    'copy',
    ...evenTimes(spec),
    ...plain,
    ...(containers[codec].includes('webm' as never)
      ? []
      : ['-video_track_timescale', String(timescaleOf(spec.rate))]),
    ...containers[codec],
    out,
  ]
}

/**
 * The commands that make a GIF out of segments: first its one palette, a PNG at `palette`, then the file. In one command
 * all frames would lie in memory until the last of them is counted into the palette.
 */
export function gifCommands(
  spec: OutputSpec,
  list: string,
  palette: string,
  out: string,
  threads: number,
): { palette: string[]; file: string[] } {
  const decoding = ['-threads', String(threads), ...segmentsOf(list)]
  return {
    palette: [
      ...head,
      ...decoding,
      '-filter_complex',
      `[0:v]${gifColours},palettegen=max_colors=256:stats_mode=full:reserve_transparent=0[p]`,
      ...['-map', '[p]', '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', palette],
    ],
    file: [
      ...head,
      ...decoding,
      ...['-f', 'png_pipe', '-i', palette],
      '-filter_complex',
      `[0:v]${gifColours}[b];[b][1:v]paletteuse=dither=sierra2_4a:diff_mode=rectangle[out]`,
      ...['-map', '[out]', '-frames:v', String(spec.frames), '-threads', '1'],
      ...plain,
      ...['-loop', '0', '-f', 'gif', out],
    ],
  }
}

/**
 * Timestamps of packets in whole frames. Each segment begins with its frames in another order than they show, and where
 * one ends after a frame or two, the next would seem to begin before it. The deepest order has two frames in hand.
 */
function evenTimes({ codec, rate }: OutputSpec): string[] {
  if (codec !== 'h264' && codec !== 'hevc') return []
  const tick = (timescaleOf(rate) * rate.den) / rate.num
  return ['-bsf:v', `setts=pts=round(PTS/${tick})*${tick}:dts=(N-2)*${tick}`]
}

/**
 * What a GIF's palette is made of and laid on. The picture comes with whole colour and without loss; BT.709 has to be
 * named, or the colours shift.
 */
const gifColours =
  'scale=in_color_matrix=bt709:in_range=tv:flags=bicubic+accurate_rnd+full_chroma_int,format=gbrp,setparams=color_primaries=bt709:color_trc=iec61966-2-1'
