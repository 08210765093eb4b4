import { ActionIcon, Button } from '@mantine/core'
import { IconArrowBackUp, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Keys } from '../../parts/keys.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { useActions } from '../../state/actions.ts'
import { pageActions } from '../../state/page-actions.ts'
import { changeSettings, useSettings } from '../../state/settings.ts'
import { isReserved, keysOf, keysPressed, shownKeysOf, takenBy, takenOver } from '../../view-math/keys.ts'
import type { Place } from '../../view-math/places.ts'
import { nameOfPlace } from '../../view-math/titles.ts'
import { words } from '../../words/words.ts'
import { SettingGroup } from './setting.tsx'

type Own = Record<string, string[]>

/** An action whose keys can be chosen; `place`: the page that offers it, null for those of the whole window. */
type KnownAction = {
  id: string
  title: string
  keys?: readonly string[]
  systemKeys?: readonly string[]
  place: Place['name'] | null
  insteadOf?: string
}

const keep = (keys: Own) => changeSettings({ keys }).catch(tellFault)

/** Every action with its keys, and a way to choose others. */
export function Keyboard() {
  const everywhere = useActions(({ everywhere }) => everywhere)
  const own = useSettings(({ keys }) => keys)
  const say = words.settings.keyboard
  const actions: KnownAction[] = [
    ...everywhere.map((action) => ({ ...action, place: null })),
    ...Object.entries(pageActions).map(([id, action]) => ({ ...action, id, title: action.title() })),
  ]
  const places = [...new Set(actions.map(({ place }) => place))]
  return (
    <>
      {places.map((place) => (
        <SettingGroup
          key={place}
          title={place === null ? say.everywhere : nameOfPlace(place)}
          {...(place === null && Object.keys(own).length > 0 ? { action: <ResetAll own={own} /> } : {})}
        >
          <ul className="key-list">
            {actions
              .filter((action) => action.place === place)
              .map((action) => (
                <li key={action.id} className="key-line">
                  <KeySetting action={action} actions={actions} own={own} />
                </li>
              ))}
          </ul>
        </SettingGroup>
      ))}
    </>
  )
}

function ResetAll({ own }: { own: Own }) {
  const say = words.settings.keyboard
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() => void keep({}).then(() => tell(say.resetAllDone, () => void keep(own)))}
    >
      {say.resetAll}
    </Button>
  )
}

type Wish = { keys: string; of: KnownAction | null }

function KeySetting({
  action,
  actions,
  own,
}: {
  action: KnownAction
  actions: readonly KnownAction[]
  own: Own
}) {
  const [isAsking, setIsAsking] = useState(false)
  const [refused, setRefused] = useState<Wish | null>(null)
  const say = words.settings.keyboard
  const keys = shownKeysOf(action, own)

  const take = (wanted: string) => {
    setIsAsking(false)
    const of = takenBy(wanted, action, actions, own)
    if (isReserved(wanted)) setRefused({ keys: wanted, of: null })
    else if (of !== null) setRefused({ keys: wanted, of })
    else void keep({ ...own, [action.id]: [wanted] })
  }
  const takeOver = ({ keys: wanted, of }: Wish) => {
    setRefused(null)
    if (of !== null) void keep(takenOver(wanted, action, actions, own))
  }

  return (
    <div className="key-setting">
      <span className="key-title">{action.title}</span>
      <span className="key-keys">
        {isAsking ? (
          <Recorder onKeys={take} onCancel={() => setIsAsking(false)} />
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setRefused(null)
              setIsAsking(true)
            }}
          >
            <span className="visually-hidden">{say.change(action.title)} </span>
            {keys.length === 0 ? (
              <span className="no-keys">{say.none}</span>
            ) : (
              keys.map((each) => <Keys key={each} keys={each} />)
            )}
          </Button>
        )}
        {own[action.id] !== undefined ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say.reset(action.title)}
            title={say.reset(action.title)}
            onClick={() => {
              const { [action.id]: _, ...rest } = own
              const clash = (action.keys ?? [])
                .map((each) => ({ keys: each, of: takenBy(each, action, actions, rest) }))
                .find(({ of }) => of !== null)
              setRefused(clash ?? null)
              if (clash === undefined) void keep(rest)
            }}
          >
            <IconArrowBackUp size={15} />
          </ActionIcon>
        ) : (
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={keysOf(action, own).length === 0}
            aria-label={say.clear(action.title)}
            title={say.clear(action.title)}
            onClick={() => void keep({ ...own, [action.id]: [] })}
          >
            <IconX size={15} />
          </ActionIcon>
        )}
      </span>
      {refused !== null && (
        <p className="key-refused" role="alert">
          <Keys keys={refused.keys} />
          {refused.of === null ? say.reserved : say.taken(refused.of.title)}
          {refused.of !== null && (
            <Button size="compact-xs" variant="light" onClick={() => takeOver(refused)}>
              {say.takeOver}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** Hears the next keys before anybody else does. Tab and a click elsewhere leave it. */
function Recorder({ onKeys, onCancel }: { onKeys(keys: string): void; onCancel(): void }) {
  const say = words.settings.keyboard
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Tab') return onCancel()
      event.preventDefault()
      event.stopImmediatePropagation()
      if (event.key === 'Escape') return onCancel()
      const keys = keysPressed(event)
      if (keys !== null) onKeys(keys)
    }
    window.addEventListener('keydown', hear, true)
    window.addEventListener('pointerdown', onCancel)
    return () => {
      window.removeEventListener('keydown', hear, true)
      window.removeEventListener('pointerdown', onCancel)
    }
  })
  return (
    <span className="key-recorder" role="status" title={say.pressHint}>
      {say.press}
    </span>
  )
}
