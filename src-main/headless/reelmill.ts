import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { runCommandLine } from './command-line.ts'
import { asError } from './door.ts'
import { exitStatus } from './exit-status.ts'
import { processDoor } from './process-door.ts'
import { showError } from './terminal.ts'

/** The command line: `reelmill render ...`. */
// A command uses its schemas once: writing programs for them would take longer.
z.config({ jitless: true })

const door = processDoor()
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
try {
  process.exitCode = await runCommandLine(process.argv.slice(2), door, version)
} catch (error) {
  showError(door.terminal, asError(error))
  process.exitCode = exitStatus.fault
}
