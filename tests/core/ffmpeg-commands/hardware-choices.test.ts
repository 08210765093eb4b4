import { describe, expect, test } from 'vitest'
import { chooseEncoder, settingsWithThreads } from '../../../src-main/core/ffmpeg-commands/encoders.ts'
import { knownHardware, wishOf } from '../../../src-main/core/ffmpeg-commands/hardware-choices.ts'
import { segmentCommand } from '../../../src-main/core/ffmpeg-commands/segment-command.ts'
import type { SegmentSpec } from '../../../src-shared/plans/plan.ts'
import { type Codec, type Quality, quality } from '../../../src-shared/templates/formats.ts'

const fullHd = {
  codec: 'h264' as Codec,
  quality: 'standard' as Quality,
  rate: { num: 30, den: 1 },
  width: 1920,
  height: 1080,
  available: new Set(['libx264', 'libx265', 'libsvtav1', 'prores_ks']),
}

const segment = (codec: Codec, encoder: string): SegmentSpec => ({
  ...fullHd,
  kind: 'segment',
  codec,
  frames: 60,
  composeIn: 'yuv420p',
  parts: [{ frames: 60, stack: { background: '#336699ff', layers: [] }, into: null }],
  made: { ffmpeg: '', planner: 1, encoder, settings: [] },
})
const noFile = () => {
  throw new Error('there are no layers')
}
const noFiles = { raster: noFile, clip: noFile, source: noFile }

describe('a hardware encoder that is wished for', () => {
  test.each(knownHardware.map((known) => [known.encoder, known]))(
    '%s makes full HD in closed groups of two seconds at a fixed quality',
    (encoder, { codec, family }) => {
      const choice = chooseEncoder({ ...fullHd, codec, hardware: encoder })!
      expect(choice).toMatchObject({ encoder, segmentExtension: 'mp4', hardware: { family } })
      expect(choice.pixelFormat).toMatch(/^(yuv420p|nv12)$/)
      const said = choice.settings.join(' ')
      expect(said).toContain('-g 60 -flags:v +cgop')
      expect(said).toMatch(/-cq \d+ -b:v 0|-q:v \d+|-qp_i \d+ -qp_p \d+|-rc_mode CQP -global_quality \d+/)
      expect(said).toMatch(/-bf [0-3]( |$)/)
      expect(said.includes('-tag:v hvc1')).toBe(codec === 'hevc')
      expect(settingsWithThreads(choice, 1).slice(-2)).toEqual(['-threads', '1'])
    },
  )

  test.each(knownHardware.map(({ encoder, codec }) => [encoder, codec]))(
    '%s has settings of its own for each quality',
    (encoder, codec) => {
      const all = quality.options.map((level) =>
        chooseEncoder({ ...fullHd, codec: codec as Codec, quality: level, hardware: encoder! }),
      )
      expect(new Set(all.map((choice) => choice!.settings.join(' '))).size).toBe(3)
    },
  )

  test.each([
    ['of an odd width', { width: 1919 }, 'libx264', 'yuv444p'],
    ['of an odd height', { height: 1079 }, 'libx264', 'yuv444p'],
    ['too small for a chip', { width: 128, height: 128 }, 'libx264', 'yuv420p'],
    ['too large for its codec', { width: 4320, height: 7680 }, 'libx264', 'yuv420p'],
    ['of another codec', { codec: 'hevc' }, 'libx265', 'yuv420p'],
    ['in ProRes', { codec: 'prores' }, 'prores_ks', 'yuv422p10le'],
    ['that becomes a GIF', { codec: 'gif' }, 'libx264', 'yuv444p'],
  ] as const)('leaves a video %s to the processor', (_, more, encoder, pixelFormat) => {
    const choice = chooseEncoder({ ...fullHd, ...more, hardware: 'h264_nvenc' })!
    expect(choice).toMatchObject({ encoder, pixelFormat })
    expect(choice.hardware).toBeUndefined()
  })

  test('a name that nobody knows is not given to ffmpeg', () => {
    expect(chooseEncoder({ ...fullHd, hardware: 'h264_v4l2m2m' })!.encoder).toBe('libx264')
  })
})

describe('the command of a segment', () => {
  const commandOf = (codec: Codec, hardware: string, device: string | null = null) => {
    const choice = chooseEncoder({ ...fullHd, codec, hardware, device })!
    return segmentCommand(segment(codec, hardware), noFiles, choice, { threads: 1, out: 'out.mp4' }).args
  }
  const given = (args: string[], flag: string) => args[args.indexOf(flag) + 1]

  test('VAAPI opens its device before anything is read, and gets its frames at the end of the graph', () => {
    const args = commandOf('hevc', 'hevc_vaapi', '/dev/dri/renderD129')
    expect(given(args, '-init_hw_device')).toBe('vaapi=chip:/dev/dri/renderD129')
    expect(given(args, '-filter_hw_device')).toBe('chip')
    expect(args.indexOf('-init_hw_device')).toBeLessThan(args.indexOf('-filter_complex'))
    expect(given(args, '-filter_complex')).toMatch(/format=nv12,setparams=[^;]*,hwupload\[out\]$/)
    expect(given(commandOf('hevc', 'hevc_vaapi'), '-init_hw_device')).toBe('vaapi=chip')
  })

  test.each([
    ['h264', 'h264_nvenc', 'yuv420p'],
    ['h264', 'h264_qsv', 'nv12'],
    ['h264', 'h264_amf', 'yuv420p'],
    ['hevc', 'hevc_videotoolbox', 'yuv420p'],
  ] as const)('%s by %s takes frames from memory, as %s', (codec, encoder, format) => {
    const args = commandOf(codec, encoder)
    expect(args).not.toContain('-init_hw_device')
    expect(given(args, '-filter_complex')).toMatch(
      new RegExp(`format=${format},setparams=[^;]*setsar=1\\[out\\]$`),
    )
    expect(given(args, '-c:v')).toBe(encoder)
  })

  test.each(knownHardware.map(({ encoder, codec }) => [encoder, codec]))(
    '%s is told that its colours are BT.709 in limited range',
    (encoder, codec) => {
      expect(commandOf(codec as Codec, encoder!).join(' ')).toContain(
        '-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709',
      )
    },
  )
})

describe('the encoder that a segment was planned with', () => {
  const made = { ffmpeg: '7.0', planner: 4, settings: [] }

  test('is wished for again when it is a chip’s, with its device', () => {
    expect(wishOf({ ...made, encoder: 'av1_vaapi', device: '/dev/dri/renderD128' })).toEqual({
      hardware: 'av1_vaapi',
      device: '/dev/dri/renderD128',
    })
    expect(wishOf({ ...made, encoder: 'h264_nvenc' })).toEqual({ hardware: 'h264_nvenc', device: null })
  })

  test('is the processor’s otherwise', () => {
    expect(wishOf({ ...made, encoder: 'libx264' })).toEqual({ hardware: null })
  })
})
