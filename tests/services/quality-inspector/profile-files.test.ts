import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createProfileBook } from '../../../src-main/services/quality-inspector/profile-book.ts'
import {
  readProfileFile,
  writeProfileFile,
} from '../../../src-main/services/quality-inspector/profile-files.ts'
import { limitOf, ownProfile } from '../../../src-shared/quality/profiles.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const ours = ownProfile.parse({
  ...{ name: 'ours', title: 'Ours', extends: 'social' },
  checks: { 'sound.loudness': { integrated: -16 } },
})

test('an own profile is kept as it is written, and has all of the one that it extends', () =>
  withTempFolder(async (folder) => {
    const book = createProfileBook(folder)
    await book.save(ours)
    expect(await book.written('ours')).toEqual(ours)
    expect(limitOf(await book.find('ours'), 'plan.margins', 'share')).toBe(0.05)
    expect((await book.list()).at(-1)).toMatchObject({ name: 'ours', own: true, extends: 'social' })
    const kept = JSON.parse(await readFile(join(folder, 'quality-profiles.json'), 'utf8'))
    expect(kept.profiles).toEqual([ours])
    await expect(book.save({ ...ours, extends: 'nobody' })).rejects.toMatchObject({
      code: 'quality.profile-missing',
    })
  }))

describe('a profile in a file', () => {
  test('goes from one studio to another, and replaces nothing unasked', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'ours.json')
      await writeProfileFile(ours, path, false)
      expect(await readProfileFile(path)).toEqual(ours)
      await expect(writeProfileFile(ours, path, false)).rejects.toMatchObject({
        code: 'quality.profile-exists',
      })
      await writeProfileFile({ ...ours, title: 'Other' }, path, true)
      expect((await readProfileFile(path)).title).toBe('Other')
    }))

  test.each([
    ['no JSON', '{ "name": ', /It is no JSON/],
    ['a check that is not there', { ...ours, checks: { 'picture.blue': {} } }, /checks: .*picture\.blue/],
    [
      'a limit beyond its bounds',
      { ...ours, checks: { 'picture.black': { seconds: 600 } } },
      /checks, picture\.black, seconds: it has to be a number from 0 to 60 \(seconds\)/,
    ],
    [
      'a severity of nobody',
      { ...ours, checks: { 'picture.black': { severity: 'bad' } } },
      /picture\.black, severity: /,
    ],
    ['a codec that is no list', { ...ours, wanted: { codecs: 'h264' } }, /wanted, codecs: /],
  ])('%s is refused with its place', (_, content, said) =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'spoilt.json')
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
      const refused = await readProfileFile(path).catch((error: unknown) => error)
      expect(refused).toMatchObject({ code: 'quality.profile-file' })
      expect((refused as { details: string[] }).details.join('\n')).toMatch(said)
    }),
  )
})
