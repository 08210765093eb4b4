import type { Value } from '../../../src-shared/data/values.ts'
import { assetTypes, type Variable, variableSchema } from '../../../src-shared/data/variables.ts'
import { type CellLocale, cellLocale } from './cell-locale.ts'
import { type CellNote, type CellProblem, problem } from './cell-problems.ts'
import { quoted } from './characters.ts'
import { readDateText } from './date-text.ts'
import { cleanText, lengthOf } from './plain-text.ts'
import { readMoneyCell, readNumberCell, readPercentCell } from './read-number.ts'
import { readBoolean, readColour } from './words-and-colours.ts'

/** A cell's value, with a note where something had to be assumed; or what is wrong with it. */
export type CellReading = { ok: Value; note?: CellNote } | { problem: CellProblem }

/**
 * Reads a cell's text under its variable's type. An empty cell gives the default, or null for an optional variable
 * and for an asset that has a fallback; else it is a problem. Asset cells are only trimmed: their shape is judged
 * elsewhere. `locale` is a tag (`de-DE`), or what `detectLocale` found; nothing means en-US, and notes tell so.
 */
export function readCell(text: string | null, variable: Variable, locale?: CellLocale | string): CellReading {
  const reading = typeof locale === 'object' ? locale : cellLocale(locale)
  if (isEmpty(text)) return readEmpty(variable)
  const wrong = brokenText(text)
  if (wrong) return wrong
  const found = readFilled(text, variable, reading)
  // Only HTML without a word of text is found empty this late.
  return 'ok' in found && found.ok === null ? readEmpty(variable) : found
}

/** Whether a cell holds nothing but white space. */
export function isEmpty(text: string | null): text is null {
  return text === null || /^[\s\u200b\ufeff]*$/.test(text)
}

function readEmpty(variable: Variable): CellReading {
  // Defaults belong to the template, not to the table: they are written as in en-US.
  if (variable.default !== undefined && !isEmpty(variable.default))
    return readFilled(variable.default, variable, cellLocale('en-US'))
  if (!variable.required || variable.default !== undefined) return { ok: null }
  if ('fallback' in variable && variable.fallback !== undefined) return { ok: null }
  return problem('required', 'The cell is empty, but the template needs a value here.', example(variable))
}

function example(variable: Variable) {
  return variable.example === undefined
    ? 'Fill the cell.'
    : `Fill the cell, for example with ${quoted(variable.example)}.`
}

/** What no type can take: an error of a spreadsheet, or characters that were lost on the way. */
function brokenText(text: string): { problem: CellProblem } | null {
  const error =
    /^\s*#(N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|UNKNOWN!)\s*$/.exec(
      text,
    )
  if (error) {
    return problem(
      'spreadsheet-error',
      `The cell holds the error #${error[1]} of a spreadsheet, not a value.`,
      'Mend the formula, or open the table in its program, let it calculate, and save it again.',
    )
  }
  if (text.includes('\ufffd') || !text.isWellFormed()) {
    return problem(
      'damaged-text',
      `${quoted(text.toWellFormed())} has a character that was lost (\ufffd).`,
      'Write it again, or name the encoding in which the file was saved.',
    )
  }
  return null
}

function readFilled(text: string, variable: Variable, locale: CellLocale): CellReading {
  switch (variable.type) {
    case 'text':
      return readText(text, variable)
    case 'number':
      return readNumberCell(text, variable, locale)
    case 'money':
      return readMoneyCell(text, variable, locale)
    case 'percent':
      return readPercentCell(text, variable, locale)
    case 'date':
      return readDate(text, variable, locale)
    case 'boolean': {
      const yes = readBoolean(text)
      if (yes !== null) return { ok: { type: 'boolean', yes } }
      return problem(
        'boolean',
        `${quoted(text)} is neither yes nor no.`,
        'Write yes or no (also sí, oui, ja, نعم, true, 1 or x).',
      )
    }
    case 'colour': {
      const hex = readColour(text)
      if (hex !== null) return { ok: { type: 'colour', hex } }
      return problem(
        'colour',
        `${quoted(text)} is not a colour.`,
        'Write it like #FF6B4A, rgb(255, 107, 74) or coral.',
      )
    }
    case 'image':
    case 'video':
    case 'audio':
      return { ok: { type: variable.type, source: text.trim() } }
    case 'url':
      return readUrl(text)
    case 'list':
      return readList(text, variable, locale)
    case 'one-of':
      return readChoice(text, variable.choices)
    default:
      throw variable satisfies never
  }
}

function readText(source: string, variable: Extract<Variable, { type: 'text' }>): CellReading {
  const text = cleanText(source, variable.html)
  if (text === '') return { ok: null }
  const { minLength, maxLength } = variable
  if (minLength === undefined && maxLength === undefined) return { ok: { type: 'text', text } }
  const length = lengthOf(text)
  if (maxLength !== undefined && length > maxLength) {
    return problem(
      'text.long',
      `The text has ${count(length, 'character')}; at most ${maxLength} fit.`,
      `Shorten it by ${length - maxLength}.`,
    )
  }
  if (minLength !== undefined && length < minLength) {
    return problem(
      'text.short',
      `The text has ${count(length, 'character')}; at least ${minLength} are needed.`,
      'Write more.',
    )
  }
  return { ok: { type: 'text', text } }
}

