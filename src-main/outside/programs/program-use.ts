import type { ProgramUse } from '../../../src-shared/farm/units.ts'
import { millisecondsOfTick, procFolder, readOrNull, readStat } from './process-facts.ts'

/** What a program and its living children use at this moment; processor time since its start. */
export type UseFacts = { cpuMilliseconds: number; rssBytes: number; peakBytes: number }

/** Looks at a process of Linux and its children: two small files each, tens of microseconds. Null when it has ended. */
function lookAtUse(pid: number, proc = procFolder): UseFacts | null {
  const stat = readStat(pid, proc)
  if (stat === null) return null
  const status = readOrNull(`${proc}/${pid}/status`) ?? ''
  let cpu = (stat.ticks + stat.childrenTicks) * millisecondsOfTick
  let rss = bytesOf(status, 'VmRSS')
  const ownPeak = bytesOf(status, 'VmHWM')
  // What its first thread started: programs that start others from a second one are not among ours.
  for (const child of (readOrNull(`${proc}/${pid}/task/${pid}/children`) ?? '').split(' ')) {
    if (child === '') continue
    const more = lookAtUse(Number(child), proc)
    cpu += more?.cpuMilliseconds ?? 0
    rss += more?.rssBytes ?? 0
  }
  return { cpuMilliseconds: cpu, rssBytes: rss, peakBytes: Math.max(rss, ownPeak) }
}

/**
 * Watches what a program uses, from its start to its end. `look` may be asked at any time; `use` is what was seen so
 * far. Elsewhere than on Linux nothing is seen.
 */
export function watchUse(pid: number | undefined, onSample: ((facts: UseFacts) => void) | undefined) {
  const began = pid !== undefined && process.platform === 'linux' ? readStat(pid)?.startTicks : undefined
  let cpuMilliseconds: number | null = null
  let peakBytes: number | null = null
  let timer: NodeJS.Timeout | undefined

  function look(): UseFacts | null {
    if (pid === undefined || began === undefined || readStat(pid)?.startTicks !== began) return null
    const facts = lookAtUse(pid)
    if (facts === null) return null
    cpuMilliseconds = Math.max(cpuMilliseconds ?? 0, facts.cpuMilliseconds)
    // Of one that has ended but was not collected, the time is still known, the memory is not.
    if (facts.peakBytes > 0) peakBytes = Math.max(peakBytes ?? 0, facts.peakBytes)
    return { ...facts, cpuMilliseconds, peakBytes: peakBytes ?? 0 }
  }

  // Often at first, for programs that take less than a second; later each second.
  const begun = performance.now()
  let told = begun
  function next(): void {
    const now = performance.now()
    timer = setTimeout(
      () => {
        const facts = look()
        if (facts !== null && performance.now() - told > 900) {
          told = performance.now()
          onSample?.(facts)
        }
        next()
      },
      Math.min(1_000, Math.max(30, (now - begun) / 2)),
    )
  }
  if (began !== undefined) next()

  return {
    look,
    use: (): ProgramUse => ({ cpuMilliseconds, peakBytes }),
    stop: () => clearTimeout(timer),
  }
}

/** `VmHWM:	   62000 kB` */
function bytesOf(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024
}
