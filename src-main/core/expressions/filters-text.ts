import { isBlank } from './comparing.ts'
import type { BuiltFilter, Filter } from './filters.ts'
import { firstWords, graphemes } from './formats.ts'
import { print } from './printing.ts'
import { bounded, type Datum, limits, type Part, type Run, templateFault, tooLong } from './scope.ts'

/** A filter from text to text; nothing stays nothing, so that it prints nothing. */
function onText(change: (text: string, run: Run) => string): BuiltFilter {
  return {
    kind: 'text',
    apply: (input, run) => (input === null ? null : bounded(change(print(input, run), run), limits.working)),
  }
}

function plain(localised: boolean, change: (text: string, run: Run) => string): Filter {
  return { takes: null, args: [0, 0], localised, build: () => onText(change) }
}

const argument = (part: Part, run: Run) => print(part.evaluate(run), run)

function count(filter: string, part: Part | undefined, otherwise: number): number {
  if (part === undefined) return otherwise
  if (typeof part.literal === 'number' && Number.isInteger(part.literal) && part.literal > 0)
    return part.literal
  throw templateFault(`The filter "${filter}" needs a whole number above 0.`, `For example: ${filter}: 20.`)
}

function capitalised(text: string, locale: string): string {
  const first = String.fromCodePoint(...(text === '' ? [] : [text.codePointAt(0)!]))
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}

function truncated(text: string, most: number, ending: string): string {
  // Never more characters than units: a short text needs no counting.
  if (text.length <= most) return text
  const all = graphemes(text)
  if (all.length <= most) return text
  const room = Math.max(0, most - graphemes(ending).length)
  return all.slice(0, room).join('').trimEnd() + ending
}

/** Filters that change the words themselves. */
export const textFilters: Record<string, Filter> = {
  upcase: plain(true, (text, { scope }) => text.toLocaleUpperCase(scope.locale)),
  downcase: plain(true, (text, { scope }) => text.toLocaleLowerCase(scope.locale)),
  capitalize: plain(true, (text, { scope }) => capitalised(text, scope.locale)),
  strip: plain(false, (text) => text.trim()),
  squish: plain(false, (text) => text.trim().replace(/\s+/gu, ' ')),
  truncate: {
    takes: null,
    args: [0, 2],
    localised: false,
    build({ args: [length, ending] }) {
      const most = count('truncate', length, 50)
      return onText((text, run) => truncated(text, most, ending === undefined ? '…' : argument(ending, run)))
    },
  },
  truncatewords: {
    takes: null,
    args: [0, 2],
    localised: true,
    build({ args: [length, ending] }) {
      const most = count('truncatewords', length, 15)
      return onText((text, run) => {
        const start = firstWords(text, run.scope.locale, most)
        return start === null ? text : start + (ending === undefined ? '…' : argument(ending, run))
      })
    },
  },
  append: {
    takes: null,
    args: [1, 1],
    localised: false,
    build: ({ args: [end] }) => onText((text, run) => text + argument(end!, run)),
  },
  prepend: {
    takes: null,
    args: [1, 1],
    localised: false,
    build: ({ args: [start] }) => onText((text, run) => argument(start!, run) + text),
  },
  replace: {
    takes: null,
    args: [2, 2],
    localised: false,
    build: ({ args: [from, to] }) =>
      onText((text, run) => replaced(text, argument(from!, run), argument(to!, run))),
  },
  remove: {
    takes: null,
    args: [1, 1],
    localised: false,
    build: ({ args: [part] }) => onText((text, run) => replaced(text, argument(part!, run), '')),
  },
  split: {
    takes: null,
    args: [1, 1],
    localised: false,
    build: ({ args: [separator] }) => ({
      kind: 'list',
      items: 'text',
      apply: (input, run) => {
        if (input === null) return null
        const parts = print(input, run).split(argument(separator!, run)).slice(0, 1_000)
        return { type: 'list', items: parts.map((text) => ({ type: 'text', text })) }
      },
    }),
  },
  first: itemFilter((items) => items[0]),
  last: itemFilter((items) => items.at(-1)),
  default: {
    takes: null,
    args: [1, 1],
    localised: false,
    build: ({ input, args: [otherwise] }) => ({
      kind: input.kind === otherwise!.kind ? input.kind : 'any',
      apply: (value, run) => (isBlank(value) ? otherwise!.evaluate(run) : value),
    }),
  },
}

/** Not a pattern: what is looked for is taken letter by letter. */
function replaced(text: string, from: string, to: string): string {
  if (from === '') return text
  const parts = text.split(from)
  if (text.length + (parts.length - 1) * (to.length - from.length) > limits.working)
    throw tooLong(limits.working)
  return parts.join(to)
}

function itemFilter(pick: (items: Datum[]) => Datum | undefined): Filter {
  return {
    takes: ['list'],
    args: [0, 0],
    localised: false,
    build: ({ input }) => ({
      kind: input.items ?? 'any',
      apply: (value) =>
        value !== null && typeof value === 'object' && value.type === 'list'
          ? (pick(value.items) ?? null)
          : null,
    }),
  }
}
