import { type Told, toldIn } from '../../src-shared/told/told.ts'
import { withApart } from '../view-math/bidi.ts'
import { speakNumbers } from '../view-math/numbers.ts'
import { de } from './de/index.ts'
import { en, type Words } from './en/index.ts'

export const languagesOfUi = { en: 'English', de: 'Deutsch' } as const
export type UiLanguage = keyof typeof languagesOfUi

const all: Record<UiLanguage, Words> = { en: withApart(en), de: withApart(de) }

/**
 * Every word that the window says by itself, in the language that was chosen last. Read it while drawing, never when a module is
 * loaded: the language may change.
 */
export let words: Words = all.en

let spoken: UiLanguage = 'en'

/** What the studio tells (reasons, errors, remedies, findings) in the window's language; `known`: all of it is. */
export const findTold = (text: string): Told => toldIn(spoken)(text)

/** The same as a mere string: for titles, labels and toasts. Whatever is drawn goes through the part `Told`. */
export const told = (text: string): string => findTold(text).text

/** From now on `words`, numbers and times are in this language; who draws has to draw again. */
export function speak(language: UiLanguage): void {
  words = all[language]
  spoken = language
  speakNumbers(language)
  document.documentElement.lang = language
}
