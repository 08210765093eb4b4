import { useCallback, useEffect, useState } from 'react'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import { type Loading, notAsked, shownOf } from '../view-math/loading.ts'

/** Asks when it is first drawn and whenever `key` changes; what was known stays on show until then. */
export function useAsked<T>(key: string, question: () => Promise<T>): [Loading<T>, () => void] {
  const [state, setState] = useState<Loading<T>>(notAsked)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => {
    let isLatest = true
    setState((before) => ({ is: 'asked', before: shownOf(before) }))
    question().then(
      (value) => isLatest && setState({ is: 'there', value }),
      (error: unknown) =>
        isLatest &&
        setState((before) => ({ is: 'failed', error: toErrorShape(error), before: shownOf(before) })),
    )
    return () => {
      isLatest = false
    }
  }, [key, turn])
  return [state, useCallback(() => setTurn((before) => before + 1), [])]
}
