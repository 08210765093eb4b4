import { powerMonitor, powerSaveBlocker } from 'electron'
import { powerEvents } from '../../src-shared/farm/power.ts'
import type { StudioOptions } from '../start-studio.ts'

/** What the window's process knows of the machine better than anybody who asks from outside. The screen may go to sleep. */
export function atMachine(): NonNullable<StudioOptions['person']> {
  return {
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    onBattery: () => powerMonitor.isOnBatteryPower(),
    keepAwake() {
      const id = powerSaveBlocker.start('prevent-app-suspension')
      return () => {
        powerSaveBlocker.stop(id)
      }
    },
    onPower(hear) {
      const heard = powerEvents.map((event) => [event, () => hear(event)] as const)
      // One name is one overload there, and a union of them is none.
      const emitter: NodeJS.EventEmitter = powerMonitor
      for (const [event, listener] of heard) emitter.on(event, listener)
      return () => {
        for (const [event, listener] of heard) emitter.off(event, listener)
      }
    },
  }
}
