import { expect, test } from 'vitest'
import { changesBetween } from '../../../src-main/core/template-changes/template-changes.ts'
import { type TemplateSource, templateSchema } from '../../../src-shared/templates/template.ts'

const layer = (id: string, changes: object = {}) => ({
  id,
  type: 'text' as const,
  text: `{{ ${id} }}`,
  ...changes,
})

const base: TemplateSource = {
  reelmill: 1,
  name: 'card',
  version: '1.0.0',
  title: 'Card',
  canvas: { width: 320, height: 180 },
  formats: { wide: { width: 320, height: 180 } },
  variables: { name: { type: 'text' } },
  languages: { en: { strings: { offer: 'Only' } } },
  defaultLanguage: 'en',
  brand: { colours: { ink: '#112233' }, logo: 'logo.svg' },
  scenes: [
    { id: 'intro', duration: 2, layers: [layer('a'), layer('b'), layer('c')] },
    { id: 'middle', duration: 2, layers: [] },
    { id: 'end', duration: 3, layers: [] },
  ],
}

function between(changes: Partial<TemplateSource>, files: [string, string][] = [['logo.svg', '1']]) {
  return changesBetween(
    { template: templateSchema.parse(base), files: new Map([['logo.svg', '1']]) },
    { template: templateSchema.parse({ ...base, ...changes }), files: new Map(files) },
  )
}

test('two versions that say the same differ in nothing', () => {
  expect(between({ version: '1.0.1' })).toEqual([])
  // What is written out and what holds anyway are the same.
  expect(between({ fps: 30, description: '' })).toEqual([])
})

test('a scene that lasts longer is named with what it was and is', () => {
  const [intro, ...others] = base.scenes
  expect(between({ scenes: [{ ...intro!, duration: 2.5 }, ...others] })).toEqual([
    {
      what: 'scene',
      name: 'intro',
      how: 'changed',
      details: [{ property: 'duration', from: '2', to: '2.5' }],
    },
  ])
})

test('a layer is named with its scene: added, removed, changed, moved', () => {
  const scenes = (layers: ReturnType<typeof layer>[]) => [
    { ...base.scenes[0]!, layers },
    ...base.scenes.slice(1),
  ]
  expect(
    between({ scenes: scenes([layer('c'), layer('a', { text: 'Now', box: { x: 40 } }), layer('d')]) }),
  ).toEqual([
    {
      what: 'layer',
      name: 'intro / a',
      how: 'changed',
      details: [
        { property: 'box.x', from: expect.any(String), to: '40' },
        { property: 'text', from: '{{ a }}', to: 'Now' },
      ],
    },
    { what: 'layer', name: 'intro / d', how: 'added', details: [] },
    { what: 'layer', name: 'intro / b', how: 'removed', details: [] },
    { what: 'layer', name: 'intro / a', how: 'moved', details: [] },
  ])
})

test('of scenes in another order only those are named that really moved', () => {
  const [intro, middle, end] = base.scenes
  expect(between({ scenes: [end!, intro!, middle!] })).toEqual([
    { what: 'scene', name: 'end', how: 'moved', details: [] },
  ])
})

test('variables, formats, languages, texts, brand and files are told apart', () => {
  const changes = between(
    {
      title: 'Shelf card',
      variables: { name: { type: 'text', required: false }, price: { type: 'number' } },
      formats: { tall: { width: 180, height: 320 } },
      languages: { en: { strings: { offer: 'Just' } }, de: { strings: { offer: 'Nur' } } },
      brand: { colours: { ink: '#000000' }, fonts: { main: { family: 'Inter' } } },
      audio: { music: { source: { file: 'music.m4a' } } },
    },
    [
      ['logo.svg', '2'],
      ['music.m4a', '3'],
    ],
  )
  expect(changes.map(({ what, name, how }) => `${what} ${name} ${how}`)).toEqual([
    'template  changed',
    'variable name changed',
    'variable price added',
    'format tall added',
    'format wide removed',
    'language de added',
    'string en / offer changed',
    'colour ink changed',
    'font main added',
    'logo logo.svg removed',
    'sound  added',
    'asset logo.svg changed',
    'asset music.m4a added',
  ])
})

test('long texts are shortened, and a list of many differences ends', () => {
  const strings = (letter: string) => ({ en: { strings: { offer: letter.repeat(500) } } })
  const [change] = between({ languages: strings('y') })
  expect(change?.details[0]?.to).toHaveLength(120)
})
