import { dirname, join } from 'node:path'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { setAsideByPerson } from '../../../src-shared/data/corrections.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import type { NamePattern } from '../../core/output-names/name-pattern.ts'
import { collisionText, namingValues, outputName } from '../../core/output-names/output-name.ts'
import type { NewJob } from '../../outside/database/job-records.ts'
import type { Clash, StudioStore } from '../../outside/database/studio-store.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { removeLeftovers } from './leftovers.ts'
import type { CheckedRow, Production } from './needs.ts'

type Preparation = {
  batch: { id: string; name: string; createdAt: string; outputFolder: string }
  request: RenderRequest
  production: Production
  pattern: NamePattern
  store: StudioStore
  /** Nothing stood in the output folder: no file can be in the way. */
  folderWasEmpty: boolean
  signal: AbortSignal
  whenThereIsRoom<T>(work: () => T): Promise<T>
  onRows(rows: number): void
}

const groupSize = 100
const namedAtMost = 10

/**
 * Reads and checks every row and writes rows, jobs and faults into the store, in groups; what killed processes left in
 * the output folder goes. Throws `name.collision` or `output.exists` before anything is rendered, naming what collides;
 * `data.strict` when rows were set aside and the request is strict.
 */
export async function prepareBatch(preparation: Preparation): Promise<{ rejectedRows: number }> {
  const { batch, store, production, request, signal } = preparation
  const clashes: Clash[] = []
  const inTheWay: string[] = []
  const folders = new Set<string>()
  let rows = 0
  let rejectedRows = 0
  let setAside = 0
  let group: CheckedRow[] = []

  const writeGroup = async () => {
    const passed = group.flatMap((row) =>
      row.kind === 'passed' ? [{ row: row.row, jobs: jobsOf(row, preparation) }] : [],
    )
    const rejected = group.flatMap((row) => (row.kind === 'rejected' ? [row.problems] : []))
    group = []
    if (!preparation.folderWasEmpty) {
      const jobs = passed.flatMap((row) => row.jobs)
      for (const { path } of jobs) folders.add(dirname(path))
      inTheWay.push(...(await filesInTheWay(jobs, preparation)))
    }
    clashes.push(...(await preparation.whenThereIsRoom(() => store.addRows(batch.id, { passed, rejected }))))
    rejectedRows += rejected.length
    setAside += rejected.filter((problems) => problems.some(({ rule }) => rule === setAsideByPerson)).length
    preparation.onRows(rows)
  }

  for await (const row of production.rows(signal)) {
    signal.throwIfAborted()
    group.push(row)
    rows += 1
    if (group.length < groupSize) continue
    await writeGroup()
    if (clashes.length >= namedAtMost || inTheWay.length >= namedAtMost) break
  }
  await writeGroup()
  signal.throwIfAborted()
  if (clashes.length > 0) throw collision(clashes, preparation.pattern)
  if (inTheWay.length > 0) throw existing(inTheWay, batch.outputFolder)
  // What a person set aside is no fault.
  if (request.strict && rejectedRows > setAside) throw strict(rejectedRows - setAside, rows)
  if (!preparation.folderWasEmpty) await removeLeftovers(batch.outputFolder, folders)
  return { rejectedRows }
}

function jobsOf(checked: Extract<CheckedRow, { kind: 'passed' }>, preparation: Preparation): NewJob[] {
  const { row, cells } = checked
  const { batch, production, pattern, request } = preparation
  const codecOf = new Map(production.formats.map(({ id, codec }) => [id, codec]))
  return checked.videos.map(({ language, format, work, note }) => {
    const { path, key } = outputName(pattern, {
      batch: batch.name,
      template: production.template.name,
      key: row.key,
      row: String(row.number),
      language,
      format,
      quality: request.quality,
      date: batch.createdAt.slice(0, 10),
      values: namingValues(row, language),
      cells,
      codec: codecOf.get(format)!,
    })
    return { ...placeOf(row), language, format, path, pathKey: key, work, note }
  })
}

const placeOf = (row: Row) => ({ rowNumber: row.number, line: row.line, rowKey: row.key })

/** Files that would be replaced although no earlier batch of this template wrote this very video there. */
async function filesInTheWay(jobs: NewJob[], preparation: Preparation): Promise<string[]> {
  const { batch, production, request, store } = preparation
  const kinds = await Promise.all(jobs.map((job) => kindOfFile(join(batch.outputFolder, job.path))))
  return jobs.flatMap((job, index) => {
    const kind = kinds[index]!
    if (kind === null) return []
    if (kind === 'file' && request.overwrite) return []
    const { pathKey, rowKey, language, format } = job
    const ours = store.wroteBefore(batch.id, {
      outputFolder: batch.outputFolder,
      templateName: production.template.name,
      pathKey,
      rowKey,
      language,
      format,
    })
    return kind === 'file' && ours ? [] : [`${job.path}${kind === 'file' ? '' : ` (a ${kind})`}`]
  })
}

function collision(clashes: Clash[], pattern: NamePattern): StudioError {
  const texts = clashes
    .slice(0, namedAtMost)
    .map(({ path, first, second }) =>
      collisionText(path, { ...first, key: first.rowKey }, { ...second, key: second.rowKey }, pattern),
    )
  const [one, ...others] = texts
  return new StudioError({
    code: 'name.collision',
    message: `Two videos would be one file. ${one!.message}`,
    details: others.map(({ message }) => message),
    whatToDo: `${one!.whatToDo} Nothing was rendered.`,
  })
}

function existing(paths: string[], folder: string): StudioError {
  return new StudioError({
    code: 'output.exists',
    message: `The output folder ${folder} already holds files of these names, which no earlier batch of this template made.`,
    details: paths.slice(0, namedAtMost),
    whatToDo: 'Choose another output folder, or replace them with --overwrite. Nothing was rendered.',
  })
}

function strict(rejected: number, rows: number): StudioError {
  return new StudioError({
    code: 'data.strict',
    message: `${rejected} of ${rows} ${rows === 1 ? 'row' : 'rows'} ${rejected === 1 ? 'has' : 'have'} faults, and --strict was asked for.`,
    whatToDo:
      'Mend them (the rejected rows are listed with their faults), or leave out --strict. Nothing was rendered.',
  })
}
