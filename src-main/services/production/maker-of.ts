import type { FfmpegBuild } from '../../../src-shared/plans/media.ts'
import { readClip } from '../../core/clip-graph/read-clip.ts'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import type { MotionStage } from '../../outside/motion/motion-stage.ts'
import type { Rasteriser } from '../../outside/raster/create-rasteriser.ts'
import type { ArtifactMemory } from '../artifact-store/artifact-store.ts'
import type { UnitHands, VideoMakerNeeds } from '../video-maker/needs.ts'
import { createVideoMaker, type VideoMaker } from '../video-maker/video-maker.ts'
import type { VideoPlanner } from '../video-planner/video-planner.ts'
import type { WithSamePrograms } from './same-programs.ts'

/** A video maker for the plans of a planner, with everything that draws, prepares, encodes and mixes. */
export function makerOf(parts: {
  ffmpeg: FoundFfmpeg
  build: FfmpegBuild
  planner: Pick<VideoPlanner, 'fileOf'>
  rasteriser: Pick<Rasteriser, 'draw'>
  motion: MotionStage
  artifactsFolder: string
  /** Bytes that artifacts may take, where the maker keeps them itself. */
  artifactBytes: number
  artifacts: ArtifactMemory | null
  samePrograms: WithSamePrograms | null
  keptFrame?: VideoMakerNeeds['keptFrame']
}): VideoMaker {
  const { ffmpeg, build, planner, rasteriser, motion, artifacts, samePrograms } = parts
  const clipDeps = ({ run, signal, threads }: UnitHands) => ({
    ffmpeg: ffmpeg.ffmpeg,
    ffprobe: ffmpeg.ffprobe,
    build,
    runProgram: run,
    threads,
    signal,
  })
  return createVideoMaker({
    ...(samePrograms === null ? {} : { withSamePrograms: samePrograms }),
    ffmpeg: { ...ffmpeg, encoders: build.encoders, filters: build.filters },
    draw: (spec) => rasteriser.draw(spec),
    // What a still may not need is loaded when it is needed.
    async preparePicture(path, spec) {
      const { preparePicture } = await import('../../outside/still-pictures/still-pictures.ts')
      return preparePicture(path, spec)
    },
    async makeClip(spec, source, out, { hands, onShare }) {
      const { makeClip } = await import('../clip-maker/clip-maker.ts')
      return makeClip(spec, source.media, source.path, out, {
        ...clipDeps(hands),
        onProgress: (frames, of) => onShare(frames / of),
      })
    },
    readClip: (spec, { path, media }, part) => readClip({ spec, facts: media, source: path, build, ...part }),
    ...(parts.keptFrame === undefined ? {} : { keptFrame: parts.keptFrame }),
    playReel: motion.play,
    async mixSound(spec, sources, out, { hands }) {
      const { mixSound } = await import('../sound-mixer/sound-mixer.ts')
      return mixSound(spec, sources, out, clipDeps(hands))
    },
    fileOf: planner.fileOf,
    artifactsFolder: parts.artifactsFolder,
    artifactBytes: parts.artifactBytes,
    ...(artifacts === null ? {} : { artifacts }),
  })
}
