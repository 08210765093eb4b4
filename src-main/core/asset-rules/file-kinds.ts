import type { AssetType } from '../../../src-shared/data/variables.ts'
import type { AssetProblem } from './read-source.ts'

/** What a file is by its first bytes, whatever its name says. `serves` lists the variable types that can use it. */
export type FileKind = { name: string; title: string; serves: readonly AssetType[] }

/** Bytes from a file's start that `fileKind` wants to see; shorter files give what they have. */
export const headBytes = 16_384
export const transportBytes = 2_048

const image = ['image'] as const
const video = ['video', 'audio'] as const
const audio = ['audio'] as const
const nothing = [] as const
const kind = (name: string, title: string, serves: readonly AssetType[]): FileKind => ({
  name,
  title,
  serves,
})

/** First bytes, as Latin-1 text; `?` stands for any byte. The first that fits wins. */
const signatures: readonly (readonly [string, FileKind])[] = [
  ['\xff\xd8\xff', kind('jpeg', 'a JPEG picture', image)],
  ['\x89PNG\r\n\x1a\n', kind('png', 'a PNG picture', image)],
  ['RIFF????WEBP', kind('webp', 'a WebP picture', image)],
  ['GIF87a', kind('gif', 'a GIF picture', ['image', 'video'])],
  ['GIF89a', kind('gif', 'a GIF picture', ['image', 'video'])],
  ['II*\0', kind('tiff', 'a TIFF picture', image)],
  ['MM\0*', kind('tiff', 'a TIFF picture', image)],
  ['II+\0', kind('tiff', 'a TIFF picture', image)],
  ['MM\0+', kind('tiff', 'a TIFF picture', image)],
  ['\x1aE\xdf\xa3', kind('matroska', 'a Matroska or WebM video', video)],
  ['RIFF????AVI ', kind('avi', 'an AVI video', video)],
  ['FLV\x01', kind('flv', 'a Flash video', video)],
  ['0&\xb2\x75\x8e\x66\xcf\x11', kind('asf', 'a Windows Media file', video)],
  ['OggS', kind('ogg', 'an Ogg file', video)],
  ['\0\0\x01\xba', kind('mpeg-ps', 'an MPEG programme stream', video)],
  ['\0\0\x01\xb3', kind('mpeg-video', 'an MPEG video stream', video)],
  ['\x06\x0e+4\x02\x05\x01\x01', kind('mxf', 'an MXF video', video)],
  ['\0\0\0\x01\x67', kind('h264', 'a raw H.264 stream', video)],
  ['\0\0\0\x01\x09', kind('h264', 'a raw H.264 stream', video)],
  ['YUV4MPEG2 ', kind('y4m', 'raw video frames', video)],
  ['DKIF', kind('ivf', 'an IVF video', video)],
  ['RIFF????WAVE', kind('wav', 'a WAV sound', audio)],
  ['RF64????WAVE', kind('wav', 'a WAV sound', audio)],
  ['riff\x2e\x91\xcf\x11', kind('w64', 'a Wave64 sound', audio)],
  ['fLaC', kind('flac', 'a FLAC sound', audio)],
  ['FORM????AIF', kind('aiff', 'an AIFF sound', audio)],
  ['caff\0', kind('caf', 'a Core Audio file', audio)],
  ['#!AMR', kind('amr', 'an AMR sound', audio)],
  ['\x0b\x77', kind('ac3', 'an AC-3 sound', audio)],
  ['wvpk', kind('wavpack', 'a WavPack sound', audio)],
  ['MAC ', kind('ape', "a Monkey's Audio sound", audio)],
  ['.snd', kind('au', 'an AU sound', audio)],
  ['8BPS', kind('psd', 'a Photoshop document', nothing)],
  ['BM????\0\0\0\0', kind('bmp', 'a BMP picture', nothing)],
  ['\0\0\x01\0', kind('ico', 'an icon file', nothing)],
  ['\xff\x0a', kind('jxl', 'a JPEG XL picture', nothing)],
  ['\0\0\0\x0cJXL ', kind('jxl', 'a JPEG XL picture', nothing)],
  ['\0\0\0\x0cjP  ', kind('jp2', 'a JPEG 2000 picture', nothing)],
  ['%PDF-', kind('pdf', 'a PDF document', nothing)],
  ['%!PS', kind('postscript', 'a PostScript file', nothing)],
  ['PK\x03\x04', kind('zip', 'a ZIP archive or an Office document', nothing)],
  ['\x1f\x8b', kind('gzip', 'a file packed with gzip', nothing)],
  ['7z\xbc\xaf', kind('7z', 'a 7-Zip archive', nothing)],
  ['Rar!', kind('rar', 'a RAR archive', nothing)],
  ['MZ', kind('program', 'a Windows program', nothing)],
  ['\x7fELF', kind('program', 'a program', nothing)],
]
const mp3 = kind('mp3', 'an MP3 sound', audio)
const unknown = kind('unknown', 'a file of an unknown kind', nothing)
const text = kind('text', 'plain text', nothing)

