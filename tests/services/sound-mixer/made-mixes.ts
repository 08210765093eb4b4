import { join } from 'node:path'
import { loudnessReader } from '../../../src-main/core/audio-graph/loudness.ts'
import { probeMedia } from '../../../src-main/outside/media/probe-media.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { type MixedSound, mixSound } from '../../../src-main/services/sound-mixer/sound-mixer.ts'
import type { AudioSpec, MediaFacts, MixInput } from '../../../src-shared/plans/media.ts'
import { fromLavfi, type Tools } from '../../outside/media/made-media.ts'

const extension = { aac: 'm4a', opus: 'ogg', pcm: 'wav' }
/** A clip's own sound from its start, unless said otherwise. The content is a path. */
export const input = (content: string, more: Partial<MixInput> = {}): MixInput => ({
  role: 'clip',
  content,
  at: 0,
  duration: 100,
  from: 0,
  to: null,
  speed: 1,
  loop: false,
  gain: 0,
  fadeIn: 0,
  fadeOut: 0,
  ...more,
})

/** Mixes files (a content is its path here) into `mixed.*`. PCM unless said otherwise: nothing of a codec in the way. */
export async function mixed(
  tools: Tools,
  folder: string,
  seconds: number,
  inputs: MixInput[],
  more: Partial<AudioSpec> = {},
): Promise<MixedSound & { path: string }> {
  const sources = new Map<string, { path: string; facts: MediaFacts }>()
  for (const { content } of inputs)
    sources.set(content, {
      path: content,
      facts: await probeMedia(content, { ffprobe: tools.ffprobe, runProgram }),
    })
  const spec: AudioSpec = {
    kind: 'audio',
    samples: Math.round(seconds * 48_000),
    inputs,
    duck: null,
    loudness: { integrated: -20, truePeak: -1 },
    codec: 'pcm',
    bitrate: 0,
    ...more,
  }
  const path = join(folder, `mixed.${extension[spec.codec]}`)
  return { ...(await mixSound(spec, sources, path, { ...tools, runProgram, threads: 1 })), path }
}

/** Loudness and true peak by the meter of ffmpeg, of the file as it is decoded. */
export function heard(tools: Tools, path: string) {
  const reader = loudnessReader()
  return runProgram({
    command: tools.ffmpeg,
    args: ['-hide_banner', '-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    onErrorLine: reader.read,
  }).then(() => reader.result())
}
export const tone = (
  tools: Tools,
  folder: string,
  name: string,
  expression: string,
  seconds: number,
  ...how: string[]
) => fromLavfi(tools, `aevalsrc='${expression}':s=48000:d=${seconds}`, join(folder, name), ...how)
export const pink = (tools: Tools, folder: string, seconds: number) =>
  fromLavfi(tools, `anoisesrc=c=pink:a=0.4:d=${seconds}:seed=7:r=48000`, join(folder, 'pink.wav'))
export const fault = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error,
  )
