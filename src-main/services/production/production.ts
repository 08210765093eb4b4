import { join } from 'node:path'
import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import { closest } from '../../../src-shared/templates/closest.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import { layOutTemplate } from '../../core/scene-layout/scene-layout.ts'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import type { Log } from '../../outside/log/log.ts'
import type { LookingRoom } from '../../outside/measuring/looking.ts'
import type { MeasuringRoom } from '../../outside/measuring/measuring.ts'
import type { MotionStage } from '../../outside/motion/motion-stage.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import type { ArtifactMemory, ArtifactStore, ArtifactStoreOptions } from '../artifact-store/artifact-store.ts'
import type { DrawingRoom } from '../drawing-room/drawing-room.ts'
import { openFfmpegTrials } from '../ffmpeg-trials/ffmpeg-trials.ts'
import type { KeptMeasurer } from '../quality-inspector/kept-measurer.ts'
import type { PastFacts } from '../quality-inspector/past-facts.ts'
import type { ProfileBook } from '../quality-inspector/profile-book.ts'
import {
  type ExaminedItem,
  examinedRows,
  type PlannedItems,
  plannedRows,
} from '../row-examiner/examined-rows.ts'
import { createRowExaminer } from '../row-examiner/row-examiner.ts'
import { noRows } from '../row-intake/no-rows.ts'
import { type RowIntake, readRows } from '../row-intake/read-rows.ts'
import {
  type LoadedTemplate,
  requireUsable,
  type TemplateLibrary,
} from '../template-library/template-library.ts'
import type { VideoMaker } from '../video-maker/video-maker.ts'
import { type LookMemory, openPlanner, type PlannerConfig } from '../video-planner/open-planner.ts'
import { makerOf } from './maker-of.ts'
import { withSamePrograms } from './same-programs.ts'

/** What making videos needs, once for a studio. */
export type ProductionSetup = {
  library: TemplateLibrary
  findFfmpeg(): Promise<FoundFfmpeg>
  /** Folder of the studio; artifacts and fetched files lie in it. */
  studioFolder: string
  /** Threads that examine rows. */
  examiners: number
  /** The module of such a thread. */
  workerFile: URL
  /** Makes the frames of still pictures that move. */
  motion: MotionStage
  /** Draws what batches show; without one, this thread does. */
  drawing?: DrawingRoom
  /** What looks at finished videos; without it nobody does. */
  inspecting?(): Promise<{
    room: MeasuringRoom
    looking: LookingRoom
    kept: KeptMeasurer
    past: PastFacts
    profiles: Pick<ProfileBook, 'find'>
  }>
  /** Folder of the bundled fonts' packages; null: where they are installed. */
  fontsRoot: string | null
  /** Folder of the database's statements. */
  sqlFolder: string
  /** Bytes that a batch's artifacts may take before the oldest go. */
  artifactBytes: number
  log: Log
}

/** How the artifacts of a production outlive it. */
type Keeping = {
  /** Holds when the process dies; else `close` says what becomes of them. */
  policy: ArtifactPolicy
  /** Those of earlier batches are used where they are the same. */
  takesOver: boolean
  /** Rows are known already: their table is not opened, and may be gone. */
  withoutTable?: boolean
}

/** What single frames leave for the next ones. */
type ProductionMemory = LookMemory & { artifacts: ArtifactMemory }

/** What of a request decides how rows become videos. */
type ProductionRequest = Pick<
  RenderRequest,
  | 'template'
  | 'data'
  | 'reading'
  | 'map'
  | 'key'
  | 'corrections'
  | 'rows'
  | 'languages'
  | 'formats'
  | 'quality'
  | 'codec'
  | 'roots'
  | 'fetch'
> &
  /** What only whole videos have. */
  Partial<Pick<RenderRequest, 'whole'>>

