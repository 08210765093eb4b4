import type { CausedFailure, UnitChange } from '../../../src-shared/batches/changes.ts'
import type { UnitStatus } from '../../../src-shared/farm/units.ts'
import { moves } from './moves.ts'

/** What can happen to a unit. */
export type UnitEvent =
  /** It got its slot. */
  | { kind: 'begun' }
  | { kind: 'made' }
  /** For good: no further try follows by itself. Of one that waits: its room can't be found, and no try is burnt. */
  | { kind: 'failed'; error: CausedFailure }
  /** A try was burnt; the next one begins after so long. `withFewer`: with fewer programs beside it. */
  | { kind: 'try-again'; error: CausedFailure; afterMilliseconds: number; withFewer: boolean }
  /** No try is burnt: room was refused, its batch was paused, its studio ended. */
  | { kind: 'handed-back'; reason: string }
  /** By a person, as the next two. */
  | { kind: 'paused' }
  | { kind: 'resumed' }
  /** Also when it has to be made once more: its artifact was dropped, or its job is retried. */
  | { kind: 'retried' }

/** `tries`: burnt since it was last retried. `attempts`: begun so far, whatever became of them. */
export type UnitState = { number: number; status: UnitStatus['status']; tries: number; attempts: number }

/** Decides what an event does to a unit: everything that has to be written, as data. Throws on a move that is not allowed. */
export function changeUnit(unit: UnitState, event: UnitEvent): UnitChange {
  if (moves.unit[unit.status][event.kind] === undefined)
    throw new Error(`unit ${unit.number} is ${unit.status}: it can't be ${event.kind}`)
  const attempts = event.kind === 'begun' ? unit.attempts + 1 : unit.attempts
  return {
    unit: unit.number,
    from: unit.status,
    to: nextStatus(event, attempts),
    tries: triesAfter(unit, event),
    attempts,
    attempt: attemptOf(unit, event, attempts),
  }
}

function triesAfter({ status, tries }: UnitState, { kind }: UnitEvent): number {
  if (kind === 'retried') return 0
  return status === 'running' && (kind === 'failed' || kind === 'try-again') ? tries + 1 : tries
}

function nextStatus(event: UnitEvent, attempt: number): UnitStatus {
  switch (event.kind) {
    case 'begun':
      return {
        status: 'running',
        reason: attempt === 1 ? 'A slot was free.' : `A slot was free; try ${attempt}.`,
      }
    case 'made':
      return { status: 'done', reason: 'Made.' }
    case 'failed':
      return { status: 'failed', reason: event.error.message, error: event.error }
    case 'try-again':
      return { status: 'waiting', reason: `To be tried again ${when(event)}: ${event.error.message}` }
    case 'handed-back':
      return { status: 'waiting', reason: event.reason }
    case 'paused':
      return { status: 'paused', reason: 'Paused on request.' }
    case 'resumed':
      return { status: 'waiting', reason: 'Resumed on request.' }
    case 'retried':
      return { status: 'waiting', reason: 'To be made once more.' }
    default:
      return event satisfies never
  }
}

function when(event: { afterMilliseconds: number; withFewer: boolean }): string {
  const seconds = Math.ceil(event.afterMilliseconds / 1000)
  return `${seconds === 0 ? 'at once' : `in ${seconds} s`}${event.withFewer ? ', with fewer beside it' : ''}`
}

function attemptOf(unit: UnitState, event: UnitEvent, number: number): UnitChange['attempt'] {
  switch (event.kind) {
    case 'begun':
      return { begin: number }
    case 'made':
      return { number, end: 'done' }
    case 'failed':
    case 'try-again':
      return unit.status === 'running' ? { number, end: 'failed', error: event.error } : null
    case 'handed-back':
      return { number, end: 'handed-back', reason: event.reason }
    case 'paused':
      return unit.status === 'running'
        ? { number, end: 'handed-back', reason: 'Handed back: it was paused.' }
        : null
    case 'retried':
      return unit.status === 'running'
        ? { number, end: 'handed-back', reason: 'Handed back: it is to be made once more.' }
        : null
    case 'resumed':
      return null
    default:
      return event satisfies never
  }
}
