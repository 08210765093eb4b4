import { parseSync } from 'vite'

type Node = { type: string; [key: string]: unknown }

/** Names of files, some of them of the system. */
const otherNames =
  /\.(avi|bin|cjs|csv|exe|ffconcat|gif|html|jpg|js|json|lock|log|mjs|mkv|mov|nut|pid|png|rgba|sock|sql|sqlite|svg|ts|txt|wav|webm|xml)$|^(cpu|memory)\.(current|high|max|stat)$/
const code = /^[a-z]+(\.[a-z]+(-[a-z]+)*)+$/

/**
 * Everything in a source that an error may be called: texts of the form of a code, and what stands at `code:` of a new
 * StudioError. `{}` stands for a part of it that is filled in.
 */
export function codesIn(path: string, text: string): string[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`)
  const found: string[] = []
  walk(program, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') {
      if (code.test(node.value) && !otherNames.test(node.value)) found.push(node.value)
    } else if (node.type === 'NewExpression' && (node.callee as Node).name === 'StudioError')
      found.push(...codesOf(node))
  })
  return found
}

/** Of `new StudioError({ code })`, when it is written there. */
function codesOf(made: Node): string[] {
  const properties = ((made.arguments as Node[])[0]?.properties ?? []) as Node[]
  const value = properties.find((one) => (one.key as Node | undefined)?.name === 'code')?.value as
    | Node
    | undefined
  if (value?.type === 'Literal') return [String(value.value)]
  if (value?.type !== 'TemplateLiteral') return []
  return [(value.quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join('{}')]
}

function walk(at: unknown, look: (node: Node) => void): void {
  if (Array.isArray(at)) for (const one of at) walk(one, look)
  else if (at !== null && typeof at === 'object') {
    const { type } = at as Node
    if (type === 'ImportDeclaration') return
    if (typeof type === 'string') look(at as Node)
    for (const value of Object.values(at)) walk(value, look)
  }
}
