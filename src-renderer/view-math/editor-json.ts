import {
  applyEdits,
  type FormattingOptions,
  findNodeAtLocation,
  getLocation,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'

import { placeTooDeep } from '../../src-shared/templates/nesting.ts'

/** A place in JSON: names of properties and numbers of items. */
export type JsonPath = (string | number)[]
/** `value` undefined: the property or item is taken away. `insert`: a new item before the one of that number. */
export type JsonChange = { path: JsonPath; value: unknown; insert?: boolean }

export type JsonFault = { code: string; line: number; column: number; from: number; to: number }
type ReadJson = { ok: true; value: unknown } | { ok: false; fault: JsonFault }

/** The value of a text, or the first place at which it is no JSON; lines and columns from 1, `from` and `to` as offsets. */
export function readJson(text: string): ReadJson {
  const deep = placeTooDeep(text)
  if (deep !== null) return { ok: false, fault: faultAt(text, 'TooDeep', deep, 1) }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    const errors: ParseError[] = []
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
    const { error, offset, length } = errors[0] ?? { error: 1, offset: 0, length: 0 }
    return { ok: false, fault: faultAt(text, printParseErrorCode(error), offset, length) }
  }
}

function faultAt(text: string, code: string, offset: number, length: number): JsonFault {
  const before = text.slice(0, offset)
  return {
    code,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    from: Math.min(offset, text.length),
    to: Math.min(offset + Math.max(1, length), text.length),
  }
}

/** The text with these changes made one after the other; what they don't touch stays as it was written. */
export function withChanges(text: string, changes: readonly JsonChange[]): string {
  const formattingOptions = formattingOf(text)
  let now = text
  for (const { path, value, insert } of changes) {
    const edits = modify(now, path, value, { formattingOptions, isArrayInsertion: insert === true })
    now = applyEdits(now, edits)
    if (value === undefined) now = withoutEmptyOverride(now, path, formattingOptions)
  }
  return now
}

/** What a format changes goes with its last change: no `"formats": { "portrait": {} }` stays behind. */
function withoutEmptyOverride(text: string, removed: JsonPath, formattingOptions: FormattingOptions): string {
  if (removed[0] !== 'scenes') return text
  const first = removed.indexOf('formats')
  let now = text
  for (let length = removed.length - 1; first !== -1 && length > first; length--) {
    const path = removed.slice(0, length)
    const node = at(now, path)
    if (node?.type !== 'object' || (node.children ?? []).length > 0) break
    now = applyEdits(now, modify(now, path, undefined, { formattingOptions }))
  }
  return now
}

/** The text with one item of an array at another number; items keep the way they are written. Null: there is no such item. */
export function withMovedItem(text: string, array: JsonPath, from: number, to: number): string | null {
  const order = at(text, array)?.children?.map((_, index) => index) ?? []
  if (order[from] === undefined || order[to] === undefined) return null
  order.splice(to, 0, ...order.splice(from, 1))
  return withOrder(text, array, order)
}

/** The text with the items of an array in another order: `order` names each by its number. Null: it doesn't name each once. */
export function withOrder(text: string, array: JsonPath, order: readonly number[]): string | null {
  const items = at(text, array)?.children
  if (items === undefined || items.length !== order.length || new Set(order).size !== order.length)
    return null
  if (order.some((from) => items[from] === undefined)) return null
  let now = ''
  let end = 0
  for (const [slot, node] of items.entries()) {
    const { offset, length } = items[order[slot]!]!
    now += text.slice(end, node.offset) + text.slice(offset, offset + length)
    end = node.offset + node.length
  }
  return now + text.slice(end)
}

/** Where in the text something is written, as near as the text has it: the value, or the name of what is large. */
export function rangeOf(text: string, path: JsonPath): { from: number; to: number } {
  const root = parseTree(text)
  for (let length = path.length; root !== undefined && length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node === undefined) continue
    const isWhole = node.type !== 'object' && node.type !== 'array'
    const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
    if (isWhole) return { from: node.offset, to: node.offset + node.length }
    if (name !== undefined) return { from: name.offset, to: name.offset + name.length }
    return { from: node.offset, to: Math.min(node.offset + 1, text.length) }
  }
  return { from: 0, to: Math.min(1, text.length) }
}

/** The offset of a line and a column, both from 1; the text's end when it has fewer. */
export function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  let from = 0
  for (let left = line; left > 1; left--) {
    const end = text.indexOf('\n', from)
    if (end === -1) return text.length
    from = end + 1
  }
  return Math.min(text.length, from + column - 1)
}

/** What stands at an offset; also in a text that is no JSON, as far as it can be followed. */
export const pathAt = (text: string, offset: number): JsonPath => getLocation(text, offset).path

/** What lies at a place of a value that may be anything. */
export function valueAt(value: unknown, path: JsonPath): unknown {
  let now = value
  for (const step of path) {
    if (typeof now !== 'object' || now === null || !Object.hasOwn(now, step)) return undefined
    now = (now as Record<string | number, unknown>)[step]
  }
  return now
}

function at(text: string, path: JsonPath): Node | undefined {
  const root = parseTree(text)
  return root === undefined ? undefined : findNodeAtLocation(root, path)
}

/** As the text is written already. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  '
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : Math.min(indent.length, 8),
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}
