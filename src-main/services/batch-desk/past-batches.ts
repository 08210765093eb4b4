import type { PastBatch } from '../../core/estimates/forecast.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'

/** What a batch must have in common with another one to be evidence for it. */
export type Kind = { template: string; codecs: readonly string[]; quality: string }
/** `batch`, `work`: of what was kept before it came to its end, whose batch it is and how much had been made. */
type Kept = PastBatch & { template: string; encoded: string; batch?: string; work?: number }

const most = 200
const likeliest = 8

const nameOf = (machine: string) => `batches of ${machine}`
const encodedAs = ({ codecs, quality }: Kind) => [...new Set(codecs), quality].sort().join(' ')

/** What batches took on this machine: those of the same template if there are any, else those encoded alike. */
export function pastOf(store: Pick<StudioStore, 'learnt'>, machine: string, kind: Kind): PastBatch[] {
  const alike = keptOf(store, machine).filter(({ encoded }) => encoded === encodedAs(kind))
  const same = alike.filter(({ template }) => template === kind.template)
  return (same.length > 0 ? same : alike).slice(-likeliest)
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
  const now = { ...took, template: kind.template, encoded: encodedAs(kind) }
  store.setLearnt(nameOf(machine), [...others, now].slice(-most))
}

const keptOf = (store: Pick<StudioStore, 'learnt'>, machine: string): Kept[] => {
  const kept = store.learnt(nameOf(machine))
  return Array.isArray(kept) ? (kept as Kept[]) : []
}
