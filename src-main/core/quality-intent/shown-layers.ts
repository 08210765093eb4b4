import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { PictureRaster, RasterPlace, TextRaster } from '../../../src-shared/plans/rasters.ts'
import type { Region } from '../../../src-shared/quality/inspection.ts'
import type { CloseLook, ShownLayer, Stretch } from '../../../src-shared/quality/intent.ts'
import type { Known } from './known.ts'
import { placedAt, turnedBox } from './layer-state.ts'
import type { Span, Standing } from './walk-plan.ts'

/** A shown layer before it was decided when it is looked at. */
export type Showing = Omit<ShownLayer, 'look'> & {
  standing: Standing
  /** What can be compared with it; its frames are still to be chosen. */
  material: Omit<CloseLook, 'frames' | 'absent'> | null
}

/** Every layer of every scene that shows in the video, in the order of scenes and layers. */
export function showingsOf(plan: VideoPlan, spans: readonly Span[], known: Known): Showing[] {
  const found = new Map<string, { standing: Standing; shows: Stretch; rests: Stretch }>()
  for (const span of spans) {
    const over = span.into?.stack.layers ?? []
    for (const standing of [...span.stack.layers, ...over]) {
      const { placed, scene, layer } = standing
      const key = `${known.names.indexOf(scene)} ${scene.layers.indexOf(layer)}`
      const shows = { from: span.from + placed.from, to: span.from + placed.to }
      const one = found.get(key) ?? {
        standing,
        shows,
        rests: { from: 0, to: Number.POSITIVE_INFINITY },
      }
      one.shows = { from: Math.min(one.shows.from, shows.from), to: Math.max(one.shows.to, shows.to) }
      const zero = span.from - placed.clock
      const { enter, exit } = placed
      if (enter !== null) one.rests.from = Math.max(one.rests.from, zero + enter.frames)
      if (exit !== null) one.rests.to = Math.min(one.rests.to, zero + placed.frames - exit.frames + 1)
      if (span.into !== null) {
        const comes = over.includes(standing)
        if (comes) one.rests.from = Math.max(one.rests.from, span.from + span.frames)
        else one.rests.to = Math.min(one.rests.to, span.from)
      }
      found.set(key, one)
    }
  }
  return [...found.values()].map(({ standing, shows, rests }) => {
    const [from, to] = [Math.max(shows.from, rests.from), Math.min(shows.to, rests.to)]
    return showing(plan, standing, shows, from < to ? { from, to } : null, known)
  })
}

function showing(
  plan: VideoPlan,
  standing: Standing,
  shows: Stretch,
  rests: Stretch | null,
  known: Known,
): Showing {
  const { placed, spec, scene, layer } = standing
  const { picture } = placed
  const box = { x: placed.x, y: placed.y, width: placed.width, height: placed.height }
  const place = picture.kind === 'raster' ? known.place(picture.artifact) : null
  const drawn = place === null ? turnedBox(standing) : placedAt(box, place)
  const said = {
    layer: `${scene.id}/${layer.id}`,
    isLogo: layer.isLogo,
    shows,
    rests,
    region: cut(drawn, plan),
    standing,
  }
  switch (spec.kind) {
    case 'text':
      return {
        ...said,
        kind: 'text',
        material:
          picture.kind === 'raster' && place !== null ? { ...of(picture, place, box), moves: null } : null,
        text: {
          colour: spec.colour,
          size: spec.size,
          weight: spec.weight,
          families: spec.families,
          standIns: standInsOf(spec),
          outline: spec.stroke?.width ?? 0,
          ink: inkOf(spec, box, drawn),
        },
        colours: opaque([spec.colour, spec.stroke?.colour, spec.plate?.colour]),
        enlarged: null,
      }
    case 'shape': {
      const { fill } = spec
      // What lies between two colours of the brand is no colour of its own.
      const plain = fill?.kind === 'colour' ? fill.colour : undefined
      return {
        ...said,
        kind: 'shape',
        material: null,
        text: null,
        colours: opaque([plain, spec.stroke?.colour]),
        enlarged: null,
      }
    }
    case 'picture': {
      const moves =
        picture.kind === 'moving' ? { width: picture.pictureWidth, height: picture.pictureHeight } : null
      const own = picture.kind === 'source' ? null : known.place(picture.artifact)
      const turned = picture.kind === 'moving' && picture.rotation !== 0
      const zoom = picture.kind === 'moving' ? Math.max(picture.motion.from.zoom, picture.motion.to.zoom) : 1
      return {
        ...said,
        kind: 'picture',
        material:
          own === null || turned || picture.kind === 'source' || picture.kind === 'clip'
            ? null
            : { ...of(picture, own, box), moves },
        text: null,
        colours: [],
        enlarged: spec.blur > 0 ? null : timesOf(spec, box, known.size(spec.content), zoom),
      }
    }
    case 'clip': {
      const video = known.media(spec.content)?.video ?? null
      const size = video === null ? null : { width: video.shownWidth, height: video.shownHeight }
      return {
        ...said,
        kind: 'clip',
        material: null,
        text: null,
        colours: [],
        enlarged: spec.blur > 0 ? null : timesOf(spec, box, size, 1),
      }
    }
  }
}

const of = ({ artifact }: { artifact: string }, place: RasterPlace, at: Region) => ({ artifact, place, at })

function timesOf(
  { fit }: Pick<PictureRaster | ClipSpec, 'fit'>,
  box: Region,
  size: { width: number; height: number } | null,
  zoom: number,
): number | null {
  if (size === null) return null
  const ratios = [box.width / size.width, box.height / size.height]
  return zoom * (fit === 'contain' ? Math.min(...ratios) : Math.max(...ratios))
}

/** Bundled families that a whole script of a text is drawn with, and not just a sign here and there. */
function standInsOf({ families, lines }: TextRaster): string[] {
  const text = lines.map((line) => line.text).join(' ')
  if (!/(?!\p{Script=Latin})\p{L}/u.test(text)) return []
  const isOfWest = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)
  return families.filter((family) => family.startsWith('Noto Sans ') || (family === 'Noto Sans' && isOfWest))
}

/** What the lines of a text cover, without shadow and plate; of a turned one, all that is drawn. */
function inkOf(spec: TextRaster, box: Region, drawn: Region): Region {
  const lines = spec.lines.filter(({ text }) => text.trim() !== '')
  if (spec.rotation !== 0 || lines.length === 0) return drawn
  const left = Math.min(...lines.map(({ x }) => x))
  const right = Math.max(...lines.map(({ x, width }) => x + width))
  // Of capitals and of the letters that hang: what is common to most faces.
  const top = Math.min(...lines.map(({ baseline }) => baseline)) - 0.73 * spec.size
  const bottom = Math.max(...lines.map(({ baseline }) => baseline)) + 0.2 * spec.size
  return { x: box.x + left, y: box.y + top, width: right - left, height: bottom - top }
}

const opaque = (colours: readonly (string | undefined)[]): string[] => [
  ...new Set(
    colours.flatMap((colour) =>
      colour === undefined || (colour.length === 9 && !colour.endsWith('ff'))
        ? []
        : [colour.slice(0, 7).toLowerCase()],
    ),
  ),
]

/** What of a region lies in the frame. */
export function cut(region: Region, frame: { width: number; height: number }): Region | null {
  const x = Math.max(0, region.x)
  const y = Math.max(0, region.y)
  const width = Math.min(frame.width, region.x + region.width) - x
  const height = Math.min(frame.height, region.y + region.height) - y
  return width <= 0 || height <= 0 ? null : { x, y, width, height }
}
