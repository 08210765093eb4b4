import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { TemplateComparison, TemplateVersion } from '../../../src-shared/contract/templates.ts'
import { compareVersions, highestVersion, versionAfter } from '../../../src-shared/templates/versions.ts'
import { type ComparedVersion, changesBetween } from '../../core/template-changes/template-changes.ts'
import { packZip } from '../../outside/archives/pack-zip.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { type Carriage, copyFolder, moveFolder } from '../../outside/folders/copy-folder.ts'
import { openDrafts, type TemplateDraft } from './drafts.ts'
import { withIncoming } from './incoming.ts'
import { lookInto } from './look-into.ts'
import {
  archiveExists,
  comesWithProduct,
  draftTaken,
  inUse,
  nameTaken,
  noDraft,
  notAbove,
  notComparable,
  noVersion,
  renamed,
  taken,
  unknownTemplate,
} from './own-faults.ts'
import { openTemplateBin } from './template-bin.ts'
import { openTemplateFolder, templateLimits } from './template-folder.ts'
import { invalidTemplate } from './template-library.ts'
import { headOf, requireName, sourceOf, templateName, withHead } from './template-source.ts'
import { type History, readHistory, writeHistory } from './version-history.ts'
import { comparedOf, type KnownVersion, listVersions } from './version-list.ts'

const firstVersion = '1.0.0'

type Published = { name: string; version: string; folder: string }

