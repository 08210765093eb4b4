import type { FarmSettings, Pace } from '../../../src-shared/farm/farm.ts'

/** What was seen of the machine; null where it doesn't tell. */
export type Seen = {
  /** Since somebody last used the keyboard or the mouse. */
  idleSeconds: number | null
  /** Processors that programs other than the farm's keep busy, over the last seconds: 1.5 is one and a half. */
  loadOfOthers: number | null
  onBattery: boolean | null
  /** Local time: minutes since midnight, 0..1439. */
  localMinutes: number
  processors: number
  /** A monotonic clock, in milliseconds. */
  at: number
}

/** Kept by the caller between two looks: when somebody was last busy at the machine; null: never seen. */
export type PaceMemory = { busyAt: number | null }

/** Programs give way to everything else (`lowest`), or to what a person works with (`low`). */
export type Niceness = 'low' | 'lowest'

const somebodyThere = 180
const quietBefore = 300_000
const loadShare = 0.25

/**
 * How fast the farm may go now, and why. `processes` is what the machine takes at full speed. Hours and battery come
 * before the mode. In the automatic mode the farm goes slowly as soon as somebody is there or other programs work, and
 * at full speed again after five minutes of quiet.
 */
export function paceOf(
  settings: Pick<FarmSettings, 'mode' | 'hours' | 'onBattery'>,
  seen: Seen,
  processes: number,
  before: PaceMemory | null,
): { pace: Pace; niceness: Niceness; memory: PaceMemory } {
  const busy = busyNow(seen)
  const memory = { busyAt: busy === null ? (before?.busyAt ?? null) : busy.at }
  const stopped = stopReason(settings, seen)
  if (stopped !== null)
    return { pace: { pace: 'stopped', reason: stopped, processes: 0 }, niceness: 'lowest', memory }
  const slow = slowReason(settings.mode, seen, busy?.why ?? null, memory)
  if (slow !== null) {
    const fewer = Math.max(1, Math.floor(processes / 2))
    return { pace: { pace: 'while-i-work', reason: slow, processes: fewer }, niceness: 'lowest', memory }
  }
  return {
    pace: { pace: 'full-speed', reason: fullReason(settings.mode, seen), processes },
    niceness: 'low',
    memory,
  }
}

function stopReason(settings: Pick<FarmSettings, 'hours' | 'onBattery'>, seen: Seen): string | null {
  if (settings.hours !== null && !within(settings.hours, seen.localMinutes))
    return `The farm works from ${settings.hours.replace('-', ' to ')}: it goes on at ${settings.hours.slice(0, 5)}.`
  if (settings.onBattery === 'pause' && seen.onBattery === true)
    return 'The machine runs on battery: the farm goes on when it is plugged in.'
  return null
}

/** `22:00-06:00` goes over midnight; equal ends are the whole day. */
function within(hours: string, minutes: number): boolean {
  const [from = 0, to = 0] = hours.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return hour * 60 + minute
  })
  if (from === to) return true
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to
}

function busyNow(seen: Seen): { at: number; why: string } | null {
  if (seen.loadOfOthers !== null && seen.loadOfOthers > seen.processors * loadShare)
    return {
      at: seen.at,
      why: `Other programs keep ${seen.loadOfOthers.toFixed(1)} of ${seen.processors} processors busy.`,
    }
  if (seen.idleSeconds !== null && seen.idleSeconds < somebodyThere)
    return { at: seen.at - seen.idleSeconds * 1_000, why: 'Somebody works at the machine.' }
  return null
}

function slowReason(
  mode: FarmSettings['mode'],
  seen: Seen,
  busy: string | null,
  memory: PaceMemory,
): string | null {
  if (mode === 'while-i-work') return 'Set to "while I work".'
  if (mode === 'full-speed') return null
  if (busy !== null) return busy
  if (memory.busyAt === null || seen.at - memory.busyAt >= quietBefore) return null
  const minutes = Math.ceil((quietBefore - (seen.at - memory.busyAt)) / 60_000)
  return `Somebody worked at the machine a moment ago: full speed in ${minutes} min if it stays quiet.`
}

function fullReason(mode: FarmSettings['mode'], seen: Seen): string {
  if (mode === 'full-speed') return 'Set to full speed.'
  if (seen.idleSeconds === null && seen.loadOfOthers === null)
    return 'This machine does not tell whether somebody works at it.'
  if (seen.idleSeconds === null) return 'Other programs are quiet.'
  return 'Nobody works at the machine, and other programs are quiet.'
}
