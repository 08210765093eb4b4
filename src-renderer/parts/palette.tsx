import { Kbd, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type Action, useActions } from '../state/actions.ts'
import { back, forward, go } from '../state/places.ts'
import { useSettings } from '../state/settings.ts'
import { useStudio } from '../state/studio.ts'
import type { Place } from '../view-math/places.ts'
import { words } from '../words/words.ts'

const places = [
  [{ name: 'home' }, 'home', 'mod+1'],
  [{ name: 'new-batch' }, 'new-batch', 'mod+N'],
  [{ name: 'queue' }, 'queue', 'mod+2'],
  [{ name: 'results', batch: null }, 'results', 'mod+3'],
  [{ name: 'history' }, 'history', 'mod+4'],
  [{ name: 'templates' }, 'templates', 'mod+5'],
  [{ name: 'settings' }, 'settings', 'mod+comma'],
] as const satisfies [Place, string, string][]

/** Ctrl+K: every page, every batch and everything that can be done, by name. Also holds the keys of all actions. */
export function Palette() {
  const [showsShortcuts, setShowsShortcuts] = useState(false)
  const { everywhere, here } = useActions()
  const batches = useStudio(({ batches }) => batches)
  const keysOf = useKeys()
  useEffect(() => {
    useActions.setState({
      everywhere: [
        {
          id: 'palette',
          title: words.shortcuts.palette,
          keys: ['mod+K'],
          evenInFields: true,
          run: spotlight.toggle,
        },
        ...places.map(
          ([place, name, keys]): Action => ({
            id: `go.${name}`,
            title: words.places[name],
            keys: [keys],
            evenInFields: true,
            run: () => go(place),
          }),
        ),
        { id: 'back', title: words.shortcuts.back, keys: ['alt+ArrowLeft'], run: back },
        { id: 'forward', title: words.shortcuts.forward, keys: ['alt+ArrowRight'], run: forward },
        {
          id: 'shortcuts',
          title: words.shortcuts.open,
          keys: ['shift+?'],
          run: () => setShowsShortcuts(true),
        },
      ],
    })
  }, [])
  const actions = [...here, ...everywhere]
  const bound = (only: (action: Action) => boolean) =>
    actions
      .filter(only)
      .flatMap((action) =>
        keysOf(action).map((keys) => [keys, () => action.run()] as [string, (event: KeyboardEvent) => void]),
      )
  useHotkeys(
    bound(({ evenInFields }) => evenInFields === true),
    [],
    true,
  )
  useHotkeys(bound(({ evenInFields }) => evenInFields !== true))
  const entryOf = (action: Action) => ({
    id: action.id,
    label: action.title,
    onClick: () => action.run(),
    rightSection: keysOf(action)[0] ? <Keys keys={keysOf(action)[0]!} /> : undefined,
  })
  return (
    <>
      <Spotlight
        shortcut={null}
        scrollable
        maxHeight={420}
        limit={12}
        nothingFound={words.palette.nothing}
        searchProps={{
          placeholder: words.palette.placeholder,
          'aria-label': words.palette.placeholder,
          leftSection: <IconSearch size={17} />,
        }}
        actions={[
          ...(here.length > 0 ? [{ group: words.palette.here, actions: here.map(entryOf) }] : []),
          {
            group: words.palette.go,
            actions: everywhere.filter(({ id }) => id !== 'palette').map(entryOf),
          },
          {
            group: words.palette.batches,
            actions: batches.map((batch) => ({
              id: `batch ${batch.id}`,
              label: batch.name,
              description: `${batch.id} · ${words.batchStatus[batch.status]} · ${batch.template.title}`,
              onClick: () => go({ name: 'batch', batch: batch.id }),
            })),
          },
        ]}
      />
      <Modal
        opened={showsShortcuts}
        onClose={() => setShowsShortcuts(false)}
        title={words.shortcuts.title}
        lockScroll={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {(
          [
            [words.shortcuts.here, here],
            [words.shortcuts.everywhere, everywhere],
          ] as const
        ).map(([title, list]) => {
          const keyed = list.filter((action) => keysOf(action).length > 0)
          return keyed.length === 0 ? null : (
            <section key={title} className="shortcut-list">
              <h3>{title}</h3>
              <dl>
                {keyed.map((action) => (
                  <div key={action.id}>
                    <dt>{action.title}</dt>
                    <dd>
                      {keysOf(action).map((keys) => (
                        <Keys key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </Modal>
    </>
  )
}

/** The keys of an action: a person's own, where they chose others. */
function useKeys(): (action: Action) => readonly string[] {
  const own = useSettings((settings) => settings.keys)
  return ({ id, keys }) => own[id] ?? keys ?? []
}

const isMac = /mac/i.test(navigator.userAgent)
const keyNames: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  comma: ',',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  space: 'Space',
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split('+').map((key) => (
        <Kbd key={key} size="xs">
          {keyNames[key] ?? key}
        </Kbd>
      ))}
    </span>
  )
}
