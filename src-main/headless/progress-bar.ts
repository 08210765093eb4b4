import type { Range } from '../../src-shared/farm/forecast.ts'
import { duration, fitted, width } from './wording.ts'

/** What is known of a batch or a check while it runs. */
export type Standing = {
  name: string
  /** 0..1, or null while nobody can tell. */
  share: number | null
  secondsLeft: Range | null
  /** Why nothing is begun at this moment; null: it goes on. */
  waits: string | null
  /** Shown instead of the counts while there are none. */
  doing: string
  done: number
  total: number
  failed: number
  rejected: number
}

/** Of which nothing is known yet. */
export const nothingYet: Standing = {
  name: '',
  share: null,
  secondsLeft: null,
  waits: null,
  doing: '',
  done: 0,
  total: 0,
  failed: 0,
  rejected: 0,
}

/** One line for a terminal of so many columns: name, bar, per cent, counts, time left. What has no room is left out, the least needed first. */
export function barLine(standing: Standing, columns: number): string {
  // The last column stays free: some terminals break the line there.
  const room = Math.max(10, columns - 1)
  if (standing.share === null) return fitted(`${standing.name}  ${standing.waits ?? standing.doing}`, room)
  const percent = `${String(percentOf(standing.share)).padStart(3)} %`
  const counts = `${figure(standing.done)}/${figure(standing.total)}`
  if (standing.waits !== null) return fitted(`${percent.trim()}  ${counts}  ${standing.waits}`, room)
  const parts = [
    { text: percent, need: 0 },
    { text: counts, need: 1 },
    { text: left(standing), need: 2 },
    { text: range(standing), need: 5 },
    { text: standing.failed > 0 ? `${figure(standing.failed)} failed` : '', need: 3 },
    { text: standing.rejected > 0 ? `${figure(standing.rejected)} set aside` : '', need: 4 },
  ].filter(({ text }) => text !== '')
  const tail = () => parts.map(({ text }) => text).join('  ')
  while (parts.length > 1 && width(tail()) + 12 > room)
    parts.splice(parts.indexOf(parts.reduce((a, b) => (b.need > a.need ? b : a))), 1)
  const name = room - width(tail()) >= 40 ? `${fitted(standing.name, 16)}  ` : ''
  const cells = Math.min(40, room - width(name) - width(tail()) - 2)
  if (cells < 4) return fitted(tail(), room)
  return `${name}${bar(standing.share, cells)}  ${tail()}`
}

const figure = (number: number) => number.toLocaleString('en')

/** Whole per cents, rounded down: 100 is said when it is done. */
export const percentOf = (share: number): number => Math.floor(Math.min(1, Math.max(0, share)) * 100 + 1e-9)

type Left = Pick<Standing, 'secondsLeft' | 'share'>

/** `about 2 h 10 min left`; nothing when nobody knows, or when it is done. */
export function left({ secondsLeft, share }: Left): string {
  return secondsLeft === null || share === 1 ? '' : `about ${about(secondsLeft.likely)} left`
}

/** `1 h 50 min to 2 h 40 min`: where it lies in eight of ten cases. Nothing when that says no more than `left`. */
export function range({ secondsLeft, share }: Left): string {
  if (secondsLeft === null || share === 1) return ''
  const [low, high] = [about(secondsLeft.low), about(secondsLeft.high)]
  return low === high ? '' : `${low} to ${high}`
}

/** Both: `about 2 h 10 min left, 1 h 50 min to 2 h 40 min`. */
export const leftWithRange = (standing: Left): string =>
  [left(standing), range(standing)].filter((part) => part !== '').join(', ')

const about = (seconds: number) => duration(coarse(seconds)).replace(/ 0 (s|min)$/, '')

/** An estimate says no more than it knows: 5 s steps below two minutes, then 10 s, whole minutes, five minutes. */
function coarse(seconds: number): number {
  if (seconds < 20) return Math.ceil(seconds)
  const step = seconds < 120 ? 5 : seconds < 900 ? 10 : seconds < 7_200 ? 60 : 300
  return Math.ceil(seconds / step) * step
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

export function bar(share: number, cells: number): string {
  const filled = Math.min(cells * 8, Math.floor(Math.min(1, Math.max(0, share)) * cells * 8))
  const whole = Math.floor(filled / 8)
  const part = eighths[filled % 8]!
  return '█'.repeat(whole) + part + '░'.repeat(cells - whole - (part === '' ? 0 : 1))
}
