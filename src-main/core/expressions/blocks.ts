import {
  AssignTag,
  CaseTag,
  CommentTag,
  ForTag,
  IfTag,
  InlineCommentTag,
  type Template as LiquidTemplate,
  Value as LiquidValue,
  Output,
  TypeGuards,
  UnlessTag,
} from 'liquidjs'
import { isolated, writtenRightToLeft } from './bidi.ts'
import { checkComparison, compare, isTrue, kindNames, numberOf } from './comparing.ts'
import { reservedNames } from './names.ts'
import { type Compiling, compileFiltered, compileOperand } from './operands.ts'
import { print } from './printing.ts'
import { bounded, type Datum, type Kind, limits, type Part, type Run, step, templateFault } from './scope.ts'

/** The blocks that a text may have between `{%` and `%}`. */
export const blocks: readonly string[] = ['if', 'unless', 'case', 'for', 'assign', 'comment', '#']

export type Write = (run: Run) => string

/** A sequence of texts, outputs and blocks as one function; `words` is the plain text in it. */
export function compileBlocks(
  templates: readonly LiquidTemplate[],
  compiling: Compiling,
): { write: Write; words: string } {
  const alone = templates.length === 1
  const words: string[] = []
  const parts = templates.map((template) => {
    if (TypeGuards.isHTMLToken(template.token)) {
      const text = template.token.getContent()
      words.push(text)
      return () => text
    }
    if (template instanceof Output) return compileOutput(template, compiling, alone)
    return compileBlock(template, compiling, words)
  })
  return { write: joined(parts), words: words.join(' ') }
}

function joined(parts: readonly Write[]): Write {
  const [first, second, third] = parts
  if (first === undefined) return () => ''
  if (second === undefined) return first
  if (third === undefined) return (run) => bounded(first(run) + second(run))
  return (run) => {
    let text = ''
    for (const part of parts) text = bounded(text + part(run))
    return text
  }
}

function compileOutput(output: Output, compiling: Compiling, alone: boolean): Write {
  const part = compileFiltered(output.value, compiling)
  if (part.kind === 'boolean')
    throw templateFault(
      `${part.label} is yes or no and has no words of its own.`,
      `Write {% if ${part.label} %} ... {% else %} ... {% endif %}.`,
    )
  const { evaluate } = part
  if (part.kind !== 'text' && part.kind !== 'file') compiling.uses.language = true
  // A string is the template's own text: it belongs to what stands around it.
  const own = part.label.startsWith('t.') || typeof part.literal === 'string'
  return (run) => {
    const text = bounded(print(evaluate(run), run))
    return alone || own || text === '' ? text : isolated(text, writtenRightToLeft(run.scope.locale))
  }
}

function compileBlock(template: LiquidTemplate, compiling: Compiling, words: string[]): Write {
  compiling.depth += 1
  if (compiling.depth > limits.nesting)
    throw templateFault('Blocks are nested too deeply.', 'Use fewer blocks inside one another.')
  const inner = (templates: readonly LiquidTemplate[]): Write => {
    const compiled = compileBlocks(templates, compiling)
    words.push(compiled.words)
    return compiled.write
  }
  const write = blockOf(template, compiling, inner)
  compiling.depth -= 1
  return write
}

type Inner = (templates: readonly LiquidTemplate[]) => Write
const nothing: Write = () => ''

function blockOf(template: LiquidTemplate, compiling: Compiling, inner: Inner): Write {
  if (template instanceof IfTag || template instanceof UnlessTag) return compileIf(template, compiling, inner)
  if (template instanceof CaseTag) return compileCase(template, compiling, inner)
  if (template instanceof ForTag) return compileFor(template, compiling, inner)
  if (template instanceof AssignTag) return compileAssign(template, compiling)
  if (template instanceof CommentTag || template instanceof InlineCommentTag) return nothing
  throw templateFault(
    `"${template.token.getText()}" can't be used here.`,
    `The blocks are ${blocks.join(', ')}.`,
  )
}

function compileIf(tag: IfTag | UnlessTag, compiling: Compiling, inner: Inner): Write {
  const negated = tag instanceof UnlessTag
  const branches = tag.branches.map(({ value, templates }, index) => {
    const { evaluate } = compileFiltered(value, compiling)
    const wanted = !(negated && index === 0)
    return { holds: (run: Run) => isTrue(evaluate(run)) === wanted, write: inner(templates) }
  })
  const otherwise = inner(tag.elseTemplates ?? [])
  return (run) => {
    for (const { holds, write } of branches) if (holds(run)) return write(run)
    return otherwise(run)
  }
}

