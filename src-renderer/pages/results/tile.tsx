import { IconCheck } from '@tabler/icons-react'
import { type MouseEvent, memo, useEffect, useState } from 'react'
import type { Job } from '../../../src-shared/batches/batch.ts'
import { mediaUrl } from '../../bridge/bridge.ts'
import { VerdictSign } from '../../parts/verdict-sign.tsx'
import { type TilePlace, VideoTile } from '../../parts/video-tile.tsx'
import { bytes } from '../../view-math/numbers.ts'

/** Who only passes over the wall starts no player. */
const restBeforePlaying = 350

/** One video of the wall. `job`: undefined until it is known. */
export const Tile = memo(function Tile({
  onOpen,
  onSelect,
  ...tile
}: {
  job: Job | undefined
  isSelected: boolean
  onOpen(place: number): void
  onSelect(place: number, how: 'toggle' | 'extend'): void
} & TilePlace) {
  const { job, place } = tile
  const [isResting, setResting] = useState(false)
  const output = job?.status === 'done' ? job.output : null
  const verdict = job?.status === 'done' ? job.verdict : undefined
  const click = (event: MouseEvent) => {
    if (event.shiftKey) onSelect(place, 'extend')
    else if (event.ctrlKey || event.metaKey) onSelect(place, 'toggle')
    else onOpen(place)
  }
  return (
    <VideoTile
      {...tile}
      onClick={click}
      onMouseEnter={() => setResting(true)}
      onMouseLeave={() => setResting(false)}
      over={
        <>
          {job !== undefined && output !== null && isResting && <Preview job={job.id} path={output.path} />}
          <span
            className="tile-check"
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation()
              onSelect(place, event.shiftKey ? 'extend' : 'toggle')
            }}
          >
            <IconCheck size={14} stroke={3} />
          </span>
        </>
      }
      facts={
        output !== null && (
          <span className="tile-signs">
            {(verdict === 'warn' || verdict === 'fail') && <VerdictSign verdict={verdict} />}
            <span>{bytes(output.bytes)}</span>
          </span>
        )
      }
    />
  )
})

/** Plays over the picture while the pointer rests there; what can't be played stays a picture. */
function Preview({ job, path }: { job: number; path: string }) {
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), restBeforePlaying)
    return () => clearTimeout(timer)
  }, [])
  if (!isReady) return null
  const source = mediaUrl(`job/${job}`)
  const hide = (event: { currentTarget: HTMLElement }) => {
    event.currentTarget.hidden = true
  }
  if (path.endsWith('.gif')) return <img src={source} alt="" className="tile-preview" onError={hide} />
  return (
    <video
      className="tile-preview"
      src={source}
      muted
      loop
      autoPlay
      playsInline
      tabIndex={-1}
      aria-hidden="true"
      onError={hide}
    />
  )
}
