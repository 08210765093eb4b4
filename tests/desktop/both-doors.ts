import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Locator, type Page } from 'playwright'
import { browserForTests } from '../helpers/browser.ts'
import { atFullSpeed } from '../helpers/full-speed.ts'
import { knownFfmpeg } from '../helpers/known-ffmpeg.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withWindow } from './open-window.ts'

/** The studio as a person sees it, whichever door they came in by. */
export type OpenStudio = {
  page: Page
  at(...parts: string[]): string
  complaints: string[]
  /** Clicks what asks for a file or folder, and answers with this one as that door asks for it. */
  choose(what: 'file' | 'folder' | 'output', path: string, button: Locator): Promise<void>
}

export const doors = ['window', 'browser'] as const

/**
 * Opens the studio of a folder in the app's window, or in a browser on `reelmill serve`; hands it to `work` and ends it
 * as a person would: the app is quit, the server gets its Ctrl+C.
 */
export async function throughDoor(
  door: (typeof doors)[number],
  folder: string,
  work: (studio: OpenStudio) => Promise<void>,
): Promise<void> {
  if (door === 'window')
    return withWindow(folder, (window) =>
      work({
        ...window,
        async choose(_what, path, button) {
          await window.dialogAnswers(path)
          await button.click()
        },
      }),
    )
  atFullSpeed(join(folder, 'studio'))
  const { keep } = knownFfmpeg(join(folder, 'studio'))
  const server = spawn(
    process.execPath,
    [join(projectRoot, 'src-main', 'headless', 'reelmill.mjs'), 'serve', '--json'],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, REELMILL_STUDIO: join(folder, 'studio') },
    },
  )
  try {
    const address = await addressOf(server)
    const { env, ...browser } = browserForTests()
    const chrome = await chromium.launch({ ...browser, env })
    try {
      const page = await chrome.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto(address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByRole('navigation', { name: 'Studio' }).waitFor()
      const choose: OpenStudio['choose'] = async (what, path, button) => {
        if (what === 'output') {
          await button.click()
          const field = page.getByRole('dialog').getByRole('textbox')
          await field.fill(path)
          await field.press('Enter')
          return
        }
        const chooser = page.waitForEvent('filechooser')
        await button.click()
        await (await chooser).setFiles(path)
      }
      await work({ page, complaints, choose, at: (...parts) => join(folder, ...parts) })
    } finally {
      await chrome.close()
    }
  } finally {
    await end(server)
    keep()
  }
}

/** The same, kept open for several tests: one start serves them all. To be closed after the last one. */
export async function keepOpen(
  door: (typeof doors)[number],
  folder: string,
): Promise<{ studio: OpenStudio; close(): Promise<void> }> {
  const opened = Promise.withResolvers<OpenStudio>()
  const done = Promise.withResolvers<void>()
  const over = throughDoor(door, folder, (studio) => {
    opened.resolve(studio)
    return done.promise
  })
  over.catch(opened.reject)
  return {
    studio: await opened.promise,
    close() {
      done.resolve()
      return over
    },
  }
}

async function addressOf(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const said = JSON.parse(line) as { event?: string; address?: string }
    if (said.event === 'serving' && said.address !== undefined) return said.address
  }
  throw new Error('reelmill serve ended without an address')
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGINT')
  const late = setTimeout(() => server.kill('SIGKILL'), 20_000)
  await gone
  clearTimeout(late)
}
