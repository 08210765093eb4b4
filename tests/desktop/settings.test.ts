import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage } from './ask.ts'
import { faultsOf } from './faults.ts'
import { withWindow } from './open-window.ts'

/** However busy the machine is. */
const within = { timeout: 30_000 }

const sections = [
  ...['General', 'Machine', 'Encoders', 'Storage', 'Fonts', 'Asset folders'],
  ...['Quality', 'Keyboard', 'About'],
]

test('every section of the settings can be opened and read, in the light and in the dark', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, picture }) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const name of sections) {
          await page.getByRole('tab', { name }).click()
          if (name === 'Fonts') await page.getByRole('img', { name: /^Noto Color Emoji/ }).waitFor()
          if (name === 'Storage') await page.getByRole('table').waitFor()
          if (name === 'Quality') await page.getByText('3,840 px').waitFor()
          expect(await faultsOf(page), `${name}, ${colorScheme}`).toEqual([])
          await picture(`settings-${name.toLowerCase().replace(' ', '-')}-${colorScheme}`)
        }
      }
      await page.getByRole('tab', { name: 'Fonts' }).click()
      await page.locator('.specimen[data-state="drawn"]').nth(13).waitFor({ timeout: 30_000 })
    }),
  ))

test('a profile of quality is copied, its limits are changed in percent, and what is not saved is there when one comes back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('tab', { name: 'Quality' }).click()
      // What comes along is there to be read: nothing of it looks as if it could be set.
      await page.getByText('3,840 px').waitFor()
      expect(await page.locator('.quality-check input').count()).toBe(0)
      await page.getByRole('button', { name: 'Make a copy' }).click()
      const light = page.getByRole('textbox', { name: 'Black picture: Light' })
      await expect.poll(() => light.inputValue(), within).toBe('5 %')
      await light.fill('8')
      await light.press('Tab')
      await page.getByText('No video was held against this profile yet.').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Control+6')
      await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor()
      await page.keyboard.press('Control+,')
      await expect.poll(() => light.inputValue(), within).toBe('8 %')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
      const { profiles } = await askPage(page, 'quality.profiles', {})
      expect(profiles.find(({ own }) => own)?.checks['picture.black']).toMatchObject({ light: 0.08 })
    }),
  ))

test('theme and language change at once, and stay', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await page.keyboard.press('Control+,')
      await page.getByText('Dark', { exact: true }).click()
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
      await page.getByRole('combobox', { name: 'Language' }).click()
      await page.getByRole('option', { name: 'Deutsch' }).click()
      await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor()
      await expect.poll(() => page.title()).toBe('Einstellungen - Reelmill')
      await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de')
      expect(await faultsOf(page)).toEqual([])
      await page.reload()
      await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor()
      expect(await askPage(page, 'settings.show', {})).toMatchObject({ theme: 'dark', language: 'de' })
    }),
  ))

test('a person chooses keys of their own, is told whose they were, and gets the usual ones back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('tab', { name: 'Keyboard' }).click()
      const choose = page.getByRole('button', { name: /^Choose keys for Queue Ctrl/ })
      await choose.click()
      await page.keyboard.press('Control+1')
      await page.getByText('belongs to “Home”.').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await choose.click()
      await page.keyboard.press('Control+Shift+j')
      await expect
        .poll(async () => (await askPage(page, 'settings.show', {})).keys, within)
        .toEqual({ 'go.queue': ['mod+shift+J'] })
      await page.keyboard.press('Control+Shift+j')
      await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Back to the usual keys: Queue' }).click()
      await expect.poll(async () => (await askPage(page, 'settings.show', {})).keys, within).toEqual({})
      await page.keyboard.press('Control+2')
      await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    }),
  ))

