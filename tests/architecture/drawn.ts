import { parseSync } from 'vite'
import { type Node, nameOf, walk } from './syntax.ts'

/** Where a page draws a text of the studio as it came: `{error.message}`, `{reason}`. */
export function drawnAsTheyCome(path: string, text: string): string[] {
  const found: string[] = []
  walk(parseSync(path, text).program as unknown as Node, (node) => {
    if (node.type !== 'JSXExpressionContainer' || node.parent?.type !== 'JSXElement') return
    const name = nameOf(node.expression as Node)
    if (isOwnWord(node.expression as Node)) return
    const line = text.slice(0, node.start).split('\n').length
    if (drawn.has(name)) found.push(`${path}:${line} draws ${name} as it comes: <Told text={...} />`)
  })
  return found
}

const drawn = new Set(['message', 'whatToDo', 'reason', 'why', 'doing'])

/** `words.jobs.reason`, `say.reason`: a label of the window's own. */
function isOwnWord(expression: Node): boolean {
  let at = expression
  while (at.type === 'MemberExpression') at = at.object as Node
  return at !== expression && ['words', 'say'].includes(nameOf(at))
}
