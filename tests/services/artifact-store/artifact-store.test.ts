import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createArtifactStore } from '../../../src-main/services/artifact-store/artifact-store.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { maker, never, openStore } from './kept-stores.ts'

describe.each([
  ['without a database', (folder: string, maxBytes: number) => createArtifactStore({ folder, maxBytes })],
  ['with its records on disk', (folder: string, maxBytes: number) => openStore(folder, { maxBytes }).store],
])('artifacts of a batch, %s', (_, create) => {
  const withStore = (work: (store: ReturnType<typeof create>) => Promise<void>, maxBytes = 1e9) =>
    withTempFolder(async (folder) => {
      const store = create(join(folder, 'batch'), maxBytes)
      await work(store).finally(() => store.drop())
      expect(existsSync(join(folder, 'batch'))).toBe(false)
    })

  test('what many videos need at the same time is made once', () =>
    withStore(async (store) => {
      const make = maker('frames', 6)
      const held = await Promise.all([1, 2, 3].map(() => store.hold('aa11', 'mp4', never, make)))
      expect(make.times).toBe(1)
      expect(new Set(held.map(({ path }) => path)).size).toBe(1)
      expect(held.map(({ facts, frames }) => ({ facts, frames }))).toEqual(
        held.map(() => ({ facts: { text: 'frames' }, frames: 6 })),
      )
      expect(await readFile(held[0]!.path, 'utf8')).toBe('frames')
    }))

  test('what one video made is there for the next', () =>
    withStore(async (store) => {
      const make = maker('frames', 6)
      const first = await store.hold('aa11', 'mp4', never, make)
      first.release()
      const second = await store.hold('aa11', 'mp4', never, make)
      expect(make.times).toBe(1)
      expect(second).toMatchObject({ path: first.path, facts: { text: 'frames' }, frames: 6 })
    }))

  test('what nobody will ask for again stays until the last one that holds it lets go', () =>
    withStore(async (store) => {
      const make = maker('frames', 6)
      const [first, second] = [
        await store.hold('aa11', 'mp4', never, make),
        await store.hold('aa11', 'mp4', never, make),
      ]
      first.release('spent')
      first.release('spent')
      expect(store.bytes()).toBe(6)
      expect(await readFile(second.path, 'utf8')).toBe('frames')
      second.release()
      expect(store.bytes()).toBe(0)
      await expect.poll(() => existsSync(second.path), { timeout: 30_000 }).toBe(false)
    }))

  test('what is asked for while it is being removed is made when it is gone, and stays', () =>
    withStore(async (store) => {
      const held = await store.hold('aa11', 'mp4', never, maker('frames'))
      // Something that takes its time to be removed.
      await rm(held.path)
      await mkdir(held.path)
      await Promise.all(Array.from({ length: 500 }, (_, at) => writeFile(join(held.path, `${at}`), '')))
      held.release('spent')
      let isGone: boolean | null = null
      const again = await store.hold('aa11', 'mp4', never, (path) => {
        isGone = !existsSync(held.path)
        return maker('anew')(path)
      })
      expect(isGone).toBe(true)
      expect(await readFile(again.path, 'utf8')).toBe('anew')
    }))

  test('a folder that somebody clears away while it is worked in is told as that, and made anew for the next', () =>
    withTempFolder(async (root) => {
      const folder = join(root, 'batch')
      const store = create(folder, 1e9)
      const cleared = async (path: string) => {
        await rm(dirname(path), { recursive: true })
        await writeFile(path, 'nowhere')
        return { facts: null, frames: null }
      }
      await expect(store.hold('cc33', 'mp4', never, cleared)).rejects.toMatchObject({
        code: 'artifacts.unwritable',
      })
      const held = await store.hold('cc33', 'mp4', never, maker('whole'))
      expect(await readFile(held.path, 'utf8')).toBe('whole')
      await store.drop()
    }))

  test('a failed attempt leaves no file, is told to all who wait, and is tried again by the next', () =>
    withStore(async (store) => {
      const attempts: string[] = []
      const fail = async (path: string) => {
        attempts.push(path)
        await writeFile(path, 'half')
        throw new Error('no picture')
      }
      const both = await Promise.allSettled([
        store.hold('bb22', 'mp4', never, fail),
        store.hold('bb22', 'mp4', never, fail),
      ])
      expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      expect(attempts).toHaveLength(1)
      expect(attempts.map(existsSync)).toEqual([false])
      const held = await store.hold('bb22', 'mp4', never, maker('whole'))
      expect(await readFile(held.path, 'utf8')).toBe('whole')
    }))

  test('a cancelled video does not fail the others that wait for the same artifact', () =>
    withStore(async (store) => {
      const stop = new AbortController()
      const started = Promise.withResolvers<void>()
      const first = store.hold('cc33', 'mp4', stop.signal, () => {
        started.resolve()
        return new Promise<never>((_, reject) =>
          stop.signal.addEventListener('abort', () => reject(stop.signal.reason)),
        )
      })
      const make = maker('made by another')
      const others = [1, 2].map(() => store.hold('cc33', 'mp4', never, make))
      await started.promise
      stop.abort()
      await expect(first).rejects.toThrow()
      for (const { path } of await Promise.all(others))
        expect(await readFile(path, 'utf8')).toBe('made by another')
      expect(make.times).toBe(1)
    }))

  test("who is cancelled while another video makes the artifact doesn't wait for it, and the other one gets it", () =>
    withStore(async (store) => {
      const finish = Promise.withResolvers<void>()
      const first = store.hold('cc33', 'mp4', never, async (path) => {
        await finish.promise
        await writeFile(path, 'frames')
        return { facts: null, frames: null }
      })
      const stop = new AbortController()
      const second = store.hold('cc33', 'mp4', stop.signal, maker('not made'))
      const ended = second.then(
        () => 'made',
        (error: Error) => error.name,
      )
      stop.abort()
      // The other one's work goes on until the test lets it end: waiting for it would never come to an end.
      expect(await ended).toBe('AbortError')
      finish.resolve()
      expect(await readFile((await first).path, 'utf8')).toBe('frames')
    }))

  test('above the limit the longest unused one goes, never one that is held', () =>
    withStore(async (store) => {
      const make = maker('x'.repeat(100))
      const a = await store.hold('a1', 'png', never, make)
      const b = await store.hold('b2', 'png', never, make)
      b.release()
      const c = await store.hold('c3', 'png', never, make)
      c.release()
      expect([a, b, c].map(({ path }) => existsSync(path))).toEqual([true, false, true])
      expect(store.bytes()).toBe(200)
      // Asked for again, c is younger than a, which is let go now.
      ;(await store.hold('c3', 'png', never, make)).release()
      a.release()
      const d = await store.hold('d4', 'png', never, make)
      expect([a, c, d].map(({ path }) => existsSync(path))).toEqual([false, true, true])
    }, 250))

  test('when all are held they may take more than the limit, and what was let go is made again', () =>
    withStore(async (store) => {
      const make = maker('x'.repeat(100))
      const held = await Promise.all(['a1', 'b2', 'c3'].map((hash) => store.hold(hash, 'png', never, make)))
      expect(store.bytes()).toBe(300)
      for (const { release } of held) release()
      await store.hold('d4', 'png', never, make)
      expect(store.bytes()).toBe(100)
      const again = await store.hold('a1', 'png', never, make)
      expect(existsSync(again.path)).toBe(true)
      expect(make.times).toBe(5)
    }, 150))

  test('what nobody will ask for again goes when its last holder lets go', () =>
    withStore(async (store) => {
      const make = maker('frames')
      const one = await store.hold('a1', 'mp4', never, make)
      const two = await store.hold('a1', 'mp4', never, make)
      one.release('spent')
      one.release('spent')
      expect(existsSync(two.path)).toBe(true)
      two.release()
      expect(store.bytes()).toBe(0)
      // Whoever asks after all gets it, whole.
      const late = await store.hold('a1', 'mp4', never, make)
      expect(await readFile(late.path, 'utf8')).toBe('frames')
      expect(make.times).toBe(2)
    }))

  test('the store ends only when what is being made has come back, and then makes no more', () =>
    withStore(async (store) => {
      const finish = Promise.withResolvers<void>()
      const held = store.hold('a1', 'mp4', never, async (path) => {
        await finish.promise
        await writeFile(path, 'late')
        return { facts: null, frames: null }
      })
      const dropped = store.drop()
      finish.resolve()
      await dropped
      await held
      expect(existsSync((await held).path)).toBe(false)
      await expect(store.hold('b2', 'mp4', never, maker('x'))).rejects.toThrow('closed')
    }))
})
