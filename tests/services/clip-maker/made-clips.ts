import { probeMedia } from '../../../src-main/outside/media/probe-media.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { type MadeClip, makeClip } from '../../../src-main/services/clip-maker/clip-maker.ts'
import { type ClipSpec, clipPicture } from '../../../src-shared/plans/media.ts'
import { plainClip } from '../../helpers/plainly.ts'
import { ffmpeg, type Tools } from '../../outside/media/made-media.ts'

export const plain = plainClip({ width: 160, height: 90, frames: 15 })

/** Probes the source and makes the clip beside it, as the studio does. */
export async function clipOf(
  tools: Tools,
  source: string,
  more: Partial<ClipSpec> = {},
  out = `${source}.clip.mov`,
): Promise<MadeClip> {
  const facts = await probeMedia(source, { ffprobe: tools.ffprobe, runProgram })
  return makeClip({ ...plain, ...more }, facts, source, out, { ...tools, runProgram, threads: 1 })
}

/** One frame of a clip over a plain colour, as RGB: read at frame k with a seek, as a segment does. */
export function over(
  tools: Tools,
  clip: MadeClip,
  background: string,
  frame = 0,
  spec: Pick<ClipSpec, 'rate' | 'composeIn'> = plain,
): { at(x: number, y: number): [number, number, number]; width: number; height: number } {
  const { width, height } = clip.place
  const format = { yuv420p: 'yuv420', yuv444p: 'yuv444', yuv422p10le: 'yuv422p10' }[spec.composeIn]
  const graph = [
    clipPicture(clip, 0, spec.composeIn, '[c]'),
    `color=c=${background}:s=${width}x${height}:r=25,format=gbrp,scale=out_color_matrix=bt709:out_range=tv,format=${spec.composeIn},setpts=N[b]`,
    '[c]setpts=N[p]',
    `[b][p]overlay=format=${format},scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int,format=rgb24[o]`,
  ].join(';')
  const bytes = ffmpeg(
    tools,
    ...seek(frame, spec.rate),
    ...['-i', clip.path, '-filter_complex', graph, '-map', '[o]', '-frames:v', '1', '-f', 'rawvideo', '-'],
  )
  return {
    width,
    height,
    at: (x, y) => {
      const index = (Math.round(y) * width + Math.round(x)) * 3
      return [bytes[index]!, bytes[index + 1]!, bytes[index + 2]!]
    },
  }
}

export function seek(frame: number, rate: ClipSpec['rate']): string[] {
  return frame === 0 ? [] : ['-ss', (((frame - 0.5) * rate.den) / rate.num).toFixed(6)]
}

export function furthest(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!)))
}
