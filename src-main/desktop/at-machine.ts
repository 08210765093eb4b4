import { powerMonitor, powerSaveBlocker } from 'electron'
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
  }
}
