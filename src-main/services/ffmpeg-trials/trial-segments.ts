import { type EncoderChoice, encoderThreads } from '../../core/ffmpeg-commands/encoders.ts'
import { uploaded } from '../../core/ffmpeg-commands/hardware-choices.ts'
import { segmentCommand } from '../../core/ffmpeg-commands/segment-command.ts'
import type { JoinAsk } from './join-proof.ts'

/** Small, and large enough for every encoder; odd where the video's size is odd. For hardware the video's own. */
const sizeOf = ({ width, height }: JoinAsk, { hardware }: EncoderChoice) =>
  hardware === undefined ? { width: 96 + (width % 2), height: 64 + (height % 2) } : { width, height }

/** A test picture that moves, as a filter graph that ends in `[out]`. The second is plain, the third has a hard cut. */
export function trialPicture(at: number, frames: number, ask: JoinAsk, choice: EncoderChoice): string {
  const { width, height } = sizeOf(ask, choice)
  const frame = `s=${width}x${height}:r=${ask.rate.num}/${ask.rate.den}`
  const source = [
    `testsrc2=${frame}`,
    `color=c=0x305070:${frame}`,
    `testsrc2=${frame},negate=enable='gte(n,${Math.floor(frames / 2)})'`,
  ][at]!
  const tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,setsar=1'
  return `${source},trim=end_frame=${frames},format=${choice.pixelFormat},${tags}[out]`
}

/** The product's own command for a segment, with a test picture in place of layers. */
export function trialSegmentCommand(
  ask: JoinAsk,
  segment: { frames: number; picture: string },
  choice: EncoderChoice,
  out: string,
): string[] {
  const { args } = segmentCommand(
    {
      kind: 'segment',
      ...ask,
      ...sizeOf(ask, choice),
      frames: segment.frames,
      composeIn: 'yuv420p',
      parts: [{ frames: segment.frames, stack: { background: '#000000ff', layers: [] }, into: null }],
      made: { ffmpeg: '', planner: 0, encoder: choice.encoder, settings: choice.settings },
    },
    { raster: noFile, clip: noFile, source: noFile },
    choice,
    { threads: encoderThreads, out },
  )
  return args.map((flag, at) =>
    args[at - 1] === '-filter_complex' ? uploaded(segment.picture, choice) : flag,
  )
}

function noFile(): never {
  throw new Error('a test picture has no layers')
}
