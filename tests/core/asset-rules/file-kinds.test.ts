import { describe, expect, test } from 'vitest'
import { fileKind, kindProblem, tagLength } from '../../../src-main/core/asset-rules/file-kinds.ts'

const bytes = (text: string, length = 64) => {
  const all = Buffer.alloc(Math.max(length, text.length))
  all.write(text, 'latin1')
  return all
}
const ftyp = (...brands: string[]) =>
  bytes(
    `\0\0\0${String.fromCharCode(8 + 4 * (brands.length + 1))}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`,
  )
const words = (text: string) => Buffer.from(text)
const mp3Frames = () => {
  const all = Buffer.alloc(2_000)
  // MPEG 1 layer III, 128 kbit/s, 44.1 kHz: frames of 417 bytes.
  for (let at = 0; at + 4 < all.length; at += 417) all.set([0xff, 0xfb, 0x90, 0x00], at)
  return all
}
const id3 = (length: number, rest: Buffer) =>
  Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, length >> 7, length & 127]),
    Buffer.alloc(length, 0x20),
    rest,
  ])
const kindOf = (head: Uint8Array) => fileKind(head).name

describe('what a file is by its first bytes', () => {
  test.each([
    ['jpeg', bytes('\xff\xd8\xff\xe0')],
    ['png', bytes('\x89PNG\r\n\x1a\n')],
    ['webp', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
    ['gif', bytes('GIF89a')],
    ['tiff', bytes('II*\0')],
    ['tiff', bytes('MM\0*')],
    ['avif', ftyp('avif', 'mif1')],
    ['avif', ftyp('mif1', 'miaf', 'avif')],
    ['heic', ftyp('heic', 'mif1')],
    ['heic', ftyp('mif1', 'heic')],
    ['mp4', ftyp('isom', 'iso2', 'avc1')],
    ['mp4', ftyp('qt  ')],
    ['mp4', bytes('\0\0\0\x08wide')],
    ['m4a', ftyp('M4A ', 'isom')],
    ['matroska', bytes('\x1aE\xdf\xa3')],
    ['avi', bytes('RIFF\0\0\0\0AVI LIST')],
    ['wav', bytes('RIFF\0\0\0\0WAVEfmt ')],
    ['flac', bytes('fLaC')],
    ['ogg', bytes('OggS')],
    ['aiff', bytes('FORM\0\0\0\0AIFF')],
    ['mp3', mp3Frames()],
    ['mp3', Buffer.concat([Buffer.alloc(300), mp3Frames()])],
    ['mp3', id3(500, mp3Frames())],
    ['mp3', id3(500, Buffer.alloc(100))],
    ['svg', words('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    [
      'svg',
      words('\ufeff<?xml version="1.0"?>\n<!-- a lamp --><!DOCTYPE svg [<!ENTITY a "b">]>\n<svg:svg/>'),
    ],
    ['html', words('<!DOCTYPE html><html><body><svg/></body></html>')],
    ['html', words('\n\n<html lang="en"><svg></svg>')],
    ['html', words('<!-- saved --><head><title>404</title>')],
    ['json', words('{"error":"not found"}')],
    ['xml', words('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
    ['text', words('Too many requests')],
    ['text', words('Zu viele Anfragen, bitte warten Sie. äöü')],
    ['text', Buffer.from('\ufeffName\tPrix\r\nÉté\t3\r\n', 'utf16le')],
    ['playlist', words('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd')],
    ['playlist', words('ffconcat version 1.0\nfile /etc/passwd')],
    ['playlist', words('<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">')],
    ['pdf', bytes('%PDF-1.7')],
    ['zip', bytes('PK\x03\x04')],
    ['unknown', Buffer.from([1, 2, 3, 0, 200, 201, 202, 7])],
    ['unknown', Buffer.alloc(0)],
  ])('%s is known', (name, head) => {
    expect(kindOf(head)).toBe(name)
  })

  test('a playlist behind a sound tag is still a playlist', () => {
    expect(kindOf(id3(40, words('#EXTM3U\nfile:///etc/passwd')))).toBe('playlist')
    expect(kindOf(id3(40, id3(40, words('#EXTM3U\n'))))).toBe('playlist')
  })

  test('the length of a sound tag says where to read on', () => {
    expect(tagLength(id3(300, mp3Frames()))).toBe(310)
    expect(tagLength(mp3Frames())).toBe(0)
  })

  test('no bytes at all make it throw or hang', () => {
    for (const start of [
      'ID3',
      'RIFF',
      '\0\0\0\0ftyp',
      '\xff',
      '\xff\xfe',
      '<!DOCTYPE x [',
      '<?',
      '<!--',
      '\xff\xf1',
    ]) {
      for (let length = 0; length < 40; length += 1)
        expect(kindOf(bytes(start, length).subarray(0, length))).toBeTypeOf('string')
    }
  })
})

describe('whether a file serves', () => {
  test('a page served as a picture is refused with a sentence that says so', () => {
    const problem = kindProblem(
      fileKind(words('<!doctype html><title>Not found')),
      'image',
      'https://shop.example/a.jpg',
    )
    expect(problem).toMatchObject({
      rule: 'asset.kind',
      message: 'https://shop.example/a.jpg holds a web page (HTML), not a picture.',
    })
    expect(problem?.whatToDo).toContain('browser')
  })

  test('a sound named as a video is refused as a video and taken as a sound', () => {
    expect(kindProblem(fileKind(mp3Frames()), 'video', '"clip.mp4"')?.message).toBe(
      '"clip.mp4" holds an MP3 sound, not a video.',
    )
    expect(kindProblem(fileKind(mp3Frames()), 'audio', '"clip.mp4"')).toBeNull()
  })

  test('the sound of a video file serves as a sound, a GIF as a picture and as a video', () => {
    expect(kindProblem(fileKind(ftyp('isom')), 'audio', 'x')).toBeNull()
    expect(kindProblem(fileKind(bytes('GIF89a')), 'image', 'x')).toBeNull()
    expect(kindProblem(fileKind(bytes('GIF89a')), 'video', 'x')).toBeNull()
    expect(kindProblem(fileKind(bytes('GIF89a')), 'audio', 'x')).not.toBeNull()
  })

  test('a HEIC photo is named, with what to do', () => {
    const problem = kindProblem(fileKind(ftyp('heic')), 'image', 'x')
    expect(problem?.message).toBe('x holds a HEIC photo, which is not read.')
    expect(problem?.whatToDo).toContain('JPEG')
  })

  test('a file of an unknown kind serves for nothing', () => {
    const unknown = fileKind(Buffer.from([9, 8, 7, 0, 0, 255, 254]))
    for (const type of ['image', 'video', 'audio'] as const)
      expect(kindProblem(unknown, type, 'x')).not.toBeNull()
  })
})
