import { parseRate } from '../../../src-shared/templates/formats.ts'
import { type Layer, textLookDefaults } from '../../../src-shared/templates/layers.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'
import type { Place, Report } from './report.ts'
import { hint } from './rules-looks.ts'
import type { RuleTools } from './tools.ts'

/** Formats: layouts that exist, sizes and rates that players can show. */
export function checkFormats(template: Template, report: Report): void {
  const ids = Object.keys(template.formats)
  for (const [id, format] of Object.entries(template.formats)) {
    const path = at('formats', id)
    if (format.layout !== undefined && !ids.includes(format.layout))
      report.error(
        'format.unknown',
        { path: at(path, 'layout') },
        `There is no format "${format.layout}".`,
        hint(format.layout, ids, 'Name another format of the template.'),
      )
    const odd = format.width % 2 !== 0 || format.height % 2 !== 0
    if (odd && (format.codec === 'h264' || format.codec === 'hevc'))
      report.warning(
        'format.odd-size',
        { path: at(path, 'width') },
        `${format.width} x ${format.height} is odd: such a video is coded with full colour (4:4:4), which few players and no platform show.`,
        'Make width and height even, or use the codec vp9, av1 or gif.',
      )
    const rate = parseRate(format.fps ?? template.fps)
    if (format.codec !== 'gif' || rate === null) continue
    const perSecond = Math.round((rate.num / rate.den) * 1_000) / 1_000
    const place = { path: at(path, 'fps') }
    if (perSecond > 50)
      report.warning(
        'format.gif-rate',
        place,
        `Browsers slow a GIF of ${perSecond} frames a second down to 10.`,
        'Give the format an fps of 25, 20 or 10.',
      )
    else if ((100 * rate.den) % rate.num !== 0)
      report.warning(
        'format.gif-rate',
        place,
        `A GIF counts in hundredths of a second, and ${perSecond} frames a second don't divide: its steps are uneven.`,
        'Give the format an fps of 25, 20 or 10.',
      )
  }
}

/** What formats change in scenes and layers, and where that puts them. */
export function checkLayouts(template: Template, tools: RuleTools, report: Report): void {
  const layouts = new Set(Object.entries(template.formats).map(([id, { layout }]) => layout ?? id))
  template.scenes.forEach((scene, s) => {
    const path = `scenes[${s}]`
    checkKeys(scene.formats, { path: at(path, 'formats'), scene: scene.id }, layouts, template, report)
    scene.layers.forEach((layer, l) => {
      const place = { path: `${path}.layers[${l}]`, scene: scene.id, layer: layer.id }
      checkKeys(layer.formats, { ...place, path: at(place.path, 'formats') }, layouts, template, report)
      const shown = [...layouts].filter((layout) => !tools.withOverrides(layer, layout).hidden)
      if (shown.length === 0)
        report.warning(
          'layer.never-shows',
          { ...place, path: at(place.path, 'hidden') },
          'The layer is hidden in every format.',
          'Show it in a format, or remove it.',
        )
      checkStyle(layer, place, template, report)
      for (const [format, { layout = format }] of Object.entries(template.formats)) {
        if (scene.formats[layout]?.hidden === true || !shown.includes(layout)) continue
        const seen = tools.withOverrides(layer, layout)
        checkDrawing(seen, { ...place, format }, template, report)
        checkPlace(seen, { ...place, path: at(place.path, 'box'), format }, template, tools, report)
      }
    })
  })
}

function checkKeys(
  formats: object,
  place: Place,
  layouts: Set<string>,
  template: Template,
  report: Report,
): void {
  const ids = Object.keys(template.formats)
  for (const name of Object.keys(formats)) {
    if (layouts.has(name)) continue
    const format = Object.hasOwn(template.formats, name) ? template.formats[name] : undefined
    const here = { ...place, path: at(place.path, name) }
    if (format === undefined)
      report.error(
        'format.unknown',
        here,
        `There is no format "${name}".`,
        hint(name, ids, 'Add it under "formats".'),
      )
    else
      report.warning(
        'format.layout',
        here,
        `These changes never hold: the format "${name}" takes the layout of "${format.layout}".`,
        `Make the changes for "${format.layout}", or remove "layout" from the format.`,
      )
  }
}

