import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { probeMedia } from '../../../src-main/outside/media/probe-media.ts'
import { factsFromJson } from '../../../src-main/outside/media/read-facts.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { ffmpeg, fromLavfi, openTools, type Tools, withMatrix } from './made-media.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})
const probe = (path: string) => probeMedia(path, { ffprobe: tools.ffprobe, runProgram })
const picture = 'testsrc2=s=320x180:r=25:d=1'

describe('what is known of a clip', () => {
  it('a plain clip tells its size, rate, length and colours, and that it has no sound', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, picture, join(folder, 'a.mp4'), '-pix_fmt', 'yuv420p', '-c:v', 'libx264')
      const facts = await probe(path)
      expect(facts).toMatchObject({ cutShort: null, audio: null, container: expect.stringContaining('mp4') })
      expect(facts.video).toMatchObject({
        codec: 'h264',
        width: 320,
        height: 180,
        shownWidth: 320,
        shownHeight: 180,
        rotation: 0,
        mirrored: false,
        bitDepth: 8,
        hasAlpha: false,
        range: 'limited',
        matrix: 'bt601',
        transfer: 'sdr',
        interlaced: 'no',
        rate: { num: 25, den: 1 },
        start: 0,
      })
      expect(facts.duration).toBeCloseTo(1, 3)
    }))

  it.each([
    ['turned right', [0, 1, -1, 0], 90, false],
    ['upside down', [-1, 0, 0, -1], 180, false],
    ['turned left', [0, -1, 1, 0], 270, false],
    ['mirrored left to right', [-1, 0, 0, 1], 0, true],
    ['mirrored top to bottom', [1, 0, 0, -1], 180, true],
  ] as const)('a phone clip that a player shows %s is known as such', (_, matrix, rotation, mirrored) =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, picture, join(folder, 'a.mp4'), '-pix_fmt', 'yuv420p', '-frames:v', '2')
      const { video } = await probe(withMatrix(path, [...matrix]))
      expect(video).toMatchObject({ rotation, mirrored })
      expect([video?.shownWidth, video?.shownHeight]).toEqual(rotation % 180 === 0 ? [320, 180] : [180, 320])
    }),
  )

  it('anamorphic, interlaced, full-range, HDR and transparent clips are known as such', () =>
    withTempFolder(async (folder) => {
      const made = (name: string, ...how: string[]) =>
        probe(fromLavfi(tools, picture, join(folder, name), ...how))
      const short = ['-frames:v', '3']
      const wide = await made('sar.mp4', '-vf', 'setsar=2', '-pix_fmt', 'yuv420p', ...short)
      expect(wide.video).toMatchObject({ width: 320, shownWidth: 640, shownHeight: 180 })
      const fields = await made(
        'tff.mp4',
        ...[
          '-vf',
          'setfield=tff',
          '-pix_fmt',
          'yuv420p',
          '-c:v',
          'libx264',
          '-flags',
          '+ildct',
          '-top',
          '1',
          ...short,
        ],
      )
      expect(fields.video?.interlaced).toBe('top-first')
      const full = await made('pc.mp4', '-vf', 'scale=out_range=pc', '-pix_fmt', 'yuvj420p', ...short)
      expect(full.video?.range).toBe('full')
      const tags = ['-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084']
      const hdr = await made(
        'hdr.mp4',
        ...['-vf', 'setparams=colorspace=bt2020nc:color_primaries=bt2020:color_trc=smpte2084'],
        ...['-pix_fmt', 'yuv420p10le', '-c:v', 'libx264', ...tags, ...short],
      )
      expect(hdr.video).toMatchObject({ matrix: 'bt2020', transfer: 'pq', bitDepth: 10, primaries: 'bt2020' })
      const prores = await made(
        'a.mov',
        '-pix_fmt',
        'yuva444p10le',
        '-c:v',
        'prores_ks',
        '-profile:v',
        '4444',
        ...short,
      )
      expect(prores.video?.hasAlpha).toBe(true)
      expect(prores.video?.bitDepth).toBeGreaterThanOrEqual(10)
      const vp9 = await made(
        'a.webm',
        '-pix_fmt',
        'yuva420p',
        '-c:v',
        'libvpx-vp9',
        '-auto-alt-ref',
        '0',
        ...short,
      )
      expect(vp9.video).toMatchObject({ hasAlpha: true, pixelFormat: 'yuv420p' })
      const gif = await made('a.gif', ...short)
      expect(gif.video).toMatchObject({ matrix: 'rgb', range: 'full' })
    }))

  it('sound tells its channels and rate, and cover art in a music file is no video', () =>
    withTempFolder(async (folder) => {
      const cover = fromLavfi(tools, 'color=red:s=64x64', join(folder, 'c.png'), '-frames:v', '1')
      const tone = fromLavfi(tools, 'sine=d=1.5:r=44100', join(folder, 't.wav'))
      const path = join(folder, 'music.m4a')
      ffmpeg(
        tools,
        '-i',
        tone,
        '-i',
        cover,
        '-map',
        '0:a',
        '-map',
        '1:v',
        '-c:a',
        'aac',
        '-disposition:v:0',
        'attached_pic',
        '-c:v',
        'png',
        '-f',
        'mp4',
        path,
      )
      const { video, audio } = await probe(path)
      expect(video).toBeNull()
      expect(audio).toMatchObject({ channels: 1, sampleRate: 44_100 })
      expect(audio?.duration).toBeCloseTo(1.5, 1)
    }))
})

