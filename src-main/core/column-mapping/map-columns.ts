import { type ColumnMapping, rejectedColumns } from '../../../src-shared/data/rows.ts'
import type { Variable, Variables } from '../../../src-shared/data/variables.ts'
import { languageColumn, nearest, plainName, serves } from './column-names.ts'

/** A mapping that can't be used as it is, in words. */
type MappingProblem = { rule: string; variable: string; message: string; whatToDo: string }

export type MappedColumns = {
  /** In the order of the variables; the plain column of a variable before those of its languages. */
  mapping: ColumnMapping
  /** Required variables without a default that no column fills, for any of the languages. */
  missing: string[]
  /** Columns that fill nothing, in the order of the table. */
  unused: string[]
  problems: MappingProblem[]
}

type Column = { name: string; heading: string }

/**
 * Says which column fills which variable: by hand first, then by the variable's name, then by the further names
 * (`columns`) that the template's author gave, last by its title. Case, spaces, underscores, hyphens and accents don't matter. Variables
 * with `perLanguage` also take `name_es`, `name-fr`, `name (de)` for the languages asked for.
 * `byHand`: column by variable; `name:es` for one language; an empty column leaves the variable without one.
 * `headings`: the columns' names as the table writes them, where they had to be made unique.
 */
export function mapColumns(
  variables: Variables,
  columns: readonly string[],
  byHand: Record<string, string>,
  languages: readonly string[],
  headings: readonly string[] = columns,
): MappedColumns {
  const all = columns.map((name, index): Column => ({ name, heading: headings[index] ?? name }))
  // Columns without a name, and those that a rejected-rows file adds, are only taken by hand.
  const open = all.filter(
    ({ name, heading }) =>
      plainName(heading) !== '' && !(rejectedColumns as readonly string[]).includes(name),
  )
  const result: MappedColumns = { mapping: [], missing: [], unused: [], problems: [] }
  const hand = readByHand(variables, all, byHand, result.problems)
  for (const variable of Object.keys(variables)) {
    mapVariable(variable, variables, open, hand, languages, result)
  }
  const used = new Set(result.mapping.map(({ column }) => column))
  result.unused = open.map(({ name }) => name).filter((name) => !used.has(name))
  return result
}

function mapVariable(
  variable: string,
  variables: Variables,
  open: readonly Column[],
  hand: ReadonlyMap<string, string | null>,
  languages: readonly string[],
  result: MappedColumns,
) {
  const definition = variables[variable]!
  const names = namesOf(variable, variables)
  const given = hand.get(variable)
  const plain = given === undefined ? byName(variable, names, open, result.problems) : given
  if (plain !== null) result.mapping.push({ variable, column: plain, language: null })
  const lacking: string[] = []
  if (definition.perLanguage) {
    for (const language of languages) {
      const own = hand.get(`${variable}:${language}`)
      const column = own === undefined ? byLanguage(variable, names, language, open, result.problems) : own
      if (column !== null) result.mapping.push({ variable, column, language })
      else lacking.push(language)
    }
  }
  const filled = definition.perLanguage && languages.length > 0 && lacking.length === 0
  if (plain !== null || filled || isOptional(definition)) return
  if (result.problems.some((problem) => problem.variable === variable)) return
  if (lacking.length > 0 && lacking.length < languages.length) {
    result.problems.push({
      rule: 'column.language-missing',
      variable,
      message: `"${variable}" has no column for ${lacking.join(', ')}, and none that serves every language.`,
      whatToDo: `Add a column ${variable}_${lacking[0]} or ${variable}, or leave these languages out.`,
    })
  }
  result.missing.push(variable)
}

/** What a column of this variable may be called, best first. A title only where it is nobody else's name or title. */
function namesOf(variable: string, variables: Variables): string[] {
  const { title, columns } = variables[variable]!
  const names = [variable, ...columns]
  if (title === undefined) return names
  const isTaken = Object.entries(variables).some(
    ([other, { title: otherTitle, columns }]) =>
      other !== variable &&
      [other, ...columns, otherTitle ?? ''].some((name) => plainName(name) === plainName(title)),
  )
  return isTaken ? names : [...names, title]
}

