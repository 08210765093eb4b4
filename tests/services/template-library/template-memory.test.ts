import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemplateLibrary } from '../../../src-main/services/template-library/template-library.ts'
import type { TemplateMemory } from '../../../src-main/services/template-library/template-memory.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const small = (title: string) => ({
  reelmill: 1,
  name: 'small',
  version: '1.0.0',
  title,
  canvas: { width: 320, height: 180 },
  fps: 25,
  formats: { wide: { width: 320, height: 180 }, tall: { width: 180, height: 320 } },
  variables: { name: { type: 'text' } },
  brand: { colours: { ink: '#0f3d3e' }, fonts: { main: { family: 'Inter' } }, logo: 'logo.svg' },
  languages: { en: {} },
  defaultLanguage: 'en',
  background: 'ink',
  scenes: [
    {
      id: 'one',
      duration: 1,
      layers: [
        {
          id: 'words',
          type: 'text',
          text: '{{ name }}',
          box: { width: '100%', height: '100%' },
          look: { font: 'main', size: 20, colour: 'ink' },
          enter: { effect: 'fade', duration: 0.2 },
          formats: { tall: { enter: null } },
        },
      ],
    },
  ],
})

const svg = (fill: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect fill="${fill}" width="9" height="9"/></svg>`

/** A template in a folder, a library, and a memory that tells how often something new was learnt. */
function withTemplate(work: (studio: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  return withTempFolder(async (folder) => work(await open(folder)))
}

async function open(folder: string) {
  const entries = new Map<string, string>()
  let learnt = 0
  const memory: TemplateMemory = {
    recall: async (words) => JSON.parse(entries.get(words.join()) ?? 'null'),
    async keep(words, data) {
      learnt += 1
      entries.set(words.join(), JSON.stringify(data))
    },
  }
  const at = join(folder, 'small')
  const write = async (name: string, content: string) => writeFile(join(at, name), content)
  await mkdir(at)
  await write('logo.svg', svg('red'))
  await write('template.json', JSON.stringify(small('Small')))
  const library = createTemplateLibrary({ shippedFolder: folder })
  return {
    at,
    write,
    library,
    load: () => library.load('small', memory),
    memory,
    learnt: () => learnt,
  }
}

test('a template that is known comes back as it was checked, to the last property', () =>
  withTemplate(async ({ library, load, learnt }) => {
    const checked = await library.load('small')
    await load()
    expect(await load()).toStrictEqual(checked)
    expect(learnt()).toBe(1)
    expect(Object.hasOwn(checked.template.scenes[0]!.layers[0]!.formats.tall!, 'enter')).toBe(true)
  }))

test('each sample template comes back as it was checked', () =>
  withTemplate(async ({ memory }) => {
    const library = createTemplateLibrary({ shippedFolder: join(projectRoot, 'resources', 'templates') })
    for (const { name } of (await library.list()).templates) {
      await library.load(name, memory)
      expect(await library.load(name, memory)).toStrictEqual(await library.load(name))
    }
  }))

test('a changed text, or a changed picture, is checked anew', () =>
  withTemplate(async ({ library, load, learnt, write }) => {
    const { hash } = await load()
    await write('logo.svg', svg('blue'))
    const repainted = await load()
    expect([repainted.hash !== hash, learnt()]).toEqual([true, 2])
    await write('template.json', JSON.stringify(small('Other')))
    expect((await load()).template.title).toBe('Other')
    expect(await load()).toStrictEqual(await library.load('small'))
    expect(learnt()).toBe(3)
  }))

test('a template whose picture has gone is refused, however well it is known', () =>
  withTemplate(async ({ load, at }) => {
    await load()
    await rm(join(at, 'logo.svg'))
    await expect(load()).rejects.toMatchObject({ code: 'template.invalid' })
  }))

test('a template that is not valid is not remembered', () =>
  withTemplate(async ({ load, learnt, write }) => {
    await write('template.json', JSON.stringify({ ...small('Small'), scenes: [] }))
    await expect(load()).rejects.toMatchObject({ code: 'template.invalid' })
    expect(learnt()).toBe(0)
  }))
