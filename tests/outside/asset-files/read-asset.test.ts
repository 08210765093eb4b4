import { createHash } from 'node:crypto'
import { appendFile, rename, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAsset, readPart } from '../../../src-main/outside/asset-files/read-asset.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const posix = process.platform !== 'win32'

describe('reading a file', () => {
  test.each([1, 100, 1_048_575, 1_048_576, 1_048_577, 3_500_000])(
    '%i bytes are hashed to the last one',
    async (size) => {
      await withTempFolder(async (folder) => {
        const bytes = Buffer.alloc(size, 'reelmill ')
        const file = path.join(folder, 'file')
        await writeFile(file, bytes)
        const outcome = await readAsset({ path: file, headBytes: 64, name: 'x' })
        if (!('read' in outcome)) throw new Error(JSON.stringify(outcome))
        expect(outcome.read.content).toBe(sha256(bytes))
        expect(outcome.read.bytes).toBe(size)
        expect(Buffer.from(outcome.read.head)).toEqual(bytes.subarray(0, 64))
      })
    },
  )

  test('many files at once do not mix', async () => {
    await withTempFolder(async (folder) => {
      const files = await Promise.all(
        Array.from({ length: 60 }, async (_, number) => {
          const bytes = Buffer.alloc(50_000 + number * 37_000, `file ${number} `)
          const file = path.join(folder, String(number))
          await writeFile(file, bytes)
          return { file, content: sha256(bytes) }
        }),
      )
      const outcomes = await Promise.all(
        files.map(({ file }) => readAsset({ path: file, headBytes: 8, name: 'x' })),
      )
      expect(outcomes.map((outcome) => 'read' in outcome && outcome.read.content)).toEqual(
        files.map(({ content }) => content),
      )
    })
  })

  test('a file that is known is not read again until its time, size or place changes', async () => {
    await withTempFolder(async (folder) => {
      const file = path.join(folder, 'file')
      await writeFile(file, 'first')
      const first = await readAsset({ path: file, headBytes: 8, name: 'x' })
      if (!('read' in first)) throw new Error('not read')
      const again = () =>
        readAsset({ path: file, headBytes: 8, name: 'x', isKnown: (identity) => identity === first.identity })
      expect(await again()).toEqual({ unchanged: true, identity: first.identity })

      await utimes(file, new Date(), new Date(2020, 1, 1))
      expect(await again()).toHaveProperty('read')
      await writeFile(path.join(folder, 'other'), 'other')
      await rename(path.join(folder, 'other'), file)
      expect(await again()).toMatchObject({ read: { content: sha256(Buffer.from('other')) } })
    })
  })

  test('an empty file is refused', async () => {
    await withTempFolder(async (folder) => {
      const file = path.join(folder, 'file')
      await writeFile(file, '')
      expect(await readAsset({ path: file, headBytes: 8, name: '"lamp.png"' })).toMatchObject({
        problem: { rule: 'asset.empty', message: '"lamp.png" is an empty file.' },
      })
    })
  })

  test('a file that grows while it is read has no hash', async () => {
    await withTempFolder(async (folder) => {
      const file = path.join(folder, 'file')
      await writeFile(file, Buffer.alloc(40_000_000))
      const reading = readAsset({ path: file, headBytes: 8, name: '"clip.mp4"' })
      let done = false
      void reading.then(() => {
        done = true
      })
      while (!done) await appendFile(file, 'more')
      expect(await reading).toMatchObject({ problem: { rule: 'asset.changing' } })
    })
  })

  test('a file that goes away between finding and reading is missing', async () => {
    await withTempFolder(async (folder) => {
      expect(await readAsset({ path: path.join(folder, 'gone'), headBytes: 8, name: 'x' })).toMatchObject({
        problem: { rule: 'asset.missing' },
      })
    })
  })

  test.runIf(posix)(
    'a link or a pipe that takes the place of a file after it was found is not read',
    async () => {
      await withTempFolder(async (folder) => {
        await writeFile(path.join(folder, 'secret'), 'secret')
        await symlink('secret', path.join(folder, 'link'))
        await runProgram({ command: 'mkfifo', args: [path.join(folder, 'pipe')] })
        for (const name of ['link', 'pipe']) {
          expect(await readAsset({ path: path.join(folder, name), headBytes: 8, name })).toMatchObject({
            problem: { rule: 'asset.unreadable' },
          })
        }
      })
    },
  )

  test('a part from the middle is what stands there, and nothing behind the end', async () => {
    await withTempFolder(async (folder) => {
      const file = path.join(folder, 'file')
      await writeFile(file, '0123456789')
      expect(Buffer.from(await readPart(file, 4, 3)).toString()).toBe('456')
      expect(Buffer.from(await readPart(file, 8, 30)).toString()).toBe('89')
      expect(await readPart(file, 80, 3)).toHaveLength(0)
    })
  })
})
