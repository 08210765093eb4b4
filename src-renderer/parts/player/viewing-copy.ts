import { useEffect, useRef, useState } from 'react'
import { type ErrorShape, StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { ask } from '../../bridge/bridge.ts'
import { listen } from '../../state/studio.ts'

/** `share` 0..1; null: not begun yet. */
type ViewingCopy =
  | { is: 'none' }
  | { is: 'making'; share: number | null }
  | { is: 'there' }
  | { is: 'stopped' }
  | { is: 'failed'; error: ErrorShape }

/** Has a copy made that this window can play, as long as it `isWanted` and somebody looks. */
export function useViewingCopy(job: number, isWanted: boolean) {
  const [copy, setCopy] = useState<ViewingCopy>({ is: 'none' })
  const [turn, setTurn] = useState(0)
  const looker = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn begins anew
  useEffect(() => {
    if (!isWanted) return
    let isLooked = true
    let isOver = false
    const id = crypto.randomUUID()
    looker.current = id
    setCopy({ is: 'making', share: null })
    const end = listen((events) => {
      const told = events.findLast((event) => event.event === 'job.copied' && event.job === job)
      if (told?.event === 'job.copied' && !isOver) setCopy({ is: 'making', share: told.share })
    })
    void ask('job.copy', { job, id })
      .then(
        (): ViewingCopy => ({ is: 'there' }),
        (error: unknown): ViewingCopy =>
          error instanceof StudioError && error.code === 'copy.stopped'
            ? { is: 'stopped' }
            : { is: 'failed', error: toErrorShape(error) },
      )
      .then((what) => {
        isOver = true
        if (isLooked) setCopy(what)
      })
    return () => {
      isLooked = false
      end()
      if (!isOver) ask('job.stop-copy', { job, id }).catch(() => {})
    }
  }, [job, isWanted, turn])
  return {
    copy,
    stop: () => void ask('job.stop-copy', { job, id: looker.current }).catch(() => {}),
    again: () => setTurn((before) => before + 1),
  }
}
