import { IconCircleCheck } from '@tabler/icons-react'
import type { CheckReport } from '../../src-shared/contract/commands.ts'
import { shortDuration } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'

const shownAtMost = 200

/** What the check of all rows found: counts, then each thing with its place and remedy. */
export function CheckReportNote({ report }: { report: CheckReport }) {
  const { rows, rejectedRows, videos, problems, findings, errors, warnings, seconds } = report
  const found = [
    ...problems.map(({ line, column, value, message, whatToDo }) => ({
      tone: 'bad',
      place: `${words.rejected.line} ${line}${column === null ? '' : ` · ${column}`}`,
      value,
      message,
      whatToDo,
    })),
    ...findings.map(({ severity, line, language, format, message, whatToDo }) => ({
      tone: severity === 'error' ? 'bad' : 'warn',
      place:
        [line === null ? null : `${words.rejected.line} ${line}`, language, format]
          .filter((part) => part !== null)
          .join(' · ') || words.check.everyRow,
      value: null,
      message,
      whatToDo,
    })),
  ]
  const all = report.problemCount + report.findingCount
  const shown = found.slice(0, shownAtMost)
  return (
    <section className="check-report" aria-label={words.check.label}>
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
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <ul className="check-list" tabIndex={0} aria-label={words.check.label}>
          {shown.map(({ tone, place, value, message, whatToDo }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={index}>
              <span className="dot" data-tone={tone} aria-hidden="true" />
              <span className="check-place">{place}</span>
              <span>
                {message} {value !== null && value !== '' && <code>{value}</code>} <strong>{whatToDo}</strong>
              </span>
            </li>
          ))}
        </ul>
      )}
      {all > shown.length && <p className="check-more">{words.check.shown(shown.length, all)}</p>}
    </section>
  )
}
