import type { Forecast } from '../../../src-shared/farm/forecast.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import type { BatchEvent } from '../../core/job-lifecycle/batch-lifecycle.ts'
import type { JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import { asks } from '../../core/retry-policy/asks.ts'
import { type Service, served } from '../../core/slot-sharing/deadline.ts'
import type { JobInHand } from '../../outside/database/job-records.ts'
import { type Amount, type BatchForecast, createForecast, plannedBytes } from './batch-forecast.ts'
import type { LiveBatchNeeds, OpenedBatch } from './live-needs.ts'
import { inspectionPerPixel, type Kind, keepPast, pastOf } from './past-batches.ts'
import { whyRestWaits } from './waiting-words.ts'

const lookEvery = 500
/** A longer gap between two looks was the machine's sleep: nobody worked. */
const longestGap = 30_000
const keptAtFirst = 12

type Failures = { row: number; code: string; message: string }[]

/**
 * Looks how a batch gets on: how far it is, when it will be done, whether it had better ask, whether its pilot is over,
 * and at which priority it has to be served for its deadline.
 */
export class BatchWatch {
  forecast: Forecast | null = null
  readonly #needs: LiveBatchNeeds
  readonly #opened: OpenedBatch
  readonly #id: string
  readonly #of: { underWay(): Amount; pause(event: Extract<BatchEvent, { kind: 'paused' }>): void }
  #forecasting: BatchForecast | null = null
  /** Milliseconds of its time that inspecting takes of each pixel. */
  #inspection = 0
  #service: Service | null = null
  #left = 0
  /** Work of the videos that were made since it was begun. */
  #madeWork = 0
  /** Videos that failed before any other was made. */
  #firstFailures: Failures = []
  #artifactBytes = 0
  #pilotRuns = false
  #isPaused = false
  /** Something failed since it was last judged. */
  #mayAsk = true
  #lookedAt: number | null = null
  #worked = 0
  #stopLooking: () => void = () => {}

  constructor(
    needs: LiveBatchNeeds,
    opened: OpenedBatch,
    of: { underWay(): Amount; pause(event: Extract<BatchEvent, { kind: 'paused' }>): void },
  ) {
    this.#needs = needs
    this.#opened = opened
    this.#id = opened.batch.id
    this.own = opened.batch.priority
    this.#of = of
  }

  /** The priority that it was given. */
  own: Priority

  /** The priority that it is served at. */
  get served(): Priority {
    return this.#service?.served ?? this.own
  }

  begin(): void {
    const { store } = this.#needs
    const { seen, pilot } = store.batchInHand(this.#id)
    this.#firstFailures = seen.made === 0 && seen.failed > 0 ? this.#failuresSoFar() : []
    this.#pilotRuns = pilot?.state === 'running'
    this.#isPaused = false
    this.#mayAsk = true
    this.#lookedAt = this.#needs.clock.milliseconds()
    this.#artifactBytes = this.#opened.production.artifactBytes()
    this.#forecasting = null
    this.#madeWork = 0
    this.refresh()
    this.#look()
  }

  /** What is to be made was changed by somebody. */
  refresh(): void {
    const { store, clock, machine } = this.#needs
    this.#serve(clock.milliseconds())
    const { request, production } = this.#opened
    const all: Amount = { work: 0, jobs: 0 }
    const done: Amount = { work: 0, jobs: 0 }
    for (const { status, jobs, work } of store.work(this.#id)) {
      all.work += work
      all.jobs += jobs
      if (status === 'waiting' || status === 'running' || status === 'paused') continue
      done.work += work
      done.jobs += jobs
    }
    this.#left = all.jobs - done.jobs
    if (this.#forecasting !== null) {
      this.#forecasting.begin(done)
      return
    }
    const codecs = production.formats.map(({ codec }) => codec)
    this.#inspection = this.#inspectionOf(all)
    const past = pastOf(store, machine.name, this.#kind())
    const planned = plannedBytes(all.work, codecs, request.quality)
    this.#forecasting = createForecast({ ...all, ...planned }, done, past, () => clock.milliseconds())
  }

  /** Time counts only while it runs. */
  pause(): void {
    this.#isPaused = true
    this.#forecasting?.runs(false)
  }

  /** Of artifacts, since it was asked last. */
  #newArtifactBytes(): number {
    const now = this.#opened.production.artifactBytes()
    const added = Math.max(0, now - this.#artifactBytes)
    this.#artifactBytes = now
    return added
  }

  settled({ work, rowNumber }: JobInHand, event: JobEvent): void {
    switch (event.kind) {
      case 'made':
        this.#madeWork += work
        this.#forecasting?.settled(work, {
          output: event.output.bytes,
          artifacts: this.#newArtifactBytes(),
        })
        this.#firstFailures = []
        break
      case 'unchanged':
        this.#forecasting?.unchanged(work)
        break
      case 'failed': {
        this.#mayAsk = true
        this.#forecasting?.settled(work, { output: 0, artifacts: this.#newArtifactBytes() })
        const { code, message } = event.error
        if (this.#firstFailures.length < keptAtFirst)
          this.#firstFailures.push({ row: rowNumber, code, message })
        break
      }
      default:
        return
    }
    this.#left -= 1
  }

  /** Pauses the batch when its pilot is over, or when it had better ask. */
  judge(): void {
    const { store } = this.#needs
    if (!this.#mayAsk && !this.#pilotRuns) return
    const { seen, keepGoing, pilot } = store.batchInHand(this.#id)
    if (!keepGoing && seen.failed > 0) {
      const settled = seen.made + seen.unchanged + seen.failed
      const firstFailures = seen.made === 0 ? this.#firstFailures : []
      const why = asks({ settled, failed: seen.failed, firstFailures })
      if (why !== null) {
        this.#of.pause({ kind: 'paused', by: 'asks', why })
        return
      }
    }
    this.#mayAsk = false
    if (!this.#pilotRuns || pilot === null || store.pilotLeft(this.#id)) return
    this.#pilotRuns = false
    store.endPilot(this.#id)
    this.#of.pause({ kind: 'paused', by: 'pilot', rows: pilot.rows })
  }

  /** Nobody works on it any more. */
  end(): void {
    this.#stopLooking()
    this.#tell()
    this.#noteWorked()
    this.#forecasting?.runs(false)
    this.#lookedAt = null
    try {
      this.#keepTook()
    } catch {
      // A full disk. It goes on, and foretells from what it sees then.
    }
  }

  /** It came to its end: what was foretold is compared with what came. */
  finished(): void {
    this.#needs.store.endForecasts(this.#id)
  }

  #kind(): Kind {
    const { batch, production } = this.#opened
    const codecs = production.formats.map(({ codec }) => codec)
    return { template: batch.template.name, codecs, quality: batch.quality, inspection: this.#inspection }
  }

  /** What inspecting takes of its time, for each pixel. */
  #inspectionOf({ work, jobs }: Amount): number {
    const { store, machine, farm } = this.#needs
    const { production } = this.#opened
    if (production.inspects !== true) return 0
    const encode = farm.standing().slots.find(({ kind }) => kind === 'encode')
    const codecs = production.formats.map(({ codec }) => codec)
    const each = inspectionPerPixel(store, machine.name, codecs, work / Math.max(1, jobs))
    return each / Math.max(1, encode?.total ?? 1)
  }

  /** What it took is evidence for later batches, and for itself when it goes on after a pause or a restart. */
  #keepTook(): void {
    const took = this.#forecasting?.took() ?? null
    if (took === null) return
    const { store, machine } = this.#needs
    keepPast(store, machine.name, this.#kind(), { ...took, batch: this.#id, work: this.#madeWork })
  }

  #look(): void {
    this.#stopLooking()
    this.#tell()
    this.#stopLooking = this.#needs.clock.after(lookEvery, () => this.#look())
  }

  #tell(): void {
    const { clock, announcer, store, whyHeld } = this.#needs
    if (this.#forecasting === null) return
    const underWay = this.#of.underWay()
    const isWorkedOn = underWay.jobs > 0 && !this.#isPaused && whyHeld() === null
    this.#forecasting.runs(isWorkedOn)
    const now = clock.milliseconds()
    if (this.#lookedAt !== null && isWorkedOn && now - this.#lookedAt < longestGap)
      this.#worked += now - this.#lookedAt
    if (this.#lookedAt !== null) this.#lookedAt = now
    const { share, forecast, passed } = this.#forecasting.look(underWay)
    const waits = this.#serve(now)
    // Nobody knows when a person will say "go on".
    this.forecast = waits === null ? forecast : null
    const doneShare = passed.at(-1)
    if (doneShare !== undefined && forecast !== null && this.#left > 0) {
      this.#noteWorked()
      store.addForecast(this.#id, { doneShare, foretold: forecast.secondsLeft })
    }
    announcer.tell({
      event: 'batch.progress',
      batch: this.#id,
      share,
      forecast: this.forecast,
      doing: `Rendering: ${this.#left.toLocaleString('en')} left`,
      ...(waits === null ? {} : { waits }),
    })
  }

  /** Comes back with why nothing of it will be begun, when that is so. */
  #serve(now: number): string | null {
    const { clock, store } = this.#needs
    const { priority, deadline, counts } = store.batch(this.#id)
    this.own = priority
    this.#service = served({ priority, deadline }, this.#service, this.forecast, Date.parse(clock.iso()), now)
    return whyRestWaits(this.#id, counts)
  }

  #noteWorked(): void {
    if (this.#worked <= 0) return
    try {
      this.#needs.store.addWorked(this.#id, this.#worked)
      this.#worked = 0
    } catch {
      // A full disk: it is noted later.
    }
  }

  #failuresSoFar(): Failures {
    return this.#needs.store
      .failedJobs(this.#id, 0, keptAtFirst)
      .flatMap(({ job, rowNumber }) =>
        job.status === 'failed' ? [{ row: rowNumber, code: job.error.code, message: job.error.message }] : [],
      )
  }
}
