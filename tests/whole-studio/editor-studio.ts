import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Studio, startStudio } from '../../src-main/start-studio.ts'
import type { EditorSession } from '../../src-shared/contract/editor.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { tinyTemplate } from './small-studio.ts'

export type StillAsk = {
  editor: string
  row: number
  language: string
  format: string
  at: number
  width?: number
}

/** The first row of a tiny template. */
export const firstView = { row: 0, language: 'en', format: 'wide' }

/** Path of a table that comes with the product. */
export const sample = (path: string) => join(projectRoot, 'resources', 'sample-data', path)

/** A studio for the tests of a file, in a folder of its own, with what editors ask. */
export function editorStudio() {
  let studio: Studio
  let folder = ''
  let leave: () => void = () => undefined
  let folderGone: Promise<void>
  const told: StudioEvent[] = []
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
    studio = await startStudio({ studioFolder: join(folder, 'studio'), projectRoot })
    studio.listen((events) => told.push(...events))
  })
  afterAll(async () => {
    await studio.stop()
    leave()
    await folderGone
  })
  const ask: Studio['api']['ask'] = (name, payload) => studio.api.ask(name, payload)
  return {
    told,
    ask,
    at: (...parts: string[]) => join(folder, ...parts),
    /** The PNG of a still. */
    async still(wanted: StillAsk): Promise<Buffer> {
      const { still } = await ask('editor.still', wanted)
      return readFileSync((await ask('media.file', { address: still })).path)
    },
    /** An own template in a folder of its own, and an editor of it. */
    openTiny(name: string, changes: Parameters<typeof tinyTemplate>[0] = {}): Promise<EditorSession> {
      const home = join(folder, name)
      mkdirSync(home, { recursive: true })
      writeFileSync(join(home, 'template.json'), JSON.stringify(tinyTemplate({ name, ...changes })))
      return ask('editor.open', { template: home })
    },
  }
}
