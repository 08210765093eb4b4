import { Button, Progress } from '@mantine/core'
import { IconGauge } from '@tabler/icons-react'
import { useState } from 'react'
import type { Calibration } from '../../../src-shared/farm/farm.ts'
import { ask } from '../../bridge/bridge.ts'
import { tellFault } from '../../parts/tell.tsx'
import { dayAndTime, number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** What was measured of the machine, with all that was tried; measuring anew. */
export function Calibrating({
  calibration,
  progress,
}: {
  calibration: Calibration | null
  progress: { done: number; of: number } | null
}) {
  const [isAsked, setIsAsked] = useState(false)
  const [measured, setMeasured] = useState<Calibration | null>(null)
  const known = measured ?? calibration
  const isBusy = isAsked || progress !== null
  const measure = () => {
    setIsAsked(true)
    ask('farm.calibrate', {})
      .then(setMeasured, tellFault)
      .finally(() => setIsAsked(false))
  }
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.farmPage.calibration}</h2>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconGauge size={15} />}
          disabled={isBusy}
          onClick={measure}
        >
          {words.farmPage.calibrate}
        </Button>
      </div>
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
    </section>
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
