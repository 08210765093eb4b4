import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LayerFiles } from '../../../src-main/core/ffmpeg-commands/layer-chain.ts'
import { segmentCommand } from '../../../src-main/core/ffmpeg-commands/segment-command.ts'
import { runFfmpeg } from '../../../src-main/services/video-maker/run-ffmpeg.ts'
import { straightHands } from '../../../src-main/services/video-maker/straight-hands.ts'
import type { ClipFile } from '../../../src-shared/plans/media.ts'
import type { Artifact, SegmentSpec, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { Engine } from '../../helpers/engine.ts'

/** Frames as an encoder is given them: a hash of the samples of each, and one of them as RGB if it was asked for. */
export type ComposedFrames = { hashes: string[]; rgb: Buffer | null }

const never = new AbortController().signal

/**
 * Runs the product's own command of each segment, but with the encoder left away: each frame's samples are hashed as
 * they come. That is what a lossless encoder would bring back, at a fraction of the time. `wanted` is a frame of the
 * video that is also given as RGB, in the product's own conversion. Throws when a timestamp is not its frame's number.
 */
export async function composedFrames(
  engine: Engine,
  folder: string,
  plan: VideoPlan,
  wanted: number | null = null,
): Promise<ComposedFrames> {
  const hashes: string[] = []
  let rgb: Buffer | null = null
  const byHash = new Map(plan.artifacts.map((artifact) => [artifact.hash, artifact]))
  for (const { segment, from, frames } of plan.cuts) {
    const artifact = byHash.get(segment)!
    if (artifact.spec.kind !== 'segment') throw new Error('a cut that is no segment')
    const within = wanted !== null && wanted >= from && wanted < from + frames ? wanted - from : null
    const made = await compose(
      engine,
      folder,
      artifact.spec,
      artifact.needs.map((hash) => byHash.get(hash)!),
      within,
    )
    hashes.push(...made.hashes)
    rgb ??= made.rgb
  }
  return { hashes, rgb }
}

async function compose(
  engine: Engine,
  folder: string,
  spec: SegmentSpec,
  needed: readonly Artifact[],
  wanted: number | null,
): Promise<ComposedFrames> {
  const held = await Promise.all(needed.map((artifact) => hold(engine, artifact)))
  const list = join(folder, `${randomUUID()}.framemd5`)
  const picture = `${list}.rgb`
  try {
    const files = new Map(held.map((each) => [each.hash, each]))
    const { args, reel } = segmentCommand(
      spec,
      {
        raster: (hash) => files.get(hash)!.file as { path: string; place: RasterPlace },
        clip: (hash) => files.get(hash)!.file as ClipFile,
        source: (clip) => {
          const source = engine.needs.readClip(clip, fileOf(engine, clip.content))
          if (source === null) throw new Error('a clip that can be read in one pass was meant')
          return source
        },
      } satisfies LayerFiles,
      { encoder: 'rawvideo', pixelFormat: spec.composeIn, settings: [], segmentExtension: 'mov' },
      { threads: 1, out: list },
    )
    const graph = args.indexOf('-filter_complex') + 1
    const before = args.slice(0, args.indexOf('-c:v'))
    const after = ['-c:v', 'rawvideo', '-fflags', '+bitexact', '-f', 'framemd5', list]
    if (wanted !== null) {
      // The same graph with a second end, at which one of its frames comes out as RGB.
      before[graph] =
        `${args[graph]!.replace(/\[out\]$/, '')},split[out][copy];[copy]trim=start_frame=${wanted}:end_frame=${wanted + 1},${toRgb}[rgb]`
      after.push('-map', '[rgb]', '-r', '1', '-frames:v', '1', '-c:v', 'rawvideo', '-f', 'rawvideo', picture)
    }
    await runFfmpeg({
      ffmpeg: engine.ffmpeg.ffmpeg,
      args: [...before, ...after],
      hands: straightHands().straight(never),
      doing: 'a segment',
      feed: reel === null ? undefined : (write, unread) => engine.needs.playReel(reel, write, unread),
    })
    const hashes = hashesIn(await readFile(list, 'utf8'))
    if (hashes.length !== spec.frames) throw new Error(`${hashes.length} frames instead of ${spec.frames}`)
    return { hashes, rgb: wanted === null ? null : await readFile(picture) }
  } finally {
    for (const each of held) each.release()
    await rm(list, { force: true })
    await rm(picture, { force: true })
  }
}

/** From a frame's samples to what a still holds. */
const toRgb =
  'scale=in_color_matrix=bt709:in_range=tv:flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24'

/** Lines are `0,  3,  3,  1,  9216, <md5>`: stream, times, length, bytes. */
function hashesIn(list: string): string[] {
  return list
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line, index) => {
      const [, dts, pts, length, , hash] = line.split(',').map((cell) => cell.trim())
      if (Number(dts) !== index || Number(pts) !== index || length !== '1')
        throw new Error(`frame ${index} comes at ${pts}, for ${length}`)
      return hash!
    })
}

/** Makes a picture or a clip in the way of the maker, or takes it from the store where it lies already. */
async function hold(engine: Engine, { hash, spec }: Artifact) {
  const { needs, store } = engine
  const held = await store.hold<object>(hash, spec.kind === 'clip' ? 'mov' : 'png', never, async (path) => {
    switch (spec.kind) {
      case 'clip': {
        const how = { hands: straightHands().straight(never), onShare: () => {} }
        return {
          facts: await needs.makeClip(spec, fileOf(engine, spec.content), path, how),
          frames: spec.frames,
        }
      }
      case 'text':
      case 'shape':
      case 'picture': {
        const { png, place } =
          spec.kind === 'picture'
            ? await needs.preparePicture(engine.pictures.get(spec.content)!, spec)
            : await needs.draw(spec)
        await writeFile(path, png)
        return { facts: { place }, frames: null }
      }
      default:
        throw new Error(`a segment is not made of ${spec.kind}`)
    }
  })
  return { hash, file: { ...held.facts, path: held.path } as object, release: () => held.release() }
}

function fileOf(engine: Engine, content: string) {
  const file = engine.needs.fileOf(content)
  if (file?.media == null) throw new Error(`no clip is called ${content}`)
  return { path: file.path, media: file.media }
}
