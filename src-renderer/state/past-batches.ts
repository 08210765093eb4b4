import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommandPayload } from '../../src-shared/contract/commands.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { PastBatch } from '../../src-shared/contract/insight.ts'
import { ask } from '../bridge/bridge.ts'
import { useStudio } from './studio.ts'

export type PastBatchesFilter = Omit<CommandPayload<'history.batches'>, 'offset' | 'limit'>

type Found = { total: number; at: ReadonlyMap<number, PastBatch> }

const pageSize = 60

/**
 * All batches that match, as far as they were looked at: a list of 10,000 is asked for by the page, wherever it is scrolled
 * to. Asked anew when a batch begins or changes its status; what is on show stays until then.
 */
export function usePastBatches(filter: PastBatchesFilter) {
  const [found, setFound] = useState<Found | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const key = JSON.stringify(filter)
  const changed = useStudio(({ batches }) => batches.map(({ id, status }) => `${id} ${status}`).join())
  const asking = useRef({ question: 0, pages: new Set<number>() })

  const askPage = useCallback(async (page: number, question: number, filterKey: string) => {
    const { pages } = asking.current
    if (pages.has(page)) return
    pages.add(page)
    try {
      const answer = await ask('history.batches', {
        ...(JSON.parse(filterKey) as PastBatchesFilter),
        offset: page * pageSize,
        limit: pageSize,
      })
      if (asking.current.question !== question) return
      setError(null)
      setFound((before) => {
        // The first answer to a new question takes the place of what was there.
        const isFirst = pages.size === 1 || before === null
        const at = new Map(isFirst ? [] : before.at)
        for (const [index, batch] of answer.batches.entries()) at.set(page * pageSize + index, batch)
        return { total: answer.total, at }
      })
    } catch (thrown) {
      if (asking.current.question === question) setError(toErrorShape(thrown))
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed in the studio asks anew
  useEffect(() => {
    asking.current = { question: asking.current.question + 1, pages: new Set() }
    const timer = setTimeout(() => void askPage(0, asking.current.question, key), 120)
    return () => clearTimeout(timer)
  }, [key, changed, askPage])

  /** Asks for what is in sight. */
  const want = useCallback(
    (from: number, to: number) => {
      // Not before the first page of a question is asked for.
      if (asking.current.pages.size === 0) return
      for (let page = Math.floor(from / pageSize); page * pageSize <= to; page += 1)
        void askPage(page, asking.current.question, key)
    },
    [askPage, key],
  )
  const again = () => {
    asking.current = { question: asking.current.question + 1, pages: new Set() }
    void askPage(0, asking.current.question, key)
  }
  return { found, error, want, again }
}
