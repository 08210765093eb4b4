import { Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import type { Finding } from '../../../src-shared/plans/findings.ts'
import { codecs } from '../../../src-shared/templates/formats.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Told } from '../../parts/told.tsx'
import { useAsked } from '../../state/asked.ts'
import { go } from '../../state/places.ts'
import { useGallery } from '../../state/templates.ts'
import { shownOf } from '../../view-math/loading.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** What a template is made of: variables, formats, languages, what the check says, who used it. */
export function TemplateFacts({ template }: { template: TemplateEntry }) {
  const { description, variables, formats, languages } = template
  return (
    <div className="facts">
      {description !== '' && (
        <p className="facts-text" dir="auto">
          {description}
        </p>
      )}
      <Part title={words.galleryDetails.formats}>
        <ul className="facts-formats">
          {formats.map(({ id, title, width, height, codec }) => (
            <li key={id}>
              <span className="facts-shape" aria-hidden="true">
                <span style={{ aspectRatio: `${width} / ${height}` }} />
              </span>
              <span className="facts-name">{title}</span>
              <span className="facts-quiet">
                {width} × {height} · {codecs[codec].title}
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.galleryDetails.languages}>
        <ul className="facts-languages">
          {languages.map(({ id, title }) => (
            <li key={id}>
              {title}
              {title !== id && <span className="facts-quiet">{id}</span>}
            </li>
          ))}
        </ul>
      </Part>
      {variables.length > 0 && (
        <Part title={words.galleryDetails.variables}>
          <table className="facts-table">
            <thead>
              <tr>
                <th scope="col">{words.galleryDetails.variable}</th>
                <th scope="col">{words.galleryDetails.type}</th>
                <th scope="col">{words.galleryDetails.required}</th>
                <th scope="col">{words.galleryDetails.example}</th>
              </tr>
            </thead>
            <tbody>
              {variables.map((variable) => (
                <tr key={variable.name}>
                  <th scope="row" title={variable.description}>
                    {variable.title ?? variable.name}
                    <code>{variable.name}</code>
                  </th>
                  <td>{words.galleryDetails.types[variable.type] ?? variable.type}</td>
                  <td>
                    {variable.required && variable.default === undefined
                      ? words.galleryDetails.yes
                      : words.galleryDetails.no}
                  </td>
                  <td className="facts-example">{variable.example ?? variable.default ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      )}
      <Part title={words.galleryDetails.findings}>
        <Findings template={template} />
      </Part>
      <Part title={words.galleryDetails.used}>
        <Uses name={template.name} />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="facts-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Findings({ template: { name, version, at } }: { template: TemplateEntry }) {
  const [checked, again] = useAsked(`${name} ${version} ${at}`, () =>
    ask('template.check', { template: name }),
  )
  const known = shownOf(checked)
  if (checked.is === 'failed') return <ErrorNote error={checked.error} onTryAgain={again} />
  if (known === null) return <Skeleton height={20} width="60%" />
  if (known.findings.length === 0)
    return (
      <p className="facts-fine">
        <IconCircleCheck size={16} data-tone="good" aria-hidden="true" />
        {words.galleryDetails.noFindings}
      </p>
    )
  return (
    <ul className="facts-findings">
      {known.findings.map((finding) => (
        <li key={JSON.stringify([finding.rule, finding.message, finding.language, finding.format])}>
          <FindingMark severity={finding.severity} />
          <span>
            <Told text={finding.message} />{' '}
            <strong>
              <Told text={finding.whatToDo} />
            </strong>
          </span>
        </li>
      ))}
    </ul>
  )
}

function FindingMark({ severity }: Pick<Finding, 'severity'>) {
  const label = words.galleryDetails.severity[severity]
  return severity === 'error' ? (
    <IconCircleX size={16} data-tone="bad" role="img" aria-label={label} />
  ) : (
    <IconAlertTriangle size={16} data-tone="warn" role="img" aria-label={label} />
  )
}

function Uses({ name }: { name: string }) {
  const use = useGallery(({ uses }) => uses.get(name))
  if (use === undefined) return <p className="facts-quiet">{words.galleryDetails.usedNever}</p>
  return (
    <p>
      {words.galleryDetails.usedBy(use.batches)}. {words.galleryDetails.last}{' '}
      <button
        type="button"
        className="text-link"
        onClick={() => go({ name: 'batch', batch: use.last.batch })}
      >
        {use.last.name}
      </button>
      , {dayAndTime(use.last.at, new Date())}
    </p>
  )
}
