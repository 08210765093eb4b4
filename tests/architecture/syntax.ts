/** A node of a parsed file, as far as it is looked at; `walk` tells each its parent. */
export type Node = { type: string; start: number; end: number; parent?: Node; [key: string]: unknown }

export function isText(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string'
}

/** What the log, a programmer or SQLite hears: no text for a person. */
export function isUnheard(node: Node): boolean {
  if (node.type === 'ImportDeclaration') return true
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false
  const callee = node.callee as Node
  if (callee.type === 'Identifier')
    return ['Error', 'RangeError', 'TypeError', 'RegExp'].includes(nameOf(callee))
  if (callee.type !== 'MemberExpression') return false
  const [owner, method] = [callee.object as Node, nameOf(callee.property as Node)]
  const of = owner.type === 'MemberExpression' ? nameOf(owner.property as Node) : nameOf(owner)
  return of === 'log' || of === 'console' || method === 'prepare' || method === 'exec'
}

/** The app speaks both languages by itself; what it only carries is given to the names above. */
export const hasOwnWords = (path: string) => path.startsWith('src-main/desktop/')

/** Descriptions of a schema are shown by the editor, which has words of its own for them. */
export const isSchema = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  ['describe', 'meta'].includes(nameOf((node.callee as Node).property as Node))

export const isFunction = ({ type }: Node) =>
  ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(type)

export const isPattern = (node: Node | undefined) => node?.type === 'ObjectPattern'

export function nameOf(node: Node | null | undefined): string {
  if (node === null || node === undefined) return ''
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name as string
  if (isText(node)) return node.value as string
  if (node.type === 'AssignmentPattern') return nameOf(node.left as Node)
  if (node.type === 'RestElement') return nameOf(node.argument as Node)
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property as Node)
  return node.type === 'TSParameterProperty' ? nameOf(node.parameter as Node) : ''
}

/** What a destructured parameter calls the property that is known as `name` inside; undefined: none. */
export function propertyNamed(pattern: Node, name: string): string | undefined {
  const inner = pattern.type === 'AssignmentPattern' ? (pattern.left as Node) : pattern
  if (inner.type !== 'ObjectPattern') return undefined
  const found = (inner.properties as Node[]).find((each) => nameOf(each.value as Node) === name)
  return found === undefined ? undefined : nameOf(found.key as Node)
}

export function propertyOf(node: Node, name: string): Node | null {
  if (node.type !== 'ObjectExpression') return null
  const found = (node.properties as Node[]).find((each) => nameOf(each.key as Node) === name)
  return (found?.value as Node | undefined) ?? null
}

export function methodOf(body: Node, name: string): Node | null {
  const found = (body.body as Node[]).find((each) => nameOf(each.key as Node) === name)
  const value = found?.value as Node | undefined
  return value !== undefined && isFunction(value) ? value : null
}

export function parametersOf(node: Node): Node[] {
  const isSignature = /^TS(MethodSignature|FunctionType)$/.test(node.type)
  return isFunction(node) || isSignature ? ((node.params as Node[] | undefined) ?? []) : []
}

/** The name by which a function is called, where it has one. */
export function nameOfFunction(node: Node): string | null {
  const owner = node.parent
  if (node.type === 'TSMethodSignature') return nameOf(node.key as Node)
  if (node.type === 'FunctionDeclaration') return nameOf(node.id as Node)
  if (owner === undefined || !isFunction(node)) return null
  if (owner.type === 'VariableDeclarator') return nameOf(owner.id as Node)
  return owner.type === 'Property' || owner.type === 'MethodDefinition' ? nameOf(owner.key as Node) : null
}

/** What a function may answer with. */
export function answersOf(made: Node): Node[] {
  const body = made.body as Node
  if (body.type !== 'BlockStatement') return [body]
  const answers: Node[] = []
  const visit = (node: Node): void => {
    if (isFunction(node)) return
    if (node.type === 'ReturnStatement' && node.argument) answers.push(node.argument as Node)
    for (const child of childrenOf(node)) visit(child)
  }
  visit(body)
  return answers
}

function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([name, value]) =>
    name === 'parent'
      ? []
      : (Array.isArray(value) ? value : [value]).filter(
          (each): each is Node =>
            each !== null && typeof each === 'object' && typeof (each as Node).type === 'string',
        ),
  )
}

export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const child of childrenOf(node)) {
    child.parent = node
    walk(child, visit)
  }
}
