import { readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { processStart } from '../../../src-main/outside/programs/process-start.ts'
import type { UseFacts } from '../../../src-main/outside/programs/program-use.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { alive, node, onLinux, script } from './processes.ts'

/** Burns so much processor time, however long that takes on a busy machine. */
const burns = (milliseconds: number) =>
  `while (process.cpuUsage().user + process.cpuUsage().system < ${milliseconds}_000);`

/** Until its standard input is closed. */
const waits = 'require("node:fs").readSync(0, Buffer.alloc(1))'

/** Runs a program that waits at its end until it was seen as it is meant to be seen, however busy the machine is. */
function runUntilSeen(code: string, isSeen: (facts: UseFacts) => boolean) {
  const { promise: wasSeen, resolve: mayEnd } = Promise.withResolvers<void>()
  const onSample = (facts: UseFacts) => {
    if (isSeen(facts)) mayEnd()
  }
  return runProgram({ command: node, args: script(code), feed: () => wasSeen, onSample })
}

describe('a program is known', () => {
  test('by its number and its start, before it says anything', async () => {
    const told: string[] = []
    let start: string | null = null
    await runProgram({
      command: node,
      args: script('console.log("up")'),
      onStart({ pid, startedAt }) {
        told.push('start')
        start = startedAt
        if (onLinux) expect(startedAt).toBe(processStart(pid))
      },
      onLine: (line) => told.push(line),
    })
    expect(told).toEqual(['start', 'up'])
    expect(start).not.toBeNull()
  })

  test('one that could not be written down does not go on', async () => {
    let pid = 0
    const end = await runProgram({
      command: node,
      args: script('setInterval(() => {}, 1000)'),
      onStart(started) {
        pid = started.pid
        throw new Error('the database is full')
      },
    })
    expect(end).toMatchObject({ kind: 'not-started', reason: 'the database is full' })
    expect(alive(pid)).toBe(false)
  })

  test('by the mark of its studio, which its children have, too', async () => {
    const end = await runProgram({
      command: node,
      args: script(
        'console.log(require("node:child_process").execFileSync(process.execPath, ["-p", "process.env.REELMILL_RUN"]).toString())',
      ),
      mark: 'studio-7',
      env: { REELMILL_RUN: 'something else' },
    })
    expect(end.stdout.trim()).toBe('studio-7')
  })
})

describe('a program is polite', () => {
  test.each([
    ['low', 10],
    ['lowest', 19],
  ] as const)('%s priority from its first moment, with all that it starts', async (niceness, expected) => {
    const end = await runProgram({
      command: node,
      args: script(
        'console.log(require("node:os").getPriority(), require("node:child_process").execFileSync(process.execPath, ["-p", "os.getPriority()"]).toString().trim())',
      ),
      niceness,
    })
    expect(end.stdout.trim()).toBe(`${expected} ${expected}`)
  })

  test('as the studio itself, unless it is told otherwise', async () => {
    const end = await runProgram({ command: node, args: ['-p', 'os.getPriority()'] })
    expect(Number(end.stdout)).toBe(getPriority())
  })

  test.runIf(onLinux)('its session weighs less, and it goes first when memory runs out', async () => {
    const ended: Promise<unknown>[] = []
    // Ten such changes a second are taken from whoever is not root: the others are made up for.
    const weights = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const stop = new AbortController()
        let pid = 0
        ended.push(
          runProgram({
            command: node,
            args: script('setInterval(() => {}, 1000)'),
            niceness: 'low',
            signal: stop.signal,
            onStart(started) {
              pid = started.pid
            },
          }),
        )
        const group = () => {
          try {
            return readFileSync(`/proc/${pid}/autogroup`, 'utf8')
          } catch {
            return 'no such thing nice 10'
          }
        }
        await expect.poll(group).toMatch(/nice 10$/m)
        const memory = readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()
        stop.abort()
        return memory
      }),
    )
    expect(weights).toEqual(['500', '500', '500', '500'])
    await Promise.all(ended)
  })
})

describe.runIf(onLinux)('what a program used', () => {
  test('processor time and the most memory that it held come with its end', async () => {
    const end = await runUntilSeen(
      `const held = Buffer.alloc(150_000_000, 1); ${burns(600)} ${waits}; held.fill(2)`,
      ({ cpuMilliseconds }) => cpuMilliseconds > 550,
    )
    expect(end.use.cpuMilliseconds).toBeGreaterThan(550)
    expect(end.use.cpuMilliseconds).toBeLessThan(end.milliseconds * 2)
    expect(end.use.peakBytes).toBeGreaterThan(150_000_000)
    expect(end.use.peakBytes).toBeLessThan(400_000_000)
  })

  test('also of one that took a tenth of a second', async () => {
    const end = await runProgram({ command: node, args: script(burns(100)) })
    expect(end.use.cpuMilliseconds).toBeGreaterThanOrEqual(80)
  })

  test('its children count', async () => {
    const end = await runUntilSeen(
      `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(`const held = Buffer.alloc(120_000_000, 1); ${burns(500)} ${waits}; held.fill(2)`)}], { stdio: 'inherit' })`,
      ({ cpuMilliseconds }) => cpuMilliseconds > 450,
    )
    expect(end.use.cpuMilliseconds).toBeGreaterThan(450)
    expect(end.use.peakBytes).toBeGreaterThan(120_000_000)
  })

  test('each second it is told how it stands, and time only grows', async () => {
    const seen: UseFacts[] = []
    await runUntilSeen(
      `${burns(300)} ${waits}`,
      (facts) => seen.push(facts) >= 2 && facts.cpuMilliseconds > 250,
    )
    expect(seen.length).toBeGreaterThanOrEqual(2)
    const times = seen.map(({ cpuMilliseconds }) => cpuMilliseconds)
    expect(times.at(-1)).toBeGreaterThan(250)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    for (const { rssBytes, peakBytes } of seen) expect(peakBytes).toBeGreaterThanOrEqual(rssBytes)
  })

  test('of one that was not there nothing is claimed', async () => {
    const end = await runProgram({ command: '/nowhere/ffmpeg', args: [] })
    expect(end.use).toEqual({ cpuMilliseconds: null, peakBytes: null })
  })
})

test('hundreds of programs leave nothing behind in the studio', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const stop = new AbortController()
  const runMany = async (count: number) => {
    for (let index = 0; index < count; index++)
      await runProgram({
        command: 'true',
        args: [],
        signal: stop.signal,
        timeout: 60_000,
        silence: 60_000,
        mark: 'many',
        onStart: () => {},
        onSample: () => {},
      })
    collect()
    return { heap: process.memoryUsage().heapUsed, handles: process.getActiveResourcesInfo().length }
  }
  const before = await runMany(100)
  const after = await runMany(500)
  expect(after.handles).toBeLessThanOrEqual(before.handles + 2)
  // 20 kB for each would be a leak by far.
  expect(after.heap - before.heap).toBeLessThan(10_000_000)
})
