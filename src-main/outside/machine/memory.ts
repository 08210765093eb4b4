import { freemem, totalmem } from 'node:os'
import { join } from 'node:path'
import { readOrNull } from '../programs/process-facts.ts'
import { answerOf, knownMeanwhile } from './asked-rarely.ts'
import { memoryGroups, memoryOfGroup } from './control-groups.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/** Bytes. `available`: what programs can still get before the machine, or our share of it, has to swap or to refuse. */
export type Memory = { total: number; available: number }

const groupsAreKnownFor = 30_000

/**
 * A look at memory within microseconds. Linux: MemAvailable, or what our control groups leave, whichever is less. macOS: the
 * last answer of `vm_stat`, some seconds old. Windows: what the system says.
 */
export function memoryWatch(roots: SystemRoots = systemRoots): () => Memory {
  let groups: { at: number; folders: string[] } | null = null
  const elsewhere = process.platform === 'darwin' ? macMemory() : plainMemory
  return () => {
    const machine = memoryOfMeminfo(readOrNull(join(roots.proc, 'meminfo')))
    if (machine === null) return elsewhere()
    const now = performance.now()
    if (groups === null || now - groups.at > groupsAreKnownFor)
      groups = { at: now, folders: memoryGroups(roots) }
    let { total, available } = machine
    for (const folder of groups.folders) {
      const group = memoryOfGroup(folder)
      if (group === null) continue
      total = Math.min(total, group.limit)
      available = Math.min(available, Math.max(0, group.limit - group.used))
    }
    return { total, available }
  }
}

const plainMemory = (): Memory => ({ total: totalmem(), available: freemem() })

/** What macOS calls free is only what nothing was ever put into. */
function macMemory(): () => Memory {
  return knownMeanwhile(3_000, plainMemory, async () => {
    const available = availableOfVmStat(await answerOf('vm_stat', []))
    return available === null ? null : { total: totalmem(), available }
  })
}

function memoryOfMeminfo(text: string | null): Memory | null {
  const bytes = (name: string) => {
    const found = new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(text ?? '')?.[1]
    return found === undefined ? null : Number(found) * 1024
  }
  const total = bytes('MemTotal')
  const available = bytes('MemAvailable') ?? bytes('MemFree')
  return total === null || available === null ? null : { total, available }
}

/**
 * `Mach Virtual Memory Statistics: (page size of 16384 bytes)`
 * `Pages inactive:                          501234.`
 */
export function availableOfVmStat(text: string | null): number | null {
  const page = Number(/page size of (\d+) bytes/.exec(text ?? '')?.[1])
  const pages = ['free', 'inactive', 'speculative'].map((name) =>
    Number(new RegExp(`^Pages ${name}:\\s*(\\d+)\\.`, 'm').exec(text ?? '')?.[1]),
  )
  const available = page * pages.reduce((sum, count) => sum + count, 0)
  return Number.isNaN(available) ? null : available
}
