import type { HardwareFamily } from '../../../src-shared/farm/farm.ts'
import type { EncoderMark } from '../../../src-shared/plans/plan.ts'
import type { Quality } from '../../../src-shared/templates/formats.ts'
import type { EncoderChoice } from './encoders.ts'

type HardwareCodec = 'h264' | 'hevc' | 'av1'

/** Which hardware encoder a video is to be made with, where it can: ffmpeg's name; null: the processor. */
export type EncoderWish = {
  hardware: string | null
  /** The device that VAAPI opens: `/dev/dri/renderD129`; null or absent: the first that answers. */
  device?: string | null
}

type Known = { encoder: string; family: HardwareFamily; codec: HardwareCodec }

/**
 * Hardware encoders that are made use of, the better ones first: where a chip is reached in two ways (Intel's by QSV and
 * VAAPI), the way of its maker is taken.
 */
export const knownHardware: readonly Known[] = (
  [
    ['nvenc', ['h264', 'hevc', 'av1']],
    ['videotoolbox', ['h264', 'hevc']],
    ['qsv', ['h264', 'hevc', 'av1']],
    ['amf', ['h264', 'hevc', 'av1']],
    ['vaapi', ['h264', 'hevc', 'av1']],
  ] as const
).flatMap(([family, codecs]) => codecs.map((codec) => ({ encoder: `${codec}_${family}`, family, codec })))

/** The wish that leads to what a segment was planned with. */
export function wishOf(made: EncoderMark): EncoderWish {
  const known = knownHardware.some(({ encoder }) => encoder === made.encoder)
  return known ? { hardware: made.encoder, device: made.device ?? null } : { hardware: null }
}

type Levels = Record<Quality, string>
const level = (draft: string, standard: string, high: string): Levels => ({ draft, standard, high })

/**
 * Quality as each family counts it, standing in for the processor's (x264 27, 18.5, 16). Fixed everywhere, as on the
 * processor: rate control would carry state over a joint. Not compared by measuring: no such chip was at hand.
 */
const steps: Record<HardwareFamily, Record<HardwareCodec, Levels>> = {
  nvenc: {
    h264: level('30', '21', '18'),
    hevc: level('31', '23', '20'),
    av1: level('38', '26', '22'),
  },
  // Of 100, more is better.
  videotoolbox: {
    h264: level('45', '68', '78'),
    hevc: level('45', '65', '75'),
    av1: level('45', '65', '75'),
  },
  qsv: { h264: level('28', '20', '18'), hevc: level('30', '22', '19'), av1: level('140', '85', '72') },
  amf: { h264: level('28', '20', '18'), hevc: level('30', '22', '19'), av1: level('140', '85', '72') },
  vaapi: { h264: level('28', '20', '18'), hevc: level('30', '22', '19'), av1: level('140', '85', '72') },
}

const nvencPreset = level('p1', 'p4', 'p6')
const qsvPreset = level('veryfast', 'medium', 'slower')
const amfQuality = level('speed', 'balanced', 'quality')

/** Least side of a picture that is given to a chip: their own least sides lie between 33 and 145 pixels. */
const leastSide = 146
const mostSide: Record<HardwareCodec, number> = { h264: 4096, hevc: 8192, av1: 8192 }

/**
 * The choice for a hardware encoder, or null where it can't make the video: another codec, odd or extreme sizes. Whether
 * it works here is its finder's to know, who asks for a trial of this very choice.
 */
export function chooseHardware(ask: {
  wish: EncoderWish
  codec: string
  quality: Quality
  gop: string
  width: number
  height: number
}): EncoderChoice | null {
  const { wish, quality, gop, width, height } = ask
  const known = knownHardware.find(({ encoder, codec }) => encoder === wish.hardware && codec === ask.codec)
  if (known === undefined) return null
  const { encoder, family, codec } = known
  if (width % 2 === 1 || height % 2 === 1) return null
  if (Math.min(width, height) < leastSide || Math.max(width, height) > mostSide[codec]) return null
  const step = steps[family][codec][quality]
  const structure = [
    ...(codec === 'av1' ? [] : ['-profile:v', codec === 'h264' ? 'high' : 'main']),
    ...['-g', gop],
    // Closed groups: hevc_qsv and VideoToolbox's HEVC have open ones unless told. NVENC and AMF know no others.
    ...['-flags:v', '+cgop'],
    ...(codec === 'hevc' ? ['-tag:v', 'hvc1'] : []),
  ]
  return {
    encoder,
    // QSV and VAAPI take nothing else for 8 bits; it is the same samples, laid out otherwise.
    pixelFormat: family === 'qsv' || family === 'vaapi' ? 'nv12' : 'yuv420p',
    settings: [...settingsOf(family, codec, quality, step), ...structure],
    segmentExtension: 'mp4',
    hardware: {
      family,
      device: family === 'vaapi' ? (wish.device ?? null) : null,
      open: family === 'vaapi' ? openVaapi(wish.device ?? null) : [],
      upload: family === 'vaapi' ? 'hwupload' : null,
    },
  }
}

/** Without a device ffmpeg takes the first render node that opens, which may be that of another maker's chip. */
function openVaapi(device: string | null): string[] {
  const made = `vaapi=chip${device === null ? '' : `:${device}`}`
  return ['-init_hw_device', made, '-filter_hw_device', 'chip']
}

function settingsOf(family: HardwareFamily, codec: HardwareCodec, quality: Quality, step: string): string[] {
  switch (family) {
    case 'nvenc':
      return [
        ...['-preset', nvencPreset[quality], '-tune', 'hq'],
        // Without the 0 the default of 2 Mb/s would hold.
        ...['-rc', 'vbr', '-cq', step, '-b:v', '0'],
        // Before Turing HEVC has no B-frames, and p6 takes them as references unless told: both end in an error.
        ...['-bf', codec === 'hevc' ? '0' : '3', '-b_ref_mode', 'disabled'],
      ]
    case 'videotoolbox':
      // Intel's Macs refuse -q:v, and so are found to have no such encoder.
      return ['-q:v', step, '-allow_sw', '0', '-realtime', '0', '-bf', '0']
    case 'qsv':
      // -q:v is a fixed quantizer, the one mode that every generation has.
      return ['-preset', qsvPreset[quality], '-q:v', step, '-bf', codec === 'av1' ? '0' : '2']
    case 'amf':
      return [
        ...['-usage', 'transcoding', '-quality', amfQuality[quality]],
        ...['-rc', 'cqp', '-qp_i', step, '-qp_p', step, '-bf', '0'],
      ]
    case 'vaapi':
      // Drivers that know no B-frames leave them out by themselves.
      return ['-rc_mode', 'CQP', '-global_quality', step, '-bf', codec === 'h264' ? '2' : '0']
  }
}

/** A graph that ends in `[out]`, with its frames brought to where the encoder takes them. */
export function uploaded(filters: string, { hardware }: Pick<EncoderChoice, 'hardware'>): string {
  const upload = hardware?.upload ?? null
  return upload === null ? filters : `${filters.slice(0, -'[out]'.length)},${upload}[out]`
}
