import { extname, resolve } from 'node:path'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import { type BatchPlan, pixelsOf } from '../../../src-shared/plans/batch-plan.ts'
import { noInspection, profileFor } from '../../../src-shared/quality/wish.ts'
import { drawGraph } from '../../core/plan-merge/draw-graph.ts'
import { createPlanMerge } from '../../core/plan-merge/merge-plans.ts'
import { kindOfFile, startOfFile } from '../../outside/files/look-at-file.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { openProduction, type ProductionSetup } from '../production/production.ts'

type BatchPlanHow = {
  signal: AbortSignal
  onProgress(rows: number, videos: number): void
  /** Path of a drawing (.svg) to write; null for none. */
  graph: string | null
  /** What inspecting takes of each pixel, in milliseconds of a slot, for videos of these codecs with so many pixels each. */
  inspectionPerPixel(codecs: readonly string[], pixelsOfVideo: number): number
}

/** Problems that are listed; all are counted. */
const listed = 100

/**
 * Plans every video that a request asks for and merges the plans, without rendering anything. Rejects with a StudioError:
 * those of opening a production, `graph.kind`, `graph.exists` and `graph.not-written`, and `encoder.missing`.
 */
export async function planBatch(
  request: Omit<RenderRequest, 'out'>,
  id: string,
  setup: ProductionSetup,
  { signal, onProgress, graph, inspectionPerPixel }: BatchPlanHow,
): Promise<BatchPlan> {
  const begun = performance.now()
  if (graph !== null) {
    requireSvg(graph)
    await requireReplaceable(resolve(graph))
  }
  const production = await openProduction(request, id, setup, null, true)
  try {
    const merge = createPlanMerge()
    const problems: RowProblem[] = []
    let [rows, rejectedRows, problemCount] = [0, 0, 0]
    for await (const { packed, rejected, records } of production.planned(signal)) {
      merge.add(packed)
      rows += records
      for (const own of rejected) {
        rejectedRows += 1
        problemCount += own.length
        problems.push(...own.slice(0, listed - problems.length))
      }
      onProgress(rows, merge.videos())
    }
    const merged = merge.result()
    const pixels = pixelsOf(merged.formats)
    const profile = profileFor(request.inspect?.profile, production.loaded.template.quality?.profile)
    const codecs = production.formats.map(({ codec }) => codec)
    const perPixel = () => inspectionPerPixel(codecs, pixels / Math.max(1, merged.videos))
    const plan: BatchPlan = {
      template: production.loaded.template.name,
      languages: production.languages,
      rows,
      rejectedRows,
      problems,
      problemCount,
      graph: graph === null ? null : resolve(graph),
      ...merged,
      inspection: profile === noInspection ? null : { profile, seconds: (pixels * perPixel()) / 1_000 },
      took: (performance.now() - begun) / 1_000,
    }
    if (plan.graph !== null) await writeGraph(plan.graph, drawGraph(plan))
    return plan
  } finally {
    await production.close()
  }
}

function requireSvg(path: string): void {
  if (extname(path).toLowerCase() === '.svg') return
  throw new StudioError({
    code: 'graph.kind',
    message: `The graph can't be drawn as ${path}: its name does not end in .svg.`,
    whatToDo: 'Give a name that ends in .svg: a browser shows it.',
  })
}

/** How every drawing of ours begins: see `drawGraph`. */
const ownStart =
  /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+" width="\d+" height="\d+" font-family="system-ui, sans-serif" role="img">\n<title>Plan of /

/** Only a drawing of an earlier plan is replaced. */
async function requireReplaceable(path: string): Promise<void> {
  const kind = await kindOfFile(path)
  if (kind === null) return
  if (kind === 'file' && ownStart.test((await startOfFile(path, 400).catch(() => null)) ?? '')) return
  throw new StudioError({
    code: 'graph.exists',
    message: `The graph can't be drawn as ${path}: there is a ${kind === 'folder' ? 'folder' : 'file'} of that name, which is no drawing of a plan.`,
    whatToDo: 'Choose another name, or move it away. It was left as it is.',
  })
}

async function writeGraph(path: string, svg: string): Promise<void> {
  // Planning takes its time: somebody may have put a file there meanwhile.
  await requireReplaceable(path)
  try {
    await writeWhole(path, [svg])
  } catch (cause) {
    throw new StudioError({
      code: 'graph.not-written',
      message: `The graph ${path} could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      whatToDo: 'Choose a folder that exists and may be written to, on a disk that has room.',
      cause,
    })
  }
}
