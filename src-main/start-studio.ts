import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Api } from '../src-shared/contract/commands.ts'
import type { Listen } from '../src-shared/contract/events.ts'
import { batchHandlers } from './api/batches.ts'
import { checkHandlers } from './api/checks.ts'
import { createApi } from './api/create-api.ts'
import { planHandlers } from './api/plans.ts'
import { sampleHandlers } from './api/samples.ts'
import { stillHandlers } from './api/stills.ts'
import { tableHandlers } from './api/tables.ts'
import { templateHandlers } from './api/templates.ts'
import { systemClock } from './outside/clock/clock.ts'
import type { StudioStore } from './outside/database/studio-store.ts'
import { makeFolder } from './outside/folders/make-folder.ts'
import { studioFolder as defaultFolder } from './outside/folders/studio-folder.ts'
import { openLog } from './outside/log/log.ts'
import { freeBytes, processors } from './outside/machine/machine.ts'
import { killRunningPrograms, runProgram } from './outside/programs/run-program.ts'
import { createAnnouncer } from './services/announcer/announcer.ts'
import type { BatchDesk } from './services/batch-desk/batch-desk.ts'
import type { ProductionSetup } from './services/production/production.ts'
import type { TemplateLibrary } from './services/template-library/template-library.ts'

export type StudioOptions = {
  /** Where database, cache, artifacts and log lie; default: REELMILL_STUDIO, else the system's folder for data. */
  studioFolder?: string
  /** The folder that holds package.json, resources and src-main: a clone, or what an app was packed from. */
  projectRoot?: string
  /** Electron's folder of resources. */
  resourcesPath?: string
  /** Videos made at a time; default: one for each processor. */
  slots?: number
  env?: Record<string, string | undefined>
  /** The module of a thread that examines rows, where it was bundled elsewhere. */
  examineWorker?: URL
  /** The module of a thread that makes the frames of moving pictures, likewise. */
  motionWorker?: URL
}

export type Studio = {
  api: Api
  listen: Listen
  /** Path of the log. */
  log: string
  /** Interrupts what runs, writes its manifests and closes everything. */
  stop(): Promise<void>
  /** Ends every running program at once; for the last moment of a process. */
  abandon(): void
}

/** A third of the free disk, and no more than this, for the artifacts of a batch, and for those of all that are kept. */
const mostArtifactBytes = 40 * 1024 ** 3

/**
 * Builds the studio by hand, clock included. Every door calls this: the desktop app, the command line. What a command
 * doesn't need is not loaded: `template list` opens no database and draws nothing.
 *
 * Several studios may share a folder: each renders its own batches, and SQLite keeps their writes apart. Rejects with
 * `folder.not-writable` or `store.*`.
 */
