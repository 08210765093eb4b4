import { speakNumbers } from '../view-math/numbers.ts'
import { speak } from './words.ts'

type Language = 'en' | 'de'
type Theme = 'light' | 'dark'

/** How the reviewer likes the page: kept for every package. */
export type Taste = {
  /** As it was chosen before, else as the system has it. */
  begin(): void
  speak(language: Language): void
  light(theme: Theme): void
  theme(): Theme
}

export function openTaste(storage: Pick<Storage, 'getItem' | 'setItem'> | null): Taste {
  const root = document.documentElement
  const name = (what: string) => `reelmill-review-${what}`
  function remember(what: string, value: string): void {
    try {
      storage?.setItem(name(what), value)
    } catch {
      // Then the system is asked each time.
    }
  }
  function recalled(what: string): string | null {
    try {
      return storage?.getItem(name(what)) ?? null
    } catch {
      return null
    }
  }
  const system = matchMedia('(prefers-color-scheme: dark)')
  function followSystem(): void {
    root.dataset.theme = system.matches ? 'dark' : 'light'
    system.addEventListener('change', followSystem)
  }
  function talk(language: Language): void {
    speak(language)
    speakNumbers(language)
  }
  return {
    begin() {
      const language = recalled('language') ?? navigator.language.slice(0, 2)
      talk(language === 'de' ? 'de' : 'en')
      const theme = recalled('theme')
      if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
      else followSystem()
    },
    speak(language) {
      remember('language', language)
      talk(language)
    },
    light(theme) {
      system.removeEventListener('change', followSystem)
      remember('theme', theme)
      root.dataset.theme = theme
    },
    theme: () => (root.dataset.theme === 'dark' ? 'dark' : 'light'),
  }
}
