import { join, sep } from 'node:path'
import type { Batch, RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { Doubt } from '../../../src-shared/quality/doubt.ts'
import { riskOf } from '../../../src-shared/review/risk.ts'
import type { JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import { suspectsOf } from '../../core/quality-rules/once-again.ts'
import { causeOf, codeOf } from '../../core/retry-policy/retry-policy.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { EarlierOutput, JobInHand } from '../../outside/database/job-records.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { JobHands } from '../video-maker/needs.ts'
import { jobFailure } from './failures.ts'
import { inspectFile, inspectingShare } from './job-inspecting.ts'
import type { DeskFarm, HardwareDesk, PlannedVideo, Production } from './needs.ts'
import { isStillThere } from './unchanged-file.ts'

export type JobMaking = {
  store: StudioStore
  farm: Pick<DeskFarm, 'unit' | 'light'>
  hardware: HardwareDesk
  clock: Pick<Clock, 'iso'>
  batch: Pick<Batch, 'id' | 'outputFolder'>
  /** What tells its output folder from what may lie in its place; null: nothing. */
  sign: string | null
  request: Pick<RenderRequest, 'afresh' | 'encoding'>
  production: Pick<Production, 'plan' | 'shapeOf'>
}

/** A fault with the plan that it happened with: evidence. */
export class FaultOfPlan extends Error {
  readonly plan: unknown
  constructor(plan: unknown, cause: unknown) {
    super('a video could not be made of its plan', { cause })
    this.plan = plan
  }
}

/**
 * Makes the video of a job, or finds that it lies there already. A hardware encoder that fails is reported, and the
 * whole video is made with the processor. Rejects with a FaultOfPlan, or whatever planning rejects with.
 */
export async function makeJob(
  making: JobMaking,
  inHand: JobInHand,
  signal: AbortSignal,
  onProgress: (share: number, doing: string) => void,
): Promise<Done> {
  const { store, batch, production, hardware } = making
  const { job, rowNumber, note } = inHand
  const { language, format } = job
  const row = store.row(batch.id, rowNumber)
  const lease =
    making.request.encoding === 'auto' && !inHand.cpuOnly ? hardware.take(production.shapeOf(format)) : null
  try {
    const planned = await production.plan({
      row,
      language,
      format,
      wish: hardware.wish(lease?.encoder ?? null),
    })
    return await make(making, inHand, planned, signal, onProgress)
  } catch (error) {
    signal.throwIfAborted()
    const cause = error instanceof FaultOfPlan ? error.cause : error
    if (lease === null || !isEncoderFault(cause)) throw error
    lease.failed(faultOf(cause))
    store.setCpuOnly(job.id, true)
  } finally {
    lease?.release()
  }
  const planned = await production.plan({ row, language, format, wish: hardware.wish(null) })
  const why = 'Made with the processor: a hardware encoder failed.'
  const noted = { ...inHand, note: note === null ? why : `${note} ${why}` }
  return make(making, noted, planned, signal, onProgress)
}

const isEncoderFault = (error: unknown) => causeOf({ code: codeOf(error) }).cause === 'encoder'
const faultOf = (error: unknown) => ({ code: codeOf(error), message: jobFailure(error).message })

/** Makes the file, or finds it unchanged; once more when its inspection fails it by what may have been an accident. */
async function make(
  making: JobMaking,
  inHand: JobInHand,
  planned: PlannedVideo,
  signal: AbortSignal,
  onProgress: (share: number, doing: string) => void,
): Promise<Done> {
  const { store, batch, clock } = making
  const { id } = inHand.job
  const { hash } = planned
  // Begun in an earlier life: whatever of the suspects was made anew since then is made anew again.
  const begun = store.quality.doubtOf(id, hash)
  if (begun !== null) return makeOnceMore(making, inHand, planned, begun, signal, onProgress)
  const { event, madeOf, isNewlySeen } = await makeOnce(making, inHand, planned, signal, onProgress)
  const { inspection, output } = event
  const { inspecting } = planned
  if (inspecting === undefined || inspection === undefined || !isNewlySeen) return event
  const suspects = suspectsOf(inspection, planned.parts)
  if (suspects === null) return event
  const doubt: Doubt = {
    planHash: hash,
    sha256: output.sha256,
    found: suspects.because.message,
    suspects: inspecting
      .behind(suspects.parts)
      .map((artifact) => ({ hash: artifact, sha256: madeOf?.get(artifact) ?? null })),
  }
  store.quality.beginDoubt(
    batch.id,
    id,
    doubt,
    `Made once more, for its inspection failed: ${doubt.found}`,
    clock.iso(),
  )
  return makeOnceMore(making, inHand, planned, doubt, signal, onProgress)
}

type Done = Extract<JobEvent, { kind: 'made' | 'unchanged' }>

async function makeOnceMore(
  making: JobMaking,
  inHand: JobInHand,
  planned: PlannedVideo,
  { found, sha256, suspects }: Doubt,
  signal: AbortSignal,
  onProgress: (share: number, doing: string) => void,
): Promise<Done> {
  await planned.inspecting?.distrust(suspects)
  const afresh = { ...making, request: { ...making.request, afresh: true } }
  const { event } = await makeOnce(afresh, inHand, planned, signal, onProgress)
  if (event.kind === 'unchanged') return event
  const { output, inspection } = event
  const came = output.sha256 === sha256 ? 'same' : inspection?.verdict === 'fail' ? 'failed' : 'right'
  return { ...event, doubt: { found, came } }
}

async function makeOnce(
  making: JobMaking,
  { job, note }: JobInHand,
  planned: PlannedVideo,
  signal: AbortSignal,
  onProgress: (share: number, doing: string) => void,
): Promise<{ event: Done; madeOf?: ReadonlyMap<string, string>; isNewlySeen: boolean }> {
  const { farm, batch, store, request } = making
  const { path } = job
  const { hash, parts } = planned
  const out = inside(batch.outputFolder, path)
  const unit: JobHands['unit'] = (ask, own, work) =>
    farm.unit({ ...ask, batch: batch.id, job: job.id }, own, work)
  const inspect = async (sha256: string) => {
    const seen = await inspectFile(
      planned,
      { out, sha256 },
      {
        store,
        unit,
        signal,
        known: !request.afresh,
        onShare: (share) =>
          onProgress(1 - inspectingShare + share * inspectingShare, 'the finished video is inspected'),
      },
    )
    if (seen === null) return { isNewlySeen: false, inspected: {} }
    const { inspection, isNew } = seen
    const known = { rarity: 0, length: 0, newTemplate: false, fallback: note !== null }
    const risk = riskOf({ ...inspection, ...known })
    return { isNewlySeen: isNew, inspected: { inspection: { ...inspection, risk } } }
  }
  const earlier = await leftUnchanged(making, out, { job, hash }, signal)
  if (earlier !== null) {
    const { output, madeBy: since } = earlier
    const { inspected, isNewlySeen } = await inspect(output.sha256)
    return {
      event: { kind: 'unchanged', output, hash, since, note, parts, ...inspected },
      isNewlySeen,
    }
  }
  const ofWork = planned.inspecting === undefined ? 1 : 1 - inspectingShare
  try {
    const { madeOf, ...made } = await planned.make(out, {
      signal,
      onProgress: (share, doing) => onProgress(share * ofWork, doing),
      root: { folder: batch.outputFolder, sign: making.sign },
      hands: {
        unit,
        light: (own, work) => farm.light(own, work),
      },
    })
    const { inspected, isNewlySeen } = await inspect(made.sha256)
    return {
      event: { kind: 'made', output: { path, ...made }, hash, note, parts, ...inspected },
      ...(madeOf === undefined ? {} : { madeOf }),
      isNewlySeen,
    }
  } catch (error) {
    throw new FaultOfPlan(planned.plan, error)
  }
}

/**
 * The file that an earlier batch made from the same plan, when it still lies there as it was left; else null. A video
 * that was done and is wanted once more is made.
 */
async function leftUnchanged(
  { store, batch, request }: JobMaking,
  out: string,
  { job, hash }: { job: JobInHand['job']; hash: string },
  signal: AbortSignal,
): Promise<EarlierOutput | null> {
  if (request.afresh) return null
  if (job.attempts > 1 && store.attempts(job.id).some(({ end }) => end === 'done')) return null
  const { outputFolder } = batch
  const earlier = store.earlierOutput(batch.id, { outputFolder, path: job.path, hash })
  return earlier !== null && (await isStillThere(out, earlier.output, signal)) ? earlier : null
}

/** The path of an output. Names were made safe; this only makes sure of it once more before something is written. */
function inside(folder: string, path: string): string {
  const whole = join(folder, path)
  if (!whole.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw new Error(`${path} would leave the output folder`)
  return whole
}
