import { Button, Loader, Table } from '@mantine/core'
import { IconCpu } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { Told } from '../../parts/told.tsx'
import { useStudio } from '../../state/studio.ts'
import { words } from '../../words/words.ts'
import { SettingGroup } from './setting.tsx'

const none: HardwareEncoder[] = []
const tones = { works: 'good', 'out-of-use': 'warn', absent: 'quiet' } as const

/** What came of trying each hardware encoder on this machine. */
export function Encoders() {
  const encoders = useStudio(({ farm }) => farm?.encoders ?? none)
  const [isTrying, setIsTrying] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const tryAll = () => {
    setIsTrying(true)
    setError(null)
    void ask('farm.try-encoders', {})
      .catch((thrown: unknown) => setError(toErrorShape(thrown)))
      .finally(() => setIsTrying(false))
  }
  // None is listed before the first trial.
  const isUntried = encoders.length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried once, when the section is opened
  useEffect(() => {
    if (isUntried) tryAll()
  }, [])
  const say = words.settings.encoders
  return (
    <>
      <p className="settings-intro">{say.intro}</p>
      {error !== null && encoders.length > 0 && <ErrorNote error={error} />}
      <SettingGroup
        title={say.label}
        action={
          <Button size="xs" variant="default" loading={isTrying} onClick={tryAll}>
            {say.tryAgain}
          </Button>
        }
      >
        {encoders.length === 0 && isTrying ? (
          <div className="settings-waiting settings-trying">
            <Loader size="sm" aria-hidden="true" />
            <p role="status">{say.trying}</p>
          </div>
        ) : encoders.length === 0 && error === null ? (
          <NothingHere icon={<IconCpu size={36} stroke={1.2} aria-hidden="true" />} title={say.none}>
            {say.noneText}
          </NothingHere>
        ) : encoders.length === 0 ? (
          <ErrorNote error={error} />
        ) : (
          <Table aria-label={say.label} className="setting-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say.name}</Table.Th>
                <Table.Th scope="col">{say.status}</Table.Th>
                <Table.Th scope="col">{say.reason}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {encoders.map(({ encoder, status, reason, sessions }) => (
                <Table.Tr key={encoder}>
                  <Table.Th scope="row" className="mono">
                    {encoder}
                  </Table.Th>
                  <Table.Td>
                    <span className="status-badge toned" data-tone={tones[status]}>
                      {say.statuses[status]}
                    </span>
                  </Table.Td>
                  <Table.Td>
                    <Told text={reason} /> {sessions > 0 && say.sessions(sessions)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </SettingGroup>
    </>
  )
}
