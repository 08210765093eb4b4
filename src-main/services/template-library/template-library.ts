import { createHash } from 'node:crypto'
import path from 'node:path'
import type { TemplateSummary } from '../../../src-shared/contract/commands.ts'
import { type ErrorShape, StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { closest } from '../../../src-shared/templates/closest.ts'
import { type Template, templateSchema } from '../../../src-shared/templates/template.ts'
import { checkTemplate } from '../../core/template-rules/check-template.ts'
import { explainIssues } from '../../core/template-rules/explain-issues.ts'
import { readJson } from '../../core/template-rules/json-text.ts'
import { pathOf, type TemplateFinding } from '../../core/template-rules/report.ts'
import { usedFiles } from '../../core/template-rules/used-files.ts'
import { ruleTools } from './rule-tools.ts'
import {
  linksThatLeave,
  lookAtFiles,
  openTemplateFolder,
  type TemplateFile,
  templateFolders,
} from './template-folder.ts'

/** A template that can be rendered. */
export type LoadedTemplate = {
  /** Parsed: every default is filled in. */
  template: Template
  /** Absolute, without links. */
  folder: string
  /** SHA-256 (lower-case hex) over what template.json says and the content of every file that it names. */
  hash: string
  /** Every file that the template names, by the path that it writes. */
  files: ReadonlyMap<string, TemplateFile>
  /** Warnings, and errors that hold for one language or one format only: those can't be rendered, the others can. */
  findings: TemplateFinding[]
}

export type TemplateLibrary = {
  /** The templates of the library, in order of name. */
  list(): Promise<TemplateSummary[]>
  /**
   * A template by its name in the library, or by the path of its folder. Throws `template.unknown`,
   * `template.missing`, or `template.invalid` with each fault, its place and remedy in `details`.
   */
  load(nameOrFolder: string): Promise<LoadedTemplate>
  /** Everything that is wrong with a template, errors first. Throws only when there is no template to check. */
  check(nameOrFolder: string): Promise<TemplateFinding[]>
}

/**
 * The templates that come with the product and those of further folders; each template is a folder in one of them.
 * A template that is listed but not valid is left out and told to `onBroken`.
 */
export function createTemplateLibrary(setup: {
  shippedFolder: string
  furtherFolders?: readonly string[]
  onBroken?: (folder: string, error: ErrorShape) => void
}): TemplateLibrary {
  const parents = [...(setup.furtherFolders ?? []), setup.shippedFolder]

  async function folders(): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    for (const parent of parents)
      for (const folder of await templateFolders(parent))
        if (!found.has(path.basename(folder))) found.set(path.basename(folder), folder)
    return found
  }

  async function folderOf(wanted: string): Promise<string> {
    if (path.basename(wanted) === 'template.json') return path.dirname(path.resolve(wanted))
    if (/[/\\]|^\.{1,2}$/.test(wanted)) return path.resolve(wanted)
    const known = await folders()
    const folder = known.get(wanted)
    if (folder !== undefined) return folder
    if ((await templateFolders(path.resolve('.'))).includes(path.resolve(wanted))) return path.resolve(wanted)
    const near = closest(wanted, known.keys())
    throw new StudioError({
      code: 'template.unknown',
      message: `There is no template "${wanted}".`,
      whatToDo:
        near === null
          ? known.size === 0
            ? "Name the path of a template's folder."
            : `Name one of ${[...known.keys()].sort().join(', ')}, or the path of a template's folder.`
          : `Did you mean "${near}"? A folder of your own is named with its path, like ./${wanted}.`,
    })
  }

  return {
    async list() {
      const summaries: TemplateSummary[] = []
      for (const folder of (await folders()).values()) {
        try {
          summaries.push(summaryOf(await loadFrom(folder)))
        } catch (error) {
          setup.onBroken?.(folder, toErrorShape(error))
        }
      }
      return summaries.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async load(nameOrFolder) {
      return loadFrom(await folderOf(nameOrFolder))
    },
    async check(nameOrFolder) {
      const looked = await lookInto(await folderOf(nameOrFolder))
      return looked.findings
    },
  }
}

/**
 * Throws `template.invalid` when an error holds for one of these languages or formats: say what is wanted, and ask
 * before rendering. What is wrong in others is no obstacle.
 */
export function requireUsable(
  { folder, findings }: LoadedTemplate,
  languages: readonly string[],
  formats: readonly string[],
): void {
  const faults = findings.filter(
    ({ severity, language, format }) =>
      severity === 'error' &&
      (language === null || languages.includes(language)) &&
      (format === null || formats.includes(format)),
  )
  if (faults.length > 0) throw invalid(folder, faults)
}

/** What lists and forms show of a template. */
export function summaryOf({ template, folder }: LoadedTemplate): TemplateSummary {
  return {
    name: template.name,
    version: template.version,
    title: template.title,
    description: template.description,
    folder,
    formats: Object.entries(template.formats).map(([id, { title, width, height, codec }]) => ({
      id,
      title: title ?? id,
      width,
      height,
      codec,
    })),
    languages: Object.entries(template.languages).map(([id, { title }]) => ({ id, title: title ?? id })),
    variables: Object.entries(template.variables).map(([name, variable]) => ({ ...variable, name })),
  }
}

async function loadFrom(folder: string): Promise<LoadedTemplate> {
  const looked = await lookInto(folder)
  const faults = looked.findings.filter(
    ({ severity, language, format }) => severity === 'error' && language === null && format === null,
  )
  if (looked.template === null || faults.length > 0) throw invalid(folder, faults)
  const { template, files, raw, findings } = looked
  return { template, folder: looked.folder, hash: hashOf(raw, files), files, findings }
}

const shownFaults = 50

function invalid(folder: string, faults: readonly TemplateFinding[]): StudioError {
  const details = faults.slice(0, shownFaults).map(({ message, whatToDo }) => `${message} ${whatToDo}`)
  if (faults.length > shownFaults) details.push(`... and ${faults.length - shownFaults} more`)
  return new StudioError({
    code: 'template.invalid',
    message: `The template in ${folder} is not valid: ${faults.length === 1 ? 'one place is' : `${faults.length} places are`} wrong.`,
    details,
    whatToDo: 'Correct these places in its template.json.',
  })
}

type Looked = {
  folder: string
  raw: unknown
  files: Map<string, TemplateFile>
  findings: TemplateFinding[]
} & ({ template: Template } | { template: null })

async function lookInto(wanted: string): Promise<Looked> {
  const { folder, text } = await openTemplateFolder(wanted)
  const nothing = { folder, raw: null, files: new Map<string, TemplateFile>(), template: null }
  const json = readJson(text)
  if ('fault' in json) {
    const { line, column, message, whatToDo } = json.fault
    return {
      ...nothing,
      findings: [
        finding('template.json', `template.json, line ${line}, column ${column}`, message, whatToDo),
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
  const { facts, files } = await lookAtFiles(folder, new Set(usedFiles(template).map(({ file }) => file)))
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
    raw: json.ok,
    files,
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
