import { powerMonitor, powerSaveBlocker } from 'electron'

/** What the window's process knows of the machine better than anybody who asks from outside. */
export type AtMachine = {
  /** Since somebody last touched keyboard or mouse. */
  idleSeconds(): number
  onBattery(): boolean
  /** Keeps the machine from going to sleep (the screen may) until the answer is called. */
  keepAwake(): () => void
  /** Calls `listener` when the machine goes to sleep and when it is back; the answer ends that. */
  onSleep(listener: (is: 'asleep' | 'back') => void): () => void
}

/** To be called when the app is ready. */
export function atMachine(): AtMachine {
  return {
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    onBattery: () => powerMonitor.isOnBatteryPower(),
    keepAwake() {
      const id = powerSaveBlocker.start('prevent-app-suspension')
      return () => {
        powerSaveBlocker.stop(id)
      }
    },
    onSleep(listener) {
      const asleep = () => listener('asleep')
      const back = () => listener('back')
      powerMonitor.on('suspend', asleep)
      powerMonitor.on('resume', back)
      return () => {
        powerMonitor.off('suspend', asleep)
        powerMonitor.off('resume', back)
      }
    },
  }
}
