import { debianCommand, installDebian } from './debian.mjs'
import { getElectron as download, findElectron } from './electron.mjs'
import { onPath, run } from './run.mjs'

// What Electron is linked against and a fresh Debian lacks. Later releases have some under another name.
const libraries = ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libasound2|libasound2t64', 'libgbm1', 'libxss1']
const display = ['xvfb', 'xauth']

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

/** Gets both through apt-get. Answers a problem or undefined. */
export async function getDisplay(place) {
  const missing = await missingLibraries(place)
  const packages = [...(missing.length > 0 ? libraries : []), ...(lacksDisplay(place) ? display : [])]
  if (packages.length === 0) return undefined
  const problem = await installDebian(packages, 'Window', place)
  if (await displayIsThere(place)) return undefined
  const what =
    missing.length > 0 ? `Electron's libraries are missing (${missing.join(', ')})` : 'there is no display'
  return {
    message: `${what}: ${problem ?? 'apt-get did not bring them.'} Only the window needs it.`,
    commands: [`Linux: ${debianCommand(packages)}`],
  }
}

function lacksDisplay({ purpose }) {
  if (purpose !== 'tests' || process.env.DISPLAY) return false
  return ['Xvfb', 'xvfb-run', 'xauth'].some((program) => onPath(program) === undefined)
}

async function missingLibraries({ root }) {
  const electron = findElectron(root)
  if (electron === undefined || onPath('ldd') === undefined) return []
  const { output } = await run('ldd', [electron.path], { timeoutMs: 20_000 })
  return output
    .split('\n')
    .flatMap((line) => (line.includes('=> not found') ? [line.trim().split(' ')[0]] : []))
}
