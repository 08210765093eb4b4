import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import type { Import } from './read-sources.ts'

/**
 * The floors from the top to the ground, and on which of the others each may stand. A floor is the longest path that a
 * file's path begins with. `imports` of a floor do not name itself: that is always allowed, except between rooms
 * of `core`.
 */
export const floors: Record<string, { imports: string[]; why: string }> = {
  'src-main/desktop': {
    imports: [
      'src-main/start-studio.ts',
      'src-main/page',
      'src-main/line',
      'src-main/api',
      'src-main/core',
      'src-shared',
    ],
    why: 'a door opens the studio and calls its api',
  },
  'src-main/headless': {
    imports: [
      'src-main/start-studio.ts',
      'src-main/page',
      'src-main/line',
      'src-main/api',
      'src-main/core',
      'src-shared',
    ],
    why: 'a door opens the studio and calls its api',
  },
  'src-main/page': {
    imports: ['src-main/api', 'src-main/core', 'src-main/outside', 'src-shared'],
    why: 'it answers the page, whichever door it came in by',
  },
  'src-main/line': {
    imports: ['src-main/api', 'src-main/outside', 'src-shared'],
    why: 'it carries the contract to other processes',
  },
  'src-main/start-studio.ts': {
    imports: [
      'src-main/open-office.ts',
      'src-main/open-viewing.ts',
      'src-main/open-quality.ts',
      'src-main/once.ts',
      'src-main/api',
      'src-main/services',
      'src-main/core',
      'src-main/outside',
      'src-shared',
    ],
    why: 'it builds everything below the doors',
  },
  'src-main/once.ts': { imports: [], why: 'it is a word for those who build' },
  'src-main/open-office.ts': {
    imports: [
      'src-main/once.ts',
      'src-main/api',
      'src-main/services',
      'src-main/core',
      'src-main/outside',
      'src-shared',
    ],
    why: 'it builds what works on batches',
  },
  'src-main/open-viewing.ts': {
    imports: ['src-main/once.ts', 'src-main/services', 'src-main/outside', 'src-shared'],
    why: 'it builds what makes finished videos to be looked at',
  },
  'src-main/open-quality.ts': {
    imports: ['src-main/once.ts', 'src-main/services', 'src-main/outside', 'src-shared'],
    why: 'it builds what looks at finished videos',
  },
  'src-main/api': {
    imports: ['src-main/services', 'src-main/core', 'src-shared'],
    why: 'a handler asks services; it touches no disk, database or program itself',
  },
  'src-main/services': {
    imports: ['src-main/core', 'src-main/outside', 'src-shared'],
    why: 'services join what is thought and what is done',
  },
  'src-main/outside': { imports: ['src-shared'], why: 'it touches the world and decides nothing' },
  'src-main/core': { imports: ['src-shared'], why: 'it is pure, and its rooms stand side by side' },
  'src-renderer': { imports: ['src-shared'], why: 'it talks to the studio through the contract alone' },
  'src-shared': { imports: [], why: 'it is the ground' },
}

/** Packages that one place alone may touch. */
const keptFor: Record<string, string[]> = {
  electron: ['src-main/desktop'],
  'better-sqlite3': ['src-main/outside/database'],
  child_process: ['src-main/outside/programs'],
  chokidar: ['src-main/outside/folders'],
}

/** What runs in a browser, or must not know of the machine: nothing of Node's own there. */
const withoutNode = ['src-shared', 'src-renderer', 'src-main/core']

const freeToImport = ['tests', 'scripts', 'resources', 'docs']
const nameless = new Set(['lib', 'libs', 'util', 'utils', 'helpers', 'common', 'misc', 'manager', 'managers'])
const mostLines = 450

type Packages = { dependencies: string[]; devDependencies: string[] }

