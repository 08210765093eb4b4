import type { Value } from '../../../src-shared/data/values.ts'
import type { ClipSpec, ComposeFormat, MixInput } from '../../../src-shared/plans/media.ts'
import type { RasterFill, ShapeRaster } from '../../../src-shared/plans/rasters.ts'
import type { Codec, Rate } from '../../../src-shared/templates/formats.ts'
import {
  type Fill,
  type ImageLayer,
  type Shadow,
  type ShapeLayer,
  type Source,
  type Stroke,
  type TextLayer,
  textLookDefaults,
  type VideoLayer,
} from '../../../src-shared/templates/layers.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import type { Scope } from '../../core/expressions/scope.ts'
import { missingGlyphs } from '../../core/font-stacks/missing-glyphs.ts'
import { stackFor } from '../../core/font-stacks/stack-for.ts'
import type { LiveLayer } from '../../core/render-plan/live-scene.ts'
import type { LaidOutLayer, LaidOutScene } from '../../core/scene-layout/scene-layout.ts'
import { layoutText, type TextSpec } from '../../core/text-layout/layout-text.ts'
import type { FoundAsset, PlannerNeeds } from './needs.ts'
import { resolveColour, type TemplateProgram } from './template-program.ts'

/** What is wrong with a layer for this row, before any place is named. */
export type LayerFault = {
  severity: 'error' | 'warning'
  rule: string
  message: string
  whatToDo: string
  variable: string | null
  value: string | null
}

/** One row in one language and format, as layers are made of it. */
type LayerContext = {
  template: Template
  program: TemplateProgram
  needs: PlannerNeeds
  scope: Scope
  unit: number
  rate: Rate
  codec: Codec
  composeIn: ComposeFormat
  /** The repeated list's variable, when the scene stands for an item. */
  over: string | null
  find(variable: string, value: Value): FoundAsset | null
  ofTemplate(path: string): FoundAsset
  fault(fault: LayerFault): void
  /** A clip's own sound; `at` counts frames of the scene. */
  sound(input: Omit<MixInput, 'at' | 'duration'>, from: number, to: number): void
  /** Texts that were laid out before, by layer. */
  known: TextCache
}

type LaidText = { raster: ReturnType<typeof layoutText>['raster']; faults: LayerFault[] }
export type TextCache = WeakMap<LaidOutLayer, Map<string, LaidText>>

/** A picture is called too small when it has to be enlarged by more. */
const enlargeLimit = 2
/** Texts remembered for each layer: enough for all languages and repeats of what no row changes. */
const textsKept = 64

/** The layer as this row has it, or null when it doesn't show: its condition fails, or it has nothing to show. */
export function liveLayer(
  laidOut: LaidOutLayer,
  scene: LaidOutScene,
  context: LayerContext,
): LiveLayer | null {
  const { layer } = laidOut
  const { program, scope } = context
  if (layer.when !== undefined && !program.condition(scene.scene, layer.when).compiled.test(scope))
    return null
  const picture = pictureOf(laidOut, scene, context)
  if (picture === null) return null
  return {
    id: layer.id,
    follows: program.followsOf(scene.scene, layer),
    start: laidOut.start,
    end: laidOut.end,
    ...laidOut.rect,
    enter: laidOut.enter,
    exit: laidOut.exit,
    picture,
  }
}

function pictureOf(
  laidOut: LaidOutLayer,
  scene: LaidOutScene,
  context: LayerContext,
): LiveLayer['picture'] | null {
  const { layer } = laidOut
  switch (layer.type) {
    case 'text':
      return textPicture(laidOut, layer, scene, context)
    case 'shape':
      return { kind: 'raster', spec: shapeRaster(laidOut, layer, context) }
    case 'image':
      return imagePicture(laidOut, layer, context)
    case 'video':
      return clipPicture(laidOut, layer, context)
  }
}

function textPicture(
  laidOut: LaidOutLayer,
  layer: TextLayer,
  scene: LaidOutScene,
  context: LayerContext,
): LiveLayer['picture'] | null {
  const { compiled } = context.program.text(scene.scene, layer.text)
  const text = compiled.render(context.scope).trim()
  if (text === '') return null
  const laid = layOut(laidOut, layer, text, context)
  const variable = compiled.uses.variables[0] ?? (compiled.uses.item ? context.over : null)
  for (const fault of laid.faults) context.fault({ ...fault, variable })
  return { kind: 'raster', spec: laid.raster }
}

