import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { carryFiles } from '../../../src-main/services/editor-desk/carry-files.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

test('files of another template are copied under a free name, and not again when they are there', () =>
  withTempFolder(async (folder) => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')]
    write(join(from, 'assets', 'logo.png'), 'theirs')
    write(join(from, 'pictures', 'same.png'), 'same')
    write(join(from, 'pictures', 'new.png'), 'new')
    write(join(to, 'assets', 'logo.png'), 'ours!!')
    write(join(to, 'pictures', 'same.png'), 'same')
    const files = ['assets/logo.png', './pictures/same.png', 'pictures/new.png', 'assets/gone.png']
    const expected = [
      { file: files[0], path: 'assets/logo-2.png' },
      { file: files[1], path: './pictures/same.png' },
      { file: files[2], path: 'assets/new.png' },
      { file: files[3], path: null },
    ]
    expect(await carryFiles(from, to, files, 'one')).toEqual(expected)
    expect(await carryFiles(from, to, files, 'one')).toEqual(expected)
    expect(readFileSync(join(to, 'assets', 'logo-2.png'), 'utf8')).toBe('theirs')
    expect(readFileSync(join(to, 'assets', 'logo.png'), 'utf8')).toBe('ours!!')
    expect(readdirSync(join(to, 'assets')).sort()).toEqual(['logo-2.png', 'logo.png', 'new.png'])
  }))

test('nothing outside of the other template is reached, and nothing that is no picture, clip, sound or font', () =>
  withTempFolder(async (folder) => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')]
    write(join(folder, 'secret.png'), 'secret')
    write(join(from, '.hidden', 'a.png'), 'hidden')
    write(join(from, 'template.json'), '{}')
    write(join(from, 'notes.txt'), 'notes')
    mkdirSync(join(from, 'folder.png'))
    symlinkSync(join(folder, 'secret.png'), join(from, 'link.png'))
    symlinkSync(folder, join(from, 'out'))
    mkdirSync(to)
    const files = [
      '../secret.png',
      'a/../../secret.png',
      join(folder, 'secret.png'),
      'link.png',
      'out/secret.png',
      '.hidden/a.png',
      'template.json',
      'notes.txt',
      'folder.png',
      '.',
    ]
    expect(await carryFiles(from, to, files, 'one')).toEqual(files.map((file) => ({ file, path: null })))
    expect(await carryFiles(null, to, ['a.png'], 'one')).toEqual([{ file: 'a.png', path: null }])
    expect(readdirSync(to).filter((name) => name !== 'assets')).toEqual([])
  }))
