import type { FarmSettings, Pace } from '../../../src-shared/farm/farm.ts'
import type { PowerEvent } from '../../../src-shared/farm/power.ts'
import { type Niceness, type PaceMemory, paceOf } from '../../core/pace/pace.ts'
import { afterPower, asleep, isAsleep, type Sleep } from '../../core/pace/sleep.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { FarmMachine } from './needs.ts'

type PaceWatch = {
  pace(): Pace
  niceness(): Niceness
  /** Takes what is known of the machine now, and asks for what takes longer to find out. */
  look(): void
  power(event: PowerEvent): void
}

/** How fast the farm may go at the moment. `processes`: at full speed. */
export function createPaceWatch(needs: {
  clock: Clock
  machine: FarmMachine
  settings(): FarmSettings
  processes(): number
  onPace(): void
}): PaceWatch {
  const { clock, machine } = needs
  let memory: PaceMemory | null = null
  let idleSeconds: number | null = null
  let onBattery: boolean | null = null
  let isAsking = false
  let sleep: Sleep = null
  let now = decide()

  function decide() {
    const time = new Date(clock.iso())
    const seen = {
      idleSeconds,
      loadOfOthers: machine.loadOfOthers(),
      onBattery,
      localMinutes: time.getHours() * 60 + time.getMinutes(),
      processors: machine.processors,
      at: clock.milliseconds(),
    }
    const decided = paceOf(needs.settings(), seen, needs.processes(), memory)
    memory = decided.memory
    return isAsleep(sleep, seen.at) ? { ...decided, pace: asleep } : decided
  }

  function renew(): void {
    const before = now.pace
    now = decide()
    if (now.pace.processes !== before.processes || now.pace.reason !== before.reason) needs.onPace()
  }

  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    try {
      ;[idleSeconds, onBattery] = await Promise.all([machine.idleSeconds(), machine.onBattery()])
    } finally {
      isAsking = false
    }
    renew()
  }

  function look(): void {
    renew()
    // Asking never rejects; what can't be told is null.
    void ask()
  }

  return {
    pace: () => now.pace,
    niceness: () => now.niceness,
    look,
    power(event) {
      sleep = afterPower(sleep, event, clock.milliseconds())
      look()
    },
  }
}
