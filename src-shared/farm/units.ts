import type { Failure } from '../batches/changes.ts'

/** What a unit of work makes. `output`: segments joined with the sound, probed and named. `inspection`: what is seen of that file. */
export const unitKinds = ['clip', 'sound', 'segment', 'output', 'inspection'] as const
export type UnitKind = (typeof unitKinds)[number]

/** Every change of a status carries a sentence that says why. */
export type UnitStatus =
  /** For a slot, for room, or for its next try. */
  | { status: 'waiting'; reason: string }
  | { status: 'running'; reason: string }
  /** Held by a person: its job waits for it. */
  | { status: 'paused'; reason: string }
  | { status: 'done'; reason: string }
  | { status: 'failed'; reason: string; error: Failure }

export const unitStatusNames = ['waiting', 'running', 'paused', 'done', 'failed'] as const

type UnitFacts = {
  number: number
  job: number
  batchId: string
  kind: UnitKind
  /** Hash of the artifact that it makes. */
  hash: string
  label: string
  /** Tries that were burnt since it was last retried by a person: those that were handed back don't count. */
  tries: number
}

/** A step of a job that runs programs: what a slot is given to. */
export type Unit = UnitStatus &
  UnitFacts & {
    /** Tries begun so far, whatever became of them: the number of the last one. */
    attempts: number
  }

/** The same with each of its tries. */
export type TriedUnit = UnitStatus & UnitFacts & { attempts: UnitAttempt[] }

/** One try at a unit, as it is kept. Null where nothing was seen (yet). */
export type UnitAttempt = {
  unit: number
  number: number
  studio: string
  machine: string
  begunAt: string
  endedAt: string | null
  end: 'done' | 'failed' | 'handed-back' | null
  reason: string | null
  error: Failure | null
  /** Of its last program. */
  exit: string | null
  /** Of the wall clock, from its slot to its end. */
  milliseconds: number | null
  /** Of all its programs. */
  cpuMilliseconds: number | null
  /** The most that one of its programs held. */
  peakBytes: number | null
  /** What was expected when it got its slot. */
  expectedBytes: number | null
  encoder: string | null
  /** Its programs, as one can paste them into a terminal; null once they were tidied away. */
  commands: string[] | null
  /** Last lines that its programs said; null once they were tidied away. */
  stderr: string | null
}

/** What is seen of a program when it ends; null where the system doesn't tell. */
export type ProgramUse = { cpuMilliseconds: number | null; peakBytes: number | null }
