import { z } from 'zod'
import { type Settings, settingsChange } from '../settings/settings.ts'

export const settingsCommands = {
  'settings.show': z.strictObject({}),
  'settings.set': settingsChange,
} as const
export type SettingsAnswers = { 'settings.show': Settings; 'settings.set': Settings }