/** A template and a table brought together: rows in, plans and videos out. */
export type OpenedProduction = {
  loaded: LoadedTemplate
  languages: string[]
  formats: { id: string; codec: Codec }[]
  intake: RowIntake
  /** Every record with what is wrong with it, in the table's order. To be walked once. */
  examined(signal: AbortSignal): AsyncIterable<ExaminedItem>
  /** The same records, planned instead. Either is to be walked, once. */
  planned(signal: AbortSignal): AsyncIterable<PlannedItems>
  planner: Awaited<ReturnType<typeof openPlanner>>['planner']
  maker: VideoMaker
  /** Bytes of the artifacts that lie there now. */
  artifactBytes(): number
  /** Lets go of everything at `at` (ISO 8601); without an end, artifacts go. */
  close(end?: { policy: ArtifactPolicy; at: string }): Promise<void>
}

export const encodersOf: Record<Codec, string[]> = {
  h264: ['libx264'],
  hevc: ['libx265'],
  prores: ['prores_ks'],
  vp9: ['libvpx-vp9'],
  av1: ['libsvtav1', 'libaom-av1'],
  gif: ['libx264'],
}

/**
 * Opens a production; `id` names its folder of artifacts, which goes with it unless they are to be kept. `asksJoins`:
 * whether it matters which formats can be joined, for who only looks at rows or frames needs no proof. Rejects with a
 * StudioError, and leaves nothing behind, when the template, the table, a column, a language or a format is at fault.
 */
export async function openProduction(
  request: ProductionRequest,
  id: string,
  setup: ProductionSetup,
  keeping: Keeping | null = null,
  asksJoins = keeping !== null,
  memory?: ProductionMemory,
): Promise<OpenedProduction> {
  const loaded = await setup.library.load(request.template, memory)
  const { template, folder } = loaded
  const languages = chosen('language', request.languages, Object.keys(template.languages), template.name)
  const formatIds = chosen('format', request.formats, Object.keys(template.formats), template.name)
  requireUsable(loaded, languages, formatIds)
  const { locale, ...reading } = request.reading
  const found = await setup.findFfmpeg()
  const codecs = formatIds.map((format) => {
    const own = template.formats[format]!.codec
    return own === 'gif' ? own : (request.codec ?? own)
  })
  const wanted = [...new Set([...codecs.flatMap((codec) => encodersOf[codec]), 'libx264', 'aac'])]
  // Trial encodes take a moment: a table that can't be opened is told first.
  const intake = keeping?.withoutTable
    ? noRows(request.data)
    : await readRows({
        data: request.data,
        reading,
        variables: template.variables,
        map: request.map,
        keyColumn: request.key,
        corrections: request.corrections,
        locale,
        languages,
        rows: request.rows,
      })
  try {
    const trials = await openFfmpegTrials({ ffmpeg: found, studioFolder: setup.studioFolder, runProgram })
    const build = await trials.build(wanted)
    /** Formats whose segments this ffmpeg can't join without a fault: they are rendered whole. */
    const notJoined = async (): Promise<string[]> => {
      if (!asksJoins) return []
      const proofs = formatIds.map(async (format, index) => {
        const { frame, rate } = layOutTemplate(template, format, false)
        const { width, height } = frame
        const ask = { codec: codecs[index]!, quality: request.quality, rate, width, height, shortest: 1 }
        const proof = await trials.joins(ask, build)
        if (proof.exact) return []
        setup.log.info('segments of a format are not joined: its videos are rendered whole', {
          format,
          ...proof,
        })
        return [format]
      })
      return (await Promise.all(proofs)).flat()
    }
    const config: PlannerConfig = {
      template,
      templateFolder: folder,
      data: request.data,
      roots: request.roots,
      fetch: request.fetch,
      cacheFolder: join(setup.studioFolder, 'fetched'),
      languages,
      formats: formatIds,
      quality: request.quality,
      codec: request.codec ?? null,
      whole: request.whole === true ? formatIds : await notJoined(),
      mapping: intake.mapping,
      ffmpeg: { ffmpeg: found.ffmpeg, ffprobe: found.ffprobe, ffmpegVersion: found.ffmpegVersion },
      encoders: [...build.encoders],
      fontsRoot: setup.fontsRoot,
    }
    const { planner, rasteriser, ownFonts, close } = await openPlanner(config, memory)
    const { drawing } = setup
    const examiner = createRowExaminer({
      planner,
      config,
      threads: setup.examiners,
      workerFile: setup.workerFile,
    })
    const artifacts = keeping === null ? (memory?.artifacts ?? null) : await openArtifacts(id, setup, keeping)
    const samePrograms = keeping === null ? null : await withSamePrograms([found.ffmpeg, found.ffprobe])
    const maker = makerOf({
      ffmpeg: found,
      build,
      planner,
      // A single still is sooner there without a thread.
      rasteriser:
        drawing === undefined || keeping === null
          ? rasteriser
          : { draw: async (spec) => (await drawing.draw(spec, ownFonts)) ?? (await rasteriser.draw(spec)) },
      motion: setup.motion,
      artifactsFolder: join(setup.studioFolder, 'artifacts', id),
      artifactBytes: setup.artifactBytes,
      artifacts,
      samePrograms,
    })
    return {
      loaded,
      languages,
      formats: formatIds.map((format) => ({ id: format, codec: planner.codecOf(format) })),
      intake,
      examined: (signal) => examinedRows(intake.rows, examiner, 2 * setup.examiners + 1, signal),
      planned: (signal) => plannedRows(intake.rows, examiner, 2 * setup.examiners + 1, signal),
      planner,
      maker,
      artifactBytes: () => artifacts?.bytes() ?? 0,
      async close(end = { policy: 'drop', at: '' }) {
        await intake.close()
        await examiner.close()
        await close()
        if (artifacts === null) return maker.drop()
        // A batch that made nothing has nothing to keep.
        await artifacts.seal(artifacts.bytes() === 0 ? 'drop' : end.policy, end.at)
      },
    }
  } catch (error) {
    await intake.close()
    throw error
  }
}