function layOut(laidOut: LaidOutLayer, layer: TextLayer, text: string, context: LayerContext): LaidText {
  const spec = textSpec(laidOut, layer, text, context)
  // All that a row can change: its text, and the colours that may come from it.
  const { colour, stroke, shadow, plate } = spec.look
  const key = [spec.locale, colour, stroke?.colour, shadow?.colour, plate?.colour, text].join('\n')
  let texts = context.known.get(laidOut)
  if (texts === undefined) {
    texts = new Map()
    context.known.set(laidOut, texts)
  }
  const known = texts.get(key)
  if (known !== undefined) return known

  const { fonts, measurer } = context.needs
  const faults: LayerFault[] = []
  const shown = text.length > 200 ? `${text.slice(0, 199)}…` : text
  const missing = missingGlyphs(text, spec.families, (family) =>
    fonts.coverage(family, spec.look.weight, spec.look.italic),
  )
  if (missing.length > 0) {
    const names = missing
      .slice(0, 5)
      .map(
        (cluster) =>
          `"${cluster}" (${[...cluster].map((character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')})`,
      )
    faults.push({
      severity: 'error',
      rule: 'glyph.missing',
      message: `No font of the template has ${names.join(', ')}, which its text layer ${layer.id} would show.`,
      whatToDo: 'Change the text, or name a font that has the character in the brand kit of the template.',
      variable: null,
      value: shown,
    })
  }
  const layout = layoutText(spec, measurer)
  if (!layout.fits) {
    const cut = lookOf(layer, context).overflow === 'cut'
    faults.push({
      severity: cut ? 'warning' : 'error',
      rule: 'text.overflow',
      message: `The text of layer ${layer.id} ${layout.why ?? 'does not fit its box'}${cut ? '; it is cut' : ''}.`,
      whatToDo: 'Shorten the text, or give the layer a larger box, a smaller least size or more lines.',
      variable: null,
      value: shown,
    })
  }
  const laid = { raster: layout.raster, faults }
  if (texts.size >= textsKept) texts.delete(texts.keys().next().value!)
  texts.set(key, laid)
  return laid
}

function lookOf(layer: TextLayer, context: LayerContext) {
  const style = layer.style === undefined ? {} : (context.template.brand.textStyles[layer.style] ?? {})
  return { ...textLookDefaults, ...style, ...layer.look }
}

function textSpec(laidOut: LaidOutLayer, layer: TextLayer, text: string, context: LayerContext): TextSpec {
  const { template, unit, scope } = context
  const look = lookOf(layer, context)
  const colour = (name: string) => resolveColour(name, template, scope.values)
  const fontName = look.font ?? Object.keys(template.brand.fonts)[0]
  const font = (fontName === undefined ? undefined : template.brand.fonts[fontName]) ?? {
    family: 'Inter',
    files: [],
    scripts: {},
  }
  const { stroke, plate } = look
  return {
    text,
    width: laidOut.rect.width,
    height: laidOut.rect.height,
    families: stackFor({ font, locale: scope.locale, text }),
    locale: scope.locale,
    look: {
      weight: look.weight,
      italic: look.italic,
      size: look.size * unit,
      minSize: Math.min(look.size, look.minSize ?? look.size) * unit,
      maxLines: look.maxLines,
      colour: colour(look.colour),
      align: look.align,
      valign: look.valign,
      lineHeight: look.lineHeight,
      letterSpacing: look.letterSpacing * unit,
      stroke: stroke === undefined ? null : strokeOf(stroke, context),
      shadow: look.shadow === undefined ? null : shadowOf(look.shadow, context),
      plate:
        plate === undefined
          ? null
          : {
              colour: colour(plate.colour),
              paddingX: plate.paddingX * unit,
              paddingY: plate.paddingY * unit,
              radius: plate.radius * unit,
            },
    },
    opacity: layer.opacity,
    rotation: layer.rotation,
  }
}

function strokeOf(stroke: Stroke, { unit, template, scope }: LayerContext) {
  return { colour: resolveColour(stroke.colour, template, scope.values), width: stroke.width * unit }
}

function shadowOf(shadow: Shadow, { unit, template, scope }: LayerContext) {
  return {
    colour: resolveColour(shadow.colour, template, scope.values),
    x: shadow.x * unit,
    y: shadow.y * unit,
    blur: shadow.blur * unit,
  }
}

function shapeRaster(laidOut: LaidOutLayer, layer: ShapeLayer, context: LayerContext): ShapeRaster {
  return {
    kind: 'shape',
    shape: layer.shape,
    width: laidOut.rect.width,
    height: laidOut.rect.height,
    fill: layer.fill === undefined ? null : fillOf(layer.fill, laidOut.mirrored, context),
    radius: layer.radius * context.unit,
    stroke: layer.stroke === undefined ? null : strokeOf(layer.stroke, context),
    shadow: layer.shadow === undefined ? null : shadowOf(layer.shadow, context),
    opacity: layer.opacity,
    rotation: layer.rotation,
  }
}

function fillOf(fill: Fill, mirrored: boolean, { template, scope }: LayerContext): RasterFill {
  const colour = (name: string) => resolveColour(name, template, scope.values)
  if (typeof fill === 'string') return { kind: 'colour', colour: colour(fill) }
  return {
    kind: fill.gradient,
    // A shade that lies under the text has to follow it to the other side.
    angle: mirrored ? 180 - fill.angle : fill.angle,
    stops: fill.stops.map((stop) => ({ at: stop.at, colour: colour(stop.colour) })),
  }
}

