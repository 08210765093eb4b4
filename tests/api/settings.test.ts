import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settingsHandlers } from '../../src-main/api/settings.ts'
import { createSettingsDesk } from '../../src-main/services/settings-desk/settings-desk.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

test('a folder of assets that is away is told as missing, until it is there again or taken from the list', () =>
  withTempFolder(async (folder) => {
    const desk = createSettingsDesk(folder, () => {})
    const handlers = settingsHandlers(async () => desk)
    const away = join(folder, 'away')
    await desk.set({ assetRoots: [folder, away] })
    expect(await handlers['settings.missing-folders']({})).toEqual({ missing: [away] })
    await desk.set({ assetRoots: [folder] })
    expect(await handlers['settings.missing-folders']({})).toEqual({ missing: [] })
  }))