function isOptional(definition: Variable) {
  return (
    !definition.required ||
    definition.default !== undefined ||
    ('fallback' in definition && definition.fallback !== undefined)
  )
}

/** The column of the first of a variable's names that the table has. */
function byName(
  variable: string,
  names: readonly string[],
  open: readonly Column[],
  problems: MappingProblem[],
) {
  for (const name of names) {
    const found = open.filter(({ heading }) => plainName(heading) === plainName(name))
    if (found.length > 0) return onlyOne(variable, name, found, problems)
  }
  return null
}

function byLanguage(
  variable: string,
  names: readonly string[],
  language: string,
  open: readonly Column[],
  problems: MappingProblem[],
) {
  const cut = open.flatMap((column) => {
    const parts = languageColumn(column.heading)
    return parts === null
      ? []
      : [{ column, name: plainName(parts.name), fit: serves(parts.language, language) }]
  })
  for (const name of names) {
    const own = cut.filter((column) => column.name === plainName(name) && column.fit > 0)
    const best = Math.max(0, ...own.map(({ fit }) => fit))
    const found = own.filter(({ fit }) => fit === best).map(({ column }) => column)
    if (found.length > 0) return onlyOne(variable, `${name} (${language})`, found, problems)
  }
  return null
}

/** Of several columns that could be meant, the one that is written exactly so; a problem when that settles nothing. */
function onlyOne(variable: string, name: string, found: readonly Column[], problems: MappingProblem[]) {
  if (found.length === 1) return found[0]!.name
  const exact = found.filter(({ heading }) => heading === name)
  if (exact.length === 1) return exact[0]!.name
  problems.push({
    rule: 'column.ambiguous',
    variable,
    message: `Several columns could fill "${variable}": ${found.map((column) => `"${column.name}"`).join(' and ')}.`,
    whatToDo: `Say which one by hand: ${variable}=${found[0]!.name}.`,
  })
  return null
}

/** The columns chosen by hand, by variable or `variable:language`; null where a variable shall have none. */
function readByHand(
  variables: Variables,
  columns: readonly Column[],
  byHand: Record<string, string>,
  problems: MappingProblem[],
) {
  const chosen = new Map<string, string | null>()
  for (const [left, right] of Object.entries(byHand)) {
    const [variable = '', language] = left.trim().split(':')
    if (!Object.hasOwn(variables, variable)) {
      const near = nearest(variable, Object.keys(variables))
      problems.push({
        rule: 'map.variable-unknown',
        variable,
        message: `The template has no variable "${variable}".`,
        whatToDo:
          near === null
            ? `Its variables are ${Object.keys(variables).join(', ')}.`
            : `Did you mean "${near}"?`,
      })
      continue
    }
    const key = language === undefined ? variable : `${variable}:${language}`
    const wanted = right.trim()
    if (wanted === '') {
      chosen.set(key, null)
      continue
    }
    const found = find(columns, wanted)
    if (found !== null) {
      chosen.set(key, found)
      continue
    }
    const names = columns.map(({ name }) => name)
    const near = nearest(wanted, names)
    problems.push({
      rule: 'map.column-unknown',
      variable,
      message: `The table has no column "${wanted}" for "${key}".`,
      whatToDo: near === null ? `Its columns are ${some(names)}.` : `Did you mean "${near}"?`,
    })
    chosen.set(key, null)
  }
  return chosen
}

/** The column that a person names: as it is called, else the only one whose name counts the same. */
export function findColumn(
  columns: readonly string[],
  wanted: string,
  headings: readonly string[] = columns,
): string | null {
  return find(
    columns.map((name, index) => ({ name, heading: headings[index] ?? name })),
    wanted.trim(),
  )
}

function find(columns: readonly Column[], wanted: string): string | null {
  if (columns.some(({ name }) => name === wanted)) return wanted
  const alike = columns.filter(
    ({ heading }) => plainName(heading) !== '' && plainName(heading) === plainName(wanted),
  )
  return alike.length === 1 ? alike[0]!.name : null
}

function some(names: readonly string[]) {
  return names.length > 20 ? `${names.slice(0, 20).join(', ')}, ...` : names.join(', ')
}
