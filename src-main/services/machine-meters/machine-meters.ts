import type { MeterLook, Meters } from '../../../src-shared/contract/farm-watch.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { Machine } from '../../outside/machine/machine.ts'

const every = 5_000
/** Ten minutes. */
const most = 120

type MetersNeeds = {
  clock: Clock
  machine: Pick<Machine, 'memory' | 'loadOfOthers' | 'processors' | 'busyProcessors' | 'busyGpu'>
  slotsUsed(): number
  calibrating(): Meters['calibrating']
}

/** Looks at the machine every few seconds, so that somebody who opens the farm sees the last minutes at once. */
export function openMeters({ clock, machine, slotsUsed, calibrating }: MetersNeeds): {
  read(): Meters
  close(): void
} {
  const looks: MeterLook[] = []
  let callOff = () => {}

  function look(): void {
    const { total, available } = machine.memory()
    const others = machine.loadOfOthers()
    const processor = machine.busyProcessors()
    looks.push({
      at: Date.parse(clock.iso()),
      processor,
      others: others === null ? null : Math.min(processor ?? 1, others / machine.processors),
      memory: total === 0 ? 0 : 1 - available / total,
      gpu: machine.busyGpu(),
      slotsUsed: slotsUsed(),
    })
    if (looks.length > most) looks.shift()
    callOff = clock.after(every, look)
  }

  look()
  return {
    read: () => ({ every, looks: [...looks], memory: machine.memory(), calibrating: calibrating() }),
    close: () => callOff(),
  }
}
