import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { FfmpegBuild, VideoFacts } from '../../../src-shared/plans/media.ts'

type Size = { width: number; height: number }

/** Without these, swscale interpolates chroma from its neighbours and rounds twice: colours drift by up to 3 of 255. */
export const exact = 'bicubic+accurate_rnd+full_chroma_int+full_chroma_inp'
const range = { limited: 'tv', full: 'pc' } as const

/** Whether the colours are of a wider kind than BT.709 and have to be brought into it. */
export function colourKind(video: VideoFacts): 'plain' | 'wide' | 'hdr' {
  if (video.transfer !== 'sdr') return 'hdr'
  return /^(bt2020|smpte431|smpte432)$/.test(video.primaries) ? 'wide' : 'plain'
}

/**
 * Scales to `size` (of the picture as it is stored, not yet turned) and makes it BT.709, limited range, `format`.
 * Throws StudioError `media.hdr-unsupported` when the build can't.
 */
export function toBt709(
  video: VideoFacts,
  size: Size,
  format: string,
  build: FfmpegBuild,
  name: string,
): string[] {
  const kind = colourKind(video)
  if (kind === 'plain') {
    const from =
      video.matrix === 'rgb' ? '' : `in_color_matrix=${video.matrix}:in_range=${range[video.range]}:`
    // swscale takes BT.601 for RGB unless told.
    return [
      `scale=${size.width}:${size.height}:${from}out_color_matrix=bt709:out_range=tv:flags=${exact}`,
      `format=${format}`,
    ]
  }
  const missing = ['zscale', ...(kind === 'hdr' ? ['tonemap'] : [])].filter(
    (filter) => !build.filters.has(filter),
  )
  if (missing.length > 0) {
    throw new StudioError({
      code: 'media.hdr-unsupported',
      message:
        `${name} is ${kind === 'hdr' ? 'HDR' : 'wide gamut'} video, and this build of ffmpeg can't bring it to ` +
        `BT.709: it has no ${missing.join(' and no ')}.`,
      whatToDo: 'Use an ffmpeg with zimg (most builds have it), or convert the clip to BT.709 SDR.',
    })
  }
  return [
    // Scaled first: tone mapping in floating point is the dear part. zscale wants whole chroma, hence 4:4:4.
    `scale=${size.width}:${size.height}:flags=${exact}`,
    `format=${video.bitDepth > 8 ? 'yuv444p10le' : 'yuv444p'}`,
    ...(kind === 'hdr' ? toneMapped(video) : inGamut(video)),
    `scale=in_color_matrix=bt709:in_range=tv:out_color_matrix=bt709:out_range=tv:flags=${exact}:sws_dither=none`,
    `format=${format}`,
  ]
}

const transfers = { pq: 'smpte2084', hlg: 'arib-std-b67', sdr: 'bt709' } as const
const matrices = { bt709: 'bt709', bt601: 'smpte170m', bt2020: 'bt2020nc', rgb: 'gbr' } as const

/** The source named in full: zscale reads the frames' tags, and a file that leaves one out would stop it. */
function asItComes(video: VideoFacts): string {
  const primaries = video.primaries === 'unknown' ? 'bt2020' : video.primaries
  return (
    `setparams=range=${range[video.range]}:color_primaries=${primaries}:` +
    `color_trc=${transfers[video.transfer]}:colorspace=${matrices[video.matrix]}`
  )
}

/**
 * Diffuse white of HDR lies at 203 nits (ITU-R BT.2408; 75 % of an HLG signal) and comes out at 217 of 255, 1,000 nits
 * at 255; below a third of white nothing is bent. The peak is fixed, so that a clip without HDR metadata, and each
 * frame of one, is treated alike.
 */
function toneMapped(video: VideoFacts): string[] {
  return [
    asItComes(video),
    'zscale=t=linear:npl=203',
    'format=gbrpf32le',
    'zscale=p=709',
    'tonemap=mobius:param=0.3:desat=0:peak=4.926',
    'zscale=t=709:m=709:r=limited',
    'format=yuv444p10le',
  ]
}

function inGamut(video: VideoFacts): string[] {
  return [asItComes(video), 'zscale=t=709:m=709:p=709:r=limited', 'format=yuv444p10le']
}

/** The frames' own tags; some encoders take them from here, some from flags. */
export const taggedBt709 = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'
