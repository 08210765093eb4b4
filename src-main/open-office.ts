import { randomBytes } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { studioClosing } from '../src-shared/contract/errors.ts'
import type { BatchEstimate } from '../src-shared/farm/estimate.ts'
import type { FarmStanding } from '../src-shared/farm/farm.ts'
import type { PowerEvent } from '../src-shared/farm/power.ts'
import type { BatchPlan } from '../src-shared/plans/batch-plan.ts'
import type { Codec, Quality } from '../src-shared/templates/formats.ts'
import type { FarmActions } from './api/farm.ts'
import { once } from './once.ts'
import type { Clock } from './outside/clock/clock.ts'
import { claimIndex } from './outside/database/artifact-index.ts'
import { backUp, lookThrough } from './outside/database/backups.ts'
import { keepLog, type LogKeeper } from './outside/database/log-keeper.ts'
import { createReadingThread, type ReadingThread } from './outside/database/reading-thread.ts'
import { restoreBackup } from './outside/database/restore-backup.ts'
import { heldBy, holdStudio } from './outside/database/studio-hold.ts'
import { openStudioStore, type StudioStore } from './outside/database/studio-store.ts'
import { kindOfFile } from './outside/files/look-at-file.ts'
import type { Log } from './outside/log/log.ts'
import { freeBytes, openMachine } from './outside/machine/machine.ts'
import { killAllOf } from './outside/programs/end-tree.ts'
import { endLeftOver } from './outside/programs/left-over.ts'
import { markEverything } from './outside/programs/marks.ts'
import { runProgram } from './outside/programs/run-program.ts'
import type { Announcer } from './services/announcer/announcer.ts'
import { applyPolicies, artifactsOf, removeArtifacts } from './services/artifact-store/artifact-folders.ts'
import { type BatchDesk, createBatchDesk } from './services/batch-desk/batch-desk.ts'
import { newBatchId } from './services/batch-desk/new-batch-id.ts'
import { pastOfPlan } from './services/batch-desk/past-batches.ts'
import type { Calibrator } from './services/calibration/calibration.ts'
import type { FarmPictures } from './services/farm-pictures/farm-pictures.ts'
import type { HardwareEncoders } from './services/hardware-encoders/hardware-encoders.ts'
import { openMeters } from './services/machine-meters/machine-meters.ts'
import type { ProductionSetup } from './services/production/production.ts'
import { reserveOf } from './services/render-farm/disks.ts'
import { createRenderFarm, type RenderFarm } from './services/render-farm/render-farm.ts'
import { createReviewDesk, type ReviewDesk } from './services/review-desk/review-desk.ts'
import { tidyRecords } from './services/storage-desk/tidy-records.ts'

/** What keeps batches, and works on them: store, farm, desk. Opened for the first command about batches. */
export type Office = {
  store: StudioStore
  desk: BatchDesk
  review: ReviewDesk
  /** Does a unit of a job in the farm's slots. */
  unit: RenderFarm['unit']
  /** The slots in which copies of finished videos are made. */
  copies: RenderFarm['copies']
  farm: FarmActions
  /** What a planned batch takes on this machine, into this folder. */
  estimate(
    plan: BatchPlan,
    request: { out: string; quality: Quality; codecs: readonly Codec[] },
  ): Promise<BatchEstimate>
  /** What the planner is to be given for each hardware encoder that worked here. */
  encoderWishes(): Promise<ReturnType<HardwareEncoders['wishes']>>
  /** What takes long to read, apart from the thread that works. */
  reading: ReadingThread
  /** Where the file of a picture of the farm lies; null when there is none of this name. */
  slotPicture(name: string): { path: string; mime: string } | null
  /** Bytes of the artifacts of a batch that nobody works on. */
  keptBytes(batch: string): Promise<number>
  /** Hands back what runs, writes its papers and closes everything. */
  close(): Promise<void>
}

type OfficeNeeds = {
  folder: string
  sqlFolder: string
  /** Who works here, as others are told: `window`, `render`. */
  door: string
  clock: Clock
  log: Log
  announcer: Announcer
  setup(): Promise<ProductionSetup>
  /** Programs at a time, whatever was measured or set. */
  slots: number | undefined
  /** What a door knows better than files and programs tell. */
  person: Person | undefined
  /** The module of the thread that makes backups, where it was bundled elsewhere. */
  backupWorker: URL | undefined
  /** The module of the thread that reads, likewise. */
  readingWorker: URL | undefined
}

