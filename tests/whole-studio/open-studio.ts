import { type Studio, startStudio } from '../../src-main/start-studio.ts'
import { type Batch, isUnderWay, type RenderRequestSource } from '../../src-shared/batches/batch.ts'
import { knownFfmpeg } from '../helpers/known-ffmpeg.ts'
import { projectRoot } from '../helpers/project-root.ts'

/** A studio in this very process, as the window has it. */
export type OpenStudio = {
  api: Studio['api']
  /** Renders to the batch's end; rejects when it didn't finish with all of its videos. */
  render(request: RenderRequestSource): Promise<Batch>
}

/** Opens the studio of a folder, and closes it whatever becomes of the work. `env` replaces variables of this process. */
export async function withOpenStudio<T>(
  studioFolder: string,
  work: (studio: OpenStudio) => Promise<T>,
  env: Record<string, string> = {},
): Promise<T> {
  const { keep } = knownFfmpeg(studioFolder)
  const studio = await startStudio({ studioFolder, projectRoot, env: { ...process.env, ...env } })
  try {
    // Whoever else uses the machine meanwhile.
    await studio.api.ask('farm.set', { mode: 'full-speed' })
    return await work({ api: studio.api, render: (request) => render(studio, request) })
  } finally {
    await studio.stop()
    keep()
  }
}

async function render(studio: Studio, request: RenderRequestSource): Promise<Batch> {
  const ends = new Map<string, Batch>()
  let told = () => {}
  const stop = studio.listen((events) => {
    for (const event of events) {
      if (event.event !== 'batch.changed' || isUnderWay(event.batch.status)) continue
      ends.set(event.batch.id, event.batch)
      told()
    }
  })
  try {
    const { batch: id } = await studio.api.ask('batch.start', request)
    while (!ends.has(id)) {
      await new Promise<void>((resolve) => {
        told = resolve
      })
    }
    const end = ends.get(id)!
    if (end.status !== 'finished' || end.counts.failed > 0)
      throw new Error(`the batch ended as ${end.status}: ${end.reason}`)
    return end
  } finally {
    stop()
  }
}
