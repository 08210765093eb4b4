import { posix } from 'node:path'
import { parseSync } from 'vite'
import { hasWords, type Piece, shown, tidied } from './pieces.ts'
import {
  answersOf,
  hasOwnWords,
  isFunction,
  isPattern,
  isSchema,
  isText,
  isUnheard,
  methodOf,
  type Node,
  nameOf,
  nameOfFunction,
  parametersOf,
  propertyNamed,
  propertyOf,
  walk,
} from './syntax.ts'

export type Sentence = { file: string; line: number; pieces: Piece[] }

type File = { path: string; text: string; program: Node }
type Alternatives = Piece[][]
/** What a function was called with, while its answer is looked for: by function and name of the parameter. */
type Given = Map<Node, Map<string, Alternatives>>
/** A parameter, or a property of one, that becomes part of a text: what it is given is told, too. */
type Taker = { function: Node; parameter: number; property: string | null }

/** Names under which the contract carries texts for people. */
const told = new Set('message whatToDo reason why doing says said note label'.split(' '))
const mostAlternatives = 24
const deepest = 7

/**
 * Every text that can reach a person through the contract, of all `sources` (by path): what is given to the names above, with
 * conditions taken apart, constants looked up and functions followed, and whatever else is a whole sentence. What only the log or
 * a programmer hears is left out: arguments of `log`, `Error` and `console`.
 */
export function sentencesIn(sources: ReadonlyMap<string, string>): Sentence[] {
  return new Gatherer(sources).gather()
}

class Gatherer {
  readonly #files = new Map<string, File>()
  readonly #fileOf = new Map<Node, File>()
  readonly #declared = new Map<Node, Map<string, Node>>()
  readonly #takers: Taker[] = []
  readonly #takersOf = new Map<Node, Taker[]>()
  readonly #found = new Map<string, Sentence>()
  readonly #seen = new Set<Node>()
  /** It is only looked whether a literal is a sentence. */
  #isProbing = false
  /** By the name of a method, as types declare it: which of its parameters carry texts. */
  readonly #methods = new Map<string, Set<number>>()
  readonly #calls: Node[] = []
  readonly #literals: Node[] = []
  readonly #sinks: Node[] = []

