import { duration, fitted, width } from './wording.ts'

/** What is known of a batch or a check while it runs. */
export type Standing = {
  name: string
  /** 0..1, or null while nobody can tell. */
  share: number | null
  secondsLeft: number | null
  /** Shown instead of the counts while there are none. */
  doing: string
  done: number
  total: number
  failed: number
  rejected: number
}

/** One line for a terminal of so many columns: name, bar, per cent, counts, time left. What has no room is left out, the least needed first. */
export function barLine(standing: Standing, columns: number): string {
  // The last column stays free: some terminals break the line there.
  const room = Math.max(10, columns - 1)
  if (standing.share === null) return fitted(`${standing.name}  ${standing.doing}`, room)
  const percent = `${String(percentOf(standing.share)).padStart(3)} %`
  const parts = [
    { text: percent, need: 0 },
    { text: `${standing.done.toLocaleString('en')}/${standing.total.toLocaleString('en')}`, need: 1 },
    { text: left(standing), need: 2 },
    { text: standing.failed > 0 ? `${standing.failed.toLocaleString('en')} failed` : '', need: 3 },
    { text: standing.rejected > 0 ? `${standing.rejected.toLocaleString('en')} set aside` : '', need: 4 },
  ].filter(({ text }) => text !== '')
  const tail = () => parts.map(({ text }) => text).join('  ')
  while (parts.length > 1 && width(tail()) + 12 > room)
    parts.splice(parts.indexOf(parts.reduce((a, b) => (b.need > a.need ? b : a))), 1)
  const name = room - width(tail()) >= 40 ? `${fitted(standing.name, 16)}  ` : ''
  const cells = Math.min(40, room - width(name) - width(tail()) - 2)
  if (cells < 4) return fitted(tail(), room)
  return `${name}${bar(standing.share, cells)}  ${tail()}`
}

/** Whole per cents, rounded down: 100 is said when it is done. */
export const percentOf = (share: number): number => Math.floor(Math.min(1, Math.max(0, share)) * 100 + 1e-9)

export function left({ secondsLeft, share }: Pick<Standing, 'secondsLeft' | 'share'>): string {
  if (secondsLeft === null || share === 1) return ''
  return `about ${duration(coarse(secondsLeft))} left`
}

/** An estimate says no more than it knows: 5 s steps below a minute or two, then 10 s, then whole minutes. */
function coarse(seconds: number): number {
  if (seconds < 20) return Math.ceil(seconds)
  const step = seconds < 120 ? 5 : seconds < 900 ? 10 : 60
  return Math.ceil(seconds / step) * step
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function bar(share: number, cells: number): string {
  const filled = Math.min(cells * 8, Math.floor(Math.min(1, Math.max(0, share)) * cells * 8))
  const whole = Math.floor(filled / 8)
  const part = eighths[filled % 8]!
  return '█'.repeat(whole) + part + '░'.repeat(cells - whole - (part === '' ? 0 : 1))
}
