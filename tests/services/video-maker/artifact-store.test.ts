import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createArtifactStore } from '../../../src-main/services/video-maker/artifact-store.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = new AbortController().signal

describe('artifacts of a batch', () => {
  test('what two videos need at the same time is made once', () =>
    withTempFolder(async (folder) => {
      const store = createArtifactStore({ folder, maxBytes: 1e9 })
      let made = 0
      const make = async (path: string) => {
        made += 1
        await writeFile(path, 'frames')
        return { frames: 6 }
      }
      const [a, b] = await Promise.all([
        store.hold('aa11', 'mp4', never, make),
        store.hold('aa11', 'mp4', never, make),
      ])
      expect(made).toBe(1)
      expect(a.path).toBe(b.path)
      expect(b.facts).toEqual({ frames: 6 })
      expect(await readFile(a.path, 'utf8')).toBe('frames')
    }))

  test('a failed attempt leaves no file, is told to all who wait, and is tried again by the next', () =>
    withTempFolder(async (folder) => {
      const store = createArtifactStore({ folder, maxBytes: 1e9 })
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
      expect(attempts.map(existsSync)).toEqual(attempts.map(() => false))
      const held = await store.hold('bb22', 'mp4', never, (path) => writeFile(path, 'whole'))
      expect(await readFile(held.path, 'utf8')).toBe('whole')
    }))

  test('a cancelled video does not fail the other one that waits for the same artifact', () =>
    withTempFolder(async (folder) => {
      const store = createArtifactStore({ folder, maxBytes: 1e9 })
      const stop = new AbortController()
      const started = Promise.withResolvers<void>()
      const first = store.hold('cc33', 'mp4', stop.signal, () => {
        started.resolve()
        return new Promise((_, reject) =>
          stop.signal.addEventListener('abort', () => reject(stop.signal.reason)),
        )
      })
      const second = store.hold('cc33', 'mp4', never, (path) => writeFile(path, 'made by the second'))
      await started.promise
      stop.abort()
      await expect(first).rejects.toThrow()
      expect(await readFile((await second).path, 'utf8')).toBe('made by the second')
    }))

  test('above the limit the longest unused one goes, never one that is held', () =>
    withTempFolder(async (folder) => {
      const store = createArtifactStore({ folder, maxBytes: 250 })
      const make = (path: string) => writeFile(path, 'x'.repeat(100))
      const a = await store.hold('a1', 'png', never, make)
      const b = await store.hold('b2', 'png', never, make)
      b.release()
      const c = await store.hold('c3', 'png', never, make)
      c.release()
      expect([a, b, c].map(({ path }) => existsSync(path))).toEqual([true, false, true])
      expect(store.bytes()).toBe(200)
    }))

  test('dropping takes the folder away', () =>
    withTempFolder(async (folder) => {
      const place = join(folder, 'batch')
      const store = createArtifactStore({ folder: place, maxBytes: 250 })
      await store.hold('a1', 'png', never, (path) => writeFile(path, 'x'))
      await store.drop()
      expect(existsSync(place)).toBe(false)
    }))
})
