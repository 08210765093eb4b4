import { useEffect, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { mediaUrl } from '../../bridge/bridge.ts'
import { loadStrip, useStrips } from '../../state/home.ts'

const none: number[] = []

/** Small pictures of the first videos of a batch; empty places stand for those that are still to come. */
export function BatchStrip({ batch, size }: { batch: Batch; size: number }) {
  const jobs = useStrips(({ strips }) => strips.get(batch.id)?.jobs ?? none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again as it grows, until the strip is full
  useEffect(() => {
    void loadStrip(batch)
  }, [batch.id, Math.min(batch.counts.done, size)])
  const places = Array.from({ length: size }, (_, index) => ({ place: index, job: jobs[index] ?? null }))
  return (
    <div className="strip" aria-hidden="true">
      {places.map(({ place, job }) =>
        job === null ? <span key={place} className="strip-place" /> : <Picture key={job} job={job} />,
      )}
    </div>
  )
}

function Picture({ job }: { job: number }) {
  const [isMissing, setIsMissing] = useState(false)
  return (
    <span className="strip-place">
      {!isMissing && (
        <img
          src={mediaUrl(`poster/${job}`)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setIsMissing(true)}
        />
      )}
    </span>
  )
}
