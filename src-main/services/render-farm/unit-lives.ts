import { hangLimit } from '../../core/estimates/hang-limit.ts'
import { changeUnit, type UnitEvent, type UnitState } from '../../core/job-lifecycle/unit-lifecycle.ts'
import { causeOf, codeOf, whatNow } from '../../core/retry-policy/retry-policy.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { UnitHands } from '../video-maker/needs.ts'
import { failureOf, hungError, judge } from './faults.ts'
import type { Learning } from './learning.ts'
import type { FarmPrograms, FarmStore } from './needs.ts'
import {
  beginning as beginningOf,
  type FarmAsk,
  HeldByPerson,
  newUnit,
  type RunningTry,
  type UnitInHand,
} from './unit-in-hand.ts'
import { type AttemptSeen, watchPrograms } from './watched-programs.ts'

type UnitLivesNeeds = {
  clock: Clock
  store: FarmStore
  programs: FarmPrograms
  learning: Learning
  threads(): number
  niceness(): 'low' | 'lowest'
  hangSeconds(): number
  chance(): number
  /** Whether it was the only one in a slot. */
  isAlone(unit: UnitInHand): boolean
  /** A unit met a resource that is used up: holds it. Answers whether it was there all the same. */
  holdResource(unit: UnitInHand, code: string, wasAlone: boolean): Promise<boolean>
  /** The studio's own disk is full: nothing can be written down. */
  holdStudioDisk(): Promise<void>
  /** A unit came, or changed its mode. */
  onMode(unit: UnitInHand): void
  /** It left its slot after so many milliseconds. */
  onLeft(unit: UnitInHand, milliseconds: number): void
  onFault(error: unknown, batch: string): void
}

type Tried<T> = { made: true; value: T } | { made: false }

/** While the database can't be written, it is tried again after so long. */
const writeAgain = 1_000

