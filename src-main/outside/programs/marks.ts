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
  const known = mark ?? everything
  const run = known === undefined ? {} : { [runName]: known }
  return { env: { ...process.env, ...added, ...run, [programName]: id }, id }
}

/**
 * From now on every program that is run here carries this mark, unless it is given another; the answer ends that. So
 * programs that are no units (probes, trials, drawings) are found when their studio is lost. The environment of the
 * process stays as it is: a window opens the person's own programs, which are not ours to end.
 */
export function markEverything(mark: string): () => void {
  everything = mark
  return () => {
    if (everything === mark) everything = undefined
  }
}

let everything: string | undefined

/** What a thread is given as its environment, so that the programs that it runs are marked, too. */
export const threadEnvironment = (): NodeJS.ProcessEnv =>
  everything === undefined ? { ...process.env } : { ...process.env, [runName]: everything }
