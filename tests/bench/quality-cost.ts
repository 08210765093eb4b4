import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openStudioStore } from '../../src-main/outside/database/studio-store.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { type Cost, runGroup } from './measure.ts'
import { runScript } from './quality-script.ts'
import { reelmillCall } from './reelmill.ts'

/** CPU seconds of rendering, of inspecting the very same files, and of the script over them. */
export type CostSeen = {
  videos: number
  render: Cost
  inspect: Cost
  /** Starting Reelmill's command line, which is part of inspecting. */
  start: Cost
  script: number
  batch: BatchCost
}

/** A batch in one run, each video inspected when it was made. */
export type BatchCost = {
  videos: number
  /** Of all processes. */
  whole: Cost
  /** CPU seconds of that which programs and threads told that inspected; null: one didn't tell. */
  inspecting: number | null
}

const good = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Two rows of a shipped template in 1920 x 1080, and of the same a batch of several rows and languages. */
export async function measureCost(folder: string, say: (text: string) => void): Promise<CostSeen> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const resources = join(projectRoot, 'resources')
  const out = join(folder, 'videos')
  const studio = ['--studio', join(folder, 'studio')]
  const showcase = (...more: string[]) =>
    reelmillCall(
      ...['render', '--template', join(resources, 'templates', 'product-showcase')],
      ...['--data', join(resources, 'sample-data', 'catalogue', 'products.csv'), '--key', 'sku'],
      ...['--formats', 'landscape', ...more],
    )
  const render = showcase(
    ...['--rows', '1-2', '--languages', 'en', '--out', out, '--inspect', 'off', ...studio],
  )
  const rendered = await runGroup([render], 1)
  say(`rendered: ${rendered.cpu?.toFixed(1)} CPU-s`)
  const videos = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.mp4'))
  const paths = videos.map((name) => join(out, name))
  const inspected = await runGroup([{ ...reelmillCall('qc', ...paths, ...studio), good }], 1)
  const started = await runGroup([reelmillCall('--version')], 1)
  say(`inspected: ${inspected.cpu?.toFixed(1)} CPU-s`)
  let script = 0
  for (const path of paths) script += (await runScript(path, -14)).cpu / 1000
  say(`the script: ${script.toFixed(1)} CPU-s`)
  const batchStudio = join(folder, 'batch-studio')
  const batch = {
    ...showcase(
      ...['--rows', '1-4', '--languages', 'en,de', '--out', join(folder, 'batch')],
      ...['--inspect', 'web', '--studio', batchStudio],
    ),
    good,
  }
  const whole = costOf(await runGroup([batch], 1))
  const told = toldOf(batchStudio)
  const sum = told.reduce((all: number | null, one) => (all === null || one === null ? null : all + one), 0)
  const inspecting = sum === null ? null : sum / 1000
  say(
    `a batch of ${told.length}: ${whole.cpu?.toFixed(1)} CPU-s, ${inspecting?.toFixed(1)} of them inspecting`,
  )
  await rm(folder, { recursive: true, force: true })
  return {
    videos: paths.length,
    render: costOf(rendered),
    inspect: costOf(inspected),
    start: costOf(started),
    script,
    batch: { videos: told.length, whole, inspecting },
  }
}

const costOf = ({ wall, cpu }: Cost): Cost => ({ wall, cpu })

/** Milliseconds of processors that each inspection took. */
function toldOf(studio: string): (number | null)[] {
  const sqlFolder = join(projectRoot, 'src-main', 'outside', 'database')
  const store = openStudioStore({ folder: studio, sqlFolder, studio: 'bench' })
  try {
    const { jobs } = store.jobs(store.newestBatch()!.id, undefined, 0, 1_000)
    return jobs.map(({ id }) => store.quality.ofJob(id)?.cpuMilliseconds ?? null)
  } finally {
    store.close()
  }
}
