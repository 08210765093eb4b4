import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Api } from '../src-shared/contract/commands.ts'
import { studioClosing } from '../src-shared/contract/errors.ts'
import type { Listen } from '../src-shared/contract/events.ts'
import { rooted, withAssetRoots } from './api/asset-roots.ts'
import { checkHandlers } from './api/checks.ts'
import { createApi } from './api/create-api.ts'
import { editorHandlers, editorMedia, templateMedia } from './api/editor.ts'
import { fontHandlers } from './api/fonts.ts'
import { insightHandlers } from './api/insight.ts'
import { createLongWork } from './api/long-work.ts'
import { frameIn, jobIn, mediaHandlers } from './api/media.ts'
import { officeHandlers } from './api/office-handlers.ts'
import { planHandlers } from './api/plans.ts'
import { qualityHandlers } from './api/quality.ts'
import { qualityEffectHandlers } from './api/quality-effect.ts'
import { storeHandlers } from './api/restoring.ts'
import { resultsHandlers } from './api/results.ts'
import { reviewPackageHandlers } from './api/review-packages.ts'
import { sampleHandlers } from './api/samples.ts'
import { settingsHandlers } from './api/settings.ts'
import { stillHandlers } from './api/stills.ts'
import { storageHandlers } from './api/storage.ts'
import { tableHandlers } from './api/tables.ts'
import { templateHandlers } from './api/templates.ts'
import { once } from './once.ts'
import type { Person } from './open-office.ts'
import { openQuality } from './open-quality.ts'
import { openViewing } from './open-viewing.ts'
import { type Clock, systemClock } from './outside/clock/clock.ts'
import type { StudioStore } from './outside/database/studio-store.ts'
import { makeFolder } from './outside/folders/make-folder.ts'
import { studioFolder as defaultFolder } from './outside/folders/studio-folder.ts'
import { openLog } from './outside/log/log.ts'
import { processors } from './outside/machine/machine.ts'
import { killRunningPrograms, runProgram } from './outside/programs/run-program.ts'
import { createAnnouncer } from './services/announcer/announcer.ts'
import { samplesOf } from './services/editor-engine/sample-table.ts'
import type { ProductionSetup } from './services/production/production.ts'
import type { TemplateLibrary } from './services/template-library/template-library.ts'

export type StudioOptions = {
  /** Where database, cache, artifacts and log lie; default: REELMILL_STUDIO, else the system's folder for data. */
  studioFolder?: string
  /** The folder that holds package.json, resources and src-main: a clone, or what an app was packed from. */
  projectRoot?: string
  /** Electron's folder of resources. */
  resourcesPath?: string
  /** Programs at a time; default: as set, or as measured on this machine. */
  slots?: number
  /** Who works here, as others are told: `window`, `render`. */
  door?: string
  /** Default: the system's. */
  clock?: Clock
  /** What a door knows better than files and programs tell. */
  person?: Person
  env?: Record<string, string | undefined>
  /** The module of a thread that examines rows, where it was bundled elsewhere. */
  examineWorker?: URL
  /** The module of a thread that keeps a table somebody looks at, likewise. */
  rowWorker?: URL
  /** The module of the thread that makes backups, likewise. */
  backupWorker?: URL
  /** The module of the thread that reads the database, likewise. */
  readingWorker?: URL
  /** The module of a thread that makes the frames of moving pictures, likewise. */
  motionWorker?: URL
  /** The module of a thread that measures finished videos, likewise. */
  measuringWorker?: URL
  /** The module of the thread that draws what batches show, likewise. */
  drawingWorker?: URL
  /** The module of the thread that draws specimens of fonts, likewise. */
  specimenWorker?: URL
  /** The module of the thread that editors' drafts are checked, planned and drawn in, likewise. */
  editorWorker?: URL
}

export type Studio = {
  api: Api
  listen: Listen
  /** Path of the log. */
  log: string
  /** The studio's folder. */
  folder: string
  /** Interrupts what runs, writes its manifests and closes everything. */
  stop(): Promise<void>
  /** Ends every running program at once; for the last moment of a process. */
  abandon(): void
}

/**
 * Builds the studio by hand, clock included. Every door calls this: the desktop app, the command line. What a command
 * doesn't need is not loaded: `template list` opens no database and draws nothing.
 *
 * One studio a folder: the first command about batches takes it, or rejects with `studio.held`. Rejects with
 * `folder.not-writable`.
 */