describe('a length that the header gets wrong', () => {
  it('a header that promises 40 hours for one second is not believed', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(
        tools,
        picture,
        join(folder, 'a.mp4'),
        '-pix_fmt',
        'yuv420p',
        '-movflags',
        'frag_keyframe+empty_moov+default_base_moof',
      )
      const bytes = readFileSync(path)
      // mvhd, version 0: its time scale lies 12 bytes after the four letters, the duration 4 behind that.
      const at = bytes.indexOf('mvhd') + 4 + 12
      bytes.writeUInt32BE(bytes.readUInt32BE(at) * 143_165, at + 4)
      writeFileSync(path, bytes)
      const facts = await probe(path)
      expect(facts.duration).toBeCloseTo(1, 2)
      expect(facts.cutShort).toBeNull()
    }))

  it.each(['mp4', 'webm'])(
    'a %s file that was cut off in the middle says how much is left and how much was promised',
    (kind) =>
      withTempFolder(async (folder) => {
        const codec =
          kind === 'mp4'
            ? ['-c:v', 'libx264', '-g', '25', '-movflags', '+faststart']
            : ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '25']
        const path = fromLavfi(
          tools,
          'testsrc2=s=320x180:r=25:d=4',
          join(folder, `a.${kind}`),
          '-pix_fmt',
          'yuv420p',
          ...codec,
        )
        const bytes = readFileSync(path)
        writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)))
        const facts = await probe(path)
        expect(facts.cutShort?.promised).toBeCloseTo(4, 1)
        expect(facts.duration).toBeGreaterThan(1)
        expect(facts.duration).toBeLessThan(3)
      }),
  )

  it('sound that ends long before its picture is counted where the header keeps quiet about it', () =>
    withTempFolder(async (folder) => {
      const tone = fromLavfi(tools, 'sine=d=1', join(folder, 't.wav'))
      const path = join(folder, 'a.mkv')
      const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=4']
      ffmpeg(
        tools,
        ...source,
        '-i',
        tone,
        '-pix_fmt',
        'yuv420p',
        '-c:v',
        'libx264',
        '-g',
        '10',
        '-c:a',
        'aac',
        path,
      )
      const facts = await probe(path)
      expect(facts.audio?.duration).toBeCloseTo(1, 1)
      expect(facts.video?.duration).toBeCloseTo(4, 1)
    }))

  it('the length of a variable-bit-rate MP3 without a table is counted, not guessed', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(
        tools,
        "aevalsrc='if(lt(t,3),0,random(0)-0.5)':s=44100:d=9",
        join(folder, 'a.mp3'),
        ...['-c:a', 'libmp3lame', '-q:a', '0', '-write_xing', '0'],
      )
      expect((await probe(path)).duration).toBeCloseTo(9, 0)
    }))
})

