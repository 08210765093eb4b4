import { Button, Loader } from '@mantine/core'
import {
  IconAlertTriangle,
  IconChecklist,
  IconCircleCheck,
  IconExclamationCircle,
  IconPencil,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { CheckReport } from '../../../src-shared/contract/commands.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { bringToEditor } from '../../state/brought.ts'
import { runCheck, showTab, stopCheck, useNewBatch } from '../../state/new-batch.ts'
import { go } from '../../state/places.ts'
import { goToRecord, indexOfLine } from '../../state/table-rows.ts'
import { lacksOf } from '../../view-math/draft.ts'
import { targetText } from '../../view-math/editor-target.ts'
import { shownOf } from '../../view-math/loading.ts'
import { number, shortDuration } from '../../view-math/numbers.ts'
import { type CheckedThing, type CheckGroup, checkGroups } from '../../view-math/table-view.ts'
import { words } from '../../words/words.ts'
import { InspectionNote } from './inspection.tsx'

const shownAtOnce = 20

/** What the check of the whole matrix found: counts, then each thing with its place and remedy. */
export function CheckTab() {
  const check = useNewBatch(({ check }) => check)
  const draft = useNewBatch(({ draft }) => draft)
  const inspection = useNewBatch(({ inspection }) => inspection)
  const isReady = lacksOf(draft, inspection.is === 'failed' ? null : shownOf(inspection)).length === 0
  switch (check.is) {
    case 'none':
      return (
        <div className="check-empty">
          <NothingHere icon={<IconChecklist size={34} stroke={1.4} />} title={words.check.none}>
            {words.check.noneText}
          </NothingHere>
          <Button variant="default" disabled={!isReady} onClick={() => void runCheck()}>
            {words.start.check}
          </Button>
        </div>
      )
    case 'running':
      return (
        <div className="check-empty">
          <Loader size="sm" aria-hidden="true" />
          <p role="status">{check.doing === null ? words.start.checking : <Told text={check.doing} />}</p>
          <Button variant="default" size="xs" onClick={stopCheck}>
            {words.start.stopCheck}
          </Button>
        </div>
      )
    case 'failed':
      return (
        <div className="check-page">
          <ErrorNote error={check.error} title={words.check.title} onTryAgain={() => void runCheck()} />
        </div>
      )
    case 'done':
      return <Report report={check.value} isOld={check.isOld} />
    default:
      return check satisfies never
  }
}

function Report({ report, isOld }: { report: CheckReport; isOld: boolean }) {
  const { rows, rejectedRows, videos, errors, warnings, seconds } = report
  const groups = checkGroups(report)
  const all = report.problemCount + report.findingCount
  const listed = report.problems.length + report.findings.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="check-page" tabIndex={0} aria-label={words.check.label}>
      {isOld && (
        <div className="check-old" role="status">
          {words.check.old}
          <Button size="compact-xs" variant="light" onClick={() => void runCheck()}>
            {words.check.again}
          </Button>
        </div>
      )}
      <div className="check-head" role="status">
        <strong>{words.check.facts(rows, videos, shortDuration(seconds))}</strong>
        {all === 0 && (
          <span className="section-fact" data-tone="good">
            <IconCircleCheck size={16} aria-hidden="true" /> {words.check.clean}
          </span>
        )}
        {rejectedRows > 0 && (
          <span className="section-fact" data-tone="bad">
            {words.check.rejected(rejectedRows)}
          </span>
        )}
        {errors > 0 && (
          <span className="section-fact" data-tone="bad">
            {words.check.errors(errors)}
          </span>
        )}
        {warnings > 0 && (
          <span className="section-fact" data-tone="warn">
            {words.check.warnings(warnings)}
          </span>
        )}
      </div>
      <InspectionNote />
      <Matrix matrix={report.matrix} />
      {groups.map((group) => (
        <Group key={group.rule} group={group} />
      ))}
      {all > listed && <p className="check-more">{words.check.shown(listed, all)}</p>}
    </section>
  )
}

