import { dirname } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ColumnMapping } from '../../../src-shared/data/rows.ts'
import type { AssetType } from '../../../src-shared/data/variables.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { openAssetFolders } from '../../outside/asset-files/asset-folders.ts'
import { markOfBuild } from '../../outside/ffmpeg/build-mark.ts'
import { markOfMachine, markOfProgram } from '../../outside/ffmpeg/program-mark.ts'
import { type Fonts, openFonts } from '../../outside/fonts/open-fonts.ts'
import { probeMedia } from '../../outside/media/probe-media.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import { createRasteriser, type Rasteriser } from '../../outside/raster/create-rasteriser.ts'
import { pictureMark } from '../../outside/still-pictures/picture-mark.ts'
import { type AssetDesk, createAssetDesk, type KnownFiles } from '../asset-desk/asset-desk.ts'
import type { Look, PlannerNeeds } from './needs.ts'
import { createVideoPlanner, type VideoPlanner } from './video-planner.ts'

/** Everything that a planner is built from, as plain data: a worker thread builds its own from it. */
export type PlannerConfig = {
  template: Template
  templateFolder: string
  data: string
  roots: string[]
  fetch: boolean
  /** Where fetched files are kept. */
  cacheFolder: string
  languages: string[]
  formats: string[]
  quality: Quality
  codec: Codec | null
  /** Formats whose videos are made in one piece. */
  whole: string[]
  mapping: ColumnMapping
  ffmpeg: { ffmpeg: string; ffprobe: string; ffmpegVersion: string }
  /** Encoders that were seen to work. */
  encoders: string[]
  /** Folder of the bundled fonts' packages; null: where they are installed. */
  fontsRoot: string | null
}

type OpenPlanner = {
  planner: VideoPlanner
  rasteriser: Rasteriser
  /** The template's own, as a rasteriser elsewhere needs them, with the SHA-256 of what was read of each file. */
  ownFonts: { family: string; files: string[]; hashes: string[] }[]
  assets: AssetDesk
  close(): Promise<void>
}

/** Keeps plain data under the words that decide what it is, from one run to the next. Neither rejects. */
export type LookMemory = {
  recall(words: readonly string[]): Promise<unknown>
  keep(words: readonly string[], data: unknown): Promise<void>
}

/** What planners that are opened one after the other share. */
export type WarmParts = { fonts: Fonts; files: KnownFiles }

/**
 * Builds a planner with all that it needs: fonts, asset desk, probes. With a `memory` no file is looked into twice, with
 * `warm` parts none is read twice.
 */
export async function openPlanner(
  config: PlannerConfig,
  memory?: LookMemory,
  warm?: WarmParts,
): Promise<OpenPlanner> {
  const { template, templateFolder } = config
  const { ffmpeg, ffprobe, ffmpegVersion } = config.ffmpeg
  const bundled = warm?.fonts ?? openFonts(config.fontsRoot === null ? {} : { root: config.fontsRoot })
  const assets = await createAssetDesk({
    dataFolder: dirname(config.data),
    templateFolder,
    roots: config.roots,
    fetch: config.fetch,
    cacheFolder: config.cacheFolder,
    ...(warm === undefined ? {} : { known: warm.files }),
  })
  try {
    const own = await ownFonts(template, templateFolder)
    const fonts = bundled.withFiles(own)
    const rasteriser = createRasteriser(fonts)
    const columns = new Map(
      config.mapping.map(({ variable, language, column }) => [`${variable} ${language ?? ''}`, column]),
    )
    const planner = await createVideoPlanner(
      {
        template,
        languages: config.languages,
        formats: config.formats,
        quality: config.quality,
        codec: config.codec ?? undefined,
        whole: config.whole,
        columnOf: (variable, language) => columns.get(`${variable} ${language ?? ''}`) ?? null,
      },
      {
        assets,
        // Loaded with the first picture: sharp and its libraries take their time.
        inspectPicture: async (path, name) => {
          const { inspectPicture } = await import('../../outside/still-pictures/still-pictures.ts')
          return inspectPicture(path, name)
        },
        probeMedia: (path) => probeMedia(path, { ffprobe, runProgram }),
        ...(memory === undefined ? {} : { looks: await looksIn(memory, ffprobe) }),
        measurer: rasteriser.measurer,
        fonts,
        marks: {
          drawing: rasteriser.mark,
          pictures: pictureMark,
          ffmpeg: `${ffmpegVersion} ${await markOfBuild([ffmpeg, ffprobe], runProgram)}`,
          machine: await markOfMachine(),
        },
        encoders: new Set(config.encoders),
      },
    )
    const asRead = own.map((one) => ({ ...one, hashes: fonts.fileHashes(one.family) }))
    return { planner, rasteriser, ownFonts: asRead, assets, close: () => assets.close() }
  } catch (error) {
    await assets.close()
    throw error
  }
}

/** What was seen in a file, by its content and by what looked into it. */
async function looksIn(
  { recall, keep }: LookMemory,
  ffprobe: string,
): Promise<NonNullable<PlannerNeeds['looks']>> {
  const probe = await markOfProgram(ffprobe)
  const wordsOf = (type: AssetType, content: string) => {
    const mark = type === 'image' ? pictureMark : probe?.mark
    // Of a program that can't be told from another one nothing is remembered.
    return mark === undefined ? null : ['look', type, content, mark]
  }
  return {
    async recall(type, content) {
      const words = wordsOf(type, content)
      return words === null ? null : ((await recall(words)) as Look | null)
    },
    async keep(type, content, look) {
      const words = wordsOf(type, content)
      if (words !== null) await keep(words, look)
    },
  }
}

/** The template's own font files, confined to its folder. */
async function ownFonts(
  template: Template,
  templateFolder: string,
): Promise<{ family: string; files: string[] }[]> {
  const folders = await openAssetFolders([templateFolder])
  const fileOf = async (path: string) => {
    const answer = await folders.find({ path, startFolders: [templateFolder], name: path })
    if ('ok' in answer) return answer.ok.path
    const { rule, message, whatToDo } = answer.problem
    throw new StudioError({
      code: rule,
      message: `A font of the template can't be used: ${message}`,
      whatToDo,
    })
  }
  const own = Object.values(template.brand.fonts).filter(({ files }) => files.length > 0)
  return Promise.all(
    own.map(async ({ family, files }) => ({ family, files: await Promise.all(files.map(fileOf)) })),
  )
}
