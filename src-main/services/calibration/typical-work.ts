import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { chooseEncoder, type EncoderChoice } from '../../core/ffmpeg-commands/encoders.ts'
import { segmentCommand } from '../../core/ffmpeg-commands/segment-command.ts'

const width = 1280
const height = 720
const rate = { num: 30, den: 1 }
/** More than are made while it is measured. */
const frames = 100_000
const pictures = [
  { name: 'title.png', width: 900, height: 120 },
  { name: 'price.png', width: 320, height: 320 },
  { name: 'logo.png', width: 240, height: 90 },
]

/** The encoder that most videos are made with. Throws `ffmpeg.unusable` when this ffmpeg has none of the usual ones. */
export function typicalEncoder(available: ReadonlySet<string>): EncoderChoice {
  for (const codec of ['h264', 'hevc', 'vp9', 'av1', 'prores'] as const) {
    const choice = chooseEncoder({ codec, quality: 'standard', rate, width, height, available })
    if (choice !== null) return choice
  }
  throw new StudioError({
    code: 'ffmpeg.unusable',
    message:
      'This ffmpeg can encode none of the codecs that Reelmill makes, so nothing can be measured with it.',
    whatToDo: 'Use another ffmpeg (REELMILL_FFMPEG).',
  })
}

/** Commands that draw the pictures which the work lays over its background, one for each, without the program's name. */
export function pictureCommands(folder: string): string[][] {
  return pictures.map(({ name, width, height }) => [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-filter_complex'],
    `testsrc2=s=${width}x${height}:r=1,format=rgba,colorchannelmixer=aa=0.8[out]`,
    ...['-map', '[out]', '-frames:v', '1', '-c:v', 'png', join(folder, name)],
  ])
}

/**
 * The product's own command for a segment, without an end, over a background that moves: pictures that fade in and drift. It
 * says ten times a second how many frames it has made.
 */
export function typicalCommand(
  folder: string,
  choice: EncoderChoice,
  how: { threads: number; out: string },
): string[] {
  const { args } = segmentCommand(
    {
      kind: 'segment',
      ...{ width, height, rate, frames, codec: 'h264', quality: 'standard', composeIn: 'yuv420p' },
      parts: [{ frames, stack: { background: '#000000ff', layers: [] }, into: null }],
      made: { ffmpeg: '', planner: 0, encoder: choice.encoder, settings: choice.settings },
    },
    { raster: nothing, clip: nothing, source: nothing },
    choice,
    how,
  )
  const at = args.indexOf('-filter_complex')
  const inputs = pictures.flatMap(({ name }) => [
    ...['-threads', String(how.threads), '-loop', '1', '-framerate', '30', '-i', join(folder, name)],
  ])
  return [
    ...args.slice(0, at),
    ...['-stats_period', '0.1'],
    ...inputs,
    ...['-filter_complex', graph(choice.pixelFormat)],
    ...args.slice(at + 2),
  ]
}

function graph(pixelFormat: string): string {
  const chains = [`testsrc2=s=${width}x${height}:r=30,format=yuv420p[b0]`]
  for (const index of pictures.keys()) {
    chains.push(`[${index}:v]format=yuva420p,fade=in:st=${index}:d=1:alpha=1[p${index}]`)
    const x = `${40 + 200 * index}+30*sin(t+${index})`
    chains.push(`[b${index}][p${index}]overlay=x='${x}':y=${80 + 180 * index}:eval=frame[b${index + 1}]`)
  }
  const tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,setsar=1'
  chains.push(`[b${pictures.length}]format=${pixelFormat},${tags}[out]`)
  return chains.join(';')
}

function nothing(): never {
  throw new Error('the background has no layers')
}