export type Person = {
  /** Since somebody touched the machine. */
  idleSeconds(): number
  onBattery(): boolean
  /** Keeps the machine from sleeping until the answer is called. */
  keepAwake(why: string): () => void
  /** Calls `hear` with what the system tells of the machine's power; the answer stops that. */
  onPower(hear: (event: PowerEvent) => void): () => void
}

/** A third of the free disk, and no more than this, for the artifacts of a batch, and for those of all that are kept. */
const mostArtifactBytes = 40 * 1024 ** 3
export const artifactRoom = (folder: string): number =>
  Math.min(mostArtifactBytes, Math.floor(freeBytes(folder) / 3))

/** Milliseconds from the opening to the first look whether a backup is due, and between looks. */
const backupAfter = 60_000
const backupEvery = 6 * 3_600_000
/** Milliseconds from the opening until a thread keeps the database's log short. */
const keepLogAfter = 1_000
const shownForecasts = 100
/** Milliseconds in which the encoders are looked up for a farm that is shown; later ones are told. */
const patience = 150

/**
 * Takes the studio folder and opens what is kept there. Rejects with `studio.held` when another process has it, with
 * `store.*` when the database can't be opened; then nothing is held.
 */
export async function openOffice(needs: OfficeNeeds): Promise<Office> {
  const { folder, clock } = needs
  const hold = holdStudio(folder, { pid: process.pid, door: needs.door, since: clock.iso() })
  if (!hold.held) throw heldBy(folder, hold.by)
  try {
    return furnish(needs, () => hold.letGo())
  } catch (error) {
    hold.letGo()
    throw error
  }
}

/** Puts the newest good backup in the place of the damaged database of a folder that nobody works in. */
export async function restoreOffice(folder: string, sqlFolder: string, door: string, clock: Clock) {
  const hold = holdStudio(folder, { pid: process.pid, door, since: clock.iso() })
  if (!hold.held) throw heldBy(folder, hold.by)
  try {
    return await restoreBackup({ folder, sqlFolder, at: clock.iso() })
  } finally {
    hold.letGo()
  }
}

