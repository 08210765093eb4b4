import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { PartOfVideo } from '../../../src-shared/batches/changes.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import { layOutTemplate } from '../../core/scene-layout/scene-layout.ts'
import { type OpenedProduction, openProduction, type ProductionSetup } from '../production/production.ts'
import { inspectorFor } from '../quality-inspector/inspector-for.ts'
import { drawLikeness } from '../quality-inspector/likeness-draw.ts'
import type { CompareVideo } from '../quality-inspector/video-inspector.ts'
import type { Examined } from '../video-planner/video-planner.ts'
import { untilItIsOver } from './batch-hold.ts'
import type { CheckedRow, Production } from './needs.ts'
import { markOf, writeRejectedFile } from './rejected-file.ts'

/**
 * A template and a table brought together, as the batch desk uses them. `known`: the rows are those of a batch that was prepared:
 * its table is not opened, and may be gone.
 */
export async function openBatchProduction(
  request: RenderRequest,
  id: string,
  setup: ProductionSetup,
  known: { batch: string } | null = null,
): Promise<Production> {
  const opened = await openProduction(request, id, setup, {
    // What the batch is gone on from stays when this process dies.
    policy: untilItIsOver(request.artifacts),
    takesOver: !request.afresh && !request.whole,
    withoutTable: known !== null,
  })
  const { loaded, intake, planner, maker } = opened
  // What a kill left there of an earlier life of this batch goes.
  const looks = join(setup.studioFolder, 'looks', id)
  await rm(looks, { recursive: true, force: true })
  const inspector = await inspectorFor(request.inspect, setup, looks, opened.loaded.template.quality).catch(
    async (error: unknown) => {
      await opened.close()
      throw error
    },
  )
  const drawn = drawLikeness(
    request.inspect?.likeness ?? loaded.template.quality?.likeness,
    known?.batch ?? id,
  )
  const { locale: _locale, ...reading } = request.reading
  const mark = known !== null ? null : await markOf(request.data)
  const codecs = new Map(opened.formats.map(({ id: format, codec }) => [format, codec]))
  return {
    template: {
      name: loaded.template.name,
      version: loaded.template.version,
      title: loaded.template.title,
      folder: loaded.folder,
      hash: loaded.hash,
    },
    languages: opened.languages,
    formats: opened.formats,
    variables: Object.keys(loaded.template.variables),
    columns: intake.columns,
    rows: (signal) => checkedRows(opened, signal),
    shapeOf(format) {
      const { frame, rate } = layOutTemplate(loaded.template, format, false)
      const { width, height } = frame
      const codec = codecs.get(format)!
      return { codec, quality: request.quality, rate, width, height, whole: request.whole }
    },
    inspects: inspector !== null,
    artifactBytes: opened.artifactBytes,
    lookAnew: planner.lookAnew,
    async versions() {
      const { ffmpeg, ffprobe, ffmpegVersion } = await setup.findFfmpeg()
      return { ffmpeg: `${ffmpeg} ${ffmpegVersion}`, ffprobe, template: loaded.template.version }
    },
    async plan({ row, language, format, wish }) {
      const plan = await planner.plan(row, language, format, wish)
      // Drawn once, when it is looked at.
      let seed: number | null | undefined
      const seedOf = () => {
        if (seed === undefined) seed = drawn.seedOf({ row: row.key, language, format, codec: plan.codec })
        return seed
      }
      return {
        hash: plan.output,
        parts: partsOf(plan),
        plan,
        make: (out, how) => maker.make(plan, out, how),
        ...(inspector === null
          ? {}
          : {
              inspecting: {
                profileHash: inspector.profileHash,
                behind: (parts) => behind(plan, parts),
                distrust: maker.distrust,
                ask: inspector.askOf({ ...plan, hash: plan.output, order: plan.artifacts.length }),
                judgeAgain: (sha256, signal) =>
                  inspector.judgeAgain({ sha256, plan: plan.output, compared: seedOf() !== null }, signal),
                async inspect(file, hands) {
                  const { files: rasters, release } = await maker.rasters(plan, hands)
                  try {
                    const outline = await planner.outline(row, language, format)
                    const { template } = loaded
                    const video = { plan, outline, template, fileOf: planner.fileOf, rasters }
                    const place = seedOf()
                    const compare: CompareVideo | undefined =
                      place === null
                        ? undefined
                        : (made, own, folder) =>
                            maker.likeness(plan, made, { hands: own, folder, seed: place })
                    return await inspector.inspect({ ...file, video, compare }, hands)
                  } finally {
                    release()
                  }
                },
              },
            }),
      }
    },
    writeRejected: async (path, table, problemsOf) =>
      mark !== null &&
      writeRejectedFile(
        path,
        { path: table, reading, mark, corrections: request.corrections ?? {} },
        problemsOf,
      ),
    async close(end) {
      await opened.close(end)
      await rm(looks, { recursive: true, force: true })
    },
  }
}

async function* checkedRows(opened: OpenedProduction, signal: AbortSignal): AsyncGenerator<CheckedRow> {
  for await (const item of opened.examined(signal)) {
    if (item.kind === 'rejected') yield { kind: 'rejected', problems: item.problems }
    else if (item.examined.problems.length > 0) yield { kind: 'rejected', problems: item.examined.problems }
    // Nothing of a broken record has cells; one that passed has them all.
    else yield { kind: 'passed', row: item.row, cells: item.source.cells, videos: notedVideos(item.examined) }
  }
}

/** Some artifacts of a plan, and all that they are made of. */
function behind({ artifacts }: VideoPlan, hashes: readonly string[]): string[] {
  const wanted = new Set(hashes)
  for (const { hash, needs } of artifacts.toReversed())
    if (wanted.has(hash)) for (const needed of needs) wanted.add(needed)
  return [...wanted]
}

function partsOf(plan: VideoPlan): PartOfVideo[] {
  const output = plan.artifacts.find(({ hash }) => hash === plan.output)?.spec
  if (output?.kind !== 'output') throw new Error('a plan ends with its output')
  const segments = output.segments.map(({ artifact, frames }) => ({ hash: artifact, frames }))
  return output.audio === null ? segments : [...segments, { hash: output.audio, frames: 0 }]
}

/** The videos of a row, each with what was found missing and is replaced by the template's fallback. */
function notedVideos({ videos, warnings }: Examined) {
  const fallbacks = warnings.filter(({ rule }) => rule === 'asset.fallback')
  return videos.map((video) => {
    const own = fallbacks.filter(({ language }) => language === null || language === video.language)
    return { ...video, note: own.length === 0 ? null : own.map(({ message }) => message).join(' ') }
  })
}
