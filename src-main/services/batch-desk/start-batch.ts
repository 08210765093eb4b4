import { dirname, resolve } from 'node:path'
import { type Batch, isUnderWay, type RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError, studioClosing } from '../../../src-shared/contract/errors.ts'
import { batchName, parseNamePattern } from '../../core/output-names/name-pattern.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import { otherTable } from '../row-intake/mended-rows.ts'
import { refuseForeignPapers } from './earlier-papers.ts'
import { holdFolder } from './folder-hold.ts'
import { contentOf, identityOf } from './identity.ts'
import type { LiveBatches, LiveBatchesNeeds } from './live-batches.ts'
import { goingOn, openAgain } from './taking-up.ts'
import { onTheWall, untilItsTime } from './waiting-words.ts'

type StartNeeds = LiveBatchesNeeds & { newId(): string; lives: LiveBatches; isStopping(): boolean }
export type Started = { batch: string; goesOn: string | null }

/** Lets a paused batch go on. */
type Resume = (batch: Batch) => void

/**
 * Starts a batch, or goes on with the one of the same request that is unfinished in that folder unless `new` forbids it.
 * Rejects, with nothing started, when the request can be seen to be wrong.
 */
export async function startBatch(
  needs: StartNeeds,
  asked: RenderRequest & { new: boolean },
  resume: Resume,
): Promise<Started> {
  const { new: anew, tableMark, ...given } = asked
  // Programs that a lost studio left behind are gone before anything is written.
  await needs.swept
  const request = await resolved(needs, given)
  if (tableMark !== undefined && Object.keys(request.corrections ?? {}).length > 0) {
    const content = await contentOf(request.data).catch(() => null)
    if (content !== null && content !== tableMark)
      throw otherTable(request.data, 'Open the table again, and mend it anew or put it back as it was.')
  }
  // A table that can't be read is told by its production.
  const identity = await identityOf(request).catch(() => null)
  const known = anew || identity === null ? null : needs.store.newestOfRequest(identity, request.out)
  if (known !== null && isUnfinished(known)) {
    const goesOn = await goOnWith(needs, known, request, resume)
    if (goesOn !== null) return { batch: known.id, goesOn }
  }
  return { batch: await startAnew(needs, request, identity), goesOn: null }
}

const isUnfinished = ({ status }: Batch) =>
  isUnderWay(status) || status === 'paused' || status === 'interrupted'

/** What is said of it; null: it can't be gone on with, for it is over by now or its template was changed. */
async function goOnWith(
  needs: StartNeeds,
  known: Batch,
  request: RenderRequest,
  resume: Resume,
): Promise<string | null> {
  const { store, lives } = needs
  const { id } = known
  const live = lives.get(id)
  if (live?.mode === 'ending') await live.ended
  if (!isUnfinished(store.batch(id))) return null
  wishAnew(needs, known, request)
  if (lives.has(id)) {
    const batch = store.batch(id)
    if (batch.status === 'paused') resume(batch)
    return goingOn(batch, batch.status !== 'paused')
  }
  try {
    return await lives.whileOpening(id, async () => {
      const ready = await openAgain(needs, store.batch(id), 'as-asked')
      if (ready.batch.status === 'paused') lives.change(id, { kind: 'resumed' })
      const batch = store.batch(id)
      await lives.goOn({ ...ready, batch }, true)
      return goingOn(batch, false)
    })
  } catch (error) {
    if (error instanceof StudioError && error.code === 'template.changed') return null
    throw error
  }
}

/** What the request says otherwise than by default of how the batch stands in the queue holds from now on. */
function wishAnew(
  { store, clock }: StartNeeds,
  { id, priority, deadline, startAt }: Batch,
  { queue }: RenderRequest,
) {
  const said = { at: clock.iso(), reason: 'As it was asked for again.' }
  if (queue.priority !== 'normal' && queue.priority !== priority) store.setPriority(id, queue.priority, said)
  if (queue.deadline !== null && queue.deadline !== deadline) store.setDeadline(id, queue.deadline, said)
  if (queue.startAt !== null && queue.startAt !== startAt) store.setStartAt(id, queue.startAt, said)
  if (queue.keepGoing) store.setKeepGoing(id, true)
  const { after, afterApproval } = queue
  if (after.length + afterApproval.length > 0) store.setAfter(id, { after, afterApproval }, said)
}

