import type { Variable } from '../../../src-shared/data/variables.ts'
import { closest } from '../../../src-shared/templates/closest.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'
import { type Kind, templateFault } from './scope.ts'

/** What a text or condition may name. */
export type Names = {
  variables: Readonly<Record<string, Variable>>
  /** Strings that any language has. */
  strings: ReadonlySet<string>
  /** The item of a repeated scene: its name, and its number as `<name>_number`. */
  item?: { name: string; kind: Kind } | undefined
}

/** Words that mean something in an expression: no variable can be called so. */
export const reservedNames: ReadonlySet<string> = new Set([
  't',
  'language',
  'forloop',
  'blank',
  'empty',
  'nil',
  'null',
  'true',
  'false',
  'and',
  'or',
  'not',
  'contains',
  'in',
])

const kinds: Record<Variable['type'], Kind> = {
  text: 'text',
  number: 'number',
  money: 'money',
  percent: 'percent',
  date: 'date',
  boolean: 'boolean',
  colour: 'text',
  image: 'file',
  video: 'file',
  audio: 'file',
  url: 'text',
  list: 'list',
  'one-of': 'text',
}

export function kindOf(variable: Variable): Kind {
  return kinds[variable.type]
}

export function itemKindOf(variable: Variable): Kind {
  return variable.type === 'list' ? kinds[variable.items] : 'any'
}

/** The names that a template offers to its texts and conditions; with a scene, the item that it repeats over too. */
export function namesOf(template: Template, scene?: Scene): Names {
  const strings = new Set<string>()
  for (const language of Object.values(template.languages))
    for (const name of Object.keys(language.strings)) strings.add(name)
  const over = scene?.repeat === undefined ? undefined : own(template.variables, scene.repeat.over)
  return {
    variables: template.variables,
    strings,
    item:
      scene?.repeat === undefined
        ? undefined
        : { name: scene.repeat.as, kind: over === undefined ? 'any' : itemKindOf(over) },
  }
}

export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

export function unknownName(name: string, names: Names, locals: Iterable<string>): Error {
  const item = names.item === undefined ? [] : [names.item.name, `${names.item.name}_number`]
  const known = [...locals, ...item, ...Object.keys(names.variables), 'language']
  if (name === 'not')
    return templateFault('"not" stands inside parentheses.', 'Write it before them: not (a and b).')
  if (names.strings.has(name))
    return templateFault(`There is no variable "${name}".`, `The string of that name is written t.${name}.`)
  const [left, right] = name.split('-')
  if (left !== undefined && right !== undefined && own(names.variables, left) !== undefined)
    return templateFault(
      `There is no variable "${name}".`,
      `To subtract, write {{ ${left} | minus: ${right === '' ? '1' : right} }}.`,
    )
  const near = closest(name, known)
  return templateFault(
    `There is no variable "${name}".`,
    near === null
      ? known.length > 1
        ? `The names here are ${known.slice(0, 20).join(', ')}.`
        : 'Declare it under "variables" of the template.'
      : `Did you mean "${near}"?`,
  )
}
