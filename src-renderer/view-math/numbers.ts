/** The language that numbers and times are written in. */
let language = 'en'
let days = { today: 'Today', yesterday: 'Yesterday' }

const dayWords: Record<string, typeof days> = {
  en: { today: 'Today', yesterday: 'Yesterday' },
  de: { today: 'Heute', yesterday: 'Gestern' },
}

/** Numbers and times are written in this language from now on (`en` with British dates). */
export function speakNumbers(wanted: string): void {
  language = wanted
  days = dayWords[wanted] ?? dayWords.en!
}

/** What days, times and numbers are written by: BCP 47. */
export const locale = () => (language === 'en' ? 'en-GB' : language)

/** `1,200`; with digits after the point where they are asked for. */
export const number = (value: number, digits = 0): string =>
  value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** With no more digits than it has. */
export const figure = (value: number, digits = 2): string =>
  value.toLocaleString(locale(), { maximumFractionDigits: digits })

/** `1 h 5 min`, `2 min 10 s`, `8 s`; from seconds. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`
}

/** Like `duration`, but `0.4 s` where whole seconds would say too little. */
export function shortDuration(seconds: number): string {
  return seconds < 10 ? `${number(Math.max(0.1, seconds), 1)} s` : duration(seconds)
}

/** `1 h 5 min`: what is left, in steps that don't flicker. Under a minute in steps of five seconds. */
export function remaining(seconds: number): string {
  const step = seconds >= 3600 ? 300 : seconds >= 600 ? 60 : seconds >= 60 ? 10 : 5
  const rounded = seconds < 60 ? Math.max(5, Math.ceil(seconds / 5) * 5) : Math.round(seconds / step) * step
  return duration(rounded).replace(/ 0 (s|min)$/, '')
}

/** `1.4 MB`, `320 kB`; from bytes, in powers of 1,000 as file managers count. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const
  let value = size
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1
  return `${value.toLocaleString(locale(), { maximumFractionDigits: digits })} ${units[unit]}`
}

/** Whole percent of a share of 0..1. 100 is said only when all is done, 0 only when nothing is. */
export function percent(share: number): number {
  if (share >= 1) return 100
  if (share <= 0) return 0
  return Math.min(99, Math.max(1, Math.round(share * 100)))
}

/** `1 row`, `1,200 rows`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`
}

/** Last part of a path of any system. */
export function nameOfPath(path: string): string {
  return path.replace(/[/\\]+$/, '').replace(/^.*[/\\]/, '') || path
}

/** `Today, 14:05`, `Yesterday, 9:30`, `21 Nov 2026`; both are moments in time. */
export function dayAndTime(iso: string, now: Date): string {
  const then = new Date(iso)
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  const ago = Math.round((midnight(now) - midnight(then)) / 86_400_000)
  const time = then.toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })
  if (ago === 0) return `${days.today}, ${time}`
  if (ago === 1) return `${days.yesterday}, ${time}`
  return `${then.toLocaleDateString(locale(), { day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`
}

/** `14:05:09`; with its day, `21 Nov, 14:05`, where it may have been another one. */
export function clockTime(iso: string, withDay = false): string {
  const then = new Date(iso)
  if (!withDay) return then.toLocaleTimeString(locale())
  const time = then.toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })
  return `${then.toLocaleDateString(locale(), { day: 'numeric', month: 'short' })}, ${time}`
}

/** `16 Nov`; a day like `2026-11-16`, or a moment. */
export const dayOnly = (day: string): string =>
  dateOf(day).toLocaleDateString(locale(), { day: 'numeric', month: 'short' })

/** `16 Nov 2026`. */
export const wholeDay = (day: string): string =>
  dateOf(day).toLocaleDateString(locale(), { day: 'numeric', month: 'short', year: 'numeric' })

/** `Nov 2026`. */
export const monthOnly = (day: string): string =>
  dateOf(day).toLocaleDateString(locale(), { month: 'short', year: 'numeric' })

/** A day without a time is one of the clock here, not of Greenwich. */
function dateOf(day: string): Date {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)
  return parts === null ? new Date(day) : new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))
}