describe('a file that is not what it should be', () => {
  const fault = async (path: string) =>
    probe(path).then(
      () => null,
      (error) => error,
    )

  it('a video whose index is missing is called unfinished, by its name', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, picture, join(folder, 'holiday.mp4'), '-pix_fmt', 'yuv420p')
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.subarray(0, bytes.indexOf('moov') - 4))
      expect(await fault(path)).toMatchObject({
        code: 'media.broken',
        message:
          'holiday.mp4 is broken: its index is missing (no moov atom), so the recording or the copy was never finished.',
        whatToDo: expect.stringContaining('again'),
      })
    }))

  it('a missing, an empty and a text file are told apart', () =>
    withTempFolder(async (folder) => {
      expect(await fault(join(folder, 'x.mp4'))).toMatchObject({
        code: 'media.missing',
        message: 'x.mp4 is not there.',
      })
      writeFileSync(join(folder, 'nil.mp4'), '')
      expect(await fault(join(folder, 'nil.mp4'))).toMatchObject({
        code: 'media.broken',
        message: expect.stringContaining('empty'),
      })
      writeFileSync(join(folder, 'text.mp4'), '{ "not": "a video" }')
      expect(await fault(join(folder, 'text.mp4'))).toMatchObject({
        message: expect.stringContaining('text.mp4'),
      })
      expect(await fault(folder)).toMatchObject({ code: 'media.broken' })
    }))

  it('a playlist cannot make Reelmill open another file', () =>
    withTempFolder(async (folder) => {
      const other = fromLavfi(
        tools,
        picture,
        join(folder, 'secret.ts'),
        '-frames:v',
        '2',
        '-pix_fmt',
        'yuv420p',
        '-c:v',
        'mpeg2video',
      )
      const hls = join(folder, 'clip.m3u8')
      writeFileSync(hls, `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${other}\n#EXT-X-ENDLIST\n`)
      expect(await fault(hls)).toMatchObject({ code: 'media.not-readable' })
      const concat = join(folder, 'list.mp4')
      writeFileSync(concat, `ffconcat version 1.0\nfile '${other}'\n`)
      expect(await fault(concat)).toMatchObject({ code: 'media.not-readable' })
    }))

  it('an ffprobe that crashes, hangs or babbles is reported as such', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'a.mp4')
      writeFileSync(path, 'x')
      const ending = (end: object) =>
        probeMedia(path, {
          ffprobe: 'x',
          runProgram: async () => ({ kind: 'failed', stdout: '', stderrTail: '', ...end }),
        }).catch((error) => error)
      expect(await ending({ code: null })).toMatchObject({ code: 'media.probe-crashed' })
      expect(await ending({ kind: 'timed-out' })).toMatchObject({ code: 'media.too-slow' })
      expect(await ending({ kind: 'finished', stdout: 'not json' })).toMatchObject({ code: 'media.broken' })
      expect(await ending({ kind: 'finished', stdout: '{}' })).toMatchObject({
        code: 'media.broken',
        message: expect.stringContaining('neither pictures nor sound'),
      })
    }))
})

describe('an answer of ffprobe with nonsense in it', () => {
  const video = {
    index: 0,
    codec_type: 'video',
    codec_name: 'h264',
    width: 640,
    height: 360,
    pix_fmt: 'yuv420p',
  }
  const read = (stream: object) =>
    factsFromJson(JSON.stringify({ streams: [{ ...video, ...stream }], format: { format_name: 'mov' } }))

  it('a pixel shape of 0:1 or 1:900 is taken for square', () => {
    for (const sample_aspect_ratio of ['0:1', '1:900', 'N/A'])
      expect(read({ sample_aspect_ratio }).video?.shownWidth).toBe(640)
  })

  it('small pictures without tags are BT.601, large ones BT.709', () => {
    expect(read({}).video?.matrix).toBe('bt601')
    expect(read({ width: 1280, height: 720 }).video?.matrix).toBe('bt709')
    expect(read({ color_space: 'bt470bg', width: 3840, height: 2160 }).video?.matrix).toBe('bt601')
  })

  it('strange types do not throw', () => {
    expect(read({ width: 'x', height: null }).video).toBeNull()
    expect(factsFromJson('{"streams": 5, "format": []}')).toMatchObject({ video: null, audio: null })
  })
})