/**
 * The kind of a file by its first bytes (up to `headBytes` of them). Text of every sort serves for nothing but SVG:
 * playlists and scripts (m3u8, ffconcat, SDP) are text, and would make a video program open what they name.
 */
export function fileKind(head: Uint8Array): FileKind {
  const tagEnd = tagLength(head)
  if (tagEnd > 0) {
    if (tagEnd >= head.length) return mp3
    const tagged = fileKind(head.subarray(tagEnd))
    return tagged === unknown ? mp3 : tagged
  }
  const start = latin1(head, 0, 16)
  const found = signatures.find(([bytes]) => fits(start, bytes))
  if (found !== undefined) return found[1]
  return isoBaseMedia(head) ?? textKind(head) ?? stream(head) ?? unknown
}

/**
 * Length in bytes of the ID3 tag that a file starts with, 0 without one. A tag can be longer than the head that was
 * read, and video programs look behind it: whoever must be sure reads on there and asks `fileKind` again.
 */
export function tagLength(head: Uint8Array): number {
  if (head.length < 10 || latin1(head, 0, 3) !== 'ID3') return 0
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head[at]! & 0x7f), 0)
  return 10 + size + ((head[5]! & 0x10) === 0 ? 0 : 10)
}

/** `null` when a file of this kind can serve a variable of this type, else what is wrong. `name` stands in the message. */
export function kindProblem(found: FileKind, type: AssetType, name: string): AssetProblem | null {
  if (found.serves.includes(type)) return null
  const wanted = { image: 'a picture', video: 'a video', audio: 'a sound' }[type]
  return {
    rule: 'asset.kind',
    message: `${name} holds ${found.title}, ${type === 'image' && picturesNotRead.has(found.name) ? 'which is not read' : `not ${wanted}`}.`,
    whatToDo: remedies[found.name] ?? `Give ${wanted}: ${readable[type]}.`,
  }
}

const picturesNotRead = new Set(['heic', 'psd', 'bmp', 'ico', 'jxl', 'jp2', 'raw-photo'])
const readable: Record<AssetType, string> = {
  image: 'JPEG, PNG, WebP, AVIF, SVG, GIF or TIFF',
  video: 'MP4, MOV, WebM, Matroska, AVI, MPEG, MXF or GIF',
  audio: 'MP3, WAV, FLAC, AAC, M4A, Ogg or the sound of a video file',
}
const page =
  'Open the address in a browser: the server shows a page (an error, a login) there. Give the address of the file itself.'
const remedies: Record<string, string> = {
  html: page,
  heic: 'Save the photo as JPEG; HEIC needs a licensed decoder.',
  playlist: 'Give the video file itself; playlists and scripts that name other files are never opened.',
  gzip: 'Unpack the file first.',
  zip: 'Unpack the archive first, and give the path of the picture, video or sound.',
}

function isoBaseMedia(head: Uint8Array): FileKind | undefined {
  const box = latin1(head, 4, 4)
  if (box !== 'ftyp') {
    return ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'styp'].includes(box)
      ? kind('mp4', 'an MP4 or QuickTime video', video)
      : undefined
  }
  // The major brand of many AVIF files is mif1, so the compatible brands decide; a size of 0 or 1 is read to the end.
  const size = new DataView(head.buffer, head.byteOffset).getUint32(0)
  const brands = latin1(head, 8, Math.max(4, Math.min(size > 15 ? size : 64, 256) - 8)).match(/.{4}/gs) ?? []
  if (brands.some((brand) => brand === 'avif' || brand === 'avis'))
    return kind('avif', 'an AVIF picture', image)
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms])$/.test(brand)))
    return kind('heic', 'a HEIC photo', nothing)
  if (brands[0] === 'mif1' || brands[0] === 'msf1') return kind('heic', 'a HEIF photo', nothing)
  if (/^(M4A |M4B |M4P )$/.test(brands[0] ?? '')) return kind('m4a', 'an M4A sound', audio)
  if (/^crx /.test(brands[0] ?? '')) return kind('raw-photo', 'a raw photo of a camera', nothing)
  return kind('mp4', 'an MP4 or QuickTime video', video)
}

