import { useElementSize } from '@mantine/hooks'
import { IconMovie } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef, useState } from 'react'
import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import { mediaUrl } from '../bridge/bridge.ts'
import { loadJobs, useOpenBatch } from '../state/open-batch.ts'
import { isUnderWay } from '../view-math/batch-list.ts'
import { tilesOfRow, wallOf } from '../view-math/wall.ts'
import { words } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'
import { NothingHere } from './nothing-here.tsx'

const leastTile = 210
const gap = 14
const captionHeight = 46
/** In the middle there often is a transition. */
const posterShare = 0.3

/** The finished videos as pictures; they play while the pointer rests on them. */
export function VideoWall({ batch, onPlay }: { batch: Batch; onPlay(job: Job): void }) {
  const list = useOpenBatch(({ finished }) => finished)
  const error = useOpenBatch(({ errors }) => errors.finished)
  const frame = useRef<HTMLElement>(null)
  const { ref: measured, width } = useElementSize()
  const { columns, tile } = wallOf(width, leastTile, gap)
  const total = list.next === null ? list.jobs.length : Math.max(list.jobs.length, batch.counts.done)
  const rowHeight = Math.round((tile * 3) / 4) + captionHeight + gap
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(total / columns),
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 1,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured again when they grow
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer])
  const rows = virtualizer.getVirtualItems()
  const inSight = ((rows.at(-1)?.index ?? 0) + 1) * columns
  const isMissing = list.next !== null && inSight >= list.jobs.length - columns * 4
  // The count grows with each video that is finished: a list that was empty is asked for again.
  const wanted = isMissing && batch.counts.done > list.jobs.length && !error ? list.next : null
  useEffect(() => {
    if (wanted !== null) void loadJobs('finished')
  }, [wanted])
  return (
    <div className="list-page">
      {error && <ErrorNote error={error} onTryAgain={() => void loadJobs('finished')} />}
      {total === 0 ? (
        <NothingHere
          icon={<IconMovie size={40} stroke={1.2} aria-hidden="true" />}
          title={isUnderWay(batch) ? words.videos.none : words.videos.noneEver}
        >
          {isUnderWay(batch) && words.videos.noneText}
        </NothingHere>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="wall-frame" ref={frame} tabIndex={0} aria-label={words.videos.label}>
          <div ref={measured} className="wall-space" style={{ height: virtualizer.getTotalSize() }}>
            {rows.map(({ index, start }) => (
              <div
                key={index}
                className="wall-row"
                style={{
                  transform: `translateY(${start}px)`,
                  gridTemplateColumns: `repeat(${columns}, 1fr)`,
                }}
              >
                {tilesOfRow(list.jobs, index, columns).map((job) => (
                  <Tile key={job.id} job={job} onPlay={onPlay} />
                ))}
              </div>
            ))}
          </div>
        </section>
      )}
    </div>
  )
}

const Tile = memo(function Tile({ job, onPlay }: { job: Job; onPlay(job: Job): void }) {
  const video = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  if (job.status !== 'done') return null
  const { duration, path, width, height } = job.output
  const isGif = path.endsWith('.gif')
  const poster = duration * posterShare
  const play = () => void video.current?.play().catch(() => {})
  const rest = () => {
    if (video.current === null) return
    video.current.pause()
    video.current.currentTime = poster
  }
  return (
    <button
      type="button"
      className="tile"
      onClick={() => onPlay(job)}
      onMouseEnter={play}
      onMouseLeave={rest}
      onFocus={play}
      onBlur={rest}
    >
      <span className="tile-picture">
        {failed ? (
          <span className="tile-none">{words.videos.cannotShow}</span>
        ) : isGif ? (
          <img src={mediaUrl(`job/${job.id}`)} alt="" loading="lazy" onError={() => setFailed(true)} />
        ) : (
          <video
            ref={video}
            src={`${mediaUrl(`job/${job.id}`)}#t=${poster}`}
            muted
            loop
            playsInline
            preload="metadata"
            tabIndex={-1}
            aria-hidden="true"
            onError={() => setFailed(true)}
          />
        )}
      </span>
      <span className="tile-key">
        <span className="visually-hidden">{words.videos.play} </span>
        {job.rowKey}
      </span>{' '}
      <span className="tile-facts">
        {job.language} · {job.format} · {width}×{height}
      </span>
    </button>
  )
})
