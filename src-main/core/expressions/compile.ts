import { Liquid, LiquidError, type Template as LiquidTemplate, Tokenizer } from 'liquidjs'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { blocks, compileBlocks, type Write } from './blocks.ts'
import { isTrue } from './comparing.ts'
import type { Names } from './names.ts'
import { type Compiling, compileFiltered } from './operands.ts'
import { limits, type Run, rowFault, type Scope, step, templateFault } from './scope.ts'

/** What a source names; without duplicates, in order of appearance. */
export type Uses = {
  /** Variables of the template. */
  variables: string[]
  /** Strings of the language: what these use comes on top, see `usesWithStrings`. */
  strings: string[]
  /** The item of a repeated scene, or its number. */
  item: boolean
  /** The result may differ by language though all values are the same. */
  language: boolean
}

export type CompiledText = {
  /** The text of one row in one language. Throws a StudioError `expression.value` when the values make no sense. */
  render(scope: Scope): string
  uses: Uses
  /** The words that the template itself has here, outside braces. */
  words: string
}

export type CompiledCondition = { test(scope: Scope): boolean; uses: Uses }

// Only the parser serves: what runs is compiled here, so nothing of liquidjs that reads files is reachable.
const liquid = new Liquid({ templates: {}, groupedExpressions: true, strictFilters: false })
for (const name of Object.keys(liquid.tags)) if (!blocks.includes(name)) delete liquid.tags[name]

/**
 * A text with expressions. Throws a StudioError `expression.invalid` for whatever is wrong without data: syntax, names
 * that don't exist, filters that don't fit the type.
 */
export function compileText(source: string, names: Names): CompiledText {
  const compiling = newCompiling(names)
  const { write, words } = guarded(source, () => {
    const templates: LiquidTemplate[] = liquid.parse(source)
    return compileBlocks(templates, compiling)
  })
  const uses = usesOf(compiling)
  return { render: (scope) => write(newRun(scope, compiling.slots)), uses, words }
}