function textKind(head: Uint8Array): FileKind | undefined {
  if (head.length === 0) return undefined
  const wide =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : null
  if (wide !== null) {
    // Two such bytes can begin a sound as well; as text, that would be full of characters that nobody writes.
    const strange = new TextDecoder(wide).decode(head).match(/[^\P{C}\r\n\t]/gu)?.length ?? 0
    if (strange * 20 < head.length) return text
  }
  if (head.includes(0)) return undefined
  let odd = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) odd += 1
  if (odd * 50 > head.length) return undefined
  const words = new TextDecoder('utf-8').decode(head)
  const broken = words.match(/\ufffd/g)?.length ?? 0
  if (broken * 4 > words.length) return undefined
  const body = words.replace(/^\s+/, '')
  if (/^(#EXTM3U|ffconcat|v=0|\[playlist\])/i.test(body) || /<MPD[\s>]/i.test(body)) {
    return kind('playlist', 'a playlist', nothing)
  }
  const element = firstElement(body)
  if (element === 'svg') return kind('svg', 'an SVG drawing', image)
  if (
    /^<!doctype html\b/i.test(body) ||
    /^(html|head|body|title|script|div|meta|p|h1)$/.test(element ?? '')
  ) {
    return kind('html', 'a web page (HTML)', nothing)
  }
  if (/^[{[]/.test(body)) return kind('json', 'JSON text', nothing)
  return body.startsWith('<') ? kind('xml', 'an XML document', nothing) : text
}

/** Name of the first element of an XML text without its prefix, lower case; declarations and comments are passed over. */
function firstElement(text: string): string | undefined {
  let rest = text
  for (let passed = 0; passed < 1_000; passed += 1) {
    rest = rest.trimStart()
    const skip =
      /^<\?.*?\?>/s.exec(rest) ?? /^<!--.*?-->/s.exec(rest) ?? /^<!doctype[^[>]*(\[.*?\]\s*)?>/is.exec(rest)
    if (skip === null) return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(rest)?.[1]?.toLowerCase()
    rest = rest.slice(skip[0].length)
  }
  return undefined
}

function stream(head: Uint8Array): FileKind | undefined {
  for (const [offset, step] of [
    [0, 188],
    [4, 192],
  ] as const) {
    if ([0, 1, 2].every((packet) => head[offset + packet * step] === 0x47)) {
      return kind('mpeg-ts', 'an MPEG transport stream', video)
    }
  }
  // Sound without a header: some silence or rubbish may stand before the first frame, so two frames in a row decide.
  for (let at = 0; at + 4 < Math.min(head.length, 8_192); at += 1) {
    const length = frameSync(head, at)?.length
    if (length === undefined) continue
    const next = frameSync(head, at + length)
    if (next !== undefined) return next.adts ? kind('aac', 'an AAC sound', audio) : mp3
  }
  return undefined
}

/**
 * Whether packets of a transport stream follow one another here, wherever the first one begins: a recording may begin within one.
 * `head`: the first `transportBytes` of a file, or all of a shorter one. Packets of discs have four bytes more, those with sums sixteen.
 */
export function isTransportStream(head: Uint8Array): boolean {
  return [188, 192, 204].some((step) => {
    for (let at = 0; at < step; at += 1) if (isEachPacket(head, at, step)) return true
    return false
  })
}

const fewestPackets = 4

function isEachPacket(head: Uint8Array, from: number, step: number): boolean {
  let seen = 0
  for (let at = from; at < head.length; at += step) {
    if (head[at] !== 0x47) return false
    seen += 1
  }
  // In a few words there may be a G or two at such places.
  return seen >= fewestPackets
}

/** Length of the MPEG audio or ADTS frame that starts at a place, when its header makes sense. */
function frameSync(head: Uint8Array, at: number): { length: number; adts: boolean } | undefined {
  const [a, b, c, d, e, f] = head.subarray(at, at + 6)
  if (a !== 0xff || b === undefined || c === undefined || (b & 0xe0) !== 0xe0) return undefined
  if ((b & 0xf6) === 0xf0) {
    if (d === undefined || e === undefined || f === undefined || ((c >> 2) & 15) > 12) return undefined
    const length = ((d & 3) << 11) | (e << 3) | (f >> 5)
    return length > 7 ? { length, adts: true } : undefined
  }
  const version = (b >> 3) & 3
  const layer = 4 - ((b >> 1) & 3)
  const rate = [44_100, 48_000, 32_000][(c >> 2) & 3]
  const step = c >> 4
  if (version === 1 || layer === 4 || rate === undefined || step === 0 || step === 15) return undefined
  const table = bitrates[version === 3 ? layer - 1 : layer === 1 ? 3 : 4]!
  const hertz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4
  const padding = (c >> 1) & 1
  const bits = table[step]! * 1_000
  const length =
    layer === 1
      ? (Math.floor((12 * bits) / hertz) + padding) * 4
      : Math.floor(((layer === 3 && version !== 3 ? 72 : 144) * bits) / hertz) + padding
  return { length, adts: false }
}

/** Kilobits a second by the header's step: MPEG 1 layers I, II, III, then MPEG 2 layer I, then II and III. */
const bitrates = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
]

function latin1(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}

function fits(start: string, signature: string): boolean {
  if (start.length < signature.length) return false
  for (let at = 0; at < signature.length; at += 1) {
    if (signature[at] !== '?' && signature[at] !== start[at]) return false
  }
  return true
}
