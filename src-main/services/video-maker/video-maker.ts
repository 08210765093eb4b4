import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MediaFacts } from '../../../src-shared/plans/media.ts'
import type { Artifact, OutputSpec, SegmentSpec, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { Suspect } from '../../../src-shared/quality/doubt.ts'
import type { LikenessFacts } from '../../../src-shared/quality/facts.ts'
import { gifCommands, joinList, outputCommand } from '../../core/ffmpeg-commands/output-command.ts'
import { markPicture } from '../../outside/files/own-picture.ts'
import {
  type ArtifactMemory,
  createArtifactStore,
  type HeldArtifact,
} from '../artifact-store/artifact-store.ts'
import { compareVideo } from './compare-video.ts'
import {
  finishOutput,
  type MadeOfArtifacts,
  type MadeVideo,
  type OutputRoot,
  writeWholePicture,
} from './finished-file.ts'
import type { JobHands, UnitHands, VideoMakerNeeds } from './needs.ts'
import { artifactsOf, layersOf, oneFrame } from './one-frame.ts'
import { createProgress, type Progress } from './progress.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { createSegmentMaker, type Facts } from './segment-maker.ts'
import { straightHands } from './straight-hands.ts'
import { madeOfUnchanged, type SourceFile } from './unchanged-sources.ts'
import { asksOf } from './unit-asks.ts'

export type VideoMaker = {
  /**
   * Makes the video of a plan: what needs nothing of one another is made side by side, as `hands` give room for it
   * (default: one thing after the other). `out` appears only when it is whole and was probed to be what the plan says; until
   * then the work lies beside it under a name of its own. `onProgress` gets the share done (0..1) and what is being
   * done. Rejects with a StudioError (`render.failed`, `media.broken`, ...), or with the signal's reason.
   */
  make(
    plan: VideoPlan,
    out: string,
    how: {
      signal: AbortSignal
      hands?: JobHands
      /** The batch's own folder, which has to be there; only folders in it are made. Default: any folder of `out` is. */
      root?: OutputRoot
      onProgress?: (share: number, doing: string) => void
    },
  ): Promise<MadeOfArtifacts>
  /** What was made of these artifacts is not trusted: the next video has them made anew. */
  distrust(suspects: readonly Suspect[]): Promise<void>
  /** Writes one frame of the video (counted from 0) as a PNG, exactly as the encoder would be given it. */
  still(plan: VideoPlan, frame: number, out: string, how: { signal: AbortSignal }): Promise<void>
  /** All drawings and fitted pictures of a plan, made where they are gone; they stay until they are released. */
  rasters(plan: VideoPlan, how: { signal: AbortSignal }): Promise<HeldRasters>
  /**
   * Compares a finished video with its plan rendered without loss, in some stretches drawn by a seed: see `likenessStretches`.
   * `start`: when its first picture is shown, by its own clock. Logs lie in `folder` for a while, which has to be there.
   * Rejects as `make` does.
   */
  likeness(
    plan: VideoPlan,
    video: { path: string; start: number },
    how: { hands: UnitHands; folder: string; seed: number },
  ): Promise<LikenessFacts>
  /** Drops the batch's artifacts. */
  drop(): Promise<void>
}

export type HeldRasters = {
  files: ReadonlyMap<string, { path: string; place: RasterPlace }>
  release(): void
}

type Held = HeldArtifact<Facts>

/** What the making of one artifact is given. */
export type Making = {
  hands: JobHands
  signal: AbortSignal
  progress: Progress
  /** As a unit of the job. */
  run: <T>(make: (hands: UnitHands) => Promise<T>) => Promise<T>
}

/** Extensions of sound files, by codec: containers that keep the exact start. */
const soundExtension = { aac: 'm4a', opus: 'ogg', pcm: 'wav' } as const

export function createVideoMaker(needs: VideoMakerNeeds): VideoMaker {
  const store: ArtifactMemory =
    needs.artifacts ?? createArtifactStore({ folder: needs.artifactsFolder, maxBytes: needs.artifactBytes })

  const maker = createSegmentMaker(needs)
  const samePrograms = needs.withSamePrograms ?? ((work) => work())

  return {
    async make(plan, out, { signal: given, hands = straightHands(), root, onProgress }) {
      requireOneEncoder(plan)
      const called = new AbortController()
      const signal = AbortSignal.any([given, called.signal])
      const progress = createProgress(plan, onProgress)
      const asks = asksOf(plan, needs.artifactsFolder, root ?? { folder: dirname(out), sign: null })
      /** Each artifact that is being made or lies ready, by hash. */
      const ready = new Map<string, Promise<Held>>()
      const all: Promise<unknown>[] = []
      let firstFault: { error: unknown } | null = null
      const noteFault = (error: unknown) => {
        firstFault ??= { error }
        // What the other parts of a video come to is of no use without this one.
        called.abort()
      }
      let made: MadeVideo | null = null
      try {
        for (const [order, artifact] of plan.artifacts.entries()) {
          const work = async () => {
            const held = new Map<string, Held>()
            for (const hash of artifact.needs) held.set(hash, await ready.get(hash)!)
            const unit: Making = {
              hands,
              signal,
              progress,
              run: (make) =>
                hands.unit({ ...asks(artifact), order }, signal, (own) => samePrograms(() => make(own))),
            }
            if (artifact.spec.kind !== 'output') return hold(artifact, held, unit)
            const { spec } = artifact
            made = await unit.run((own) =>
              makeOutput(spec, held, { out, root: root ?? null }, own, progress.of(artifact)),
            )
            progress.done(artifact)
            return null
          }
          const working = work()
          all.push(working.catch(noteFault))
          if (artifact.spec.kind !== 'output') {
            ready.set(artifact.hash, working as Promise<Held>)
            void working.then(
              () => progress.done(artifact),
              () => {},
            )
          }
        }
        await Promise.all(all)
        if (firstFault !== null) {
          given.throwIfAborted()
          throw (firstFault as { error: unknown }).error
        }
        if (made === null) throw new Error('a plan ends with its output')
        const madeOf = new Map<string, string>()
        for (const [hash, held] of ready) madeOf.set(hash, (await held).sha256)
        return { ...(made as MadeVideo), madeOf }
      } finally {
        for (const holding of await Promise.allSettled(ready.values()))
          if (holding.status === 'fulfilled') holding.value.release()
      }
    },
    async still(plan, frame, out, { signal }) {
      const spec = oneFrame(plan, frame)
      const shown = artifactsOf(spec)
      const held = new Map<string, Held>()
      const hands = straightHands()
      const progress = createProgress(plan, undefined)
      const unit: Making = { hands, signal, progress, run: (make) => make(hands.straight(signal)) }
      try {
        for (const artifact of plan.artifacts) {
          if (shown.has(artifact.hash)) held.set(artifact.hash, await hold(artifact, held, unit))
        }
        await writeWholePicture(out, async (part) => {
          await madeOfUnchanged(sourcesOf(spec), signal, () =>
            maker.still(spec, held, part, hands.straight(signal)),
          )
          await markPicture(part)
        })
      } finally {
        for (const artifact of held.values()) artifact.release()
      }
    },
    async rasters(plan, { signal }) {
      const hands = straightHands()
      const progress = createProgress(plan, undefined)
      const unit: Making = { hands, signal, progress, run: (make) => make(hands.straight(signal)) }
      const held = new Map<string, Held>()
      const release = () => {
        for (const artifact of held.values()) artifact.release()
      }
      try {
        for (const artifact of plan.artifacts)
          if (isRaster(artifact)) held.set(artifact.hash, await hold(artifact, held, unit))
      } catch (error) {
        release()
        throw error
      }
      const files = [...held].map(
        ([hash, { path, facts }]) =>
          [hash, { path, place: (facts as { place: RasterPlace }).place }] as const,
      )
      return { files: new Map(files), release }
    },
    likeness: (plan, video, how) => compareVideo(plan, video, how, { hold, compare: maker.compare }),
    async distrust(suspects) {
      if (store.distrust === undefined) throw new Error('only what a batch makes is looked at')
      for (const { hash, sha256 } of suspects) await store.distrust(hash, sha256)
    },
    drop: () => store.drop(),
  }

  async function hold(
    artifact: Artifact,
    held: Map<string, Held>,
    { hands, signal, progress, run }: Making,
  ): Promise<Held> {
    const { spec, hash } = artifact
    const onShare = progress.of(artifact)
    switch (spec.kind) {
      case 'text':
      case 'shape':
        return store.hold<Facts>(hash, 'png', signal, (path) =>
          hands.light(signal, async () => {
            const { png, place } = await needs.draw(spec)
            await writeFile(path, png)
            return { facts: { place }, frames: null }
          }),
        )
      case 'picture':
        return store.hold<Facts>(hash, 'png', signal, (path) =>
          hands.light(signal, async () => {
            const { png, place } = await needs.preparePicture(fileOf(spec.content).path, spec)
            await writeFile(path, png)
            return { facts: { place }, frames: null }
          }),
        )
      case 'clip':
        return store.hold<Facts>(hash, 'mov', signal, (path) =>
          run(async (own) => {
            const source = mediaOf(spec.content)
            const facts = await madeOfUnchanged([source], own.signal, () =>
              needs.makeClip(spec, source, path, { hands: own, onShare: shareOf(own, onShare) }),
            )
            return { facts, frames: spec.frames }
          }),
        )
      case 'audio':
        return store.hold<Facts>(hash, soundExtension[spec.codec], signal, (path) =>
          run(async (own) => {
            const files = spec.inputs.map(({ content }) => mediaOf(content))
            const sources = new Map(
              files.map(({ content, path: file, media }) => [content, { path: file, facts: media }]),
            )
            await madeOfUnchanged(files, own.signal, () =>
              needs.mixSound(spec, sources, path, { hands: own }),
            )
            return { facts: null, frames: null }
          }),
        )
      case 'segment':
        return store.hold<Facts>(hash, maker.encoderFor(spec).segmentExtension, signal, (path) =>
          run(async (own) => {
            await madeOfUnchanged(sourcesOf(spec), own.signal, () =>
              maker.encode({ ...artifact, spec }, held, path, {
                hands: own,
                onShare: shareOf(own, onShare),
              }),
            )
            return { facts: null, frames: spec.frames }
          }),
        )
      case 'output':
        throw new Error('an output is no part of another artifact')
    }
  }

  async function makeOutput(
    spec: OutputSpec,
    held: Map<string, Held>,
    { out, root }: { out: string; root: OutputRoot | null },
    hands: UnitHands,
    onJobShare: (share: number) => void,
  ): Promise<MadeVideo> {
    const onShare = shareOf(hands, onJobShare)
    return finishOutput({
      spec,
      out,
      root,
      ffprobe: needs.ffmpeg.ffprobe,
      hands,
      pixelFormat:
        spec.codec === 'gif' ? null : maker.encoderFor({ ...spec, quality: 'standard' }).pixelFormat,
      write: async (part) => {
        const list = `${part}.ffconcat`
        await writeFile(
          list,
          joinList(
            spec.segments.map(({ artifact, frames }) => ({ path: held.get(artifact)!.path, frames })),
            spec.rate,
          ),
        )
        const run = (args: string[], doing: string, onFrame: (frame: number) => void) =>
          runFfmpeg({ ffmpeg: needs.ffmpeg.ffmpeg, args, hands, doing, onFrame })
        if (spec.codec === 'gif') {
          // Named as a part is: a process that is killed leaves nothing else behind.
          const palette = join(dirname(part), `.${randomUUID().slice(0, 8)}.part`)
          const commands = gifCommands(spec, list, palette, part, hands.threads)
          // As long as the palette takes, which tells nothing of its frames.
          const first = 0.2
          try {
            await run(commands.palette, 'the palette of the GIF', () => {})
            onShare(first)
            await run(commands.file, 'the finished file', (frame) =>
              onShare(first + (1 - first) * (frame / spec.frames)),
            )
          } finally {
            await rm(palette, { force: true })
          }
        } else {
          const audio = spec.audio === null ? null : held.get(spec.audio)!.path
          const args = outputCommand(spec, list, audio, part)
          await run(args, 'the finished file', (frame) => onShare(frame / spec.frames))
        }
        return [list]
      },
    })
  }

  function fileOf(content: string): { path: string; identity?: string | null; media: MediaFacts | null } {
    const file = needs.fileOf(content)
    if (file === undefined) throw new Error(`no source file is known for content ${content}`)
    return file
  }

  function mediaOf(content: string): SourceFile & { media: MediaFacts } {
    const { path, identity, media } = fileOf(content)
    if (media === null) throw new Error(`${path} was not probed before it was used`)
    return { path, content, identity, media }
  }

  /** The files that a segment reads straight. */
  function sourcesOf(spec: SegmentSpec): SourceFile[] {
    const contents = layersOf(spec).flatMap(({ picture }) =>
      picture.kind === 'source' ? [picture.spec.content] : [],
    )
    return [...new Set(contents)].map(mediaOf)
  }
}

const isRaster = ({ spec }: Artifact): boolean =>
  spec.kind === 'text' || spec.kind === 'shape' || spec.kind === 'picture'

/** Segments of several encoders, or of one with several settings, can be joined without a warning, and look it. */
function requireOneEncoder(plan: VideoPlan): void {
  const marks = plan.artifacts.flatMap(({ spec }) =>
    spec.kind === 'segment' ? [JSON.stringify(spec.made)] : [],
  )
  if (new Set(marks).size > 1)
    throw new Error(
      `the segments of a video are planned for several encoders: ${[...new Set(marks)].join(', ')}`,
    )
}

/** Both the farm and the job hear how far a unit is. */
const shareOf = (hands: UnitHands, tell: (share: number) => void) => (share: number) => {
  hands.onShare(share)
  tell(share)
}
