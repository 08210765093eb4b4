import { type Expression, type FilteredValueToken, type Token, TypeGuards } from 'liquidjs'
import type { Value } from '../../../src-shared/data/values.ts'
import { closest } from '../../../src-shared/templates/closest.ts'
import { type Comparison, checkComparison, compare, contains, isBlank, isTrue } from './comparing.ts'
import { checkUse, filterNamed } from './filters.ts'
import { graphemes } from './formats.ts'
import { itemKindOf, kindOf, type Names, own, unknownName } from './names.ts'
import { print } from './printing.ts'
import { type Datum, type Evaluate, type Kind, limits, type Part, type Run, templateFault } from './scope.ts'

/** What one source is compiled with: what it may name, and what it was found to name. */
export type Compiling = {
  names: Names
  /** Names that the source itself gives (assign, for), innermost last. */
  locals: { name: string; slot: number; kind: Kind; items?: Kind; number?: true }[]
  slots: number
  depth: number
  loops: number
  uses: { variables: Set<string>; strings: Set<string>; item: boolean; language: boolean }
  /** Renders a string of the language in which it stands. */
  renderString: (name: string, run: Run) => string
}

type Filtered = {
  initial: Expression
  filters: readonly { name: string; args: FilteredValueToken['filters'][number]['args'] }[]
}

/** A value with its filters: `price | minus: discount | money`. */
export function compileFiltered({ initial, filters }: Filtered, compiling: Compiling): Part {
  let part = compileExpression(initial, compiling)
  for (const { name, args } of filters) {
    const filter = filterNamed(name)
    const use = { input: part, args: [] as Part[], named: {} as Record<string, Part> }
    for (const arg of args) {
      if (Array.isArray(arg)) {
        const [key, token] = arg
        if (key === undefined || token === undefined) continue
        use.named[key] = compileOperand(token, compiling)
      } else {
        use.args.push(compileOperand(arg, compiling))
      }
    }
    checkUse(name, filter, use)
    const { apply, kind, items } = filter.build(use)
    if (filter.localised) compiling.uses.language = true
    const { evaluate } = part
    part = {
      evaluate: (run) => apply(evaluate(run), run),
      kind,
      ...(items === undefined ? {} : { items }),
      label: `${part.label} | ${name}`,
    }
  }
  return part
}

function compileExpression(expression: Expression, compiling: Compiling): Part {
  const stack: (Part & { compared?: true })[] = []
  const joints = new Set<string>()
  for (const token of expression.postfix) {
    if (!TypeGuards.isOperatorToken(token)) {
      stack.push(compileOperand(token, compiling))
      continue
    }
    const { operator } = token
    const right = stack.pop()
    if (operator === 'not') {
      if (right === undefined) throw templateFault('Something is missing after "not".', 'Write not offer.')
      stack.push(yes(`not ${right.label}`, (run) => !isTrue(right.evaluate(run))))
      continue
    }
    const left = stack.pop()
    if (left === undefined || right === undefined)
      throw templateFault(`A value is missing beside "${operator}".`, 'Put a value on each side of it.')
    if (operator === 'and' || operator === 'or') joints.add(operator)
    stack.push(compileOperator(operator, left, right))
  }
  if (joints.size === 2)
    throw templateFault(
      '"and" and "or" stand side by side, and it is open which comes first.',
      'Put parentheses: (a or b) and c.',
    )
  const [part, second] = stack
  if (part === undefined)
    throw templateFault('There is nothing between the braces.', 'Name a variable there.')
  if (second !== undefined)
    throw templateFault(
      `Nothing stands between ${part.label} and ${second.label}.`,
      part.label === 'not'
        ? 'Write "not" before the parentheses: not (a and b).'
        : 'Join values with ==, !=, <, >, contains, and, or, or use filters after "|".',
    )
  return part
}

function yes(label: string, evaluate: Evaluate): Part & { compared: true } {
  return { evaluate, kind: 'boolean', label, compared: true }
}

