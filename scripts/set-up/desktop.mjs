import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { debianCommand, installDebian } from './debian.mjs'
import { besideEnvironment, unpackDebian } from './debian-beside.mjs'
import { findElectron } from './electron.mjs'
import { isRunnable, onPath, run } from './run.mjs'

/*
 * What a window needs around Electron: its libraries, for tests on a Linux without a screen a virtual display, and for
 * tests of pages a browser. `packages` are Debian's; `a|b` are names of different releases.
 */
const pieces = [
  {
    what: "Electron's libraries",
    packages: ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libasound2|libasound2t64', 'libgbm1', 'libxss1'],
    isThere: async ({ root }) => (await missingLibraries(root)).length === 0,
  },
  {
    what: 'a virtual display',
    packages: ['xvfb'],
    isThere: ({ root, purpose }) =>
      purpose !== 'tests' ||
      process.platform !== 'linux' ||
      !!process.env.DISPLAY ||
      findXvfb(root) !== undefined,
  },
  {
    what: 'a browser for the tests of pages',
    packages: ['chromium'],
    isThere: ({ root, purpose }) => purpose !== 'tests' || findBrowser(root) !== undefined,
  },
]

/** Whether all of it is there that this purpose asks for. */
export async function desktopIsThere(place) {
  return (await missing(place)).length === 0
}

/** Gets it through apt-get, into the system or into the clone. Answers a problem or undefined. */
export async function getDesktop(place) {
  const packages = (await missing(place)).flatMap((piece) => piece.packages)
  if (packages.length === 0) return undefined
  const problems = [await installDebian(packages, 'Window', place)]
  if (await desktopIsThere(place)) return undefined
  // One folder holds all that the system lacks: what an earlier set-up unpacked is not counted.
  rmSync(join(place.tools, 'debian'), { recursive: true, force: true })
  const rest = (await missing(place)).flatMap((piece) => piece.packages)
  problems.push(await unpackDebian(rest, 'Window', place))
  const left = await missing(place)
  if (left.length === 0) return undefined
  const why = problems.filter((problem) => problem !== undefined)
  return {
    message: `${left.map((piece) => piece.what).join(' and ')} not to be had: ${why.join(' ')} The rest works without.`,
    commands: [
      `Linux:   ${debianCommand(left.flatMap((piece) => piece.packages))}`,
      'macOS:   brew install --cask google-chrome',
      'Windows: winget install Google.Chrome',
    ],
  }
}

/** { path, cwd, env, args } to start Xvfb with: the system's, else the one in the clone; undefined without. */
export function findXvfb(root) {
  const path = onPath('Xvfb')
  if (path !== undefined) return { path, cwd: root, env: {}, args: [] }
  const debian = join(root, '.tools', 'debian')
  const cwd = join(debian, 'usr', 'bin')
  if (!isRunnable(join(cwd, 'Xvfb'))) return undefined
  const args = ['-xkbdir', join(debian, 'usr', 'share', 'X11', 'xkb')]
  return { path: join(cwd, 'Xvfb'), cwd, env: besideEnvironment(root), args }
}

/** { path, env } to start Chromium or Chrome with; undefined without. */
export function findBrowser(root) {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const path = names.map((name) => onPath(name)).find((one) => one !== undefined)
  if (path !== undefined) return { path, env: {} }
  const beside = join(root, '.tools', 'debian', 'usr', 'lib', 'chromium', 'chromium')
  if (isRunnable(beside)) return { path: beside, env: besideEnvironment(root) }
  const elsewhere = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ].find((one) => existsSync(one))
  return elsewhere === undefined ? undefined : { path: elsewhere, env: {} }
}

async function missing(place) {
  const there = await Promise.all(pieces.map((piece) => piece.isThere(place)))
  return pieces.filter((_, index) => !there[index])
}

async function missingLibraries(root) {
  const electron = findElectron(root)
  if (process.platform !== 'linux' || electron === undefined || onPath('ldd') === undefined) return []
  const env = { ...process.env, ...besideEnvironment(root) }
  const { output } = await run('ldd', [electron.path], { timeoutMs: 20_000, env })
  return output.split('\n').filter((line) => line.includes('=> not found'))
}
