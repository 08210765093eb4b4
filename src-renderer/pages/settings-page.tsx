import '../looks/settings.css'
import { Tabs } from '@mantine/core'
import {
  IconBinaryTree2,
  IconCpu,
  IconDatabase,
  IconFolders,
  IconInfoCircle,
  IconKeyboard,
  IconSettings,
  IconShieldCheck,
  IconTypography,
} from '@tabler/icons-react'
import { type ComponentType, useEffect, useState } from 'react'
import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'
import { About } from './settings/about.tsx'
import { AssetFolders } from './settings/asset-folders.tsx'
import { Encoders } from './settings/encoders.tsx'
import { Fonts } from './settings/fonts.tsx'
import { General } from './settings/general.tsx'
import { Keyboard } from './settings/keyboard.tsx'
import { Machine } from './settings/machine.tsx'
import { Quality } from './settings/quality.tsx'
import { Storage } from './settings/storage.tsx'

const sections = [
  ['general', IconSettings, General],
  ['machine', IconCpu, Machine],
  ['encoders', IconBinaryTree2, Encoders],
  ['storage', IconDatabase, Storage],
  ['fonts', IconTypography, Fonts],
  ['assets', IconFolders, AssetFolders],
  ['quality', IconShieldCheck, Quality],
  ['keyboard', IconKeyboard, Keyboard],
  ['about', IconInfoCircle, About],
] as const satisfies [keyof typeof words.settings.sections, ComponentType<never>, ComponentType][]

type SectionName = (typeof sections)[number][0]

/** Which section is open outlasts the page: who comes back finds it. */
let lastSection: SectionName = 'general'

/** How a person likes the studio, what it may use of the machine, and where it keeps what it has. */
export function SettingsPage({ section: wanted }: { section: string | undefined }) {
  const [section, setSection] = useState(() => sections.find(([name]) => name === wanted)?.[0] ?? lastSection)
  useEffect(() => {
    lastSection = section
  }, [section])
  return (
    <div className="page-scroll">
      <div className="page-column settings-column">
        <PageHead title={words.places.settings} />
        <Tabs
          orientation="vertical"
          variant="pills"
          value={section}
          onChange={(value) => setSection(value as SectionName)}
          keepMounted={false}
          className="settings-tabs"
        >
          <Tabs.List aria-label={words.settings.sectionsLabel}>
            {sections.map(([name, Icon]) => (
              <Tabs.Tab
                key={name}
                value={name}
                leftSection={<Icon size={17} stroke={1.6} aria-hidden="true" />}
              >
                {words.settings.sections[name]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {sections.map(([name, , Section]) => (
            <Tabs.Panel key={name} value={name}>
              <Section />
            </Tabs.Panel>
          ))}
        </Tabs>
      </div>
    </div>
  )
}
