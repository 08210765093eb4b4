import type { z } from 'zod'
import type { checkRequest } from '../../../src-shared/batches/batch.ts'
import type { CheckReport } from '../../../src-shared/contract/commands.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import type { Terminal } from '../terminal.ts'
import { count, duration } from '../wording.ts'
import { followedRows, followWork } from './follow-work.ts'
import { problemLine } from './render.ts'
import { findingLine } from './templates.ts'

const examples = 3

/** Everything that can be known without rendering. */
export function check(
  door: Door,
  request: z.input<typeof checkRequest>,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio, onInterrupt) => {
    const report = await followWork(door, studio, onInterrupt, choice, followedRows('check'), () =>
      studio.api.ask('check.run', { id: 'check', request }),
    )
    if (report === null) return { exit: exitStatus.interrupted }
    if (choice.json) return { exit: statusOf(report), ...report }
    tell(door.terminal, report)
    return { exit: statusOf(report) }
  })
}

const statusOf = (report: CheckReport): ExitStatus =>
  report.errors > 0 || report.rejectedRows > 0 ? exitStatus.withFaults : exitStatus.done

function tell(terminal: Terminal, report: CheckReport): void {
  tellByRule(terminal, report)
  const { rows, videos, rejectedRows, errors, warnings, seconds } = report
  terminal.out(
    `${count(rows, 'row')}, ${count(videos, 'video')} looked at in ${duration(seconds)}: ` +
      `${count(rejectedRows, 'row')} would be set aside, ${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
  )
  terminal.out(
    rejectedRows === 0 && errors === 0
      ? 'All of it can be rendered.'
      : 'Mend what is named above, or render without those rows: they are set aside with their reasons.',
  )
}

/** Each rule with its count and its first examples, what keeps rows out first. */
function tellByRule(terminal: Terminal, report: CheckReport): void {
  const found = [
    ...report.problems.map((problem) => ({ rule: problem.rule, line: problemLine(problem) })),
    ...report.findings.map((finding) => ({
      rule: finding.rule,
      line: finding.line === null ? findingLine(finding) : `line ${finding.line}: ${findingLine(finding)}`,
    })),
  ]
  const listed = Map.groupBy(found, ({ rule }) => rule)
  for (const rule of new Set([...listed.keys(), ...Object.keys(report.rules)])) {
    const entries = listed.get(rule) ?? []
    const number = report.rules[rule] ?? entries.length
    terminal.out(`${rule}: ${number.toLocaleString('en')}`)
    for (const { line } of entries.slice(0, examples)) terminal.out(`  ${line}`)
    if (number > Math.min(entries.length, examples)) terminal.out('  ...')
  }
}
