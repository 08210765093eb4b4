import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { stackFor } from '../../src-main/core/font-stacks/stack-for.ts'
import {
  type LaidOutLayer,
  type LaidOutTemplate,
  layOutTemplate,
} from '../../src-main/core/scene-layout/scene-layout.ts'
import { layoutText } from '../../src-main/core/text-layout/layout-text.ts'
import { openFonts } from '../../src-main/outside/fonts/open-fonts.ts'
import { createRasteriser } from '../../src-main/outside/raster/create-rasteriser.ts'
import { preparePicture } from '../../src-main/outside/still-pictures/still-pictures.ts'
import type { View } from '../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../src-shared/plans/rasters.ts'
import { type ImageLayer, type TextLayer, textLookDefaults } from '../../src-shared/templates/layers.ts'
import { type Template, templateSchema } from '../../src-shared/templates/template.ts'
import type { BenchRow } from './materials.ts'

/** What lies ready before the expert's command is started: pictures and letters as PNGs, on even pixels. */
export type ExpertLayer = { laidOut: LaidOutLayer } & (
  | { kind: 'still'; path: string; x: number; y: number }
  | { kind: 'moving'; path: string; motion: { from: View; to: View; easing: string } }
  | { kind: 'clip'; path: string; from: number; blur: number }
)
export type ExpertScene = {
  frames: number
  /** What does not move and lies lowest, as one picture of the whole frame; null when a clip fills it. */
  base: string | null
  layers: ExpertLayer[]
  transition: LaidOutTemplate['scenes'][number]['transition']
  /** Whether a row changes anything of it. */
  perRow: boolean
}
export type ExpertVideo = {
  width: number
  height: number
  fps: number
  scenes: ExpertScene[]
  music: { path: string; gain: number; fadeIn: number; fadeOut: number }
}

const rasteriser = createRasteriser(openFonts())
const clear = { r: 0, g: 0, b: 0, alpha: 0 }

/**
 * Prepares one video: the template in pixels and frames, and a folder of PNGs. Knows what the bench's templates use and
 * no more. None of it is charged to the expert.
 */
export async function prepareExpert(ask: {
  template: string
  row: BenchRow
  language: string
  format: string
  /** Where the table's files lie. */
  files: string
  out: string
}): Promise<ExpertVideo> {
  const template = templateSchema.parse(
    JSON.parse(await readFile(join(ask.template, 'template.json'), 'utf8')),
  )
  await mkdir(ask.out, { recursive: true })
  const laid = layOutTemplate(template, ask.format, false)
  const { frame } = laid
  const room: Room = { ...ask, parsed: template, unit: frame.unit, count: 0 }
  const scenes: ExpertScene[] = []
  for (const { layers, frames, background, transition, perRow } of scenesOf(template, laid)) {
    const prepared: ExpertLayer[] = []
    for (const laidOut of layers) prepared.push(await prepareLayer(laidOut, room))
    const resting = prepared.findIndex((layer) => layer.kind !== 'still' || layer.laidOut.enter !== null)
    const below = prepared.splice(0, resting) as Extract<ExpertLayer, { kind: 'still' }>[]
    const filled =
      prepared[0]?.kind === 'clip' && below.length === 0 && covers(prepared[0].laidOut.rect, frame)
    let base: string | null = null
    if (!filled) {
      base = nextPath(room)
      const plain = { ...frame, channels: 3 as const, background: colourOf(background, template).slice(0, 7) }
      // The product lets sharp read from memory only.
      const pieces = below.map(async ({ path, x, y }) => ({ input: await readFile(path), left: x, top: y }))
      await sharp({ create: plain })
        .composite(await Promise.all(pieces))
        .png({ compressionLevel: 1 })
        .toFile(base)
    }
    scenes.push({ frames, base, layers: prepared, transition, perRow })
  }
  const music = template.audio!.music!
  const source = 'file' in music.source ? music.source.file : ''
  return {
    width: frame.width,
    height: frame.height,
    fps: laid.rate.num / laid.rate.den,
    scenes,
    music: { ...music, path: join(ask.template, source) },
  }
}

type Room = Parameters<typeof prepareExpert>[0] & { parsed: Template; unit: number; count: number }

const nextPath = (room: Room) => join(room.out, `${room.count++}.png`)
const covers = (rect: { width: number; height: number }, frame: { width: number; height: number }): boolean =>
  rect.width === frame.width && rect.height === frame.height

async function prepareLayer(laidOut: LaidOutLayer, room: Room): Promise<ExpertLayer> {
  const { layer, rect } = laidOut
  if (layer.type === 'video') {
    const path = sourceOf(layer.source, room)
    return { kind: 'clip', laidOut, path, from: layer.trim.from, blur: layer.blur * room.unit }
  }
  if (layer.type === 'image') {
    const { png, place } = await picture(layer, laidOut, room)
    if (layer.motion === undefined) return still(png, place, laidOut, room)
    const path = nextPath(room)
    await writeFile(path, png)
    return { kind: 'moving', laidOut, path, motion: layer.motion }
  }
  if (layer.type === 'text') {
    const { png, place } = await rasteriser.draw(lettering(layer, laidOut, room))
    return still(png, place, laidOut, room)
  }
  const { png, place } = await rasteriser.draw({
    kind: 'shape',
    shape: layer.shape,
    width: rect.width,
    height: rect.height,
    fill: { kind: 'colour', colour: colourOf(typeof layer.fill === 'string' ? layer.fill : '', room.parsed) },
    radius: layer.radius * room.unit,
    stroke: null,
    shadow: null,
    opacity: layer.opacity,
    rotation: 0,
  })
  return still(png, place, laidOut, room)
}