function assetOf(source: Source, context: LayerContext): FoundAsset | null {
  if ('file' in source) return context.ofTemplate(source.file)
  if ('brand' in source)
    return context.template.brand.logo === undefined ? null : context.ofTemplate(context.template.brand.logo)
  const { item, values } = context.scope
  if (item !== undefined && item.name === source.variable && context.over !== null)
    return context.find(context.over, item.value)
  return context.find(source.variable, values[source.variable] ?? null)
}

function imagePicture(
  laidOut: LaidOutLayer,
  layer: ImageLayer,
  context: LayerContext,
): LiveLayer['picture'] | null {
  const asset = assetOf(layer.source, context)
  if (asset === null) return null
  const { width, height } = laidOut.rect
  warnOfEnlarging(asset, laidOut, layer, context)
  const picture = {
    kind: 'picture' as const,
    content: asset.content,
    width,
    height,
    fit: layer.fit,
    focus: layer.focus,
    radius: layer.radius * context.unit,
    blur: layer.blur * context.unit,
    opacity: layer.opacity,
    rotation: layer.rotation,
  }
  const { motion } = layer
  if (motion === undefined) return { kind: 'raster', spec: picture }
  // What zooms in far is prepared larger, so that its last frames are sharp too; a little needs no more samples.
  const most = Math.max(motion.from.zoom, motion.to.zoom)
  const scale = most <= 1.25 ? 1 : Math.min(2, most)
  const even = (size: number) => 2 * Math.ceil((size * scale) / 2)
  const mask: ShapeRaster | null =
    layer.radius === 0 && layer.opacity === 1
      ? null
      : {
          kind: 'shape',
          shape: 'rectangle',
          width,
          height,
          fill: { kind: 'colour', colour: '#ffffffff' },
          radius: layer.radius * context.unit,
          stroke: null,
          shadow: null,
          opacity: layer.opacity,
          rotation: 0,
        }
  return {
    kind: 'moving',
    spec: {
      ...picture,
      width: scale === 1 ? width : even(width),
      height: scale === 1 ? height : even(height),
      radius: 0,
      blur: picture.blur * scale,
      opacity: 1,
      rotation: 0,
    },
    motion: { from: motion.from, to: motion.to, easing: motion.easing },
    mask,
    rotation: layer.rotation,
  }
}

function warnOfEnlarging(
  asset: FoundAsset,
  laidOut: LaidOutLayer,
  layer: ImageLayer,
  context: LayerContext,
): void {
  if (asset.size === null || layer.blur > 0) return
  const { width, height } = laidOut.rect
  const ratios = [width / asset.size.width, height / asset.size.height]
  const enlarged = layer.fit === 'cover' ? Math.max(...ratios) : Math.min(...ratios)
  if (enlarged <= enlargeLimit || !('variable' in layer.source)) return
  context.fault({
    severity: 'warning',
    rule: 'image.small',
    message: `The picture of layer ${layer.id} is ${asset.size.width} x ${asset.size.height} pixels and is enlarged ${enlarged.toFixed(1)} times.`,
    whatToDo: `Give a picture of at least ${Math.ceil(width / enlargeLimit)} x ${Math.ceil(height / enlargeLimit)} pixels.`,
    variable: layer.source.variable,
    value: null,
  })
}

function clipPicture(
  laidOut: LaidOutLayer,
  layer: VideoLayer,
  context: LayerContext,
): LiveLayer['picture'] | null {
  const asset = assetOf(layer.source, context)
  if (asset === null) return null
  const { rate, unit } = context
  const duration = asset.media?.duration ?? null
  const { from } = layer.trim
  const to = layer.trim.to ?? null
  if (duration !== null && from >= duration) {
    context.fault({
      severity: 'error',
      rule: 'media.too-short',
      message: `Layer ${layer.id} starts ${from} seconds into a clip that lasts ${duration.toFixed(2)}.`,
      whatToDo: 'Give a longer clip, or let the layer start earlier in it.',
      variable: 'variable' in layer.source ? layer.source.variable : null,
      value: null,
    })
    return null
  }
  const spec: ClipSpec = {
    kind: 'clip',
    content: asset.content,
    rate,
    frames: laidOut.end - laidOut.start,
    from,
    to,
    speed: layer.speed,
    end: layer.end,
    width: laidOut.rect.width,
    height: laidOut.rect.height,
    fit: layer.fit,
    focus: layer.focus,
    radius: layer.radius * unit,
    blur: layer.blur * unit,
    opacity: layer.opacity,
    rotation: layer.rotation,
    composeIn: context.composeIn,
  }
  if (layer.sound !== null && asset.media?.audio != null) {
    context.sound(
      {
        role: 'clip',
        content: asset.content,
        from,
        to,
        speed: layer.speed,
        loop: layer.end === 'loop',
        gain: layer.sound,
        fadeIn: 0,
        fadeOut: 0,
      },
      laidOut.start,
      laidOut.end,
    )
  }
  return { kind: 'clip', spec }
}