/** What is wrong with one import: sentences that name the file, the line and what is allowed. Empty when all is well. */
export function importFaults(
  path: string,
  { from, line, typeOnly }: Import,
  exists: (path: string) => boolean,
  packages: Packages,
): string[] {
  const here = `${path}:${line}`
  const floor = floorOf(path)
  const isProduct = /^src-/.test(path)
  if (from === null) {
    return isProduct ? [`${here} imports something that is computed: name it, so that it can be checked`] : []
  }
  if (from.startsWith('.')) {
    const target = posix.normalize(posix.join(posix.dirname(path), from.replace(/[?#].*$/, '')))
    if (!exists(target)) return [`${here} imports ${from}, and there is no ${target}`]
    return floor === undefined ? unknownFloor(path, isProduct) : fallFaults(here, path, target, floor)
  }
  return packageFaults(here, path, from, typeOnly, packages)
}

function unknownFloor(path: string, isProduct: boolean): string[] {
  return isProduct ? [`${path} lies on no floor: put it into one of ${Object.keys(floors).join(', ')}`] : []
}

function fallFaults(here: string, path: string, target: string, floor: string): string[] {
  const below = floorOf(target)
  const rule = floors[floor]
  const allowed =
    rule === undefined || rule.imports.length === 0 ? 'nothing but itself' : rule.imports.join(', ')
  if (below === floor) {
    const [room, otherRoom] = [roomOf(path), roomOf(target)]
    if (floor !== 'src-main/core' || room === otherRoom) return []
    return [
      `${here} imports ${target}: rooms of core don't import each other (${room} -> ${otherRoom}); join them in a service`,
    ]
  }
  if (below !== undefined && rule?.imports.includes(below)) return []
  return [`${here} imports ${target}: ${floor} may import ${allowed} (${rule?.why})`]
}

function packageFaults(
  here: string,
  path: string,
  from: string,
  typeOnly: boolean,
  packages: Packages,
): string[] {
  const isNode = from.startsWith('node:') || builtinModules.includes(from)
  const name = isNode ? from.replace(/^node:/, '') : packageName(from)
  const faults: string[] = []
  const places = keptFor[name]
  const isFree = freeToImport.includes(path.split('/')[0] ?? '')
  const isSource = /^src-/.test(path)
  if (places !== undefined && isSource && !places.some((place) => isUnder(path, place))) {
    faults.push(`${here} imports ${name}: only ${places.join(', ')} may`)
  }
  if (isNode) {
    const pure = withoutNode.find((place) => isUnder(path, place))
    if (pure !== undefined) faults.push(`${here} imports ${from}: ${pure} uses nothing of Node's own`)
    return faults
  }
  const isRuntime = packages.dependencies.includes(name)
  const isKnown = isRuntime || packages.devDependencies.includes(name)
  if (!isKnown) faults.push(`${here} imports ${name}, which package.json does not name`)
  else if (isSource && !isRuntime && !typeOnly && name !== 'electron') {
    faults.push(`${here} imports ${name}, which is not shipped: it stands among devDependencies`)
  }
  return isFree && isKnown ? [] : faults
}

/** What is wrong with a file's name or length. */
export function fileFaults(path: string, text: string | undefined): string[] {
  const faults: string[] = []
  const folders = path.split('/').slice(0, -1)
  const vague = /^src-/.test(path) ? folders.find((folder) => nameless.has(folder)) : undefined
  if (vague !== undefined)
    faults.push(`${path}: a folder called ${vague} says nothing; name what lives in it`)
  const lines = text === undefined ? 0 : text.trimEnd().split('\n').length
  if (lines > mostLines) {
    faults.push(`${path} has ${lines} lines, and ${mostLines} is the limit: it is two ideas`)
  }
  return faults
}

function floorOf(path: string): string | undefined {
  return Object.keys(floors)
    .filter((floor) => isUnder(path, floor))
    .sort((a, b) => b.length - a.length)[0]
}

/** `src-main/core/layout` of `src-main/core/layout/wrap.ts`. */
function roomOf(path: string): string {
  return path.split('/').slice(0, 3).join('/')
}

function isUnder(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}

function packageName(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}
