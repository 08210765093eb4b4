import { create } from 'zustand'
import type { Answers, CheckReport, TemplateSummary } from '../../src-shared/contract/commands.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { TableInspection } from '../../src-shared/contract/tables.ts'
import { ask } from '../bridge/bridge.ts'
import {
  type Draft,
  emptyDraft,
  inspectionOf,
  requestOf,
  withTable,
  withTemplate,
} from '../view-math/draft.ts'
import { type Loading, notAsked, shownOf } from '../view-math/loading.ts'

export type Sample = Answers['sample.show'][number]

export type CheckState =
  | { is: 'none' }
  | { is: 'running'; id: string; doing: string | null }
  | { is: 'done'; report: CheckReport }
  | { is: 'failed'; error: ErrorShape }

type NewBatch = {
  draft: Draft
  templates: Loading<TemplateSummary[]>
  samples: Loading<Sample[]>
  inspection: Loading<TableInspection>
  /** Why the template that was chosen can't be used. */
  templateError: ErrorShape | null
  check: CheckState
  starting: Loading<string>
}

/** The batch that is being prepared on the first page. */
export const useNewBatch = create<NewBatch>()(() => ({
  draft: emptyDraft,
  templates: notAsked,
  samples: notAsked,
  inspection: notAsked,
  templateError: null,
  check: { is: 'none' },
  starting: notAsked,
}))

const get = useNewBatch.getState
const set = useNewBatch.setState

/** What is offered to begin with. */
export async function loadOffers(): Promise<void> {
  const load = async <K extends 'templates' | 'samples'>(
    key: K,
    command: 'template.list' | 'sample.show',
  ) => {
    const before = shownOf(get()[key] as Loading<never>)
    set({ [key]: { is: 'asked', before } })
    try {
      set({ [key]: { is: 'there', value: await ask(command, {}) } })
    } catch (error) {
      set({ [key]: { is: 'failed', error: toErrorShape(error), before } })
    }
  }
  await Promise.all([load('templates', 'template.list'), load('samples', 'sample.show')])
}

export async function chooseTable(path: string): Promise<void> {
  change(withTable(get().draft, path))
  void suggestOutput(path)
  await inspect()
}

/** A template by its name in the library, or its folder. */
export async function chooseTemplate(wanted: string): Promise<void> {
  try {
    const template = await ask('template.show', { template: wanted })
    set({ templateError: null })
    change(withTemplate(get().draft, template))
    await inspect()
  } catch (error) {
    set({ templateError: toErrorShape(error) })
  }
}

export async function chooseSample({ template, data }: Sample): Promise<void> {
  change(withTable(get().draft, data))
  void suggestOutput(data)
  await chooseTemplate(template)
}

/** Takes a change of the draft. What was checked before no longer holds. */
export function change(draft: Draft): void {
  stopCheck()
  set({ draft, check: { is: 'none' }, starting: notAsked })
}

/** Back to the beginning. */
export function startOver(): void {
  change({ ...emptyDraft, quality: get().draft.quality })
  set({ inspection: notAsked, templateError: null })
}

let inspections = 0

/** Looks at the table with the template's eyes. Only the latest question's answer counts. */
export async function inspect(): Promise<void> {
  const payload = inspectionOf(get().draft)
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
    if (number === inspections) set({ inspection: { is: 'there', value } })
  } catch (error) {
    if (number === inspections) set({ inspection: { is: 'failed', error: toErrorShape(error), before } })
  }
}

async function suggestOutput(data: string): Promise<void> {
  if (get().draft.outIsChosen) return
  const out = await ask('desktop.suggest-output', { data }).catch(() => null)
  const { draft } = get()
  if (draft.data === data && !draft.outIsChosen) set({ draft: { ...draft, out } })
}

export async function runCheck(): Promise<void> {
  const request = requestOf(get().draft)
  if (request === null) return
  const id = crypto.randomUUID()
  set({ check: { is: 'running', id, doing: null } })
  const isCurrent = () => {
    const { check } = get()
    return check.is === 'running' && check.id === id
  }
  try {
    const report = await ask('check.run', { id, request })
    if (isCurrent()) set({ check: { is: 'done', report } })
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

export function followCheck(events: readonly StudioEvent[]): void {
  const { check } = get()
  if (check.is !== 'running') return
  const told = events.findLast((event) => event.event === 'check.progress' && event.id === check.id)
  if (told?.event === 'check.progress') set({ check: { ...check, doing: told.doing } })
}

/** Starts the batch; answers its id, or null when it could not be started. */
export async function startBatch(): Promise<string | null> {
  const request = requestOf(get().draft)
  if (request === null) return null
  stopCheck()
  set({ starting: { is: 'asked', before: null } })
  try {
    const { batch } = await ask('batch.start', request)
    set({ starting: notAsked, check: { is: 'none' } })
    // The next batch of this table goes into a folder of its own.
    if (!get().draft.outIsChosen && get().draft.data !== null) void suggestOutput(get().draft.data!)
    return batch
  } catch (error) {
    set({ starting: { is: 'failed', error: toErrorShape(error), before: null } })
    return null
  }
}
