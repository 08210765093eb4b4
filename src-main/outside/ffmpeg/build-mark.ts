import { createHash } from 'node:crypto'
import { markOfProgram } from './program-mark.ts'
import type { Run } from './read-build.ts'

/**
 * What of the programs decides bits, as a hash: their files (see `markOfProgram`), and where those are no whole programs,
 * or can't be looked at, all that they say of version, configuration and libraries. Builds of one version differ in it.
 */
export async function markOfBuild(programs: readonly string[], run: Run): Promise<string> {
  const said = await Promise.all(programs.map((program) => wordsOf(program, run)))
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

async function wordsOf(program: string, run: Run): Promise<string[]> {
  const file = await markOfProgram(program)
  if (file?.standsAlone) return [file.mark]
  const { stdout } = await run({ command: program, args: ['-version'], timeout: 20_000 })
  return [file?.mark ?? program, stdout]
}
