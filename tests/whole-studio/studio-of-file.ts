import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Studio, startStudio } from '../../src-main/start-studio.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { atFullSpeed } from '../helpers/full-speed.ts'
import { knownFfmpeg } from '../helpers/known-ffmpeg.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

/** One studio for all tests of a file, in this process and in a folder of its own. */
export function studioOfFile() {
  let studio: Studio
  let folder = ''
  let leave: () => void = () => undefined
  let folderGone: Promise<void>
  let keep: () => void
  const told: StudioEvent[] = []
  const at = (...parts: string[]) => join(folder, ...parts)
  beforeAll(async () => {
    await new Promise<void>((ready) => {
      folderGone = withTempFolder(async (made) => {
        folder = made
        await new Promise<void>((done) => {
          leave = done
          ready()
        })
      })
    })
    atFullSpeed(at('studio'))
    ;({ keep } = knownFfmpeg(at('studio')))
    studio = await startStudio({ studioFolder: at('studio'), projectRoot })
    studio.listen((events) => told.push(...events))
  })
  afterAll(async () => {
    await studio.stop()
    keep()
    leave()
    await folderGone
  })
  const ask: Studio['api']['ask'] = (name, payload) => studio.api.ask(name, payload)
  const listen: Studio['listen'] = (listener) => studio.listen(listener)
  /** `told`: all that it told since it was opened. */
  return { told, ask, at, listen }
}
