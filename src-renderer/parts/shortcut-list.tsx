import { create } from 'zustand'
import { type Action, useActions } from '../state/actions.ts'
import { useSettings } from '../state/settings.ts'
import { shownKeysOf } from '../view-math/keys.ts'
import { words } from '../words/words.ts'
import { Dialog } from './dialog.tsx'
import { Keys } from './keys.tsx'

const useIsOpen = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export const showShortcuts = () => useIsOpen.setState({ isOpen: true })
const hide = () => useIsOpen.setState({ isOpen: false })

/** The list of shortcuts: those of the page that is open first. Once in the window. */
export function ShortcutList() {
  const { isOpen } = useIsOpen()
  const { everywhere, here } = useActions()
  const own = useSettings((settings) => settings.keys)
  const groups: [string, readonly Action[]][] = [
    [words.shortcuts.here, here],
    [words.shortcuts.everywhere, everywhere],
  ]
  return (
    <Dialog opened={isOpen} onClose={hide} title={words.shortcuts.title} size={560} growsDown>
      {groups.map(([title, list]) => {
        const keyed = list.filter((action) => shownKeysOf(action, own).length > 0)
        return keyed.length === 0 ? null : (
          <section key={title} className="shortcut-list">
            <h3>{title}</h3>
            <dl>
              {keyed.map((action) => (
                <div key={action.id}>
                  <dt>{action.title}</dt>
                  <dd>
                    {shownKeysOf(action, own).map((keys) => (
                      <Keys key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
      <p className="shortcut-foot">{words.shortcuts.change}</p>
    </Dialog>
  )
}
