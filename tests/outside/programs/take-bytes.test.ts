import { afterEach, describe, expect, test, vi } from 'vitest'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { node, script } from './processes.ts'

/** Writes so many bytes, each its place's lowest eight bits. */
const writes = (bytes: number) =>
  script(
    `const all = Buffer.alloc(${bytes}); for (let at = 0; at < all.length; at++) all[at] = at; process.stdout.write(all)`,
  )

afterEach(() => void vi.useRealTimers())

describe('output that is no text', () => {
  test('arrives byte for byte', async () => {
    const taken: Buffer[] = []
    const end = await runProgram({
      command: node,
      args: writes(300_000),
      onBytes: (chunk) => {
        taken.push(Buffer.from(chunk))
        return undefined
      },
    })
    const all = Buffer.concat(taken)
    expect(end).toMatchObject({ kind: 'finished', stdout: '' })
    expect(all.length).toBe(300_000)
    expect(all.every((byte, at) => byte === at % 256)).toBe(true)
  })

  test('a program waits while what it wrote is still in somebody else’s hands, and nothing gets lost when it ends meanwhile', async () => {
    // Time passes only while a chunk is in our hands: a program may take long to start on a busy machine.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    let inHand = 0
    let most = 0
    let bytes = 0
    const end = await runProgram({
      command: node,
      args: writes(2_000_000),
      // Our wait is longer than a program may be silent: it is not the program's.
      silence: 1_000,
      onBytes: async (chunk) => {
        inHand += 1
        most = Math.max(most, inHand)
        bytes += chunk.length
        if (bytes === chunk.length || bytes > 1_990_000) {
          await vi.advanceTimersByTimeAsync(2_500)
          await new Promise((resolve) => setImmediate(resolve))
        }
        inHand -= 1
      },
    })
    expect(end.kind).toBe('finished')
    expect(most).toBe(1)
    expect(bytes).toBe(2_000_000)
  })

  test('what goes wrong while it is taken ends the program and is told', async () => {
    const fault = new Error('no room')
    for (const onBytes of [
      () => Promise.reject(fault),
      () => {
        throw fault
      },
    ]) {
      const end = await runProgram({
        command: node,
        args: script('setInterval(() => process.stdout.write(Buffer.alloc(1000)), 5)'),
        onBytes,
      })
      expect(end).toMatchObject({ kind: 'not-taken', error: fault })
    }
  })

  test('is not asked for as lines and as bytes at once', () => {
    const both = () =>
      runProgram({ command: node, args: script(''), onLine: () => {}, onBytes: () => undefined })
    expect(both).toThrow(TypeError)
  })
})
