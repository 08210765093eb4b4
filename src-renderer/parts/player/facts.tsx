import { useEffect, useState } from 'react'
import type { Job, OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { MediaFacts } from '../../../src-shared/plans/media.ts'
import { ask } from '../../bridge/bridge.ts'
import { apart } from '../../view-math/bidi.ts'
import { rateOf, timecode } from '../../view-math/frames.ts'
import { bytes, number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** What is known of a finished video: as it was recorded, and what its file says. */
export function Facts({ job, output, title }: { job: Job; output: OutputFacts; title?: string | undefined }) {
  const [media, setMedia] = useState<MediaFacts | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file says something else
  useEffect(() => {
    let isCurrent = true
    setMedia(null)
    ask('job.media', { job: job.id }).then(
      (found) => isCurrent && setMedia(found),
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [job.id, output.sha256])
  const { fact } = words.player
  const rate = rateOf(output)
  const nice = Math.abs(rate - Math.round(rate)) < 0.005 ? number(rate) : number(rate, 2)
  const entries: [string, string, string?][] = [
    [fact.row, `${apart(job.rowKey)} · ${fact.line(job.line)}`],
    [fact.language, job.language],
    [fact.format, job.format],
    [fact.frame, `${output.width} × ${output.height}`],
    [fact.length, `${timecode(output.frames, rate)} · ${words.player.fact.rate(nice)}`],
    ...(media?.video
      ? [[fact.picture, `${codecName(media.video.codec)} · ${media.video.pixelFormat}`] as [string, string]]
      : []),
    ...(media?.audio
      ? [
          [
            fact.sound,
            `${codecName(media.audio.codec)} · ${fact.channels(media.audio.channels)} · ${number(media.audio.sampleRate / 1_000, media.audio.sampleRate % 1_000 === 0 ? 0 : 1)} kHz`,
          ] as [string, string],
        ]
      : []),
    [fact.size, bytes(output.bytes)],
    ...(output.duration > 0
      ? [[fact.bitRate, bitRate((output.bytes * 8) / output.duration)] as [string, string]]
      : []),
    [fact.file, output.path, 'mono'],
    [fact.sha256, output.sha256, 'mono'],
    ...(job.status === 'done' && job.unchangedSince !== null
      ? [[fact.unchanged, job.unchangedSince] as [string, string]]
      : []),
  ]
  return (
    <section className="player-facts" aria-label={title ?? words.player.facts}>
      {title !== undefined && <h3>{title}</h3>}
      <dl>
        {entries.map(([name, value, look]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={look}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const bitRate = (bits: number): string =>
  bits < 1e6 ? `${number(bits / 1e3)} kbit/s` : `${number(bits / 1e6, 1)} Mbit/s`

const names: Record<string, string> = {
  h264: 'H.264',
  hevc: 'HEVC',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  gif: 'GIF',
  aac: 'AAC',
  opus: 'Opus',
  pcm_s16le: 'PCM',
  pcm_s24le: 'PCM',
}
const codecName = (codec: string): string => names[codec] ?? codec
