import { Button, Progress } from '@mantine/core'
import { IconGauge, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { Calibration } from '../../../src-shared/farm/farm.ts'
import { ask } from '../../bridge/bridge.ts'
import { Section } from '../../parts/section.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { dayAndTime, number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** What was measured of the machine, with all that was tried; measuring anew. */
export function Calibrating({
  calibration,
  progress,
  asked,
  onAsked,
}: {
  calibration: Calibration | null
  /** Of what is being measured now, whoever asked for it. */
  progress: { done: number; of: number } | null
  /** Under which id this window waits for an answer; null: it does not. */
  asked: string | null
  onAsked(asked: string | null): void
}) {
  const [measured, setMeasured] = useState<Calibration | null>(null)
  // Another window, or a terminal, may have measured since.
  const isOwnLater = measured !== null && (calibration === null || measured.at >= calibration.at)
  const known = isOwnLater ? measured : calibration
  const isBusy = asked !== null || progress !== null
  const measure = () => {
    const id = crypto.randomUUID()
    onAsked(id)
    ask('farm.calibrate', { id })
      .then(setMeasured, (error: unknown) => {
        if (toErrorShape(error).code === 'calibration.stopped') tell(words.farmPage.calibratingStopped)
        else tellFault(error)
      })
      .finally(() => onAsked(null))
  }
  const stop = (id: string) => void ask('farm.stop-calibrating', { id }).catch(tellFault)
  return (
    <Section
      title={words.farmPage.calibration}
      aside={
        asked !== null ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerStop size={15} />}
            onClick={() => stop(asked)}
          >
            {words.farmPage.stopCalibrating}
          </Button>
        ) : // What others asked for is theirs to stop.
        progress === null ? (
          <Button size="xs" variant="default" leftSection={<IconGauge size={15} />} onClick={measure}>
            {words.farmPage.calibrate}
          </Button>
        ) : undefined
      }
    >
      {isBusy ? (
        <div role="status">
          <p className="list-hint">
            {progress === null
              ? words.farmPage.calibrateText
              : words.farmPage.calibrating(progress.done + 1, progress.of)}
          </p>
          <Progress
            mt={8}
            value={progress === null ? 2 : (progress.done / progress.of) * 100}
            aria-label={words.farmPage.calibration}
          />
        </div>
      ) : known === null ? (
        <p className="list-hint">{words.farmPage.notMeasured}</p>
      ) : (
        <>
          <p>{words.farmPage.measuredAt(dayAndTime(known.at, new Date()), known.processes, known.threads)}</p>
          <Tried calibration={known} />
        </>
      )}
    </Section>
  )
}

function Tried({ calibration: { tried, processes, threads } }: { calibration: Calibration }) {
  const most = Math.max(1, ...tried.map(({ framesPerSecond }) => framesPerSecond))
  return (
    <table className="batch-figures tried-table" aria-label={words.farmPage.tried}>
      <thead>
        <tr>
          <th scope="col">{words.farmPage.triedProcesses}</th>
          <th scope="col">{words.farmPage.triedThreads}</th>
          <th scope="col">{words.farmPage.triedRate}</th>
          <td aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {tried.map((one) => {
          const isBest = one.processes === processes && one.threads === threads
          return (
            <tr key={`${one.processes} ${one.threads}`} data-best={isBest || undefined}>
              <td>{number(one.processes)}</td>
              <td>{number(one.threads)}</td>
              <td>
                {number(one.framesPerSecond)}
                {isBest && <span className="tag">{words.farmPage.best}</span>}
              </td>
              <td aria-hidden="true">
                <span className="tried-bar" style={{ width: `${(one.framesPerSecond / most) * 100}%` }} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