function furnish(needs: OfficeNeeds, letGo: () => void): Office {
  const { folder, sqlFolder, clock, log, announcer, setup, slots } = needs
  const machine = { ...openMachine(), ...personal(needs.person) }
  const store = openStudioStore({
    folder,
    sqlFolder,
    studio: `${process.pid}-${randomBytes(4).toString('hex')}`,
    machine: machine.name,
  })
  const reading = createReadingThread(
    { path: join(folder, 'studio.sqlite'), statements: join(sqlFolder, 'statements') },
    needs.readingWorker,
  )
  const stopping = new AbortController()
  const mark = store.studio
  const unmark = markEverything(mark)
  let hasMade = false
  const run: typeof runProgram = (call) => runProgram({ ...call, mark })
  // What only making videos needs is loaded when it is needed: a list has to be there at once.
  let hardware: HardwareEncoders | null = null
  let calibrator: Calibrator | null = null

  const farm: RenderFarm = createRenderFarm({
    clock,
    store,
    machine,
    programs: { run: runProgram, mark },
    processes: slots,
    next: (atLeast) => desk.next(atLeast),
    standingOf: (batch, job) => desk.standingOf(batch, job),
    encoders: () => hardware?.list() ?? [],
    calibration: () => calibrator?.known() ?? null,
    pastForecasts: () => store.pastForecasts(shownForecasts),
    onFault: (error, batch) => desk.fault(error, batch),
    onChange: () => announcer.tell({ event: 'farm.changed', farm: standing() }),
    chance: Math.random,
    studioFolder: folder,
  })
  const desk: BatchDesk = createBatchDesk({
    store,
    clock,
    log,
    announcer,
    farm,
    machine,
    studioFolder: folder,
    reserveOf: (total) => reserveOf(total, farm.settings()),
    chance: Math.random,
    newId: () => newBatchId(new Date()),
    endLeftOver,
    hardware: {
      take: (video) => hardware?.take(video) ?? null,
      wish: (encoder) => hardware?.wish(encoder) ?? { hardware: null },
    },
    artifacts: {
      keep(batch) {
        const claimed = claimIndex(artifactsOf(folder, batch), sqlFolder)
        if (typeof claimed === 'string') return
        if (claimed.sealedAt === null) claimed.keep(clock.iso())
        claimed.letGo()
      },
      async tidy() {
        const places = { studioFolder: folder, sqlFolder }
        const maxBytes = artifactRoom(folder)
        const { removed } = await applyPolicies({
          ...places,
          maxBytes,
          now: clock.iso(),
          onStuck: (batch, error) => log.fault('kept artifacts could not be tidied', error, { batch }),
        })
        for (const gone of removed) log.info('kept artifacts were removed', gone)
      },
    },
    async openProduction(request, id) {
      hasMade = true
      const { openBatchProduction } = await import('./services/batch-desk/batch-production.ts')
      const production = await openBatchProduction(request, id, await setup())
      if (request.encoding === 'auto') {
        const encoders = await hardwareHere()
        await encoders.find({ signal: stopping.signal })
        for (const { id: format } of production.formats) await encoders.prepare(production.shapeOf(format))
      }
      return production
    },
  })

  const review: ReviewDesk = createReviewDesk({
    store,
    reading,
    clock,
    log,
    announcer,
    queue: desk.queue,
    papersOf: desk.papersOf,
    removeArtifacts: (hashes) => removeArtifacts(folder, hashes),
    inspectionOf: store.quality.ofJob,
  })
  const carriedOut = review.goOn(stopping.signal).catch((error: unknown) => {
    log.fault('what was rejected before could not be looked up', error)
  })

  async function ffmpegHere() {
    const { openFfmpegTrials } = await import('./services/ffmpeg-trials/ffmpeg-trials.ts')
    const found = await (await setup()).findFfmpeg()
    const trials = await openFfmpegTrials({ ffmpeg: found, studioFolder: folder, runProgram: run })
    return { ...found, trials }
  }

  const hardwareHere = once(async () => {
    const { createHardwareEncoders } = await import('./services/hardware-encoders/hardware-encoders.ts')
    const { ffmpeg, trials } = await ffmpegHere()
    hardware = createHardwareEncoders({ ffmpeg, trials, runProgram: run })
    return hardware
  })

  const calibratorHere = once(async () => {
    const { createCalibrator } = await import('./services/calibration/calibration.ts')
    const made = createCalibrator({
      machine,
      clock,
      log,
      store,
      run,
      alone: farm.alone,
      async findFfmpeg() {
        const { ffmpeg, ffmpegVersion, trials } = await ffmpegHere()
        const { encoders } = await trials.build(['libx264'])
        return { ffmpeg, id: ffmpegVersion, encoders }
      },
    })
    await made.load().catch(() => null)
    calibrator = made
    return made
  })

  const standing = (): FarmStanding => farm.standing()
  const meters = openMeters({
    clock,
    machine,
    slotsUsed: () => standing().slots.reduce((sum, { kind, used }) => sum + (kind === 'light' ? 0 : used), 0),
    calibrating: () => calibrator?.underWay() ?? null,
  })
  let pictures: FarmPictures | null = null
  const stopHearing = announcer.listen((events) => {
    for (const event of events)
      if (
        event.event === 'batch.changed' &&
        event.previous === 'preparing' &&
        event.batch.status === 'running'
      )
        void beforeBatch(event.batch.counts.jobs)
  })
  const stopHearingPower = needs.person?.onPower(farm.power)
  async function beforeBatch(jobs: number): Promise<void> {
    try {
      await (await calibratorHere()).beforeBatch(jobs, stopping.signal)
    } catch (error) {
      log.fault('the machine could not be measured', error)
    }
  }

  const thread = needs.backupWorker === undefined ? {} : { worker: needs.backupWorker }
  let callOffBackup = clock.after(backupAfter, backUpNow)
  let backingUp: Promise<unknown> = Promise.resolve()

  function backUpNow(): void {
    backingUp = backUp({ folder, day: clock.iso().slice(0, 10), signal: stopping.signal, ...thread }).catch(
      (error: unknown) => log.fault('the database could not be backed up', error),
    )
    callOffBackup = clock.after(backupEvery, backUpNow)
  }

  // What only asks something is over by then, and needs no thread more.
  let logKeeper: LogKeeper | null = null
  const callOffKeeping = clock.after(keepLogAfter, () => {
    logKeeper = keepLog({
      source: join(folder, 'studio.sqlite'),
      onKept: (kept) => store.logIsKept(kept),
      module: needs.backupWorker,
    })
  })

  const stopTidying = tidyRecords({
    clock,
    store,
    find: (before) => reading.ask('batchesToTidy', { before }),
    onFault: (error, batch) => log.fault('old records could not be tidied', error, { batch }),
  })

  if (store.unchecked)
    void lookThrough({ folder, signal: stopping.signal, ...thread }).then((fault) => {
      if (fault !== null) desk.fault(fault, null)
    })

  return {
    store,
    desk,
    review,
    unit: farm.unit,
    copies: farm.copies,
    reading,
    farm: {
      async show() {
        // Without an ffmpeg there still is a farm to be shown, and nobody waits long for one.
        const all = Promise.all([hardwareHere(), calibratorHere()]).catch(() => {})
        await Promise.race([all, sleep(patience, null, { ref: false })])
        return standing()
      },
      set: (settings) => farm.set(settings),
      calibrate: async (signal) =>
        (await calibratorHere()).calibrate(AbortSignal.any([stopping.signal, signal])),
      async tryEncoders() {
        const encoders = await hardwareHere()
        return { encoders: await encoders.find({ anew: true, signal: stopping.signal }) }
      },
      meters: () => meters.read(),
      async picture(unit) {
        hasMade = true
        const { openFarmPictures } = await import('./services/farm-pictures/farm-pictures.ts')
        pictures ??= openFarmPictures({
          store,
          running: () => standing().running,
          setup,
          studioFolder: folder,
          clock,
        })
        return pictures.picture(unit)
      },
    },
    async estimate(plan, { out, quality, codecs }) {
      const { estimateBatch } = await import('./services/batch-estimator/batch-estimator.ts')
      await calibratorHere().catch(() => {})
      const disk = await machine.lookAtDisk(await nearestFolder(resolve(out)), patience * 10)
      const encode = standing().slots.find(({ kind }) => kind === 'encode')
      const processes = slots ?? calibrator?.known()?.processes ?? encode?.total ?? machine.processors
      const { past, inspection } = pastOfPlan(store, machine.name, plan, { codecs, quality, processes })
      return estimateBatch(plan, {
        ...{ codecs, quality, past, inspection, processes },
        disk: disk && { free: disk.free, reserve: reserveOf(disk.total, farm.settings()) },
      })
    },
    encoderWishes: async () => (await hardwareHere()).wishes(),
    keptBytes: (batch) => reading.ask('keptBytes', { folder: artifactsOf(folder, batch), sqlFolder }),
    slotPicture: (name) => pictures?.file(name) ?? null,
    async close() {
      stopping.abort(studioClosing())
      stopHearing()
      stopHearingPower?.()
      callOffBackup()
      stopTidying()
      callOffKeeping()
      meters.close()
      await pictures?.close()
      await carriedOut
      review.close()
      await desk.stop()
      await farm.stop()
      await hardware?.stop()
      // Probes that hang would keep the process, or outlive the thread that asked for them.
      if (hasMade) killAllOf(mark)
      unmark()
      await backingUp
      announcer.flush()
      await logKeeper?.stop()
      await reading.close()
      store.close()
      letGo()
    },
  }
}

/** A folder that is there: the one that was meant, or the one that it will be made in. */
async function nearestFolder(folder: string): Promise<string> {
  const above = dirname(folder)
  return above === folder || (await kindOfFile(folder)) === 'folder' ? folder : nearestFolder(above)
}

function personal(person: Person | undefined) {
  if (person === undefined) return {}
  return {
    idleSeconds: async () => person.idleSeconds(),
    onBattery: async () => person.onBattery(),
    keepAwake: person.keepAwake,
  }
}
