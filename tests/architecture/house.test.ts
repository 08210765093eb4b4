import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../helpers/project-root.ts'
import { fileFaults, floors, importFaults } from './house-rules.ts'
import { importsOf, listFiles, readSources } from './read-sources.ts'

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
const packages = {
  dependencies: Object.keys(manifest.dependencies),
  devDependencies: Object.keys(manifest.devDependencies),
}
const sources = readSources(projectRoot)

function faultsOf(path: string, text: string, exists: (path: string) => boolean): string[] {
  return importsOf(path, text).flatMap((found) => importFaults(path, found, exists, packages))
}

describe('the house', () => {
  test('imports fall one way, lead to something, and no place reaches for what is kept for another', () => {
    const exists = (path: string) => existsSync(join(projectRoot, path))
    const faults = [...sources].flatMap(([path, text]) => faultsOf(path, text, exists))
    expect(sources.size).toBeGreaterThan(0)
    expect(faults).toEqual([])
  })

  test('folders are named for what lives in them, and no file is longer than one idea', () => {
    const faults = listFiles(projectRoot).flatMap((path) => fileFaults(path, sources.get(path)))
    expect(faults).toEqual([])
  })

  test('every floor has a README that says what lives there', () => {
    const rooms = [
      ...Object.keys(floors).filter((floor) => !floor.endsWith('.ts')),
      ...['src-main', 'tests', 'resources'],
    ]
    expect(rooms.filter((room) => !existsSync(join(projectRoot, room, 'README.md')))).toEqual([])
  })
})

describe('these rules', () => {
  const everything = () => true
  const faults = (path: string, text: string) => faultsOf(path, text, everything)

  test.each([
    [
      'src-main/core/layout/a.ts',
      "import { b } from '../wrap/b.ts'",
      "rooms of core don't import each other",
    ],
    [
      'src-main/core/layout/a.ts',
      "export { b } from '../../outside/files/b.ts'",
      'src-main/core may import src-shared',
    ],
    [
      'src-main/outside/files/a.ts',
      "import type { B } from '../../core/b/b.ts'",
      'src-main/outside may import src-shared',
    ],
    [
      'src-main/api/a.ts',
      "const b = await import('../outside/database/b.ts')",
      'src-main/api may import src-main/services',
    ],
    ['src-main/services/desk/a.ts', "import { b } from '../../api/b.ts'", 'src-main/services may import'],
    ['src-main/headless/a.ts', "import { b } from '../services/b/b.ts'", 'src-main/headless may import'],
    ['src-main/headless/a.ts', "import { b } from '../desktop/b.ts'", 'src-main/headless may import'],
    [
      'src-renderer/pages/a.tsx',
      "import { b } from '../../src-main/api/b.ts'",
      'src-renderer may import src-shared',
    ],
    ['src-shared/data/a.ts', "import { b } from '../../src-main/core/b/b.ts'", 'nothing but itself'],
    ['src-shared/data/a.ts', "type B = import('../../src-main/api/b.ts').B", 'nothing but itself'],
    ['src-main/services/a/b.ts', "new Worker(new URL('../../api/w.ts', import.meta.url))", 'may import'],
    ['src-main/services/a/b.ts', "import { c } from '../../../tests/c.ts'", 'may import'],
  ])('a wrong fall is seen: %s with %s', (path, text, message) => {
    expect(faults(path, text).join('\n')).toContain(message)
  })

  test.each([
    [
      'src-main/services/a/b.ts',
      "import { spawn } from 'node:child_process'",
      'only src-main/outside/programs may',
    ],
    [
      'src-main/services/a/b.ts',
      "import { fork } from 'child_process'",
      'only src-main/outside/programs may',
    ],
    [
      'src-main/outside/files/a.ts',
      "const D = require('better-sqlite3')",
      'only src-main/outside/database may',
    ],
    ['src-main/headless/a.ts', "import { app } from 'electron'", 'only src-main/desktop may'],
    ['src-main/outside/files/a.ts', "import { watch } from 'chokidar'", 'only src-main/outside/folders may'],
    ['src-shared/data/a.ts', "import { join } from 'node:path'", "nothing of Node's own"],
    ['src-main/core/a/b.ts', "import { createHash } from 'crypto'", "nothing of Node's own"],
    ['src-main/services/a/b.ts', "import x from 'left-pad'", 'package.json does not name'],
    ['src-main/services/a/b.ts', "import { test } from 'vitest'", 'is not shipped'],
    ['src-main/services/a/b.ts', 'await import(name)', 'computed'],
  ])('a forbidden package is seen: %s with %s', (path, text, message) => {
    expect(faults(path, text).join('\n')).toContain(message)
  })

  test('an import that leads nowhere is seen', () => {
    const nowhere = faultsOf('src-main/api/a.ts', "import './gone.ts'", () => false)
    expect(nowhere).toEqual(['src-main/api/a.ts:1 imports ./gone.ts, and there is no src-main/api/gone.ts'])
  })

  test('what is allowed is left alone', () => {
    const allowed: [string, string][] = [
      [
        'src-main/desktop/index.ts',
        "import { app } from 'electron'\nimport { startStudio } from '../start-studio.ts'",
      ],
      ['src-main/outside/database/open.ts', "import Database from 'better-sqlite3'\nimport './sql.ts'"],
      [
        'src-main/core/layout/a.ts',
        "import { z } from 'zod'\nimport './b.ts'\nimport '../../../src-shared/data/c.ts'",
      ],
      [
        'src-main/services/a/b.ts',
        "import { c } from '../../core/c/c.ts'\nimport '../../outside/files/d.ts'",
      ],
      ['tests/core/a.test.ts', "import { test } from 'vitest'\nimport { spawn } from 'node:child_process'"],
      [
        'src-main/api/a.ts',
        "const text = \"import { x } from '../outside/x.ts'\" // import '../outside/y.ts'",
      ],
    ]
    expect(allowed.flatMap(([path, text]) => faults(path, text))).toEqual([])
  })

  test('a vague folder and an endless file are seen', () => {
    expect(fileFaults('src-main/services/utils/a.ts', '')).toHaveLength(1)
    expect(fileFaults('tests/helpers/a.ts', '')).toEqual([])
    expect(fileFaults('src-main/api/a.ts', 'x\n'.repeat(451))).toHaveLength(1)
    expect(fileFaults('src-main/api/a.ts', 'x\n'.repeat(450))).toEqual([])
  })
})
