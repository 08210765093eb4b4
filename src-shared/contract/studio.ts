import { z } from 'zod'

export const studioCommands = {
  /** Where the studio keeps what it has. */
  'studio.show': z.strictObject({}),
} as const
export type StudioAnswers = { 'studio.show': { folder: string; log: string } }
