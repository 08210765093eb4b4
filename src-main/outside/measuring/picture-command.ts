import { safeInput, type VideoFacts } from '../../../src-shared/plans/media.ts'
import type { SmallFrame } from '../../../src-shared/quality/facts.ts'

/** Pixels of the longer side of a small frame. */
const longest = 320
/** Where the picture is looked at in its own pixels: middles of patches, as shares of the frame. */
const places: readonly (readonly [number, number])[] = [
  [0.5, 0.5],
  [0.3, 0.3],
  [0.7, 0.35],
  [0.35, 0.68],
  [0.68, 0.72],
]
const patchLines = 16

/** What is decoded of a file: the stream, and how its frames are. */
export type Pictures = Pick<
  VideoFacts,
  'stream' | 'width' | 'height' | 'rotation' | 'matrix' | 'range' | 'pixelFormat'
> & {
  /** Whether the file itself says the matrix; else it is a guess. */
  matrixIsSaid: boolean
}

/** The size of the small frames of a video, and of the patches that are looked at in its own pixels. */
export function smallFrameOf(pictures: Pictures): SmallFrame & { full: { width: number; height: number } } {
  const { width: codedWidth, height: codedHeight, rotation, matrix, matrixIsSaid } = pictures
  const [w, h] = rotation % 180 === 0 ? [codedWidth, codedHeight] : [codedHeight, codedWidth]
  const times = Math.min(1, longest / Math.max(w, h))
  const even = (length: number) => Math.max(2, Math.round((length * times) / 2) * 2)
  const [width, height] = [Math.min(even(w), Math.max(2, w - (w % 2))), even(h)]
  // A turned picture is never interlaced, and a tiny one has no room.
  const hasPatches = rotation % 180 === 0 && w >= 64 && h >= 64 && width <= w
  return {
    width,
    height,
    patches: hasPatches ? places.length : 0,
    patchLines,
    matrix: matrix === 'rgb' ? 'bt709' : matrix,
    matrixIsSaid: matrix === 'rgb' || matrixIsSaid,
    full: { width: w, height: h },
  }
}

/**
 * Arguments that decode a file once: small frames of planar 4:2:0 to standard output, each with its patches below it,
 * and, where they are wanted, whole frames as `rgb24` into a file, one after the other.
 */
export function pictureArguments(
  path: string,
  pictures: Pictures,
  how: {
    threads: number
    looks?: { frames: readonly number[]; path: string } | undefined
    /** Seconds as the file counts them, and half a frame; null: from its start, to its end. The first frame decodes by itself. */
    stretch?: { from: number | null; to: number | null; half: number }
    /** Nothing small is wanted. */
    onlyLooks?: boolean
  },
): string[] {
  const small = smallFrameOf(pictures)
  const looks = how.looks !== undefined && how.looks.frames.length > 0 ? how.looks : null
  const isSmall = how.onlyLooks !== true
  const patches = isSmall ? places.slice(0, small.patches) : []
  const branches = [
    ...(isSmall ? ['[a]'] : []),
    ...patches.map((_, index) => `[b${index}]`),
    ...(looks === null ? [] : ['[l]']),
  ]
  // Samples stay as they are coded, so that what is out of range is seen; only RGB has to be turned.
  const matrix = pictures.matrix === 'rgb' ? ':out_color_matrix=bt709' : ''
  const cut = (x: number, y: number) => {
    const at = (share: number, whole: number, part: number) =>
      Math.max(0, Math.min(whole - part, Math.round((share * whole - part / 2) / 4) * 4))
    const [left, top] = [at(x, small.full.width, small.width), at(y, small.full.height, patchLines)]
    return `crop=${small.width}:${patchLines}:${left}:${top}:exact=1`
  }
  const range = `in_range=${pictures.range === 'full' ? 'full' : 'limited'}:out_range=limited`
  // What is as it is to be passes two filters fewer, five times a frame.
  const isPlain = pictures.pixelFormat === 'yuv420p' && pictures.range !== 'full' && pictures.matrix !== 'rgb'
  const asPatch = isPlain ? '' : `,scale=${range}${matrix},format=yuv420p`
  const graph = [
    `[0:${pictures.stream}]${cutting(how.stretch)}${branches.length > 1 ? `split=${branches.length}${branches.join('')}` : `null${branches[0]}`}`,
    ...(isSmall
      ? [
          `[a]scale=${small.width}:${small.height}:flags=area:${range}${matrix},format=yuv420p[s]`,
          ...patches.map(([x, y], index) => `[b${index}]${cut(x, y)}${asPatch}[p${index}]`),
          patches.length === 0
            ? '[s]null[out]'
            : `[s]${patches.map((_, index) => `[p${index}]`).join('')}vstack=inputs=${patches.length + 1}[out]`,
        ]
      : []),
    ...(looks === null
      ? []
      : [
          `[l]select='${[...new Set(looks.frames)].map((frame) => `eq(n\\,${Math.trunc(frame)})`).join('+')}'` +
            `,scale=in_range=${pictures.range === 'full' ? 'full' : 'limited'}:flags=bicubic` +
            `${pictures.matrix === 'rgb' ? '' : `:in_color_matrix=${pictures.matrix}`},format=rgb24[looks]`,
        ]),
  ]
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-threads', String(how.threads), ...safeInput],
    ...seeking(how.stretch),
    ...['-i', `file:${path}`, '-filter_threads', '1', '-filter_complex_threads', '1'],
    ...['-filter_complex', graph.join(';')],
    ...(isSmall ? ['-map', '[out]', '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'] : []),
    ...(looks === null
      ? []
      : ['-map', '[looks]', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-y', `file:${looks.path}`]),
  ]
}

type Stretch = { from: number | null; to: number | null; half: number }

/** Times stay the file's own. Where seeking ends is no matter: what lies before the stretch is cut off. */
const seeking = (stretch: Stretch | undefined): string[] =>
  stretch === undefined || (stretch.from === null && stretch.to === null)
    ? []
    : stretch.from === null
      ? ['-copyts']
      : [
          '-copyts',
          '-noaccurate_seek',
          '-seek_timestamp',
          '1',
          '-ss',
          (stretch.from + stretch.half / 2).toFixed(6),
        ]

function cutting(stretch: Stretch | undefined): string {
  if (stretch === undefined || (stretch.from === null && stretch.to === null)) return ''
  const { from, to, half } = stretch
  const ends = [
    ...(from === null ? [] : [`start=${(from - half).toFixed(6)}`]),
    ...(to === null ? [] : [`end=${(to - half).toFixed(6)}`]),
  ]
  return `trim=${ends.join(':')},`
}