/** A condition, written without braces: `offer != blank and price > 10`. Throws like `compileText`. */
export function compileCondition(source: string, names: Names): CompiledCondition {
  const compiling = newCompiling(names)
  const part = guarded(source, () => {
    if (/\{\{|\{%/.test(source))
      throw templateFault('A condition is written without braces.', 'Write offer != blank, not {{ offer }}.')
    const tokenizer = new Tokenizer(source, liquid.options.operators, undefined, undefined, true)
    const token = tokenizer.readFilteredValue()
    tokenizer.skipBlank()
    tokenizer.assert(tokenizer.end(), 'expected "|" before filter')
    return compileFiltered(token, compiling)
  })
  return {
    test: (scope) => isTrue(part.evaluate(newRun(scope, compiling.slots))),
    uses: usesOf(compiling),
  }
}

/** What a source uses together with what the strings use that it names. */
export function usesWithStrings(uses: Uses, strings: Scope['strings'], names: Names): Uses {
  const all = { variables: new Set<string>(), strings: new Set<string>(), item: false, language: false }
  const add = (more: Uses) => {
    for (const name of more.variables) all.variables.add(name)
    all.item ||= more.item
    all.language ||= more.language
    for (const name of more.strings) {
      if (all.strings.has(name)) continue
      all.strings.add(name)
      const source = Object.hasOwn(strings, name) ? strings[name] : undefined
      if (source !== undefined) add(stringNamed(name, source, strings, names).uses)
    }
  }
  add(uses)
  return { ...all, variables: [...all.variables], strings: [...all.strings] }
}

type CompiledString = { write: Write; slots: number; uses: Uses }
const compiledStrings = new WeakMap<Scope['strings'], Map<string, Map<Names, CompiledString>>>()

/** A language's string, compiled once for each set of names that it is used with. */
function stringNamed(name: string, source: string, strings: Scope['strings'], names: Names): CompiledString {
  let ofLanguage = compiledStrings.get(strings)
  if (ofLanguage === undefined) {
    ofLanguage = new Map()
    compiledStrings.set(strings, ofLanguage)
  }
  let byNames = ofLanguage.get(name)
  if (byNames === undefined) {
    byNames = new Map()
    ofLanguage.set(name, byNames)
  }
  let compiled = byNames.get(names)
  if (compiled === undefined) {
    const compiling = newCompiling(names)
    const { write } = guarded(source, () => compileBlocks(liquid.parse(source), compiling))
    compiled = { write, slots: compiling.slots, uses: usesOf(compiling) }
    if (byNames.size > 500) byNames.clear()
    byNames.set(names, compiled)
  }
  return compiled
}

function newCompiling(names: Names): Compiling {
  return {
    names,
    locals: [],
    slots: 0,
    depth: 0,
    loops: 0,
    uses: { variables: new Set(), strings: new Set(), item: false, language: false },
    renderString(name, run) {
      const { strings } = run.scope
      const source = Object.hasOwn(strings, name) ? strings[name] : undefined
      if (source === undefined)
        throw rowFault(
          `The language ${run.scope.language} has no string "${name}".`,
          'Add it under "strings" of that language in the template.',
        )
      if (run.depth >= limits.strings)
        throw templateFault(
          `The string "${name}" stands in strings that stand in it.`,
          'Let no string name one that names it back.',
        )
      if (!source.includes('{')) return source
      step(run)
      const { write, slots } = stringNamed(name, source, strings, names)
      return write(newRun(run.scope, slots, run.depth + 1, run.budget))
    },
  }
}

function newRun(
  scope: Scope,
  slots: number,
  depth = 0,
  budget: Run['budget'] = { steps: limits.steps },
): Run {
  return {
    scope,
    locals: slots === 0 ? noLocals : new Array(slots).fill(null),
    budget,
    depth,
  }
}
const noLocals: never[] = []

function usesOf({ uses }: Compiling): Uses {
  return { ...uses, variables: [...uses.variables], strings: [...uses.strings] }
}

function guarded<T>(source: string, work: () => T): T {
  if (source.length > limits.source)
    throw templateFault(
      `The text is longer than ${limits.source.toLocaleString('en')} characters.`,
      'Split it into several layers or strings.',
    )
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown
    // A parser that runs out of stack on a hostile source is a fault of the source.
    if (thrown instanceof RangeError)
      throw templateFault('The text is nested too deeply to be read.', 'Use fewer blocks inside one another.')
    if (thrown instanceof LiquidError || thrown instanceof Error) throw syntaxFault(thrown.message, source)
    throw thrown
  }
}

/** What liquidjs says, in words that help; its position in brackets is kept when the source has several lines. */
function syntaxFault(said: string, source: string): StudioError {
  const what = said.replace(/, line:\d+.*$/s, '').replace(/^(?:parse|tokenization)error: /i, '')
  const line = /line:(\d+), col:(\d+)/.exec(said)
  const where =
    line === null
      ? ''
      : source.includes('\n')
        ? ` (line ${line[1]}, column ${line[2]})`
        : ` (column ${line[2]})`
  const tag = /tag "(\w*)" not found/.exec(what)?.[1]
  if (tag !== undefined && /^(?:else|elsif|when|end\w+|break|continue)$/.test(tag))
    return templateFault(
      `"{% ${tag} %}" stands without its beginning${where}.`,
      'Put the block that it belongs to before it.',
    )
  if (/^unexpected "if/.test(what))
    return templateFault(`"else if" can't be read${where}.`, 'Write {% elsif ... %}.')
  if (tag !== undefined)
    return templateFault(
      `There is no block "{% ${tag} %}"${where}.`,
      `The blocks are ${blocks.join(', ')}; nothing can be included from files.`,
    )
  if (/not closed/.test(what))
    return templateFault(
      `Something is opened and not closed: ${what.replace(/ not closed$/, '')}${where}.`,
      'Close {{ with }}, {% with %}, if with endif, for with endfor.',
    )
  if (/expected "\|" before filter/.test(what)) {
    const hint = /[^=!<>]=[^=]/.test(source)
      ? 'To compare, write == with two equals signs.'
      : /&&|\|\|/.test(source)
        ? 'Write "and" and "or" instead of && and ||.'
        : 'Filters come after "|", texts in quotes, and filters inside conditions in parentheses: (name | size) > 10.'
    return templateFault(`An expression doesn't read on${where}.`, hint)
  }
  if (/invalid value expression/.test(what))
    return templateFault(`There is nothing to show between the braces${where}.`, 'Name a variable there.')
  return templateFault(
    `The expression can't be read: ${what}${where}.`,
    'See "Expressions" in the template guide for what can be written.',
  )
}
