import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { OwnTemplates } from '../../../src-main/services/template-library/own-templates.ts'
import { writeZip } from '../../outside/archives/zips.ts'
import { card, changeSource, says, versionNow, withOwnTemplates, writeCard } from './own-studio.ts'

async function publishNext(own: OwnTemplates, version: string, title: string): Promise<void> {
  const draft = await own.draftOf('card')
  changeSource(draft.folder, { title })
  await own.publish('card', version, `To ${title}.`)
}

describe('versions', () => {
  test('each version says what changed since the one before, that of the product among them', () =>
    withOwnTemplates(async ({ own }) => {
      await publishNext(own, '1.1.0', 'Shelf card')
      const title = (from: string, to: string) => [
        { what: 'template', name: '', how: 'changed', details: [{ property: 'title', from, to }] },
      ]
      await publishNext(own, '2.0.0', 'Price card')
      expect(await own.versions('card')).toMatchObject([
        {
          version: '2.0.0',
          origin: 'own',
          note: 'To Price card.',
          isCurrent: true,
          changes: title('Shelf card', 'Price card'),
        },
        { version: '1.1.0', origin: 'own', isCurrent: false, changes: title('Card', 'Shelf card') },
        { version: '1.0.0', origin: 'shipped', at: null, isCurrent: false, changes: null },
      ])
    }))

  test('an earlier version comes back, and what was published after it stays there to go back to', () =>
    withOwnTemplates(async ({ own, library }) => {
      await publishNext(own, '1.1.0', 'One')
      await publishNext(own, '1.2.0', 'Two')
      expect(await own.restore('card', '1.1.0')).toEqual({ version: '1.1.0', before: '1.2.0' })
      expect(await versionNow(library, 'card')).toBe('1.1.0')
      await expect(own.publish('card', '1.2.0', '')).rejects.toMatchObject({ code: 'template.no-draft' })
      expect(await own.restore('card', 'shipped')).toEqual({ version: 'shipped', before: '1.1.0' })
      expect((await library.list()).templates).toMatchObject([
        { name: 'card', origin: 'shipped', version: '1.0.0' },
      ])
      await own.restore('card', '1.2.0')
      expect(await versionNow(library, 'card')).toBe('1.2.0')
      await expect(own.restore('card', '7.0.0')).rejects.toMatchObject({ code: 'template.no-version' })
      await expect(own.restore('nothing', '1.0.0')).rejects.toMatchObject({ code: 'template.unknown' })
    }))

  test('a version whose folder was removed by hand is no longer offered, and another one takes its place', () =>
    withOwnTemplates(async ({ own, library, at }) => {
      await publishNext(own, '1.1.0', 'One')
      await publishNext(own, '1.2.0', 'Two')
      rmSync(at('studio', 'templates', 'card', '1.2.0'), { recursive: true })
      expect(await versionNow(library, 'card')).toBe('1.1.0')
      expect((await own.versions('card')).map(({ version }) => version)).toEqual(['1.1.0', '1.0.0'])
    }))
})

