import { randomUUID } from 'node:crypto'

/*
 * What a program carries in its environment, and hands on to all that it starts. Linux shows it in
 * /proc/<pid>/environ; so what left its group, or was never recorded, is found all the same.
 */

const runName = 'REELMILL_RUN'
const programName = 'REELMILL_PROGRAM'

/** `NAME=value` of whatever a studio started. */
export const runMark = (mark: string): string => `${runName}=${mark}`

/** `NAME=value` of one program and what it started. */
export const programMark = (id: string): string => `${programName}=${id}`

/** The environment of a program: this process's, what is added, and the marks. */
export function markedEnvironment(
  added: Record<string, string> | undefined,
  mark: string | undefined,
): { env: NodeJS.ProcessEnv; id: string } {
  const id = randomUUID()
  const run = mark === undefined ? {} : { [runName]: mark }
  return { env: { ...process.env, ...added, ...run, [programName]: id }, id }
}