test('a folder for assets is added by its dialog, and taken away with a way back', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, at, dialogAnswers }) => {
      const pictures = at('pictures')
      mkdirSync(pictures)
      await page.keyboard.press('Control+,')
      await page.getByRole('tab', { name: 'Asset folders' }).click()
      await dialogAnswers(pictures)
      await page.getByRole('button', { name: 'Add a folder…' }).click()
      const remove = page.getByRole('button', { name: `Remove ${pictures}` })
      await remove.waitFor()
      expect((await askPage(page, 'settings.show', {})).assetRoots).toEqual([pictures])
      await remove.click()
      await remove.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Undo' }).click()
      await remove.waitFor()
      expect(await faultsOf(page)).toEqual([])
    }),
  ))

test('how the machine is used is set, and what has no limit is said to be so', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('tab', { name: 'Machine' }).click()
      await page.getByText('While I work', { exact: true }).click()
      await page.getByText('Only at certain hours').click()
      await page.getByLabel('From').fill('20:30')
      await page.getByLabel('Until').fill('06:15')
      const memory = page.getByRole('textbox', { name: /^Memory/ })
      await memory.fill('4')
      await memory.press('Enter')
      await expect
        .poll(async () => (await askPage(page, 'farm.show', {})).settings, within)
        .toMatchObject({ mode: 'while-i-work', hours: '20:30-06:15', memory: 4_000_000_000 })
      await memory.fill('')
      await memory.press('Enter')
      await expect.poll(async () => (await askPage(page, 'farm.show', {})).settings.memory, within).toBeNull()
    }),
  ))

test('keys of a page are chosen before it was ever open, and hold there', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('tab', { name: 'Keyboard' }).click()
      await page.getByRole('heading', { name: 'Editor' }).waitFor()
      await page.getByRole('button', { name: /^Choose keys for Import a template from a folder/ }).click()
      await page.keyboard.press('Control+j')
      await expect
        .poll(async () => (await askPage(page, 'settings.show', {})).keys, within)
        .toEqual({ 'templates.import-folder': ['mod+J'] })
      await page.keyboard.press('Control+5')
      await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor()
      await page.keyboard.press('Shift+?')
      await page.getByRole('dialog').getByText('J', { exact: true }).waitFor()
    }),
  ))

test('measuring the machine begins on its page, can be stopped there, and keeps what was known', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, picture }) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('tab', { name: 'Machine' }).click()
      await page.getByRole('button', { name: /not measured yet.* Measure on the farm’s page$/ }).click()
      await page.getByRole('button', { name: 'Measure now' }).waitFor()
      await picture('farm-before-measuring')
      // From within the page: a slow machine must not have measured all before it is stopped.
      await page.evaluate(async () => {
        const press = async (name: string) => {
          for (;;) {
            const button = [...document.querySelectorAll('button')].find((each) => each.textContent === name)
            if (button !== undefined) return button.click()
            await new Promise(requestAnimationFrame)
          }
        }
        await press('Measure now')
        await press('Stop')
      })
      await page.getByText('Measuring was stopped.').waitFor()
      await page.getByRole('button', { name: 'Measure now' }).waitFor()
      expect((await askPage(page, 'farm.show', {})).calibration).toBeNull()
      await page.getByRole('button', { name: 'Hours and limits' }).click()
      await page.getByRole('tab', { name: 'Machine', selected: true }).waitFor()
      expect(await faultsOf(page)).toEqual([])
    }),
  ))

test('the licence of every part by others can be read in the window', () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page, picture }) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('tab', { name: 'About' }).click()
      await page.getByRole('button', { name: 'Parts by others Show their licences' }).click()
      await page.getByRole('textbox', { name: 'Search name or licence' }).fill('fonts/inter')
      await page.getByRole('button', { name: /^@expo-google-fonts\/inter/ }).click()
      const text = page.getByRole('region', { name: 'Licence of @expo-google-fonts/inter' })
      await text.getByText('SIL OPEN FONT LICENSE').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await picture('licences-light')
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await faultsOf(page)).toEqual([])
      await picture('licences-dark')
    }),
  ))
