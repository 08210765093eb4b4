import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startStudio } from '../../src-main/start-studio.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { spreadOf } from './statistics.ts'

/*
 * How long an editor waits: from a change to its problems and to the picture, exact and small, over the templates that come
 * with the product; beside it the processor time of all that ran for it, which others on the machine change little.
 * `node tests/bench/editor.ts [changes]`. Linux.
 */
const changes = Number(process.argv[2] ?? 8)
const most = 300
const folder = mkdtempSync(join(tmpdir(), 'reelmill-bench-'))
const studio = await startStudio({ studioFolder: join(folder, 'studio'), projectRoot })
const ask = studio.api.ask

/** Milliseconds of processor time of this process and of the programs that it has seen end. */
function processorTime(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return ticks * 10
}

type Figures = { wall: number[]; processor: number[] }
const steps = ['problems', 'exact', 'small', 'scrub', 'next row'] as const
type Step = (typeof steps)[number]

async function timed(figures: Figures, work: () => Promise<unknown>): Promise<number> {
  const [begun, used] = [performance.now(), processorTime()]
  await work()
  const wall = performance.now() - begun
  figures.wall.push(wall)
  figures.processor.push(processorTime() - used)
  return wall
}

const shown = ({ wall, processor }: Figures) =>
  `${Math.round(spreadOf(wall)!.median)} (${Math.round(spreadOf(processor)!.median)})`.padStart(12)

const delay = monitorEventLoopDelay({ resolution: 2 })
let [late, all] = [0, 0]
try {
  console.log(`Medians of ${changes}: milliseconds (of processor time). Load ${loadavg()[0]!.toFixed(1)}.`)
  console.log(`${'template, format'.padEnd(30)}${steps.map((name) => name.padStart(12)).join('')}`)
  for (const template of ['product-showcase', 'market-update', 'personal-ad']) {
    for (const format of ['landscape', 'portrait', 'square']) {
      const { editor, source } = await ask('editor.open', { template })
      const view = { editor, row: 0, language: 'en', format }
      await ask('editor.still', { ...view, at: 3 })
      await ask('editor.still', { ...view, at: 3, width: 640 })
      if (all === 0) delay.enable()
      const figures = Object.fromEntries(
        steps.map((step) => [step, { wall: [], processor: [] } as Figures]),
      ) as Record<Step, Figures>
      for (let turn = 0; turn < changes; turn += 1) {
        const changed = (by: number) =>
          source.replace(/"size": (\d+)/, (_, size: string) => `"size": ${Number(size) + 2 * turn + by}`)
        const problems = await timed(figures.problems, () =>
          ask('editor.change', { editor, source: changed(1) }),
        )
        const exact = await timed(figures.exact, () => ask('editor.still', { ...view, at: 3 }))
        await ask('editor.change', { editor, source: changed(2) })
        await timed(figures.small, () => ask('editor.still', { ...view, at: 3, width: 640 }))
        await timed(figures.scrub, () => ask('editor.still', { ...view, at: 3 + turn / 8, width: 640 }))
        await timed(figures['next row'], () =>
          ask('editor.still', { ...view, row: turn + 1, at: 3 }).catch(() => {}),
        )
        all += 1
        if (problems + exact > most) late += 1
      }
      console.log(
        `${`${template}, ${format}`.padEnd(30)}${steps.map((step) => shown(figures[step])).join('')}`,
      )
      await ask('editor.discard', { editor })
      await ask('editor.close', { editor })
    }
  }
  delay.disable()
  console.log(`${all - late} of ${all} changes were shown exactly within ${most} ms.`)
  console.log(`The main thread was held up for ${Math.round(delay.max / 1e6)} ms at most.`)
} finally {
  await studio.stop()
  rmSync(folder, { recursive: true, force: true })
}
