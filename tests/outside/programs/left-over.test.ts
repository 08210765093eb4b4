import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { endLeftOver } from '../../../src-main/outside/programs/left-over.ts'
import { processesMarked } from '../../../src-main/outside/programs/process-facts.ts'
import { processStart } from '../../../src-main/outside/programs/process-start.ts'
import { alive, isGone, node, onLinux, script, starts } from './processes.ts'

const started: ChildProcess[] = []
const orphans: number[] = []
afterEach(async () => {
  for (const pid of orphans.splice(0)) if (alive(pid)) process.kill(-pid, 'SIGKILL')
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = once(child, 'exit')
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      child.kill('SIGKILL')
    }
    await gone
  }
})

/** A process whose studio is gone: it is nobody's child any more, and has a mark. */
async function orphan(code: string, mark: string): Promise<number> {
  const between = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(code)}], {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, REELMILL_RUN: ${JSON.stringify(mark)} },
    })
    console.log(child.pid)
    process.exit(0)`
  const { said, child } = await start(between)
  if (child.exitCode === null) await once(child, 'exit')
  orphans.push(said)
  return said
}

/** A process as a studio starts them; answers its number, and the first line that it says. */
async function start(code: string, env: Record<string, string> = {}) {
  const child = spawn(node, script(code), {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  })
  started.push(child)
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { pid: child.pid!, said: Number(line.toString()), child }
}
const sleeper = 'console.log(1); setInterval(() => {}, 1000)'

describe('what a lost studio left behind', () => {
  test('a recorded program is ended, and so is its child', async () => {
    const { pid, said: child } = await start(starts({}, 'setInterval(() => {}, 1000)'))
    const ended = await endLeftOver([{ pid, startedAt: processStart(pid) }], [])
    expect(ended).toContainEqual({ pid, found: 'recorded', gone: true })
    expect(alive(pid)).toBe(false)
    await isGone(child)
  })

  test.skipIf(!onLinux)(
    'what a studio that lives has in hand is left alone: the records are those of a copy',
    async () => {
      const { pid, said } = await start(`
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
        detached: true,
        stdio: 'ignore',
        env: { ...process.env, REELMILL_RUN: process.pid + '-abc' },
      })
      console.log(child.pid)
      setInterval(() => {}, 1000)`)
      orphans.push(said)
      expect(await endLeftOver([{ pid: said, startedAt: processStart(said) }], [`${pid}-abc`])).toEqual([])
      expect(alive(said)).toBe(true)
    },
  )

  test("a stranger's process that got the number since is left alone", async () => {
    const { pid } = await start(sleeper)
    const [boot, ticks] = processStart(pid)!.split('/')
    const earlier = onLinux ? `${boot}/${Number(ticks) - 1}` : '2026-01-01T00:00:00.000Z'
    expect(await endLeftOver([{ pid, startedAt: earlier }], [])).toEqual([])
    expect(alive(pid)).toBe(true)
  })

  test('so is one with the same number and the same ticks from before the machine was started anew', async () => {
    const { pid } = await start(sleeper)
    const before = onLinux
      ? processStart(pid)!.replace(/^[^/]+/, '11111111-2222-3333-4444-555555555555')
      : '2025-01-01T00:00:00.000Z'
    expect(await endLeftOver([{ pid, startedAt: before }], [])).toEqual([])
    expect(alive(pid)).toBe(true)
  })

  test('one whose start was never recorded is nobody we know', async () => {
    const { pid } = await start(sleeper)
    expect(await endLeftOver([{ pid, startedAt: null }], [])).toEqual([])
    expect(alive(pid)).toBe(true)
  })

  test('one that has ended already is no news', async () => {
    const { pid } = await start('console.log(1); setTimeout(() => {}, 50)')
    const startedAt = processStart(pid)
    await isGone(pid)
    expect(await endLeftOver([{ pid, startedAt }], ['no-such-studio'])).toEqual([])
  })

  test('the studio that looks never ends itself', async () => {
    const own = { pid: process.pid, startedAt: processStart(process.pid) }
    expect(await endLeftOver([own], [])).toEqual([])
  })

  test.runIf(onLinux)('one that was not recorded yet is found by the mark of its studio', async () => {
    const marked = await orphan(sleeper, 'lost-1')
    const other = await orphan(sleeper, 'lost-11')
    expect(await endLeftOver([], ['lost-1'])).toEqual([{ pid: marked, found: 'marked', gone: true }])
    expect(alive(marked)).toBe(false)
    expect(alive(other)).toBe(true)
  })

  test.runIf(onLinux)('of a program that left its group, too', async () => {
    const { said: daemon, child } = await start(starts({ leavesGroup: true }, 'process.exit(0)'), {
      REELMILL_RUN: 'lost-2',
    })
    if (child.exitCode === null) await once(child, 'exit')
    expect(alive(daemon)).toBe(true)
    expect(await endLeftOver([], ['lost-2'])).toEqual([{ pid: daemon, found: 'marked', gone: true }])
    expect(alive(daemon)).toBe(false)
  })

  test.runIf(onLinux)('one that starts others as fast as it can ends with all of them', async () => {
    const code = `
      const { spawn } = require('node:child_process')
      setInterval(() => spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }).unref(), 5)`
    const pid = await orphan(code, 'lost-3')
    await expect.poll(() => processesMarked(['REELMILL_RUN=lost-3']).length).toBeGreaterThan(3)
    const ended = await endLeftOver([], ['lost-3'])
    expect(ended.length).toBeGreaterThan(3)
    expect(ended.every(({ gone }) => gone)).toBe(true)
    expect(alive(pid)).toBe(false)
    expect(processesMarked(['REELMILL_RUN=lost-3'])).toEqual([])
  })

  test.runIf(onLinux)(
    'what this studio itself runs is not left over, whatever mark it inherited',
    async () => {
      const { pid } = await start(sleeper, { REELMILL_RUN: 'lost-5' })
      expect(await endLeftOver([], ['lost-5'])).toEqual([])
      expect(alive(pid)).toBe(true)
    },
  )

  test.runIf(onLinux)('a studio that was killed leaves a program, and the next one ends it', async () => {
    const runner = join(import.meta.dirname, '../../../src-main/outside/programs/run-program.ts')
    const studio = spawn(
      node,
      [
        '--input-type=module',
        '-e',
        `import { runProgram } from ${JSON.stringify(runner)}
         await runProgram({ command: 'sleep', args: ['60'], mark: 'lost-4', onStart: (s) => console.log(JSON.stringify(s)) })`,
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const [line] = (await once(studio.stdout!, 'data')) as [Buffer]
    const record = JSON.parse(line.toString()) as { pid: number; startedAt: string }
    const gone = once(studio, 'exit')
    studio.kill('SIGKILL')
    await gone
    expect(alive(record.pid)).toBe(true)
    expect(await endLeftOver([record], ['lost-4'])).toEqual([
      { pid: record.pid, found: 'recorded', gone: true },
    ])
    expect(alive(record.pid)).toBe(false)
  })
})
