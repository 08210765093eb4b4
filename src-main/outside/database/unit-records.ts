import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { UnitChange } from '../../../src-shared/batches/changes.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ProgramUse, Unit, UnitAttempt, UnitKind, UnitStatus } from '../../../src-shared/farm/units.ts'
import { asFailure, type ErrorColumns, failureColumns } from './rows-as-data.ts'
import type { Statements } from './statements.ts'

/** A unit with the number of tries that were begun, whatever became of them. */
export type UnitInHand = Unit & { attempts: number }

/** What a unit is known by before its first try. */
export type UnitAsk = {
  batch: string
  job: number
  kind: UnitKind
  hash: string
  label: string
  /** Position in its plan. */
  order: number
}

/** What is written down when a try begins. */
export type UnitBeginning = { expectedBytes: number | null; encoder: string | null }

/** What was seen of a try when it ended. */
export type UnitEnding = ProgramUse & {
  /** Of its last program. */
  exit: string | null
  /** Of the monotonic clock, from its slot to its end. */
  milliseconds: number | null
  /** None: as it was when it began. */
  encoder?: string | null
  /** As one can paste them into a terminal. */
  commands: string[]
  stderr: string
}

/** A program of a studio that is no more; it may still run. */
type LostProgram = {
  unit: number
  attempt: number
  pid: number
  /** As its system says it; null where it doesn't. */
  startedAt: string | null
  studio: string
  machine: string
  batch: string
  job: number
}

type UnitRecord = {
  number: number
  job: number
  kind: UnitKind
  hash: string
  label: string
  position: number
  tries: number
  attempts: number
  status: UnitStatus['status']
  reason: string
} & ErrorColumns

type AttemptRecord = {
  unit: number
  number: number
  studio_name: string
  machine: string
  begun_at: number
  ended_at: number | null
  end: UnitAttempt['end']
  reason: string | null
  exit: string | null
  milliseconds: number | null
  cpu_ms: number | null
  peak_bytes: number | null
  expected_bytes: number | null
  encoder: string | null
  details: Buffer | null
} & ErrorColumns

