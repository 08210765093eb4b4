import { type BrowserWindow, dialog } from 'electron'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { OuterWords } from './outer-words.ts'
import { chooseStudio } from './studio-choice.ts'

/** Asks whether to start again with this studio folder, and does; answers whether it does. Rejects when it can't be one. */
export async function moveStudio(
  folder: string,
  needs: {
    userData: string
    /** The environment names the folder, and would again. */
    isNamed: boolean
    window: BrowserWindow | null
    words: OuterWords
    restart(): void
  },
): Promise<boolean> {
  const { words } = needs
  if (needs.isNamed)
    throw new StudioError({
      code: 'studio.named',
      message: "The studio's folder is named by REELMILL_STUDIO, which goes before what is chosen here.",
      whatToDo: 'Start Reelmill without REELMILL_STUDIO, or name the other folder in it.',
    })
  const options: Electron.MessageBoxOptions = {
    type: 'question',
    message: words.moveTitle,
    detail: words.moveDetail(folder),
    buttons: [words.cancel, words.moveBy],
    defaultId: 1,
    cancelId: 0,
    noLink: true,
  }
  const { response } =
    needs.window === null
      ? await dialog.showMessageBox(options)
      : await dialog.showMessageBox(needs.window, options)
  if (response !== 1) return false
  chooseStudio(needs.userData, folder)
  // The page hears that it was done before it goes.
  setTimeout(needs.restart, 100)
  return true
}