describe('removing', () => {
  test('what was removed comes back with its versions and its draft', () =>
    withOwnTemplates(async ({ own, library }) => {
      await publishNext(own, '1.1.0', 'One')
      await publishNext(own, '1.2.0', 'Two')
      changeSource((await own.draftOf('card')).folder, { title: 'Half done' })
      const { removed, shipped } = await own.remove('card')
      expect(shipped).toBe('1.0.0')
      expect(await versionNow(library, 'card')).toBe('1.0.0')
      expect(await own.drafts()).toEqual(new Set())

      expect(await own.bringBack(removed)).toEqual({ name: 'card', version: '1.2.0' })
      expect(await versionNow(library, 'card')).toBe('1.2.0')
      expect(await own.versions('card')).toHaveLength(3)
      expect(says((await own.draftOf('card')).folder).title).toBe('Half done')
      await expect(own.bringBack(removed)).rejects.toMatchObject({ code: 'template.not-removed' })
    }))

  test('a draft that was removed comes back in place of an untouched one, and never costs anybody another draft', () =>
    withOwnTemplates(async ({ own }) => {
      await publishNext(own, '1.1.0', 'One')
      changeSource((await own.draftOf('card')).folder, { title: 'Half done' })
      const { removed } = await own.remove('card')
      changeSource((await own.draftOf('card')).folder, { title: 'Begun since' })
      await expect(own.bringBack(removed)).rejects.toMatchObject({ code: 'template.draft-taken' })
      expect(says((await own.draftOf('card')).folder).title).toBe('Begun since')

      await own.discard('card')
      await own.draftOf('card')
      await own.bringBack(removed)
      const draft = await own.draftOf('card')
      expect(draft.basedOn).toBe('1.1.0')
      expect(says(draft.folder).title).toBe('Half done')
    }))

  test('a draft that can not be read at this moment is not begun anew', () =>
    withOwnTemplates(async ({ own }) => {
      const { folder } = await own.draftOf('card')
      writeFileSync(join(folder, 'logo.svg'), '<svg/>')
      rmSync(join(folder, 'template.json'))
      mkdirSync(join(folder, 'template.json'))
      await expect(own.draftOf('card')).rejects.toThrow()
      expect(readFileSync(join(folder, 'logo.svg'), 'utf8')).toBe('<svg/>')
      expect(await own.drafts()).toEqual(new Set())
    }))

  test('a template of the product stays, and one that a batch is being made with', () =>
    withOwnTemplates(async ({ own, running }) => {
      await expect(own.remove('card')).rejects.toMatchObject({ code: 'template.shipped' })
      await expect(own.remove('nothing')).rejects.toMatchObject({ code: 'template.unknown' })
      await publishNext(own, '1.1.0', 'One')
      running.push('card')
      await expect(own.remove('card')).rejects.toMatchObject({
        code: 'template.in-use',
        message: 'A batch is being made with the template "card".',
      })
    }))

  test('what was removed does not take the place of a newer template of its name', () =>
    withOwnTemplates(async ({ own, at }) => {
      await publishNext(own, '1.1.0', 'One')
      const { removed } = await own.remove('card')
      await own.importFrom(writeCard(at('other'), { version: '3.0.0' }))
      await expect(own.bringBack(removed)).rejects.toMatchObject({ code: 'template.taken' })
    }))

  test.each(['../../card', 'card', '20261121100000-deadbeef', ''])('%j brings nothing back', (removed) =>
    withOwnTemplates(async ({ own }) => {
      await expect(own.bringBack(removed)).rejects.toMatchObject({ code: 'template.not-removed' })
    }),
  )
})

describe('duplicating', () => {
  test('a copy has a name and a first version of its own', () =>
    withOwnTemplates(async ({ own, library }) => {
      await publishNext(own, '4.2.0', 'Shelf card')
      await own.duplicate('card')
      await own.duplicate('card')
      await own.duplicate('card', 'price-tag', 'Price tag')
      expect((await library.list()).templates).toMatchObject([
        { name: 'card', version: '4.2.0', origin: 'changed' },
        { name: 'card-copy', version: '1.0.0', title: 'Shelf card (copy)', origin: 'own' },
        { name: 'card-copy-2', version: '1.0.0' },
        { name: 'price-tag', version: '1.0.0', title: 'Price tag' },
      ])
    }))

  test.each([
    ['card', 'template.taken'],
    ['../card', 'template.name'],
    ['Card', 'template.name'],
    ['con', 'template.name'],
  ])('%j is refused as a name', (name, code) =>
    withOwnTemplates(async ({ own }) => {
      await expect(own.duplicate('card', name)).rejects.toMatchObject({ code })
    }),
  )
})

