import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readOrNull } from '../programs/process-facts.ts'
import { answerOf, answerOfPowerShell, askedRarely } from './asked-rarely.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/** Whether the machine runs on its battery (or an emergency supply); null when nobody can tell. */
export function batteryWatch(roots: SystemRoots = systemRoots): () => Promise<boolean | null> {
  if (process.platform === 'darwin')
    return askedRarely(10_000, async () => onBatteryOfPmset(await answerOf('pmset', ['-g', 'batt'])))
  if (process.platform === 'win32') return askedRarely(30_000, windowsBattery)
  return async () => linuxBattery(roots)
}

function linuxBattery({ sys }: SystemRoots): boolean | null {
  const folder = join(sys, 'class', 'power_supply')
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return null
  }
  const supplies = names.map((name) => {
    const read = (fact: string) => readOrNull(join(folder, name, fact))?.trim() ?? null
    return { type: read('type'), online: read('online'), status: read('status'), scope: read('scope') }
  })
  // Mice and headphones have batteries, too: their scope is "Device".
  const batteries = supplies.filter(
    ({ type, scope }) => (type === 'Battery' || type === 'UPS') && scope !== 'Device',
  )
  if (batteries.length === 0) return false
  const mains = supplies.filter(
    ({ type, scope }) => /^(Mains|USB|Wireless)/.test(type ?? '') && scope !== 'Device',
  )
  if (mains.some(({ type, online }) => type === 'Mains' && online === '1')) return false
  if (batteries.some(({ status }) => status === 'Discharging')) return true
  if (batteries.some(({ status }) => status !== null && status !== 'Unknown')) return false
  return mains.length === 0 ? null : mains.every(({ online }) => online === '0')
}

/** `Now drawing from 'Battery Power'` */
export function onBatteryOfPmset(text: string | null): boolean | null {
  const source = /drawing from '([^']+)'/.exec(text ?? '')?.[1]
  return source === undefined ? null : source !== 'AC Power'
}

/** BatteryStatus: 1 discharging, 4 low, 5 critical; anything else has power from outside. No battery says nothing. */
async function windowsBattery(): Promise<boolean | null> {
  const said = await answerOfPowerShell('@(Get-CimInstance Win32_Battery).BatteryStatus; "end"')
  if (said === null || !said.includes('end')) return null
  return said.split(/\s+/).some((status) => ['1', '4', '5'].includes(status))
}
