import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage } from './ask.ts'
import { withWindow } from './open-window.ts'

test('a machine that goes to sleep begins nothing more, says why, and goes on when it wakes', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ app, page }) => {
      await askPage(page, 'farm.set', { mode: 'full-speed', onBattery: 'go-on' })
      await page.evaluate(() => {
        location.hash = '#/farm'
      })
      const paced = (pace: string) => page.locator(`.farm-pace[data-pace="${pace}"]`)
      await paced('full-speed').waitFor()
      const heard = await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
      expect(heard).toBe(true)
      await paced('stopped').getByText('The machine goes to sleep').waitFor()
      await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
      await paced('full-speed').waitFor()
    }),
  ))
