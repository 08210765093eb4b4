import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
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
}

const good = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Two rows of a shipped template in 1920 x 1080 and its other formats' full size. */
export async function measureCost(folder: string, say: (text: string) => void): Promise<CostSeen> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const resources = join(projectRoot, 'resources')
  const out = join(folder, 'videos')
  const studio = ['--studio', join(folder, 'studio')]
  const render = reelmillCall(
    ...['render', '--template', join(resources, 'templates', 'product-showcase')],
    ...['--data', join(resources, 'sample-data', 'catalogue', 'products.csv'), '--key', 'sku'],
    ...['--rows', '1-2', '--formats', 'landscape', '--languages', 'en', '--out', out],
    ...['--inspect', 'off', ...studio],
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
  await rm(folder, { recursive: true, force: true })
  const costOf = ({ wall, cpu }: Cost): Cost => ({ wall, cpu })
  return {
    videos: paths.length,
    render: costOf(rendered),
    inspect: costOf(inspected),
    start: costOf(started),
    script,
  }
}