function compileCase(tag: CaseTag, compiling: Compiling, inner: Inner): Write {
  const asked = compileFiltered(tag.value, compiling)
  const branches = tag.branches.map(({ values, templates }) => ({
    values: values.map((token): Part => {
      const part = compileOperand(token, compiling)
      checkComparison(asked, part)
      return part
    }),
    write: inner(templates),
  }))
  const otherwise = inner(tag.elseTemplates)
  return (run) => {
    const datum = asked.evaluate(run)
    for (const { values, write } of branches)
      if (values.some((value) => compare('==', datum, value.evaluate(run), run))) return write(run)
    return otherwise(run)
  }
}

function compileAssign(tag: AssignTag, compiling: Compiling): Write {
  const [value] = tag.arguments()
  const [identifier] = tag.localScope()
  if (!(value instanceof LiquidValue) || identifier === undefined)
    throw templateFault(
      `"${tag.token.getText()}" can't be read.`,
      'Write {% assign saving = price | minus: offer %}.',
    )
  const { evaluate, kind, items } = compileFiltered(value, compiling)
  const known = compiling.locals.findLast((local) => local.name === identifier.content)
  if (known !== undefined && known.kind !== kind) known.kind = 'any'
  const slot = known?.slot ?? localNamed(identifier.content, kind, items, compiling)
  return (run) => {
    run.locals[slot] = evaluate(run)
    return ''
  }
}

function localNamed(name: string, kind: Kind, items: Kind | undefined, compiling: Compiling): number {
  const { names } = compiling
  if (
    reservedNames.has(name) ||
    Object.hasOwn(names.variables, name) ||
    names.item?.name === name ||
    compiling.locals.some((local) => local.name === name)
  )
    throw templateFault(`The name "${name}" is taken.`, 'Choose a name that no variable has.')
  const slot = compiling.slots
  compiling.slots += 1
  compiling.locals.push({ name, slot, kind, ...(items === undefined ? {} : { items }) })
  return slot
}

/** `for item in list`, `for i in (1..5)`; inside, the item's number is `<name>_number`. */
function compileFor(tag: ForTag, compiling: Compiling, inner: Inner): Write {
  compiling.loops += 1
  if (compiling.loops > limits.loops)
    throw templateFault(
      `Loops stand more than ${limits.loops} deep in one another.`,
      'Use a list of its own.',
    )
  const { over, items } = compileCollection(tag, compiling)
  const { limit, offset, reversed, ...unknown } = tag.hash.hash
  const word = Object.keys(unknown)[0]
  if (word !== undefined)
    throw templateFault(`A loop has no "${word}".`, 'It can have limit: 3, offset: 1 and reversed.')
  const most = limit === undefined ? null : compileOperand(limit, compiling)
  const skip = offset === undefined ? null : compileOperand(offset, compiling)
  const backwards = 'reversed' in tag.hash.hash && reversed === undefined
  const outer = compiling.locals.length
  const item = localNamed(tag.variable, items, undefined, compiling)
  const number = localNamed(`${tag.variable}_number`, 'number', undefined, compiling)
  const body = inner(tag.templates)
  compiling.locals.length = outer
  compiling.loops -= 1
  const otherwise = inner(tag.elseTemplates)
  return (run) => {
    const from = Math.max(0, numberOf(skip?.evaluate(run) ?? 0) ?? 0)
    const all = over(run)
    const some = all.slice(from, from + (numberOf(most?.evaluate(run) ?? null) ?? all.length))
    if (some.length === 0) return otherwise(run)
    if (backwards) some.reverse()
    let text = ''
    some.forEach((datum, index) => {
      step(run)
      run.locals[item] = datum
      run.locals[number] = index + 1
      text = bounded(text + body(run))
    })
    return text
  }
}

function compileCollection(
  { collection }: ForTag,
  compiling: Compiling,
): { over: (run: Run) => Datum[]; items: Kind } {
  if (TypeGuards.isRangeToken(collection)) {
    const low = compileOperand(collection.lhs, compiling)
    const high = compileOperand(collection.rhs, compiling)
    const over = (run: Run) => {
      const from = Math.round(numberOf(low.evaluate(run)) ?? 1)
      const to = Math.round(numberOf(high.evaluate(run)) ?? 0)
      const length = Math.min(limits.steps + 1, Math.max(0, to - from + 1))
      return Array.from({ length }, (_, index) => from + index)
    }
    return { over, items: 'number' }
  }
  const part = compileOperand(collection, compiling)
  if (part.kind !== 'list' && part.kind !== 'any' && part.kind !== 'nothing')
    throw templateFault(
      `A loop can't go over ${part.label}, which is ${kindNames[part.kind]}.`,
      'Loop over a list variable or a range like (1..5).',
    )
  const over = (run: Run): Datum[] => {
    const datum = part.evaluate(run)
    return datum !== null && typeof datum === 'object' && datum.type === 'list' ? datum.items : []
  }
  return { over, items: part.items ?? 'any' }
}
