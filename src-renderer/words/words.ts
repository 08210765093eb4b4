import { speakNumbers } from '../view-math/numbers.ts'
import { de } from './de/index.ts'
import { en, type Words } from './en/index.ts'

export const languagesOfUi = { en: 'English', de: 'Deutsch' } as const
export type UiLanguage = keyof typeof languagesOfUi

const all: Record<UiLanguage, Words> = { en, de }

/**
 * Every word that the window says by itself, in the language that was chosen last. What the studio answers (reasons, errors,
 * remedies) comes as it is. Read it while drawing, never when a module is loaded: the language may change.
 */
export let words: Words = en

/** From now on `words`, numbers and times are in this language; who draws has to draw again. */
export function speak(language: UiLanguage): void {
  words = all[language]
  speakNumbers(language)
  document.documentElement.lang = language
}
