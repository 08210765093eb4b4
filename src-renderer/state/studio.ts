import { create } from 'zustand'
import type { Told } from '../../src-shared/contract/bridge.ts'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { connect } from '../bridge/bridge.ts'
import { afterTold, nothingKnown, type StudioView } from '../view-math/studio-events.ts'
import { followInspecting } from './inspecting.ts'
import { followCheck } from './new-batch.ts'
import { followJobs } from './open-batch.ts'
import { followResults } from './results.ts'
import { takeSettings } from './settings.ts'
import { followTable } from './table-rows.ts'
import { followTemplates } from './templates.ts'

/** What the whole window shares: how the studio stands, and its batches. */
export const useStudio = create<StudioView>()(() => nothingKnown)

/** Begins to hear what the studio tells; also after a fault, to try again. */
export function connectStudio(): void {
  useStudio.setState({ standing: { is: 'connecting' } })
  try {
    connect(hear)
  } catch (error) {
    useStudio.setState({ standing: { is: 'closed', error: toErrorShape(error) } })
  }
}

/** Milliseconds after which a studio that was lost is asked again. */
const patience = 2_500
let callOff: ReturnType<typeof setTimeout> | undefined

/** Begins to hear anew; what is on show stays until the answer comes. */
export function reconnectStudio(): void {
  clearTimeout(callOff)
  try {
    connect(hear)
  } catch (error) {
    hear({ fault: toErrorShape(error) })
  }
}

const listeners = new Set<(events: readonly StudioEvent[]) => void>()

/** For what only some pages want to hear: called with each group of events; the answer ends it. */
export function listen(listener: (events: readonly StudioEvent[]) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function hear(told: Told): void {
  useStudio.setState((view) => afterTold(view, told))
  clearTimeout(callOff)
  if (useStudio.getState().standing.is === 'lost') callOff = setTimeout(reconnectStudio, patience)
  if ('fault' in told) return
  if ('snapshot' in told) takeSettings(told.snapshot.settings)
  else for (const event of told.events) if (event.event === 'settings.changed') takeSettings(event.settings)
  followJobs(told)
  followResults(told)
  if ('snapshot' in told) return
  followCheck(told.events)
  followInspecting(told.events)
  followTemplates(told.events)
  followTable(told.events)
  for (const listener of listeners) listener(told.events)
}
