import { Button, Code } from '@mantine/core'
import { IconCopy, IconRefresh } from '@tabler/icons-react'
import type { TriedUnit, UnitAttempt } from '../../../src-shared/farm/units.ts'
import { ask } from '../../bridge/bridge.ts'
import { attempt as attemptTo } from '../../parts/batch-actions.ts'
import { copyText } from '../../parts/copy-text.ts'
import { tell, tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { bytes, clockTime, shortDuration } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** Every try at every step: what it took, how it ended, its command to copy and its last words. */
export function StepTries({ units, look }: { units: readonly TriedUnit[]; look(): Promise<void> }) {
  const begun = units.filter(({ attempts }) => attempts.length > 0)
  if (begun.length === 0) return null
  return (
    <section className="job-section">
      <h2>{words.jobPage.steps}</h2>
      {begun.map((unit) => (
        <details key={unit.number} className="step" open={unit.status === 'failed'}>
          <summary>
            <span className="dot" data-tone={tones[unit.status]} aria-hidden="true" />
            <strong>{words.jobPage.kinds[unit.kind]}</strong>
            <span className="step-label">
              <Told text={unit.label} />
            </span>
            <span className="quiet">
              {words.jobStatus[unit.status]} · {words.jobPage.tries(unit.attempts.length)}
            </span>
          </summary>
          <div className="step-body">
            {unit.status === 'failed' && (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconRefresh size={14} />}
                onClick={() =>
                  void attemptTo(ask('queue.retry', { targets: [{ what: 'unit', unit: unit.number }] })).then(
                    look,
                  )
                }
              >
                {words.jobPage.retryStep}
              </Button>
            )}
            {unit.attempts.toReversed().map((one) => (
              <Try key={one.number} attempt={one} />
            ))}
          </div>
        </details>
      ))}
    </section>
  )
}

const tones = { waiting: 'quiet', running: 'busy', paused: 'warn', done: 'good', failed: 'bad' } as const

function Try({ attempt }: { attempt: UnitAttempt }) {
  const { commands, stderr } = attempt
  const facts: [string, string | null][] = [
    [words.jobPage.begun, clockTime(attempt.begunAt)],
    [words.jobPage.took, attempt.milliseconds === null ? null : shortDuration(attempt.milliseconds / 1_000)],
    [
      words.jobPage.cpu,
      attempt.cpuMilliseconds === null ? null : shortDuration(attempt.cpuMilliseconds / 1_000),
    ],
    [words.jobPage.memory, memoryOf(attempt)],
    [words.jobPage.encoder, attempt.encoder ?? words.jobPage.processor],
    [words.jobPage.exit, attempt.exit],
    [words.jobPage.machine, attempt.machine],
  ]
  const copy = () =>
    void copyText((commands ?? []).join('\n')).then(() => tell(words.jobPage.commandCopied), tellFault)
  return (
    <article className="try">
      <h3>
        {words.jobPage.try(attempt.number)}
        <span className="try-end" data-end={attempt.end ?? 'running'}>
          {words.jobPage.ends[attempt.end ?? 'running']}
        </span>
      </h3>
      {attempt.reason !== null && (
        <p className="try-reason">
          <Told text={attempt.reason} />
        </p>
      )}
      {attempt.error?.whatToDo !== undefined && (
        <p className="try-remedy">
          <Told text={attempt.error.whatToDo} />
        </p>
      )}
      <dl className="fact-line">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {commands !== null && commands.length > 0 && (
        <div className="try-text">
          <div className="try-text-head">
            <h4>{words.jobPage.commands}</h4>
            <Button size="compact-xs" variant="subtle" leftSection={<IconCopy size={13} />} onClick={copy}>
              {words.jobPage.copyCommand}
            </Button>
          </div>
          <Code block tabIndex={0} role="region" aria-label={words.jobPage.commands}>
            {commands.join('\n')}
          </Code>
        </div>
      )}
      {stderr !== null && stderr !== '' && (
        <div className="try-text">
          <h4>{words.jobPage.log}</h4>
          <Code block tabIndex={0} role="region" aria-label={words.jobPage.log}>
            {stderr}
          </Code>
        </div>
      )}
      {commands === null && attempt.end !== null && <p className="quiet">{words.jobPage.tidied}</p>}
    </article>
  )
}

function memoryOf({ peakBytes, expectedBytes }: UnitAttempt): string | null {
  if (peakBytes === null) return expectedBytes === null ? null : words.jobPage.expected(bytes(expectedBytes))
  return expectedBytes === null
    ? bytes(peakBytes)
    : `${bytes(peakBytes)} (${words.jobPage.expected(bytes(expectedBytes))})`
}
