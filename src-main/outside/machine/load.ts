import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { millisecondsOfTick, readOrNull, readStat } from '../programs/process-facts.ts'
import { knownMeanwhile } from './asked-rarely.ts'
import { busyOfOthers, type ProcessTime, readProcessTimes } from './process-times.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/** Milliseconds over which the load is averaged, and between two looks at least. */
const window = 5_000
const between = 900
/** Nobody asked for so long: what was seen before says nothing of now. */
const stale = 60_000

/**
 * How many processors other programs keep busy: 1.5 is one and a half. Null until two looks were taken, and where
 * nobody can tell. Linux: the machine's busy time without that of this process and all that descends from it, within
 * a millisecond. macOS and Windows: the sum of all others' processes, asked in the background.
 */
export function loadWatch(
  roots: SystemRoots = systemRoots,
  now: () => number = () => performance.now(),
): () => number | null {
  const first = busyOf(readOrNull(join(roots.proc, 'stat')))
  if (first === null) return processesWatch(now)

  const looks = [{ at: now(), others: first - ownBusy(roots) }]
  let load: number | null = null
  return () => {
    const at = now()
    if (at - looks.at(-1)!.at < between) return load
    const busy = busyOf(readOrNull(join(roots.proc, 'stat')))
    if (busy === null) return load
    const others = busy - ownBusy(roots)
    if (at - looks.at(-1)!.at > stale) {
      looks.splice(0, looks.length, { at, others })
      load = null
      return load
    }
    looks.push({ at, others })
    while (looks.length > 2 && at - looks[1]!.at >= window) looks.shift()
    const oldest = looks[0]!
    load = Math.max(0, (others - oldest.others) / (at - oldest.at))
    return load
  }
}

/** `cpu  user nice system idle iowait irq softirq steal guest guest_nice`, in ticks; guests are in user and nice. */
function busyOf(text: string | null): number | null {
  const fields = /^cpu +(.*)$/m
    .exec(text ?? '')?.[1]
    ?.split(' ')
    .map(Number)
  if (fields === undefined || fields.length < 7) return null
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, soft = 0] = fields
  return (user + nice + system + interrupts + soft) * millisecondsOfTick
}

/** Processor time of this process, its ended children and all that live, in milliseconds. */
function ownBusy(roots: SystemRoots): number {
  const own = readStat('self', roots.proc)
  if (own === null) return 0
  let ticks = own.ticks + own.childrenTicks
  const add = (children: string | null) => {
    for (const child of (children ?? '').split(' ')) {
      const stat = child === '' ? null : readStat(Number(child), roots.proc)
      if (stat === null) continue
      ticks += stat.ticks + stat.childrenTicks
      add(readOrNull(join(roots.proc, child, 'task', child, 'children')))
    }
  }
  const threads = join(roots.proc, 'self', 'task')
  for (const thread of namesIn(threads)) add(readOrNull(join(threads, thread, 'children')))
  return ticks * millisecondsOfTick
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function processesWatch(now: () => number): () => number | null {
  let before: { at: number; times: ProcessTime[] } | null = null
  const every = process.platform === 'win32' ? 20_000 : window
  return knownMeanwhile<number | null>(
    every,
    () => null,
    async () => {
      const times = await readProcessTimes()
      if (times === null) return null
      const look = { at: now(), times }
      const load =
        before === null ? null : busyOfOthers(before.times, times, process.pid) / (look.at - before.at)
      before = look
      return load
    },
  )
}
