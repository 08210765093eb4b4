import { useEffect, useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { ask } from '../bridge/bridge.ts'
import type { ToReview } from '../view-math/home.ts'
import { listen } from './studio.ts'

/** Older ones wait on the review desk, and not at home. */
const mostAsked = 12

const nothing: ToReview = { open: 0, failing: 0 }

/** What can't be told is told by the desk itself. */
async function waiting(batch: string): Promise<ToReview> {
  try {
    const [{ gate, counts }, { total }] = await Promise.all([
      ask('review.status', { batch }),
      ask('review.items', { of: { batch }, filter: { verdict: ['fail'], state: ['rejected'] }, limit: 1 }),
    ])
    return { open: gate.open ? 0 : counts.open, failing: total }
  } catch {
    return nothing
  }
}

/** How many videos of the latest batches wait for somebody's word, by batch. */
export function useToReview(batches: readonly Batch[]): ReadonlyMap<string, ToReview> {
  const [found, setFound] = useState<ReadonlyMap<string, ToReview>>(new Map())
  const [turn, setTurn] = useState(0)
  const asked = batches
    .filter(({ counts }) => counts.done > 0)
    .slice(0, mostAsked)
    .map(({ id, counts, verdicts }) => `${id} ${counts.done} ${verdicts?.fail ?? 0}`)
    .join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    let isCurrent = true
    const ids = asked.split('\n').flatMap((line) => line.split(' ')[0] || [])
    const timer = setTimeout(() => {
      void Promise.all(ids.map(waiting)).then((all) => {
        if (isCurrent) setFound(new Map(ids.map((id, index) => [id, all[index] ?? nothing])))
      })
    }, 300)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [asked, turn])
  useEffect(
    () =>
      listen((events) => {
        if (events.some(({ event }) => event === 'review.changed' || event === 'quality.changed'))
          setTurn((before) => before + 1)
      }),
    [],
  )
  return found
}
