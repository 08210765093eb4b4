import type { TemplateVersion } from '../../src-shared/contract/templates.ts'
import type { ChangedThing, TemplateChange } from '../../src-shared/templates/changes.ts'
import { fitted, inLine, localTime } from './wording.ts'

const things: Record<ChangedThing, string> = {
  template: 'template',
  scene: 'scene',
  layer: 'layer',
  variable: 'variable',
  format: 'format',
  language: 'language',
  string: 'text',
  colour: 'colour',
  font: 'font',
  'text-style': 'text style',
  logo: 'logo',
  sound: 'sound',
  asset: 'file',
}

const mostChanges = 40
const mostCells = 120

/** A version, when it was published, its note, and what changed since the one before. */
export function versionLines({ version, at, note, origin, isCurrent, changes }: TemplateVersion): string[] {
  const when = origin === 'shipped' ? 'comes with Reelmill' : at === null ? '' : localTime(at)
  const shown = (changes ?? []).slice(0, mostChanges)
  const more = (changes ?? []).length - shown.length
  return [
    [version, isCurrent ? '(current)' : '', when].filter(Boolean).join('  '),
    ...(note === '' ? [] : [`  ${inLine(note)}`]),
    ...shown.flatMap(changeLines),
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ]
}

function changeLines({ what, name, how, details }: TemplateChange): string[] {
  const value = (text: string | null) => (text === null ? 'nothing' : text)
  const said = details.map(({ property, from, to }) => `${property}: ${value(from)} -> ${value(to)}`)
  const head = `${things[what]}${name === '' ? '' : ` ${inLine(name)}`} ${how}`
  if (said.length === 1) return [`  ${fitted(`${head}, ${said[0]}`, mostCells)}`]
  return [`  ${head}`, ...said.map((line) => `    ${fitted(line, mostCells)}`)]
}