function readDate(
  text: string,
  variable: Extract<Variable, { type: 'date' }>,
  locale: CellLocale,
): CellReading {
  const found = readDateText(text, locale.tag)
  const write = 'Write it like 2026-11-21, 21.11.2026 or 21 November 2026.'
  if (found.is === 'none') return problem('date', `${quoted(text)} is not a date.`, write)
  if (found.is === 'impossible')
    return problem('date.impossible', `${quoted(text)} is not a day of the calendar: ${found.why}.`, write)
  let day: string
  let note: CellNote | undefined
  if (found.is === 'day') day = found.day
  else {
    // Where a locale puts the year first, dates that end with it have their day first.
    day = locale.dateOrder === 'mdy' ? found.mdy : found.dmy
    if (locale.dateBasis === 'assumed') {
      note = {
        rule: 'date.assumed',
        message: `${quoted(text)} can be read in two ways; it was read as ${day}. Name the table's locale (like en-GB or en-US) to be sure.`,
      }
    }
  }
  if (variable.from !== undefined && day < variable.from) {
    return problem(
      'date.from',
      `${quoted(text)} is before ${variable.from}.`,
      `Write ${variable.from} or a later day.`,
    )
  }
  if (variable.to !== undefined && day > variable.to) {
    return problem(
      'date.to',
      `${quoted(text)} is after ${variable.to}.`,
      `Write ${variable.to} or an earlier day.`,
    )
  }
  return { ok: { type: 'date', day }, ...(note && { note }) }
}

function readUrl(text: string): CellReading {
  const source = text.trim()
  const no = (message: string, whatToDo = 'Write a whole address like https://example.com/page.') =>
    problem('url', message, whatToDo)
  if (/[\s\p{Cc}]/u.test(source))
    return no(
      `${quoted(source)} has a space or a line break in it.`,
      'Write the address without it, or %20 in its place.',
    )
  const url = URL.parse(source)
  if (url === null || !/^[a-z][a-z0-9+.-]*:\/\//i.test(source)) {
    return /^(www\.|[a-z0-9-]+\.[a-z]{2,})/i.test(source)
      ? no(`${quoted(source)} doesn’t say how it is reached.`, `Write https://${source}.`)
      : no(`${quoted(source)} is not a web address.`)
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return no(`${quoted(source)} is not a web address: only https and http are taken.`)
  if (url.username !== '' || url.password !== '')
    return no('The address holds a user name or a password.', 'Take out everything before the @.')
  return { ok: { type: 'url', href: url.href } }
}

function readList(
  text: string,
  variable: Extract<Variable, { type: 'list' }>,
  locale: CellLocale,
): CellReading {
  const parts = listParts(text, variable.separator)
  if (parts === null)
    return problem(
      'list',
      `${quoted(text)} looks like JSON, but can’t be read as a list.`,
      `Write the items with "${variable.separator}" between them.`,
    )
  const item = itemOf(variable.items)
  const items: Value[] = []
  let note: CellNote | undefined
  for (const [index, part] of parts.entries()) {
    const found = readCell(part, item, locale)
    if ('problem' in found) {
      return problem(
        `list.${found.problem.rule}`,
        `Item ${index + 1} of the list: ${found.problem.message}`,
        found.problem.whatToDo,
      )
    }
    items.push(found.ok)
    note ??= found.note
  }
  const { minItems, maxItems } = variable
  if (items.length === 0 && minItems === undefined) return { ok: null }
  if (minItems !== undefined && items.length < minItems) {
    return problem(
      'list.few',
      `The list has ${count(items.length, 'item')}; at least ${minItems} are needed.`,
      `Put "${variable.separator}" between the items.`,
    )
  }
  if (maxItems !== undefined && items.length > maxItems) {
    return problem(
      'list.many',
      `The list has ${count(items.length, 'item')}; at most ${maxItems} fit.`,
      'Take some out.',
    )
  }
  return { ok: { type: 'list', items }, ...(note && { note }) }
}

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`

const itemVariables = new Map<string, Variable>()

/** A variable of a list's item type, without limits of its own. */
function itemOf(type: Extract<Variable, { type: 'list' }>['items']) {
  const item = itemVariables.get(type) ?? variableSchema.parse({ type })
  itemVariables.set(type, item)
  return item
}

/** The filled items of a list; null for JSON that is no list of plain values. */
function listParts(text: string, separator: string): string[] | null {
  if (!/^\s*\[[\s\S]*\]\s*$/.test(text)) return text.split(separator).filter((part) => !isEmpty(part))
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    // "[new] red|blue [old]" is no JSON.
    return text.includes(separator) ? text.split(separator).filter((part) => !isEmpty(part)) : null
  }
  if (!Array.isArray(found) || found.some((part) => typeof part === 'object' && part !== null)) return null
  return found.map((part) => (part === null ? '' : String(part))).filter((part) => !isEmpty(part))
}

function readChoice(text: string, choices: string[]): CellReading {
  const bare = (word: string) =>
    word
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\u200b\ufeff]+/g, '')
  const choice =
    choices.find((known) => known === text.trim()) ?? choices.find((known) => bare(known) === bare(text))
  if (choice !== undefined) return { ok: { type: 'one-of', choice } }
  const listed = choices.length > 12 ? `${choices.slice(0, 12).join(', ')}, ...` : choices.join(', ')
  return problem('one-of', `${quoted(text)} is none of the choices.`, `Write one of: ${listed}.`)
}

/** Whether a variable's value is a file. */
export function isAsset(variable: Variable): boolean {
  return (assetTypes as readonly string[]).includes(variable.type)
}
