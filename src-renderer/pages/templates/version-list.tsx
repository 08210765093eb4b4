import { Button, Skeleton } from '@mantine/core'
import { IconColumns2, IconFileExport } from '@tabler/icons-react'
import type { TemplateEntry, TemplateVersion } from '../../../src-shared/contract/templates.ts'
import type { TemplateChange } from '../../../src-shared/templates/changes.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Tool } from '../../parts/tool.tsx'
import { useAsked } from '../../state/asked.ts'
import { compare, exportTemplate, restore } from '../../state/templates.ts'
import { shownOf } from '../../view-math/loading.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { ChangeList } from './change-list.tsx'

/** Every version of a template, the latest first, with what changed and a way back. */
export function VersionList({ template: { name, version, at, origin } }: { template: TemplateEntry }) {
  const [versions, again] = useAsked(`${name} ${version} ${at} ${origin}`, () =>
    ask('template.versions', { template: name }),
  )
  const known = shownOf(versions)
  if (versions.is === 'failed') return <ErrorNote error={versions.error} onTryAgain={again} />
  if (known === null)
    return (
      <div className="versions" role="status" aria-label={words.loading}>
        <Skeleton height={64} radius="md" />
        <Skeleton height={64} radius="md" />
      </div>
    )
  const current = known.find(({ isCurrent }) => isCurrent) ?? known[0]
  return (
    <>
      {known.length > 1 && current !== undefined && (
        <Button
          size="xs"
          variant="default"
          className="versions-compare"
          leftSection={<IconColumns2 size={15} />}
          onClick={() => {
            const before = known[known.indexOf(current) + 1] ?? known.find((each) => each !== current)
            compare(name, before!.version, current.version)
          }}
        >
          {words.comparing.open}
        </Button>
      )}
      <ol className="versions">
        {known.map((each, index) => (
          <Version
            key={`${each.origin} ${each.version}`}
            name={name}
            told={each}
            isFirst={index === known.length - 1}
            current={current?.version ?? each.version}
          />
        ))}
      </ol>
    </>
  )
}

function Version({
  name,
  told,
  isFirst,
  current,
}: {
  name: string
  told: TemplateVersion
  isFirst: boolean
  /** The version that the name stands for. */
  current: string
}) {
  const { version, at, note, origin, isCurrent, changes } = told
  return (
    <li className="version" data-on={isCurrent || undefined}>
      <div className="version-head">
        <strong>{version}</strong>
        {isCurrent && <span className="tag">{words.galleryDetails.current}</span>}
        <span className="version-when">
          {origin === 'shipped'
            ? words.galleryDetails.shipped
            : at === null
              ? ''
              : dayAndTime(at, new Date())}
        </span>
        {!isCurrent && (
          <Tool
            label={words.comparing.withCurrent(version)}
            size="sm"
            onClick={() => compare(name, version, current)}
          >
            <IconColumns2 size={16} />
          </Tool>
        )}
        <Tool
          label={words.galleryDetails.exportVersion(version)}
          size="sm"
          onClick={() => exportTemplate(name, version)}
        >
          <IconFileExport size={16} />
        </Tool>
        {!isCurrent && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => restore(name, origin === 'shipped' ? 'shipped' : version)}
          >
            {words.galleryDetails.toVersion(version)}
          </Button>
        )}
      </div>
      {note !== '' && <p className="version-note">{note}</p>}
      {changes === null ? (
        isFirst && <p className="facts-quiet">{words.galleryDetails.firstVersion}</p>
      ) : changes.length === 0 ? (
        <p className="facts-quiet">{words.galleryDetails.noChanges}</p>
      ) : (
        <Changes changes={changes} isOpen={isCurrent} />
      )}
    </li>
  )
}

const mostShown = 60

function Changes({ changes, isOpen }: { changes: readonly TemplateChange[]; isOpen: boolean }) {
  return (
    <details className="changes" open={isOpen}>
      <summary>{words.galleryDetails.changes(changes.length)}</summary>
      <ChangeList changes={changes} most={mostShown} />
    </details>
  )
}
