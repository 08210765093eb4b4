import type { AudioFacts, VideoFacts } from '../../../src-shared/plans/media.ts'
import type { Rate } from '../../../src-shared/templates/formats.ts'

/** What ffprobe is asked for; `factsFromJson` reads the answer. */
export const factEntries = [
  'format=format_name,start_time,duration',
  'stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,pix_fmt,bits_per_raw_sample,field_order,' +
    'color_range,color_space,color_transfer,color_primaries,avg_frame_rate,r_frame_rate,start_time,duration,' +
    'nb_frames,sample_rate,channels',
  'stream_disposition=default,attached_pic',
  'stream_tags=alpha_mode',
  'stream_side_data_list',
].join(':')

/** Facts as the header tells them; times count from the file's zero. Ends are checked against packets afterwards. */
export type HeaderFacts = {
  container: string
  /** Timestamp of the file's zero. */
  zero: number
  /** Length of the whole file, as the header says it. */
  promised: number | null
  video: (VideoFacts & { promisedFrames: number | null }) | null
  audio: AudioFacts | null
}

type Json = Record<string, unknown>

/** Reads ffprobe's JSON. Throws SyntaxError when it is none; nothing in it is taken for granted. */
export function factsFromJson(text: string): HeaderFacts {
  const answer = object(JSON.parse(text))
  const format = object(answer.format)
  const zero = number(format.start_time) ?? 0
  const streams = Array.isArray(answer.streams) ? answer.streams.map(object) : []
  const video = chosen(streams.filter((stream) => stream.codec_type === 'video' && isMoving(stream)))
  const audio = chosen(streams.filter((stream) => stream.codec_type === 'audio'))
  return {
    container: string(format.format_name) ?? '',
    zero,
    promised: number(format.duration),
    video: video === null ? null : videoFacts(video, zero),
    audio: audio === null ? null : audioFacts(audio, zero),
  }
}

/** Cover art of a sound file is a video stream to ffmpeg. */
function isMoving(stream: Json): boolean {
  return number(object(stream.disposition).attached_pic) !== 1
}

function chosen(streams: Json[]): Json | null {
  const usable = streams.filter((stream) => string(stream.codec_name) !== null)
  return usable.find((stream) => number(object(stream.disposition).default) === 1) ?? usable[0] ?? null
}

function videoFacts(stream: Json, zero: number): HeaderFacts['video'] {
  const width = number(stream.width) ?? 0
  const height = number(stream.height) ?? 0
  if (width < 1 || height < 1) return null
  const pixelFormat = string(stream.pix_fmt) ?? 'unknown'
  const { rotation, mirrored } = turnOf(stream)
  const pixelAspect = aspect(string(stream.sample_aspect_ratio))
  const square = Math.max(1, Math.round((width * pixelAspect.num) / pixelAspect.den))
  const upright = rotation % 180 === 0
  const rate = rateOf(stream.avg_frame_rate) ?? rateOf(stream.r_frame_rate)
  const start = (number(stream.start_time) ?? zero) - zero
  const length = number(stream.duration)
  return {
    stream: number(stream.index) ?? 0,
    codec: string(stream.codec_name) ?? 'unknown',
    width,
    height,
    pixelAspect,
    rotation,
    mirrored,
    shownWidth: upright ? square : height,
    shownHeight: upright ? height : square,
    pixelFormat,
    bitDepth: depthOf(pixelFormat, number(stream.bits_per_raw_sample)),
    hasAlpha: alphaFormat.test(pixelFormat) || alphaTag(stream),
    range: string(stream.color_range) === 'pc' || fullRangeFormat.test(pixelFormat) ? 'full' : 'limited',
    matrix: matrixOf(stream, pixelFormat, width, height),
    transfer: transferOf(string(stream.color_transfer)),
    primaries: string(stream.color_primaries) ?? 'unknown',
    interlaced: fieldsOf(string(stream.field_order)),
    rate,
    start,
    duration: length === null ? null : start + length,
    promisedFrames: number(stream.nb_frames),
  }
}

function audioFacts(stream: Json, zero: number): AudioFacts | null {
  const channels = number(stream.channels) ?? 0
  const sampleRate = number(stream.sample_rate) ?? 0
  if (channels < 1 || sampleRate < 1) return null
  const start = (number(stream.start_time) ?? zero) - zero
  const length = number(stream.duration)
  return {
    stream: number(stream.index) ?? 0,
    codec: string(stream.codec_name) ?? 'unknown',
    channels,
    sampleRate,
    start,
    duration: length === null ? null : start + length,
  }
}

