import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readClip } from '../../src-main/core/clip-graph/read-clip.ts'
import { chooseEncoder } from '../../src-main/core/ffmpeg-commands/encoders.ts'
import type { LiveLayer, LiveScene } from '../../src-main/core/render-plan/live-scene.ts'
import { planVideo } from '../../src-main/core/render-plan/render-plan.ts'
import { cutTimeline, type Timeline } from '../../src-main/core/render-plan/timeline.ts'
import { composeFormatOf } from '../../src-main/core/scene-layout/frame-geometry.ts'
import type { FoundFfmpeg } from '../../src-main/outside/ffmpeg/find-ffmpeg.ts'
import { readBuild } from '../../src-main/outside/ffmpeg/read-build.ts'
import { openFonts } from '../../src-main/outside/fonts/open-fonts.ts'
import { probeMedia } from '../../src-main/outside/media/probe-media.ts'
import { createMotionStage } from '../../src-main/outside/motion/motion-stage.ts'
import { runProgram } from '../../src-main/outside/programs/run-program.ts'
import { createRasteriser } from '../../src-main/outside/raster/create-rasteriser.ts'
import { preparePicture } from '../../src-main/outside/still-pictures/still-pictures.ts'
import {
  type ArtifactStore,
  createArtifactStore,
} from '../../src-main/services/artifact-store/artifact-store.ts'
import { makeClip } from '../../src-main/services/clip-maker/clip-maker.ts'
import type { VideoMakerNeeds } from '../../src-main/services/video-maker/needs.ts'
import { createVideoMaker, type VideoMaker } from '../../src-main/services/video-maker/video-maker.ts'
import type { ClipSpec, FfmpegBuild, MediaFacts } from '../../src-shared/plans/media.ts'
import type { VideoPlan } from '../../src-shared/plans/plan.ts'
import type { PictureRaster, ShapeRaster } from '../../src-shared/plans/rasters.ts'
import type { Codec, Quality, Rate } from '../../src-shared/templates/formats.ts'
import { plainClip, plainly } from './plainly.ts'
import { findPrograms } from './programs.ts'

/** The real engine, without a template: plans made by hand, the real ffmpeg, the real drawing. */
export type Engine = {
  ffmpeg: FoundFfmpeg
  build: FfmpegBuild
  maker: VideoMaker
  /** What the maker works with, and the store of all that it made. */
  needs: VideoMakerNeeds
  store: ArtifactStore
  /** Files by what plans call their content. */
  pictures: Map<string, string>
  addClip(content: string, path: string): Promise<void>
}

/** What is asked of each ffmpeg once in a test file. */
const builds = new Map<string, Promise<FfmpegBuild>>()
function buildOf({ ffmpeg }: FoundFfmpeg): Promise<FfmpegBuild> {
  const known = builds.get(ffmpeg)
  if (known !== undefined) return known
  const encoders = ['libx264', 'libx265', 'prores_ks', 'libvpx-vp9', 'libsvtav1', 'libaom-av1']
  const asked = readBuild(ffmpeg, encoders, runProgram)
  builds.set(ffmpeg, asked)
  return asked
}

/** `program`: another ffmpeg than the one that is found. */
export async function openEngine(folder: string, how: { program?: string } = {}): Promise<Engine> {
  const ffmpeg = await findPrograms(how.program)
  const build = await buildOf(ffmpeg)
  const rasteriser = createRasteriser(openFonts())
  const motion = createMotionStage({
    threads: 1,
    workerFile: new URL('../../src-main/outside/motion/motion-worker.ts', import.meta.url),
  })
  const pictures = new Map<string, string>()
  const clips = new Map<string, MediaFacts>()
  const artifactsFolder = join(folder, 'artifacts')
  const store = createArtifactStore({ folder: artifactsFolder, maxBytes: 1e9 })
  const needs: VideoMakerNeeds = {
    ffmpeg: { ...ffmpeg, encoders: build.encoders, filters: build.filters },
    draw: rasteriser.draw,
    preparePicture: (path, spec) => preparePicture(path, spec),
    makeClip: (spec, source, out, { hands: { run, signal } }) =>
      makeClip(spec, source.media, source.path, out, {
        ...ffmpeg,
        build,
        runProgram: run,
        threads: 1,
        signal,
      }),
    readClip: (spec, { path, media }, part) => readClip({ spec, facts: media, source: path, build, ...part }),
    playReel: motion.play,
    mixSound: () => Promise.reject(new Error('these plans have no sound')),
    fileOf: (content) => ({ path: pictures.get(content) ?? '', media: clips.get(content) ?? null }),
    artifactsFolder,
    artifactBytes: 1e9,
    artifacts: store,
  }
  const addClip = async (content: string, path: string) => {
    pictures.set(content, path)
    clips.set(content, await probeMedia(path, { ffprobe: ffmpeg.ffprobe, runProgram }))
  }
  return { ffmpeg, build, maker: createVideoMaker(needs), needs, store, pictures, addClip }
}

