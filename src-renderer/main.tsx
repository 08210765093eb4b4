import '@mantine/core/styles.css'
import './looks/fonts.css'
import './looks/studio.css'
import './looks/batch.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { cssVariables, theme } from './looks/theme.ts'
import { StudioPage } from './pages/studio-page.tsx'
import { connectStudio } from './state/studio.ts'

// The page's policy lets only style sheets in that carry this.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

// What is dropped beside a place for it must not be opened in place of the page.
for (const name of ['dragover', 'drop']) window.addEventListener(name, (event) => event.preventDefault())

connectStudio()
createRoot(document.getElementById('studio')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <StudioPage />
    </MantineProvider>
  </StrictMode>,
)
