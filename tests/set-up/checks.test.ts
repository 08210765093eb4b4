import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { follow } from './small-clone.ts'

const passes = "import { test } from 'vitest'\ntest('passes', () => {})\n"
const fails = "import { expect, test } from 'vitest'\ntest('fails', () => { expect(1).toBe(2) })\n"
const leaves =
  "import { test } from 'vitest'\ntest('leaves', () => { void Promise.reject(new Error('nobody waited')) })\n"

const passesAtLast = `import { expect, test } from 'vitest'
let tries = 0
test('needs two', { retry: 1 }, () => {
  tries += 1
  expect(tries, 'the first one').toBe(2)
})
test('needs three', { retry: 1 }, () => {
  tries += 1
  expect(tries).toBe(5)
})
`

/** Runs `checks.ts` in a small project of these files; answers its status and its last line. */
async function check(files: Record<string, string>, args: string[]) {
  return withTempFolder(async (folder) => {
    cpSync(join(projectRoot, 'scripts'), join(folder, 'scripts'), { recursive: true })
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir')
    const config =
      "export default { test: { projects: [{ test: { name: 'unit', include: ['tests/*.test.ts'] } }] } }\n"
    const all = { 'package.json': '{ "type": "module" }', 'vitest.config.ts': config, ...files }
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const { ended } = follow(spawn(process.execPath, ['scripts/checks.ts', ...args], { cwd: folder }))
    const { status, out, err } = await ended
    return { status, lastLine: out.trimEnd().split('\n').at(-1), out, err }
  })
}

describe('npm test', () => {
  test('passes when every test passes, and the last line counts them', async () => {
    const end = await check({ 'tests/a.test.ts': passes, 'tests/b.test.ts': passes }, ['--only', 'unit'])
    expect(end).toMatchObject({ status: 0, lastLine: '2 passed, 0 failed' })
    expect(end.out).not.toContain('a.test.ts')
  })

  test('a test that fails and a file that can not be loaded count as failed, and are shown', async () => {
    const files = {
      'tests/a.test.ts': passes,
      'tests/b.test.ts': fails,
      'tests/c.test.ts': "import './gone.ts'\n",
    }
    const end = await check(files, ['--only', 'unit'])
    expect(end).toMatchObject({ status: 1, lastLine: '1 passed, 2 failed' })
    expect(end.out).toContain('expected 1 to be 2')
    expect(end.out).toContain('gone.ts')
  })

  test('what passes at its second try is told by name and with its failure; what fails twice has failed', async () => {
    const files = { 'tests/a.test.ts': passes, 'tests/b.test.ts': passesAtLast }
    const end = await check(files, ['--only', 'unit'])
    expect(end).toMatchObject({ status: 1, lastLine: '2 passed, 1 failed' })
    const told = end.out.split('\n').filter((line) => line.includes('second try'))
    expect(told).toEqual([`  passed at the second try: ${join('tests', 'b.test.ts')} > needs two`])
    expect(end.out).toContain('the first one: expected 1 to be 2')
  })

  test('a check without a single test has failed', async () => {
    expect(await check({}, ['--only', 'unit'])).toMatchObject({ status: 1, lastLine: '0 passed, 1 failed' })
  })

  test('an error that belongs to no test fails the check', async () => {
    const end = await check({ 'tests/a.test.ts': leaves }, ['--only', 'unit'])
    expect(end).toMatchObject({ status: 1, lastLine: '1 passed, 1 failed' })
    expect(end.out).toContain('nobody waited')
  })

  test('vitest not starting at all is a failure, and does not stop the next check', async () => {
    const files = {
      'vitest.config.ts': "throw new Error('no config')\n",
      'tsconfig.json': '{ "files": ["tests/a.ts"], "compilerOptions": { "noEmit": true, "types": [] } }',
      'tests/a.ts': 'export const wrong: number = "text"\n',
    }
    const end = await check(files, ['--only', 'types,unit'])
    expect(end).toMatchObject({ status: 1, lastLine: '0 passed, 2 failed' })
    expect(end.out).toContain('no config')
    expect(end.out).toContain("is not assignable to type 'number'")
  })

  test('a check that does not exist is refused by name', async () => {
    const end = await check({}, ['--only', 'unity'])
    expect(end.status).toBe(2)
    expect(end.err).toContain('unity')
  })
})
