import { useEffect } from 'react'
import { create } from 'zustand'

/** Something a person can do: named in the palette and in the list of shortcuts, bound to its keys. */
export type Action = {
  /** Unique: `queue.pause-all`. Keys that a person changed are kept under it. */
  id: string
  title: string
  /** As Mantine's hotkeys write them: `mod+K`, `shift+?`. Several: any of them. */
  keys?: string[]
  /** Also while somebody writes in a field. */
  evenInFields?: boolean
  run(): void
}

/** Actions of the whole window, and those of the page that is open. */
export const useActions = create<{ everywhere: readonly Action[]; here: readonly Action[] }>()(() => ({
  everywhere: [],
  here: [],
}))

/** Offers what can be done on a page while it is open. Each drawing of the page may offer other ones. */
export function useActionsHere(actions: readonly Action[]): void {
  const key = actions.map(({ id, title }) => `${id} ${title}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: ids and titles say whether the offer changed
  useEffect(() => {
    useActions.setState({ here: actions })
  }, [key])
  // What they do may depend on what was drawn last.
  useEffect(() => {
    const { here } = useActions.getState()
    for (const [index, action] of here.entries()) {
      const latest = actions[index]
      if (latest?.id === action.id) action.run = latest.run
    }
  })
  useEffect(() => () => useActions.setState({ here: [] }), [])
}
