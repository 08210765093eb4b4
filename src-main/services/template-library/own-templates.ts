import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { compareVersions, highestVersion, versionAfter } from '../../../src-shared/templates/versions.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { copyFolder, moveFolder } from '../../outside/folders/copy-folder.ts'
import { openDrafts, type TemplateDraft } from './drafts.ts'
import { lookInto } from './look-into.ts'
import { openTemplateFolder, templateLimits } from './template-folder.ts'
import { invalidTemplate } from './template-library.ts'
import { headOf, sourceOf, withHead } from './template-source.ts'
import { type History, readHistory, writeHistory } from './version-history.ts'

export type Published = { name: string; version: string; folder: string }

export type OwnTemplates = ReturnType<typeof createOwnTemplates>

/**
 * The templates that people made, changed or imported, in the studio folder. A version is a folder of its own that never
 * changes once it stands there, so that a batch goes on with the one that it began with:
 *
 *     templates/<name>/history.json     which version the name stands for, and all others
 *     templates/<name>/<version>/       template.json and its files
 *     template-drafts/<name>/           what is being changed
 *     template-bin/<id>/                what was removed
 *
 * A template that comes with the product is never changed: an own one of the same name takes its place. Whatever changes
 * something is done one after the other, and wholly or not at all.
 */
export function createOwnTemplates(setup: {
  studioFolder: string
  /** Templates that are not own ones, by name, with their folders. */
  others(): Promise<ReadonlyMap<string, string>>
  clock: { iso(): string }
  /** Called with the name of each template that was changed. */
  onChange?(name: string): void
}) {
  const { clock } = setup
  const parent = join(setup.studioFolder, 'templates')
  const drafts = openDrafts(join(setup.studioFolder, 'template-drafts'), clock)
  const homeOf = (name: string) => join(parent, name)
  const folderOf = (name: string, version: string) => join(parent, name, version)

  let latest: Promise<unknown> = Promise.resolve()
  function oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = latest.then(work)
    latest = done.catch(() => {})
    return done
  }

  /** Own templates by name. One for which the product's own was restored is among them. */
  async function histories(): Promise<Map<string, History>> {
    const entries = await readdir(parent, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    const found = new Map<string, History>()
    for (const entry of entries.filter((each) => each.isDirectory())) {
      const history = await readHistory(homeOf(entry.name))
      if (history !== null) found.set(entry.name, history)
    }
    return found
  }

  async function folderNow(name: string): Promise<string | null> {
    const history = await readHistory(homeOf(name))
    if (history !== null && history.current !== null) return folderOf(name, history.current)
    return (await setup.others()).get(name) ?? null
  }

  async function required(name: string): Promise<string> {
    const folder = await folderNow(name)
    if (folder !== null) return folder
    throw new StudioError({
      code: 'template.unknown',
      message: `There is no template "${name}".`,
      whatToDo: 'See which there are: `reelmill template list`, or the page Templates.',
    })
  }

  /** Every version of a name that is known, that of the product included. */
  async function versionsOf(name: string): Promise<string[]> {
    const own = (await readHistory(homeOf(name)))?.versions.map(({ version }) => version) ?? []
    const other = (await setup.others()).get(name)
    const shipped = other === undefined ? null : headOf(await sourceOf(other).catch(() => '')).version
    return shipped === null ? own : [...own, shipped]
  }

  /** Puts a folder's files under a version of a name, with this text as its template.json, and makes it the current one. */
  async function add(
    name: string,
    version: string,
    from: string,
    source: string,
    note: string,
  ): Promise<Published> {
    const looked = await lookInto({ folder: from, text: source })
    const faults = looked.findings.filter(({ severity }) => severity === 'error')
    if (looked.template === null || faults.length > 0) throw invalidTemplate(from, faults)
    const folder = folderOf(name, version)
    const part = `${folder}.part`
    await rm(part, { recursive: true, force: true })
    await copyFolder(from, part, templateLimits)
    await writeWhole(join(part, 'template.json'), [source])
    // What stands there without being in the history was never whole.
    await rm(folder, { recursive: true, force: true })
    await moveFolder(part, folder)
    const { versions } = (await readHistory(homeOf(name))) ?? { versions: [] }
    const others = versions.filter((one) => one.version !== version)
    await writeHistory(homeOf(name), {
      current: version,
      versions: [...others, { version, at: clock.iso(), note }],
    })
    setup.onChange?.(name)
    return { name, version, folder }
  }

  return {
    histories,
    folderOf,
    drafts: drafts.names,

    /** Makes or finds the draft of a template, by its name or its folder. */
    draftOf: (nameOrFolder: string): Promise<TemplateDraft> =>
      oneByOne(async () => {
        const isFolder = /[/\\]/.test(nameOrFolder)
        const from = isFolder ? nameOrFolder : await required(nameOrFolder)
        const { text } = await openTemplateFolder(from)
        const name = isFolder ? headOf(text).name : nameOrFolder
        if (name === null)
          throw new StudioError({
            code: 'template.name',
            message: `The template in ${from} doesn't say its name.`,
            whatToDo: 'Give it a "name" of lower-case letters, digits and hyphens in its template.json.',
          })
        return (await drafts.find(name)) ?? (await drafts.begin(name, from))
      }),

    /** Drops a draft; the template stays as it is. */
    discard: (name: string): Promise<void> =>
      oneByOne(async () => {
        await drafts.remove(name)
        setup.onChange?.(name)
      }),

    /**
     * The draft becomes the template's current version, and is gone. Rejects with `template.no-draft`,
     * `template.version` (not above all others), `template.renamed` or `template.invalid`; then nothing has changed.
     */
    publish: (name: string, version: string, note: string): Promise<Published> =>
      oneByOne(async () => {
        const draft = await drafts.find(name)
        if (draft === null) throw noDraft(name)
        const source = await sourceOf(draft.folder)
        const head = headOf(source)
        if (head.name !== null && head.name !== name) throw renamed(name, head.name)
        const highest = highestVersion(await versionsOf(name))
        if (highest !== null && compareVersions(version, highest) <= 0) throw notAbove(name, version, highest)
        const published = await add(name, version, draft.folder, withHead(source, { version }), note)
        await drafts.remove(name)
        return published
      }),
  }
}

const noDraft = (name: string) =>
  new StudioError({
    code: 'template.no-draft',
    message: `The template "${name}" has no draft.`,
    whatToDo: 'Open it in the editor and change it first.',
  })

const renamed = (name: string, other: string) =>
  new StudioError({
    code: 'template.renamed',
    message: `The draft of "${name}" calls itself "${other}".`,
    whatToDo: `Write "name": "${name}" into it, or duplicate the template under the other name.`,
  })

const notAbove = (name: string, version: string, highest: string) =>
  new StudioError({
    code: 'template.version',
    message: `Version ${version} of "${name}" is not above ${highest}, which there is already.`,
    whatToDo: `Use ${versionAfter([highest])} or higher.`,
  })
