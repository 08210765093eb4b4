import { closest } from '../../../src-shared/templates/closest.ts'
import { kindNames } from './comparing.ts'
import { arithmeticFilters } from './filters-arithmetic.ts'
import { formatFilters } from './filters-format.ts'
import { textFilters } from './filters-text.ts'
import { type Datum, type Kind, type Part, type Run, templateFault } from './scope.ts'

/** How a filter is used at one place of a template. */
export type FilterUse = {
  input: Part
  args: Part[]
  /** Arguments with a name: `date: month: "long"`. */
  named: Record<string, Part>
}

export type BuiltFilter = {
  apply: (input: Datum, run: Run) => Datum
  kind: Kind
  items?: Kind
}

export type Filter = {
  /** What it can be applied to; null for everything. */
  takes: readonly Kind[] | null
  /** How many unnamed arguments, at least and at most. */
  args: readonly [number, number]
  named?: true
  /** The result may differ by language though the values are the same. */
  localised: boolean
  build(use: FilterUse): BuiltFilter
}

const all: Record<string, Filter> = { ...formatFilters, ...textFilters, ...arithmeticFilters }
export const filterNames: readonly string[] = Object.keys(all)

export function filterNamed(name: string): Filter {
  const filter = Object.hasOwn(all, name) ? all[name] : undefined
  if (filter !== undefined) return filter
  const near = closest(name, filterNames)
  throw templateFault(
    `There is no filter "${name}".`,
    near === null ? `The filters are ${filterNames.join(', ')}.` : `Did you mean "${near}"?`,
  )
}

/** Refuses what no row can make right: too few arguments, a text as money. */
export function checkUse(name: string, filter: Filter, { input, args, named }: FilterUse): void {
  const [least, most] = filter.args
  if (args.length < least || args.length > most)
    throw templateFault(
      `The filter "${name}" has ${args.length} argument${args.length === 1 ? '' : 's'}.`,
      most === 0
        ? 'It takes none.'
        : `It takes ${least === most ? least : `${least} to ${most}`}, like "${name}: ...".`,
    )
  const unknown = Object.keys(named)[0]
  if (unknown !== undefined && filter.named !== true)
    throw templateFault(
      `The filter "${name}" has no argument called "${unknown}".`,
      'Write the arguments one after the other, with commas.',
    )
  if (filter.takes === null || input.kind === 'any' || input.kind === 'nothing') return
  if (!filter.takes.includes(input.kind))
    throw templateFault(
      `The filter "${name}" can't be used on ${input.label}, which is ${kindNames[input.kind]}.`,
      `It takes ${filter.takes.map((kind) => kindNames[kind]).join(' or ')}.`,
    )
}
