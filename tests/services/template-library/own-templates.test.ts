import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changeSource, says, versionNow, withOwnTemplates, writeCard } from './own-studio.ts'

test('a template that comes with the product stays as it was: its changed version takes its place', () =>
  withOwnTemplates(async ({ own, library, shipped }) => {
    const draft = await own.draftOf('card')
    expect(draft).toMatchObject({ name: 'card', basedOn: '1.0.0', since: null })
    changeSource(draft.folder, { title: 'Changed' })
    expect((await own.draftOf('card')).since).not.toBeNull()
    expect(await versionNow(library, 'card')).toBe('1.0.0')

    await own.publish('card', '1.1.0', 'Another title.')

    const loaded = await library.load('card')
    expect(loaded.template).toMatchObject({ title: 'Changed', version: '1.1.0' })
    expect(says(join(shipped, 'card'))).toMatchObject({ title: 'Card', version: '1.0.0' })
    expect((await own.draftOf('card')).basedOn).toBe('1.1.0')
  }))

test('a version stays as it was when the next one is published, so that batches can go on with it', () =>
  withOwnTemplates(async ({ own, library }) => {
    const first = await own.draftOf('card')
    changeSource(first.folder, { title: 'First' })
    const one = await own.publish('card', '1.1.0', '')
    const second = await own.draftOf('card')
    changeSource(second.folder, { title: 'Second' })
    writeFileSync(
      join(second.folder, 'logo.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    )
    await own.publish('card', '1.2.0', '')

    expect((await library.load(one.folder)).template.title).toBe('First')
    expect((await library.load('card@1.1.0')).template.title).toBe('First')
    expect(readFileSync(join(one.folder, 'logo.svg'), 'utf8')).toContain('width="9"')
    expect((await library.load('card')).template.title).toBe('Second')
  }))

test('a version that is not above all others is refused, and the draft stays', () =>
  withOwnTemplates(async ({ own }) => {
    const draft = await own.draftOf('card')
    changeSource(draft.folder, { title: 'Changed' })
    await expect(own.publish('card', '1.0.0', '')).rejects.toMatchObject({
      code: 'template.version',
      whatToDo: 'Use 1.0.1 or higher.',
    })
    expect((await own.draftOf('card')).since).not.toBeNull()
  }))

test('a draft with errors is not published, and the template stays as it was', () =>
  withOwnTemplates(async ({ own, library }) => {
    const draft = await own.draftOf('card')
    changeSource(draft.folder, { brand: { logo: 'nowhere.svg' } })
    await expect(own.publish('card', '2.0.0', '')).rejects.toMatchObject({ code: 'template.invalid' })
    writeFileSync(join(draft.folder, 'template.json'), '{ "name": "card", ')
    await expect(own.publish('card', '2.0.0', '')).rejects.toMatchObject({ code: 'template.invalid' })
    expect(await versionNow(library, 'card')).toBe('1.0.0')
  }))

test('a draft that calls itself otherwise is not published under either name', () =>
  withOwnTemplates(async ({ own }) => {
    const draft = await own.draftOf('card')
    changeSource(draft.folder, { name: 'other' })
    await expect(own.publish('card', '2.0.0', '')).rejects.toMatchObject({ code: 'template.renamed' })
  }))

test('what is discarded is gone, and the next draft begins from the template as it is', () =>
  withOwnTemplates(async ({ own }) => {
    const draft = await own.draftOf('card')
    changeSource(draft.folder, { title: 'Changed' })
    await own.discard('card')
    expect(await own.drafts()).toEqual(new Set())
    expect(says((await own.draftOf('card')).folder)).toMatchObject({ title: 'Card' })
    await expect(own.publish('nothing', '2.0.0', '')).rejects.toMatchObject({ code: 'template.no-draft' })
  }))

test('a path in the place of a name: no folder outside is taken away, written into or packed', () =>
  withOwnTemplates(async ({ own, at }) => {
    writeCard(at('projects', '1.0.0'))
    const path = '../../projects'
    const unknown = { code: 'template.unknown' }
    await expect(own.remove(path)).rejects.toMatchObject(unknown)
    await expect(own.restore(path, '1.0.0')).rejects.toMatchObject(unknown)
    await expect(own.versions(path)).rejects.toMatchObject(unknown)
    await expect(own.exportTo(path, at('stolen.zip'))).rejects.toMatchObject(unknown)
    await expect(own.exportTo(path, at('stolen.zip'), { version: '1.0.0' })).rejects.toMatchObject(unknown)
    expect(existsSync(at('projects', '1.0.0', 'template.json'))).toBe(true)
    expect(existsSync(at('projects', 'history.json'))).toBe(false)
    expect(existsSync(at('stolen.zip'))).toBe(false)
  }))

test('a template whose folder has a link out of it is not copied', () =>
  withOwnTemplates(async ({ own, shipped, at }) => {
    writeFileSync(at('secret.txt'), 'secret')
    symlinkSync(at('secret.txt'), join(shipped, 'card', 'aside.txt'))
    await expect(own.draftOf('card')).rejects.toMatchObject({ code: 'file.link' })
    expect(await own.drafts()).toEqual(new Set())
  }))

test('two who ask for a draft at once are given the same one', () =>
  withOwnTemplates(async ({ own }) => {
    const [one, other] = await Promise.all([own.draftOf('card'), own.draftOf('card')])
    expect(one).toEqual(other)
  }))

test('a history that was spoilt by hand is made anew from the versions that lie there', () =>
  withOwnTemplates(async ({ own, library, at }) => {
    await own.draftOf('card')
    await own.publish('card', '1.0.1', '')
    writeFileSync(at('studio', 'templates', 'card', 'history.json'), '{"current": 7')
    expect(await versionNow(library, 'card')).toBe('1.0.1')
  }))
