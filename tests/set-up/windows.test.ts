import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, chromium } from 'playwright'
import { expect, test } from 'vitest'
import { startVirtualDisplay } from '../../scripts/virtual-display.ts'
import { browserForTests } from '../helpers/browser.ts'
import { electronForTests } from '../helpers/electron.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

const main = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  new BrowserWindow({ width: 640, height: 360 }).loadURL('data:text/html,<title>seen</title><button onclick="this.textContent=6*7">ask</button>')
})
app.on('window-all-closed', () => app.quit())
`

test('the Electron that the set-up got opens a window, on a display of its own where there is none', async () => {
  const display = await startVirtualDisplay(projectRoot)
  try {
    await withTempFolder(async (folder) => {
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'small-app', main: 'main.cjs' }))
      writeFileSync(join(folder, 'main.cjs'), main)
      const { executablePath, args, env } = electronForTests()
      const app = await _electron.launch({
        executablePath,
        args: [...args, folder],
        env: display === null ? env : { ...env, DISPLAY: display.name },
      })
      const window = await app.firstWindow()
      await window.getByRole('button').click()
      expect(await window.textContent('button')).toBe('42')
      // Only a page that was really painted has a picture.
      expect((await window.screenshot()).length).toBeGreaterThan(1_000)
      // TypeScript is read by the Node inside, as by the one outside.
      expect(await app.evaluate(() => process.features.typescript)).toBe('strip')
      await app.close()
    })
  } finally {
    await display?.stop()
  }
})

test('the browser that the set-up got shows a page', async () => {
  const browser = await chromium.launch(browserForTests())
  try {
    const page = await browser.newPage()
    await page.setContent('<button onclick="this.textContent=6*7">ask</button>')
    await page.getByRole('button').click()
    expect(await page.textContent('button')).toBe('42')
  } finally {
    await browser.close()
  }
})
