import { ipcMain, type WebContents } from 'electron'
import type { Reply } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import { answerAsk, type DesktopHandlers } from '../page/answer-ask.ts'
import { channels } from './channels.ts'
import { isOwnPage, type Sender } from './own-page.ts'

/** Serves the one channel for questions. `page` is the window's; nobody else is answered. */
export function serveAsk(needs: { api: Api; desktop: DesktopHandlers; page(): WebContents | null }): void {
  ipcMain.handle(channels.ask, (event, name: unknown, payload: unknown) =>
    isOwnPage(event as Sender, needs.page()) ? answerAsk(needs, name, payload) : refused,
  )
}

const refused: Reply<never> = {
  ok: false,
  error: {
    code: 'sender.refused',
    message: "Only the studio's own page may ask.",
    whatToDo: 'Use the window that Reelmill opened.',
  },
}
