import { useState } from 'react'
import type { Job } from '../../../src-shared/batches/batch.ts'
import { mediaUrl } from '../../bridge/bridge.ts'
import { framesToShow } from '../../view-math/steps.ts'
import { words } from '../../words/words.ts'

const most = 6

/** Some frames of the finished video, spread over it. */
export function JobPictures({ job }: { job: Extract<Job, { status: 'done' }> }) {
  const frames = framesToShow(job.output.frames, most)
  return (
    <section className="job-section">
      <h2>{words.jobPage.pictures}</h2>
      <ul className="job-pictures">
        {frames.map((frame, index) => (
          <li key={frame}>
            <Picture
              address={`frame/${job.id}/${frame}`}
              label={words.jobPage.picture(index + 1, frames.length)}
              ratio={job.output.width / job.output.height}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Picture({ address, label, ratio }: { address: string; label: string; ratio: number }) {
  const [isMissing, setIsMissing] = useState(false)
  if (isMissing)
    return (
      <span className="job-no-picture" style={{ aspectRatio: ratio }}>
        {words.jobPage.noPicture}
      </span>
    )
  return (
    <img
      src={mediaUrl(address)}
      alt={label}
      loading="lazy"
      style={{ aspectRatio: ratio }}
      onError={() => setIsMissing(true)}
    />
  )
}
