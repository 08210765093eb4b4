import { isAbsolute, join } from 'node:path'
import type { Wish } from '../../src-shared/contract/bridge.ts'

const tables = /\.(csv|tsv|json|jsonl|ndjson|xlsx|sqlite|sqlite3|db|csv\.gz)$/i

/** What a file is wished for that was opened with the app; null for one that it doesn't know. */
export function wishOf(path: string): Wish | null {
  if (/(^|[/\\])template\.json$/i.test(path))
    return { wish: 'template', path: path.replace(/[/\\]template\.json$/i, '') }
  if (/\.zip$/i.test(path)) return { wish: 'template', path }
  return tables.test(path) ? { wish: 'table', path } : null
}

/**
 * The files among the words that the app was started with: no options, nor the app itself, which comes first (and in a
 * clone its folder after it). Relative ones lie in `folder`.
 */
export function wishesIn(words: readonly string[], folder: string, isPackaged: boolean): Wish[] {
  return words.slice(isPackaged ? 1 : 2).flatMap((word) => {
    if (word.startsWith('-')) return []
    const wish = wishOf(isAbsolute(word) ? word : join(folder, word))
    return wish === null ? [] : [wish]
  })
}
