import { StudioError } from '../../src-shared/contract/errors.ts'
import { type FarmSettings, farmSettingsChange } from '../../src-shared/farm/farm.ts'
import { closest } from '../../src-shared/templates/closest.ts'

const units: Record<string, number> = { '': 1, b: 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }

/** `8GB`, `500 MB`, `0`; null when it is none. */
function readSize(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s?([kmgt]?)i?b?$/i.exec(text)
  if (match === null) return null
  const unit = match[2]!.toLowerCase()
  const binary = /i/i.test(text) ? 1024 ** ['', 'k', 'm', 'g', 't'].indexOf(unit) : units[unit]!
  return Math.round(Number(match[1]) * binary)
}

/** Less holds no program: `8` was meant as something else. */
const leastMemory = 100e6
function readMemory(text: string): number | null {
  const size = readSize(text)
  return size === null || size < leastMemory ? null : size
}

const orAuto = (read: (text: string) => unknown) => (text: string) => (text === 'auto' ? null : read(text))

const readers: { [K in keyof FarmSettings]: { read(text: string): unknown; hint: string } } = {
  mode: { read: (text) => text, hint: 'automatic, while-i-work or full-speed' },
  processes: { read: orAuto(Number), hint: 'a number from 1 to 256, or auto' },
  threads: { read: orAuto(Number), hint: 'a number from 1 to 64, or auto' },
  memory: { read: orAuto(readMemory), hint: 'a size like 8GB, 100MB at least, or auto' },
  diskReserve: { read: orAuto(readSize), hint: 'a size like 10GB, or auto' },
  onBattery: { read: (text) => text, hint: 'pause or go-on' },
  hours: { read: (text) => (text === 'always' ? null : text), hint: 'like 22:00-06:00, or always' },
  keepAwake: {
    read: (text) => (text === 'yes' ? true : text === 'no' ? false : text),
    hint: 'yes or no',
  },
  hangSeconds: { read: Number, hint: 'seconds, from 1 to 86400' },
}

/** Reads `mode=full-speed`, `hours=22:00-06:00` and so on. Throws `setting.unreadable`. */
export function readSettings(words: string[]): Partial<FarmSettings> {
  const change: Record<string, unknown> = {}
  for (const word of words) {
    const at = word.indexOf('=')
    const name = word.slice(0, Math.max(0, at)).trim()
    const value = word.slice(at + 1).trim()
    const key = Object.keys(readers).find((one) => one.toLowerCase() === name.toLowerCase())
    if (key === undefined) throw unreadable(word, name)
    const reader = readers[key as keyof FarmSettings]
    const read = reader.read(value)
    // A size that is none must not be taken for "auto".
    const isRead = value !== '' && (read !== null || value === 'auto' || value === 'always')
    if (!isRead || !farmSettingsChange.safeParse({ [key]: read }).success)
      throw new StudioError({
        code: 'setting.unreadable',
        message: `"${value}" is nothing that ${key} can be set to.`,
        whatToDo: `Write ${key}= and ${reader.hint}.`,
      })
    change[key] = read
  }
  return farmSettingsChange.parse(change) as Partial<FarmSettings>
}

function unreadable(word: string, name: string): StudioError {
  const near = closest(name, Object.keys(readers))
  return new StudioError({
    code: 'setting.unreadable',
    message: `"${word}" sets nothing of the farm.`,
    whatToDo:
      near === null
        ? `Write name=value with one of ${Object.keys(readers).join(', ')}.`
        : `Did you mean ${near}=? It takes ${readers[near as keyof FarmSettings].hint}.`,
  })
}
