import { closest } from '../../../src-shared/templates/closest.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'
import { anyOf, type Place, type Report } from './report.ts'
import type { RuleTools } from './tools.ts'

/** What the brand kit itself says: fonts that exist, styles that name them. */
export function checkBrand(template: Template, tools: RuleTools, report: Report): void {
  const { fonts, textStyles } = template.brand
  for (const [name, font] of Object.entries(fonts)) {
    const path = at('brand.fonts', name)
    if (font.files.length === 0) checkFamily(font.family, at(path, 'family'), tools, report)
    for (const [script, family] of Object.entries(font.scripts))
      checkFamily(family, at(at(path, 'scripts'), script), tools, report, fonts)
  }
  for (const [name, style] of Object.entries(textStyles)) {
    const path = at('brand.textStyles', name)
    checkLook(style, { path }, template, report)
    checkColours(style, { path }, template, report, false)
  }
  checkColours({ background: template.background }, { path: '' }, template, report, true)
}

function checkFamily(
  family: string,
  path: string,
  { fontFamilies }: RuleTools,
  report: Report,
  own: Template['brand']['fonts'] = {},
): void {
  if (
    fontFamilies.has(family) ||
    Object.values(own).some((font) => font.family === family && font.files.length > 0)
  )
    return
  const near = closest(family, fontFamilies)
  report.error(
    'font.unknown',
    { path },
    `The font family "${family}" doesn't come with Reelmill.`,
    near === null
      ? `Put its files into the template and name them under "files", or use ${anyOf([...fontFamilies])}.`
      : `Did you mean "${near}"? Other families need their files under "files".`,
  )
}

/** The names in a look, and its sizes. */
export function checkLook(
  look: { font?: string | undefined; size?: number | undefined; minSize?: number | undefined },
  place: Place,
  template: Template,
  report: Report,
): void {
  const { fonts } = template.brand
  if (look.font !== undefined && !Object.hasOwn(fonts, look.font))
    report.error(
      'font.unknown',
      { ...place, path: at(place.path, 'font') },
      `The brand kit has no font "${look.font}".`,
      hint(look.font, Object.keys(fonts), 'Add it under "brand.fonts".'),
    )
}

/** Every colour in a piece of the template: brand colours and colour variables that exist. */
export function checkColours(
  data: unknown,
  place: Place,
  template: Template,
  report: Report,
  variables: boolean,
): void {
  if (Array.isArray(data)) {
    data.forEach((item, index) => {
      checkColours(item, { ...place, path: at(place.path, index) }, template, report, variables)
    })
    return
  }
  if (typeof data !== 'object' || data === null) return
  for (const [key, value] of Object.entries(data)) {
    const here = { ...place, path: at(place.path, key) }
    if (typeof value !== 'string') checkColours(value, here, template, report, variables)
    else if (key === 'colour' || key === 'background' || key === 'fill')
      checkColour(value, here, template, report, variables)
  }
}

function checkColour(colour: string, place: Place, template: Template, report: Report, variables: boolean) {
  if (colour.startsWith('#')) return
  if (!colour.startsWith('var:')) {
    const { colours } = template.brand
    if (Object.hasOwn(colours, colour)) return
    report.error(
      'colour.unknown',
      place,
      `The brand kit has no colour "${colour}".`,
      hint(colour, Object.keys(colours), 'Add it under "brand.colours", or write it as #rrggbb.'),
    )
    return
  }
  const name = colour.slice(4)
  const variable = Object.hasOwn(template.variables, name) ? template.variables[name] : undefined
  if (variable === undefined)
    report.error(
      'variable.unknown',
      place,
      `There is no variable "${name}".`,
      hint(name, colourVariables(template), 'Declare it with the type "colour".'),
    )
  else if (variable.type !== 'colour')
    report.error(
      'variable.type',
      place,
      `The variable "${name}" is of the type ${variable.type}, not colour.`,
      hint(name, colourVariables(template), 'Name a variable of the type "colour".'),
    )
  else if (!variables)
    report.error(
      'colour.place',
      place,
      'A text style of the brand kit is the same for every row, so it can take no colour from a variable.',
      `Say "${colour}" in the look of the layer.`,
    )
}

function colourVariables(template: Template): string[] {
  return Object.entries(template.variables)
    .filter(([, variable]) => variable.type === 'colour')
    .map(([name]) => name)
}

/** What was probably meant, else what there is, else how to make it. */
export function hint(name: string, known: readonly string[], otherwise: string): string {
  const near = closest(name, known)
  if (near !== null) return `Did you mean "${near}"?`
  return known.length === 0 ? otherwise : `There is ${anyOf(known)}. ${otherwise}`
}
