import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import type { FontFamily } from '../../../src-shared/contract/fonts.ts'
import { ask, mediaUrl } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useAsked } from '../../state/asked.ts'
import { shownOf } from '../../view-math/loading.ts'
import { words } from '../../words/words.ts'
import { SettingGroup } from './setting.tsx'

/** The families that come with Reelmill, each with a line that the engine has drawn. */
export function Fonts() {
  const [asked, again] = useAsked('fonts', () => ask('fonts.list', {}))
  const families = shownOf(asked)
  return (
    <>
      <p className="settings-intro">{words.settings.fonts.intro}</p>
      {asked.is === 'failed' && <ErrorNote error={asked.error} onTryAgain={again} />}
      {families === null && asked.is !== 'failed' && <Skeleton height={400} />}
      {families !== null && (
        <SettingGroup>
          <ul className="font-list">
            {families.map((family) => (
              <li key={family.id} className="font-line">
                <Family family={family} />
              </li>
            ))}
          </ul>
        </SettingGroup>
      )}
    </>
  )
}

function Family({
  family: { family, id, weights, italics, colour, scripts, sample },
}: {
  family: FontFamily
}) {
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing')
  const say = words.settings.fonts
  const facts = [
    scripts.map((script) => say.scripts[script] ?? script).join(', '),
    say.weights(weights),
    ...(italics ? [say.italics] : []),
    ...(colour ? [say.colour] : []),
  ]
  return (
    <>
      <h2>{family}</h2>
      <p>{facts.join(' · ')}</p>
      {state === 'failed' ? (
        <p className="font-failed">{say.failed}</p>
      ) : (
        <span className="specimen" data-state={state} data-colour={colour || undefined}>
          <img
            src={mediaUrl(`font/${id}`)}
            alt={say.specimen(family, sample)}
            onLoad={() => setState('drawn')}
            onError={() => setState('failed')}
          />
        </span>
      )}
    </>
  )
}
