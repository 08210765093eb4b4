import { useHotkeys } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useEffect } from 'react'
import { type Action, offerEverywhere, useActions } from '../state/actions.ts'
import { back, forward, go } from '../state/places.ts'
import { useSettings } from '../state/settings.ts'
import { useStudio } from '../state/studio.ts'
import { apart } from '../view-math/bidi.ts'
import { keysOf, shownKeysOf } from '../view-math/keys.ts'
import type { Place } from '../view-math/places.ts'
import { words } from '../words/words.ts'
import { Keys } from './keys.tsx'
import { showShortcuts } from './shortcut-list.tsx'

const places = [
  [{ name: 'home' }, 'home', 'mod+1'],
  [{ name: 'new-batch' }, 'new-batch', 'mod+N'],
  [{ name: 'queue' }, 'queue', 'mod+2'],
  [{ name: 'results', batch: null }, 'results', 'mod+3'],
  [{ name: 'review', batch: null }, 'review', 'mod+6'],
  [{ name: 'history' }, 'history', 'mod+4'],
  [{ name: 'templates' }, 'templates', 'mod+5'],
  [{ name: 'settings' }, 'settings', 'mod+,'],
] as const satisfies [Place, string, string][]

const actionsEverywhere = (): Action[] => [
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
  { id: 'go.farm', title: words.studio.farm, run: () => go({ name: 'farm' }) },
  { id: 'back', title: words.shortcuts.back, keys: ['alt+ArrowLeft'], run: back },
  { id: 'forward', title: words.shortcuts.forward, keys: ['alt+ArrowRight'], run: forward },
  { id: 'shortcuts', title: words.shortcuts.open, keys: ['shift+?'], run: showShortcuts },
]

/** Ctrl+K: every page, every batch and everything that can be done, by name. Also holds the keys of all actions. */
export function Palette() {
  const { everywhere, here } = useActions()
  const batches = useStudio(({ batches }) => batches)
  const own = useSettings((settings) => settings.keys)
  useEffect(() => offerEverywhere(actionsEverywhere()), [])
  const actions = [...here, ...everywhere]
  const bound = (only: (action: Action) => boolean) =>
    actions
      .filter(only)
      .flatMap((action) =>
        keysOf(action, own).map(
          (keys) => [keys, () => pressed(action)] as [string, (event: KeyboardEvent) => void],
        ),
      )
  useHotkeys(
    bound(({ evenInFields }) => evenInFields === true),
    [],
    true,
  )
  useHotkeys(bound(({ evenInFields }) => evenInFields !== true))
  const entryOf = (action: Action) => {
    const [keys] = shownKeysOf(action, own)
    return {
      id: action.id,
      label: action.title,
      onClick: () => action.run(),
      ...(keys === undefined ? {} : { rightSection: <Keys keys={keys} /> }),
    }
  }
  return (
    <Spotlight
      shortcut={null}
      scrollable
      maxHeight={420}
      limit={14}
      // The page itself never scrolls, and the lock would need a style without nonce.
      lockScroll={false}
      title={words.palette.title}
      classNames={{ header: 'visually-hidden' }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 2 }}
      transitionProps={{ duration: 90 }}
      nothingFound={words.palette.nothing}
      searchProps={{
        placeholder: words.palette.placeholder,
        'aria-label': words.palette.placeholder,
        leftSection: <IconSearch size={17} aria-hidden="true" />,
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
            description: `${batch.id} · ${words.batchStatus[batch.status]} · ${apart(batch.template.title)}`,
            keywords: [batch.id, batch.template.title],
            onClick: () => go({ name: 'batch', batch: batch.id }),
          })),
        },
      ]}
    />
  )
}

/** Keys act on the page, and not on what lies under an open dialog; the palette's own closes it again. */
function pressed(action: Action): void {
  const isCovered = document.querySelector('[aria-modal="true"]') !== null
  if (!isCovered || action.id === 'palette') action.run()
}