const rgbFormat = /^(gbr|rgb|bgr|argb|abgr|0rgb|0bgr|pal8|x2rgb|x2bgr)/
const alphaFormat = /^(yuva|rgba|bgra|argb|abgr|gbrap|ya8|ya16|pal8|ayuv|vuya)/
const fullRangeFormat = /^(yuvj|gbr|rgb|bgr|argb|abgr|0rgb|0bgr|pal8|x2rgb|x2bgr)/

/** VP8 and VP9 in Matroska keep their alpha in side data; only this tag tells. */
function alphaTag(stream: Json): boolean {
  const tags = object(stream.tags)
  return string(tags.alpha_mode) === '1' || string(tags.ALPHA_MODE) === '1'
}

function depthOf(pixelFormat: string, raw: number | null): number {
  const named = /(?:p|gray|rgb|bgr|p0|gbrp|gbrap)(9|10|12|14|16|48|64)(?:le|be)$/.exec(pixelFormat)?.[1]
  if (named === '48' || named === '64') return 16
  if (named !== undefined) return Number(named)
  return raw !== null && raw > 8 && raw <= 16 && /(le|be)$/.test(pixelFormat) ? raw : 8
}

function matrixOf(stream: Json, pixelFormat: string, width: number, height: number): VideoFacts['matrix'] {
  if (rgbFormat.test(pixelFormat)) return 'rgb'
  const said = string(stream.color_space)
  switch (said) {
    case 'bt709':
      return 'bt709'
    case 'smpte170m':
    case 'bt470bg':
    case 'fcc':
      return 'bt601'
    case 'bt2020nc':
    case 'bt2020c':
      return 'bt2020'
    case 'gbr':
      return 'rgb'
    default:
      // Unsaid: as players guess. HD is BT.709, anything smaller comes from the days of BT.601.
      return width >= 1280 || height > 576 ? 'bt709' : 'bt601'
  }
}

function transferOf(said: string | null): VideoFacts['transfer'] {
  if (said === 'smpte2084') return 'pq'
  return said === 'arib-std-b67' ? 'hlg' : 'sdr'
}

/** `tt`, `bb`: both fields in their order; `tb`, `bt`: the first letter is how it is stored, the second how it is shown. */
function fieldsOf(order: string | null): VideoFacts['interlaced'] {
  if (order === 'tt' || order === 'bt') return 'top-first'
  return order === 'bb' || order === 'tb' ? 'bottom-first' : 'no'
}

/**
 * The display matrix, as ffprobe prints it:
 * "\n00000000:            0       65536           0\n00000001:       -65536           0           0\n00000002: ..."
 * Its first two rows are a b and c d in 16.16: a point goes to (ax + cy, bx + dy). A negative determinant mirrors.
 */
function turnOf(stream: Json): { rotation: number; mirrored: boolean } {
  const list = Array.isArray(stream.side_data_list) ? stream.side_data_list.map(object) : []
  const text = list.map((entry) => string(entry.displaymatrix)).find((found) => found !== null) ?? null
  const rows = text === null ? [] : [...text.matchAll(/^\d{8}:\s+(-?\d+)\s+(-?\d+)\s+-?\d+/gm)]
  if (rows.length < 2) return { rotation: 0, mirrored: false }
  const [a, b] = [Number(rows[0]?.[1]), Number(rows[0]?.[2])]
  const [c, d] = [Number(rows[1]?.[1]), Number(rows[1]?.[2])]
  const degrees = (Math.atan2(-c, d) * 180) / Math.PI
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4
  return { rotation: quarter * 90, mirrored: a * d - b * c < 0 }
}

function aspect(text: string | null): { num: number; den: number } {
  const [num = 0, den = 0] = (text ?? '').split(':').map(Number)
  // Nonsense like 0:1 or 100000:1 is taken for square pixels.
  return num > 0 && den > 0 && num / den >= 1 / 8 && num / den <= 8 ? { num, den } : { num: 1, den: 1 }
}

function rateOf(value: unknown): Rate | null {
  const [num = 0, den = 0] = (string(value) ?? '').split('/').map(Number)
  return num > 0 && den > 0 ? { num, den } : null
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function string(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value !== 'unknown' && value !== 'N/A' ? value : null
}

function number(value: unknown): number | null {
  const found = typeof value === 'number' ? value : typeof value === 'string' ? Number.parseFloat(value) : NaN
  return Number.isFinite(found) ? found : null
}
