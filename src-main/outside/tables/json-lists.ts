import { StudioError } from '../../../src-shared/contract/errors.ts'
import { limits } from './table.ts'

/** An element of a list, cut out and not yet parsed. `list` is the member's name, null when the file is the list. */
type ListElement = { list: string | null; text: string }

/**
 * Walks the lists of a JSON file: the file's own when it is a list, else those that are members of its object.
 * Only the element at hand is held. Syntax between elements is checked here, syntax within them by who parses them.
 */
export async function* listElements(
  chunks: AsyncIterable<string>,
  path: string,
): AsyncGenerator<ListElement, void, void> {
  const cutter = new Cutter(path)
  for await (const chunk of chunks) yield* cutter.push(chunk)
  cutter.end()
}

/**
 * Modes: `start` -> `object` (before a name or the end) -> `colon` -> `value` -> `after-member` -> `object`;
 * `list` (before an element or the end) -> `element` -> `list`; a list of the file's own or of a member is entered
 * from `start` or `value` and left to `end` or `after-member`. `skip` is a member that is no list. `name` and the
 * bodies of `element` and `skip` count brackets and mind strings.
 */
class Cutter {
  #path: string
  #mode:
    | 'start'
    | 'object'
    | 'name'
    | 'colon'
    | 'value'
    | 'skip'
    | 'after-member'
    | 'list'
    | 'element'
    | 'end' = 'start'
  #list: string | null = null
  #inObject = false
  #needsComma = false
  #afterComma = false
  /** Text of the name, element or skipped member so far, from earlier chunks. */
  #parts: string[] = []
  #length = 0
  #depth = 0
  #inString = false
  #escaped = false
  #line = 1

  constructor(path: string) {
    this.#path = path
  }

  *push(chunk: string): Generator<ListElement> {
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const character = chunk[at]!
      if (character === '\n') this.#line += 1
      if (this.#mode === 'name' || this.#mode === 'element' || this.#mode === 'skip') {
        const ends = this.#bodyEnds(character)
        if (ends === 'no') continue
        const mode = this.#mode
        const text = this.#taken(chunk.slice(start, ends === 'after' ? at + 1 : at))
        if (mode === 'element') {
          yield { list: this.#list, text }
          this.#mode = 'list'
          this.#needsComma = true
        } else if (mode === 'name') {
          this.#list = this.#parsedName(text)
          this.#mode = 'colon'
        } else this.#mode = 'after-member'
        if (ends === 'after') continue
      }
      if (/\s/.test(character) || character === '\ufeff') continue
      this.#step(character)
      const mode = this.#mode as string
      if (mode === 'name' || mode === 'element' || mode === 'skip') {
        start = at
        this.#depth = 0
        this.#inString = false
        // The body's first character was consumed by the step; count it.
        this.#bodyEnds(character)
      }
    }
    if (this.#mode === 'name' || this.#mode === 'element' || this.#mode === 'skip') {
      if (this.#mode !== 'skip') this.#parts.push(chunk.slice(start))
      this.#length += chunk.length - start
      if (this.#length > limits.record && this.#mode !== 'skip')
        throw this.#wrong('has an element that is too long to read')
    }
  }

  end() {
    if (this.#mode !== 'end') throw this.#wrong('ends in the middle: it was cut off')
  }

  #step(character: string) {
    switch (this.#mode) {
      case 'start':
        if (character === '[') this.#enterList(false)
        else if (character === '{') this.#mode = 'object'
        else throw this.#wrong('is neither a list nor an object')
        return
      case 'object':
        if (character === '"') this.#mode = 'name'
        else if (character === '}' && !this.#needsComma) this.#mode = 'end'
        else throw this.#wrong(`has ${show(character)} where the name of a member should be`)
        return
      case 'colon':
        if (character !== ':') throw this.#wrong(`has ${show(character)} where a colon should be`)
        this.#mode = 'value'
        return
      case 'value':
        if (character === '[') this.#enterList(true)
        else if (character === ',' || character === '}' || character === ']')
          throw this.#wrong('has a member without a value')
        else this.#mode = 'skip'
        return
      case 'after-member':
        if (character === '}') this.#mode = 'end'
        else if (character === ',') {
          this.#mode = 'object'
          this.#needsComma = true
        } else throw this.#wrong(`has ${show(character)} where a comma or the end of the object should be`)
        return
      case 'list':
        if (character === ']' && (this.#needsComma || !this.#afterComma)) {
          this.#mode = this.#inObject ? 'after-member' : 'end'
        } else if (character === ',' && this.#needsComma) {
          this.#needsComma = false
          this.#afterComma = true
        } else if (character !== ',' && character !== ']' && !this.#needsComma) {
          this.#mode = 'element'
          this.#afterComma = false
        } else
          throw this.#wrong(
            `has ${show(character)} where ${this.#needsComma ? 'a comma' : 'an element'} should be`,
          )
        return
      default:
        throw character === '{' || character === '['
          ? this.#wrong('goes on after its end; one object a line is JSON Lines: name the file .jsonl')
          : this.#wrong(`goes on after its end with ${show(character)}`)
    }
  }

  #enterList(inObject: boolean) {
    this.#mode = 'list'
    this.#inObject = inObject
    this.#needsComma = false
    this.#afterComma = false
  }

  /** `after`: the body ends with this character; `before`: it ended before it; `no`: it goes on. */
  #bodyEnds(character: string): 'no' | 'after' | 'before' {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false
      else if (character === '\\') this.#escaped = true
      else if (character === '"') {
        this.#inString = false
        if (this.#depth === 0) return 'after'
      }
      return 'no'
    }
    if (character === '"') {
      this.#inString = true
    } else if (character === '{' || character === '[') {
      this.#depth += 1
    } else if (character === '}' || character === ']') {
      if (this.#depth === 0) return 'before'
      this.#depth -= 1
      if (this.#depth === 0) return 'after'
    } else if (character === ',' && this.#depth === 0) return 'before'
    return 'no'
  }

  #taken(last: string) {
    const text = this.#parts.length === 0 ? last : this.#parts.join('') + last
    this.#parts = []
    this.#length = 0
    if (text.length > limits.record) throw this.#wrong('has an element that is too long to read')
    return text
  }

  #parsedName(text: string) {
    try {
      return JSON.parse(text) as string
    } catch (cause) {
      throw this.#wrong('has a name that can’t be read', cause)
    }
  }

  #wrong(what: string, cause?: unknown) {
    return new StudioError({
      code: 'data.json',
      message: `${this.#path} ${what} (line ${this.#line}).`,
      whatToDo: 'Export the file again, or check it with a JSON editor; it should be a list of objects.',
      cause,
    })
  }
}

function show(character: string) {
  return JSON.stringify(character)
}