/** Units of work and every try at them. Nothing here opens a transaction: the caller does. */
export function unitRecords(sql: Statements, studio: { name: string; machine: string }) {
  let studioNumber: number | null = null
  // A studio that only looks around leaves no trace.
  const ownNumber = () => {
    studioNumber ??= sql.one<{ number: number }>('add_studio', studio)!.number
    return studioNumber
  }

  function known(ask: Pick<UnitAsk, 'batch' | 'job' | 'kind' | 'hash'>): UnitInHand | null {
    const { batch, job, kind, hash } = ask
    const found = sql.one<UnitRecord>('unit_of_job', { job, kind, hash })
    return found === null ? null : asUnit(found, batch)
  }

  return {
    known,
    /** The unit of a job, added when this is the first that is heard of it. */
    findOrAdd(ask: UnitAsk): UnitInHand {
      const found = known(ask)
      if (found !== null) return found
      const { job, kind, hash, label } = ask
      sql.run('add_unit', { job, kind, hash, label, position: ask.order })
      return known(ask)!
    },
    byNumber(unit: number): UnitInHand {
      const found = sql.one<UnitRecord & { batch_id: string }>('unit_by_number', { unit })
      if (found === null)
        throw new StudioError({
          code: 'unit.not-found',
          message: `There is no unit ${unit} in this studio.`,
          whatToDo: 'See `reelmill farm` for those that run, `reelmill job units ID` for those of a job.',
        })
      return asUnit(found, found.batch_id)
    },
    ofJob: (job: number): UnitInHand[] =>
      sql
        .all<UnitRecord & { batch_id: string }>('units_of_job', { job })
        .map((found) => asUnit(found, found.batch_id)),
    attempts: (unit: number): UnitAttempt[] =>
      sql.all<AttemptRecord>('attempts_of_unit', { unit }).map(asAttempt),
    /** False when the unit is no longer in the status that the change was decided on. */
    change(change: UnitChange, at: string, facts: UnitBeginning | UnitEnding | null): boolean {
      const { unit, to, attempt } = change
      const { changes } = sql.run('change_unit', {
        unit,
        from: change.from,
        status: to.status,
        reason: to.reason,
        tries: change.tries,
        attempts: change.attempts,
        ...failureColumns(to.status === 'failed' ? to.error : null),
      })
      if (changes === 0) return false
      if (attempt === null) return true
      if ('begin' in attempt) begin(unit, attempt.begin, at, facts !== null && 'exit' in facts ? null : facts)
      else end(change, attempt, at, facts !== null && 'exit' in facts ? facts : null)
      return true
    },
    /** Notes a program of a try while it runs; forgotten when the try ends. */
    started(unit: number, attempt: number, program: { pid: number; startedAt: string | null }): void {
      sql.run('add_program', { unit, number: attempt, ...program })
    },
    freshenOfJob: (job: number): void => void sql.run('freshen_units_of_job', { job }),
    freshenOfFirst: (batch: number, from: string, limit: number): void =>
      void sql.run('freshen_units_of_batch', { batch, from, limit }),
    lost: (): UnitInHand[] =>
      sql
        .all<UnitRecord & { batch_id: string }>('lost_units', { studio: studio.name })
        .map((found) => asUnit(found, found.batch_id)),
    lostPrograms: (): LostProgram[] => sql.all<LostProgram>('lost_programs', { studio: studio.name }),
  }

  function begin(unit: number, number: number, at: string, facts: UnitBeginning | null): void {
    sql.run('begin_unit_attempt', {
      unit,
      number,
      studio: ownNumber(),
      at: Date.parse(at),
      expectedBytes: rounded(facts?.expectedBytes ?? null),
      encoder: facts?.encoder ?? null,
    })
  }

  function end(
    { unit, to }: UnitChange,
    attempt: Exclude<NonNullable<UnitChange['attempt']>, { begin: number }>,
    at: string,
    facts: UnitEnding | null,
  ): void {
    const { errorCode, errorWhatToDo, errorCause, errorMessage } = failureColumns(
      attempt.end === 'failed' ? attempt.error : null,
    )
    const { number } = attempt
    const { changes } = sql.run('end_unit_attempt', {
      unit,
      number,
      at: Date.parse(at),
      end: attempt.end,
      reason: attempt.end === 'handed-back' ? attempt.reason : errorMessage,
      errorCode,
      errorWhatToDo,
      errorCause,
      exit: facts?.exit ?? null,
      milliseconds: rounded(facts?.milliseconds ?? null),
      cpuMilliseconds: rounded(facts?.cpuMilliseconds ?? null),
      peakBytes: rounded(facts?.peakBytes ?? null),
      encoder: facts?.encoder ?? null,
    })
    sql.run('forget_programs', { unit })
    if (changes === 1 && facts !== null && (facts.commands.length > 0 || facts.stderr !== ''))
      sql.run('add_details', { unit, number, details: packed(facts) })
    sql.run('note_unit_in_minute', {
      unit,
      minute: minuteOf(at),
      units: to.status === 'done' || to.status === 'failed' ? 1 : 0,
      retries: attempt.end === 'failed' ? 1 : 0,
      cpuMilliseconds: rounded(facts?.cpuMilliseconds ?? null) ?? 0,
    })
  }
}

/** Minutes since 1970. */
export const minuteOf = (at: string): number => Math.floor(Date.parse(at) / 60_000)

const rounded = (number: number | null) => (number === null ? null : Math.round(number))

const packed = ({ commands, stderr }: UnitEnding): Buffer =>
  deflateRawSync(JSON.stringify({ commands, stderr }))

function unpacked(details: Buffer): { commands: string[] | null; stderr: string | null } {
  try {
    return JSON.parse(inflateRawSync(details).toString())
  } catch {
    // A page that went bad must not hide the rest of what is known.
    return { commands: null, stderr: null }
  }
}

function asUnit(record: UnitRecord, batchId: string): UnitInHand {
  const { number, job, kind, hash, label, tries, attempts, status, reason } = record
  const facts = { number, job, batchId, kind, hash, label, tries, attempts }
  return status === 'failed'
    ? { ...facts, status, reason, error: asFailure(record) }
    : { ...facts, status, reason }
}

function asAttempt(record: AttemptRecord): UnitAttempt {
  const details = record.details === null ? null : unpacked(record.details)
  return {
    unit: record.unit,
    number: record.number,
    studio: record.studio_name,
    machine: record.machine,
    begunAt: new Date(record.begun_at).toISOString(),
    endedAt: record.ended_at === null ? null : new Date(record.ended_at).toISOString(),
    end: record.end,
    reason: record.reason,
    error: record.end === 'failed' ? asFailure({ ...record, error_message: record.reason }) : null,
    exit: record.exit,
    milliseconds: record.milliseconds,
    cpuMilliseconds: record.cpu_ms,
    peakBytes: record.peak_bytes,
    expectedBytes: record.expected_bytes,
    encoder: record.encoder,
    commands: details?.commands ?? null,
    stderr: details?.stderr ?? null,
  }
}