function checkStyle(layer: Layer, place: Place, template: Template, report: Report): void {
  if (layer.type !== 'text') return
  const { textStyles } = template.brand
  for (const [style, path] of [
    [layer.style, place.path],
    ...Object.entries(layer.formats).map(([name, own]) => [
      (own as { style?: string }).style,
      at(at(place.path, 'formats'), name),
    ]),
  ] as [string | undefined, string][])
    if (style !== undefined && !Object.hasOwn(textStyles, style))
      report.error(
        'style.unknown',
        { ...place, path: at(path, 'style') },
        `The brand kit has no text style "${style}".`,
        hint(style, Object.keys(textStyles), 'Add it under "brand.textStyles".'),
      )
}

function checkDrawing(layer: Layer, place: Place, template: Template, report: Report): void {
  if (layer.type === 'text') {
    const style = layer.style === undefined ? undefined : template.brand.textStyles[layer.style]
    const look = { ...textLookDefaults, minSize: undefined, ...style, ...layer.look }
    if (look.minSize !== undefined && look.minSize > look.size)
      report.error(
        'text.min-size',
        { ...place, path: `${place.path}.look.minSize` },
        `The least size, ${look.minSize}, is larger than the size, ${look.size}.`,
        'Lower minSize, or raise size.',
      )
  }
  if (layer.type !== 'shape') return
  const { fill, stroke, shape } = layer
  if (stroke === undefined && (fill === undefined || shape === 'line'))
    report.warning(
      'layer.never-shows',
      place,
      shape === 'line'
        ? 'A line without a stroke is not seen.'
        : 'A shape without a fill or a stroke is not seen.',
      shape === 'line' ? 'Give it a stroke.' : 'Give it a fill or a stroke.',
    )
  if (fill === undefined || typeof fill === 'string') return
  fill.stops.forEach((stop, index) => {
    const before = fill.stops[index - 1]
    if (before !== undefined && before.at > stop.at)
      report.error(
        'gradient.order',
        { ...place, path: `${place.path}.fill.stops[${index}].at` },
        `${stop.at} comes after ${before.at}: the stops of a gradient must rise from 0 to 1.`,
        'Put the stops in order.',
      )
  })
}

/** Boxes are whole, even pixels: that much may stand over without a word. */
const tolerance = 2

function checkPlace(layer: Layer, place: Place, template: Template, tools: RuleTools, report: Report): void {
  const format = template.formats[place.format ?? '']
  if (format === undefined) return
  for (const side of ['width', 'height'] as const)
    if (Number.parseFloat(String(layer.box[side])) <= 0)
      report.error(
        'box.empty',
        { ...place, path: at(place.path, side) },
        `The ${side} of the box is ${layer.box[side]}.`,
        'Give it more than 0.',
      )
  const box = turned(tools.rectOf(layer.box, tools.frameOf(format, template.canvas), false), layer.rotation)
  if (box.right <= 0 || box.bottom <= 0 || box.left >= format.width || box.top >= format.height) {
    report.warning(
      'box.outside',
      place,
      'The box lies outside the frame.',
      'Move it in; offsets point inward from the anchor.',
    )
    return
  }
  if (layer.type !== 'text') return
  const [marginX, marginY] = [format.safeMargin * format.width, format.safeMargin * format.height]
  const over: [string, number, number, string][] = [
    ['left', marginX - box.left, format.width, 'width'],
    ['right', box.right - (format.width - marginX), format.width, 'width'],
    ['top', marginY - box.top, format.height, 'height'],
    ['bottom', box.bottom - (format.height - marginY), format.height, 'height'],
  ]
  const sides = over
    .filter(([, pixels]) => pixels > tolerance)
    .map(
      ([side, pixels, whole, name]) =>
        `${side} (by ${Math.max(1, Math.round((pixels / whole) * 100))} % of the ${name})`,
    )
  if (sides.length > 0)
    report.warning(
      'text.margin',
      place,
      `The text's box stands over the safe margin ${sides.join(', ')}.`,
      `Keep ${Math.round(format.safeMargin * 1_000) / 10} % of the width and height free at each side, or lower safeMargin.`,
    )
}

/** The upright box around a turned one. */
function turned(rect: { x: number; y: number; width: number; height: number }, degrees: number) {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  const [width, height] = [rect.width * cos + rect.height * sin, rect.width * sin + rect.height * cos]
  const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2]
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}
