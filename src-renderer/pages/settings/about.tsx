import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DesktopAnswers } from '../../../src-shared/contract/bridge.ts'
import { ask } from '../../bridge/bridge.ts'
import { Mark } from '../../parts/mark.tsx'
import { showShortcuts } from '../../parts/shortcut-list.tsx'
import { tellFault } from '../../parts/tell.tsx'
import { words } from '../../words/words.ts'
import { Setting, SettingGroup } from './setting.tsx'

/** What is in the app of others, and under which licence. */
const parts = [
  ['FFmpeg', 'GPL / LGPL'],
  ['Electron, Chromium, Node.js', 'MIT, BSD'],
  ['Skia, @napi-rs/canvas', 'BSD-3-Clause, MIT'],
  ['HarfBuzz', 'MIT'],
  ['libvips, sharp', 'LGPL-3.0, Apache-2.0'],
  ['SQLite, better-sqlite3', 'Public domain, MIT'],
  ['React, zustand, Mantine, Tabler Icons', 'MIT'],
  ['CodeMirror, uPlot, LiquidJS, zod', 'MIT'],
  ['Inter, Outfit, Fraunces, Cairo, Noto', 'SIL OFL 1.1'],
] as const

export function About() {
  const [about, setAbout] = useState<DesktopAnswers['desktop.about'] | null>(null)
  useEffect(() => {
    ask('desktop.about', {}).then(setAbout, tellFault)
  }, [])
  const say = words.settings.about
  return (
    <>
      <div className="about-head">
        <Mark size={44} />
        <div>
          <h2>{words.product}</h2>
          <p>{about === null ? '…' : say.version(about.version)}</p>
        </div>
      </div>
      <p className="settings-intro">{say.local}</p>
      <SettingGroup>
        <Setting label={say.log} hint={about?.log ?? ''}>
          {({ id }) => (
            <Button
              id={id}
              size="xs"
              variant="default"
              onClick={() => void ask('desktop.reveal', { what: 'log' }).catch(tellFault)}
            >
              {say.showLog}
            </Button>
          )}
        </Setting>
        <Setting label={say.shortcuts}>
          {({ id }) => (
            <Button id={id} size="xs" variant="default" onClick={showShortcuts}>
              {words.shortcuts.open}
            </Button>
          )}
        </Setting>
        <Setting label={say.engine}>{({ id }) => <span id={id}>{about?.engine}</span>}</Setting>
      </SettingGroup>
      <SettingGroup title={say.licences}>
        <dl className="licence-list">
          {parts.map(([name, licence]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{licence}</dd>
            </div>
          ))}
        </dl>
      </SettingGroup>
      <p className="settings-intro">{say.licencesText}</p>
    </>
  )
}
