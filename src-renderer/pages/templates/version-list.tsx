import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import type { TemplateEntry, TemplateVersion } from '../../../src-shared/contract/templates.ts'
import type { TemplateChange } from '../../../src-shared/templates/changes.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useAsked } from '../../state/asked.ts'
import { exportTemplate, restore } from '../../state/templates.ts'
import { shownOf } from '../../view-math/loading.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

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
  return (
    <ol className="versions">
      {known.map((each, index) => (
        <Version
          key={`${each.origin} ${each.version}`}
          name={name}
          told={each}
          isFirst={index === known.length - 1}
        />
      ))}
    </ol>
  )
}

function Version({ name, told, isFirst }: { name: string; told: TemplateVersion; isFirst: boolean }) {
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
        <Tooltip label={words.galleryDetails.exportVersion(version)}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={words.galleryDetails.exportVersion(version)}
            onClick={() => exportTemplate(name, version)}
          >
            <IconFileExport size={16} />
          </ActionIcon>
        </Tooltip>
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
      <ul>
        {changes.slice(0, mostShown).map((change) => (
          <li key={`${change.what} ${change.name} ${change.how}`}>
            <div className="change">
              <span>{words.galleryDetails.thing(change.what, change.name)}</span>
              <span className="change-how" data-how={change.how}>
                {words.galleryDetails.how[change.how]}
              </span>
            </div>
            {change.details.length > 0 && (
              <dl className="change-details">
                {change.details.map(({ property, from, to }) => (
                  <div key={property}>
                    <dt>{property}</dt>
                    <dd>
                      <del>{from ?? words.galleryDetails.nothing}</del>
                      <span aria-hidden="true"> → </span>
                      <ins>{to ?? words.galleryDetails.nothing}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
      {changes.length > mostShown && (
        <p className="facts-quiet">{words.galleryDetails.moreChanges(changes.length - mostShown)}</p>
      )}
    </details>
  )
}
