import { create } from 'zustand'
import { type ErrorShape, StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { BrokenTemplate, TemplateEntry, TemplateUse } from '../../src-shared/contract/templates.ts'
import { ask } from '../bridge/bridge.ts'
import { confirm } from '../parts/confirm.tsx'
import { tell, tellFault } from '../parts/tell.tsx'
import type { GalleryView } from '../view-math/gallery.ts'
import { type Loading, notAsked, shownOf } from '../view-math/loading.ts'
import { nameOfPath } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { chooseTemplate } from './new-batch.ts'
import { go } from './places.ts'

export type GalleryTab = 'details' | 'versions'

type Gallery = {
  templates: Loading<TemplateEntry[]>
  broken: readonly BrokenTemplate[]
  /** By name; those that made no batch are not in it. */
  uses: ReadonlyMap<string, TemplateUse>
  view: GalleryView
  /** The template whose details are open. */
  open: { name: string; tab: GalleryTab } | null
  /** Imports and exports that run. `share` 0..1; null: not known yet, or nothing is carried any more. */
  carried: readonly { id: string; what: 'import' | 'export'; name: string; share: number | null }[]
  /** Two versions of a template, side by side. */
  compared: { name: string; from: string; to: string } | null
  /** Imports that wait for a word: there are templates of their names already. One is asked about after the other. */
  questions: readonly { path: string; error: ErrorShape }[]
}

/** The templates as the gallery shows them. They stay while another page is open. */
export const useGallery = create<Gallery>()(() => ({
  templates: notAsked,
  broken: [],
  uses: new Map(),
  view: { search: '', origin: 'all', sort: 'name' },
  open: null,
  carried: [],
  compared: null,
  questions: [],
}))

const get = useGallery.getState
const set = useGallery.setState

export const look = (view: Partial<GalleryView>) => set({ view: { ...get().view, ...view } })
export const openDetails = (name: string, tab: GalleryTab = 'details') => set({ open: { name, tab } })
export const closeDetails = () => set({ open: null })

let asked = 0

/** Asks for all of it; what is known stays on show until the answer comes. */
export async function loadTemplates(): Promise<void> {
  asked += 1
  const number = asked
  const before = shownOf(get().templates)
  set({ templates: { is: 'asked', before } })
  try {
    const [value, broken] = await Promise.all([ask('template.list', {}), ask('template.broken', {})])
    if (number !== asked) return
    set({ templates: { is: 'there', value }, broken })
  } catch (error) {
    if (number === asked) set({ templates: { is: 'failed', error: toErrorShape(error), before } })
    return
  }
  // How often they were used is a fact beside the pictures: a gallery without it is better than none.
  const uses = await ask('template.uses', {}).catch(() => null)
  if (uses !== null) set({ uses: new Map(uses.map((use) => [use.template, use])) })
}

/** Templates were changed by whomever: what is on show follows. */
export function followTemplates(events: readonly StudioEvent[]): void {
  for (const event of events)
    if (event.event === 'template.progress') {
      const { id, done, of } = event
      const share = done < of ? done / of : null
      set({ carried: get().carried.map((one) => (one.id === id ? { ...one, share } : one)) })
    }
  if (get().templates.is === 'not-asked') return
  if (events.some(({ event }) => event === 'templates.changed')) void loadTemplates()
}

/** Does what was asked for with a click, and says in a corner what went wrong. */
function doing(work: () => Promise<void>): void {
  void work().catch(tellFault)
}

export const edit = (name: string) => go({ name: 'editor', template: name })

export function newBatchWith(name: string): void {
  go({ name: 'new-batch' })
  void chooseTemplate(name)
}

export function duplicate({ name, title }: TemplateEntry): void {
  doing(async () => {
    const made = await ask('template.duplicate', { template: name, title: words.gallery.copyOf(title) })
    tell(words.gallery.duplicated(made.name), () => void removeNow(made.name))
    openDetails(made.name)
  })
}

export function exportTemplate(name: string, version: string): void {
  doing(async () => {
    const path = await ask('desktop.choose-save', { suggested: `${name}-${version}.zip` })
    if (path === null) return
    // The dialog has asked whether what stands there may be replaced.
    const made = await carry('export', nameOfPath(path), (id) =>
      ask('template.export', { template: name, path, version, overwrite: true, id }),
    )
    if (made !== null) tell(words.gallery.exported(nameOfPath(made.path)))
  })
}

/** Shows that something runs until it is done; null: a person stopped it. */
async function carry<T>(
  what: 'import' | 'export',
  name: string,
  work: (id: string) => Promise<T>,
): Promise<T | null> {
  const id = crypto.randomUUID()
  set({ carried: [...get().carried, { id, what, name, share: null }] })
  try {
    return await work(id)
  } catch (error) {
    if (error instanceof StudioError && error.code === 'template.stopped') return null
    throw error
  } finally {
    set({ carried: get().carried.filter((one) => one.id !== id) })
  }
}

export const stopCarrying = (id: string) => doing(() => ask('template.stop', { id }).then(() => {}))

export const compare = (name: string, from: string, to: string) => set({ compared: { name, from, to } })
export const closeComparison = () => set({ compared: null })

export function chooseImport(from: 'folder' | 'zip'): void {
  doing(async () => {
    const path = await ask('desktop.choose-template', { from })
    if (path !== null) await importFrom(path)
  })
}

/** A folder, a template.json or a zip. Asks what is meant when the name is taken. */
export async function importFrom(path: string, as?: 'new-version' | 'copy'): Promise<void> {
  try {
    const imported = await carry('import', nameOfPath(path), (id) =>
      ask('template.import', { path, id, ...(as === undefined ? {} : { as }) }),
    )
    if (imported === null) return
    const { outcome, ...made } = imported
    tell(words.gallery.imported[outcome](made.name, made.version))
    openDetails(made.name, outcome === 'new-version' ? 'versions' : 'details')
  } catch (error) {
    if (as === undefined && error instanceof StudioError && error.code === 'template.taken')
      set({ questions: [...get().questions, { path, error: toErrorShape(error) }] })
    else tellFault(error)
  }
}

/** The answer to the first question; null: neither. */
export function answerImport(as: 'new-version' | 'copy' | null): void {
  const [question, ...others] = get().questions
  set({ questions: others })
  if (question !== undefined && as !== null) void importFrom(question.path, as)
}

/** Asks once, with the batches that used it, and can be undone. */
export function removeTemplate({
  name,
  title,
  origin,
}: Pick<TemplateEntry, 'name' | 'title' | 'origin'>): void {
  doing(async () => {
    const use = get().uses.get(name)
    const isSure = await confirm({
      title: words.gallery.removeTitle(title, origin === 'changed'),
      text: words.gallery.removeText(use?.batches ?? 0, use?.unfinished ?? 0, origin === 'changed'),
      yes: words.gallery.remove,
      isDanger: true,
    })
    if (isSure) await removeNow(name)
  })
}

async function removeNow(name: string): Promise<void> {
  try {
    const { removed, shipped } = await ask('template.delete', { template: name })
    if (get().open?.name === name) closeDetails()
    tell(words.gallery.removed(name, shipped), () =>
      doing(async () => {
        await ask('template.bring-back', { removed })
      }),
    )
  } catch (error) {
    tellFault(error)
  }
}

/** Makes a version the current one; undone by making the one before current again. */
export function restore(name: string, version: string): void {
  doing(async () => {
    const { before } = await ask('template.restore', { template: name, version })
    tell(words.gallery.restored(name, version), () =>
      doing(() => ask('template.restore', { template: name, version: before }).then(() => {})),
    )
  })
}

export const reveal = (template: string) =>
  doing(async () => {
    await ask('desktop.reveal', { what: 'template', template })
  })
