import { SegmentedControl, Select, Switch } from '@mantine/core'
import type { Settings, SettingsChange } from '../../../src-shared/settings/settings.ts'
import { tellFault } from '../../parts/tell.tsx'
import { changeSettings, useSettings } from '../../state/settings.ts'
import { languagesOfUi, words } from '../../words/words.ts'
import { Setting, SettingGroup } from './setting.tsx'

const themes = ['system', 'light', 'dark'] as const

const change = (wanted: SettingsChange) => void changeSettings(wanted).catch(tellFault)

export function General() {
  const settings = useSettings()
  const say = words.settings.general
  return (
    <>
      <SettingGroup title={say.appearance}>
        <Setting label={say.theme}>
          {(ids) => (
            <SegmentedControl
              {...ids}
              data={themes.map((value) => ({ value, label: say.themes[value] }))}
              value={settings.theme}
              onChange={(theme) => change({ theme: theme as Settings['theme'] })}
            />
          )}
        </Setting>
        <Setting label={say.language} hint={say.languageHint}>
          {(ids) => (
            <Select
              {...ids}
              w={200}
              allowDeselect={false}
              data={[
                { value: 'system', label: say.languageSystem },
                ...Object.entries(languagesOfUi).map(([value, label]) => ({ value, label })),
              ]}
              value={settings.language}
              onChange={(language) => language && change({ language: language as Settings['language'] })}
            />
          )}
        </Setting>
      </SettingGroup>
      <SettingGroup title={say.behaviour}>
        <Setting label={say.notifications} hint={say.notificationsHint}>
          {(ids) => (
            <Switch
              {...ids}
              checked={settings.notifications}
              onChange={({ currentTarget }) => change({ notifications: currentTarget.checked })}
            />
          )}
        </Setting>
        <Setting label={say.worksOn} hint={say.worksOnHint}>
          {(ids) => (
            <Switch
              {...ids}
              checked={settings.worksOnWhenClosed}
              onChange={({ currentTarget }) => change({ worksOnWhenClosed: currentTarget.checked })}
            />
          )}
        </Setting>
      </SettingGroup>
    </>
  )
}