function compileOperator(
  operator: string,
  left: Part & { compared?: true },
  right: Part & { compared?: true },
) {
  const label = `${left.label} ${operator} ${right.label}`
  if (operator === 'and')
    return yes(label, (run) => isTrue(left.evaluate(run)) && isTrue(right.evaluate(run)))
  if (operator === 'or') return yes(label, (run) => isTrue(left.evaluate(run)) || isTrue(right.evaluate(run)))
  if (left.compared || right.compared)
    throw templateFault(
      `"${label}" compares three values at once.`,
      'Compare two at a time and join with and: a > 1 and a < 5.',
    )
  const [blankLeft, blankRight] = [isBlankWord(left), isBlankWord(right)]
  if (operator === 'contains')
    return yes(label, (run) => contains(left.evaluate(run), right.evaluate(run), run))
  if (blankLeft || blankRight) {
    const asked = blankRight ? left : right
    if (operator === '==') return yes(label, (run) => isBlank(asked.evaluate(run)))
    if (operator === '!=') return yes(label, (run) => !isBlank(asked.evaluate(run)))
    throw templateFault(`"${operator}" can't be asked of blank.`, 'Write == blank or != blank.')
  }
  checkComparison(left, right)
  const comparison = operator as Comparison
  return yes(label, (run) => compare(comparison, left.evaluate(run), right.evaluate(run), run))
}

const blankWords = new Set(['blank', 'empty'])
const isBlankWord = (part: Part) => part.kind === 'nothing' && blankWords.has(part.label)

/** One value: a literal, a name with properties, or parentheses. */
export function compileOperand(token: Token, compiling: Compiling): Part {
  if (TypeGuards.isQuotedToken(token)) return literal(token.content, 'text', `"${token.content}"`)
  if (TypeGuards.isNumberToken(token)) return literal(token.content, 'number', String(token.content))
  if (TypeGuards.isLiteralToken(token)) {
    const word = token.literal
    if (word === 'true' || word === 'false') return literal(word === 'true', 'boolean', word)
    return literal(null, 'nothing', word)
  }
  if (TypeGuards.isFilteredValueToken(token)) {
    compiling.depth += 1
    if (compiling.depth > limits.nesting)
      throw templateFault('Parentheses are nested too deeply.', 'Split the condition into several.')
    const part = compileFiltered(token, compiling)
    compiling.depth -= 1
    return { ...part, label: `(${part.label})` }
  }
  if (TypeGuards.isRangeToken(token))
    throw templateFault(
      'A range stands where a value belongs.',
      'Ranges like (1..5) are for loops: {% for i in (1..5) %}.',
    )
  if (TypeGuards.isPropertyAccessToken(token)) {
    const [root, ...rest] = token.props
    if (token.variable !== undefined || root === undefined || !TypeGuards.isWordToken(root))
      throw templateFault(
        `"${token.getText()}" isn't a name.`,
        'Begin with the name of a variable, without brackets or quotes.',
      )
    const path = rest.map((prop) => {
      if (TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop)) return prop.content
      if (TypeGuards.isNumberToken(prop) && Number.isInteger(prop.content)) return prop.content
      throw templateFault(
        `"${token.getText()}" asks for a part by a value.`,
        'Only fixed parts can be named: features[0], price.currency.',
      )
    })
    return compilePath(root.content, path, compiling)
  }
  throw templateFault(
    `"${token.getText()}" can't be read as a value.`,
    'Name a variable or put text in quotes.',
  )
}

function literal(value: Datum, kind: Kind, label: string): Part {
  return { evaluate: () => value, kind, literal: value, label }
}

