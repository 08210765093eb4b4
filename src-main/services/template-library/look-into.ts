import { createHash } from 'node:crypto'
import { type Template, templateSchema } from '../../../src-shared/templates/template.ts'
import { pathOf } from '../../../src-shared/templates/template-path.ts'
import { checkTemplate } from '../../core/template-rules/check-template.ts'
import { explainIssues } from '../../core/template-rules/explain-issues.ts'
import { readJson } from '../../core/template-rules/json-text.ts'
import type { TemplateFinding } from '../../core/template-rules/report.ts'
import type { FileFacts } from '../../core/template-rules/tools.ts'
import { usedFiles } from '../../core/template-rules/used-files.ts'
import { ruleTools } from './rule-tools.ts'
import {
  linksThatLeave,
  lookAtFiles,
  type ReadBefore,
  type TemplateFile,
  type TemplateText,
} from './template-folder.ts'

/** What was found in a template's folder: `template` is null when its file is no template at all. */
export type Looked = {
  folder: string
  /** Empty where there is no template. */
  hash: string
  files: ReadonlyMap<string, TemplateFile>
  facts: FileFacts
  /** Links that lead out of the folder. */
  leaving: string[]
  findings: TemplateFinding[]
  template: Template | null
}

/** Reads and checks a template: its text against the schema, then against the rules that no schema can say. */
export async function lookInto({ folder, text }: TemplateText, before?: ReadBefore): Promise<Looked> {
  const nothing = { folder, hash: '', files: new Map(), facts: new Map(), leaving: [], template: null }
  const json = readJson(text)
  if ('fault' in json) {
    const { line, column, message, whatToDo } = json.fault
    return {
      ...nothing,
      findings: [
        {
          ...finding('template.json', `template.json, line ${line}, column ${column}`, message, whatToDo),
          at: { line, column },
        },
      ],
    }
  }
  const parsed = templateSchema.safeParse(json.ok)
  const placed = (parts: readonly (string | number)[]) =>
    parts.length === 0 ? 'template.json' : `${pathOf(parts)} (line ${json.lineOf(parts)})`
  if (!parsed.success) {
    const faults = explainIssues(parsed.error.issues, json.ok)
    return {
      ...nothing,
      findings: faults.map(({ path: parts, message, whatToDo }) =>
        finding('template.schema', placed(parts), message, whatToDo, pathOf(parts)),
      ),
    }
  }
  const template = parsed.data
  const leaving = await linksThatLeave(folder)
  const { facts, files } = await lookAtFiles(
    folder,
    new Set(usedFiles(template).map(({ file }) => file)),
    before,
  )
  const findings = [
    ...leaving.map((link) =>
      finding(
        'file.link',
        link,
        'This link leads out of the template folder.',
        'Put the file itself in its place.',
      ),
    ),
    ...checkTemplate(template, facts, ruleTools),
  ]
  return {
    folder,
    hash: hashOf(json.ok, files),
    files,
    facts,
    leaving,
    template,
    findings: findings.map((found) => ({
      ...found,
      message: found.message.startsWith(`${found.path}: `)
        ? `${found.path} (line ${json.lineOf(found.path)})${found.message.slice(found.path.length)}`
        : found.message,
    })),
  }
}

function finding(rule: string, place: string, message: string, whatToDo: string, path = ''): TemplateFinding {
  return {
    severity: 'error',
    rule,
    message: `${place}: ${message}`,
    whatToDo,
    rowKey: null,
    line: null,
    language: null,
    format: null,
    scene: null,
    layer: null,
    path,
  }
}

/** Over what the file says, not how it is laid out: indenting it anew changes nothing. */
function hashOf(raw: unknown, files: ReadonlyMap<string, TemplateFile>): string {
  const { $schema: _schema, ...template } = raw as Record<string, unknown>
  const contents = [...files].map(([file, { content }]) => [file, content]).sort()
  return createHash('sha256').update(JSON.stringify({ template, contents })).digest('hex')
}
