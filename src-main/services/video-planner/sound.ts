import type { Row } from '../../../src-shared/data/rows.ts'
import { valuesFor } from '../../../src-shared/data/rows.ts'
import type { AudioSpec, MixInput } from '../../../src-shared/plans/media.ts'
import { type Codec, codecs, type Quality, type Rate } from '../../../src-shared/templates/formats.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import type { Timeline } from '../../core/render-plan/timeline.ts'
import type { RowAssets } from './found-assets.ts'
import type { SceneSound } from './live-scenes.ts'
import type { FoundAsset } from './needs.ts'

/** Bits a second, by how the sound is coded. */
const bitrates: Record<'aac' | 'opus', Record<Quality, number>> = {
  aac: { draft: 128_000, standard: 192_000, high: 256_000 },
  opus: { draft: 96_000, standard: 128_000, high: 192_000 },
}

type SoundRequest = {
  template: Template
  row: Row
  language: string
  codec: Codec
  quality: Quality
  rate: Rate
  timeline: Timeline
  sounds: SceneSound[]
  assets: RowAssets
  ofTemplate(path: string): FoundAsset
}

/** The mix of one video, or null when nothing sounds in it. Its length is set by the plan. */
export function soundOf(request: SoundRequest): Omit<AudioSpec, 'samples'> | null {
  const { template, row, language, codec, quality, rate, timeline, assets, ofTemplate } = request
  const coded = codecs[codec].sound
  if (coded === null) return null
  const { audio } = template
  const values = valuesFor(row, language)
  const whole = (timeline.frames * rate.den) / rate.num
  const inputs: MixInput[] = []
  const plain = { from: 0, to: null, speed: 1, fadeIn: 0, fadeOut: 0 }

  if (audio?.music !== undefined) {
    const { source, gain, loop, fadeIn, fadeOut } = audio.music
    const found =
      'file' in source
        ? ofTemplate(source.file)
        : assets.find(source.variable, values[source.variable] ?? null)
    if (found !== null)
      inputs.push({
        ...plain,
        role: 'music',
        content: found.content,
        at: 0,
        duration: whole,
        loop,
        gain,
        fadeIn,
        fadeOut,
      })
  }
  if (audio?.voice !== undefined && audio.voice.start < whole) {
    const { source, start, gain } = audio.voice
    const found =
      'files' in source
        ? fileFor(source.files, language, ofTemplate)
        : assets.find(source.variable, values[source.variable] ?? null)
    if (found !== null)
      inputs.push({
        ...plain,
        role: 'voice',
        content: found.content,
        at: start,
        duration: whole - start,
        loop: false,
        gain,
      })
  }
  for (const { input, scene, from, to } of request.sounds) {
    const seconds = (frames: number) => (frames * rate.den) / rate.num
    inputs.push({
      ...input,
      at: seconds((timeline.sceneStarts[scene] ?? 0) + from),
      duration: seconds(to - from),
    })
  }
  if (inputs.length === 0) return null
  const speaks = inputs.some(({ role }) => role === 'voice')
  return {
    kind: 'audio',
    inputs,
    duck: speaks && inputs.length > 1 ? (audio?.duck ?? null) : null,
    loudness: audio?.loudness ?? { integrated: -14, truePeak: -1 },
    codec: coded,
    bitrate: coded === 'pcm' ? 0 : bitrates[coded][quality],
  }
}

function fileFor(
  files: Record<string, string>,
  language: string,
  ofTemplate: (path: string) => FoundAsset,
): FoundAsset | null {
  const path = files[language] ?? files[language.split('-')[0] ?? language]
  return path === undefined ? null : ofTemplate(path)
}
