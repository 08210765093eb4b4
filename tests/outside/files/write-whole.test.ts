import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kindOfFile, startOfFile } from '../../../src-main/outside/files/look-at-file.ts'
import { writeWhole } from '../../../src-main/outside/files/write-whole.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('a file appears under its name only when it is whole', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'manifest.json')
    const seen: string[][] = []
    async function* pieces() {
      yield 'one '
      seen.push(readdirSync(folder))
      yield 'two'
    }
    await writeWhole(path, pieces())
    expect(seen.flat()).not.toContain('manifest.json')
    expect(readdirSync(folder)).toEqual(['manifest.json'])
    expect(readFileSync(path, 'utf8')).toBe('one two')
  }))

test('when writing fails, what stood there stays and nothing unfinished is left', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'manifest.json')
    writeFileSync(path, 'the old one')
    async function* pieces() {
      yield 'half'
      throw new Error('the store is gone')
    }
    await expect(writeWhole(path, pieces())).rejects.toThrow('the store is gone')
    expect(readdirSync(folder)).toEqual(['manifest.json'])
    expect(readFileSync(path, 'utf8')).toBe('the old one')
  }))

test('a folder that is gone is an error, not a file somewhere else', () =>
  withTempFolder(async (folder) => {
    await expect(writeWhole(join(folder, 'none', 'manifest.json'), ['x'])).rejects.toThrow('ENOENT')
  }))

test('what stands under a path is told apart', () =>
  withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'a'), 'some text')
    mkdirSync(join(folder, 'b'))
    const kinds = ['a', 'b', 'c', 'a/below'].map((name) => kindOfFile(join(folder, name)))
    expect(await Promise.all(kinds)).toEqual(['file', 'folder', null, null])
    expect(await startOfFile(join(folder, 'a'), 4)).toBe('some')
    expect(await startOfFile(join(folder, 'c'), 4)).toBeNull()
  }))

test.skipIf(process.platform === 'win32')(
  'a pipe or a folder has no beginning, and nobody waits for one',
  () =>
    withTempFolder(async (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe')])
      expect(await startOfFile(join(folder, 'pipe'), 4)).toBeNull()
      expect(await startOfFile(folder, 4)).toBeNull()
    }),
)
