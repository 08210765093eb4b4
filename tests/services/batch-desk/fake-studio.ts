import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Clock, systemClock } from '../../../src-main/outside/clock/clock.ts'
import { openStudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { openLog } from '../../../src-main/outside/log/log.ts'
import { createAnnouncer } from '../../../src-main/services/announcer/announcer.ts'
import { type BatchDesk, createBatchDesk } from '../../../src-main/services/batch-desk/batch-desk.ts'
import type { CheckedRow, PlannedVideo, Production } from '../../../src-main/services/batch-desk/needs.ts'
import { createRenderFarm } from '../../../src-main/services/render-farm/render-farm.ts'
import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import { type RenderRequestSource, renderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

/** What a row of the fake table says; the fake production does as it is told. */
export type FakeRow = {
  key: string
  category?: string
  /** Stands in its videos: another text, another plan. */
  text?: string
  /** The row is set aside with this fault. */
  fault?: string
  /** Its videos fail with this sentence. */
  breaks?: string
  /** Its videos fail with this error. */
  throws?: Error
  /** Its videos take this long, in milliseconds. */
  takes?: number
  /** Its videos never end by themselves. */
  hangs?: boolean
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
  options: { slots?: number; studio?: string; clock?: Clock } = {},
) {
  const log = openLog(join(folder, 'log'), systemClock.iso)
  const store = openStudioStore({
    folder: join(folder, 'studio'),
    sqlFolder: join(projectRoot, 'src-main/outside/database'),
    studio: options.studio ?? 'test',
  })
  const events: StudioEvent[] = []
  const announcer = createAnnouncer(systemClock, (error) => {
    throw error
  })
  announcer.listen((event) => events.push(event))
  const tables = new Map<string, FakeRow[]>()
  const made: string[] = []
  /** What became of the artifacts of each production. */
  const closed: ArtifactPolicy[] = []
  const artifacts = {
    kept: [] as string[],
    /** What the desk says of each batch while its artifacts are being put away. */
    toldAtClose: [] as (number | null)[],
    tidied: 0,
    keep: (batch: string) => void artifacts.kept.push(batch),
    bytes: () => 77,
    async tidy() {
      await pause(20)
      artifacts.tidied += 1
    },
  }
  const atOnce = { now: 0, most: 0 }
  let ids = 0
  let desk: BatchDesk | null = null
  const farm = createRenderFarm({
    slots: options.slots ?? 2,
    next: () => desk!.next(),
    onFault: (error, group) => desk!.fault(error, group),
  })
  desk = createBatchDesk({
    store,
    clock: options.clock ?? systemClock,
    log,
    announcer,
    farm,
    newId() {
      ids += 1
      return `batch-${ids}`
    },
    artifacts,
    openProduction: async (request, id) => fakeProduction(request.data, id),
  })

  function fakeProduction(data: string, id: string): Production {
    const rows = tables.get(data)
    if (rows === undefined)
      throw new StudioError({
        code: 'table.missing',
        message: `There is no table ${data}.`,
        whatToDo: 'Check its path.',
      })
    return {
      template: { name: 'fake', version: '1.0.0', title: 'Fake', folder: '/fake', hash: 'h' },
      languages: ['en', 'es'],
      formats: [{ id: 'square', codec: 'h264' }],
      variables: ['category'],
      columns: ['sku', 'category'],
      async *rows() {
        for (const [index, row] of rows.entries()) yield checked(row, index)
      },
      async plan({ row, language, format }) {
        const told = rows[row.number - 1]!
        const text = [row.key, language, format, ...(told.text === undefined ? [] : [told.text])].join(' ')
        return { hash: `plan-${text}`, make: (out, how) => make(told, text, out, how) }
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
        if (end !== undefined) artifacts.toldAtClose.push(desk!.keptBytes(id))
      },
    }
  }

  const make: MakeFake = async (told, text, out, { signal, onProgress }) => {
    atOnce.now += 1
    atOnce.most = Math.max(atOnce.most, atOnce.now)
    try {
      onProgress(0.5, 'drawing')
      await pause(told.hangs ? 3_600_000 : (told.takes ?? 1), signal)
      if (told.throws !== undefined) throw told.throws
      if (told.breaks !== undefined)
        throw new StudioError({
          code: 'media.broken',
          message: told.breaks,
          whatToDo: 'Replace the file.',
        })
      mkdirSync(dirname(out), { recursive: true })
      writeFileSync(out, text)
      made.push(out)
      return {
        bytes: text.length,
        duration: 1,
        width: 2,
        height: 2,
        frames: 30,
        sha256: createHash('sha256').update(text).digest('hex'),
      }
    } finally {
      atOnce.now -= 1
    }
  }

  return {
    store,
    desk,
    farm,
    events,
    made,
    closed,
    artifacts,
    atOnce,
    /** Gives the fake table at `<folder>/<name>` these rows; answers its path. */
    table(name: string, rows: FakeRow[]): string {
      const path = join(folder, name)
      writeFileSync(path, '')
      tables.set(path, rows)
      return path
    },
    moveTable(from: string, to: string) {
      tables.set(to, tables.get(from)!)
    },
    start: (request: Partial<RenderRequestSource> & { data: string }) =>
      desk.start(
        renderRequest.parse({
          template: 'fake',
          out: join(folder, 'out'),
          name: '{category}/{key}_{language}',
          ...request,
        }),
      ),
    /** Resolves with the batch once it has this status, or any that is final. */
    async until(id: string, status?: string) {
      for (;;) {
        const batch = store.batch(id)
        const final = batch.status !== 'preparing' && batch.status !== 'running'
        if (status === undefined ? final && !stillHeld(id) : batch.status === status) return batch
        await pause(5)
      }
    },
    manifest: (out = join(folder, 'out'), name = 'manifest.json') =>
      JSON.parse(readFileSync(join(out, name), 'utf8')),
    async close() {
      await desk.stop()
      store.close()
    },
  }

  /** The papers are written before the status; the production is let go after it. */
  function stillHeld(id: string): boolean {
    return !events.some(
      (event) =>
        event.event === 'batch.changed' &&
        event.batch.id === id &&
        event.batch.status !== 'preparing' &&
        event.batch.status !== 'running',
    )
  }
}

function checked(row: FakeRow, index: number): CheckedRow {
  const number = index + 1
  const line = index + 2
  if (row.fault !== undefined) {
    const problem: RowProblem = {
      line,
      rowNumber: number,
      key: row.key,
      column: 'price',
      value: 'call us',
      rule: 'money',
      message: row.fault,
      whatToDo: 'Write a number.',
    }
    return { kind: 'rejected', problems: [problem] }
  }
  const values: Row['values'] = {
    category: row.category === undefined ? null : { type: 'text', text: row.category },
  }
  return {
    kind: 'passed',
    row: { number, line, key: row.key, values, byLanguage: {} },
    cells: { sku: row.key, category: row.category ?? null },
    videos: ['en', 'es'].map((language) => ({ language, format: 'square', work: 100, note: null })),
  }
}

export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
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
  options: { slots?: number } = {},
) =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder, options)
    try {
      await work(studio, folder)
    } finally {
      await studio.close()
    }
  })
