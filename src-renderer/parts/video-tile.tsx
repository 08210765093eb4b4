import type { HTMLAttributes, ReactNode } from 'react'
import type { Job, OutputFacts } from '../../src-shared/batches/batch.ts'
import { clock } from '../view-math/frames.ts'
import { Poster } from './poster.tsx'
import { tileId } from './tile-wall.tsx'

/** Made anew from the same plan, a file has the same bytes; but one that was gone is there again. */
const versionOf = ({ attempts }: Job, { sha256 }: OutputFacts) => `${sha256.slice(0, 8)}${attempts}`

/** Where a tile stands on its wall, and whether the keyboard is at it. */
export type TilePlace = { place: number; total: number; isActive: boolean }

/** One video of a wall: its picture, key, language and format. */
export function VideoTile({
  job,
  place,
  total,
  isActive,
  isSelected,
  over,
  facts,
  className = '',
  ...rest
}: {
  /** undefined until it is known. */
  job: Job | undefined
  isSelected: boolean
  /** Upon the picture. */
  over?: ReactNode
  /** Beside language and format. */
  facts?: ReactNode
} & TilePlace &
  HTMLAttributes<HTMLDivElement>) {
  const output = job?.status === 'done' ? job.output : null
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the wall has the focus and hears the keys
    <div
      {...rest}
      role="option"
      id={tileId(place)}
      className={`tile ${className}`.trim()}
      aria-selected={isSelected}
      aria-posinset={place + 1}
      aria-setsize={total}
      data-active={isActive || undefined}
    >
      <span className="tile-picture">
        {job !== undefined && output !== null && <Poster job={job.id} version={versionOf(job, output)} />}
        {over}
        {output !== null && (
          <span className="tile-length" aria-hidden="true">
            {clock(output.duration)}
          </span>
        )}
      </span>
      <span className="tile-key">{job?.rowKey ?? '…'}</span>{' '}
      <span className="tile-facts">
        {job !== undefined && (
          <>
            <span>
              {job.language} · {job.format}
            </span>{' '}
            {facts}
          </>
        )}
      </span>
    </div>
  )
}
