import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MediaFacts } from '../../../src-shared/plans/media.ts'
import type { Artifact, OutputSpec, SegmentSpec, VideoPlan } from '../../../src-shared/plans/plan.ts'
import { gifCommands, joinList, outputCommand } from '../../core/ffmpeg-commands/output-command.ts'
import { createArtifactStore, type HeldArtifact } from '../artifact-store/artifact-store.ts'
import { finishOutput, type MadeVideo, writeWholePicture } from './finished-file.ts'
import type { VideoMakerNeeds } from './needs.ts'
import { artifactsOf, layersOf, oneFrame } from './one-frame.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { createSegmentMaker, type Facts } from './segment-maker.ts'
import { madeOfUnchanged, type SourceFile } from './unchanged-sources.ts'

export type VideoMaker = {
  /**
   * Makes the video of a plan. `out` appears only when it is whole and was probed to be what the plan says; until
   * then the work lies beside it under a name of its own. `onProgress` gets the share done (0..1) and what is being
   * done. Rejects with a StudioError (`render.failed`, `media.broken`, ...), or with the signal's reason.
   */
  make(
    plan: VideoPlan,
    out: string,
    how: { signal: AbortSignal; onProgress?: (share: number, doing: string) => void },
  ): Promise<MadeVideo>
  /** Writes one frame of the video (counted from 0) as a PNG, exactly as the encoder would be given it. */
  still(plan: VideoPlan, frame: number, out: string, how: { signal: AbortSignal }): Promise<void>
  /** Drops the batch's artifacts. */
  drop(): Promise<void>
}

type Held = HeldArtifact<Facts>

/** Extensions of sound files, by codec: containers that keep the exact start. */
const soundExtension = { aac: 'm4a', opus: 'ogg', pcm: 'wav' } as const

export function createVideoMaker(needs: VideoMakerNeeds): VideoMaker {
  const store =
    needs.artifacts ?? createArtifactStore({ folder: needs.artifactsFolder, maxBytes: needs.artifactBytes })

  const maker = createSegmentMaker(needs)

  return {
    async make(plan, out, { signal, onProgress }) {
      const held = new Map<string, Held>()
      const progress = shareOfWork(plan, onProgress)
      try {
        for (const artifact of plan.artifacts) {
          const { spec } = artifact
          if (spec.kind === 'output') {
            requireOneEncoder(plan)
            const made = await makeOutput(spec, held, out, signal, (share) =>
              progress.within(artifact, share),
            )
            progress.done(artifact)
            return made
          }
          progress.within(artifact, 0)
          held.set(
            artifact.hash,
            await hold(artifact, held, signal, (share) => progress.within(artifact, share)),
          )
          progress.done(artifact)
        }
        throw new Error('a plan ends with its output')
      } finally {
        for (const artifact of held.values()) artifact.release()
      }
    },
    async still(plan, frame, out, { signal }) {
      const spec = oneFrame(plan, frame)
      const shown = artifactsOf(spec)
      const held = new Map<string, Held>()
      try {
        for (const artifact of plan.artifacts) {
          if (shown.has(artifact.hash)) held.set(artifact.hash, await hold(artifact, held, signal, () => {}))
        }
        await writeWholePicture(out, async (part) => {
          await madeOfUnchanged(sourcesOf(spec), signal, () => maker.still(spec, held, part, signal))
        })
      } finally {
        for (const artifact of held.values()) artifact.release()
      }
    },
    drop: () => store.drop(),
  }

  async function hold(
    artifact: Artifact,
    held: Map<string, Held>,
    signal: AbortSignal,
    onShare: (share: number) => void,
  ): Promise<Held> {
    const { spec, hash } = artifact
    switch (spec.kind) {
      case 'text':
      case 'shape':
        return store.hold<Facts>(hash, 'png', signal, async (path) => {
          const { png, place } = await needs.draw(spec)
          await writeFile(path, png)
          return { facts: { place }, frames: null }
        })
      case 'picture':
        return store.hold<Facts>(hash, 'png', signal, async (path) => {
          const { png, place } = await needs.preparePicture(fileOf(spec.content).path, spec)
          await writeFile(path, png)
          return { facts: { place }, frames: null }
        })
      case 'clip':
        return store.hold<Facts>(hash, 'mov', signal, async (path) => {
          const source = mediaOf(spec.content)
          const facts = await madeOfUnchanged([source], signal, () =>
            needs.makeClip(spec, source, path, { signal, onShare }),
          )
          return { facts, frames: spec.frames }
        })
      case 'audio':
        return store.hold<Facts>(hash, soundExtension[spec.codec], signal, async (path) => {
          const files = spec.inputs.map(({ content }) => mediaOf(content))
          const sources = new Map(
            files.map(({ content, path: file, media }) => [content, { path: file, facts: media }]),
          )
          await madeOfUnchanged(files, signal, () => needs.mixSound(spec, sources, path, { signal }))
          return { facts: null, frames: null }
        })
      case 'segment':
        return store.hold<Facts>(hash, maker.encoderFor(spec).segmentExtension, signal, async (path) => {
          await madeOfUnchanged(sourcesOf(spec), signal, () =>
            maker.encode({ ...artifact, spec }, held, path, { signal, onShare }),
          )
          return { facts: null, frames: spec.frames }
        })
      case 'output':
        throw new Error('an output is no part of another artifact')
    }
  }

  async function makeOutput(
    spec: OutputSpec,
    held: Map<string, Held>,
    out: string,
    signal: AbortSignal,
    onShare: (share: number) => void,
  ): Promise<MadeVideo> {
    return finishOutput({
      spec,
      out,
      ffprobe: needs.ffmpeg.ffprobe,
      signal,
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
          runFfmpeg({ ffmpeg: needs.ffmpeg.ffmpeg, args, signal, doing, onFrame })
        if (spec.codec === 'gif') {
          // Named as a part is: a process that is killed leaves nothing else behind.
          const palette = join(dirname(part), `.${randomUUID().slice(0, 8)}.part`)
          const commands = gifCommands(spec, list, palette, part, needs.threads)
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

/** How much of the work of a plan is done, by frames; small things count as a few frames each. */
function shareOfWork(plan: VideoPlan, tell: ((share: number, doing: string) => void) | undefined) {
  const weight = ({ spec }: Artifact): number => {
    switch (spec.kind) {
      case 'segment':
        return spec.frames
      case 'clip':
        return spec.frames
      case 'audio':
        return 30
      case 'output':
        return spec.codec === 'gif' ? spec.frames : 10
      default:
        return 3
    }
  }
  const all = plan.artifacts.reduce((sum, artifact) => sum + weight(artifact), 0)
  let before = 0
  return {
    within(artifact: Artifact, share: number) {
      tell?.(Math.min(1, (before + weight(artifact) * Math.min(1, share)) / all), artifact.label)
    },
    done(artifact: Artifact) {
      before += weight(artifact)
      tell?.(before / all, artifact.label)
    },
  }
}
