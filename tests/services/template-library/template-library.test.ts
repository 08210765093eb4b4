import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createTemplateLibrary,
  requireUsable,
  summaryOf,
} from '../../../src-main/services/template-library/template-library.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { card } from './own-studio.ts'

const small = (change: Record<string, unknown> = {}) => ({
  ...card,
  name: 'small',
  version: '1.2.0',
  title: 'Small',
  brand: { logo: 'assets/logo.svg' },
  ...change,
})

const svg = (fill: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect fill="${fill}" width="9" height="9"/></svg>`

/** A library of one folder, with templates as they are given. */
async function withLibrary(
  templates: Record<string, string | object>,
  work: (library: ReturnType<typeof createTemplateLibrary>, folder: string) => Promise<void>,
): Promise<void> {
  await withTempFolder(async (folder) => {
    for (const [name, template] of Object.entries(templates)) {
      await mkdir(path.join(folder, name, 'assets'), { recursive: true })
      await writeFile(path.join(folder, name, 'assets/logo.svg'), svg('red'))
      const text = typeof template === 'string' ? template : JSON.stringify(template, null, 2)
      await writeFile(path.join(folder, name, 'template.json'), text)
    }
    await work(createTemplateLibrary({ shippedFolder: folder }), folder)
  })
}

describe('finding templates', () => {
  test('by name, by folder, by the path of template.json', async () => {
    await withLibrary({ small: small() }, async (library, folder) => {
      for (const wanted of [
        'small',
        path.join(folder, 'small'),
        path.join(folder, 'small/'),
        path.join(folder, 'small/template.json'),
      ]) {
        const loaded = await library.load(wanted)
        expect(loaded.template.name).toBe('small')
        expect(loaded.template.scenes[0]?.layers[0]?.opacity).toBe(1)
        expect([...loaded.files.keys()]).toEqual(['assets/logo.svg'])
        expect(loaded.findings).toEqual([])
      }
    })
  })

  test('a list names broken ones apart, each with its fault', async () => {
    await withLibrary({ small: small(), second: small({ name: 'second' }), broken: '{' }, async (library) => {
      const { templates: listed, broken } = await library.list()
      expect(listed.map(({ name }) => name)).toEqual(['second', 'small'])
      expect(listed[1]).toMatchObject({
        version: '1.2.0',
        formats: [{ id: 'wide', title: 'Wide', width: 320, height: 180, codec: 'h264' }],
        languages: [{ id: 'en', title: 'English' }],
        variables: [{ name: 'name', type: 'text', required: true }],
      })
      expect(broken).toMatchObject([
        { name: 'broken', origin: 'shipped', error: { code: 'template.invalid' } },
      ])
      expect(listed[1]).toMatchObject(summaryOf(await library.load('small')))
    })
  })

  test('a name misspelt gets a suggestion, a folder without template.json a sentence', async () => {
    await withLibrary({ small: small() }, async (library, folder) => {
      await expect(library.load('smal')).rejects.toMatchObject({
        code: 'template.unknown',
        whatToDo: expect.stringContaining('"small"'),
      })
      await expect(library.load('zebra')).rejects.toMatchObject({
        code: 'template.unknown',
        whatToDo: expect.stringContaining('small'),
      })
      await expect(library.load(path.join(folder, 'none'))).rejects.toMatchObject({
        code: 'template.missing',
      })
      await expect(library.load(path.join(folder, 'small/assets'))).rejects.toMatchObject({
        code: 'template.missing',
        message: expect.stringContaining('template.json is not there'),
      })
      await expect(library.load(path.join(folder, 'small/assets/logo.svg'))).rejects.toMatchObject({
        code: 'template.missing',
      })
    })
  })
})

describe('a template that is not valid', () => {
  test('lists each fault with its place, line and remedy', async () => {
    const wrong = small({
      titel: 'x',
      scenes: [
        { id: 'only', duration: '1', layers: [{ id: 'name', type: 'text', text: 'a', box: { hight: 3 } }] },
      ],
    })
    await withLibrary({ small: wrong }, async (library) => {
      await expect(library.load('small')).rejects.toMatchObject({
        code: 'template.invalid',
        message: expect.stringMatching(/is not valid: 3 places are wrong\.$/),
        details: [
          'scenes[0].duration (line 34): "1" stands here, but a number is needed. Write 1 without quotes.',
          'scenes[0].layers[0].box.hight (line 41): "hight" is not known here. Did you mean "height"?',
          'titel (line 47): "titel" is not known here. Did you mean "title"?',
        ],
      })
    })
  })

  test('a slip of the pen is shown by line and column', async () => {
    await withLibrary(
      { small: '{\n  "reelmill": 1,\n  "name": "small"\n  "version": "1.0.0"\n}' },
      async (library) => {
        await expect(library.load('small')).rejects.toMatchObject({
          code: 'template.invalid',
          details: [
            'template.json, line 4, column 3: A comma or "}" is missing after the entry "name". Put a comma between entries.',
          ],
        })
        expect(await library.check('small')).toMatchObject([{ rule: 'template.json', severity: 'error' }])
      },
    )
  })

  test('rules count like the schema: a name that does not exist', async () => {
    const wrong = small({
      background: 'inkk',
      brand: { logo: 'assets/logo.svg', colours: { ink: '#000000' } },
    })
    await withLibrary({ small: wrong }, async (library) => {
      await expect(library.load('small')).rejects.toMatchObject({
        details: [
          expect.stringMatching(
            /^background \(line \d+\): The brand kit has no colour "inkk"\. Did you mean "ink"\?$/,
          ),
        ],
      })
    })
  })

  test('a fault in one language leaves the template usable in the others', async () => {
    const half = small({
      languages: { en: { strings: { hi: 'Hi {{ name }}' } }, de: {} },
      scenes: [
        {
          id: 'only',
          duration: 1,
          layers: [
            { id: 'logo', type: 'image', source: { brand: 'logo' } },
            {
              id: 'name',
              type: 'text',
              text: '{{ t.hi }}',
              box: { x: '10%', y: '10%', width: '80%', height: '80%' },
            },
          ],
        },
      ],
    })
    await withLibrary({ small: half }, async (library) => {
      const loaded = await library.load('small')
      expect(loaded.findings).toMatchObject([
        { severity: 'error', rule: 'translation.missing', language: 'de' },
      ])
      expect(() => requireUsable(loaded, ['en'], ['wide'])).not.toThrow()
      expect(() => requireUsable(loaded, ['en', 'de'], ['wide'])).toThrow(/is not valid: one place is wrong/)
    })
  })

  test('an encoding that is not UTF-8 and a file of megabytes are refused', async () => {
    await withLibrary(
      { small: small(), large: `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}` },
      async (library, folder) => {
        await writeFile(
          path.join(folder, 'small/template.json'),
          Buffer.from(`\ufeff${JSON.stringify(small())}`, 'utf16le'),
        )
        await expect(library.load('small')).rejects.toMatchObject({
          message: expect.stringContaining('UTF-8'),
        })
        await expect(library.load('large')).rejects.toMatchObject({
          message: expect.stringContaining('larger than 2 MB'),
        })
      },
    )
  })

  test('thousands of layers are refused before they are looked into', async () => {
    const layer = (l: number) => ({
      id: `l${l}`,
      type: 'shape',
      shape: 'line',
      stroke: { colour: '#fff', width: 1 },
    })
    const scene = (s: number) => ({
      id: `s${s}`,
      duration: 1,
      layers: Array.from({ length: 200 }, (_, l) => layer(l)),
    })
    await withLibrary(
      { small: small({ scenes: Array.from({ length: 20 }, (_, s) => scene(s)) }) },
      async (library) => {
        await expect(library.load('small')).rejects.toMatchObject({
          details: [expect.stringContaining('There are 4000 layers')],
        })
      },
    )
  })
})

describe('files of a template', () => {
  test('the hash follows what the template says and what its files hold, not how it is indented', async () => {
    await withLibrary({ small: small() }, async (library, folder) => {
      const { hash } = await library.load('small')
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      const file = path.join(folder, 'small/template.json')
      await writeFile(file, JSON.stringify({ $schema: '../x.json', ...small() }))
      expect((await library.load('small')).hash).toBe(hash)
      await writeFile(file, JSON.stringify(small({ title: 'Other' })))
      expect((await library.load('small')).hash).not.toBe(hash)
      await writeFile(file, JSON.stringify(small()))
      await writeFile(path.join(folder, 'small/assets/logo.svg'), svg('blue'))
      expect((await library.load('small')).hash).not.toBe(hash)
      await writeFile(path.join(folder, 'small/assets/unused.txt'), 'x')
      await writeFile(path.join(folder, 'small/assets/logo.svg'), svg('red'))
      expect((await library.load('small')).hash).toBe(hash)
    })
  })

  test('a picture that is none, a missing one and one of another kind are told', async () => {
    await withLibrary({ small: small() }, async (library, folder) => {
      const logo = path.join(folder, 'small/assets/logo.svg')
      await writeFile(logo, '<!doctype html><html></html>')
      await expect(library.load('small')).rejects.toMatchObject({
        details: [
          expect.stringMatching(
            /brand\.logo \(line \d+\): assets\/logo\.svg holds a web page \(HTML\), but a picture is needed here/,
          ),
        ],
      })
      await writeFile(
        path.join(folder, 'small/template.json'),
        JSON.stringify(small({ brand: { logo: 'assets/Logo.svg' } })),
      )
      await expect(library.load('small')).rejects.toMatchObject({
        details: [expect.stringContaining('there is "logo.svg"')],
      })
    })
  })

  test.runIf(process.platform !== 'win32')(
    'a link that leads out of the folder is refused, used or not',
    async () => {
      await withLibrary({ small: small() }, async (library, folder) => {
        await writeFile(path.join(folder, 'secret.svg'), svg('black'))
        await symlink(path.join(folder, 'secret.svg'), path.join(folder, 'small/assets/out.svg'))
        await symlink('logo.svg', path.join(folder, 'small/assets/inside.svg'))
        await expect(library.load('small')).rejects.toMatchObject({
          details: [expect.stringContaining('assets/out.svg: This link leads out of the template folder.')],
        })
        const linked = small({ name: 'linked' })
        await mkdir(path.join(folder, 'linked'))
        await writeFile(path.join(folder, 'elsewhere.json'), JSON.stringify(linked))
        await symlink(path.join(folder, 'elsewhere.json'), path.join(folder, 'linked/template.json'))
        await expect(library.load('linked')).rejects.toMatchObject({
          code: 'template.missing',
          message: expect.stringContaining('link'),
        })
      })
    },
  )
})