/** 4:2:0 puts pictures on even pixels: a clear edge makes up for an odd place. */
async function still(
  png: Buffer,
  place: RasterPlace,
  laidOut: LaidOutLayer,
  room: Room,
): Promise<ExpertLayer> {
  const [x, y] = [laidOut.rect.x + place.left, laidOut.rect.y + place.top]
  const [left, top] = [Math.abs(x % 2), Math.abs(y % 2)]
  const path = nextPath(room)
  if (left + top === 0) await writeFile(path, png)
  else
    await sharp(png)
      .ensureAlpha()
      .extend({ left, top, background: clear })
      .png({ compressionLevel: 1 })
      .toFile(path)
  return { kind: 'still', laidOut, path, x: x - left, y: y - top }
}

async function picture(layer: ImageLayer, { rect }: LaidOutLayer, room: Room) {
  const path = sourceOf(layer.source, room)
  const content = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  return preparePicture(path, {
    kind: 'picture',
    content,
    width: rect.width,
    height: rect.height,
    fit: layer.fit,
    focus: layer.focus,
    radius: layer.radius * room.unit,
    blur: layer.blur * room.unit,
    opacity: layer.opacity,
    rotation: layer.rotation,
  })
}

function lettering(layer: TextLayer, { rect }: LaidOutLayer, room: Room) {
  const { parsed, unit, language, row } = room
  const { strings, locale = language } = parsed.languages[language]!
  const text = layer.text.replace(/\{\{\s*(t\.)?(\w+)\s*\}\}/g, (_, ofLanguage, name: string) =>
    ofLanguage === undefined ? (row[`${name}_${language}`] ?? row[name] ?? '') : (strings[name] ?? ''),
  )
  const look = { ...textLookDefaults, ...parsed.brand.textStyles[layer.style ?? ''], ...layer.look }
  const font = parsed.brand.fonts[look.font ?? Object.keys(parsed.brand.fonts)[0]!]!
  const spec = {
    text,
    width: rect.width,
    height: rect.height,
    families: stackFor({ font, locale, text }),
    locale,
    look: {
      weight: look.weight,
      italic: look.italic,
      size: look.size * unit,
      minSize: Math.min(look.size, look.minSize ?? look.size) * unit,
      maxLines: look.maxLines,
      colour: colourOf(look.colour, parsed),
      align: look.align,
      valign: look.valign,
      lineHeight: look.lineHeight,
      letterSpacing: look.letterSpacing * unit,
      stroke: null,
      shadow: null,
      plate:
        look.plate === undefined
          ? null
          : {
              colour: colourOf(look.plate.colour, parsed),
              paddingX: look.plate.paddingX * unit,
              paddingY: look.plate.paddingY * unit,
              radius: look.plate.radius * unit,
            },
    },
    opacity: layer.opacity,
    rotation: 0,
  }
  return layoutText(spec, rasteriser.measurer).raster
}

function sourceOf(source: ImageLayer['source'], room: Room): string {
  if ('file' in source) return join(room.template, source.file)
  if ('brand' in source) return join(room.template, room.parsed.brand.logo!)
  return join(room.files, room.row[source.variable]!)
}

function colourOf(name: string, template: Template): string {
  const colour = template.brand.colours[name] ?? name
  return colour.length === 7 ? `${colour}ff` : colour
}

function dependsOnRow(layer: LaidOutLayer['layer'], template: Template): boolean {
  if (layer.type === 'text')
    return Object.keys(template.variables).some((name) => new RegExp(`\\{\\{\\s*${name}\\b`).test(layer.text))
  return layer.type !== 'shape' && 'variable' in layer.source
}

/** The scenes of a template in one format, and whether a row changes anything of each. */
export function scenesOf(template: Template, laid: LaidOutTemplate) {
  return laid.scenes.map((scene) => ({
    ...scene,
    perRow: scene.layers.some(({ layer }) => dependsOnRow(layer, template)),
  }))
}

/** First frame of the video in which something of the row is seen, the one after the last, and the video's frames. */
export function stretchOfRow(scenes: readonly Pick<ExpertScene, 'frames' | 'transition' | 'perRow'>[]): {
  from: number
  to: number
  frames: number
} {
  let [at, from, to] = [0, -1, 0]
  for (const [index, scene] of scenes.entries()) {
    // A transition belongs to both scenes.
    if (index > 0) at -= scene.transition?.frames ?? 0
    if (scene.perRow) {
      if (from < 0) from = at
      to = at + scene.frames
    }
    at += scene.frames
  }
  if (from < 0) throw new Error('no scene of the template shows anything of the row')
  return { from, to, frames: at }
}
