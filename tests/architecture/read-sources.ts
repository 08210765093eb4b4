import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/** One import of a file, as it is written there; `null` where it is computed and can't be read. */
export type Import = { from: string | null; line: number; typeOnly: boolean }

const notOurs = new Set([
  ...['node_modules', '.git', '.tools', '.reelmill', 'dist', 'out', 'coverage', 'test-results'],
  ...['.vite', '.idea', '.vscode'],
])

/** Paths of all files of the project, relative to it, with `/`, without what is installed, built or downloaded. */
export function listFiles(root: string, under = ''): string[] {
  return readdirSync(join(root, under), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (notOurs.has(entry.name)) return []
      const path = under === '' ? entry.name : `${under}/${entry.name}`
      if (entry.isDirectory()) return listFiles(root, path)
      return entry.isFile() && !path.endsWith('.log') ? [path] : []
    })
}

/** The texts of those files that are source code. */
export function readSources(root: string): Map<string, string> {
  const sources = listFiles(root).filter((path) => /\.(ts|tsx|mts|mjs|js|cjs)$/.test(path))
  return new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

type Node = { type: string; start: number; [key: string]: unknown }

/** Every import, export-from, `import()`, `import('x').T`, `require()` and `new URL('./x', import.meta.url)`. */
export function importsOf(path: string, text: string): Import[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`)
  const found: Import[] = []
  const add = (node: Node, source: unknown, typeOnly = false) => {
    const from = literal(source)
    found.push({ from, line: text.slice(0, node.start).split('\n').length, typeOnly })
  }
  walk(program as unknown as Node, (node) => {
    if (node.type === 'ImportDeclaration') add(node, node.source, node.importKind === 'type')
    else if (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration') {
      if (node.source) add(node, node.source, node.exportKind === 'type')
    } else if (node.type === 'ImportExpression') add(node, node.source)
    else if (node.type === 'TSImportType') add(node, node.source ?? node.argument, true)
    else if (node.type === 'CallExpression' && isRequire(node.callee as Node)) {
      add(node, (node.arguments as Node[])[0])
    } else if (node.type === 'NewExpression' && (node.callee as Node).name === 'URL') {
      const [file, base] = node.arguments as Node[]
      // An address in the web or a folder is no import; a script beside this one is.
      const from = literal(file)
      if (base !== undefined && from !== null && /\.(ts|tsx|mjs|js|cjs)$/.test(from)) add(node, file)
    }
  })
  return found
}

function isRequire(callee: Node): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require'
  const object = callee.object as Node | undefined
  return callee.type === 'MemberExpression' && object?.type === 'Identifier' && object.name === 'require'
}

function literal(node: unknown): string | null {
  const { type, value, literal: inner } = (node ?? {}) as Node
  if (type === 'TSLiteralType') return literal(inner)
  return type === 'Literal' && typeof value === 'string' ? value : null
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as Node).type === 'string') {
        walk(child as Node, visit)
      }
    }
  }
}
