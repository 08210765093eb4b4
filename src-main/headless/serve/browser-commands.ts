import { homedir } from 'node:os'
import { basename, extname, join } from 'node:path'
import type { Api } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { DesktopHandlers } from '../../page/answer-ask.ts'
import { freePath, isTaken, suggestOutput, whereIs } from '../../page/output-places.ts'
import type { Recent } from '../../page/recent.ts'

/** What a browser's page asks of its door. Files are chosen in the browser itself, which uploads them. */
export function browserHandlers(needs: {
  api: Api
  recent: Recent
  version: string
  /** Of this process; what another process does is in its own. */
  log: string
  studio: string
}): DesktopHandlers {
  const videos = join(homedir(), 'Videos')
  const inBrowser = () => {
    throw new StudioError({
      code: 'door.browser',
      message: 'A browser chooses files by itself.',
      whatToDo: 'Load the page again.',
    })
  }
  return {
    'desktop.choose-table': inBrowser,
    'desktop.choose-template': inBrowser,
    'desktop.choose-file': inBrowser,
    'desktop.choose-folder': inBrowser,
    'desktop.choose-output': inBrowser,
    'desktop.choose-save'({ suggested }) {
      const extension = extname(suggested)
      return freePath(join(videos, 'Reelmill'), basename(suggested, extension), extension)
    },
    'desktop.choose-studio'() {
      throw new StudioError({
        code: 'door.browser',
        message: "A browser can't move the studio to another folder.",
        whatToDo: 'End `reelmill serve`, and start it with `--studio FOLDER`.',
      })
    },
    'desktop.is-taken': ({ path }) => isTaken(path),
    'desktop.suggest-output': ({ data }) => suggestOutput(videos, data),
    'desktop.recent': () => needs.recent.show(),
    async 'desktop.forget-recent'() {
      await needs.recent.clear()
      return null
    },
    async 'desktop.reveal'(wanted) {
      const { path } = await whereIs(wanted, needs)
      throw new StudioError({
        code: 'door.browser',
        message: `A browser can't open the file manager. It lies here: ${path}`,
        whatToDo: 'Copy the path into the file manager.',
      })
    },
    // The clipboard is that of the browser's machine; its page reads it.
    'desktop.copied-layers': () => null,
    'desktop.about': () => ({
      version: needs.version,
      log: needs.log,
      studio: needs.studio,
      engine: `Node ${process.versions.node}`,
    }),
  }
}
