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
  return seconds < 10 ? `${Math.max(0.1, seconds).toFixed(1)} s` : duration(seconds)
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
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${units[unit]}`
}

/** Whole percent of a share of 0..1. 100 is said only when all is done, 0 only when nothing is. */
export function percent(share: number): number {
  if (share >= 1) return 100
  if (share <= 0) return 0
  return Math.min(99, Math.max(1, Math.round(share * 100)))
}

/** `1 row`, `1,200 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

/** Last part of a path of any system. */
export function nameOfPath(path: string): string {
  return path.replace(/[/\\]+$/, '').replace(/^.*[/\\]/, '') || path
}

/** `Today, 14:05`, `Yesterday, 9:30`, `21 Nov 2026`; both are moments in time. */
export function dayAndTime(iso: string, now: Date): string {
  const then = new Date(iso)
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000)
  const time = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (days === 0) return `Today, ${time}`
  if (days === 1) return `Yesterday, ${time}`
  return `${then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`
}
