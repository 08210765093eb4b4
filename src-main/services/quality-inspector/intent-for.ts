import type { MediaFacts } from '../../../src-shared/plans/media.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { Intent, NamedScene } from '../../../src-shared/quality/intent.ts'
import type { LookedLayer } from '../../../src-shared/quality/looks.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { intentOf } from '../../core/quality-intent/intent-of.ts'
import type { SourceFacts } from '../../core/quality-intent/known.ts'
import type { LookingRoom } from '../../outside/measuring/looking.ts'
import type { FoundAsset } from '../video-planner/needs.ts'
import type { VideoOutline } from '../video-planner/video-planner.ts'

/** A finished raster, as it lies in the artifact store. */
export type RasterOnDisk = { path: string; place: RasterPlace }

/** A video that Reelmill planned, with what lies there of it. */
export type PlannedVideo = {
  plan: VideoPlan
  /** The planner's, of the same row, language and format: names and places follow from it. */
  outline: VideoOutline
  template: Template
  /** The planner's. */
  fileOf(content: string): FoundAsset | undefined
  /** All rasters of the plan, by hash: `VideoMaker.rasters`. */
  rasters: ReadonlyMap<string, RasterOnDisk>
}

export type IntentNeeds = {
  looking: Pick<LookingRoom, 'lightOf'>
  /** What was measured of a source; null: it wasn't. Its own stillness, black, bars, flashes and silence then may be anything. */
  source(content: string, file: { path: string; media: MediaFacts }): Promise<SourceFacts | null>
}

/** What was meant for a video. Rejects when a raster or a source can't be read. */
export async function intentFor(video: PlannedVideo, needs: IntentNeeds): Promise<Intent> {
  const { plan, fileOf, rasters, template } = video
  const sources = new Map<string, SourceFacts | null>()
  for (const content of contentsOf(plan)) {
    const file = fileOf(content)
    const media = file?.media ?? null
    sources.set(
      content,
      file === undefined || media === null ? null : await needs.source(content, { path: file.path, media }),
    )
  }
  const pictures = plan.artifacts.flatMap(({ hash, spec }) => {
    const raster = rasters.get(hash)
    return spec.kind === 'picture' && raster !== undefined ? [{ hash, path: raster.path }] : []
  })
  const cells = pictures.length === 0 ? [] : await needs.looking.lightOf(pictures.map(({ path }) => path))
  const light = new Map(pictures.map(({ hash }, index) => [hash, cells[index]!]))
  return intentOf(plan, {
    names: namesOf(video.outline, template.brand.logo),
    place: (artifact) => rasters.get(artifact)?.place ?? null,
    light: (artifact) => light.get(artifact) ?? null,
    source: (content) => sources.get(content) ?? null,
    media: (content) => fileOf(content)?.media ?? null,
    size(content) {
      const file = fileOf(content)
      // A drawing is as sharp at any size.
      return file === undefined || file.path.toLowerCase().endsWith('.svg') ? null : file.size
    },
    brand: brandOf(template),
  })
}

/** Clips and sounds that a video takes. */
function contentsOf(plan: VideoPlan): Set<string> {
  const contents = new Set<string>()
  for (const { spec } of plan.artifacts) {
    if (spec.kind === 'clip') contents.add(spec.content)
    if (spec.kind === 'audio') for (const { content } of spec.inputs) contents.add(content)
    if (spec.kind !== 'segment') continue
    for (const { stack, into } of spec.parts)
      for (const { picture } of [...stack.layers, ...(into?.stack.layers ?? [])])
        if (picture.kind === 'source') contents.add(picture.spec.content)
  }
  return contents
}

/** Names of scenes and layers, as the planner drew them up. */
export function namesOf({ laidOut, scenes, timeline }: VideoOutline, logo: string | undefined): NamedScene[] {
  return scenes.map(({ id, frames, layers }, index) => {
    // A scene that is repeated has its item's number behind its name.
    const own = laidOut.scenes.find(({ scene }) => scene.id === id || id.startsWith(`${scene.id} `))
    return {
      id,
      from: timeline.sceneStarts[index]!,
      frames,
      layers: layers.map(({ id: layer, start, end }) => ({
        id: layer,
        start,
        end,
        isLogo: own?.layers.some((each) => each.layer.id === layer && isLogo(each.layer, logo)) ?? false,
      })),
    }
  })
}

/** The brand's, asked for as such or as the same file. */
const isLogo = (
  layer: VideoOutline['laidOut']['scenes'][number]['layers'][number]['layer'],
  logo: string | undefined,
): boolean =>
  layer.type === 'image' &&
  ('brand' in layer.source || ('file' in layer.source && layer.source.file === logo))

function brandOf({ brand }: Template): Intent['brand'] {
  const families = Object.values(brand.fonts).flatMap(({ family, scripts }) => [
    family,
    ...Object.values(scripts),
  ])
  const styled = Object.values(brand.textStyles).flatMap(({ colour, stroke, plate }) =>
    [colour, stroke?.colour, plate?.colour].filter((each) => each !== undefined),
  )
  return {
    colours: [
      ...new Set(
        [...Object.values(brand.colours), ...styled].flatMap((colour) =>
          colour.startsWith('#') ? [colour.slice(0, 7).toLowerCase()] : [],
        ),
      ),
    ],
    families: [...new Set(families)],
  }
}

/** The layers that are looked at closely, with the files of what they were made of, and the frames that are wanted for it. */
export function looksOf(
  intent: Intent,
  rasters: ReadonlyMap<string, RasterOnDisk>,
): { frames: number[]; layers: LookedLayer[] } {
  const layers = intent.shown.flatMap(({ layer, kind, look, text }): LookedLayer[] => {
    const raster = look === null ? undefined : rasters.get(look.artifact)
    if (look === null || raster === undefined || (kind !== 'text' && kind !== 'picture')) return []
    return [{ layer, kind, path: raster.path, look, text }]
  })
  const frames = new Set(
    layers.flatMap(({ look }) => [...look.frames.map(({ frame }) => frame), ...look.absent]),
  )
  return { frames: [...frames].sort((a, b) => a - b), layers }
}