  constructor(sources: ReadonlyMap<string, string>) {
    for (const [path, text] of sources) {
      const { program, errors } = parseSync(path, text)
      if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`)
      const file = { path, text, program: program as unknown as Node }
      this.#files.set(path, file)
      this.#fileOf.set(file.program, file)
      walk(file.program, (node) => this.#look(node))
    }
  }

  gather(): Sentence[] {
    for (const node of this.#sinks) this.#tell(node)
    for (const call of this.#calls) this.#hearCall(call)
    // What is given to a parameter that is told may itself be a parameter: until nothing new comes.
    for (let done = 0; done < this.#takers.length; ) {
      done = this.#takers.length
      for (const call of this.#calls) this.#giveTo(call)
    }
    for (const node of this.#literals)
      if (!this.#seen.has(node) && !hasOwnWords(this.#fileAround(node).path) && this.#isSentence(node))
        this.#tell(node)
    return [...this.#found.values()]
  }

  #look(node: Node): void {
    if (node.type === 'Property' && told.has(nameOf(node.key as Node)) && !isPattern(node.parent))
      this.#sinks.push(node.value as Node)
    else if (node.type === 'AssignmentExpression' && told.has(nameOf(node.left as Node)))
      this.#sinks.push(node.right as Node)
    else if (node.type === 'CallExpression' || node.type === 'NewExpression') this.#calls.push(node)
    else if (node.type === 'TemplateLiteral' || isText(node)) this.#literals.push(node)
    const names = parametersOf(node).map((parameter) => nameOf(parameter))
    const name = nameOfFunction(node)
    if (name === null) return
    for (const [index, parameter] of names.entries())
      if (told.has(parameter)) this.#methods.set(name, (this.#methods.get(name) ?? new Set()).add(index))
  }

  /** A call by a method's name, where a type says that a text is given. */
  #hearCall(call: Node): void {
    if (isUnheard(call)) return
    const callee = call.callee as Node
    const name = callee.type === 'MemberExpression' ? nameOf(callee.property as Node) : nameOf(callee)
    for (const index of this.#methods.get(name) ?? []) {
      const given = (call.arguments as Node[])[index]
      if (given !== undefined) this.#tell(given)
    }
  }

  #giveTo(call: Node): void {
    const target = this.#functionOf(call.callee as Node)
    if (target === null || isUnheard(call)) return
    for (const { parameter, property } of this.#takersOf.get(target) ?? []) {
      const given = (call.arguments as Node[])[parameter]
      const value = given === undefined || property === null ? given : propertyOf(given, property)
      if (value !== undefined && value !== null && value.type !== 'SpreadElement') this.#tell(value)
    }
  }

  #isSentence(node: Node): boolean {
    for (let at: Node | undefined = node; at !== undefined; at = at.parent)
      if (isUnheard(at) || at.type.startsWith('TS') || isSchema(at)) return false
    this.#isProbing = true
    const [first = []] = this.#textsOf(node, new Map(), 0)
    this.#isProbing = false
    const text = shown(first)
    const isLong = text.split(' ').length > 2 && !text.includes('\n') && /[a-z]/.test(text)
    // A phrase that others are made of: `a PDF document`, `the server did not answer`.
    if (/^(an?|the|no|its?|is|has|was|this|there|not) [a-zA-Z][^\n|]*$/.test(text)) return true
    return isLong && /^["“]?[A-Za-z{]/.test(text) && /([.!?]|[a-z]\{\d+\})$/.test(text)
  }

  #tell(node: Node): void {
    for (const pieces of this.#textsOf(node, new Map(), 0)) this.#record(pieces, node)
  }

  #record(pieces: Piece[], node: Node): void {
    const text = shown(pieces).trim()
    // Names of the code (`image`, `scenes[0].layers`) are no words; signs between facts neither.
    if (
      !hasWords(pieces) ||
      !(text.includes(' ') || /^[A-Z][a-z]+[.:…]?$/.test(text)) ||
      this.#found.has(text)
    )
      return
    const file = this.#fileAround(node)
    const line = file.text.slice(0, node.start).split('\n').length
    this.#found.set(text, { file: file.path, line, pieces: tidied(pieces) })
  }

  #textsOf(node: Node, given: Given, depth: number): Alternatives {
    if (depth > deepest) return [[this.#fact(node)]]
    const inner = (of: unknown) => this.#textsOf(of as Node, given, depth + 1)
    if (!this.#isProbing) this.#seen.add(node)
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string'
          ? [[node.value]]
          : node.value === null
            ? []
            : [[this.#fact(node)]]
      case 'TemplateLiteral': {
        const texts = (node.quasis as Node[]).map((each) => (each.value as { cooked: string }).cooked)
        const facts = node.expressions as Node[]
        return facts.reduce<Alternatives>(
          (before, fact, index) =>
            joined(this.#fitting(before, inner(fact), fact), [[texts[index + 1] ?? '']]),
          [[texts[0] ?? '']],
        )
      }
      case 'BinaryExpression':
        return node.operator === '+' ? joined(inner(node.left), inner(node.right)) : [[this.#fact(node)]]
      case 'ConditionalExpression':
        return this.#simpler(several([...inner(node.consequent), ...inner(node.alternate)]), node)
      case 'LogicalExpression':
        if (node.operator !== '&&' && (node.right as Node).value === '') return inner(node.left)
        return this.#simpler(
          several([...(node.operator === '&&' ? [['']] : inner(node.left)), ...inner(node.right)]),
          node,
        )
      case 'AwaitExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'ParenthesizedExpression':
        return inner(node.expression ?? node.argument)
      case 'Identifier':
        return this.#textsOfName(node, given, depth)
      case 'MemberExpression':
        return this.#textsOfMember(node, given, depth)
      case 'CallExpression':
        return this.#textsOfCall(node, given, depth)
      default:
        return [[this.#fact(node)]]
    }
  }

  #textsOfName(node: Node, given: Given, depth: number): Alternatives {
    if (node.name === 'undefined') return []
    const at = this.#declarationOf(node)
    if (at === null) return [[this.#fact(node)]]
    if (at.type === 'VariableDeclarator') {
      const isConst = (at.parent as Node).kind === 'const'
      if (isConst && at.init && (at.id as Node).type === 'Identifier') {
        return this.#textsOf(at.init as Node, given, depth + 1)
      }
      return [[this.#fact(node)]]
    }
    if (!parametersOf(at).length) return [[this.#fact(node)]]
    const known = given.get(at)?.get(node.name as string)
    if (known !== undefined) return known
    if (given.size === 0 || !given.has(at)) this.#take(at, node.name as string)
    return [[this.#fact(node)]]
  }

  #take(at: Node, name: string): void {
    for (const [parameter, each] of parametersOf(at).entries()) {
      const property = nameOf(each) === name ? null : propertyNamed(each, name)
      if (property === undefined) continue
      const taken = this.#takersOf.get(at) ?? []
      if (taken.some((one) => one.parameter === parameter && one.property === property)) return
      const taker = { function: at, parameter, property }
      this.#takersOf.set(at, [...taken, taker])
      this.#takers.push(taker)
    }
  }

  #textsOfMember(node: Node, given: Given, depth: number): Alternatives {
    const table = this.#constantOf(node.object as Node)
    const isWhole = (table?.properties as Node[] | undefined)?.every((each) => each.type === 'Property')
    if (table?.type === 'ObjectExpression' && isWhole) {
      const name = node.computed ? null : nameOf(node.property as Node)
      const values = (table.properties as Node[]).filter((each) => each.type === 'Property')
      const wanted = values.filter((each) => name === null || nameOf(each.key as Node) === name)
      if (wanted.length > 0)
        return this.#simpler(
          several(wanted.flatMap((each) => this.#textsOf(each.value as Node, given, depth + 1))),
          node,
        )
    }
    return [[this.#fact(node)]]
  }

  #textsOfCall(node: Node, given: Given, depth: number): Alternatives {
    const callee = node.callee as Node
    const target = this.#functionOf(callee)
    if (target !== null) {
      const answers = answersOf(target)
      if (answers.length > 0 && answers.every((each) => each.type !== 'ObjectExpression')) {
        const names = new Map<string, Alternatives>()
        for (const [index, parameter] of parametersOf(target).entries()) {
          if (parameter.type === 'RestElement') {
            const rest = (node.arguments as Node[]).slice(index)
            for (const [at, each] of rest.entries())
              names.set(`...${at}`, this.#textsOf(each, given, depth + 1))
            continue
          }
          const argument =
            (node.arguments as Node[])[index] ??
            (parameter.type === 'AssignmentPattern' ? (parameter.right as Node) : undefined)
          if (argument === undefined || argument.type === 'SpreadElement') continue
          if (nameOf(parameter) !== '')
            names.set(nameOf(parameter), this.#textsOf(argument, given, depth + 1))
        }
        const inside: Given = new Map([...given, [target, names]])
        return this.#simpler(several(answers.flatMap((each) => this.#textsOf(each, inside, depth + 1))), node)
      }
    }
    if (callee.type !== 'MemberExpression') return [[this.#fact(node)]]
    const method = nameOf(callee.property as Node)
    if (['trim', 'trimEnd', 'slice'].includes(method))
      return this.#textsOf(callee.object as Node, given, depth + 1)
    if (method === 'join') return this.#textsOfList(node, callee.object as Node, given, depth)
    return [[this.#fact(node)]]
  }

  #textsOfList(node: Node, list: Node, given: Given, depth: number): Alternatives {
    const [separator] = node.arguments as Node[]
    const between = separator === undefined ? [[',']] : this.#textsOf(separator, given, depth + 1)
    const isFiltered =
      list.type === 'CallExpression' && nameOf((list.callee as Node).property as Node) === 'filter'
    const items = isFiltered ? ((list.callee as Node).object as Node) : list
    const entries = this.#entriesOf(items, given, depth)
    if (entries !== null)
      return entries.reduce<Alternatives>(
        (before, texts) =>
          several(
            before.flatMap((text) => joined(text.length === 0 ? [[]] : joined([text], between), texts)),
          ),
        [[]],
      )
    // Each of a list is told on its own.
    if (items.type === 'CallExpression' && nameOf((items.callee as Node).property as Node) === 'map') {
      const [made] = items.arguments as Node[]
      if (made !== undefined && isFunction(made)) for (const answer of answersOf(made)) this.#tell(answer)
    }
    return [[this.#fact(node)]]
  }

  /**
   * What is only a number, its unit and signs is a fact; so are many alternatives, and forms of the plural: each of them is a text of
   * its own, which is found again inside the others.
   */
  #simpler(all: Alternatives, node: Node): Alternatives {
    if (all.length === 0) return all
    const isFact = (each: Piece[]) => each.some((piece) => typeof piece !== 'string')
    if (!all.some(hasWords)) return all.every(isFact) ? [[this.#fact(node)]] : all
    const isCounted = all.length > 1 && all.every((each) => /^\{1\} [a-z ]+$/.test(shown(each)))
    const isList =
      all.length > 1 &&
      all.every((each) => shown(each).startsWith('{1}')) &&
      all.some((each) => shown(each) === '{1}')
    return all.length > 3 || isCounted || isList ? this.#apart(all, node) : all
  }

  #apart(all: Alternatives, node: Node): Alternatives {
    for (const each of all) this.#record(each, node)
    const phrase: Piece[] = [{ ...this.#factIn(node), isPhrase: true }]
    return all.some((each) => shown(each) === '') ? [[''], phrase] : [phrase]
  }

  /** Both after one another; where that would be too many, the second ones are told apart. */
  #fitting(before: Alternatives, after: Alternatives, node: Node): Alternatives {
    return joined(before, before.length * after.length > mostAlternatives ? this.#apart(after, node) : after)
  }

  /** What each entry of a list may say, where they are written one by one; null: they are not. */
  #entriesOf(list: Node, given: Given, depth: number): Alternatives[] | null {
    if (
      list.type === 'ArrayExpression' &&
      !(list.elements as Node[]).some(({ type }) => type === 'SpreadElement')
    )
      return (list.elements as Node[]).map((each) => this.#textsOf(each, given, depth + 1))
    if (list.type !== 'Identifier') return null
    const names = given.get(this.#declarationOf(list) ?? list)
    if (names?.get('...0') === undefined) return null
    return [...names].flatMap(([name, texts]) => (name.startsWith('...') ? [texts] : []))
  }

  #fact(node: Node): Piece {
    return this.#factIn(node)
  }

  #factIn(node: Node): { fact: string } {
    return { fact: this.#fileAround(node).text.slice(node.start, node.end).replace(/\s+/g, ' ') }
  }

  /** The literal behind a name that never changes. */
  #constantOf(node: Node): Node | null {
    if (node.type !== 'Identifier') return null
    const at = this.#declarationOf(node)
    let value = at?.type === 'VariableDeclarator' ? (at.init as Node | null) : null
    while (value?.type.startsWith('TS')) value = value.expression as Node
    return value
  }

  /** The function, or the class's constructor, that a name means; in whatever file. */
  #functionOf(callee: Node): Node | null {
    if (callee.type === 'MemberExpression' && (callee.object as Node).type === 'ThisExpression') {
      for (let at = callee.parent; at !== undefined; at = at.parent)
        if (at.type === 'ClassBody') return methodOf(at, nameOf(callee.property as Node))
      return null
    }
    if (callee.type !== 'Identifier') return null
    const at = this.#declarationOf(callee)
    if (at === null) return null
    if (at.type === 'ClassDeclaration') return methodOf(at.body as Node, 'constructor')
    if (isFunction(at)) return nameOf(at.id as Node) === callee.name ? at : null
    const value = at.type === 'VariableDeclarator' ? (at.init as Node | null) : null
    return value !== null && isFunction(value) ? value : null
  }

  /** Where a name comes from: a declarator, a function, a class; or the function that it is a parameter of. */
  #declarationOf(name: Node): Node | null {
    for (let at = name.parent; at !== undefined; at = at.parent) {
      if (
        isFunction(at) &&
        parametersOf(at).some(
          (each) => nameOf(each) === name.name || propertyNamed(each, name.name as string) !== undefined,
        )
      )
        return at
      const found = this.#declarationsIn(at).get(name.name as string)
      if (found === undefined) continue
      return found.type === 'ImportSpecifier' ? this.#exported(found) : found
    }
    return null
  }

  #declarationsIn(block: Node): Map<string, Node> {
    const known = this.#declared.get(block)
    if (known !== undefined) return known
    const names = new Map<string, Node>()
    const body = block.type === 'Program' || block.type === 'BlockStatement' ? (block.body as Node[]) : []
    for (const statement of body) {
      const declaration = (statement.declaration as Node | undefined) ?? statement
      if (declaration.type === 'VariableDeclaration')
        for (const each of declaration.declarations as Node[]) {
          if ((each.id as Node).type === 'Identifier') names.set(nameOf(each.id as Node), each)
        }
      else if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration')
        names.set(nameOf(declaration.id as Node), declaration)
      else if (statement.type === 'ImportDeclaration')
        for (const each of statement.specifiers as Node[]) names.set(nameOf(each.local as Node), each)
    }
    this.#declared.set(block, names)
    return names
  }

  #exported(specifier: Node): Node | null {
    const here = this.#fileAround(specifier).path
    const from = ((specifier.parent as Node).source as Node).value as string
    const file = this.#files.get(posix.normalize(posix.join(posix.dirname(here), from)))
    return file === undefined
      ? null
      : (this.#declarationsIn(file.program).get(nameOf(specifier.imported as Node)) ?? null)
  }

  #fileAround(node: Node): File {
    let at = node
    while (at.parent !== undefined) at = at.parent
    return this.#fileOf.get(at)!
  }
}

const joined = (before: Alternatives, after: Alternatives): Alternatives =>
  after.length === 0 ? before : several(before.flatMap((one) => after.map((other) => [...one, ...other])))

function several(all: Alternatives): Alternatives {
  const different = new Map(all.map((each) => [shown(each), each]))
  return [...different.values()]
}
