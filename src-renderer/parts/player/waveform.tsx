import { Slider } from '@mantine/core'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { ask } from '../../bridge/bridge.ts'
import { words } from '../../words/words.ts'
import type { Playback } from './playback.ts'

/** Where the video is, over how loud it is: the line to drag along. */
export function Waveform({
  job,
  version,
  playback,
  children,
}: {
  job: number
  version: string
  playback: Playback
  /** What stands on the line besides, placed by shares of its width. */
  children?: ReactNode
}) {
  const [peaks, setPeaks] = useState<readonly number[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file has another sound
  useEffect(() => {
    let isCurrent = true
    setPeaks(null)
    ask('job.waveform', { job }).then(
      (found) => isCurrent && setPeaks(found.peaks),
      // The picture of its sound is a help and no more: the player says what is wrong with the file.
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [job, version])
  const path = useMemo(() => (peaks === null ? '' : outline(peaks)), [peaks])
  const { frame, frames, seek } = playback
  const share = frames > 1 ? frame / (frames - 1) : 0
  return (
    <div className="waveform">
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <clipPath id="heard">
            <rect x="0" y="0" width={share * 1_000} height="100" />
          </clipPath>
        </defs>
        <path className="waveform-all" d={path} />
        <path className="waveform-heard" d={path} clipPath="url(#heard)" />
      </svg>
      {peaks !== null && peaks.length === 0 && <span className="waveform-silent">{words.player.silent}</span>}
      {children}
      <Slider
        className="waveform-slider"
        thumbLabel={words.player.position}
        size="sm"
        min={0}
        max={Math.max(1, frames - 1)}
        value={frame}
        label={null}
        onChange={seek}
      />
    </div>
  )
}

/** Both sides of the line in the middle, 1,000 wide and 100 high. What is quiet stays a thin line. */
function outline(peaks: readonly number[]): string {
  if (peaks.length === 0) return ''
  const loudest = Math.max(0.05, ...peaks)
  const x = (index: number) => ((index + 0.5) * (1_000 / peaks.length)).toFixed(1)
  const y = (peak: number, side: 1 | -1) => (50 + side * Math.max(0.6, (peak / loudest) * 46)).toFixed(1)
  const above = peaks.map((peak, index) => `${x(index)},${y(peak, -1)}`)
  const below = peaks.map((peak, index) => `${x(index)},${y(peak, 1)}`).reverse()
  return `M0,50 L${above.join(' L')} L1000,50 L${below.join(' L')} Z`
}
