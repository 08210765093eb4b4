import { Button, Loader, Table } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import {
  type ClearablePart,
  clearableParts,
  type StoragePart,
  type StorageReport,
} from '../../../src-shared/contract/storage.ts'
import { ask } from '../../bridge/bridge.ts'
import { confirm } from '../../parts/confirm.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { bytes, number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { Setting, SettingButton, SettingGroup } from './setting.tsx'

const isClearable = (part: StoragePart): part is ClearablePart =>
  (clearableParts as readonly StoragePart[]).includes(part)

/** Where the studio keeps what it has, how much that is, and how to have room again. */
export function Storage() {
  const [report, setReport] = useState<StorageReport | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [busy, setBusy] = useState<ClearablePart | 'looking' | null>('looking')
  const say = words.settings.storage

  const look = () => {
    setBusy('looking')
    ask('storage.show', {})
      .then(setReport, (thrown: unknown) => setError(toErrorShape(thrown)))
      .finally(() => setBusy(null))
  }
  useEffect(look, [])

  const clear = async (part: ClearablePart) => {
    const says = await confirm({
      title: say.clearTitle(say.parts[part]),
      text: say.clearText[part],
      yes: say.clearYes,
      isDanger: true,
    })
    if (!says) return
    setBusy(part)
    try {
      const { bytes: gone, refused } = await ask('storage.clear', { part })
      tell(refused === undefined ? say.cleared(bytes(gone)) : say.clearedBut(bytes(gone), refused))
      look()
    } catch (thrown) {
      setBusy(null)
      tellFault(thrown)
    }
  }

  if (error !== null)
    return (
      <ErrorNote
        error={error}
        onTryAgain={() => {
          setError(null)
          look()
        }}
      />
    )
  if (report === null)
    return (
      <div className="settings-waiting">
        <Loader size="sm" aria-hidden="true" />
        <p role="status">{say.looking}</p>
      </div>
    )
  const used = report.parts.reduce((sum, part) => sum + part.bytes, 0)
  return (
    <>
      <SettingGroup title={say.folder}>
        <Setting label={report.folder} hint={`${say.folderHint} ${say.changeHint}`}>
          {(ids) => (
            <SettingButton ids={ids} onClick={() => void ask('desktop.choose-studio', {}).catch(tellFault)}>
              {say.change}
            </SettingButton>
          )}
        </Setting>
        <div className="disk-use">
          <div className="disk-bar" aria-hidden="true">
            <span
              style={{ width: `${(100 * (report.totalBytes - report.freeBytes)) / report.totalBytes}%` }}
            />
            <b style={{ width: `${Math.min(100, (100 * used) / report.totalBytes)}%` }} />
          </div>
          <p>
            {say.used(bytes(used))} · {say.free(bytes(report.freeBytes), bytes(report.totalBytes))}
          </p>
        </div>
      </SettingGroup>
      <SettingGroup
        title={say.label}
        action={
          <Button size="compact-sm" variant="subtle" loading={busy === 'looking'} onClick={look}>
            {say.lookAgain}
          </Button>
        }
      >
        <Table aria-label={say.label} className="setting-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say.part}</Table.Th>
              <Table.Th scope="col" className="figure">
                {say.files}
              </Table.Th>
              <Table.Th scope="col" className="figure">
                {say.size}
              </Table.Th>
              <Table.Th scope="col">
                <span className="visually-hidden">{say.clearYes}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.parts
              .filter(({ part, files }) => files > 0 || isClearable(part))
              .map(({ part, bytes: size, files }) => (
                <Table.Tr key={part}>
                  <Table.Th scope="row">
                    {say.parts[part]}
                    {isClearable(part) && <small>{say.hints[part]}</small>}
                  </Table.Th>
                  <Table.Td className="figure">{number(files)}</Table.Td>
                  <Table.Td className="figure">{bytes(size)}</Table.Td>
                  <Table.Td className="figure">
                    {isClearable(part) && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={say.clearOf(say.parts[part])}
                        disabled={files === 0 || busy !== null}
                        loading={busy === part}
                        onClick={() => void clear(part)}
                      >
                        {say.clear}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </SettingGroup>
      <p className="settings-intro">{say.lifeHint}</p>
    </>
  )
}
