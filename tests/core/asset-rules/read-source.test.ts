import { describe, expect, test } from 'vitest'
import { quoted, readSource } from '../../../src-main/core/asset-rules/read-source.ts'
import fc from '../../helpers/at-random.ts'

const rule = (source: string, platform: 'posix' | 'windows' = 'posix') => {
  const read = readSource(source, platform)
  return 'problem' in read ? read.problem.rule : read.ok
}

describe('what a source may be', () => {
  test.each([
    ['images/lamp.png', 'images/lamp.png'],
    ['  lamp.png ', 'lamp.png'],
    ['./images//./lamp.png', 'images/lamp.png'],
    ['images\\lamp.png', 'images/lamp.png'],
    ['Café – 50% off (1).png', 'Café – 50% off (1).png'],
    ['-x.mp4', '-x.mp4'],
    ['file%03d.png', 'file%03d.png'],
    ['..hidden/..name.png', '..hidden/..name.png'],
    ['Photos Inc./a.png', 'Photos Inc./a.png'],
    ['console.png', 'console.png'],
  ])('%j is a path inside the folder', (source, path) => {
    expect(rule(source)).toEqual({ kind: 'file', path, absolute: false })
  })

  test('an absolute path is let through to be compared with the allowed folders', () => {
    expect(rule('/data/lamp.png')).toEqual({ kind: 'file', path: '/data/lamp.png', absolute: true })
    expect(rule('C:\\data\\lamp.png', 'windows')).toEqual({
      kind: 'file',
      path: 'C:/data/lamp.png',
      absolute: true,
    })
  })

  test('an https address is one, whatever its capitals', () => {
    expect(rule('HTTPS://Shop.Example/a b.jpg?size=2#top')).toEqual({
      kind: 'web',
      address: 'https://shop.example/a%20b.jpg?size=2#top',
    })
  })
})

describe('what a source may not be', () => {
  test.each([
    ['../secret.png', 'asset.outside'],
    ['images/../../secret.png', 'asset.outside'],
    ['images\\..\\..\\secret.png', 'asset.outside'],
    ['/data/../etc/passwd', 'asset.outside'],
    ['file:///etc/passwd', 'asset.scheme'],
    ['FILE:/etc/passwd', 'asset.scheme'],
    ['data:image/png;base64,AAAA', 'asset.scheme'],
    ['ftp://host/lamp.png', 'asset.scheme'],
    ['http://shop.example/lamp.png', 'asset.scheme'],
    ['https:lamp.png', 'asset.scheme'],
    ['https:///lamp.png', 'asset.scheme'],
    ['concat:a.mp4|b.mp4', 'asset.scheme'],
    ['crypto+file:lamp.mp4', 'asset.scheme'],
    ['pipe:0', 'asset.scheme'],
    ['javascript:alert(1)', 'asset.scheme'],
    ['subfile,,start,1,end,2,,:a.mp4', 'asset.stream'],
    ['C:lamp.png', 'asset.drive'],
    ['C:\\images\\lamp.png', 'asset.drive'],
    ['\\\\server\\share\\lamp.png', 'asset.network-path'],
    ['//server/share/lamp.png', 'asset.network-path'],
    ['\\\\?\\C:\\lamp.png', 'asset.network-path'],
    ['\\\\.\\PhysicalDrive0', 'asset.network-path'],
    ['lamp.png:hidden', 'asset.stream'],
    ['images/lamp.png::$DATA', 'asset.stream'],
    ['NUL', 'asset.device'],
    ['images/con.png', 'asset.device'],
    ['aux .tar.gz', 'asset.device'],
    ['com1.mp4', 'asset.device'],
    ['LPT9', 'asset.device'],
    ['lamp\0.png', 'asset.characters'],
    ['lamp\n.png', 'asset.characters'],
    ['lamp\u001b[31m.png', 'asset.characters'],
    ['lamp\u0085.png', 'asset.characters'],
    ['lamp\ud800.png', 'asset.characters'],
    ['images/', 'asset.folder'],
    ['.', 'asset.folder'],
    ['/', 'asset.folder'],
    ['', 'asset.empty'],
    ['   ', 'asset.empty'],
    ['x'.repeat(256), 'asset.name'],
    ['ü'.repeat(130), 'asset.name'],
    ['a/'.repeat(3_000), 'asset.name'],
    ['https://a.example/1.jpg, https://a.example/2.jpg', 'asset.several'],
    ['https://a.example/1.jpg|https://a.example/2.jpg', 'asset.several'],
    ['https://exa mple/1.jpg', 'asset.address'],
    ['https://[::zz]/1.jpg', 'asset.address'],
  ])('%j is refused', (source, expected) => {
    expect(rule(source)).toBe(expected)
  })

  test.each(['lamp.png.', 'lamp?.png', 'a|b.png', 'images /lamp.png'])(
    '%j is refused on Windows only',
    (source) => {
      expect(rule(source, 'windows')).toBe('asset.characters')
      expect(rule(source, 'posix')).toMatchObject({ kind: 'file' })
    },
  )

  test('a drive without a folder is refused on Windows too', () => {
    expect(rule('C:lamp.png', 'windows')).toBe('asset.drive')
  })

  test('each refusal says what is wrong and what to do, in whole sentences', () => {
    for (const source of [
      '../a',
      'ftp://a',
      'C:\\a',
      '//a/b',
      'a:b/c:d',
      'nul',
      'a\0',
      '',
      'a/',
      'http://a',
    ]) {
      const read = readSource(source, 'posix')
      if (!('problem' in read)) throw new Error(`${source} passed`)
      expect(read.problem.message).toMatch(/^["A-Z].{10,}\.$/)
      expect(read.problem.whatToDo).toMatch(/^[A-Z].{10,}\.$/)
    }
  })

  test('an address that is refused is not repeated, since it may carry a password', () => {
    for (const source of [
      'ftp://user:pw@host/x?token=t',
      'http://h/x?token=t',
      'https://user:pw@ho st/x?token=t',
    ]) {
      expect(JSON.stringify(readSource(source, 'posix'))).not.toMatch(/pw|token/)
    }
  })

  test('whatever is written, what passes as a path has no way up and no scheme', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      ':',
      'a',
      'C:',
      '%2e%2e',
      '\0',
      'nul',
      ' ',
      '~',
      '-',
      'file:',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (source) => {
          const read = readSource(source, 'posix')
          if ('problem' in read || read.ok.kind !== 'file') return
          expect(read.ok.path.split('/')).not.toContain('..')
          expect(read.ok.path).not.toMatch(/[:\\\0]|^\/\//)
          expect(read.ok.path).not.toBe('')
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('names in messages are short and show no invisible characters', () => {
    expect(quoted('a\u0000b\u001b[2J')).toBe('"a·b·[2J"')
    expect(quoted('x'.repeat(500))).toHaveLength(122)
  })
})
