import { z } from 'zod'

/** A font family that comes with Reelmill. */
export type FontFamily = {
  family: string
  /** Of its specimen's address: `font/<id>`. */
  id: string
  weights: number[]
  italics: boolean
  /** Its glyphs are coloured pictures. */
  colour: boolean
  /** Scripts that it is meant for, by their ISO 15924 names: `Latn`, `Arab`. */
  scripts: string[]
  /** What its specimen shows, in this language (BCP 47). */
  sample: string
  locale: string
}

export const fontCommands = {
  /** The families that every template may use, besides its own. */
  'fonts.list': z.strictObject({}),
} as const
export type FontAnswers = { 'fonts.list': FontFamily[] }
