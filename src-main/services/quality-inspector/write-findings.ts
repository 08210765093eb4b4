import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import { writeExport } from '../insight/write-export.ts'

const columns = [
  ...['file', 'verdict', 'check', 'severity', 'first_frame', 'last_frame', 'figure', 'threshold', 'unit'],
  ...['message', 'what_to_do', 'layer', 'segment'],
]

/** Findings as CSV, a line each; a file without any has one line with its verdict. Rejects with `file.unwritable`. */
export async function writeFindings(
  out: string,
  files: readonly ({ path: string } & Pick<Inspection, 'verdict' | 'findings'>)[],
): Promise<void> {
  const rows = files.flatMap(({ path, verdict, findings }) =>
    findings.length === 0
      ? [[path, verdict, ...columns.slice(2).map(() => null)]]
      : findings.map(({ check, severity, from, to, figure, threshold, unit, ...said }) => [
          ...[path, verdict, check, severity, from, to === null ? null : to - 1, figure, threshold, unit],
          ...[said.message, said.whatToDo, said.layer, said.segment],
        ]),
  )
  await writeExport({ out, columns, rows })
}
