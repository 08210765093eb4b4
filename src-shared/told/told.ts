import { createTold, type Told } from './catalogue.ts'
import { german } from './de/index.ts'
import { inWindows } from './en/in-windows.ts'

export type { Told }

/** 1,204.5 as 1.204,5. */
const germanNumber = (number: string) => number.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'))

const made: Partial<Record<'en' | 'de', (text: string) => Told>> = {}

/**
 * What a window in a language shows for a text that the studio tells (a reason, an error, a remedy, a finding). Facts stay as they
 * are. What the catalogue doesn't know stays English, and says so. In English it only words anew what is meant for a terminal.
 */
export function toldIn(language: 'en' | 'de'): (text: string) => Told {
  const told = made[language] ?? createTold(...catalogues[language])
  made[language] = told
  return told
}

const catalogues: Record<'en' | 'de', Parameters<typeof createTold>> = {
  en: [inWindows, { numbers: (number) => number, joints: {} }],
  de: [german, { numbers: germanNumber, joints: { ' and ': ' und ', ' or ': ' oder ' } }],
}
