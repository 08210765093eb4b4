import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modernNpmCommand } from './node.mjs'
import { lastLines, run } from './run.mjs'

const commands = ['Linux, macOS and Windows, to see more: npm ci']

/** Whether node_modules holds, whole, what package-lock.json says for this machine. */
export function packagesAreThere(root) {
  const lockText = readOrNothing(join(root, 'package-lock.json'))
  if (lockText === undefined) return false
  const stamp = parse(readOrNothing(stampPath(root)))
  const isOurs = stamp?.lock === hashOf(lockText) && stamp.machine === machine
  const needed = packagesFor(lockText).filter(([folder]) => !(isOurs && stamp.absent.includes(folder)))
  // A folder that was removed by hand, or lost when an installation was broken off, shows here.
  if (!needed.every(([folder]) => isInstalled(root, folder))) return false
  if (isOurs) return true
  // Installed by hand: npm writes this file last. What it says is not believed, since `npm install
  // --package-lock-only` rewrites it without touching a package.
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false
  const versionOf = (folder) => parse(readOrNothing(join(root, folder, 'package.json')))?.version
  if (!needed.every(([folder, entry]) => versionOf(folder) === entry.version)) return false
  writeStamp(root, lockText, [])
  return true
}

/** Installs them afresh by `npm ci`. Answers a problem or undefined. */
export async function installPackages(place) {
  const { root, say } = place
  const lockText = readOrNothing(join(root, 'package-lock.json'))
  if (lockText === undefined) return { message: 'package-lock.json is missing: this clone is not whole.' }
  if (process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules'))) {
    // Windows does not let a running program be replaced.
    return { message: 'they have changed, and the Node that runs this lies among them.', commands }
  }
  say('Packages: npm ci installs what package-lock.json names into node_modules (1 GB, a minute or two).')
  const begun = Date.now()
  const start = await modernNpmCommand(place)
  if (start === undefined) return { message: 'the npm that they need could not be fetched.', commands }
  const [command, before] = start
  // Install scripts stay off: one of them would compile SQLite, and the rest is done by the steps that follow.
  const how = ['--include=dev', '--include=optional', '--ignore-scripts', '--loglevel=error']
  const once = () =>
    run(command, [...before, 'ci', ...how, '--no-audit', '--no-fund'], {
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
    return { message: 'npm ci failed. Is the network there, and npm itself?', commands }
  }
  const absent = packagesFor(lockText).flatMap(([folder]) => (isInstalled(root, folder) ? [] : [folder]))
  for (const folder of absent) {
    say(`Packages: npm left out ${folder.replace('node_modules/', '')}; what needs it will say so.`)
  }
  writeStamp(root, lockText, absent)
  say(`Packages: installed in ${Math.round((Date.now() - begun) / 1000)} s.`)
  return undefined
}

/** [folder, entry in the lock] of every package that this machine gets, the optional ones made for it included. */
function packagesFor(lockText) {
  const packages = parse(lockText)?.packages ?? {}
  return Object.entries(packages).filter(([folder, { os, cpu, libc, link, optional }]) => {
    if (folder === '' || link) return false
    if (!isAmong(process.platform, os) || !isAmong(process.arch, cpu) || !isAmong(libcName, libc))
      return false
    // What is optional and made for no machine in particular is a matter between npm and the package that wants it.
    return !optional || os !== undefined || cpu !== undefined
  })
}

/** The lock holds lists, single names, and names that are excluded (`!win32`). */
function isAmong(name, given) {
  const list = [given ?? []].flat()
  if (list.includes(`!${name}`)) return false
  return list.includes(name) || list.every((other) => other.startsWith('!'))
}

function isInstalled(root, folder) {
  return existsSync(join(root, folder, 'package.json'))
}

const libcName = process.platform !== 'linux' ? undefined : hasMusl() ? 'musl' : 'glibc'

function hasMusl() {
  try {
    return readdirSync('/lib').some((name) => name.startsWith('ld-musl-'))
  } catch {
    return false
  }
}

const machine = [process.platform, process.arch, libcName].join(' ')

/** Lies in node_modules and so goes when npm ci begins: a broken-off installation has none. */
function stampPath(root) {
  return join(root, 'node_modules', '.reelmill-set-up')
}

function writeStamp(root, lockText, absent) {
  writeFileSync(stampPath(root), JSON.stringify({ lock: hashOf(lockText), machine, absent }))
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex')
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
