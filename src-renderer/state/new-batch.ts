import { create } from 'zustand'
import type { Answers, CheckReport, TemplateSummary } from '../../src-shared/contract/commands.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { ListedProfile } from '../../src-shared/contract/quality.ts'
import type { NamesReport, TableInspection } from '../../src-shared/contract/tables.ts'
import type { BatchEstimate } from '../../src-shared/farm/estimate.ts'
import { ask } from '../bridge/bridge.ts'
import {
  type Draft,
  draftOf,
  emptyDraft,
  inspectionOf,
  keptDraft,
  requestOf,
  withMended,
  withTable,
  withTemplate,
} from '../view-math/draft.ts'
import { type Loading, notAsked, shownOf } from '../view-math/loading.ts'
import { onLeaving } from './leaving.ts'
import {
  changesDone,
  closeTable,
  hearMended,
  hearOpened,
  lookAgain,
  openTable,
  useTableRows,
} from './table-rows.ts'

export type Sample = Answers['sample.show'][number]
export type BatchTab = 'rows' | 'columns' | 'check'

/** Something long that was asked for. `isOld`: the draft was changed since. */
export type Asked<T> =
  | { is: 'none' }
  | { is: 'running'; id: string; doing: string | null }
  | { is: 'done'; value: T; isOld: boolean }
  | { is: 'failed'; error: ErrorShape }

type NewBatch = {
  draft: Draft
  tab: BatchTab
  templates: Loading<TemplateSummary[]>
  samples: Loading<Sample[]>
  /** Quality profiles to choose from. */
  profiles: Loading<ListedProfile[]>
  inspection: Loading<TableInspection>
  /** Why the template that was chosen can't be used. */
  templateError: ErrorShape | null
  names: Loading<NamesReport>
  check: Asked<CheckReport>
  estimate: Asked<BatchEstimate>
  starting: Loading<string>
}

/** The batch that is being prepared. */
export const useNewBatch = create<NewBatch>()(() => ({
  draft: emptyDraft,
  tab: 'rows',
  templates: notAsked,
  samples: notAsked,
  profiles: notAsked,
  inspection: notAsked,
  templateError: null,
  names: notAsked,
  check: { is: 'none' },
  estimate: { is: 'none' },
  starting: notAsked,
}))

const get = useNewBatch.getState
const set = useNewBatch.setState

export const showTab = (tab: BatchTab): void => set({ tab })

/** What is offered to begin with. */
export async function loadOffers(): Promise<void> {
  const load = async (key: 'templates' | 'samples' | 'profiles', asked: () => Promise<unknown>) => {
    const before = shownOf(get()[key] as Loading<never>)
    set({ [key]: { is: 'asked', before } })
    try {
      set({ [key]: { is: 'there', value: await asked() } })
    } catch (error) {
      set({ [key]: { is: 'failed', error: toErrorShape(error), before } })
    }
  }
  await Promise.all([
    load('templates', () => ask('template.list', {})),
    load('samples', () => ask('sample.show', {})),
    load('profiles', async () => (await ask('quality.profiles', {})).profiles),
  ])
}

export async function chooseTable(path: string): Promise<void> {
  mendedInOthers.clear()
  change(withTable(get().draft, path))
  set({ tab: 'rows' })
  void suggestOutput(path)
  await inspect()
}

/** Counts choices of a template: only the latest counts, however late the answers come. */
let choices = 0

/** A template by its name in the library, or its folder. */
export async function chooseTemplate(wanted: string): Promise<void> {
  choices += 1
  const choice = choices
  try {
    const template = await ask('template.show', { template: wanted })
    if (choice !== choices) return
    set({ templateError: null })
    change(withTemplate(get().draft, template))
    await inspect()
  } catch (error) {
    if (choice === choices) set({ templateError: toErrorShape(error) })
  }
}

export async function chooseSample({ template, data }: Sample): Promise<void> {
  mendedInOthers.clear()
  change(withTable(get().draft, data))
  void suggestOutput(data)
  await chooseTemplate(template)
}

/** Takes a change of the draft. What was found out before no longer holds, but stays to be read. */
export function change(draft: Draft): void {
  if (isSameButWhen(draft, get().draft)) {
    set({ draft, starting: notAsked })
    keepSoon()
    return
  }
  stopCheck()
  stopEstimate()
  const { check, estimate } = get()
  const isOther = draft.data !== get().draft.data || draft.template?.folder !== get().draft.template?.folder
  set({
    draft,
    starting: notAsked,
    check: isOther || check.is !== 'done' ? { is: 'none' } : { ...check, isOld: true },
    estimate: isOther || estimate.is !== 'done' ? { is: 'none' } : { ...estimate, isOld: true },
  })
  keepSoon()
  exampleSoon()
}

