import { bytesText } from '../../core/slot-sharing/words.ts'
import { expectedBytes, plannedBytes } from './batch-forecast.ts'
import type { LiveBatchNeeds, OpenedBatch } from './live-needs.ts'
import { pastOf } from './past-batches.ts'

const answerWithin = 2_000

/** Why a batch surely won't find room on its disks, with figures; null: it may. */
export async function whyNoRoom(
  needs: LiveBatchNeeds,
  { batch, production, request }: OpenedBatch,
): Promise<string | null> {
  const { store, machine, reserveOf } = needs
  let work = 0
  let jobs = 0
  for (const one of store.work(batch.id)) {
    work += one.work
    jobs += one.jobs
  }
  const codecs = production.formats.map(({ codec }) => codec)
  // Of bytes alone: inspecting leaves none.
  const kind = { template: batch.template.name, codecs, quality: batch.quality, inspection: 0 }
  const past = pastOf(store, machine.name, kind)
  const expected = expectedBytes({ work, jobs, ...plannedBytes(work, codecs, request.quality) }, past)
  if (expected === null) return null
  // Artifacts are dropped when they take too much room: what must fit are the videos. A disk that doesn't answer is
  // watched by the farm.
  const disk = await machine.lookAtDisk(batch.outputFolder, answerWithin)
  if (disk === null) return null
  const { free, total } = disk
  const reserve = reserveOf(total)
  const { low, high } = expected.output
  if (low <= Math.max(0, free - reserve)) return null
  return `there is not enough room on the disk of ${batch.outputFolder}: the videos need ${bytesText(low)} to ${bytesText(high)}, and ${bytesText(free)} are free, of which ${bytesText(reserve)} are kept back.`
}
