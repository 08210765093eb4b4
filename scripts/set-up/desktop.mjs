import { join } from 'node:path'
import { debianCommand, installDebian } from './debian.mjs'
import { besideEnvironment, unpackDebian } from './debian-beside.mjs'
import { getElectron as download, findElectron } from './electron.mjs'
import { isRunnable, onPath, run } from './run.mjs'

// What Electron is linked against and a fresh Debian lacks. Later releases have some under another name.
const libraries = ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libasound2|libasound2t64', 'libgbm1', 'libxss1']

export function electronIsThere({ root }) {
  return findElectron(root) !== undefined
}

export async function getElectron(place) {
  const problem = await download(place)
  const found = findElectron(place.root)
  if (problem === undefined) place.say(`Electron: ${found.version} is there.`)
  return problem
}

/** Whether Electron's libraries are there and, for tests, a display or a virtual one. */
export async function displayIsThere(place) {
  if (process.platform !== 'linux') return true
  return !lacksDisplay(place) && (await missingLibraries(place)).length === 0
}

/** Gets both through apt-get, into the system or into the clone. Answers a problem or undefined. */
export async function getDisplay(place) {
  const missing = await missingLibraries(place)
  const packages = [...(missing.length > 0 ? libraries : []), ...(lacksDisplay(place) ? ['xvfb'] : [])]
  if (packages.length === 0) return undefined
  const problems = [await installDebian(packages, 'Window', place)]
  if (await displayIsThere(place)) return undefined
  problems.push(await unpackDebian(packages, 'Window', place))
  if (await displayIsThere(place)) return undefined
  const why = problems.filter((problem) => problem !== undefined).join(' ')
  const what =
    missing.length > 0 ? `Electron's libraries are missing (${missing.join(', ')})` : 'there is no display'
  return {
    message: `${what}. ${why} Only the window needs it.`,
    commands: [`Linux: ${debianCommand(packages)}`],
  }
}

/** { path, cwd, env } to start Xvfb with: the system's, else the one unpacked into the clone; undefined without. */
export function findXvfb(root) {
  const path = onPath('Xvfb')
  if (path !== undefined) return { path, cwd: root, env: {}, args: [] }
  const debian = join(root, '.tools', 'debian')
  const cwd = join(debian, 'usr', 'bin')
  if (!isRunnable(join(cwd, 'Xvfb'))) return undefined
  const args = ['-xkbdir', join(debian, 'usr', 'share', 'X11', 'xkb')]
  return { path: join(cwd, 'Xvfb'), cwd, env: besideEnvironment(root), args }
}

function lacksDisplay({ purpose, root }) {
  return purpose === 'tests' && !process.env.DISPLAY && findXvfb(root) === undefined
}

async function missingLibraries({ root }) {
  const electron = findElectron(root)
  if (electron === undefined || onPath('ldd') === undefined) return []
  const env = { ...process.env, ...besideEnvironment(root) }
  const { output } = await run('ldd', [electron.path], { timeoutMs: 20_000, env })
  return output
    .split('\n')
    .flatMap((line) => (line.includes('=> not found') ? [line.trim().split(' ')[0]] : []))
}
