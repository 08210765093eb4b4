import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { readOrNull } from '../programs/process-facts.ts'
import { answerOf, knownMeanwhile } from './asked-rarely.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/** How busy all processors were since the last call, 0..1; null at the first. */
export function processorWatch(times: typeof cpus = cpus): () => number | null {
  let before = sum(times())
  let isFirst = true
  return () => {
    const now = sum(times())
    const all = now.all - before.all
    const share = all <= 0 ? null : 1 - (now.idle - before.idle) / all
    before = now
    if (isFirst) {
      isFirst = false
      return null
    }
    return share === null ? null : Math.min(1, Math.max(0, share))
  }
}

function sum(all: ReturnType<typeof cpus>): { all: number; idle: number } {
  const total = { all: 0, idle: 0 }
  for (const { times } of all) {
    total.idle += times.idle
    total.all += times.user + times.nice + times.sys + times.idle + times.irq
  }
  return total
}

const nvidiaEvery = 5_000

/**
 * How busy the busiest graphics chip is, 0..1; null where there is none that tells. AMD's driver writes it into a file;
 * NVIDIA's tells it through a program, which is asked in the background.
 */
export function gpuWatch(roots: SystemRoots = systemRoots): () => number | null {
  const files = chipsOf(roots)
  const hasNvidia = readOrNull(join(roots.proc, 'driver', 'nvidia', 'version')) !== null
  const nvidia = hasNvidia
    ? knownMeanwhile<number | null>(
        nvidiaEvery,
        () => null,
        async () => {
          const said = await answerOf('nvidia-smi', [
            '--query-gpu=utilization.gpu',
            '--format=csv,noheader,nounits',
          ])
          return said === null ? null : busiest(said.split('\n'))
        },
      )
    : () => null
  return () => {
    const shares = [busiest(files.map((file) => readOrNull(file))), nvidia()].filter((one) => one !== null)
    return shares.length === 0 ? null : Math.max(...shares)
  }
}

/** Percent as text. */
function busiest(texts: readonly (string | null)[]): number | null {
  const shares = texts
    .filter((text) => text !== null && /^\s*\d+\s*$/.test(text))
    .map((text) => Math.min(1, Number(text) / 100))
  return shares.length === 0 ? null : Math.max(...shares)
}

function chipsOf(roots: SystemRoots): string[] {
  const folder = join(roots.sys, 'class', 'drm')
  try {
    return readdirSync(folder)
      .filter((name) => /^card\d+$/.test(name))
      .map((name) => join(folder, name, 'device', 'gpu_busy_percent'))
      .filter((file) => readOrNull(file) !== null)
  } catch {
    return []
  }
}