export const shape = (
  colour: string,
  width: number,
  height: number,
  more: Partial<ShapeRaster> = {},
): ShapeRaster => ({
  kind: 'shape',
  shape: 'rectangle',
  width,
  height,
  fill: { kind: 'colour', colour },
  radius: 0,
  stroke: null,
  shadow: null,
  opacity: 1,
  rotation: 0,
  ...more,
})

/** A clip from its start, as wide and high as its place, at its own pace. */
export const clipOf = (
  content: string,
  { width, height, ...more }: Partial<ClipSpec> & Pick<ClipSpec, 'width' | 'height'>,
): ClipSpec => plainClip({ content, rate: { num: 25, den: 1 }, frames: 60, width, height, ...more })

/** A picture that fills its place. */
export const pictureOf = (
  content: string,
  { width, height, ...more }: Partial<PictureRaster> & Pick<PictureRaster, 'width' | 'height'>,
): PictureRaster => ({ kind: 'picture', content, width, height, ...plainly, ...more })

export const drawn = (
  spec: ShapeRaster,
  start: number,
  end: number,
  more: Partial<LiveLayer> = {},
): LiveLayer => ({
  id: 'shape',
  follows: 0,
  start,
  end,
  x: 0,
  y: 0,
  width: spec.width,
  height: spec.height,
  enter: null,
  exit: null,
  picture: { kind: 'raster', spec },
  ...more,
})

export const scene = (
  background: string,
  frames: number,
  layers: LiveLayer[],
  more: Partial<LiveScene> = {},
): LiveScene => ({
  id: 'scene',
  frames,
  background,
  backgroundFollows: 0,
  layers,
  transition: null,
  ...more,
})

export function planOf(
  engine: Engine,
  scenes: LiveScene[],
  how: {
    codec?: Codec
    width?: number
    height?: number
    rate?: Rate
    quality?: Quality
    /** Clips that one segment shows are read straight from their source. */
    readsSource?: boolean | ((spec: ClipSpec) => boolean)
    timeline?: Timeline
  } = {},
): VideoPlan {
  const { codec = 'h264', width = 320, height = 180, rate = { num: 30, den: 1 }, quality = 'standard' } = how
  const encoder = chooseEncoder({ codec, quality, rate, width, height, available: engine.build.encoders })
  if (encoder === null) throw new Error(`this ffmpeg build can't encode ${codec}`)
  return planVideo({
    rowKey: 'row',
    language: 'en',
    format: 'test',
    width,
    height,
    rate,
    codec,
    quality,
    composeIn: composeFormatOf(codec, width, height),
    scenes,
    timeline: how.timeline ?? cutTimeline(scenes, rate.num / rate.den),
    audio: null,
    segmentMade: {
      ffmpeg: engine.ffmpeg.ffmpegVersion,
      encoder: encoder.encoder,
      settings: encoder.settings,
    },
    outputMade: { ffmpeg: engine.ffmpeg.ffmpegVersion, encoder: 'copy', settings: [] },
    readsSource: (spec) =>
      typeof how.readsSource === 'function' ? how.readsSource(spec) : (how.readsSource ?? false),
    markOf: () => '',
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  })
}

/** All frames of a file as RGB bytes, decoded as a right player does: BT.709, limited range. */
export function decodeRgb(engine: Engine, path: string, width: number, height: number): Buffer[] {
  const gif = path.endsWith('.gif')
  const matrix = gif
    ? 'format=rgb24'
    : 'scale=in_color_matrix=bt709:in_range=tv:flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24'
  const end = spawnSync(
    engine.ffmpeg.ffmpeg,
    ['-v', 'error', '-i', path, '-vf', matrix, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'],
    { maxBuffer: 2e9 },
  )
  if (end.status !== 0) throw new Error(end.stderr.toString())
  const size = width * height * 3
  return Array.from({ length: end.stdout.length / size }, (_, index) =>
    end.stdout.subarray(index * size, (index + 1) * size),
  )
}

export function pixel(frame: Buffer, width: number, x: number, y: number): [number, number, number] {
  const at = (y * width + x) * 3
  return [frame[at]!, frame[at + 1]!, frame[at + 2]!]
}

/** One hash for each decoded frame, of the samples as they are coded. */
export function frameHashes(engine: Engine, path: string): string[] {
  const end = spawnSync(
    engine.ffmpeg.ffmpeg,
    ['-v', 'error', '-i', path, '-map', '0:v:0', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
    { maxBuffer: 1e8 },
  )
  if (end.status !== 0) throw new Error(end.stderr.toString())
  return end.stdout
    .toString()
    .split('\n')
    .flatMap((line) => (line.startsWith('#') || line === '' ? [] : [line.split(',').at(-1)!.trim()]))
}

export function probe(
  engine: Engine,
  path: string,
): { streams: Record<string, string>[]; format: Record<string, string> } {
  const end = spawnSync(
    engine.ffmpeg.ffprobe,
    ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', path],
    { maxBuffer: 1e8 },
  )
  if (end.status !== 0) throw new Error(end.stderr.toString())
  return JSON.parse(end.stdout.toString())
}
