import { words } from '../words/words.ts'
import { figure } from './numbers.ts'

/** A figure of a check as it is shown and written: shares in percent. */
export const shownFigure = (value: number, unit: string | null): number =>
  unit === 'share' ? Math.round(value * 1e6) / 1e4 : value
/** The same the other way round. */
export const keptFigure = (shown: number, unit: string): number =>
  unit === 'share' ? Math.round(shown * 1e4) / 1e6 : shown

/** What stands behind a figure; empty: nothing. */
export const unitOf = (unit: string | null): string =>
  unit === null ? '' : (words.checkWords.units[unit] ?? unit)

/** A figure of a check in its unit: `98 %`, `-14 LUFS`, `4.5 : 1`. */
export const figureOf = (value: number, unit: string | null, digits = 2): string =>
  `${figure(shownFigure(value, unit), digits)} ${unitOf(unit)}`.trim()
/** What a figure is held against, with every digit that was set: `0.045 s`. */
export const limitAsSet = (value: number, unit: string | null): string => figureOf(value, unit, 10)
