import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Batch, RenderRequestSource } from '../../src-shared/batches/batch.ts'
import { problemLine, runBatch } from './commands/render.ts'
import { type Door, type Reached, withStudio } from './door.ts'
import { type ExitStatus, exitStatus, statusOfBatch } from './exit-status.ts'
import { processDoor } from './process-door.ts'
import { showError } from './terminal.ts'
import { count, duration } from './wording.ts'

/**
 * `npm run demo`: renders the sample catalogue for real, in this project's folder, and says where everything is. What an
 * earlier run left in out/demo is replaced.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const out = join(root, 'out', 'demo')

const parts: {
  title: string
  folder: string
  request: Omit<RenderRequestSource, 'out' | 'template' | 'data'>
}[] = [
  {
    title: 'The whole catalogue, square, in English',
    folder: 'catalogue',
    request: { languages: ['en'], formats: ['square'], key: 'sku', quality: 'standard' },
  },
  {
    title: 'One product in every language and format',
    folder: 'every-format',
    request: { rows: '1', key: 'sku', name: '{key}/{language}_{format}', quality: 'standard' },
  },
]

function demo(door: Door): Promise<ExitStatus> {
  const { terminal } = door
  return withStudio(
    door,
    { studio: join(root, '.reelmill', 'demo') },
    async (studio, onInterrupt) => {
      const begun = door.now()
      rmSync(out, { recursive: true, force: true })
      const [sample] = await studio.api.ask('sample.show', {})
      const { template, data } = sample!
      terminal.out(`The sample catalogue ${shown(data)} becomes videos, with the template ${template}.`)
      const done: Batch[] = []
      for (const [index, { title, folder, request }] of parts.entries()) {
        terminal.out(`${index + 1} of ${parts.length}: ${title}`)
        const asked = { ...request, template, data, out: join(out, folder) }
        const { batch } = await runBatch(door, studio, { ...asked, new: true }, false, onInterrupt)
        done.push(batch)
        if (batch.status === 'failed') {
          showError(terminal, batch.error)
          return { exit: statusOfBatch(batch) }
        }
        terminal.out(`  ${batch.reason}`)
        if (batch.status !== 'finished') return { exit: statusOfBatch(batch) }
      }
      terminal.out(`Done in ${duration((door.now() - begun) / 1000)}.`)
      for (const batch of done) await tell(door, studio, batch)
      // Two rows of the sample are wrong on purpose: setting them aside is what the demo shows.
      return { exit: done.some(({ counts }) => counts.failed > 0) ? exitStatus.withFaults : exitStatus.done }
    },
    'work',
    'demo',
  )
}

async function tell({ terminal }: Door, studio: Reached, batch: Batch): Promise<void> {
  terminal.out('')
  terminal.out(`Videos:    ${shown(batch.outputFolder)}  (${batch.counts.done})`)
  if (batch.manifest !== null) terminal.out(`Manifest:  ${shown(batch.manifest)}`)
  if (batch.rejected === null) return
  terminal.out(`Rejected:  ${shown(batch.rejected)}  (${count(batch.counts.rejectedRows, 'row')})`)
  const { problems } = await studio.api.ask('batch.rejected', { batch: batch.id, limit: 10 })
  for (const problem of problems) terminal.out(`  ${problemLine(problem)}`)
}

/** Paths below the project as they are typed there. */
const shown = (path: string) => relative(process.cwd(), path) || '.'

process.exitCode = await demo(processDoor())
