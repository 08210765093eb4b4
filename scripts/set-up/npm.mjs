import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { endWithParent } from './run.mjs'

/** [command, first arguments] that start npm: the one which runs this, else the one beside Node, else that of PATH. */
export function npm() {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const below = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const running = process.env.npm_execpath ?? ''
  for (const script of [running, beside, below]) {
    if (basename(script) === 'npm-cli.js' && existsSync(script))
      return [process.execPath, [...endWithParent, script]]
  }
  return ['npm', []]
}