export async function startStudio(options: StudioOptions = {}): Promise<Studio> {
  const env = options.env ?? process.env
  const root = options.projectRoot ?? fileURLToPath(new URL('..', import.meta.url))
  const folder = resolve(options.studioFolder ?? defaultFolder(env))
  const clock = options.clock ?? systemClock
  const log = openLog(join(folder, 'log', 'reelmill.log'), clock.iso)
  let store: Pick<StudioStore, 'batch'> | null = null
  const announcer = createAnnouncer(
    clock,
    (error) => log.fault('a listener failed', error),
    (batch) => store?.batch(batch),
  )
  const sqlFolder = join(root, 'src-main', 'outside', 'database')
  const door = options.door ?? 'studio'
  const stopping = new AbortController()
  const { tell } = announcer
  const longWork = createLongWork({ tell, milliseconds: clock.milliseconds, signal: stopping.signal })

  // A crash must leave no ffmpeg behind.
  process.on('exit', killRunningPrograms)

  const shippedFolder = join(root, 'resources', 'templates')
  const ownTemplates = once(async () => {
    const { createOwnTemplates } = await import('./services/template-library/own-templates.ts')
    const { foldersByName } = await import('./services/template-library/template-library.ts')
    return createOwnTemplates({
      studioFolder: folder,
      others: () => foldersByName([shippedFolder]),
      clock,
      running: async (name) => (await templateUses()).find(({ template }) => template === name)?.running ?? 0,
      onChange: (template) => announcer.tell({ event: 'templates.changed', template }),
    })
  })
  const library = once(async (): Promise<TemplateLibrary> => {
    const { createTemplateLibrary } = await import('./services/template-library/template-library.ts')
    return createTemplateLibrary({
      shippedFolder,
      own: await ownTemplates(),
      listFile: join(folder, 'template-list.json'),
    })
  })
  const templateUses = async () => (await office()).reading.ask('usesOfTemplates', null)
  const setup = once(async (): Promise<ProductionSetup> => {
    makeFolder(folder, "the studio's folder")
    const { findFfmpeg } = await import('./outside/ffmpeg/find-ffmpeg.ts')
    const { findAgainWhenReplaced } = await import('./services/ffmpeg-trials/find-again.ts')
    const { rememberingVersions } = await import('./services/ffmpeg-trials/ffmpeg-trials.ts')
    return {
      library: await library(),
      findFfmpeg: findAgainWhenReplaced(() =>
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
      drawing: await drawing(),
      inspecting: () => quality(),
      fontsRoot: null,
      sqlFolder,
      artifactBytes: (await import('./open-office.ts')).artifactRoom(folder),
      log,
    }
  })
  const drawing = once(async () => {
    const { openDrawingRoom } = await import('./services/drawing-room/drawing-room.ts')
    return openDrawingRoom({ worker: options.drawingWorker, fontsRoot: null })
  })
  const motionWorker = options.motionWorker ?? new URL('./outside/motion/motion-worker.ts', import.meta.url)
  const motion = once(async () => {
    const { createMotionStage } = await import('./outside/motion/motion-stage.ts')
    return createMotionStage({ threads: processors(), workerFile: motionWorker })
  })
  const office = once(async () => {
    makeFolder(folder, "the studio's folder")
    const { openOffice } = await import('./open-office.ts')
    const opened = await openOffice({
      folder,
      sqlFolder,
      door,
      clock,
      log,
      announcer,
      setup,
      slots: options.slots,
      person: options.person,
      backupWorker: options.backupWorker,
      readingWorker: options.readingWorker,
    })
    store = opened.store
    return opened
  })

  const { posters, viewingCopies, reviewPackages } = openViewing({
    folder,
    root,
    office,
    setup,
    clock,
    announcer,
    signal: stopping.signal,
  })

  const { quality, batchInspector, findingPicture, ...inspections } = openQuality({
    folder,
    worker: options.measuringWorker,
    office,
    setup,
    posters,
    clock,
    announcer,
    signal: stopping.signal,
  })

  const rowDesk = once(async () => {
    const { createRowDesk } = await import('./services/row-desk/row-desk.ts')
    const workerFile = options.rowWorker ?? new URL('./services/row-desk/row-worker.ts', import.meta.url)
    return createRowDesk({ workerFile, tell: announcer.tell })
  })
  const cellPictures = once(async () => {
    const { createCellPictures } = await import('./services/row-desk/cell-pictures.ts')
    return createCellPictures(join(folder, 'cell-pictures'), await rowDesk(), {
      ffmpeg: async () => (await (await setup()).findFfmpeg()).ffmpeg,
      run: runProgram,
      signal: stopping.signal,
    })
  })
  const settingsDesk = once(async () => {
    makeFolder(folder, "the studio's folder")
    const { createSettingsDesk } = await import('./services/settings-desk/settings-desk.ts')
    return createSettingsDesk(folder, (settings) => {
      announcer.tell({ event: 'settings.changed', settings })
      void editorDesk
        .opened()
        ?.then((desk) => desk.rooted())
        .catch((error) => log.fault('editors were not told of the folders of assets', error))
    })
  })

  const fontDesk = once(async () => {
    const { createFontDesk } = await import('./services/font-desk/font-desk.ts')
    const workerFile =
      options.specimenWorker ?? new URL('./services/font-desk/specimen-worker.ts', import.meta.url)
    return createFontDesk({ studioFolder: folder, workerFile })
  })
  const storageDesk = once(async () => {
    makeFolder(folder, "the studio's folder")
    const { createStorageDesk } = await import('./services/storage-desk/storage-desk.ts')
    return createStorageDesk({ folder, sqlFolder, now: () => Date.parse(clock.iso()) })
  })
  const engineRoom = once(async () => {
    const { fontsRoot, artifactBytes } = await setup()
    const { openEngineRoom } = await import('./services/editor-engine/engine-room.ts')
    const workerFile =
      options.editorWorker ?? new URL('./services/editor-engine/engine-worker.ts', import.meta.url)
    const parts = { workerFile, motionWorker, fontsRoot, artifactBytes, processors: processors() }
    return openEngineRoom({ studioFolder: folder, ...parts })
  })
  const editorDesk = once(async () => {
    const { createEditorDesk } = await import('./services/editor-desk/editor-desk.ts')
    const { thread, workFolder } = await engineRoom()
    const { findFfmpeg } = await setup()
    const drafts = await ownTemplates()
    const samples = samplesOf(root)
    return createEditorDesk({ drafts, thread, findFfmpeg, assetRoots, samples, workFolder, tell })
  })
  const templatePictures = once(async () => {
    const { createTemplatePictures } = await import('./services/template-pictures/template-pictures.ts')
    const [{ thread }, { findFfmpeg }, { folderOf }] = [await engineRoom(), await setup(), await library()]
    return createTemplatePictures({
      folderOf,
      thread,
      findFfmpeg,
      samples: samplesOf(root),
      folder: join(folder, 'template-pictures'),
      onFault: (template, error) => log.info('a template has no picture', { template, error: String(error) }),
    })
  })

  const versionStills = once(async () => {
    const { createVersionStills } = await import('./services/template-pictures/version-stills.ts')
    const [{ thread, workFolder }, { findFfmpeg }] = [await engineRoom(), await setup()]
    return createVersionStills({
      folderOfVersion: (await ownTemplates()).folderOfVersion,
      thread,
      findFfmpeg,
      samples: samplesOf(root),
      folder: join(workFolder, 'versions'),
    })
  })

  const assetRoots = async () => (await settingsDesk()).assetRoots()

  const api = createApi(
    {
      ...templateHandlers({
        library,
        own: ownTemplates,
        uses: templateUses,
        stills: versionStills,
        longWork,
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
        desk: rowDesk,
        today: () => clock.iso().slice(0, 10),
      }),
      ...checkHandlers({
        longWork,
        desk: rowDesk,
        async run(request, id, how) {
          const { runCheck } = await import('./services/preflight/preflight.ts')
          const whole = await rooted(request, assetRoots)
          return runCheck(whole, `check-${id}`, await setup(), { ...how, today: clock.iso().slice(0, 10) })
        },
      }),
      ...planHandlers({
        longWork,
        async run(request, id, how) {
          const { planBatch } = await import('./services/batch-planner/batch-planner.ts')
          const { inspectionPerPixel } = await import('./services/batch-desk/past-batches.ts')
          const { lookUpLearnt } = await import('./outside/database/look-up-learnt.ts')
          const { machineName } = await import('./outside/machine/machine.ts')
          const learnt = (name: string) => lookUpLearnt(folder, sqlFolder, name)
          return planBatch(await rooted(request, assetRoots), `plan-${id}`, await setup(), {
            ...how,
            inspectionPerPixel: (codecs, pixels) =>
              inspectionPerPixel({ learnt }, machineName(), codecs, pixels),
          })
        },
        async estimate(plan, request) {
          const { template } = await (await library()).load(request.template)
          const codecs = plan.formats.map(({ id }) => {
            const own = template.formats[id]?.codec ?? 'h264'
            return own === 'gif' ? own : (request.codec ?? own)
          })
          return (await office()).estimate(plan, { ...request, codecs })
        },
      }),
      ...stillHandlers(async (request) => {
        const { makeStill } = await import('./services/still-maker/still-maker.ts')
        return makeStill(request, await setup(), stopping.signal)
      }),
      ...officeHandlers(office, longWork),
      ...storeHandlers(async () => {
        const { restoreOffice } = await import('./open-office.ts')
        return restoreOffice(folder, sqlFolder, door, clock)
      }),
      ...sampleHandlers(samplesOf(root)),
      ...insightHandlers(office, processors(), async (table) => {
        const { writeExport } = await import('./services/insight/write-export.ts')
        await writeExport(table)
      }),
      ...resultsHandlers(office, posters, viewingCopies),
      ...reviewPackageHandlers(reviewPackages, office, longWork),
      ...qualityEffectHandlers(quality, office, longWork),
      ...qualityHandlers(quality, office, batchInspector, longWork),
      ...settingsHandlers(settingsDesk),
      ...fontHandlers(fontDesk),
      ...storageHandlers(storageDesk),
      'studio.show': () => ({ folder, log: log.path }),
      ...editorHandlers(editorDesk),
      ...mediaHandlers({
        font: async ([id, ...more]) =>
          id === undefined || more.length > 0 ? null : (await fontDesk()).specimen(id),
        ...editorMedia(() => editorDesk.opened() ?? undefined),
        template: templateMedia(templatePictures, versionStills),
        async job(parts) {
          const job = jobIn(parts)
          return job === null ? null : (await office()).desk.file(job)
        },
        table: async (parts) => (await cellPictures()).file(parts),
        slot: async ([name, ...more]) =>
          name === undefined || more.length > 0 ? null : ((await office()).slotPicture(name) ?? null),
        async poster(parts) {
          const job = jobIn(parts)
          return job === null ? null : (await posters()).poster(job)
        },
        async copy(parts) {
          const job = jobIn(parts)
          return job === null ? null : (await viewingCopies()).copy(job)
        },
        async finding(parts) {
          const wanted = frameIn(parts)
          return wanted === null ? null : findingPicture(wanted.job, wanted.frame)
        },
        async frame(parts) {
          const wanted = frameIn(parts)
          return wanted === null ? null : (await posters()).frame(wanted.job, wanted.frame)
        },
      }),
    },
    (command, error) => {
      log.fault('a command failed by a fault of ours', error, { command })
      return log.path
    },
    (handlers) => withAssetRoots(handlers, assetRoots),
  )

  return {
    api,
    listen: announcer.listen,
    log: log.path,
    folder,
    async stop() {
      stopping.abort(studioClosing())
      await inspections.stop()
      await (await editorDesk.opened()?.catch(() => null))?.written()
      // One that could not be opened has nothing to close.
      const opened = await office.opened()?.catch(() => null)
      await opened?.close()
      await (await engineRoom.opened()?.catch(() => null))?.close()
      await (await motion.opened())?.close()
      await inspections.close()
      await (await drawing.opened())?.close()
      await (await rowDesk.opened())?.stop()
      process.off('exit', killRunningPrograms)
    },
    abandon: killRunningPrograms,
  }
}

async function runForVersion(command: string, args: string[], timeout: number) {
  const end = await runProgram({ command, args, timeout })
  if (end.kind === 'not-started') throw new Error(end.reason)
  return { code: end.kind === 'finished' ? 0 : end.kind === 'failed' ? end.code : null, stdout: end.stdout }
}
