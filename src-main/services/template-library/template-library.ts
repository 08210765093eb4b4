import path from 'node:path'
import { StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { TemplateSummary } from '../../../src-shared/contract/templates.ts'
import { closest } from '../../../src-shared/templates/closest.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import type { TemplateFinding } from '../../core/template-rules/report.ts'
import { createListing, type Listing, type Shown } from './listing.ts'
import type { Looked } from './look-into.ts'
import type { OwnTemplates } from './own-templates.ts'
import { openTemplateFolder, type TemplateFile, templateFolders } from './template-folder.ts'
import { recallTemplate, rememberTemplate, type TemplateMemory } from './template-memory.ts'
import type { History } from './version-history.ts'

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
  /** The templates of the library, in order of name, and those that can't be used. */
  list(): Promise<Listing>
  /**
   * A template by its name in the library (`shelf-card`, or `shelf-card@1.2.0` of an own one), or by the path of its folder. Throws `template.unknown`,
   * `template.missing`, or `template.invalid` with each fault, its place and remedy in `details`. With a `memory`, one
   * that was loaded before is not checked again.
   */
  load(nameOrFolder: string, memory?: TemplateMemory): Promise<LoadedTemplate>
  /** Where the template lies that is called so. Rejects with `template.unknown`. */
  folderOf(nameOrFolder: string): Promise<string>
  /** Everything that is wrong with a template, errors first. Throws only when there is no template to check. */
  check(nameOrFolder: string): Promise<TemplateFinding[]>
}

/** The folders of templates by name, of those that lie side by side in one of these folders; the first of a name counts. */
export async function foldersByName(parents: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const parent of parents)
    for (const folder of await templateFolders(parent))
      if (!found.has(path.basename(folder))) found.set(path.basename(folder), folder)
  return found
}

/**
 * The templates that come with the product, those of further folders, and a person's own, which take the place of others
 * of their name.
 */
export function createTemplateLibrary(setup: {
  shippedFolder: string
  furtherFolders?: readonly string[]
  own?: Pick<OwnTemplates, 'histories' | 'history' | 'folderOf' | 'drafts'>
  /** Where is kept what lists show; without one, each start looks into every template. */
  listFile?: string
}): TemplateLibrary {
  const parents = [...(setup.furtherFolders ?? []), setup.shippedFolder]
  const { own } = setup

  async function folders(histories: ReadonlyMap<string, History>): Promise<Map<string, string>> {
    const found = await foldersByName(parents)
    if (own !== undefined)
      for (const [name, { current }] of histories)
        if (current !== null) found.set(name, own.folderOf(name, current))
    return found
  }

  /** The folder of `shelf-card`, or `shelf-card@1.2.0`, when it is an own template. */
  async function ownFolder(wanted: string): Promise<string | null> {
    const [name = '', asked] = wanted.split('@')
    const history = (await own?.history(name)) ?? null
    const version = asked ?? history?.current
    const isThere = history?.versions.some((one) => one.version === version)
    return isThere && version != null ? (own?.folderOf(name, version) ?? null) : null
  }

  async function folderOf(wanted: string): Promise<string> {
    if (path.basename(wanted) === 'template.json') return path.dirname(path.resolve(wanted))
    if (/[/\\]|^\.{1,2}$/.test(wanted)) return path.resolve(wanted)
    const mine = await ownFolder(wanted)
    if (mine !== null) return mine
    const known = await folders((await own?.histories()) ?? new Map())
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

  const listOf = createListing(setup.listFile ?? null, async (folder) => {
    const { lookInto } = await import('./look-into.ts')
    try {
      const looked = await lookInto(await openTemplateFolder(folder))
      const files = [...looked.facts.keys()]
      return { shown: shownOf(folder, looked), files }
    } catch (error) {
      return { shown: { fault: toErrorShape(error) }, files: [] }
    }
  })

  return {
    async list() {
      const others = await foldersByName(parents)
      const histories = (await own?.histories()) ?? new Map<string, History>()
      const drafts = (await own?.drafts()) ?? new Set<string>()
      const wanted = [...(await folders(histories))].sort(([one], [other]) => (one < other ? -1 : 1))
      return listOf(
        wanted.map(([name, folder]) => {
          const history = histories.get(name)
          const isOwn = history !== undefined && history.current !== null
          return {
            name,
            folder,
            origin: isOwn ? (others.has(name) ? 'changed' : 'own') : 'shipped',
            hasDraft: drafts.has(name),
            at: isOwn ? (history.versions.find((one) => one.version === history.current)?.at ?? null) : null,
          }
        }),
      )
    },
    folderOf,
    async load(nameOrFolder, memory) {
      return loadFrom(await folderOf(nameOrFolder), memory)
    },
    async check(nameOrFolder) {
      const { lookInto } = await import('./look-into.ts')
      const looked = await lookInto(await openTemplateFolder(await folderOf(nameOrFolder)))
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
  if (faults.length > 0) throw invalidTemplate(folder, faults)
}

/** What lists and forms show of a template. */
export function summaryOf({
  template,
  folder,
}: Pick<LoadedTemplate, 'template' | 'folder'>): TemplateSummary {
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
    inspects: template.quality?.profile ?? null,
    loudness: template.audio?.loudness.integrated ?? null,
  }
}

/** What lists show of a template that was looked into. */
function shownOf(folder: string, { template, findings }: Looked): Shown {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const faults = errors.filter(({ language, format }) => language === null && format === null)
  if (template === null || faults.length > 0) return { fault: toErrorShape(invalidTemplate(folder, faults)) }
  const warnings = findings.length - errors.length
  return { ok: { ...summaryOf({ template, folder }), errors: errors.length, warnings } }
}

async function loadFrom(wanted: string, memory?: TemplateMemory): Promise<LoadedTemplate> {
  const opened = await openTemplateFolder(wanted)
  const known = memory === undefined ? null : await recallTemplate(opened, memory)
  if (known !== null) return known
  // Loaded when it is needed: schema and rules together take longer than all else about a template.
  const { lookInto } = await import('./look-into.ts')
  const looked = await lookInto(opened)
  const faults = looked.findings.filter(
    ({ severity, language, format }) => severity === 'error' && language === null && format === null,
  )
  if (looked.template === null || faults.length > 0) throw invalidTemplate(wanted, faults)
  const { template, folder, hash, files, findings } = looked
  const loaded = { template, folder, hash, files, findings }
  if (memory !== undefined) await rememberTemplate(opened, loaded, looked, memory)
  return loaded
}

const shownFaults = 50

/** `template.invalid`, with these faults. */
export function invalidTemplate(folder: string, faults: readonly TemplateFinding[]): StudioError {
  const details = faults.slice(0, shownFaults).map(({ message, whatToDo }) => `${message} ${whatToDo}`)
  if (faults.length > shownFaults) details.push(`... and ${faults.length - shownFaults} more`)
  return new StudioError({
    code: 'template.invalid',
    message: `The template in ${folder} is not valid: ${faults.length === 1 ? 'one place is' : `${faults.length} places are`} wrong.`,
    details,
    whatToDo: 'Correct these places in its template.json.',
  })
}
