import type { HardwareEncoder, SlotUse } from '../../../src-shared/farm/farm.ts'
import { admit, type Room, type WaitingAsk } from '../../core/slot-sharing/admission.ts'
import type { Disks } from './disks.ts'
import { encoderGone } from './faults.ts'
import type { FarmHold } from './holds.ts'
import type { Learning } from './learning.ts'
import type { Served } from './needs.ts'
import type { UnitInHand } from './unit-in-hand.ts'

type Asking = WaitingAsk & { unit: UnitInHand }

type AdmissionNeeds = {
  milliseconds(): number
  units(): Iterable<UnitInHand>
  standingOf(batch: string, job: number): Served
  /** Milliseconds of slots that each batch had, those of what runs included. */
  used(): (batch: string) => number
  encoders(): HardwareEncoder[]
  learning: Learning
  disks: Disks
  holds(): readonly FarmHold[]
  /** Why nothing starts; null: it may. */
  stopped(): string | null
  slots(): readonly SlotUse[]
  memory(): Room['memory']
  /** Whether a unit waits for something that may take long is another than before. */
  onParked(unit: UnitInHand): void
  onFault(error: unknown): void
}

/** Lets units into their slots: `ask` looks once in this turn of the event loop, however often it is called. */
export function createAdmission(needs: AdmissionNeeds) {
  let isAsked = false

  function ask(): void {
    if (isAsked) return
    isAsked = true
    setImmediate(() => {
      isAsked = false
      try {
        pass()
      } catch (error) {
        needs.onFault(error)
      }
    })
  }

  function pass(): void {
    const asks: Asking[] = []
    const running: UnitInHand[] = []
    const used = needs.used()
    for (const unit of needs.units()) {
      if (unit.mode === 'running') running.push(unit)
      else if (unit.mode === 'waiting') {
        const asking = askOf(unit, used)
        if (asking !== null) asks.push(asking)
      }
    }
    if (asks.length === 0) return
    const room = roomNow(running)
    const { start, waiting } = admit(asks, room)
    for (const { ask: asking, why, passedSince, isLong } of waiting) {
      const { unit } = asking
      unit.passedSince = passedSince
      unit.why = why
      park(unit, isLong)
    }
    for (const { unit, slots } of start) {
      unit.mode = 'running'
      unit.slots = slots
      unit.passedSince = null
      unit.why = ''
      park(unit, false)
      unit.enter()
    }
  }

  function park(unit: UnitInHand, isParked: boolean): void {
    if (unit.isParked === isParked) return
    unit.isParked = isParked
    needs.onParked(unit)
  }

  /** What a unit asks for; null: it is not known yet what disk it writes to, or it was refused. */
  function askOf(unit: UnitInHand, used: (batch: string) => number): Asking | null {
    const { ask: asked } = unit
    const slots = slotsOf(unit)
    if (slots === null) return null
    const writes = writesOf(unit)
    if (writes === null) return null
    const { served, order, rank } = needs.standingOf(asked.batch, asked.job)
    return {
      unit,
      label: asked.label,
      batch: asked.batch,
      served,
      used: used(asked.batch),
      batchOrder: order,
      rank,
      job: asked.job,
      order: asked.order,
      slots,
      bytes: unit.bytes,
      milliseconds: needs.learning.millisecondsOf(asked),
      writes,
      reads: [],
      beside: unit.beside,
      held: null,
      passedSince: unit.passedSince,
    }
  }

  function slotsOf(unit: UnitInHand): SlotUse['kind'][] | null {
    const { hardware, slot } = unit.ask
    if (hardware === null) return [slot]
    const encoder = needs.encoders().find((one) => one.encoder === hardware)
    if (encoder?.status === 'works') return [slot, encoder.family]
    // Waiting for it would be in vain: its job is made with the processor.
    unit.refuse(encoderGone(hardware))
    return null
  }

  function writesOf(unit: UnitInHand): Asking['writes'][number][] | null {
    const writes: Asking['writes'][number][] = []
    let isKnown = true
    for (const { folder, bytes } of unit.ask.writes) {
      const disk = needs.disks.idOf(folder)
      if (disk !== null) writes.push({ disk, folder, bytes: Math.max(bytes, foundToNeed(unit, disk)) })
      else {
        isKnown = false
        void needs.disks.learn(folder).then(ask, needs.onFault)
      }
    }
    return isKnown ? writes : null
  }

  function foundToNeed({ needs: more }: UnitInHand, disk: string): number {
    return more !== null && more.disk === disk && more.until > needs.milliseconds() ? more.bytes : 0
  }

  function roomNow(running: readonly UnitInHand[]): Room {
    return {
      clock: needs.milliseconds(),
      stopped: needs.stopped(),
      slots: needs.slots(),
      memory: needs.memory(),
      disks: needs.disks.facts(),
      holds: needs.holds(),
      running: running.map((unit) => ({
        bytes: unit.bytes,
        heldBytes: unit.now?.watch.heldBytes ?? 0,
        writes: stillToWrite(unit),
        beside: unit.beside,
      })),
    }
  }

  function stillToWrite({ ask: asked, now }: UnitInHand): { disk: string; bytes: number }[] {
    return asked.writes.flatMap(({ folder, bytes }) => {
      const disk = needs.disks.idOf(folder)
      return disk === null ? [] : [{ disk, bytes: bytes * (1 - (now?.share ?? 0)) }]
    })
  }

  return { ask }
}
