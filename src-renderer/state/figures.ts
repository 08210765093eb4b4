import { useEffect } from 'react'
import { create } from 'zustand'
import type { BatchFigures } from '../../src-shared/contract/jobs.ts'
import { ask } from '../bridge/bridge.ts'

/** How quick batches are and what they fail of, as far as somebody looks at it. */
const useAll = create<{ figures: ReadonlyMap<string, BatchFigures> }>()(() => ({ figures: new Map() }))

const askEvery = 5_000

/** Asks for the figures of these batches, now and while somebody looks; `when`: asks at once when it is another. */
export function useFigures(
  batches: readonly string[],
  when: unknown = null,
): ReadonlyMap<string, BatchFigures> {
  const ids = batches.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `when` says that there is news
  useEffect(() => {
    if (ids === '') return
    let isOver = false
    const look = () =>
      ask('batch.figures', { batches: ids.split(' ').slice(0, 500) }).then(
        (found) => {
          if (isOver) return
          const figures = new Map(useAll.getState().figures)
          for (const one of found) figures.set(one.batch, one)
          useAll.setState({ figures })
        },
        // They come with the next look; a studio that can't be asked says so itself.
        () => {},
      )
    void look()
    const timer = setInterval(look, askEvery)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [ids, when])
  return useAll(({ figures }) => figures)
}
