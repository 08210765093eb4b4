import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './looks/fonts.css'
import './looks/studio.css'
import './looks/batch.css'
import './looks/shell.css'
import './looks/door.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { cssVariables, theme as studioTheme } from './looks/theme.ts'
import { StudioPage } from './pages/studio-page.tsx'
import { takeSettings, useSettings } from './state/settings.ts'
import { connectStudio } from './state/studio.ts'
import { hearWishes } from './state/wishes.ts'

// The page's policy lets only style sheets in that carry this.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

// What is dropped beside a place for it must not be opened in place of the page.
for (const name of ['dragover', 'drop']) window.addEventListener(name, (event) => event.preventDefault())

/** Draws everything again in another theme or language. */
function Studio() {
  const theme = useSettings((settings) => settings.theme)
  const language = useSettings((settings) => settings.language)
  return (
    <MantineProvider
      theme={studioTheme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(theme === 'system' ? {} : { forceColorScheme: theme })}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" limit={4} />
      <StudioPage key={language} />
    </MantineProvider>
  )
}

// Until the studio tells them.
takeSettings(useSettings.getState())
connectStudio()
hearWishes()
createRoot(document.getElementById('studio')!).render(
  <StrictMode>
    <Studio />
  </StrictMode>,
)
