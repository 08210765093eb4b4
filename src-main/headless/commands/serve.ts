import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Api } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { createRecent, rememberingRecent } from '../../page/recent.ts'
import { createUploads, type Uploads } from '../../page/uploads.ts'
import { asError, type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus, statusOfError } from '../exit-status.ts'
import { browserHandlers } from '../serve/browser-commands.ts'
import { openWebDoor, type WebDoor } from '../serve/web-door.ts'
import { showError } from '../terminal.ts'

/** Tried first, so that the address is the same each day. */
const usualPort = 7420

const root = fileURLToPath(new URL('../../..', import.meta.url))

type ServeChoice = StudioChoice & { port?: number }

/** Serves the studio's window to browsers of this machine, and works on all that waits, until Ctrl+C. */
export async function serve(door: Door, choice: ServeChoice): Promise<ExitStatus> {
  let web: WebDoor
  const uploads = createUploads(choice.studio)
  try {
    web = await open(choice, join(root, 'out', 'renderer'), uploads)
  } catch (error) {
    showError(door.terminal, asError(error))
    return statusOfError(asError(error))
  }
  let said = false
  try {
    return await withStudio(
      door,
      choice,
      async (studio, onInterrupt) => {
        const left = new Promise<void>((resolve) => onInterrupt(() => resolve()))
        const { folder, log } = await studio.api.ask('studio.show', {})
        const recent = createRecent(folder, () => new Date().toISOString())
        const api = rememberingRecent(studio.api, recent)
        const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
        const desktop = browserHandlers({ api, recent, version, log, studio: folder })
        // Answers when nothing is left to do, which may be in days.
        if (studio.host === null) studio.api.ask('queue.work', {}).catch(() => {})
        web.show({ api, listen: studio.listen, desktop })
        void clearUploads(studio.api, uploads).catch(() => {})
        if (!said) tellAddress(door, choice, web)
        said = true
        const lost = studio.ended.then((why) => {
          throw new StudioError(why ?? { code: 'studio.ended', message: 'The studio has ended.' })
        })
        // Nobody may be waiting for it any more.
        lost.catch(() => {})
        try {
          await Promise.race([left, lost])
        } finally {
          web.show(null)
        }
        return { exit: exitStatus.done }
      },
      'work',
      'serve',
    )
  } finally {
    await web.close()
  }
}

/** What batches that are not over still need stays. */
async function clearUploads(api: Api, uploads: Uploads): Promise<void> {
  const { entries } = await api.ask('queue.show', {})
  await uploads.clearOld(
    Date.now(),
    entries.map(({ batch }) => batch.data),
  )
}

async function open(choice: ServeChoice, page: string, uploads: Uploads) {
  if (!existsSync(join(page, 'index.html')))
    throw new StudioError({
      code: 'page.not-built',
      message: `The page was not built yet: there is no ${join(page, 'index.html')}.`,
      whatToDo: 'Build it: npm run build',
    })
  if (choice.port !== undefined) return openWebDoor({ port: choice.port, page, uploads })
  return openWebDoor({ port: usualPort, page, uploads }).catch(() => openWebDoor({ port: 0, page, uploads }))
}

function tellAddress({ terminal }: Door, { json }: ServeChoice, { address, port }: WebDoor): void {
  if (json) terminal.out(JSON.stringify({ event: 'serving', address, port }))
  else {
    terminal.out(`The studio is open in a browser of this machine: ${address}`)
    terminal.out('The address lets in whoever opens it; keep it to yourself. Ctrl+C ends it.')
  }
}
