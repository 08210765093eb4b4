import { existsSync } from 'node:fs'
import { debianCommand, installDebian, isDebian } from './debian.mjs'
import { onPath } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Whether no browser was found in which the pages could be tried. */
export function needsBrowser() {
  return !names.some((name) => onPath(name) !== undefined) && !elsewhere.some((path) => existsSync(path))
}

/** Gets Debian's chromium. Answers a problem or undefined. */
export async function getBrowser(place) {
  const problem = await installDebian(['chromium'], 'Browser', place)
  if (!needsBrowser()) return undefined
  return {
    message: `none was found: ${problem ?? 'apt-get did not bring one.'} Only the tests of pages in a browser need it.`,
    commands: [
      `Linux:   ${isDebian() ? debianCommand(['chromium']) : 'install chromium with your package manager'}`,
      'macOS:   brew install --cask google-chrome',
      'Windows: winget install Google.Chrome',
    ],
  }
}
