import type { FfmpegBuild } from '../../../src-shared/plans/media.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import type { MotionStage } from '../../outside/motion/motion-stage.ts'
import type { ArtifactMemory } from '../artifact-store/artifact-store.ts'
import { makerOf } from '../production/maker-of.ts'
import type { Looked } from '../template-library/look-into.ts'
import { type LoadedTemplate, requireUsable } from '../template-library/template-library.ts'
import type { VideoMaker } from '../video-maker/video-maker.ts'
import { type LookMemory, openPlanner, type WarmParts } from '../video-planner/open-planner.ts'
import type { PlanWish, VideoOutline, VideoPlanner } from '../video-planner/video-planner.ts'
import type { ClipFrames } from './clip-frames.ts'
import type { RowSource } from './row-source.ts'

/** What all versions of all drafts share. */
export type SharedParts = {
  warm: WarmParts
  memory: LookMemory
  motion: MotionStage
  artifacts: ArtifactMemory
  clipFrames: ClipFrames
  artifactsFolder: string
  cacheFolder: string
  fontsRoot: string | null
}

export type View = { row: number; language: string; format: string }

/** One text of a draft, ready to be planned and drawn. */
export type DraftVersion = {
  template: Template
  /** Throws what keeps the row, or the template in this language and format, from being rendered. */
  plan(view: View, wish?: Pick<PlanWish, 'width'>): Promise<VideoPlan>
  /** The plan of a small video to look at: H.264 whatever the format is, in draft quality. */
  proxyPlan(view: View, how: { width: number; silent: boolean }): Promise<VideoPlan>
  outline(view: View): Promise<VideoOutline>
  maker(): Promise<VideoMaker>
  proxyMaker(silent: boolean): Promise<VideoMaker>
  close(): Promise<void>
}

/** Plans that are kept: the views that somebody goes to and fro between. */
const plansKept = 12

type Opened = { planner: VideoPlanner; maker: VideoMaker; close(): Promise<void> }

/** Prepares what was found to be a template. Nothing is opened before it is asked for. */
export function draftVersion(
  looked: Looked & { template: Template },
  rows: RowSource,
  tools: { ffmpeg: FoundFfmpeg; build: FfmpegBuild; roots: string[] },
  shared: SharedParts,
): DraftVersion {
  const { template } = looked
  const plans = new Map<string, Promise<VideoPlan>>()
  let exact: Promise<Opened> | null = null
  const small = new Map<boolean, Promise<Opened>>()

  async function open(of: Template, quality: 'standard' | 'draft', whole: string[]): Promise<Opened> {
    const { ffmpeg, build } = tools
    const config = {
      template: of,
      templateFolder: looked.folder,
      data: rows.data,
      roots: tools.roots,
      fetch: false,
      cacheFolder: shared.cacheFolder,
      languages: Object.keys(of.languages),
      formats: Object.keys(of.formats),
      quality,
      codec: null,
      whole,
      mapping: rows.mapping(of),
      ffmpeg: { ffmpeg: ffmpeg.ffmpeg, ffprobe: ffmpeg.ffprobe, ffmpegVersion: ffmpeg.ffmpegVersion },
      encoders: [...build.encoders],
      fontsRoot: shared.fontsRoot,
    }
    const { planner, rasteriser, close } = await openPlanner(config, shared.memory, shared.warm)
    const { motion, artifactsFolder, artifacts } = shared
    const parts = { planner, rasteriser, motion, artifactsFolder, artifacts }
    return {
      planner,
      close,
      maker: makerOf({
        ...parts,
        ffmpeg,
        build,
        artifactBytes: 0,
        samePrograms: null,
        keptFrame: (spec, straight) => shared.clipFrames.kept(spec, straight, ffmpeg.ffmpeg),
      }),
    }
  }
  const opened = () => {
    exact ??= open(template, 'standard', [])
    return exact
  }
  const openedSmall = (silent: boolean) => {
    const known = small.get(silent) ?? open(asProxy(template, silent), 'draft', [])
    small.set(silent, known)
    return known
  }
  const usable = ({ language, format }: View) => requireUsable(looked as LoadedTemplate, [language], [format])

  /** The same question asked again has the same answer; what failed is asked anew. */
  function kept(key: unknown[], make: () => Promise<VideoPlan>): Promise<VideoPlan> {
    const name = JSON.stringify(key)
    const known = plans.get(name)
    plans.delete(name)
    const plan = known ?? make()
    plans.set(name, plan)
    if (known === undefined) plan.catch(() => plans.delete(name))
    if (plans.size > plansKept) plans.delete(plans.keys().next().value!)
    return plan
  }

  return {
    template,
    plan: (view, wish = {}) =>
      kept(['exact', view, wish.width], async () => {
        usable(view)
        const row = await rows.row(template, view.row)
        return (await opened()).planner.plan(row, view.language, view.format, { hardware: null, ...wish })
      }),
    proxyPlan: (view, { width, silent }) =>
      kept(['proxy', view, width, silent], async () => {
        usable(view)
        const row = await rows.row(template, view.row)
        const { planner } = await openedSmall(silent || template.formats[view.format]?.codec === 'gif')
        return planner.plan(row, view.language, view.format, { hardware: null, width })
      }),
    async outline(view) {
      usable(view)
      const row = await rows.row(template, view.row)
      return (await opened()).planner.outline(row, view.language, view.format)
    },
    maker: async () => (await opened()).maker,
    proxyMaker: async (silent) => (await openedSmall(silent)).maker,
    async close() {
      for (const each of [exact, ...small.values()]) await each?.then(({ close }) => close()).catch(() => {})
    },
  }
}

/** The template with formats that every window can play. */
function asProxy(template: Template, silent: boolean): Template {
  const formats = Object.fromEntries(
    Object.entries(template.formats).map(([id, format]) => [id, { ...format, codec: 'h264' as Codec }]),
  )
  if (!silent) return { ...template, formats }
  const { audio: _audio, ...rest } = template
  const scenes = template.scenes.map((scene) => ({
    ...scene,
    layers: scene.layers.map((layer) => (layer.type === 'video' ? { ...layer, sound: null } : layer)),
  }))
  return { ...rest, formats, scenes }
}
