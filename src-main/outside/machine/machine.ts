import { statfsSync } from 'node:fs'
import { availableParallelism, cpus, hostname } from 'node:os'
import { batteryWatch } from './battery.ts'
import { gpuWatch, processorWatch } from './busy.ts'
import { processorQuota } from './control-groups.ts'
import { type Disk, type DiskWatch, diskOf, diskWatch } from './disks.ts'
import { idleWatch } from './idle.ts'
import { keepAwake } from './keep-awake.ts'
import { loadWatch } from './load.ts'
import { type Memory, memoryWatch } from './memory.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/** The machine that we work on. What is no promise answers within microseconds, or a millisecond at most. */
export type Machine = DiskWatch & {
  /** Stays the same for as long as the machine does: what is measured on it is kept under this. */
  name: string
  platform: string
  processors: number
  memory(): Memory
  diskOf(folder: string): Disk
  /** Processors that other programs keep busy, over the last seconds; null until it was asked twice. */
  loadOfOthers(): number | null
  /** How busy all processors were since it was last asked, 0..1; null at first. */
  busyProcessors(): number | null
  /** How busy the busiest graphics chip is, 0..1; null where none tells. */
  busyGpu(): number | null
  /** Seconds since somebody touched the machine; null when nobody can tell. */
  idleSeconds(): Promise<number | null>
  onBattery(): Promise<boolean | null>
  keepAwake: typeof keepAwake
}

export function openMachine(roots: SystemRoots = systemRoots): Machine {
  return {
    name: machineName(roots),
    platform: process.platform,
    processors: processors(roots),
    memory: memoryWatch(roots),
    diskOf,
    ...diskWatch(roots),
    loadOfOthers: loadWatch(roots),
    busyProcessors: processorWatch(),
    busyGpu: gpuWatch(roots),
    idleSeconds: idleWatch(roots),
    onBattery: batteryWatch(roots),
    keepAwake,
  }
}

/** Processors that this process may use: those that it is bound to, and a container's limit, count. */
export function processors(roots: SystemRoots = systemRoots): number {
  const quota = processorQuota(roots)
  return Math.max(1, Math.min(availableParallelism(), quota === null ? Infinity : Math.ceil(quota)))
}

/** `studio-3, AMD Ryzen 9 7950X, 32 processors` */
export function machineName(roots: SystemRoots = systemRoots): string {
  const count = processors(roots)
  const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim() || process.arch
  // What follows the first dot changes with the network.
  const host = hostname().split('.')[0] || 'unnamed'
  return `${host}, ${model}, ${count} ${count === 1 ? 'processor' : 'processors'}`
}

/** Bytes that are free on the disk of a folder that exists. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