const whenOnly: ReadonlySet<string> = new Set(['start', 'priority', 'deadline', 'pilot'])

/** Whether two drafts ask for the same videos, whenever they are made. */
function isSameButWhen(draft: Draft, before: Draft): boolean {
  return (Object.keys(draft) as (keyof Draft)[]).every(
    (name) => whenOnly.has(name) || draft[name] === before[name],
  )
}

/** Back to the beginning. */
export function startOver(): void {
  // What was asked for is of the batch before.
  choices += 1
  inspections += 1
  mendedInOthers.clear()
  change({ ...emptyDraft, quality: get().draft.quality })
  closeTable()
  set({ inspection: notAsked, templateError: null, tab: 'rows' })
}

let inspections = 0

/** Looks at the table with the template's eyes, and opens its records. Only the latest question's answer counts. */
export async function inspect(): Promise<void> {
  const { draft } = get()
  const payload = inspectionOf(draft)
  void reopen()
  inspections += 1
  if (payload === null) {
    set({ inspection: notAsked })
    return
  }
  const number = inspections
  const earlier = shownOf(get().inspection)
  const before = earlier !== null && earlier.path === payload.data ? earlier : null
  set({ inspection: { is: 'asked', before } })
  try {
    const value = await ask('table.inspect', payload)
    if (number !== inspections) return
    // What is missing is chosen there.
    const tab = value.missing.length > 0 ? 'columns' : get().tab
    set({ inspection: { is: 'there', value }, tab })
  } catch (error) {
    if (number === inspections) set({ inspection: { is: 'failed', error: toErrorShape(error), before } })
  }
}

let shownFile: string | null = null
/** Which list of the file is shown: a sheet, or a table of a database. */
let shownList = ''
/** What was mended in the other lists of the file, for who comes back to them. */
const mendedInOthers = new Map<string, Draft['corrections']>()

/** Reads the records anew: under another template, mapping, key, or way of reading. */
export async function reopen(): Promise<void> {
  // A change that is on its way belongs to what is read anew.
  if (get().draft.data === shownFile) await changesDone()
  const { data, reading, corrections } = get().draft
  const list = JSON.stringify([reading.sheet.trim(), reading.table.trim(), reading.query.trim()])
  const isSameFile = data === shownFile
  const isSame = isSameFile && list === shownList
  if (!isSameFile) mendedInOthers.clear()
  else if (!isSame) {
    // The records of another list are others, although they bear the same numbers.
    mendedInOthers.set(shownList, corrections)
    change({ ...get().draft, corrections: mendedInOthers.get(list) ?? {} })
  }
  shownFile = data
  shownList = list
  await openTable(get().draft, isSame)
  exampleSoon()
}

/** Forgets what was mended, which the table's columns no longer fit. */
export async function forgetMended(): Promise<void> {
  await changesDone()
  change({ ...get().draft, corrections: {} })
  await reopen()
}

hearMended((after) => change(withMended(get().draft, after)))

hearOpened((tableMark) => {
  set({ draft: { ...get().draft, tableMark } })
  keepSoon()
})

async function suggestOutput(data: string): Promise<void> {
  if (get().draft.outIsChosen) return
  const out = await ask('desktop.suggest-output', { data }).catch(() => null)
  const { draft } = get()
  if (draft.data === data && !draft.outIsChosen) set({ draft: { ...draft, out } })
}

let exampleTimer: ReturnType<typeof setTimeout> | undefined

function exampleSoon(): void {
  clearTimeout(exampleTimer)
  exampleTimer = setTimeout(() => void nameExamples(), 250)
}

/** Asks what the first videos would be called. */
async function nameExamples(): Promise<void> {
  const { draft } = get()
  const { id, opening } = useTableRows.getState()
  const pattern = draft.name.trim()
  const formats = (draft.template?.formats ?? []).filter((format) => draft.formats.includes(format.id))
  if (id === null || opening || pattern === '' || formats.length === 0 || draft.languages.length === 0)
    return set({ names: notAsked })
  const before = shownOf(get().names)
  set({ names: { is: 'asked', before } })
  const isCurrent = () => get().draft === draft && useTableRows.getState().id === id
  try {
    const value = await ask('table.names', {
      id,
      pattern,
      languages: [...draft.languages],
      formats: formats.map((format) => ({
        id: format.id,
        codec: format.codec === 'gif' ? format.codec : (draft.codec ?? format.codec),
      })),
      quality: draft.quality,
    })
    if (isCurrent()) set({ names: { is: 'there', value } })
  } catch (error) {
    if (isCurrent()) set({ names: { is: 'failed', error: toErrorShape(error), before: null } })
  }
}