/** The lives of all units in hand: see `UnitInHand` for their modes. */
export function createUnitLives(needs: UnitLivesNeeds) {
  const { clock, store, learning } = needs
  const all = new Set<UnitInHand>()
  const byNumber = new Map<number, UnitInHand>()

  /**
   * Waits for room, then makes; again and again while what goes wrong may pass. Resolves with what was made. Rejects with
   * the signal's reason, or with what it came to grief by (see `judgementOf`).
   */
  async function live<T>(
    ask: FarmAsk,
    signal: AbortSignal,
    make: (hands: UnitHands) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted()
    const unit = newUnit(ask, signal, learning.bytesOf(ask))
    try {
      open(unit)
      for (;;) {
        await turn(unit)
        const tried = await tryOnce(unit, make)
        if (tried.made) return tried.value
      }
    } finally {
      close(unit)
    }
  }

  function open(unit: UnitInHand): void {
    all.add(unit)
    needs.onMode(unit)
  }

  function close(unit: UnitInHand): void {
    all.delete(unit)
    if (unit.record !== null && byNumber.get(unit.record.number) === unit) byNumber.delete(unit.record.number)
    unit.stopResting()
    unit.mode = 'waiting'
    needs.onMode(unit)
  }

  function setMode(unit: UnitInHand, mode: UnitInHand['mode'], why: string): void {
    unit.mode = mode
    unit.why = why
    unit.isParked = mode === 'resting' || mode === 'paused'
    needs.onMode(unit)
  }

  /** Resolves when the unit was let into its slots. */
  function turn(unit: UnitInHand): Promise<void> {
    const { signal } = unit
    return new Promise((resolve, reject) => {
      const leave = () => {
        signal.removeEventListener('abort', onAbort)
        unit.enter = () => {}
        unit.refuse = () => {}
      }
      const onAbort = () => {
        leave()
        reject(signal.reason)
      }
      unit.enter = () => {
        leave()
        resolve()
      }
      unit.refuse = (error) => {
        leave()
        reject(error)
      }
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort, { once: true })
    })
  }

  async function tryOnce<T>(unit: UnitInHand, make: (hands: UnitHands) => Promise<T>): Promise<Tried<T>> {
    const begunAt = clock.milliseconds()
    try {
      // Its job may have been called off in the moment between.
      unit.signal.throwIfAborted()
      if (!(await begin(unit))) return { made: false }
      return await makeOnce(unit, make, begunAt)
    } finally {
      unit.now = null
      unit.slots = []
      // Of one that is over, the last mode is of no account.
      if (unit.mode === 'running') unit.mode = 'waiting'
      needs.onLeft(unit, clock.milliseconds() - begunAt)
    }
  }

  /** Writes that a try begins. False: it can't now, and waits or is held. */
  async function begin(unit: UnitInHand): Promise<boolean> {
    const { ask } = unit
    try {
      const beginning = { expectedBytes: unit.bytes, encoder: ask.hardware }
      note(unit, store.units.begin(ask, clock.iso(), beginning, beginningOf))
      return true
    } catch (error) {
      if (error instanceof HeldByPerson) {
        note(unit, error.state)
        setMode(unit, 'paused', 'Paused on request.')
      } else if (codeOf(error) === 'disk.full') {
        unit.mode = 'waiting'
        unit.why = 'Waits for room on the disk of the studio folder.'
        await needs.holdStudioDisk()
      } else {
        needs.onFault(error, ask.batch)
        throw error
      }
      return false
    }
  }

  function note(unit: UnitInHand, { number, status, tries, attempts }: UnitState): void {
    unit.record = { number, status, tries, attempts }
    byNumber.set(number, unit)
  }

  async function makeOnce<T>(
    unit: UnitInHand,
    make: (hands: UnitHands) => Promise<T>,
    begunAt: number,
  ): Promise<Tried<T>> {
    const { ask, signal } = unit
    const controller = new AbortController()
    const onAbort = () => controller.abort(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    const now = beginTry(unit, controller, begunAt)
    unit.now = now
    needs.onMode(unit)
    let came: { value: T } | { error: unknown }
    try {
      came = { value: await make(handsOf(now)) }
    } catch (error) {
      came = { error }
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
    const seen = now.watch.seen(clock.milliseconds() - begunAt)
    if ('value' in came) {
      await write(unit, { kind: 'made' }, seen)
      learning.saw(ask, seen)
      return { made: true, value: came.value }
    }
    await afterFault(unit, now, came.error, seen)
    return { made: false }
  }

  function beginTry(unit: UnitInHand, controller: AbortController, begunAt: number): RunningTry {
    const { number, attempts } = unit.record!
    return {
      controller,
      begunAt,
      share: 0,
      calledOff: null,
      hangLimit: hangLimit(learning.millisecondsOf(unit.ask), needs.hangSeconds()),
      watch: watchPrograms(needs.programs, {
        milliseconds: clock.milliseconds,
        niceness: needs.niceness,
        signal: controller.signal,
        onStart(started) {
          try {
            store.units.started(number, attempts, started)
          } catch (error) {
            // It bears the mark of this studio, and so it is found without a record, too.
            if (codeOf(error) !== 'disk.full') needs.onFault(error, unit.ask.batch)
          }
          needs.onMode(unit)
        },
      }),
    }
  }

  function handsOf(now: RunningTry): UnitHands {
    return {
      threads: needs.threads(),
      signal: now.controller.signal,
      run: now.watch.run,
      onShare(share) {
        if (share > now.share) now.watch.alive()
        now.share = share
      },
    }
  }

  /** Throws what the job has to know of; else the unit waits, rests or is paused. */
  async function afterFault(
    unit: UnitInHand,
    now: RunningTry,
    error: unknown,
    seen: AttemptSeen,
  ): Promise<void> {
    const { signal, ask } = unit
    if (signal.aborted) return callBack(unit, seen)
    if (now.calledOff === 'retry') {
      await write(unit, { kind: 'retried' }, seen)
      return setMode(unit, 'waiting', 'Waits for a slot.')
    }
    if (now.calledOff === 'pause') {
      await write(unit, { kind: 'paused' }, seen)
      return setMode(unit, 'paused', 'Paused on request.')
    }
    const fault = now.calledOff === 'hang' ? hungError(ask.label, now.hangLimit, seen.commands.at(-1)) : error
    await judgeFault(unit, fault, seen)
    if (unit.pauseNext && unit.record?.status === 'waiting') pauseNow(unit)
  }

  async function callBack(unit: UnitInHand, seen: AttemptSeen): Promise<never> {
    // What a person said of it holds over the end of its studio.
    const event: UnitEvent = unit.pauseNext
      ? { kind: 'paused' }
      : { kind: 'handed-back', reason: 'Handed back: its job was called off.' }
    await write(unit, event, seen)
    throw unit.signal.reason
  }

  async function judgeFault(unit: UnitInHand, fault: unknown, seen: AttemptSeen): Promise<void> {
    const code = codeOf(fault)
    if (causeOf({ code }).cause === 'resource') {
      const wasThere = await needs.holdResource(unit, code, needs.isAlone(unit))
      if (unit.signal.aborted) return callBack(unit, seen)
      if (wasThere) unit.inVain += 1
    }
    const error = failureOf(fault)
    const now = whatNow({
      code,
      tries: unit.record!.tries + 1,
      chance: needs.chance(),
      inVain: unit.inVain,
    })
    switch (now.do) {
      case 'again': {
        const { afterMilliseconds, withFewer } = now
        await write(unit, { kind: 'try-again', error, afterMilliseconds, withFewer }, seen)
        if (withFewer) unit.beside = unit.beside === 'any' ? 'few' : 'none'
        return rest(unit, afterMilliseconds)
      }
      case 'hold':
        await write(
          unit,
          { kind: 'handed-back', reason: `Handed back, no try is burnt: ${error.message}` },
          seen,
        )
        return setMode(unit, 'waiting', error.message)
      case 'give-up':
      case 'fall-back':
      case 'stop':
        await write(unit, { kind: 'failed', error }, seen)
        judge(fault, error.cause, unit.record!.number)
        throw fault
      default:
        return now satisfies never
    }
  }

  function rest(unit: UnitInHand, milliseconds: number): void {
    const wake = () => {
      unit.stopResting = () => {}
      setMode(unit, 'waiting', 'Waits for a slot.')
    }
    const callOff = clock.after(milliseconds, wake)
    unit.stopResting = () => {
      callOff()
      unit.stopResting = () => {}
    }
    setMode(unit, 'resting', unit.record === null ? '' : lastReason(unit))
  }

  /** Writes the change that an event brings. While there is no room for it, it is tried again, unless its job ends. */
  async function write(unit: UnitInHand, event: UnitEvent, seen: AttemptSeen): Promise<void> {
    for (;;) {
      try {
        return apply(unit, event, seen)
      } catch (error) {
        if (codeOf(error) !== 'disk.full' || unit.signal.aborted) {
          needs.onFault(error, unit.ask.batch)
          throw error
        }
        await needs.holdStudioDisk()
        await new Promise<void>((resolve) => {
          const callOff = clock.after(writeAgain, go)
          unit.signal.addEventListener('abort', go, { once: true })
          function go() {
            callOff()
            unit.signal.removeEventListener('abort', go)
            resolve()
          }
        })
      }
    }
  }

  const reasons = new WeakMap<UnitInHand, string>()
  const lastReason = (unit: UnitInHand) => reasons.get(unit) ?? 'Waits for its next try.'

  function apply(unit: UnitInHand, event: UnitEvent, seen: AttemptSeen | null): void {
    const state = unit.record as UnitState
    const change = changeUnit(state, event)
    if (seen === null) store.units.change(change, clock.iso())
    else store.units.end(change, clock.iso(), { ...seen, encoder: null })
    note(unit, {
      number: state.number,
      status: change.to.status,
      tries: change.tries,
      attempts: change.attempts,
    })
    reasons.set(unit, change.to.reason)
  }

  function pauseNow(unit: UnitInHand): void {
    unit.stopResting()
    apply(unit, { kind: 'paused' }, null)
    unit.pauseNext = false
    setMode(unit, 'paused', 'Paused on request.')
  }

  function callOff(unit: UnitInHand, why: 'hang' | 'retry' | 'pause'): void {
    if (unit.now === null) return
    unit.now.calledOff ??= why
    unit.now.controller.abort()
  }

  return {
    all: all as ReadonlySet<UnitInHand>,
    live,
    callOff,
    /** Begins a unit anew, with no try burnt. False: its job is not in hand. */
    retry(number: number): boolean {
      const unit = byNumber.get(number)
      if (unit === undefined) return false
      unit.beside = 'any'
      unit.inVain = 0
      unit.pauseNext = false
      if (unit.mode === 'running') {
        callOff(unit, 'retry')
        return true
      }
      unit.stopResting()
      apply(unit, { kind: 'retried' }, null)
      setMode(unit, 'waiting', 'Waits for a slot.')
      return true
    },
    /** Keeps a unit from being begun. False: its job is not in hand. */
    hold(number: number, now: boolean): boolean {
      const unit = byNumber.get(number)
      if (unit === undefined) return false
      if (unit.mode === 'paused') return true
      if (unit.mode !== 'running') pauseNow(unit)
      else if (now) callOff(unit, 'pause')
      else unit.pauseNext = true
      return true
    },
    /** Ends such a hold. False: its job is not in hand. */
    free(number: number): boolean {
      const unit = byNumber.get(number)
      if (unit === undefined) return false
      unit.pauseNext = false
      if (unit.mode !== 'paused') return true
      apply(unit, { kind: 'resumed' }, null)
      setMode(unit, 'waiting', 'Waits for a slot.')
      return true
    },
  }
}
