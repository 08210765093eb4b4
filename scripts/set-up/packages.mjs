import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { lastLines, run } from './run.mjs'

/** Whether node_modules holds, whole, what package-lock.json says. */
export function packagesAreThere(root) {
  const lockText = readOrNothing(join(root, 'package-lock.json'))
  if (lockText === undefined) return false
  const needed = neededPackages(lockText)
  // A folder that was removed by hand, or lost when an installation was broken off, shows here.
  if (!needed.every(([folder]) => existsSync(join(root, folder, 'package.json')))) return false
  if (readOrNothing(stampPath(root)) === stamp(lockText)) return true
  // Installed by hand: npm writes this file last. What it says is not believed, since `npm install
  // --package-lock-only` rewrites it without touching a package.
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false
  const versionOf = (folder) => parse(readOrNothing(join(root, folder, 'package.json')))?.version
  if (!needed.every(([folder, entry]) => versionOf(folder) === entry.version)) return false
  writeFileSync(stampPath(root), stamp(lockText))
  return true
}

/** Installs them afresh by `npm ci`. Answers a problem or undefined. */
export async function installPackages({ root, say }) {
  const lockText = readOrNothing(join(root, 'package-lock.json'))
  if (lockText === undefined) return { message: 'package-lock.json is missing: this clone is not whole.' }
  say(
    'Packages: npm ci installs what package-lock.json names into node_modules (about 1 GB, a minute or two).',
  )
  const begun = Date.now()
  const [command, before] = npm()
  const args = [
    ...before,
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--loglevel=error',
  ]
  const once = () =>
    run(command, [...args, '--no-audit', '--no-fund'], {
      cwd: root,
      onWait: (seconds) => say(`Packages: still at it (${seconds} s).`),
    })
  let result = await once()
  if (!result.ok && result.code !== null) {
    say('Packages: npm ci failed; trying once more.')
    result = await once()
  }
  if (!result.ok) {
    for (const line of lastLines(result.output)) say(line)
    return {
      message: 'npm ci failed. Is the network there, and npm itself?',
      commands: ['Linux, macOS and Windows, to see more: npm ci'],
    }
  }
  writeFileSync(stampPath(root), stamp(lockText))
  say(`Packages: installed in ${Math.round((Date.now() - begun) / 1000)} s.`)
  return undefined
}

/** [command, first arguments] that start npm: the one which runs this, else the one beside Node, else that of PATH. */
export function npm() {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const below = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const running = process.env.npm_execpath ?? ''
  for (const script of [running, beside, below]) {
    if (basename(script) === 'npm-cli.js' && existsSync(script)) return [process.execPath, [script]]
  }
  return ['npm', []]
}

/** [folder, entry in the lock] of every package that each platform needs. */
function neededPackages(lockText) {
  const packages = parse(lockText)?.packages ?? {}
  return Object.entries(packages).filter(
    ([folder, entry]) => folder !== '' && !entry.optional && !entry.devOptional && !entry.peer && !entry.link,
  )
}

/** Lies in node_modules and so goes when npm ci begins: a broken-off installation has none. */
function stampPath(root) {
  return join(root, 'node_modules', '.reelmill-set-up')
}

function stamp(lockText) {
  const hash = createHash('sha256').update(lockText).digest('hex')
  return `${hash} ${process.platform} ${process.arch}\n`
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