/** Languages x formats, each with its videos and warnings. */
function Matrix({ matrix }: { matrix: CheckReport['matrix'] }) {
  const template = useNewBatch(({ draft }) => draft.template)
  const languages = [...new Set(matrix.map(({ language }) => language))]
  const formats = [...new Set(matrix.map(({ format }) => format))]
  if (languages.length === 0) return null
  const titleOf = (list: readonly { id: string; title: string }[] | undefined, id: string) =>
    list?.find((one) => one.id === id)?.title ?? id
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="check-matrix-frame" tabIndex={0} aria-label={words.check.matrix}>
      <table className="check-matrix">
        <caption className="visually-hidden">{words.check.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{words.check.language}</th>
            {formats.map((format) => (
              <th key={format} scope="col">
                {titleOf(template?.formats, format)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {languages.map((language) => (
            <tr key={language}>
              <th scope="row">{titleOf(template?.languages, language)}</th>
              {formats.map((format) => {
                const cell = matrix.find((one) => one.language === language && one.format === format)
                const { videos, warnings } = cell ?? { videos: 0, warnings: 0 }
                return (
                  <td key={format} data-tone={warnings > 0 ? 'warn' : undefined}>
                    {words.check.cell(number(videos), warnings)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Group({ group }: { group: CheckGroup }) {
  const [shown, setShown] = useState(3)
  const { rule, severity, count, things } = group
  const isError = severity === 'error'
  const more = words.check.more(Math.min(shownAtOnce, things.length - shown))
  return (
    <section className="check-group" aria-label={rule}>
      <h2 data-tone={isError ? 'bad' : 'warn'}>
        {isError ? (
          <IconExclamationCircle size={16} role="img" aria-label={words.check.error} />
        ) : (
          <IconAlertTriangle size={16} role="img" aria-label={words.check.warning} />
        )}
        {words.check.rules[rule] ?? rule}
        {words.check.rules[rule] !== undefined && <code className="check-rule">{rule}</code>}
        <span className="check-count">{number(count)}</span>
      </h2>
      <ul>
        {things.slice(0, shown).map((thing, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <Thing key={index} thing={thing} />
        ))}
      </ul>
      {things.length > shown && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`${words.check.rules[rule] ?? rule}: ${more}`}
          onClick={() => setShown(shown + shownAtOnce)}
        >
          {more}
        </Button>
      )}
    </section>
  )
}

function Thing({ thing }: { thing: CheckedThing }) {
  const { message, whatToDo, value, rowKey, language, format, to, target } = thing
  const place = [
    to?.place === 'row' ? words.check.line(to.line) : to === null ? words.check.everyRow : null,
    to?.place === 'row' ? to.column : null,
    target === null ? null : [target.scene, target.layer].filter(Boolean).join(' · '),
    rowKey,
    language,
    format,
  ].filter(Boolean)
  const body = (
    <>
      <span className="check-place">{place.join(' · ')}</span>
      <span className="check-words">
        <Told text={message} />{' '}
        {value !== null && value !== '' && !message.includes(value) && <code dir="auto">{value}</code>}{' '}
        <strong>
          <Told text={whatToDo} />
        </strong>
      </span>
    </>
  )
  return (
    <li>
      {to === null ? (
        <span className="check-thing">{body}</span>
      ) : (
        <button type="button" className="check-thing" onClick={() => void goTo(thing).catch(tellFault)}>
          {body}
        </button>
      )}
      {to?.place === 'row' && target !== null && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPencil size={13} />}
          onClick={() => void showInEditor(thing).catch(tellFault)}
        >
          {words.template.open}
        </Button>
      )}
    </li>
  )
}

/** Where a problem is mended: its row and cell, or the template. */
async function goTo(thing: CheckedThing): Promise<void> {
  const { to } = thing
  if (to === null) return
  if (to.place === 'template') return showInEditor(thing)
  showTab('rows')
  const where = to.number === null ? { line: to.line } : { number: to.number }
  if (!(await goToRecord(where, to.column))) tell(words.records.notThere)
}

/** Shows the layer and property that a finding is about, with the row that it was found with. */
async function showInEditor({ to, target }: CheckedThing): Promise<void> {
  const { template, data, reading, map, key } = useNewBatch.getState().draft
  if (template === null) return
  const row = to?.place === 'row' ? await indexOfLine(to.line) : null
  if (data !== null) bringToEditor({ template: template.name, table: { path: data, reading, map, key }, row })
  go({ name: 'editor', template: template.name, ...(target === null ? {} : { at: targetText(target) }) })
}
