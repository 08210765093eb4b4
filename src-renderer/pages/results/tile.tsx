import { IconCheck } from '@tabler/icons-react'
import { type MouseEvent, memo, useEffect, useState } from 'react'
import type { Job, OutputFacts } from '../../../src-shared/batches/batch.ts'
import { mediaUrl } from '../../bridge/bridge.ts'
import { Poster } from '../../parts/poster.tsx'
import { tileId } from '../../parts/tile-wall.tsx'
import { clock } from '../../view-math/frames.ts'
import { bytes } from '../../view-math/numbers.ts'

/** Made anew from the same plan, a file has the same bytes; but one that was gone is there again. */
const versionOf = ({ attempts }: Job, { sha256 }: OutputFacts) => `${sha256.slice(0, 8)}${attempts}`

/** Who only passes over the wall starts no player. */
const restBeforePlaying = 350

/** One video of the wall. `job`: undefined until it is known. */
export const Tile = memo(function Tile({
  job,
  place,
  total,
  isActive,
  isSelected,
  onOpen,
  onSelect,
}: {
  job: Job | undefined
  place: number
  total: number
  isActive: boolean
  isSelected: boolean
  onOpen(place: number): void
  onSelect(place: number, how: 'toggle' | 'extend'): void
}) {
  const [isResting, setResting] = useState(false)
  const output = job?.status === 'done' ? job.output : null
  const click = (event: MouseEvent) => {
    if (event.shiftKey) onSelect(place, 'extend')
    else if (event.ctrlKey || event.metaKey) onSelect(place, 'toggle')
    else onOpen(place)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the wall has the focus and hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: likewise
    <div
      role="option"
      id={tileId(place)}
      className="tile"
      aria-selected={isSelected}
      aria-posinset={place + 1}
      aria-setsize={total}
      data-active={isActive || undefined}
      onClick={click}
      onMouseEnter={() => setResting(true)}
      onMouseLeave={() => setResting(false)}
    >
      <span className="tile-picture">
        {job !== undefined && output !== null && <Poster job={job.id} version={versionOf(job, output)} />}
        {job !== undefined && output !== null && isResting && <Preview job={job.id} path={output.path} />}
        {output !== null && (
          <span className="tile-length" aria-hidden="true">
            {clock(output.duration)}
          </span>
        )}
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
      </span>
      <span className="tile-key">{job?.rowKey ?? '…'}</span>{' '}
      <span className="tile-facts">
        {job !== undefined && output !== null && (
          <>
            <span>
              {job.language} · {job.format}
            </span>{' '}
            <span>{bytes(output.bytes)}</span>
          </>
        )}
      </span>
    </div>
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