/** The store of artifacts that outlive the process. Stills and checks don't come here: they open no database. */
async function openArtifacts(
  batch: string,
  { studioFolder, sqlFolder, artifactBytes: maxBytes, log }: ProductionSetup,
  { policy, takesOver }: Keeping,
): Promise<ArtifactStore> {
  const { artifactsOf, openBatchArtifacts } = await import('../artifact-store/artifact-folders.ts')
  const onDamaged: ArtifactStoreOptions['onDamaged'] = (hash, why, path) =>
    log.info('an artifact was damaged, and is made again', { batch, hash, why, path })
  if (takesOver) return openBatchArtifacts({ studioFolder, sqlFolder, batch, policy, maxBytes, onDamaged })
  const { openArtifactRecords } = await import('../../outside/database/artifact-records.ts')
  const { createArtifactStore } = await import('../artifact-store/artifact-store.ts')
  const folder = artifactsOf(studioFolder, batch)
  const records = openArtifactRecords({ folder, sqlFolder, policy })
  return createArtifactStore({ folder, records, maxBytes, onDamaged })
}

/** What a person named, known to be the template's; without a choice all of them. */
function chosen(
  what: 'language' | 'format',
  asked: readonly string[] | undefined,
  known: string[],
  template: string,
): string[] {
  if (asked === undefined) return known
  const unknown = asked.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const near = closest(unknown, known)
    throw new StudioError({
      code: `${what}.unknown`,
      message: `The template ${template} has no ${what} "${unknown}".`,
      whatToDo: `${near === null ? '' : `Did you mean ${near}? `}It has ${known.join(', ')}.`,
    })
  }
  return [...new Set(asked)]
}

/** The first row of the table that can be rendered, or the one with this key. */
export async function rowOf(production: OpenedProduction, key: string | undefined): Promise<Row> {
  let first: RowProblem | null = null
  for await (const item of production.intake.rows) {
    if (item.kind === 'row' && (key === undefined || item.row.key === key)) return item.row
    if (
      item.kind === 'rejected' &&
      item.problems.some((problem) => key === undefined || problem.key === key)
    ) {
      first ??= item.problems[0] ?? null
      if (key !== undefined) break
    }
  }
  throw new StudioError({
    code: 'row.unknown',
    message:
      first === null
        ? key === undefined
          ? 'The table has no rows.'
          : `The table has no row with the key "${key}".`
        : `${key === undefined ? 'No row of the table can be used' : `The row "${key}" can't be used`}: line ${first.line}: ${first.message}`,
    whatToDo:
      first?.whatToDo ?? 'Give the key of a row: the value of the key column, or the number of the record.',
  })
}
