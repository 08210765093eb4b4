import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { buildDesktop } from './build.ts'
import { besideEnvironment } from './set-up/debian-beside.mjs'
import { findElectron } from './set-up/electron.mjs'

// Builds the window's parts and opens them in this clone's Electron; further arguments go to the app.
const root = join(import.meta.dirname, '..')
const electron = findElectron(root)
if (electron === undefined) {
  console.error("Electron is not here, so there is no window. The set-up's lines above say how to get it.")
  process.exit(1)
}
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('There is no display here to open a window on (DISPLAY and WAYLAND_DISPLAY are empty).')
  console.error('Start it in a desktop session, or without one: xvfb-run -a npm start')
  process.exit(1)
}
if (!buildDesktop()) process.exit(1)

const flags = []
if (noSandbox()) {
  console.error(
    "Chromium's sandbox is not to be had for this user on this system; starting without it (--no-sandbox).",
  )
  flags.push('--no-sandbox')
}
const child = spawn(electron.path, [...flags, root, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...besideEnvironment(root) },
})
// The terminal sends a Ctrl+C to the window too; this process only waits for its end.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.once('exit', (code, signal) =>
  process.exit(code ?? 128 + (signal === null ? 1 : constants.signals[signal])),
)

/** Root has no sandbox, and some systems keep it from programs that no administrator has blessed. */
function noSandbox(): boolean {
  if (process.platform !== 'linux') return false
  const isSet = (path: string, value: string) => {
    try {
      return readFileSync(path, 'utf8').trim() === value
    } catch {
      return false
    }
  }
  return (
    process.getuid?.() === 0 ||
    isSet('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') ||
    isSet('/proc/sys/kernel/unprivileged_userns_clone', '0') ||
    isSet('/proc/sys/user/max_user_namespaces', '0')
  )
}
