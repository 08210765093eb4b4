import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../helpers/project-root.ts'
import type { Materials } from './materials.ts'
import { type Cost, runGroup } from './measure.ts'
import { memoryOf, reelmillCall, videosDone, watchProcess } from './reelmill.ts'
import { slopeOf } from './statistics.ts'

/** Planning tables of several sizes. `peak` is the highest resident memory, MB. */
export type Planning = { videos: number; wall: number; cpu: number | null; peak: number | null }[]

/**
 * Plans every video of tables of `rows` rows, in four languages and three formats of a shipped template, and adds each to
 * `seen`. Rejects when one takes longer than `limit` seconds.
 */
export async function measurePlanning(
  materials: Materials,
  rows: readonly number[],
  folder: string,
  limit: number,
  seen: Planning,
): Promise<void> {
  for (const count of rows) {
    const table = await materials.manyRows(count)
    const watch = watchProcess()
    const words = ['plan', '--template', 'product-showcase', '--data', table, '--key', 'sku']
    const matrix = ['--languages', 'en,es,fr,de', '--formats', 'landscape,portrait,square']
    const call = reelmillCall(...words, ...matrix, '--studio', join(folder, `plan-${count}`), '--json')
    const cost = await runGroup([{ ...call, onStart: watch.follow, limit, good: [0, 3] }], 1)
    seen.push({ videos: 12 * count, wall: cost.wall, cpu: cost.cpu, peak: watch.seen().peak })
  }
}

export type Memory = {
  rows: number
  videos: number
  seconds: number
  /** Resident memory of Reelmill's own process in MB, each second from the first finished video on. */
  samples: { seconds: number; videos: number; resident: number }[]
  first: number
  median: number
  last: number
  most: number
  /** MB that it grows by in 1,000 videos; null when too few were made to say. */
  growth: number | null
}

/**
 * Renders a table of very many rows in tiny frames and looks at Reelmill's own memory each second, until `seconds` after
 * the first video (null: to the end).
 */
export async function measureMemory(
  materials: Materials,
  rows: number,
  folder: string,
  seconds: number | null,
): Promise<Memory> {
  const table = await materials.manyRows(rows)
  const samples: Memory['samples'] = []
  let [pid, videos, since]: (number | undefined)[] = [undefined, 0, undefined]
  const timer = setInterval(() => {
    if (pid === undefined || since === undefined) return
    const passed = (performance.now() - since) / 1000
    const memory = memoryOf(pid)
    if (memory !== null) samples.push({ seconds: passed, videos: videos ?? 0, resident: memory.resident })
    if (seconds !== null && passed >= seconds) process.kill(pid, 'SIGINT')
  }, 1000)
  const call = reelmillCall(
    ...['render', '--template', materials.tiny, '--data', table, '--key', 'sku'],
    ...['--out', join(folder, 'memory', 'videos'), '--studio', join(folder, 'memory', 'studio'), '--json'],
  )
  try {
    await runGroup(
      [
        {
          ...call,
          good: [0, 3, 130],
          onStart: (child) => {
            pid = child.pid
          },
          onLine: (line) => {
            const done = videosDone(line)
            if (done > 0) since ??= performance.now()
            videos = (videos ?? 0) + done
          },
        },
      ],
      1,
    )
  } finally {
    clearInterval(timer)
  }
  return summary(rows, samples)
}

function summary(rows: number, samples: Memory['samples']): Memory {
  if (samples.length === 0) throw new Error('no memory could be read: this needs Linux and its /proc')
  const sizes = samples.map(({ resident }) => resident).sort((a, b) => a - b)
  const [first, last] = [samples[0]!, samples.at(-1)!]
  // The first samples are those of a process that still fills its caches.
  const settled = samples.slice(Math.floor(samples.length / 3))
  const slope = slopeOf(settled.map(({ videos, resident }) => ({ x: videos, y: resident })))
  return {
    rows,
    videos: last.videos,
    seconds: last.seconds,
    samples,
    first: first.resident,
    median: sizes[Math.floor(sizes.length / 2)]!,
    last: last.resident,
    most: sizes.at(-1)!,
    growth: slope === null ? null : slope * 1000,
  }
}

/** Stills of one video by the command line, the first in an empty studio folder, the others in the same one. */
export async function measureStills(
  materials: Materials,
  times: number,
  folder: string,
): Promise<{ cold: Cost; warm: Cost[] }> {
  const seen: Cost[] = []
  for (let time = 0; time <= times; time++) {
    const out = join(folder, `still-${time}.png`)
    const call = reelmillCall(
      ...['still', '--template', materials.template('row-35'), '--data', materials.table, '--key', 'sku'],
      ...['--row', 'ROW-00002', '--at', '6.5', '--out', out, '--studio', join(folder, 'still-studio')],
    )
    const { wall, cpu } = await runGroup([call], 1)
    await stat(out)
    seen.push({ wall, cpu })
  }
  return { cold: seen[0]!, warm: seen.slice(1) }
}

/** Starting the command line without doing anything: what is in every wall time above. */
export async function measureStart(): Promise<Cost> {
  const { wall, cpu } = await runGroup([{ ...reelmillCall('--version'), cwd: projectRoot }], 1)
  return { wall, cpu }
}
