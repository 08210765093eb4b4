import { useEffect } from 'react'
import { create } from 'zustand'
import { type PageActionId, pageActions } from './page-actions.ts'

/** Something a person can do: named in the palette and in the list of shortcuts, bound to its keys. */
export type Action = {
  /** Unique: `queue.pause-all`. Keys that a person changed are kept under it. */
  id: string
  title: string
  /** As Mantine's hotkeys write them: `mod+K`, `shift+?`. Several: any of them. */
  keys?: readonly string[]
  /** Keys that do it without being bound: they come as an event of the clipboard. */
  systemKeys?: readonly string[]
  /** Also while somebody writes in a field. */
  evenInFields?: boolean
  run(): void
}

type Actions = {
  everywhere: readonly Action[]
  here: readonly Action[]
}

/** Actions of the whole window, and those of the page that is open. */
export const useActions = create<Actions>()(() => ({ everywhere: [], here: [] }))

export function offerEverywhere(everywhere: readonly Action[]): void {
  useActions.setState({ everywhere })
}

/**
 * Offers what can be done on a page while it is open: what each of its actions in `page-actions.ts` does now. Each drawing of the
 * page may offer other ones.
 */
export function useActionsHere(runs: Partial<Record<PageActionId, () => void>>): void {
  const ids = Object.keys(runs) as PageActionId[]
  const offered = ids.map((id): Action => {
    const { title, keys, evenInFields, systemKeys } = pageActions[id]
    const run = () => runs[id]?.()
    return {
      id,
      title: title(),
      run,
      ...(keys ? { keys } : {}),
      ...(evenInFields ? { evenInFields } : {}),
      ...(systemKeys ? { systemKeys } : {}),
    }
  })
  const key = offered.map(({ id, title }) => `${id} ${title}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: ids and titles say whether the offer changed
  useEffect(() => useActions.setState({ here: offered }), [key])
  // What they do may depend on what was drawn last.
  useEffect(() => {
    const { here } = useActions.getState()
    for (const [index, action] of here.entries()) {
      const latest = offered[index]
      if (latest?.id === action.id) action.run = latest.run
    }
  })
  useEffect(() => () => useActions.setState({ here: [] }), [])
}
