import { create } from 'zustand'
import { type Settings, type SettingsChange, settings } from '../../src-shared/settings/settings.ts'
import { ask } from '../bridge/bridge.ts'
import { speak, type UiLanguage } from '../words/words.ts'

/** How the person likes the studio; the studio keeps it, and tells when another window changed it. */
export const useSettings = create<Settings>()(() => settings.parse({}))

/** Takes settings as the studio told them. */
export function takeSettings(told: Settings): void {
  speak(languageOf(told))
  useSettings.setState(told, true)
}

/** Rejects when they can't be kept; then everything stays as it was. */
export async function changeSettings(change: SettingsChange): Promise<void> {
  takeSettings(await ask('settings.set', change))
}

function languageOf({ language }: Settings): UiLanguage {
  if (language !== 'system') return language
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}
