import { useEffect, useState } from 'react'
import type { DesktopAnswers } from '../../../src-shared/contract/bridge.ts'
import { ask } from '../../bridge/bridge.ts'
import { Mark } from '../../parts/mark.tsx'
import { showShortcuts } from '../../parts/shortcut-list.tsx'
import { tellFault } from '../../parts/tell.tsx'
import { words } from '../../words/words.ts'
import { LicenceWindow } from './licences.tsx'
import { Setting, SettingButton, SettingGroup } from './setting.tsx'

export function About() {
  const [about, setAbout] = useState<DesktopAnswers['desktop.about'] | null>(null)
  const [isReading, setIsReading] = useState(false)
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
          {(ids) => (
            <SettingButton
              ids={ids}
              onClick={() => void ask('desktop.reveal', { what: 'log' }).catch(tellFault)}
            >
              {say.showLog}
            </SettingButton>
          )}
        </Setting>
        <Setting label={say.shortcuts}>
          {(ids) => (
            <SettingButton ids={ids} onClick={showShortcuts}>
              {words.shortcuts.open}
            </SettingButton>
          )}
        </Setting>
        <Setting label={say.licences} hint={say.licencesText}>
          {(ids) => (
            <SettingButton ids={ids} onClick={() => setIsReading(true)}>
              {say.showLicences}
            </SettingButton>
          )}
        </Setting>
        <Setting label={say.engine}>{({ id }) => <span id={id}>{about?.engine}</span>}</Setting>
      </SettingGroup>
      {isReading && <LicenceWindow onClose={() => setIsReading(false)} />}
    </>
  )
}
