import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'

/** Puts the last good backup in the place of a damaged database. */
export function restoreStore(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async ({ api }) => {
    const line = await door.reach(choice.studio)
    line?.close()
    if (line !== null)
      throw new StudioError({
        code: 'studio.held',
        message: `A studio works in this folder (pid ${line.host.pid}, ${line.host.door}): its database is in use.`,
        whatToDo: 'Close it, then restore.',
      })
    const { backupOf, aside } = await api.ask('store.restore', {})
    if (!choice.json) {
      door.terminal.out(`The backup of ${backupOf} is in use now.`)
      door.terminal.out(`The database that was there is kept: ${aside}`)
    }
    return { exit: exitStatus.done, backupOf, aside }
  })
}
