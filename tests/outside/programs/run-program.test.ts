import { describe, expect, test } from 'vitest'
import { pasteable, runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { alive, node, script } from './processes.ts'

describe('running a program', () => {
  test('its output and its good end come back', async () => {
    const end = await runProgram({ command: node, args: script('console.log("a\\nb")') })
    expect(end).toMatchObject({ kind: 'finished', stdout: 'a\nb\n' })
  })

  test('a bad exit is data, with the last lines of standard error', async () => {
    const end = await runProgram({ command: node, args: script('console.error("no disk"); process.exit(7)') })
    expect(end).toMatchObject({ kind: 'failed', code: 7 })
    expect(end.stderrTail).toContain('no disk')
  })

  test('a program that is not there says so', async () => {
    const end = await runProgram({ command: '/nowhere/ffmpeg', args: [] })
    expect(end.kind).toBe('not-started')
  })

  test('lines arrive whole, however they are cut by the pipe', async () => {
    const lines: string[] = []
    await runProgram({
      command: node,
      args: script(
        'process.stdout.write("fra"); setTimeout(() => process.stdout.write("me=1\\nframe=2\\rlast"), 50)',
      ),
      onLine: (line) => lines.push(line),
    })
    expect(lines).toEqual(['frame=1', 'frame=2', 'last'])
  })

  test('a cancelled program ends together with the children that it started', async () => {
    const stop = new AbortController()
    let grandchild = 0
    const end = await runProgram({
      command: node,
      args: script(
        'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); console.log(c.pid); setInterval(() => {}, 1000)',
      ),
      signal: stop.signal,
      onLine: (line) => {
        grandchild = Number(line)
        stop.abort()
      },
    })
    expect(end.kind).toBe('cancelled')
    await expect.poll(() => alive(grandchild)).toBe(false)
  })

  test('one that ends while a child of its own holds its output has ended all the same, and so has the child', async () => {
    let grandchild = 0
    const end = await runProgram({
      command: node,
      args: script(
        'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }); console.log(c.pid); setTimeout(() => process.exit(3), 100)',
      ),
      onLine: (line) => {
        grandchild = Number(line)
      },
    })
    expect(end).toMatchObject({ kind: 'failed', code: 3 })
    await expect.poll(() => alive(grandchild)).toBe(false)
  })

  test('one that ignores being asked is killed', async () => {
    const stop = new AbortController()
    const end = await runProgram({
      command: node,
      args: script('process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'),
      signal: stop.signal,
      grace: 100,
      onLine: () => stop.abort(),
    })
    expect(end.kind).toBe('cancelled')
  })

  test('one that says nothing for too long counts as hung', async () => {
    const end = await runProgram({ command: node, args: script('setInterval(() => {}, 1000)'), silence: 300 })
    expect(end.kind).toBe('silent')
  })

  test('one that takes longer than its time is ended', async () => {
    const end = await runProgram({
      command: node,
      args: script('setInterval(() => console.log(1), 50)'),
      timeout: 400,
    })
    expect(end.kind).toBe('timed-out')
  })

  test('one that floods its output is ended instead of filling the memory', async () => {
    const end = await runProgram({
      command: node,
      args: script('setInterval(() => console.log("x".repeat(20_000)), 1)'),
      maxOutput: 100_000,
      grace: 100,
    })
    expect(end.kind).toBe('too-much-output')
    expect(end.stdout.length).toBeLessThanOrEqual(100_000)
  })

  test('a command is shown as it can be pasted', () => {
    expect(pasteable('/opt/ffmpeg', ['-i', "it's a clip.mp4", '-y'])).toBe(
      `/opt/ffmpeg -i 'it'\\''s a clip.mp4' -y`,
    )
  })
})
