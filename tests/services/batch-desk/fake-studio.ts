import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Clock, systemClock } from '../../../src-main/outside/clock/clock.ts'
import { openStudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { openLog } from '../../../src-main/outside/log/log.ts'
import { type Machine, openMachine } from '../../../src-main/outside/machine/machine.ts'
import { endLeftOver } from '../../../src-main/outside/programs/left-over.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { createAnnouncer } from '../../../src-main/services/announcer/announcer.ts'
import { type BatchDesk, createBatchDesk } from '../../../src-main/services/batch-desk/batch-desk.ts'
import type { HardwareDesk, PlannedVideo, Production } from '../../../src-main/services/batch-desk/needs.ts'
import { reserveOf } from '../../../src-main/services/render-farm/disks.ts'
import { createRenderFarm } from '../../../src-main/services/render-farm/render-farm.ts'
import type { UnitAsk } from '../../../src-main/services/video-maker/needs.ts'
import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import {
  type RenderRequest,
  type RenderRequestSource,
  renderRequest,
} from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { fakeInspecting } from './fake-inspecting.ts'
import { checked, fakeFiles } from './fake-rows.ts'

/** What a row of the fake table says; the fake production does as it is told. */
export type FakeRow = {
  key: string
  category?: string
  /** Stands in its videos: another text, another plan. */
  text?: string
  /** What its videos show besides what is their own. */
  shows?: string[]
  /** The row is set aside with this fault. */
  fault?: string
  /** Its videos fail with this sentence. */
  breaks?: string
  /** Its videos fail with this error. */
  throws?: Error
  /** Its videos take this long, in milliseconds. */
  takes?: number
  /** Its videos are made when this is so. */
  after?: Promise<unknown>
  /** Its videos never end by themselves. */
  hangs?: boolean
  /** The error comes only so many times. */
  times?: number
  /** So many of its files come out spoilt, each in another way: an inspection finds frames 0 to 5 of them black. */
  spoils?: number
  /** A file that its videos show, or lack. */
  file?: 'there' | 'missing'
  /** What an inspection sees in its videos; left out: nobody looks. */
  seen?: Pick<QualityFinding, 'check' | 'severity'>[]
  /** Its videos are a unit each, which asks the farm for a slot. */
  unit?: boolean
}

type MakeFake = (
  told: FakeRow,
  text: string,
  ...rest: Parameters<PlannedVideo['make']>
) => ReturnType<PlannedVideo['make']>

export type FakeStudio = ReturnType<typeof openFakeStudio>

/**
 * The batch desk with a real store, farm and clock, and a fake production: its "videos" are small text files, its
 * table is a list of rows in the test.
 */
export function openFakeStudio(
  folder: string,
  options: {
    slots?: number
    studio?: string
    clock?: Clock
    machine?: Partial<Machine>
    hardware?: HardwareDesk
  } = {},
) {
  const clock = options.clock ?? systemClock
  const studio = options.studio ?? `test-${process.pid}-${studios++}`
  const log = openLog(join(folder, 'log'), systemClock.iso)
  const store = openStudioStore({
    folder: join(folder, 'studio'),
    sqlFolder: join(projectRoot, 'src-main/outside/database'),
    studio,
  })
  const events: StudioEvent[] = []
  const announcer = createAnnouncer(systemClock, (error) => {
    throw error
  })
  announcer.listen((group) => void events.push(...group))
  const tables = new Map<string, FakeRow[]>()
  const template = { hash: 'h', folder: '/fake' }
  /** The template of each request that was opened. */
  const opened: string[] = []
  const made: string[] = []
  const encoded: string[] = []
  const inspected: string[] = []
  const distrusted: string[] = []
  /** What became of the artifacts of each production. */
  const closed: ArtifactPolicy[] = []
  const artifacts = {
    kept: [] as string[],
    /** What the desk says of each batch while its artifacts are being put away. */
    inHandAtClose: [] as boolean[],
    tidied: 0,
    keep: (batch: string) => void artifacts.kept.push(batch),
    async tidy() {
      await pause(20)
      artifacts.tidied += 1
    },
  }
  const atOnce = { now: 0, most: 0 }
  let ids = 0
  let desk: BatchDesk | null = null
  const machine: Machine = {
    ...openMachine(),
    processors: options.slots ?? 2,
    loadOfOthers: () => null,
    idleSeconds: async () => null,
    onBattery: async () => null,
    keepAwake: () => () => {},
    ...options.machine,
  }
  const studioFolder = join(folder, 'studio')
  // One slot fewer than jobs that are in hand: a video of the tests is no unit unless it says so.
  store.setSetting('farm', { processes: Math.max(1, (options.slots ?? 2) - 1), mode: 'full-speed' })
  const farm = createRenderFarm({
    clock,
    store,
    machine,
    programs: { run: runProgram, mark: studio },
    next: (atLeast) => desk!.next(atLeast),
    standingOf: (batch, job) => desk!.standingOf(batch, job),
    encoders: () => [],
    calibration: () => null,
    pastForecasts: () => [],
    onFault: (error, group) => desk!.fault(error, group),
    onChange: () => {},
    chance,
    studioFolder,
  })
  desk = createBatchDesk({
    store,
    clock,
    log,
    announcer,
    farm,
    machine,
    studioFolder,
    reserveOf: (total) => reserveOf(total, { diskReserve: null }),
    chance,
    hardware: options.hardware ?? { take: () => null, wish: () => ({ hardware: null }) },
    endLeftOver,
    newId() {
      do ids += 1
      while (store.batches(undefined, 1_000).batches.some(({ id }) => id === `batch-${ids}`))
      return `batch-${ids}`
    },
    artifacts,
    openProduction: async (request, id) => fakeProduction(request, id),
  })

  function fakeProduction(request: RenderRequest, id: string): Production {
    const { data, languages = ['en', 'es'] } = request
    opened.push(request.template)
    const rows = tables.get(data)
    if (rows === undefined)
      throw new StudioError({
        code: 'table.missing',
        message: `There is no table ${data}.`,
        whatToDo: 'Check its path.',
      })
    const files = fakeFiles()
    return {
      template: { name: 'fake', version: '1.0.0', title: 'Fake', ...template },
      languages,
      formats: [{ id: 'square', codec: 'h264' }],
      variables: ['category'],
      columns: ['sku', 'category'],
      async *rows(signal) {
        for (const [index, row] of rows.entries()) {
          if (index === fake.stopReadingAfter) await pause(3_600_000, signal)
          yield checked(row, index, languages)
        }
      },
      artifactBytes: () => 0,
      shapeOf: () => ({
        codec: 'h264',
        quality: 'draft',
        rate: { num: 30, den: 1 },
        width: 2,
        height: 2,
        whole: false,
      }),
      versions: async () => ({ ffmpeg: 'none' }),
      lookAnew: files.forget,
      async plan({ row, language, format, wish }) {
        const told = tables.get(data)![row.number - 1]!
        files.require(told)
        const text = [row.key, language, format, ...(told.text === undefined ? [] : [told.text])].join(' ')
        const by = wish.hardware ?? 'cpu'
        encoded.push(`${row.key} ${language} ${by}`)
        return {
          hash: `plan-${text}${by === 'cpu' ? '' : by}`,
          parts: [...(told.shows ?? []), text].map((part) => ({
            hash: sha256Of(part),
            frames: 1,
          })),
          plan: { text },
          ...(told.seen === undefined
            ? {}
            : { inspecting: fakeInspecting(seenOf(told, text), unitOf(text), noteLook(text)) }),
          make: (out, how) =>
            told.unit === true
              ? how.hands.unit(unitOf(text), how.signal, ({ signal }) =>
                  make(told, text, out, { ...how, signal }),
                )
              : make(told, text, out, how),
        }
      },
      async writeRejected(path, table, problemsOf) {
        const lines = (tables.get(table) ?? rows).flatMap((row, index) =>
          (problemsOf(index + 1) ?? []).map((problem) => `${row.key},${problem.message}`),
        )
        writeFileSync(path, lines.join('\n'))
        return true
      },
      async close(end) {
        closed.push(end?.policy ?? 'drop')
        if (end !== undefined) artifacts.inHandAtClose.push(desk!.worksOn(id))
      },
    }
  }

  const seenOf = (told: FakeRow, text: string) => (sha256: string) =>
    told.spoils === undefined || sha256 === sha256Of(text)
      ? told.seen!
      : [...told.seen!, { check: 'picture.black', severity: 'error' } as const]
  const noteLook = (text: string) => (what: 'inspected' | 'distrusted', named?: string) =>
    what === 'inspected' ? inspected.push(text) : distrusted.push(named!)

  const make: MakeFake = async (told, text, out, { signal, onProgress }) => {
    atOnce.now += 1
    atOnce.most = Math.max(atOnce.most, atOnce.now)
    try {
      onProgress(0.5, 'drawing')
      let isTurn = told.after === undefined
      void told.after?.then(() => {
        isTurn = true
      })
      while (!isTurn) await pause(2, signal)
      await pause(told.hangs ? 3_600_000 : (told.takes ?? 1), signal)
      if (told.throws !== undefined && (told.times === undefined || told.times > 0)) {
        if (told.times !== undefined) told.times -= 1
        throw told.throws
      }
      if (told.breaks !== undefined)
        throw new StudioError({
          code: 'media.broken',
          message: told.breaks,
          whatToDo: 'Replace the file.',
        })
      mkdirSync(dirname(out), { recursive: true })
      const content = told.spoils !== undefined && told.spoils > 0 ? `${text}, spoilt ${told.spoils--}` : text
      writeFileSync(out, content)
      made.push(out)
      return {
        bytes: content.length,
        duration: 1,
        width: 2,
        height: 2,
        frames: 30,
        sha256: sha256Of(content),
      }
    } finally {
      atOnce.now -= 1
    }
  }

  const fake = {
    /** Reading a table comes no further than this row. */
    stopReadingAfter: Number.POSITIVE_INFINITY,
    template,
    store,
    desk,
    farm,
    events,
    announcer,
    made,
    opened,
    closed,
    artifacts,
    atOnce,
    /** Each plan that was made: row, language, encoder. */
    encoded,
    /** Each video that was looked at. */
    inspected,
    /** Artifacts that are to be made anew: hashes. */
    distrusted,
    log,
    folder,
    /** Gives the fake table at `<folder>/<name>` these rows; answers its path. */
    table(name: string, rows: FakeRow[]): string {
      const path = join(folder, name)
      writeFileSync(
        path,
        rows.map(({ key, text, fault, category }) => [key, text, fault, category]).join('\n'),
      )
      tables.set(path, rows)
      return path
    },
    rowOf: (path: string, index: number): FakeRow => tables.get(path)![index]!,
    /** What the desk says of the rows from now on, although the table is as it was. */
    mend(path: string, rows: FakeRow[]) {
      tables.set(path, rows)
    },
    moveTable(from: string, to: string) {
      tables.set(to, tables.get(from)!)
    },
    start: ({
      new: anew = false,
      ...request
    }: Partial<RenderRequestSource> & { data: string; new?: boolean }) =>
      desk.start({
        ...renderRequest.parse({
          template: 'fake',
          out: join(folder, 'out'),
          name: '{category}/{key}_{language}',
          ...request,
        }),
        new: anew,
      }),
    /** Resolves with the batch once it has this status; without one, once nobody works on it any more. As long as a test has. */
    async until(id: string, status?: string) {
      const end = performance.now() + 55_000
      for (;;) {
        const batch = store.batch(id)
        const isLeft = batch.status !== 'waiting' && !desk.worksOn(id)
        if (status === undefined ? isLeft : batch.status === status) return batch
        if (performance.now() > end) throw new Error(`${id} is ${batch.status}: ${batch.reason}`)
        await pause(5)
      }
    },
    manifest: (out = join(folder, 'out'), name = 'manifest.json') =>
      JSON.parse(readFileSync(join(out, name), 'utf8')),
    async close() {
      await desk.stop()
      await farm.stop()
      announcer.flush()
      store.close()
    },
    /** As a kill leaves it: nothing is handed back, nothing more is written. */
    async kill() {
      const { apply, setPapers, movePapers } = store
      const dead = (): never => {
        throw new Error('killed')
      }
      Object.assign(store, { apply: dead, setPapers: dead, movePapers: dead, addWorked: () => {} })
      await desk.stop()
      await farm.stop()
      Object.assign(store, { apply, setPapers, movePapers })
      store.close()
    },
  }
  return fake
}
let studios = 0
/** Below what chance gives: seconds of back-offs become milliseconds. */
const chance = () => -0.499

const unitOf = (text: string): UnitAsk => ({
  kind: 'segment',
  hash: text,
  label: text,
  order: 0,
  slot: 'encode',
  work: 100,
  shape: { width: 2, height: 2, pictures: 1, codec: 'h264', quality: 'draft' },
  writes: [],
  hardware: null,
})

export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // Told before it began: no event will come.
    if (signal?.aborted) return reject(signal.reason)
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}

/** A fake studio in a folder of its own, closed at the end. */
export const withStudio = (
  work: (studio: FakeStudio, folder: string) => Promise<void>,
  options: Parameters<typeof openFakeStudio>[1] = {},
) =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder, options)
    try {
      await work(studio, folder)
    } finally {
      await studio.close()
    }
  })

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')
