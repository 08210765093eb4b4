import { describe, expect, test } from 'vitest'
import {
  killRunningPrograms,
  type ProgramCall,
  runProgram,
} from '../../../src-main/outside/programs/run-program.ts'
import { alive, isGone, node, onLinux, script, starts } from './processes.ts'

/** Runs a Node that starts another one; answers its end and the other's number. */
async function runParent(code: string, more: Partial<ProgramCall> = {}, whenUp: () => void = () => {}) {
  let child = 0
  const end = await runProgram({
    command: node,
    args: script(code),
    ...more,
    onLine(line) {
      child = Number(line)
      whenUp()
    },
  })
  expect(child).toBeGreaterThan(0)
  return { end, child }
}
const stays = 'setInterval(() => {}, 1000)'
const goes = 'setTimeout(() => process.exit(0), 50)'

describe('what a program started ends with it', () => {
  test('a child that it left in the background, although it ended well', async () => {
    const { end, child } = await runParent(starts({}, goes))
    expect(end.kind).toBe('finished')
    expect(alive(child)).toBe(false)
  })

  test('a child in the background, when the program failed', async () => {
    const { end, child } = await runParent(starts({}, 'setTimeout(() => process.exit(9), 50)'))
    expect(end).toMatchObject({ kind: 'failed', code: 9 })
    expect(alive(child)).toBe(false)
  })

  test.runIf(onLinux)('a child that left its group and session, when the program is cancelled', async () => {
    const stop = new AbortController()
    const { end, child } = await runParent(
      starts({ leavesGroup: true }, stays),
      { signal: stop.signal },
      () => stop.abort(),
    )
    expect(end.kind).toBe('cancelled')
    await isGone(child)
  })

  test.runIf(onLinux)(
    'a child that left its group, when the program was killed by somebody else',
    async () => {
      let pid = 0
      const { end, child } = await runParent(
        starts({ leavesGroup: true }, stays),
        {
          onStart(started) {
            pid = started.pid
          },
        },
        () => process.kill(pid, 'SIGKILL'),
      )
      expect(end).toMatchObject({ kind: 'failed', signal: 'SIGKILL' })
      await isGone(child)
    },
  )

  test.runIf(onLinux)('a daemon that holds its output, although the program ended well', async () => {
    let begun = 0
    const { end, child } = await runParent(starts({ leavesGroup: true, holdsPipes: true }, goes), {}, () => {
      begun = performance.now()
    })
    expect(end.kind).toBe('finished')
    expect(performance.now() - begun).toBeLessThan(3_000)
    await isGone(child)
  })

  test.runIf(onLinux)('but not what another program of the same studio left to itself', async () => {
    const others = new AbortController()
    let neighbour = 0
    const other = runProgram({
      command: node,
      args: script('console.log(process.pid); setInterval(() => {}, 1000)'),
      mark: 'one-studio',
      signal: others.signal,
      onLine(line) {
        neighbour = Number(line)
      },
    })
    await expect.poll(() => neighbour).toBeGreaterThan(0)
    const stop = new AbortController()
    await runParent(
      starts({ leavesGroup: true }, stays),
      { signal: stop.signal, mark: 'one-studio', grace: 100 },
      () => stop.abort(),
    )
    expect(alive(neighbour)).toBe(true)
    others.abort()
    await other
  })

  test('one that was stopped hears that it shall end', async () => {
    const stop = new AbortController()
    let pid = 0
    const end = await runProgram({
      command: node,
      args: script(
        'process.on("SIGTERM", () => { console.error("goes"); process.exit(0) }); console.log("up"); setInterval(() => {}, 1000)',
      ),
      signal: stop.signal,
      onStart(started) {
        pid = started.pid
      },
      onLine() {
        process.kill(pid, 'SIGSTOP')
        stop.abort()
      },
    })
    expect(end).toMatchObject({ kind: 'cancelled' })
    expect(end.stderrTail).toContain('goes')
  })

  test('at the last moment everything ends at once', async () => {
    let child = 0
    const ended = runProgram({
      command: node,
      args: script(
        starts({ leavesGroup: true }, 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'),
      ),
      onLine(line) {
        child = Number(line)
      },
    })
    await expect.poll(() => child).toBeGreaterThan(0)
    killRunningPrograms()
    expect((await ended).kind).toBe('failed')
    if (onLinux) await isGone(child)
    else process.kill(child, 'SIGKILL')
  })
})
