import type { HardwareEncoder, HardwareFamily, SlotUse } from '../../../src-shared/farm/farm.ts'
import { createPlainSlots } from './plain-slots.ts'
import type { UnitInHand } from './unit-in-hand.ts'

/** What runs in the farm at a time: units in the slots that they were let into, and what is no unit beside them. */
export function createFarmSlots(needs: {
  units: Iterable<UnitInHand>
  processors: number
  /** Units that may encode at a time now. */
  processes(): number
  encoders(): HardwareEncoder[]
  /** Why nothing starts; null: it may. */
  stopped(): string | null
  /** Why everything is held; null: it isn't. */
  held(): string | null
  /** Something that is no unit left its slot. */
  onFree(): void
  onChange(): void
}) {
  const { units, processes, stopped } = needs
  const mostLight = Math.min(4, Math.max(2, needs.processors))
  // One stays free for a unit that joins: drawing must not keep a finished video from its end.
  const lights = createPlainSlots(
    () => (stopped() === null ? mostLight - Math.max(1, taken('light')) : 0),
    needs.onFree,
  )
  const copies = createPlainSlots(
    () => (whyNoCopies() === null ? Math.max(1, processes() - encodesWanted()) : 0),
    () => {
      needs.onFree()
      needs.onChange()
    },
  )

  const whyNoCopies = () => stopped() ?? needs.held()

  function taken(kind: SlotUse['kind']): number {
    let used = 0
    for (const unit of units) if (unit.mode === 'running' && unit.slots.includes(kind)) used += 1
    return used
  }

  /** Units that encode, or would if a slot came free. */
  function encodesWanted(): number {
    let wanted = 0
    for (const { ask, mode, isParked } of units)
      if (ask.slot === 'encode' && (mode === 'running' || (mode === 'waiting' && !isParked))) wanted += 1
    return wanted
  }

  return {
    all(): SlotUse[] {
      const sessions = new Map<HardwareFamily, number>()
      for (const { family, status, sessions: count } of needs.encoders())
        if (status === 'works') sessions.set(family, Math.max(count, sessions.get(family) ?? 0))
      // One copy runs beside what is rendered, and takes nobody's slot.
      const encoding = taken('encode') + Math.max(0, copies.used() - 1)
      return [
        { kind: 'encode', total: processes(), used: encoding },
        { kind: 'light', total: mostLight, used: taken('light') + lights.used() },
        ...[...sessions].map(([kind, total]) => ({ kind, total, used: taken(kind) })),
      ]
    },
    light: lights.run,
    copies: {
      ...copies,
      run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
        return copies.run(signal, () => {
          needs.onChange()
          return work()
        })
      },
    },
    whyNoCopies,
    /** More may begin than before. */
    wake() {
      lights.wake()
      copies.wake()
    },
  }
}