function compilePath(name: string, path: (string | number)[], compiling: Compiling): Part {
  const { names, uses } = compiling
  const local = compiling.locals.findLast((known) => known.name === name)
  let part: Part
  if (local !== undefined) {
    const { slot, kind, items } = local
    part = { evaluate: (run) => run.locals[slot] ?? null, kind, label: name, ...(items ? { items } : {}) }
  } else if (name === 't') {
    return compileString(path, compiling)
  } else if (name === 'language') {
    uses.language = true
    part = { evaluate: (run) => run.scope.language, kind: 'text', label: name }
  } else if (names.item !== undefined && name === names.item.name) {
    uses.item = true
    part = { evaluate: (run) => run.scope.item?.value ?? null, kind: names.item.kind, label: name }
  } else if (names.item !== undefined && name === `${names.item.name}_number`) {
    uses.item = true
    part = { evaluate: (run) => run.scope.item?.number ?? null, kind: 'number', label: name }
  } else {
    const variable = own(names.variables, name)
    if (variable === undefined)
      throw unknownName(
        name,
        names,
        compiling.locals.map((known) => known.name),
      )
    uses.variables.add(name)
    part = {
      evaluate: (run) => own(run.scope.values, name) ?? null,
      kind: kindOf(variable),
      ...(variable.type === 'one-of' ? { choices: variable.choices } : {}),
      ...(variable.type === 'list' ? { items: itemKindOf(variable) } : {}),
      label: name,
    }
  }
  return path.reduce<Part>(compileProperty, part)
}

function compileString(path: (string | number)[], compiling: Compiling): Part {
  const [name, more] = path
  if (typeof name !== 'string' || more !== undefined)
    throw templateFault('"t" needs the name of one string.', 'For example: {{ t.call_to_action }}.')
  if (!compiling.names.strings.has(name)) {
    const near = closest(name, compiling.names.strings)
    throw templateFault(
      `No language has a string "${name}".`,
      near === null ? 'Add it under "strings" of each language.' : `Did you mean "t.${near}"?`,
    )
  }
  compiling.uses.strings.add(name)
  compiling.uses.language = true
  const { renderString } = compiling
  return { evaluate: (run) => renderString(name, run), kind: 'text', label: `t.${name}` }
}

type Property = { kind: Kind | 'item'; read: (datum: Exclude<Datum, null>, run: Run) => Datum }

const size: Property = {
  kind: 'number',
  read: (datum, run) =>
    typeof datum === 'object' && datum.type === 'list'
      ? datum.items.length
      : graphemes(print(datum, run)).length,
}
const itemAt = (index: number): Property => ({
  kind: 'item',
  read: (datum) =>
    typeof datum === 'object' && datum.type === 'list' ? (datum.items.at(index) ?? null) : null,
})
const partOfDay = (from: number, to: number): Property => ({
  kind: 'number',
  read: (datum) =>
    typeof datum === 'object' && datum.type === 'date' ? Number(datum.day.slice(from, to)) : null,
})

const properties: Partial<Record<Kind, Record<string, Property>>> = {
  text: { size },
  list: { size, first: itemAt(0), last: itemAt(-1) },
  money: {
    amount: { kind: 'number', read: (datum) => (isMoney(datum) ? datum.amount : null) },
    currency: {
      kind: 'text',
      read: (datum, run) => (isMoney(datum) ? (datum.currency ?? run.scope.currency) : null),
    },
  },
  date: { year: partOfDay(0, 4), month: partOfDay(5, 7), day: partOfDay(8, 10) },
}

function isMoney(datum: Datum): datum is Extract<Value, { type: 'money' }> {
  return datum !== null && typeof datum === 'object' && datum.type === 'money'
}

/** Only parts that are named here exist; nothing of JavaScript's own can be reached. */
function compileProperty(part: Part, name: string | number): Part {
  const known = properties[part.kind] ?? {}
  const property =
    typeof name === 'string' ? own(known, name) : part.kind === 'list' ? itemAt(name) : undefined
  if (property === undefined) {
    const there = Object.keys(known)
    throw templateFault(
      `${part.label} has no part "${name}".`,
      there.length === 0 ? `Write {{ ${part.label} }} alone.` : `It has ${there.join(', ')}.`,
    )
  }
  const { evaluate } = part
  const { kind, read } = property
  return {
    evaluate: (run) => {
      const datum = evaluate(run)
      return datum === null ? null : read(datum, run)
    },
    kind: kind === 'item' ? (part.items ?? 'any') : kind,
    label: typeof name === 'number' ? `${part.label}[${name}]` : `${part.label}.${name}`,
  }
}
