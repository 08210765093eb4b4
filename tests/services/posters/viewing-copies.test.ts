import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { createViewingCopies } from '../../../src-main/services/posters/viewing-copies.ts'
import { openStillMemory } from '../../../src-main/services/still-maker/still-memory.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

type Run = Parameters<typeof runProgram>[0]

/** Copies by an ffmpeg that ends when the test says so, or when it is stopped. */
async function withCopies(
  work: (
    copies: ReturnType<typeof createViewingCopies>,
    runs: { end(): void; stopped: boolean }[],
  ) => Promise<void>,
): Promise<void> {
  await withTempFolder(async (folder) => {
    const path = join(folder, 'film.mov')
    writeFileSync(path, 'film')
    const runs: { end(): void; stopped: boolean }[] = []
    const copies = createViewingCopies({
      find: async () => ({
        path,
        output: {
          path: 'film.mov',
          bytes: 4,
          frames: 25,
          duration: 1,
          width: 64,
          height: 36,
          sha256: 'film',
        },
      }),
      memory: openStillMemory({ folder: join(folder, 'copies'), maxBytes: 1e9 }).artifacts,
      ffmpeg: async () => 'ffmpeg',
      run: (({ args, signal }: Run) =>
        new Promise((done) => {
          const run = { stopped: false, end: () => {} }
          run.end = () => {
            writeFileSync(args!.at(-1)!, 'copy')
            done({ kind: 'finished', stdout: '', stderrTail: '' })
          }
          signal!.addEventListener('abort', () => {
            run.stopped = true
            done({ kind: 'stopped' })
          })
          runs.push(run)
        })) as unknown as typeof runProgram,
      signal: new AbortController().signal,
      onProgress() {},
    })
    await work(copies, runs)
  })
}

test('a copy that is asked for again while it is being stopped is made', () =>
  withCopies(async (copies, runs) => {
    const first = copies.copy(1, 'one')
    const failed = expect(first).rejects.toMatchObject({ code: 'copy.stopped' })
    await expect.poll(() => runs.length).toBe(1)
    copies.stop(1, 'one')
    const again = copies.copy(1, 'two')
    await failed
    await expect.poll(() => runs.length).toBe(2)
    runs[1]!.end()
    expect((await again).mime).toBe('video/mp4')
  }))

test('a copy goes on as long as somebody looks, and only who stopped it is told so', () =>
  withCopies(async (copies, runs) => {
    const here = copies.copy(1, 'here')
    const failed = expect(here).rejects.toMatchObject({ code: 'copy.stopped' })
    const elsewhere = copies.copy(1, 'elsewhere')
    await expect.poll(() => runs.length).toBe(1)
    copies.stop(1, 'here')
    await failed
    expect(runs[0]!.stopped).toBe(false)
    runs[0]!.end()
    expect((await elsewhere).mime).toBe('video/mp4')
    expect(runs).toHaveLength(1)
  }))
