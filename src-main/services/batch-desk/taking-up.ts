import { basename } from 'node:path'
import type { Batch, RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type NamePattern, parseNamePattern } from '../../core/output-names/name-pattern.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import { untilItIsOver } from './batch-hold.ts'
import { holdFolder } from './folder-hold.ts'
import { identityOf } from './identity.ts'
import type { OpenedBatch } from './live-needs.ts'
import type { OpenProduction } from './needs.ts'

type OpenNeeds = {
  store: StudioStore
  openProduction: OpenProduction
  clock: { iso(): string }
}

/** A batch that can be worked on, with what reading its table needs. */
export type ReadyBatch = OpenedBatch & { pattern: NamePattern; folderWasEmpty: boolean }

/**
 * Opens a batch of the store once more, to go on with it. Rejects with a StudioError, and leaves everything as it was,
 * when that can't be done as things are: `template.changed`, `folder.gone`, or what opening a production rejects with.
 *
 * `as-begun`: with the version of the template that it began with, where that still lies there, whichever its name stands
 * for by now. `as-asked`: with what the request names now, as somebody expects who asks for it anew.
 */
export async function openAgain(
  needs: OpenNeeds,
  batch: Batch,
  template: 'as-begun' | 'as-asked',
): Promise<ReadyBatch> {
  const { store, openProduction } = needs
  const { request: asked, prepared, identity } = store.batchInHand(batch.id)
  // A table of rejected rows may have been moved by a later batch.
  const request: RenderRequest = { ...asked, data: batch.data }
  if (template === 'as-begun' && (await kindOfFile(batch.template.folder)) === 'folder')
    request.template = batch.template.folder
  await refuseGoneFolder(batch)
  if (!prepared) await refuseOtherTable(asked, batch.data, identity)
  const folderWasEmpty = makeFolder(batch.outputFolder, 'the output folder')
  const letGoOfFolder = holdFolder(batch.outputFolder)
  try {
    const production = await openProduction(request, batch.id)
    try {
      if (production.template.hash !== batch.template.hash) throw templateChanged(batch)
      return {
        batch,
        request,
        production,
        tableIsSame: !prepared || (await isSameTable(asked, batch.data, identity)),
        letGoOfFolder,
        pattern: parseNamePattern(request.name, production.variables, production.columns),
        folderWasEmpty,
      }
    } catch (error) {
      await production.close({ policy: untilItIsOver(request.artifacts), at: needs.clock.iso() })
      throw error
    }
  } catch (error) {
    letGoOfFolder()
    throw error
  }
}

/** On a share that was lost, a folder that is made anew would lie on another disk. */
async function refuseGoneFolder({ outputFolder, counts }: Batch): Promise<void> {
  if (counts.done === 0 || (await kindOfFile(outputFolder)) === 'folder') return
  throw new StudioError({
    code: 'folder.gone',
    message: `The output folder ${outputFolder} is gone, where ${counts.done.toLocaleString('en')} videos were made.`,
    whatToDo: 'Bring it back (mount its share or disk), then resume the batch.',
  })
}

/** What a person mended names records by number: of another table they would be other ones. */
async function refuseOtherTable(request: RenderRequest, path: string, identity: string | null) {
  if (Object.keys(request.corrections ?? {}).length === 0 || (await isSameTable(request, path, identity)))
    return
  throw new StudioError({
    code: 'corrections.table',
    message: `${path} was changed since its records were mended for this batch.`,
    whatToDo: 'Put it back as it was and resume the batch, or cancel it and mend the table anew.',
  })
}

function templateChanged({ id, template }: Batch): StudioError {
  return new StudioError({
    code: 'template.changed',
    message: `The template ${template.name} in ${template.folder} was changed since batch ${id} was begun.`,
    whatToDo:
      'Put it back as it was and resume the batch, or cancel it and render anew with the template as it is now.',
  })
}

async function isSameTable(request: RenderRequest, path: string, identity: string | null): Promise<boolean> {
  if (identity === null) return false
  const now = await identityOf(request, path).catch(() => null)
  return now === identity
}

/** `Going on with batch X (products): 412 of 1,000 videos are there, 588 to make.` */
export function goingOn({ id, data, counts }: Batch, isUnderWay: boolean): string {
  const { jobs, done } = counts
  const figure = (number: number) => number.toLocaleString('en')
  const head = isUnderWay ? `Batch ${id} makes this already` : `Going on with batch ${id}`
  if (jobs === 0) return `${head}: its table (${basename(data)}) is yet to be read.`
  const left = counts.waiting + counts.running + counts.paused
  const others = counts.failed > 0 ? `, ${figure(counts.failed)} failed` : ''
  return `${head}: ${figure(done)} of ${figure(jobs)} videos are there, ${figure(left)} to make${others}.`
}
