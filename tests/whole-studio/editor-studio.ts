import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EditorSession } from '../../src-shared/contract/editor.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { tinyTemplate } from './small-studio.ts'
import { studioOfFile } from './studio-of-file.ts'

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
  const { told, ask, at } = studioOfFile()
  return {
    told,
    ask,
    at,
    /** The PNG of a still. */
    async still(wanted: StillAsk): Promise<Buffer> {
      const { still } = await ask('editor.still', wanted)
      return readFileSync((await ask('media.file', { address: still })).path)
    },
    /** An own template in a folder of its own, and an editor of it. */
    openTiny(name: string, changes: Parameters<typeof tinyTemplate>[0] = {}): Promise<EditorSession> {
      const home = at(name)
      mkdirSync(home, { recursive: true })
      writeFileSync(join(home, 'template.json'), JSON.stringify(tinyTemplate({ name, ...changes })))
      return ask('editor.open', { template: home })
    },
  }
}
