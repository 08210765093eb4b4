import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Bundles the window's three parts into `out/`. Answers whether that worked. */
export function buildDesktop(): boolean {
  const root = join(import.meta.dirname, '..')
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status } = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  })
  return status === 0
}

if (import.meta.main) process.exit(buildDesktop() ? 0 : 1)
