import { z } from 'zod'

/** What a person mended of one record. `cells`: by column, as a person would write them in the table; '' empties one. */
export const correction = z.strictObject({
  cells: z.record(z.string().max(1_000), z.string().max(100_000)).optional(),
  /** Not to be rendered. */
  setAside: z.literal(true).optional(),
})
export type Correction = z.infer<typeof correction>

/** Mended records by record number. The table's file stays as it is: they hold as if it said so. */
export const corrections = z.record(z.string().regex(/^[1-9]\d{0,9}$/), correction)
export type Corrections = z.infer<typeof corrections>

/** The rule of the problem that a row has that a person set aside. */
export const setAsideByPerson = 'row.set-aside'
