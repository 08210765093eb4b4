import { Button, CloseButton, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { BatchEstimate } from '../../../src-shared/farm/estimate.ts'
import type { Range } from '../../../src-shared/farm/forecast.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Told } from '../../parts/told.tsx'
import { runEstimate, stopEstimate, useNewBatch } from '../../state/new-batch.ts'
import { bytes, duration, number, remaining } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { InspectionNote } from './inspection.tsx'

/** What the batch takes: time and disk with their ranges, what is shared, and what that rests on. */
export function EstimateNote() {
  const estimate = useNewBatch(({ estimate }) => estimate)
  if (estimate.is === 'none') return null
  return (
    <section className="estimate" aria-label={words.estimate.title}>
      {estimate.is === 'running' ? (
        <p className="estimate-running" role="status">
          <Loader size={14} aria-hidden="true" />{' '}
          {estimate.doing === null ? words.estimate.running : <Told text={estimate.doing} />}
          <Button size="compact-xs" variant="default" onClick={stopEstimate}>
            {words.estimate.stop}
          </Button>
        </p>
      ) : estimate.is === 'failed' ? (
        <ErrorNote error={estimate.error} onTryAgain={() => void runEstimate()} />
      ) : (
        <Facts estimate={estimate.value} isOld={estimate.isOld} />
      )}
    </section>
  )
}

function Facts({ estimate, isOld }: { estimate: BatchEstimate; isOld: boolean }) {
  const { seconds, outputBytes, artifactBytes, disk, from, batches, processes } = estimate
  const { cpuSeconds, frames, artifacts, inspection } = estimate
  const say = words.estimate
  const tooSmall = disk !== null && outputBytes.likely > Math.max(0, disk.free - disk.reserve)
  const room =
    disk === null
      ? say.diskUnknown
      : tooSmall
        ? say.diskTooSmall(bytes(disk.free), bytes(disk.reserve))
        : say.diskFree(bytes(disk.free))
  const besides = artifactBytes.high > 0 ? `, ${say.besides(between(artifactBytes, bytes))}` : ''
  const facts: [string, string, string, boolean?][] = [
    [say.time, between(seconds, remaining), say.likely(remaining(seconds.likely))],
    [say.disk, between(outputBytes, bytes), `${room}${besides}`, tooSmall],
    [
      say.frames,
      say.framesOf(number(frames.distinct), number(frames.all)),
      say.segmentsOf(number(artifacts.segment.distinct), number(artifacts.segment.uses)),
    ],
    [say.cpu, duration(cpuSeconds.shared), say.cpuOf(duration(cpuSeconds.whole))],
  ]
  if (inspection !== null)
    facts.push([say.inspection, duration(inspection.seconds), say.inspectionBy(inspection.profile)])
  return (
    <>
      <dl className="estimate-facts">
        {facts.map(([name, value, more, isBad]) => (
          <div key={name} data-tone={isBad ? 'bad' : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd>
              {isBad && <IconAlertTriangle size={13} aria-hidden="true" />} {more}
            </dd>
          </div>
        ))}
      </dl>
      <InspectionNote />
      <p className="estimate-rests">
        {isOld ? `${say.old} ` : ''}
        {from === 'past' ? say.fromPast(batches, processes) : say.fromPlan(processes)}
        {isOld && (
          <Button size="compact-xs" variant="light" onClick={() => void runEstimate()}>
            {say.again}
          </Button>
        )}
      </p>
      <CloseButton
        className="estimate-close"
        size="sm"
        aria-label={words.close}
        onClick={() => useNewBatch.setState({ estimate: { is: 'none' } })}
      />
    </>
  )
}

function between({ low, high }: Range, text: (amount: number) => string): string {
  const [from, to] = [text(low), text(high)]
  return from === to ? from : words.estimate.range(from, to)
}