export type Imported = Published & { outcome: 'new' | 'new-version' | 'copy' | 'same' }

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
  /** How many batches are being made with it now; their files must stay where they are. */
  running?(name: string): Promise<number>
  /** Called with the name of each template that was changed. */
  onChange?(name: string): void
}) {
  const { clock } = setup
  const parent = join(setup.studioFolder, 'templates')
  const drafts = openDrafts(join(setup.studioFolder, 'template-drafts'), clock)
  const bin = openTemplateBin(join(setup.studioFolder, 'template-bin'), clock)
  const homeOf = (name: string) => join(parent, name)
  const folderOf = (name: string, version: string) => join(parent, name, version)

  /** Null also for what is no template's name: a path would lead out of the studio folder. */
  const historyOf = async (name: string): Promise<History | null> =>
    templateName.test(name) ? readHistory(homeOf(name)) : null

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
    const names = entries.filter((each) => each.isDirectory() && !each.name.startsWith('.'))
    const read = await Promise.all(
      names.map(async ({ name }): Promise<[string, History | null]> => [name, await historyOf(name)]),
    )
    return new Map(read.flatMap(([name, history]) => (history === null ? [] : [[name, history]])))
  }

  async function folderNow(name: string): Promise<string | null> {
    const history = await historyOf(name)
    if (history !== null && history.current !== null) return folderOf(name, history.current)
    return (await setup.others()).get(name) ?? null
  }

  async function required(name: string): Promise<string> {
    const folder = await folderNow(name)
    if (folder !== null) return folder
    throw unknownTemplate(name)
  }

  /** Every version of a name that is known, that of the product included. */
  async function versionsOf(name: string): Promise<string[]> {
    const own = (await historyOf(name))?.versions.map(({ version }) => version) ?? []
    const shipped = await shippedVersion(name)
    return shipped === null ? own : [...own, shipped]
  }

  async function shippedVersion(name: string): Promise<string | null> {
    const folder = (await setup.others()).get(name)
    return folder === undefined ? null : headOf(await sourceOf(folder).catch(() => '')).version
  }

  /** Own, or of the product. Rejects with `template.unknown` or `template.no-version`. */
  async function folderOfVersion(name: string, version: string): Promise<string> {
    const history = await historyOf(name)
    if (history?.versions.some((one) => one.version === version)) return folderOf(name, version)
    const shipped = (await setup.others()).get(name)
    if (shipped !== undefined && version === (await shippedVersion(name))) return shipped
    throw history === null && shipped === undefined ? unknownTemplate(name) : noVersion(name, version)
  }

  const isTaken = async (name: string) => (await historyOf(name)) !== null || (await setup.others()).has(name)

  /** `card-2` where there is a `card`. */
  async function freeName(wanted: string): Promise<string> {
    if (!(await isTaken(wanted))) return wanted
    const stem = wanted.replace(/-\d{1,4}$/, '').slice(0, 58)
    for (let number = 2; ; number += 1) if (!(await isTaken(`${stem}-${number}`))) return `${stem}-${number}`
  }

  /**
   * Puts a folder's files under a version of a name, with this text as its template.json, and makes it the current one.
   * `take`: the folder itself becomes the version.
   */
  async function add(
    name: string,
    version: string,
    from: string,
    source: string,
    note: string,
    how: 'copy' | 'take' = 'copy',
  ): Promise<Published> {
    const looked = await lookInto({ folder: from, text: source })
    const faults = looked.findings.filter(({ severity }) => severity === 'error')
    if (looked.template === null || faults.length > 0) throw invalidTemplate(from, faults)
    const folder = folderOf(name, version)
    const part = `${folder}.part`
    await rm(part, { recursive: true, force: true })
    if (how === 'copy') await copyFolder(from, part, templateLimits)
    else await moveFolder(from, part)
    await writeWhole(join(part, 'template.json'), [source])
    // What stands there without being in the history was never whole.
    await rm(folder, { recursive: true, force: true })
    await moveFolder(part, folder)
    const { versions } = (await historyOf(name)) ?? { versions: [] }
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
    /** Of one; null: there is no own template of that name. */
    history: historyOf,
    folderOf,
    folderOfVersion,
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

    /** Where the files of a template lie as they are now: in its draft, else its current version. Null: there is none of that name. */
    filesOf: (name: string): Promise<string | null> =>
      oneByOne(async () => {
        if (!templateName.test(name)) return null
        return (await drafts.find(name))?.folder ?? (await folderNow(name))
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

    /** Every version that there is, with what changed from one to the next; the latest first. */
    async versions(name: string): Promise<TemplateVersion[]> {
      const history = await historyOf(name)
      const shipped = (await setup.others()).get(name)
      if (history === null && shipped === undefined) throw unknownTemplate(name)
      const current = history?.current ?? null
      const known: KnownVersion[] = (history?.versions ?? []).map((one) => ({
        ...one,
        folder: folderOf(name, one.version),
        origin: 'own',
        isCurrent: one.version === current,
      }))
      const version = await shippedVersion(name)
      if (shipped !== undefined && version !== null)
        known.push({
          version,
          folder: shipped,
          origin: 'shipped',
          at: null,
          note: '',
          isCurrent: current === null,
        })
      return listVersions(known)
    },

    /** What is different in `to`. Rejects with `template.no-version`, or `template.not-comparable`. */
    async compare(name: string, from: string, to: string): Promise<TemplateComparison> {
      const [before, after] = await Promise.all(
        [from, to].map(async (version) => {
          const folder = await folderOfVersion(name, version)
          return (await comparedOf(folder, folder.startsWith(parent))) ?? notComparable(name, version)
        }),
      )
      const sideOf = ({ template: { title, formats, languages, defaultLanguage } }: ComparedVersion) => ({
        title,
        formats: Object.entries(formats).map(([id, { title, width, height }]) => ({
          id,
          title: title ?? id,
          width,
          height,
        })),
        languages: Object.entries(languages).map(([id, { title }]) => ({ id, title: title ?? id })),
        defaultLanguage,
      })
      return { changes: changesBetween(before!, after!), from: sideOf(before!), to: sideOf(after!) }
    },

    /** The name stands for this version from now on; `shipped`: for the one of the product. Nothing is lost by it. */
    restore: (name: string, version: string): Promise<{ version: string; before: string }> =>
      oneByOne(async () => {
        const history = await historyOf(name)
        if (history === null) throw (await isTaken(name)) ? noVersion(name, version) : unknownTemplate(name)
        const wanted = version === 'shipped' ? null : version
        const isThere =
          wanted === null
            ? (await setup.others()).has(name)
            : history.versions.some((one) => one.version === wanted)
        if (!isThere) throw noVersion(name, version)
        await writeHistory(homeOf(name), { ...history, current: wanted })
        setup.onChange?.(name)
        return { version, before: history.current ?? 'shipped' }
      }),

    /** Makes a template of another name of this one as it is now. Without a name or a title, free ones are made. */
    duplicate: (nameOrFolder: string, newName?: string, newTitle?: string): Promise<Published> =>
      oneByOne(async () => {
        const from = /[/\\]/.test(nameOrFolder) ? nameOrFolder : await required(nameOrFolder)
        const { text, folder } = await openTemplateFolder(from)
        const head = headOf(text)
        if (newName !== undefined) {
          requireName(newName)
          if (await isTaken(newName)) throw nameTaken(newName)
        }
        const name = newName ?? (await freeName(`${(head.name ?? 'template').slice(0, 58)}-copy`))
        const title = newTitle ?? `${head.title ?? name} (copy)`
        return add(name, firstVersion, folder, withHead(text, { name, version: firstVersion, title }), '')
      }),

    /**
     * Takes somebody's template in: a folder, its template.json, or a zip. One of a higher version than all others of its
     * name becomes the next one; any other rejects with `template.taken` until `as` says what is meant. Called off, it rejects
     * with the signal's reason, and nothing has changed.
     */
    importFrom: (path: string, as?: 'new-version' | 'copy', carriage: Carriage = {}): Promise<Imported> =>
      oneByOne(() => {
        carriage.signal?.throwIfAborted()
        return withIncoming(path, parent, carriage, async (incoming) => {
          const looked = await lookInto(await openTemplateFolder(incoming))
          const faults = looked.findings.filter(({ severity }) => severity === 'error')
          if (looked.template === null || faults.length > 0) throw invalidTemplate(path, faults)
          const { name, version, title } = looked.template
          requireName(name)
          const source = await sourceOf(incoming)
          // From here on it is a matter of names.
          carriage.signal?.throwIfAborted()
          const note = `Imported from ${basename(path)}.`
          if (!(await isTaken(name)))
            return { ...(await add(name, version, incoming, source, note, 'take')), outcome: 'new' }
          if (as === 'copy') {
            const copy = await freeName(name)
            const head = { name: copy, title: `${title} (${/\d+$/.exec(copy)?.[0]})` }
            const made = await add(copy, version, incoming, withHead(source, head), note, 'take')
            return { ...made, outcome: 'copy' }
          }
          const folder = await required(name)
          const now = await openTemplateFolder(folder)
            .then(lookInto)
            .catch(() => null)
          if (now?.hash === looked.hash) return { name, version, folder, outcome: 'same' }
          const all = await versionsOf(name)
          const highest = highestVersion(all) ?? '0.0.0'
          const isHigher = compareVersions(version, highest) > 0
          if (!isHigher && as === undefined) throw taken(name, version, highest)
          const next = isHigher ? version : versionAfter(all)
          const head = withHead(source, { version: next })
          return { ...(await add(name, next, incoming, head, note, 'take')), outcome: 'new-version' }
        })
      }),

    /** Packs a template into a zip, whole or not at all; answers the path, with its `.zip`. */
    async exportTo(
      name: string,
      path: string,
      how: { version?: string | undefined; overwrite?: boolean } = {},
      carriage: Carriage = {},
    ): Promise<{ path: string; bytes: number }> {
      const { version } = how
      const folder = version === undefined ? await required(name) : await folderOfVersion(name, version)
      const { folder: real, text } = await openTemplateFolder(folder)
      const target = /\.zip$/i.test(path) ? path : `${path}.zip`
      if (how.overwrite !== true && (await kindOfFile(target)) !== null) throw archiveExists(target)
      await packZip(real, `${name}-${headOf(text).version ?? firstVersion}`, target, templateLimits, carriage)
      return { path: target, bytes: (await stat(target)).size }
    },

    /** Removes an own template and its draft; the one of the product, where there is one, is back in its place. */
    remove: (name: string): Promise<{ removed: string; shipped: string | null }> =>
      oneByOne(async () => {
        if ((await historyOf(name)) === null)
          throw (await isTaken(name)) ? comesWithProduct(name) : unknownTemplate(name)
        const running = (await setup.running?.(name)) ?? 0
        if (running > 0) throw inUse(name, running)
        const removed = await bin.take(name, homeOf(name), drafts.folderOf(name))
        setup.onChange?.(name)
        return { removed, shipped: await shippedVersion(name) }
      }),

    /**
     * Undoes `remove`. Rejects with `template.not-removed`, with `template.taken` when there is one of that name again, or
     * `template.draft-taken` when a draft was removed with it and there is another one by now: neither may be lost.
     */
    bringBack: (removed: string): Promise<{ name: string; version: string }> =>
      oneByOne(async () => {
        const name = await bin.nameOf(removed)
        if ((await historyOf(name)) !== null) throw nameTaken(name)
        if (await bin.holdsDraft(removed)) {
          const draft = await drafts.find(name)
          if (draft !== null && draft.since !== null) throw draftTaken(name)
          await drafts.remove(name)
        }
        await bin.giveBack(removed, homeOf(name), drafts.folderOf(name))
        setup.onChange?.(name)
        return { name, version: (await historyOf(name))?.current ?? firstVersion }
      }),
  }
}