describe('importing', () => {
  test('a folder, its template.json and a zip of it are all taken', () =>
    withOwnTemplates(async ({ own, library, at }) => {
      await own.importFrom(writeCard(at('in', 'one'), { name: 'one' }))
      await own.importFrom(join(writeCard(at('in', 'two'), { name: 'two' }), 'template.json'))
      await own.exportTo('one', at('one.zip'))
      await own.remove('one')
      expect(await own.importFrom(at('one.zip'))).toMatchObject({ name: 'one', outcome: 'new' })
      expect((await library.list()).templates.map(({ name }) => name)).toEqual(['card', 'one', 'two'])
      expect((await own.versions('one'))[0]?.note).toBe('Imported from one.zip.')
      expect(readdirSync(at('studio', 'templates')).sort()).toEqual(['one', 'two'])
    }))

  test('a zip with its template at the top is taken like one in a folder', () =>
    withOwnTemplates(async ({ own, at }) => {
      const flat = { ...card, name: 'flat', brand: {} }
      flat.scenes = [{ ...flat.scenes[0]!, layers: flat.scenes[0]!.layers.slice(1) }]
      const zip = writeZip(at('flat.zip'), [{ name: 'template.json', bytes: JSON.stringify(flat) }])
      expect(await own.importFrom(zip)).toMatchObject({ name: 'flat', version: '1.0.0', outcome: 'new' })
    }))

  test('one that is stopped changes nothing, and can be begun again', () =>
    withOwnTemplates(async ({ own, at }) => {
      const folder = writeCard(at('in'), { name: 'other' })
      const controller = new AbortController()
      const how = { signal: controller.signal, onBytes: () => controller.abort() }
      await expect(own.importFrom(folder, undefined, how)).rejects.toMatchObject({ name: 'AbortError' })
      expect([...(await own.histories()).keys()]).not.toContain('other')
      expect(await own.importFrom(folder)).toMatchObject({ name: 'other', outcome: 'new' })
      expect(readdirSync(at('studio', 'templates'))).toEqual(['other'])
    }))

  test('any two versions are compared, also from the later one to the earlier', () =>
    withOwnTemplates(async ({ own, at }) => {
      await own.importFrom(writeCard(at('two'), { version: '1.1.0', title: 'Second' }))
      await own.importFrom(writeCard(at('three'), { version: '1.2.0', title: 'Third' }))
      const { changes, from, to } = await own.compare('card', '1.2.0', '1.0.0')
      expect([from.title, to.title]).toEqual(['Third', card.title])
      expect(changes).toMatchObject([
        { what: 'template', how: 'changed', details: [{ property: 'title', from: 'Third', to: card.title }] },
      ])
      expect((await own.compare('card', '1.1.0', '1.1.0')).changes).toEqual([])
      await expect(own.compare('card', '1.1.0', '9.0.0')).rejects.toMatchObject({
        code: 'template.no-version',
      })
    }))

  test('a higher version becomes the next one; the very same changes nothing', () =>
    withOwnTemplates(async ({ own, library, at }) => {
      const folder = writeCard(at('in'), { version: '1.3.0' })
      expect(await own.importFrom(folder)).toMatchObject({ version: '1.3.0', outcome: 'new-version' })
      expect(await own.importFrom(folder)).toMatchObject({ version: '1.3.0', outcome: 'same' })
      expect(await own.versions('card')).toHaveLength(2)
      expect(await versionNow(library, 'card')).toBe('1.3.0')
    }))

  test('another template of the same name and version asks what is meant, and does that', () =>
    withOwnTemplates(async ({ own, library, at }) => {
      const folder = writeCard(at('in'), { title: 'Another' })
      await expect(own.importFrom(folder)).rejects.toMatchObject({ code: 'template.taken' })
      expect(await own.importFrom(folder, 'copy')).toMatchObject({ name: 'card-2', outcome: 'copy' })
      expect(await own.importFrom(folder, 'new-version')).toMatchObject({
        version: '1.0.1',
        outcome: 'new-version',
      })
      expect((await library.list()).templates).toMatchObject([
        { name: 'card', title: 'Another', version: '1.0.1' },
        { name: 'card-2', title: 'Another (2)', version: '1.0.0' },
      ])
    }))

  test.skipIf(process.platform === 'win32')(
    'a pipe that is called like an archive or a template keeps nobody waiting, nor the template that comes after it',
    () =>
      withOwnTemplates(async ({ own, at }) => {
        mkdirSync(at('card'), { recursive: true })
        execFileSync('mkfifo', [at('card.zip'), at('card', 'template.json')])
        for (let times = 0; times < 5; times += 1)
          await expect(own.importFrom(at('card.zip'))).rejects.toMatchObject({ code: 'archive.kind' })
        await expect(own.importFrom(at('card'))).rejects.toMatchObject({ code: 'template.missing' })
        await expect(own.importFrom('/dev/zero')).rejects.toMatchObject({ code: 'archive.kind' })
        mkdirSync(at('deep'))
        writeFileSync(at('deep', 'template.json'), `{"scenes":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)
        await expect(own.importFrom(at('deep'))).rejects.toMatchObject({ code: 'template.invalid' })
        expect(await own.importFrom(writeCard(at('good'), { name: 'good' }))).toMatchObject({ name: 'good' })
      }),
  )

  test('what is no template, or a faulty one, is refused with its fault and leaves nothing', () =>
    withOwnTemplates(async ({ own, at }) => {
      mkdirSync(at('empty'))
      await expect(own.importFrom(at('empty'))).rejects.toMatchObject({ code: 'template.missing' })
      await expect(own.importFrom(at('nowhere'))).rejects.toMatchObject({ code: 'template.missing' })
      writeCard(at('two', 'a'))
      writeCard(at('two', 'b'))
      await expect(own.importFrom(at('two'))).rejects.toMatchObject({ code: 'template.several' })
      const faulty = writeCard(at('faulty'), { name: 'faulty', brand: { logo: 'gone.svg' } })
      await expect(own.importFrom(faulty)).rejects.toMatchObject({
        code: 'template.invalid',
        details: [expect.stringContaining('gone.svg')],
      })
      expect(readdirSync(at('studio', 'templates'))).toEqual([])
    }))

  test('a zip whose template names a file outside of it is refused', () =>
    withOwnTemplates(async ({ own, at }) => {
      const template = JSON.stringify({ ...card, name: 'sly', brand: { logo: '../../../studio.sqlite' } })
      const zip = writeZip(at('sly.zip'), [{ name: 'sly/template.json', bytes: template }])
      await expect(own.importFrom(zip)).rejects.toMatchObject({ code: 'template.invalid' })
    }))
})

describe('exporting', () => {
  test('any version can be exported; a file that is there is replaced only when that was said', () =>
    withOwnTemplates(async ({ own, at }) => {
      await publishNext(own, '1.1.0', 'One')
      expect(await own.exportTo('card', at('card'))).toMatchObject({ path: at('card.zip') })
      const before = readFileSync(at('card.zip'))
      await expect(own.exportTo('card', at('card.zip'))).rejects.toMatchObject({ code: 'archive.exists' })
      expect(readFileSync(at('card.zip'))).toEqual(before)
      await own.exportTo('card', at('card.zip'), { version: '1.0.0', overwrite: true })
      await own.remove('card')
      expect(await own.importFrom(at('card.zip'))).toMatchObject({ version: '1.0.0', outcome: 'same' })
      await expect(own.exportTo('card', at('x.zip'), { version: '9.0.0' })).rejects.toMatchObject({
        code: 'template.no-version',
      })
      expect(existsSync(at('x.zip'))).toBe(false)
    }))
})

test('whoever shows templates is told of each change', () =>
  withOwnTemplates(async ({ own, changed }) => {
    await publishNext(own, '1.1.0', 'One')
    const { removed } = await own.remove('card')
    await own.bringBack(removed)
    await own.restore('card', 'shipped')
    expect(changed).toEqual(['card', 'card', 'card', 'card'])
  }))

test('a list that was kept is right after a file of a template was changed, and after a restart', () =>
  withOwnTemplates(async ({ own, library, again, shipped, at }) => {
    expect((await library.list()).templates).toMatchObject([{ title: 'Card', warnings: 0 }])
    expect(existsSync(at('studio', 'template-list.json'))).toBe(true)
    writeFileSync(join(shipped, 'card', 'logo.svg'), 'no picture any more')
    expect((await again().list()).broken).toMatchObject([
      { name: 'card', error: { code: 'template.invalid' } },
    ])
    await own.importFrom(writeCard(at('in'), { version: '1.3.0' }))
    expect(await again().list()).toMatchObject({
      templates: [{ name: 'card', version: '1.3.0' }],
      broken: [],
    })
  }))
