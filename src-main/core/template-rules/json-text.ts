import { deepest } from '../../../src-shared/templates/nesting.ts'
import { at } from '../../../src-shared/templates/template-path.ts'

export type JsonFault = { line: number; column: number; message: string; whatToDo: string }

type JsonText =
  | {
      ok: unknown /** 1-based line of a part, by its path; of the nearest part around it when it isn't there. */
      lineOf(path: string | readonly (string | number)[]): number
    }
  | { fault: JsonFault }

const mostParts = 200_000

/**
 * Reads JSON like JSON.parse, but says by line and column what is wrong, in words for people who write it by hand,
 * refuses names that come twice (JSON.parse keeps the last without a word), and remembers where each part stands.
 */
export function readJson(text: string): JsonText {
  const reader = new Reader(text)
  try {
    const ok = reader.document()
    return { ok, lineOf: (path) => lineAt(text, placeOf(reader.places, path)) }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    const { offset, message, whatToDo } = thrown
    const line = lineAt(text, offset)
    const column = offset - text.lastIndexOf('\n', offset - 1)
    return { fault: { line, column, message, whatToDo } }
  }
}

class Fault extends Error {
  readonly offset: number
  readonly whatToDo: string
  constructor(offset: number, message: string, whatToDo: string) {
    super(message)
    this.offset = offset
    this.whatToDo = whatToDo
  }
}

/** Offset of a part, or of the nearest one around it that is there. */
function placeOf(places: ReadonlyMap<string, number>, path: string | readonly (string | number)[]): number {
  let wanted = typeof path === 'string' ? path : path.reduce<string>(at, '')
  for (;;) {
    const found = places.get(wanted)
    if (found !== undefined || wanted === '') return found ?? 0
    const end = Math.max(wanted.lastIndexOf('.'), wanted.lastIndexOf('['))
    wanted = end <= 0 ? '' : wanted.slice(0, end)
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let place = text.indexOf('\n'); place !== -1 && place < offset; place = text.indexOf('\n', place + 1))
    line += 1
  return line
}

class Reader {
  readonly places = new Map<string, number>()
  private readonly text: string
  private offset = 0

  constructor(text: string) {
    this.text = text
    if (text.startsWith('\ufeff')) this.offset = 1
  }

  document(): unknown {
    const value = this.value('', 0)
    this.space()
    if (this.offset < this.text.length)
      throw this.fault(
        'Something stands after the end of the template.',
        'Look for a closing brace too many before it.',
      )
    return value
  }

  private value(path: string, depth: number): unknown {
    this.space()
    if (!this.places.has(path)) this.places.set(path, this.offset)
    if (this.places.size > mostParts)
      throw this.fault(
        'There are too many parts in this file.',
        'No template needs so many: look for data pasted into it.',
      )
    if (depth > deepest)
      throw this.fault(
        `Parts are nested more than ${deepest} deep.`,
        'No template needs that: look for a mistake.',
      )
    const next = this.text[this.offset]
    if (next === '{') return this.object(path, depth)
    if (next === '[') return this.array(path, depth)
    if (next === '"') return this.string()
    const word = /[^\s,:[\]{}"']*/y
    word.lastIndex = this.offset
    const found = word.exec(this.text)?.[0] ?? ''
    if (found === 'true' || found === 'false' || found === 'null') {
      this.offset += found.length
      return found === 'null' ? null : found === 'true'
    }
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(found)) {
      this.offset += found.length
      return Number(found)
    }
    throw this.noValue(found, next)
  }

  private noValue(found: string, next: string | undefined): Fault {
    if (next === undefined)
      return this.fault('The file ends too early.', 'Close every { and [ that was opened.')
    if (next === "'")
      return this.fault(
        'Single quotes stand where double quotes belong.',
        'Write "text" instead of \'text\'.',
      )
    if (found.startsWith('//') || found.startsWith('/*')) return this.comment()
    if (found === '')
      return this.fault(
        `A value is missing before "${next}".`,
        'Remove the comma before it, or write the value.',
      )
    if (/^[+-]?[.\d]/.test(found))
      return this.fault(`"${found}" is not a number.`, 'Write numbers like 0.5, -3 or 1200.')
    return this.fault(
      `"${found.slice(0, 40)}" is not a value.`,
      'Put texts in double quotes; true, false and null stand alone.',
    )
  }

