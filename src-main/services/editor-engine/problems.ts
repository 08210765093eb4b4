import type { EditorProblem } from '../../../src-shared/contract/editor.ts'
import { partsOf } from '../../../src-shared/templates/template-path.ts'
import type { TemplateFinding } from '../../core/template-rules/report.ts'

const most = 500

/** Findings about a template as an editor lists them; at most 500. */
export function problemsOf(findings: readonly TemplateFinding[]): EditorProblem[] {
  return findings.slice(0, most).map(({ severity, rule, message, whatToDo, path, language, format, at }) => ({
    severity,
    rule,
    message,
    whatToDo,
    place: rule === 'file.link' ? null : partsOf(path),
    at: at ?? null,
    language,
    format,
  }))
}
