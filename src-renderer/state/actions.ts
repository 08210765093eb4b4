import { useEffect } from 'react'
import { create } from 'zustand'
import { usePlace } from './places.ts'

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

/** An action whose keys can be chosen; `place`: the page that offers it, null for those of the whole window. */
export type KnownAction = Pick<Action, 'id' | 'title' | 'keys'> & { place: string | null }

type Actions = {
  everywhere: readonly Action[]
  here: readonly Action[]
  /** All that were offered since the window was opened, by id. */
  known: ReadonlyMap<string, KnownAction>
}

/** Actions of the whole window, and those of the page that is open. */
export const useActions = create<Actions>()(() => ({ everywhere: [], here: [], known: new Map() }))

export function offerEverywhere(everywhere: readonly Action[]): void {
  useActions.setState(({ known }) => ({ everywhere, known: withKnown(known, everywhere, null) }))
}

/** Offers what can be done on a page while it is open. Each drawing of the page may offer other ones. */
export function useActionsHere(actions: readonly Action[]): void {
  const key = actions.map(({ id, title }) => `${id} ${title}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: ids and titles say whether the offer changed
  useEffect(() => {
    const { name } = usePlace.getState().place
    useActions.setState(({ known }) => ({ here: actions, known: withKnown(known, actions, name) }))
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

function withKnown(known: Actions['known'], actions: readonly Action[], place: string | null) {
  const more = new Map(known)
  for (const { id, title, keys } of actions) more.set(id, { id, title, place, ...(keys ? { keys } : {}) })
  return more
}
