import { join } from 'node:path'
import { readOrNull } from '../programs/process-facts.ts'
import type { SystemRoots } from './system-roots.ts'

/** Bytes that a control group allows, and those of it that can't be given back. */
type GroupMemory = { limit: number; used: number }

/**
 * Folders of the control groups that this process is in, the innermost first, for versions 1 and 2. In a container the
 * path may be the host's; its own group is then the root of what it sees.
 */
function groupFolders(roots: SystemRoots, controller: 'memory' | 'cpu'): string[] {
  const mounted = join(roots.sys, 'fs', 'cgroup')
  const folders: string[] = []
  for (const line of (readOrNull(join(roots.proc, 'self', 'cgroup')) ?? '').split('\n')) {
    const [, , controllers, path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? []
    if (controllers === undefined || path === undefined) continue
    const isUnified = controllers === ''
    if (!isUnified && !controllers.split(',').includes(controller)) continue
    const bases = isUnified ? [mounted, join(mounted, 'unified')] : [join(mounted, controller)]
    const parts = path.split('/').filter((part) => part !== '')
    if (parts.includes('..')) parts.length = 0
    for (const base of bases)
      for (let length = parts.length; length >= 0; length--)
        folders.push(join(base, ...parts.slice(0, length)))
  }
  return folders
}

/** Those of our control groups that limit memory. */
export function memoryGroups(roots: SystemRoots): string[] {
  return groupFolders(roots, 'memory').filter((folder) => memoryOfGroup(folder) !== null)
}

/** Null when the group has no limit of its own. */
export function memoryOfGroup(folder: string): GroupMemory | null {
  const limits = ['memory.max', 'memory.high', 'memory.limit_in_bytes'].flatMap(
    (name) => numberIn(join(folder, name)) ?? [],
  )
  // Version 1 says "no limit" by a number near 2^63.
  const limit = Math.min(...limits)
  if (limit > 2 ** 60) return null
  const all = numberIn(join(folder, 'memory.current')) ?? numberIn(join(folder, 'memory.usage_in_bytes')) ?? 0
  const stat = readOrNull(join(folder, 'memory.stat')) ?? ''
  // Files that were read count as used, and are let go of as soon as memory is wanted.
  const files = /^total_inactive_file (\d+)$/m.exec(stat) ?? /^inactive_file (\d+)$/m.exec(stat)
  return { limit, used: Math.max(0, all - Number(files?.[1] ?? 0)) }
}

/** Processors' time that our control groups allow, in processors; null: no limit. */
export function processorQuota(roots: SystemRoots): number | null {
  const quotas = groupFolders(roots, 'cpu').flatMap((folder) => {
    const [quota, period] =
      readOrNull(join(folder, 'cpu.max'))?.trim().split(/\s+/) ??
      [join(folder, 'cpu.cfs_quota_us'), join(folder, 'cpu.cfs_period_us')].map(readOrNull)
    const share = Number(quota) / Number(period ?? 100_000)
    return share > 0 && Number.isFinite(share) ? [share] : []
  })
  return quotas.length === 0 ? null : Math.min(...quotas)
}

/** Null when there is no such file, or it says `max`. */
function numberIn(path: string): number | null {
  const text = readOrNull(path)?.trim()
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null
}
