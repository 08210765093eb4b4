import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import { writeExport } from '../insight/write-export.ts'

const columns = [
  ...['file', 'verdict', 'check', 'severity', 'first_frame', 'last_frame', 'figure', 'threshold', 'unit'],
  ...['message', 'what_to_do', 'layer', 'segment'],
]

export type FileFindings = { path: string } & Pick<Inspection, 'verdict' | 'findings'>
type Files = Iterable<FileFindings> | AsyncIterable<FileFindings>

/** Findings as CSV, a line each; a file without any has one line with its verdict. Rejects with `file.unwritable`. */
export async function writeFindings(out: string, files: Files): Promise<void> {
  await writeExport({ out, columns, rows: rowsOf(files) })
}

async function* rowsOf(files: Files) {
  for await (const { path, verdict, findings } of files) {
    if (findings.length === 0) yield [path, verdict, ...columns.slice(2).map(() => null)]
    for (const { check, severity, from, to, figure, threshold, unit, ...said } of findings)
      yield [
        ...[path, verdict, check, severity, from, to === null ? null : to - 1, figure, threshold, unit],
        ...[said.message, said.whatToDo, said.layer, said.segment],
      ]
  }
}
