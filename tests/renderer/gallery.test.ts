import { expect, test } from 'vitest'
import { cardsIn, type GalleryView, shownTemplates } from '../../src-renderer/view-math/gallery.ts'
import type { TemplateEntry, TemplateUse } from '../../src-shared/contract/templates.ts'

const entry = (name: string, changes: Partial<TemplateEntry> = {}): TemplateEntry => ({
  name,
  version: '1.0.0',
  title: name,
  description: '',
  folder: `/t/${name}`,
  formats: [{ id: 'wide', title: 'Landscape', width: 1920, height: 1080, codec: 'h264' }],
  languages: [{ id: 'en', title: 'English' }],
  variables: [],
  inspects: null,
  loudness: null,
  origin: 'shipped',
  hasDraft: false,
  at: null,
  errors: 0,
  warnings: 0,
  ...changes,
})
const used = (template: string, at: string): [string, TemplateUse] => [
  template,
  { template, batches: 1, unfinished: 0, running: 0, last: { batch: 'b', name: 'b', at } },
]

const templates = [
  entry('showcase', { title: 'Product showcase', variables: [{ name: 'price', title: 'Preis' } as never] }),
  entry('cafe', { title: 'Café card', origin: 'own', at: '2026-11-20T00:00:00Z' }),
  entry('market', {
    title: 'Market',
    origin: 'changed',
    at: '2026-11-21T00:00:00Z',
    languages: [{ id: 'de', title: 'Deutsch' }],
  }),
]
const uses = new Map([used('showcase', '2026-11-21T08:00:00Z'), used('cafe', '2026-11-21T09:00:00Z')])
const names = (view: Partial<GalleryView>) =>
  shownTemplates(templates, { search: '', origin: 'all', sort: 'name', ...view }, uses).map(
    ({ name }) => name,
  )

test('templates are found by title, language, format size and variable, whatever the accents', () => {
  expect(names({ search: 'cafe' })).toEqual(['cafe'])
  expect(names({ search: 'PREIS show' })).toEqual(['showcase'])
  expect(names({ search: 'deutsch' })).toEqual(['market'])
  expect(names({ search: '1920x1080' })).toHaveLength(3)
  expect(names({ search: 'preis deutsch' })).toEqual([])
})

test('own templates are also those that take the place of one that comes with the product', () => {
  expect(names({ origin: 'own' })).toEqual(['cafe', 'market'])
  expect(names({ origin: 'shipped' })).toEqual(['showcase'])
})

test('what was used or changed last comes first, and what never was comes by name', () => {
  expect(names({ sort: 'name' })).toEqual(['cafe', 'market', 'showcase'])
  expect(names({ sort: 'used' })).toEqual(['cafe', 'showcase', 'market'])
  expect(names({ sort: 'changed' })).toEqual(['market', 'cafe', 'showcase'])
})

test('cards fill the width in as many columns as are wide enough', () => {
  expect(cardsIn(1000, { least: 272, gap: 20, below: 118 })).toEqual({
    columns: 3,
    width: 320,
    picture: 180,
    height: 298,
  })
  expect(cardsIn(200, { least: 272, gap: 20, below: 118 }).columns).toBe(1)
  expect(cardsIn(0, { least: 272, gap: 20, below: 118 })).toMatchObject({ columns: 1, width: 0 })
})
