import { useEffect, useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { ask } from '../bridge/bridge.ts'
import { listen } from './studio.ts'

/** Older ones wait on the review desk, and not at home. */
const mostAsked = 12

/** How many videos of the latest batches that are held back wait for somebody's word, by batch. */
export function useToReview(batches: readonly Batch[]): ReadonlyMap<string, number> {
  const [found, setFound] = useState<ReadonlyMap<string, number>>(new Map())
  const [turn, setTurn] = useState(0)
  const asked = batches
    .filter(({ counts }) => counts.done > 0)
    .slice(0, mostAsked)
    .map(({ id, counts }) => `${id} ${counts.done}`)
    .join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    let isCurrent = true
    const ids = asked.split('\n').flatMap((line) => line.split(' ')[0] || [])
    const timer = setTimeout(() => {
      void Promise.all(
        // What can't be told is told by the desk itself.
        ids.map((batch) => ask('review.status', { batch }).catch(() => null)),
      ).then((all) => {
        if (!isCurrent) return
        setFound(
          new Map(
            all.flatMap((status) =>
              status !== null && !status.gate.open && status.counts.open > 0
                ? [[status.batch, status.counts.open] as const]
                : [],
            ),
          ),
        )
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
        if (events.some(({ event }) => event === 'review.changed')) setTurn((before) => before + 1)
      }),
    [],
  )
  return found
}