  private object(path: string, depth: number): object {
    const object: Record<string, unknown> = {}
    this.offset += 1
    this.space()
    if (this.text[this.offset] === '}') {
      this.offset += 1
      return object
    }
    for (;;) {
      this.space()
      const start = this.offset
      if (this.text[start] === '}')
        throw this.fault('A comma stands before "}".', 'Remove the comma after the last entry.')
      if (this.text[start] !== '"') throw this.noName(start)
      const name = this.string()
      if (name === '__proto__')
        throw new Fault(start, 'The name "__proto__" is not allowed.', 'Choose another name.')
      const here = at(path, name)
      if (Object.hasOwn(object, name))
        throw new Fault(
          start,
          `The name "${name}" comes twice in the same place.`,
          'Remove one of the two, or rename it.',
        )
      this.places.set(here, start)
      this.space()
      if (this.text[this.offset] !== ':')
        throw this.fault(`A colon is missing after "${name}".`, 'Write "name": value.')
      this.offset += 1
      object[name] = this.value(here, depth + 1)
      if (!this.more('}', `the entry "${name}"`)) return object
    }
  }

  private noName(start: number): Fault {
    const next = this.text[start]
    if (next === undefined)
      return this.fault('The file ends too early.', 'Close every { and [ that was opened.')
    if (next === '/') return this.comment()
    return this.fault(
      `A name in double quotes is expected, but there is "${next}".`,
      'Write entries as "name": value.',
    )
  }

  private array(path: string, depth: number): unknown[] {
    const array: unknown[] = []
    this.offset += 1
    this.space()
    if (this.text[this.offset] === ']') {
      this.offset += 1
      return array
    }
    for (;;) {
      this.space()
      if (this.text[this.offset] === ']')
        throw this.fault('A comma stands before "]".', 'Remove the comma after the last item.')
      array.push(this.value(at(path, array.length), depth + 1))
      if (!this.more(']', 'the item')) return array
    }
  }

  /** After an entry: true for a comma, false for the end. */
  private more(end: '}' | ']', what: string): boolean {
    this.space()
    const next = this.text[this.offset]
    if (next !== ',' && next !== end) {
      if (next === undefined)
        throw this.fault('The file ends too early.', 'Close every { and [ that was opened.')
      if (next === '/') throw this.comment()
      throw this.fault(`A comma or "${end}" is missing after ${what}.`, 'Put a comma between entries.')
    }
    this.offset += 1
    return next === ','
  }

  private string(): string {
    const start = this.offset
    const whole = /"(?:[^"\\\n\r]|\\[^\n\r])*"/y
    whole.lastIndex = start
    const found = whole.exec(this.text)?.[0]
    if (found === undefined)
      throw this.fault(
        'A text is not closed on its line.',
        'Put a double quote at its end; write line breaks as \\n.',
      )
    try {
      const text: unknown = JSON.parse(found)
      this.offset += found.length
      return String(text)
    } catch {
      throw this.fault(
        'A text holds a character that JSON has no room for: a backslash, a tab or another control character.',
        'Write \\\\ for a backslash, \\t for a tab, \\n for a line break.',
      )
    }
  }

  private comment(): Fault {
    return this.fault(
      'JSON knows no comments.',
      'Remove the comment; "title" and "description" have room for notes.',
    )
  }

  private space(): void {
    const space = /[ \t\r\n]*/y
    space.lastIndex = this.offset
    this.offset += space.exec(this.text)?.[0].length ?? 0
  }

  private fault(message: string, whatToDo: string): Fault {
    return new Fault(this.offset, message, whatToDo)
  }
}
