import { type BatchPlan, pixelsOf } from '../../../src-shared/plans/batch-plan.ts'
import type { PastBatch } from '../../core/estimates/forecast.ts'
import { inspectingPixel } from '../../core/plan-merge/estimates.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import { createLearning, unitsLearntOn } from '../render-farm/learning.ts'

/**
 * What a batch must have in common with another one to be evidence for it. `inspection`: milliseconds of a batch's time that
 * inspecting takes of each pixel, 0 where nobody looks; evidence of a batch that was inspected otherwise is reckoned anew.
 */
export type Kind = { template: string; codecs: readonly string[]; quality: string; inspection: number }
/** `batch`, `work`: of what was kept before it came to its end, whose batch it is and how much had been made. */
type Kept = PastBatch & {
  template: string
  encoded: string
  inspection?: number
  batch?: string
  work?: number
}

const most = 200
const likeliest = 8
/** Of a batch's time, making its videos takes that share at least, whatever is reckoned for inspections. */
const leastOfMaking = 0.3

const nameOf = (machine: string) => `batches of ${machine}`
const encodedAs = ({ codecs, quality }: Kind) => [...new Set(codecs), quality].sort().join(' ')

/** What batches took on this machine: those of the same template if there are any, else those encoded alike. */
export function pastOf(store: Pick<StudioStore, 'learnt'>, machine: string, kind: Kind): PastBatch[] {
  const alike = keptOf(store, machine).filter(({ encoded }) => encoded === encodedAs(kind))
  const same = alike.filter(({ template }) => template === kind.template)
  return (same.length > 0 ? same : alike).slice(-likeliest).map((each) => ({
    ...each,
    millisecondsPerWork: inspectedAs(each, kind.inspection),
  }))
}

/** What inspecting takes of each pixel, in milliseconds of a slot: as it was learnt on this machine, else as usual. */
export function inspectionPerPixel(
  store: Pick<StudioStore, 'learnt'>,
  machine: string,
  codecs: readonly string[],
  pixelsOfVideo: number,
): number {
  const learnt = createLearning(store.learnt(unitsLearntOn(machine)))
  const each = codecs.map((codec) => {
    const shape = { width: 0, height: 0, pictures: 1, codec, quality: null }
    return learnt.millisecondsOf({ kind: 'inspection', shape, hardware: null, work: 1 })
  })
  const known = each.filter((one) => one !== null)
  return known.length === 0
    ? inspectingPixel(pixelsOfVideo)
    : known.reduce((sum, one) => sum + one, 0) / known.length
}

/** What a planned batch is weighed with: earlier ones, as if they had been inspected as it will be, and what inspecting a pixel takes. */
export function pastOfPlan(
  store: Pick<StudioStore, 'learnt'>,
  machine: string,
  { template, formats, videos, inspection: wanted }: BatchPlan,
  { codecs, quality, processes }: { codecs: readonly string[]; quality: string; processes: number },
): { past: PastBatch[]; inspection: number } {
  const inspection =
    wanted === null ? 0 : inspectionPerPixel(store, machine, codecs, pixelsOf(formats) / Math.max(1, videos))
  const kind = { template, codecs, quality, inspection: inspection / Math.max(1, processes) }
  return { past: pastOf(store, machine, kind), inspection }
}

/** The time of a batch, had it been inspected like this. Its own inspections took a part of it at most. */
function inspectedAs({ millisecondsPerWork, inspection = 0 }: Kept, wanted: number): number {
  return Math.max(millisecondsPerWork * leastOfMaking, millisecondsPerWork - inspection) + wanted
}

/** Keeps what a batch took so far, for later ones and for itself when it goes on; of its parts the largest stays. */
export function keepPast(
  store: Pick<StudioStore, 'learnt' | 'setLearnt'>,
  machine: string,
  kind: Kind,
  took: PastBatch & { batch: string; work: number },
): void {
  const kept = keptOf(store, machine)
  const before = kept.find(({ batch }) => batch === took.batch)
  if (before !== undefined && (before.work ?? 0) > took.work) return
  const others = kept.filter((each) => each !== before)
  const now = { ...took, template: kind.template, encoded: encodedAs(kind), inspection: kind.inspection }
  store.setLearnt(nameOf(machine), [...others, now].slice(-most))
}

const keptOf = (store: Pick<StudioStore, 'learnt'>, machine: string): Kept[] => {
  const kept = store.learnt(nameOf(machine))
  return Array.isArray(kept) ? (kept as Kept[]) : []
}
