import { z } from 'zod'
import { type Settings, settingsChange } from '../settings/settings.ts'

export const settingsCommands = {
  'settings.show': z.strictObject({}),
  'settings.set': settingsChange,
  /** Which of the folders of assets can't be reached at the moment. */
  'settings.missing-folders': z.strictObject({}),
} as const
export type SettingsAnswers = {
  'settings.show': Settings
  'settings.set': Settings
  'settings.missing-folders': { missing: string[] }
}
