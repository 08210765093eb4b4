import type { JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import type { JobInHand } from '../../outside/database/job-records.ts'
import { judgementOf } from '../render-farm/faults.ts'
import { keepEvidence } from './evidence.ts'
import { jobFailure, loggedFacts } from './failures.ts'
import { FaultOfPlan } from './job-making.ts'
import { judge } from './judging.ts'
import type { LiveBatchNeeds, OpenedBatch } from './live-needs.ts'
import { unitsOf } from './tellings.ts'

/** What a fault makes of a job that nobody called off: written to the log, held against its resource, kept as evidence. */
export async function afterFault(
  needs: LiveBatchNeeds,
  { batch, request, production }: OpenedBatch,
  { job, rowNumber }: JobInHand,
  thrown: unknown,
): Promise<{ event: JobEvent; stops: boolean; reopens: boolean }> {
  const { store, log, clock, farm, studioFolder } = needs
  const ofPlan = thrown instanceof FaultOfPlan
  const fault = ofPlan ? thrown.cause : thrown
  const judged = judge(fault, {
    tries: 1 + burntTries(store.attempts(job.id)),
    ofUnit: judgementOf(fault) !== null,
    chance: needs.chance(),
    now: clock.iso(),
  })
  const facts = { batch: batch.id, job: job.id, ...loggedFacts(fault) }
  log.fault(judged.stops ? 'a video failed by a fault of ours' : 'a video could not be made', fault, facts)
  if (judged.hold !== null)
    void farm.hold(judged.hold, ofPlan ? batch.outputFolder : studioFolder, jobFailure(fault).message)
  if (!judged.stops || judged.event.kind !== 'failed') return judged
  try {
    const folder = await keepEvidence(
      studioFolder,
      { batch: batch.id, job: job.id },
      {
        error: fault,
        plan: ofPlan ? thrown.plan : null,
        row: store.row(batch.id, rowNumber),
        request,
        units: unitsOf(store, job.id),
        versions: await production.versions().catch(() => ({})),
      },
    )
    const { error } = judged.event
    const whatToDo = `Please report it, with what lies in ${folder}.`
    return { ...judged, event: { kind: 'failed', error: { ...error, whatToDo } } }
  } catch (unkept) {
    log.fault('evidence could not be kept', unkept, facts)
    return judged
  }
}

/** Tries that were burnt one after the other, up to now. */
function burntTries(attempts: readonly { end: string | null }[]): number {
  const ended = attempts.filter(({ end }) => end === 'done' || end === 'failed')
  return ended.length - 1 - ended.findLastIndex(({ end }) => end === 'done')
}
