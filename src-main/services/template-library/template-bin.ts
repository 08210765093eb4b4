import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { moveFolder } from '../../outside/folders/copy-folder.ts'

const note = z.object({ name: z.string(), at: z.string() })

/** How long what was removed can be brought back. */
const keptMilliseconds = 30 * 86_400_000

/**
 * Where templates go that were removed: `<id>/template/` and `<id>/draft/`, with `<id>/removed.json` beside them, and
 * `<id>/draft.json` as it stood beside the draft.
 */
export function openTemplateBin(parent: string, clock: { iso(): string }) {
  return {
    /** Moves a template's folder (and its draft's, when there is one) into the bin; answers what brings it back. */
    async take(name: string, folder: string, draft: string): Promise<string> {
      await dropOld()
      const at = clock.iso()
      const id = `${at.replaceAll(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`
      await mkdir(join(parent, id), { recursive: true })
      await writeWhole(join(parent, id, 'removed.json'), [JSON.stringify({ name, at })])
      await moveFolder(folder, join(parent, id, 'template'))
      if ((await kindOfFile(draft)) === 'folder') {
        await moveFolder(draft, join(parent, id, 'draft'))
        await moveFile(`${draft}.json`, join(parent, id, 'draft.json'))
      }
      return id
    },
    /** The name of what was removed. Throws `template.not-removed`. */
    async nameOf(id: string): Promise<string> {
      const found = await noteOf(id)
      if (found !== null && (await kindOfFile(join(parent, id, 'template'))) === 'folder') return found.name
      throw new StudioError({
        code: 'template.not-removed',
        message: 'What was removed is no longer there, or was brought back already.',
        whatToDo: 'Import the template again.',
      })
    },
    /** Whether a draft was removed with it. */
    holdsDraft: async (id: string): Promise<boolean> =>
      (await kindOfFile(join(parent, id, 'draft'))) === 'folder',
    /** Moves everything back to where it was. Where a draft was removed with it, none may stand there by now. */
    async giveBack(id: string, folder: string, draft: string): Promise<void> {
      if ((await kindOfFile(join(parent, id, 'draft'))) === 'folder') {
        await moveFolder(join(parent, id, 'draft'), draft)
        await moveFile(join(parent, id, 'draft.json'), `${draft}.json`)
      }
      await moveFolder(join(parent, id, 'template'), folder)
      await rm(join(parent, id), { recursive: true, force: true })
    },
  }

  async function moveFile(from: string, to: string): Promise<void> {
    if ((await kindOfFile(from)) === 'file') await rename(from, to)
  }

  async function noteOf(id: string): Promise<z.infer<typeof note> | null> {
    if (!/^\d{14}-[0-9a-f]{8}$/.test(id)) return null
    try {
      return note.parse(JSON.parse(await readFile(join(parent, id, 'removed.json'), 'utf8')))
    } catch {
      return null
    }
  }

  async function dropOld(): Promise<void> {
    const before = Date.parse(clock.iso()) - keptMilliseconds
    for (const id of await readdir(parent).catch(() => [])) {
      const found = await noteOf(id)
      if (found !== null && Date.parse(found.at) < before)
        await rm(join(parent, id), { recursive: true, force: true })
    }
  }
}