export async function startStudio(options: StudioOptions = {}): Promise<Studio> {
  const env = options.env ?? process.env
  const root = options.projectRoot ?? fileURLToPath(new URL('..', import.meta.url))
  const folder = resolve(options.studioFolder ?? defaultFolder(env))
  const clock = systemClock
  const log = openLog(join(folder, 'log', 'reelmill.log'), clock.iso)
  const announcer = createAnnouncer(clock, (error) => log.fault('a listener failed', error))
  const sqlFolder = join(root, 'src-main', 'outside', 'database')
  const slots = options.slots ?? processors()
  const checks = new Map<string, AbortController>()
  const plans = new Map<string, AbortController>()
  const stopping = new AbortController()

  // A crash must leave no ffmpeg behind.
  process.on('exit', killRunningPrograms)

  const library = once(async (): Promise<TemplateLibrary> => {
    const { createTemplateLibrary } = await import('./services/template-library/template-library.ts')
    return createTemplateLibrary({
      shippedFolder: join(root, 'resources', 'templates'),
      onBroken: (broken, error) =>
        log.info('a template is not valid and not listed', { folder: broken, error }),
    })
  })
  const setup = once(async (): Promise<ProductionSetup> => {
    makeFolder(folder, "the studio's folder")
    const { findFfmpeg } = await import('./outside/ffmpeg/find-ffmpeg.ts')
    const { rememberingVersions } = await import('./services/ffmpeg-trials/ffmpeg-trials.ts')
    return {
      library: await library(),
      findFfmpeg: once(() =>
        findFfmpeg({
          env,
          projectRoot: root,
          ...(options.resourcesPath === undefined ? {} : { resourcesPath: options.resourcesPath }),
          run: rememberingVersions(folder, runForVersion),
        }),
      ),
      studioFolder: folder,
      examiners: processors(),
      workerFile:
        options.examineWorker ?? new URL('./services/row-examiner/examine-worker.ts', import.meta.url),
      motion: await motion(),
      fontsRoot: null,
      sqlFolder,
      artifactBytes: artifactRoom(),
      log,
    }
  })
  const artifactRoom = () => Math.min(mostArtifactBytes, Math.floor(freeBytes(folder) / 3))
  const motion = once(async () => {
    const { createMotionStage } = await import('./outside/motion/motion-stage.ts')
    const workerFile = options.motionWorker ?? new URL('./outside/motion/motion-worker.ts', import.meta.url)
    return createMotionStage({ threads: slots, workerFile })
  })
  const office = once(() => openOffice())

  /** The store, the farm and the desk: opened for the first command about batches. */
  async function openOffice(): Promise<{ store: StudioStore; desk: BatchDesk }> {
    makeFolder(folder, "the studio's folder")
    const { openStudioStore } = await import('./outside/database/studio-store.ts')
    const { createBatchDesk } = await import('./services/batch-desk/batch-desk.ts')
    const { claimIndex, shareIndex } = await import('./outside/database/artifact-index.ts')
    const { applyPolicies, artifactsOf } = await import('./services/artifact-store/artifact-folders.ts')
    const { createRenderFarm } = await import('./services/render-farm/render-farm.ts')
    const store = openStudioStore({
      folder,
      sqlFolder,
      studio: `${process.pid}-${randomBytes(4).toString('hex')}`,
    })
    const farm = createRenderFarm({
      slots,
      next: () => desk.next(),
      onFault: (error, batch) => desk.fault(error, batch),
    })
    const desk: BatchDesk = createBatchDesk({
      store,
      clock,
      log,
      announcer,
      farm,
      newId: () => newBatchId(new Date()),
      artifacts: {
        keep(batch) {
          const claimed = claimIndex(artifactsOf(folder, batch), sqlFolder)
          if (typeof claimed === 'string') return
          if (claimed.sealedAt === null) claimed.keep(clock.iso())
          claimed.letGo()
        },
        bytes(batch) {
          const shared = shareIndex(artifactsOf(folder, batch), sqlFolder)
          shared?.close()
          return shared?.state.bytes ?? 0
        },
        async tidy() {
          const places = { studioFolder: folder, sqlFolder }
          const { removed } = await applyPolicies({ ...places, maxBytes: artifactRoom(), now: clock.iso() })
          for (const gone of removed) log.info('kept artifacts were removed', gone)
        },
      },
      async openProduction(request, id) {
        const { openBatchProduction } = await import('./services/batch-desk/batch-production.ts')
        return openBatchProduction(request, id, await setup())
      },
    })
    return { store, desk }
  }

  const api = createApi(
    {
      ...templateHandlers({
        library,
        async summaryOf(loaded) {
          const { summaryOf } = await import('./services/template-library/template-library.ts')
          return summaryOf(loaded)
        },
      }),
      ...tableHandlers({
        library,
        async inspect(request) {
          const { inspectTable } = await import('./services/row-intake/read-rows.ts')
          return inspectTable(request)
        },
        async describe(description) {
          const { describeTable } = await import('./outside/tables/open-table.ts')
          return describeTable(description)
        },
      }),
      ...checkHandlers({
        checks,
        async run(request, id, how) {
          const { runCheck } = await import('./services/preflight/preflight.ts')
          return runCheck(request, `check-${id}`, await setup(), { ...how, today: clock.iso().slice(0, 10) })
        },
        tell: announcer.tell,
        milliseconds: clock.milliseconds,
      }),
      ...planHandlers({
        plans,
        async run(request, id, how) {
          const { planBatch } = await import('./services/batch-planner/batch-planner.ts')
          return planBatch(request, `plan-${id}`, await setup(), how)
        },
        tell: announcer.tell,
        milliseconds: clock.milliseconds,
      }),
      ...stillHandlers(async (request) => {
        const { makeStill } = await import('./services/still-maker/still-maker.ts')
        return makeStill(request, await setup(), stopping.signal)
      }),
      ...batchHandlers(office),
      ...sampleHandlers(samplesOf(root)),
    },
    (command, error) => {
      log.fault('a command failed by a fault of ours', error, { command })
      return log.path
    },
  )

  return {
    api,
    listen: announcer.listen,
    log: log.path,
    async stop() {
      stopping.abort()
      for (const running of [...checks.values(), ...plans.values()]) running.abort()
      const opened = office.opened()
      if (opened !== null) {
        const { store, desk } = await opened
        await desk.stop()
        announcer.flush()
        store.close()
      }
      await (await motion.opened())?.close()
      process.off('exit', killRunningPrograms)
    },
    abandon: killRunningPrograms,
  }
}

/** Done when it is first asked for, and once; a failure is forgotten, so that the next asker tries again. */
function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | null = null
  const ask = () => {
    made ??= make().catch((error: unknown) => {
      made = null
      throw error
    })
    return made
  }
  return Object.assign(ask, { opened: () => made })
}

async function runForVersion(command: string, args: string[], timeout: number) {
  const end = await runProgram({ command, args, timeout })
  if (end.kind === 'not-started') throw new Error(end.reason)
  return { code: end.kind === 'finished' ? 0 : end.kind === 'failed' ? end.code : null, stdout: end.stdout }
}

/** `20261121-1415-k3f9`: sorts by time, can be said on the telephone. */
function newBatchId(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  const letters = [...randomBytes(4)].map((byte) => 'abcdefghjkmnpqrstvwxyz23456789'[byte % 30]).join('')
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}-${letters}`
}

function samplesOf(root: string): { title: string; template: string; data: string }[] {
  const data = (path: string) => join(root, 'resources', 'sample-data', path)
  return [
    { title: 'Product catalogue', template: 'product-showcase', data: data('catalogue/products.csv') },
    { title: 'Personal ads', template: 'personal-ad', data: data('customers.csv') },
    { title: 'Market update', template: 'market-update', data: data('neighbourhoods.csv') },
  ]
}
