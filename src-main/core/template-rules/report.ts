import type { Finding } from '../../../src-shared/plans/findings.ts'

/** A finding about a template, with its place in template.json. `at`: where the text is no JSON; both from 1. */
export type TemplateFinding = Finding & { path: string; at?: { line: number; column: number } }

export type Place = {
  path: string
  scene?: string
  layer?: string
  language?: string
  /** Only for what doesn't hold in every format. */
  format?: string
}

/** Collects findings: each only once, and once for all formats when it holds in all of them. */
export type Report = {
  error(rule: string, place: Place, message: string, whatToDo: string): void
  warning(rule: string, place: Place, message: string, whatToDo: string): void
  findings(): TemplateFinding[]
}

export function createReport(formats: readonly string[]): Report {
  const found = new Map<string, { finding: TemplateFinding; formats: Set<string> | null }>()

  function add(severity: Finding['severity'], rule: string, place: Place, message: string, whatToDo: string) {
    const { path, scene = null, layer = null, language = null, format } = place
    const key = JSON.stringify([severity, rule, path, language, message])
    const known = found.get(key)
    if (known !== undefined) {
      if (format === undefined) known.formats = null
      else known.formats?.add(format)
      return
    }
    found.set(key, {
      formats: format === undefined ? null : new Set([format]),
      finding: {
        severity,
        rule,
        message: `${path === '' ? 'template.json' : path}: ${message}`,
        whatToDo,
        rowKey: null,
        line: null,
        language,
        format: null,
        scene,
        layer,
        path,
      },
    })
  }

  return {
    error: (rule, place, message, whatToDo) => add('error', rule, place, message, whatToDo),
    warning: (rule, place, message, whatToDo) => add('warning', rule, place, message, whatToDo),
    findings() {
      const all = [...found.values()].flatMap(({ finding, formats: where }) =>
        where === null || where.size === formats.length
          ? [finding]
          : [...where].map((format) => ({
              ...finding,
              format,
              message: finding.message.replace(/\.$/, `, in the format ${format}.`),
            })),
      )
      return [
        ...all.filter(({ severity }) => severity === 'error'),
        ...all.filter(({ severity }) => severity === 'warning'),
      ]
    },
  }
}

/** `a, b or c`, quoted; at most fifteen. */
export function anyOf(names: readonly string[]): string {
  const shown = names.slice(0, 15).map((name) => `"${name}"`)
  if (names.length > shown.length) return `${shown.join(', ')} or one of ${names.length - shown.length} more`
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`
}
