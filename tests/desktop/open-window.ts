import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import sharp from 'sharp'
import { besideEnvironment } from '../../scripts/set-up/debian-beside.mjs'
import { findElectron } from '../../scripts/set-up/electron.mjs'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { atFullSpeed } from '../helpers/full-speed.ts'
import { knownFfmpeg } from '../helpers/known-ffmpeg.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { runLostTicks } from './lost-ticks.ts'

export type OpenWindow = {
  app: ElectronApplication
  page: Page
  /** A path in the folder of this window: studio, videos, data, template. */
  at(...parts: string[]): string
  /** What the page and the app complained about. */
  complaints: string[]
  /** Writes a PNG of the window under test-results/. */
  picture(name: string): Promise<void>
  /** The next file or folder dialog answers with this path; null: closed without choosing. */
  dialogAnswers(path: string | null): Promise<void>
}

/** Opens the real app on a studio folder of its own, hands it to `work`, and closes it whatever happens. */
export async function withWindow(
  folder: string,
  work: (window: OpenWindow) => Promise<void>,
  how: Start & { dark?: boolean; size?: { width: number; height: number } } = {},
): Promise<void> {
  const at = (...parts: string[]) => join(folder, ...parts)
  atFullSpeed(at('studio'))
  const { keep } = knownFfmpeg(at('studio'))
  const app = await launch(folder, how)
  // Asked for now: once the app has ended, Playwright has forgotten it.
  const child = app.process()
  const complaints: string[] = []
  const picture = async (name: string) => {
    const results = join(projectRoot, 'test-results')
    mkdirSync(results, { recursive: true })
    await (await app.firstWindow()).screenshot({ path: join(results, `${name}.png`) })
  }
  try {
    const page = await app.firstWindow()
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.emulateMedia({ colorScheme: how.dark ? 'dark' : 'light', reducedMotion: 'reduce' })
    if (how.size)
      await app.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
      }, how.size)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('Opening the studio').waitFor({ state: 'detached' })
    await work({
      app,
      page,
      at,
      complaints,
      picture,
      dialogAnswers: (path) =>
        app.evaluate(({ dialog }, chosen) => {
          dialog.showOpenDialog = async () => ({
            canceled: chosen === null,
            filePaths: chosen === null ? [] : [chosen],
          })
        }, path),
    })
  } catch (error) {
    await picture('at-the-failure').catch(() => {})
    if (complaints.length > 0) console.error(complaints.join('\n'))
    throw error
  } finally {
    await end(app, child)
    keep()
  }
}

/** `words`: after the app's own, like a file that is opened with it. `env`: besides; null takes one away. */
export type Start = { words?: string[]; env?: Record<string, string | null> }

/**
 * The inspector of Electron's main process now and then collects the promise of a question before it is answered; then it is
 * asked again. What is asked there must bear being asked twice.
 */
function patient(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app) as (...asked: unknown[]) => Promise<unknown>
  const asked = async (...question: unknown[]): Promise<unknown> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await evaluate(...question)
      } catch (error) {
        if (tries === 4 || !String(error).includes('garbage collected')) throw error
      }
    }
  }
  return Object.assign(app, { evaluate: asked as unknown as ElectronApplication['evaluate'] })
}

/** What the app is started with, on a studio in this folder. */
export function commandOf(folder: string, { words = [], env = {} }: Start = {}) {
  const electron = findElectron(projectRoot)
  if (electron === undefined)
    throw new Error('Electron is not here. The set-up gets it: node scripts/set-up.mjs --for tests')
  return {
    executablePath: electron.path,
    args: ['--no-sandbox', '--disable-gpu', projectRoot, ...words],
    env: Object.fromEntries(
      Object.entries({
        ...process.env,
        ...besideEnvironment(projectRoot),
        REELMILL_STUDIO: join(folder, 'studio'),
        ...env,
      }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  }
}

async function launch(folder: string, start: Start): Promise<ElectronApplication> {
  const app = patient(await _electron.launch({ ...commandOf(folder, start), cwd: folder, timeout: 60_000 }))
  await runLostTicks(app)
  return app
}

/** Starts the app once more beside the first, and waits for its end; answers its exit status. */
export async function startAgain(folder: string, start: Start = {}): Promise<number | null> {
  const { executablePath, args, env } = commandOf(folder, start)
  const child = spawn(executablePath, args, { cwd: folder, env, stdio: 'ignore', timeout: 30_000 })
  const [status] = await once(child, 'exit')
  return status
}

/** Closes the app without being asked whether a batch may be interrupted. */
export async function end(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await app
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    })
    .catch(() => {})
  await Promise.race([app.close().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 10_000))])
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await gone
}

/** Variables of the small template, of which no column of the small table is called like the picture. */
export const ownPicture: TemplateSource['variables'] = {
  name: { type: 'text', title: 'Name', maxLength: 40 },
  price: { type: 'money', title: 'Price', currency: 'EUR' },
  image: { type: 'image', title: 'Photograph' },
}

/** Half a second of a picture and a name, wide and upright: quick to render. */
export function writeTemplate(folder: string, changes: Partial<TemplateSource> = {}): string {
  mkdirSync(folder, { recursive: true })
  const template: TemplateSource = {
    reelmill: 1,
    name: 'shelf-card',
    version: '1.0.0',
    title: 'Shelf card',
    description: 'A product, its name and its price, for a screen at the shelf.',
    canvas: { width: 320, height: 180 },
    fps: 25,
    formats: {
      wide: { title: 'Wide', width: 320, height: 180 },
      tall: { title: 'Tall', width: 180, height: 320 },
    },
    variables: {
      name: { type: 'text', title: 'Name', maxLength: 40 },
      price: { type: 'money', title: 'Price', currency: 'EUR' },
      image: { type: 'image', title: 'Picture' },
    },
    brand: { colours: { ink: '#17324d', paper: '#fff6e5' }, fonts: { main: { family: 'Inter' } } },
    languages: { en: { strings: { only: 'Only' } }, de: { strings: { only: 'Nur' } } },
    defaultLanguage: 'en',
    background: 'ink',
    scenes: [
      {
        id: 'card',
        duration: 2,
        layers: [
          { id: 'photo', type: 'image', source: { variable: 'image' }, box: { height: '60%' } },
          {
            id: 'words',
            type: 'text',
            text: '{{ name }} {{ t.only }} {{ price | money }}',
            box: { y: '60%', height: '40%' },
            look: {
              font: 'main',
              size: 20,
              minSize: 6,
              colour: 'paper',
              valign: 'middle',
              align: 'center',
            },
          },
        ],
      },
    ],
    // Where it isn't about quality, nobody need wait for it.
    quality: { profile: 'off' },
    ...changes,
  }
  writeFileSync(join(folder, 'template.json'), JSON.stringify(template))
  return folder
}

/** Three products, the second without a price that could be read. */
export async function writeTable(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  for (const [name, colour] of Object.entries({ 'mug.png': '#d8572a', 'lamp.png': '#2f8f83' }))
    if (!existsSync(join(folder, name)))
      await sharp({ create: { width: 240, height: 200, channels: 3, background: colour } })
        .png()
        .toFile(join(folder, name))
  const path = join(folder, 'products.csv')
  writeFileSync(
    path,
    [
      'sku,Name,Price,Picture,Shelf',
      'MUG-1,Stoneware mug,"12,50 €",mug.png,4',
      'LMP-7,Desk lamp,call us,lamp.png,9',
      'LMP-8,Reading lamp,"64,00 €",lamp.png,9',
      '',
    ].join('\n'),
  )
  return path
}
