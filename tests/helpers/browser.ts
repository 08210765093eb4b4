import { findBrowser } from '../../scripts/set-up/desktop.mjs'
import { projectRoot } from './project-root.ts'

/** What Playwright's `chromium.launch` needs to open a page in the browser that the set-up got. */
export function browserForTests(): { executablePath: string; args: string[]; env: Record<string, string> } {
  const browser = findBrowser(projectRoot)
  if (browser === undefined)
    throw new Error('No browser is here. Get it: node scripts/set-up.mjs --for tests')
  const env = { ...process.env, ...browser.env } as Record<string, string>
  // Root has no sandbox.
  return { executablePath: browser.path, args: ['--no-sandbox'], env }
}