async function startAnew(
  needs: StartNeeds,
  request: RenderRequest,
  identity: string | null,
): Promise<string> {
  const { store, lives, clock, announcer } = needs
  // Those that there are not are told before anything is opened.
  for (const other of [...request.queue.after, ...request.queue.afterApproval]) store.batch(other)
  const id = needs.newId()
  const production = await needs.openProduction(request, id)
  let letGoOfFolder = () => {}
  try {
    const pattern = parseNamePattern(request.name, production.variables, production.columns)
    refuseSharedFolder(needs, request.out)
    const folderWasEmpty = makeFolder(request.out, 'the output folder')
    letGoOfFolder = holdFolder(request.out)
    await refuseForeignPapers(store, request)
    if (needs.isStopping()) throw studioClosing()
    const batch = store.addBatch({
      id,
      name: batchName(request.data),
      template: production.template,
      data: request.data,
      outputFolder: request.out,
      languages: production.languages,
      formats: production.formats.map((format) => format.id),
      quality: request.quality,
      createdAt: clock.iso(),
      request,
      identity,
      reason: 'The table is being read and checked.',
    })
    announcer.tell({ event: 'batch.changed', batch, previous: null })
    const ready = { batch, request, production, tableIsSame: true, letGoOfFolder, pattern, folderWasEmpty }
    if (lives.mustWait(batch)) {
      const others = waitsFor(needs, id)
      const waits =
        others.finished.length + others.approved.length === 0 && untilItsTime(batch, clock.iso()) > 0
          ? { for: 'time' as const, at: onTheWall(batch.startAt!) }
          : { for: 'batches' as const, ...others }
      lives.change(id, { kind: 'waits', ...waits })
      letGoOfFolder()
      await production.close()
      lives.ask(id)
    } else lives.begin(ready, false)
    return id
  } catch (error) {
    letGoOfFolder()
    await production.close()
    throw error
  }
}

/** Ids of the batches that it waits for, as its reason says them. */
function waitsFor({ store }: Pick<StartNeeds, 'store'>, id: string) {
  const others = store.waitsFor(id)
  return {
    finished: others.filter(({ approval }) => !approval).map(({ batch }) => batch),
    approved: others.filter(({ approval }) => approval).map(({ batch }) => batch),
  }
}

/** Two batches that write into one folder at a time would move each other's papers away. */
function refuseSharedFolder({ lives }: StartNeeds, folder: string): void {
  const writer = lives.writerInto(folder)
  if (writer !== null)
    throw new StudioError({
      code: 'output.in-use',
      message: `Batch ${writer.id} is writing into ${folder} right now.`,
      whatToDo: 'Choose another output folder, or wait until that batch has ended.',
    })
}

/** Paths made absolute; a table of rejected rows finds its pictures where those of the first table lie. */
async function resolved({ store }: StartNeeds, request: RenderRequest): Promise<RenderRequest> {
  const data = resolve(request.data)
  const roots = request.roots.map((root) => resolve(root))
  const earlier = store.batchOfRejected(data)
  if (earlier !== null) roots.push(dirname(earlier.batch.data), ...earlier.request.roots)
  const ids = (batches: string[]) =>
    batches.map((one) => (one === 'last' ? (store.newestBatch()?.id ?? one) : one))
  const { queue } = request
  return {
    ...request,
    data,
    out: resolve(request.out),
    roots: [...new Set(roots)],
    queue: { ...queue, after: ids(queue.after), afterApproval: ids(queue.afterApproval) },
  }
}