export async function runCheck(): Promise<void> {
  const request = requestOf(get().draft)
  if (request === null) return
  stopCheck()
  const id = crypto.randomUUID()
  set({ check: { is: 'running', id, doing: null }, tab: 'check' })
  const isCurrent = () => {
    const { check } = get()
    return check.is === 'running' && check.id === id
  }
  try {
    const table = useTableRows.getState().id
    const value = await ask('check.run', { id, request, ...(table === null ? {} : { table }) })
    if (!isCurrent()) return
    set({ check: { is: 'done', value, isOld: false } })
    lookAgain()
  } catch (error) {
    if (isCurrent()) set({ check: { is: 'failed', error: toErrorShape(error) } })
  }
}

export function stopCheck(): void {
  const { check } = get()
  if (check.is !== 'running') return
  set({ check: { is: 'none' } })
  ask('check.stop', { id: check.id }).catch(() => {})
}

/** Plans the whole batch to say what it would take. */
export async function runEstimate(): Promise<void> {
  const request = requestOf(get().draft)
  if (request === null) return
  stopEstimate()
  const id = crypto.randomUUID()
  set({ estimate: { is: 'running', id, doing: null } })
  const isCurrent = () => {
    const { estimate } = get()
    return estimate.is === 'running' && estimate.id === id
  }
  try {
    const value = await ask('batch.estimate', { id, request })
    if (isCurrent()) set({ estimate: { is: 'done', value, isOld: false } })
  } catch (error) {
    if (isCurrent()) set({ estimate: { is: 'failed', error: toErrorShape(error) } })
  }
}

export function stopEstimate(): void {
  const { estimate } = get()
  if (estimate.is !== 'running') return
  set({ estimate: { is: 'none' } })
  ask('plan.stop', { id: estimate.id }).catch(() => {})
}

/** How far checks and estimates are. */
export function followCheck(events: readonly StudioEvent[]): void {
  for (const key of ['check', 'estimate'] as const) {
    const running = get()[key]
    if (running.is !== 'running') continue
    const told = events.findLast((event) => event.event === 'check.progress' && event.id === running.id)
    if (told?.event === 'check.progress') set({ [key]: { ...running, doing: told.doing } })
  }
}

/** Starts the batch; answers its id, or null when it could not be started. */
export async function startBatch(): Promise<string | null> {
  if (requestOf(get().draft) === null) return null
  stopCheck()
  stopEstimate()
  set({ starting: { is: 'asked', before: null } })
  try {
    await changesDone()
    const request = requestOf(get().draft)
    if (request === null) {
      set({ starting: notAsked })
      return null
    }
    const { batch } = await ask('batch.start', request)
    set({ starting: notAsked })
    // The next batch of this table goes into a folder of its own.
    if (!get().draft.outIsChosen && get().draft.data !== null) void suggestOutput(get().draft.data!)
    return batch
  } catch (error) {
    set({ starting: { is: 'failed', error: toErrorShape(error), before: null } })
    return null
  }
}

const keptAs = 'new-batch'
let keepTimer: ReturnType<typeof setTimeout> | undefined

/** The draft outlives a reload of the page. One that is too large for that does not. */
function keepSoon(): void {
  clearTimeout(keepTimer)
  keepTimer = setTimeout(keep, 300)
}

function keep(): void {
  clearTimeout(keepTimer)
  keepTimer = undefined
  try {
    sessionStorage.setItem(keptAs, keptDraft(get().draft))
  } catch {
    sessionStorage.removeItem(keptAs)
  }
}
onLeaving(() => {
  if (keepTimer !== undefined) keep()
})

let isRestored = false

/** Takes up the draft of before the page was loaded anew; once. */
export async function restoreDraft(): Promise<void> {
  if (isRestored) return
  isRestored = true
  const kept = draftOf(sessionStorage.getItem(keptAs))
  const { draft: now } = get()
  if (kept === null || kept.draft.data === null) return
  // Somebody has chosen something in the meantime.
  if (now.data !== null || now.template !== null || choices > 0) return
  set({ draft: kept.draft })
  if (kept.folder !== null) {
    choices += 1
    const choice = choices
    try {
      const template = await ask('template.show', { template: kept.folder })
      if (choice !== choices) return
      const { draft } = get()
      if (draft === kept.draft) {
        const { languages, formats, map } = kept.draft
        set({ draft: withTemplate({ ...kept.draft, template, languages, formats, map }, template) })
      } else change(withTemplate(draft, template))
    } catch (error) {
      if (choice === choices) set({ templateError: toErrorShape(error) })
    }
  }
  await inspect()
}
