import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../../../src-main/outside/folders/make-folder.ts'
import { studioFolder } from '../../../src-main/outside/folders/studio-folder.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('the studio lies where the system keeps the data of applications, or where it is told to', () => {
  const home = '/home/ana'
  expect(studioFolder({}, 'linux', home)).toBe(join(home, '.local/share/reelmill'))
  expect(studioFolder({ XDG_DATA_HOME: '/data' }, 'linux', home)).toBe(join('/data', 'reelmill'))
  expect(studioFolder({}, 'darwin', home)).toBe(join(home, 'Library/Application Support/Reelmill'))
  expect(studioFolder({ LOCALAPPDATA: 'C:/Local' }, 'win32', home)).toBe(join('C:/Local', 'Reelmill'))
  expect(studioFolder({ REELMILL_STUDIO: '/mine', XDG_DATA_HOME: '/data' }, 'linux', home)).toBe('/mine')
})

test('a folder is made with those above it, and it is said whether it was empty', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'a', 'b')
    expect(makeFolder(path, 'the output folder')).toBe(true)
    writeFileSync(join(path, 'x'), '')
    expect(makeFolder(path, 'the output folder')).toBe(false)
  }))

test('a folder that cannot be used is explained', () =>
  withTempFolder((folder) => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const refused = (message: string) =>
      expect.objectContaining({
        code: 'folder.not-writable',
        message: expect.stringContaining(message),
        whatToDo: expect.any(String),
      })
    expect(() => makeFolder(file, 'the output folder')).toThrow(refused('a file of that name'))
    expect(() => makeFolder(join(file, 'below'), 'the output folder')).toThrow(refused('a file of that name'))
    // Nothing is forbidden to root.
    if (process.getuid?.() === 0 || process.platform === 'win32') return
    chmodSync(folder, 0o500)
    expect(() => makeFolder(join(folder, 'new'), 'the output folder')).toThrow(refused('may not be written'))
    chmodSync(folder, 0o700)
  }))

test('a folder whose path no list of files can hold is refused before anything is made in it', () =>
  withTempFolder((folder) => {
    for (const name of ['two\nlines', 'two\rlines', 'nul\0byte'])
      expect(() => makeFolder(join(folder, name), 'the output folder')).toThrow(
        expect.objectContaining({
          code: 'folder.name',
          message: expect.stringMatching(
            /^The folder "[^\n]*" \(the output folder\) can't be used: .*line break/,
          ),
          whatToDo: expect.any(String),
        }),
      )
    expect(readdirSync(folder)).toEqual([])
  }))
