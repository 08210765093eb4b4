import { lastLines, onPath, run } from './run.mjs'

const minutes = 60_000
const patience = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Update::Error-Mode=any']

/** Whether packages come through apt-get on this system. */
export function isDebian() {
  return process.platform === 'linux' && onPath('apt-get') !== undefined
}

/**
 * Installs Debian packages, outside the project, when it may: as root or where sudo asks for no password. A name
 * `a|b` takes the first that this release has. Says so first. Answers undefined, or why it did not.
 */
export async function installDebian(packages, name, { say }) {
  if (!isDebian()) return 'this system has no apt-get.'
  const sudo = await asRoot()
  if (sudo === undefined) return 'apt-get needs root here, and sudo asks for a password or is missing.'
  const how = sudo.length > 0 ? 'with sudo' : 'as root'
  say(
    `${name}: installing ${packages.map((p) => p.split('|')[0]).join(', ')} for the whole system through apt-get, ${how}.`,
  )
  const start = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C', 'apt-get']
  const apt = (...args) =>
    run(start[0], [...start.slice(1), ...args], {
      timeoutMs: 20 * minutes,
      onWait: (seconds) => say(`${name}: apt-get is still at it (${seconds} s).`),
    })
  const update = await apt(...patience, 'update')
  if (!update.ok) for (const line of lastLines(update.output, 3)) say(line)
  const names = await existing(packages)
  const install = await apt(...patience, 'install', '-y', '--no-install-recommends', ...names)
  if (install.ok) return undefined
  for (const line of lastLines(install.output)) say(line)
  return 'apt-get could not install it.'
}

/** The command for a person, with the names as this release has them. */
export function debianCommand(packages) {
  return `sudo apt-get install -y ${packages.map((name) => name.split('|')[0]).join(' ')}`
}

/** Which of several names of a package this release knows. */
export async function existing(packages, options = []) {
  return Promise.all(
    packages.map(async (names) => {
      const choice = names.split('|')
      for (const name of choice) {
        const { ok, output } = await run('apt-cache', [...options, 'show', '--no-all-versions', name], {
          timeoutMs: minutes,
        })
        if (ok && output.includes(`Package: ${name}\n`)) return name
      }
      return choice[0]
    }),
  )
}

/** What comes before apt-get: nothing for root, sudo where it asks nothing; undefined when neither. */
async function asRoot() {
  if (process.getuid() === 0) return []
  if (onPath('sudo') === undefined) return undefined
  const { ok } = await run('sudo', ['-n', 'true'], { timeoutMs: 10_000 })
  return ok ? ['sudo', '-n'] : undefined
}
