import { describe, expect, test } from 'vitest'
import {
  columnLines,
  type Draft,
  draftOf,
  emptyDraft,
  inspectionOf,
  keptDraft,
  lacksOf,
  requestOf,
  toggled,
  withColumn,
  withMended,
  withTable,
  withTemplate,
} from '../../src-renderer/view-math/draft.ts'
import { renderRequest } from '../../src-shared/batches/batch.ts'
import type { TemplateSummary } from '../../src-shared/contract/commands.ts'
import type { TableInspection } from '../../src-shared/contract/tables.ts'
import { profileFor } from '../../src-shared/quality/wish.ts'

const variable = (name: string, required = true): TemplateSummary['variables'][number] => ({
  name,
  type: 'text',
  required,
  columns: [],
  perLanguage: false,
  html: false,
})

const template: TemplateSummary = {
  name: 'card',
  version: '1.0.0',
  title: 'Card',
  description: '',
  folder: '/templates/card',
  formats: [
    { id: 'wide', title: 'Wide', width: 16, height: 9, codec: 'h264' },
    { id: 'tall', title: 'Tall', width: 9, height: 16, codec: 'h264' },
  ],
  languages: [
    { id: 'en', title: 'English' },
    { id: 'de', title: 'Deutsch' },
  ],
  variables: [variable('name'), variable('price'), variable('offer', false)],
  inspects: null,
  loudness: null,
}
const inspection: TableInspection = {
  path: '/data/a.csv',
  description: 'CSV, comma, UTF-8',
  columns: ['Name', 'Name_de', 'Cost'],
  sample: [
    { Name: 'Mug', Name_de: 'Becher', Cost: ' 5 ' },
    { Name: 'Mug', Name_de: null, Cost: '' },
    { Name: 'Lamp', Name_de: 'Lampe', Cost: '7' },
  ],
  mapping: [
    { variable: 'name', column: 'Name', language: null },
    { variable: 'name', column: 'Name_de', language: 'de' },
  ],
  missing: ['price'],
  unused: ['Cost'],
  problems: [],
}
const ready: Draft = { ...withTemplate(withTable(emptyDraft, '/data/a.csv'), template), out: '/videos' }

describe('a draft', () => {
  test('a template is taken with all its languages and formats; the same one again keeps the choice', () => {
    expect([ready.languages, ready.formats]).toEqual([
      ['en', 'de'],
      ['wide', 'tall'],
    ])
    const chosen = { ...ready, languages: ['de'], map: { price: 'Cost' } }
    expect(withTemplate(chosen, { ...template })).toMatchObject({ languages: ['de'], map: { price: 'Cost' } })
    const other = withTemplate(chosen, { ...template, folder: '/templates/other' })
    expect([other.languages, other.map]).toEqual([['en', 'de'], {}])
  })

  test('another table forgets what was said about the columns and records of the last', () => {
    const before = { ...withColumn(ready, 'price', 'Cost'), key: 'Name', rows: '1-5' }
    const after = withTable(before, '/data/b.csv')
    expect(after).toMatchObject({ key: null, rows: '', out: '/videos' })
    expect(after.map).toEqual({})
  })

  test('choices keep the order of the template', () => {
    expect(toggled(['de'], 'en', template.languages)).toEqual(['en', 'de'])
    expect(toggled(['en', 'de'], 'en', template.languages)).toEqual(['de'])
  })

  test('what lacks is said in the order in which a person meets it', () => {
    expect(lacksOf(emptyDraft, null)).toEqual(['table', 'template'])
    expect(lacksOf(ready, null)).toEqual(['inspection'])
    expect(lacksOf(ready, inspection)).toEqual(['columns'])
    const bare = { ...ready, languages: [], formats: [], out: null, name: ' ' }
    expect(lacksOf(bare, { ...inspection, missing: [] })).toEqual(['languages', 'formats', 'out', 'name'])
    expect(lacksOf(ready, { ...inspection, missing: [] })).toEqual([])
  })

  test('as a request it passes the contract, and empty fields are left out', () => {
    expect(requestOf(emptyDraft)).toBeNull()
    expect(
      inspectionOf({ ...ready, reading: { ...ready.reading, delimiter: ';', encoding: '' } })?.reading,
    ).toEqual({
      delimiter: ';',
    })
    const full = { ...withColumn(ready, 'price', 'Cost'), key: 'Name', rows: ' 1-5 ', codec: 'hevc' as const }
    expect(renderRequest.parse(requestOf(full))).toMatchObject({
      template: '/templates/card',
      data: '/data/a.csv',
      map: { price: 'Cost' },
      key: 'Name',
      rows: '1-5',
      codec: 'hevc',
      languages: ['en', 'de'],
      out: '/videos',
    })
    expect(requestOf(ready)).not.toHaveProperty('rows')
  })

  test('the quality profile goes with the request and outlives a reload; without one the template says', () => {
    expect(requestOf(ready)).not.toHaveProperty('inspect')
    const chosen = { ...ready, inspect: 'broadcast' }
    expect(renderRequest.parse(requestOf(chosen)).inspect).toEqual({ profile: 'broadcast' })
    expect(draftOf(keptDraft(chosen))?.draft.inspect).toBe('broadcast')
    expect(profileFor(null, 'email')).toBe('email')
    expect(profileFor('off', 'email')).toBe('off')
  })

  test('when it begins, what comes before it, and the pilot go with the request', () => {
    const { queue: now } = renderRequest.parse(requestOf(ready))
    expect(now).toMatchObject({ startAt: null, after: [], pilot: null, deadline: null })
    const later = {
      ...ready,
      start: { when: 'at' as const, at: '2026-11-22T22:00', after: [{ batch: 'b', approval: true }] },
    }
    const { queue } = renderRequest.parse(requestOf({ ...later, pilot: ' 20 ', priority: 'high' }))
    expect(queue).toMatchObject({
      startAt: new Date('2026-11-22T22:00').toISOString(),
      after: [],
      pilot: 20,
      priority: 'high',
    })
    const others = [
      { batch: 'a', approval: false },
      { batch: 'b', approval: true },
    ]
    const behind = requestOf({ ...ready, start: { when: 'after', at: '', after: others } })
    expect(renderRequest.parse(behind).queue).toMatchObject({ after: ['a'], afterApproval: ['b'] })
    const whole = { ...inspection, missing: [] }
    expect(lacksOf({ ...ready, start: { when: 'at', at: '', after: [] } }, whole)).toEqual(['time'])
    expect(lacksOf({ ...ready, start: { when: 'after', at: '', after: [] } }, whole)).toEqual(['other'])
    expect(lacksOf({ ...ready, deadline: 'invalid' }, whole)).toEqual(['deadline'])
    expect(lacksOf({ ...ready, pilot: '0' }, whole)).toEqual(['pilot'])
  })

  test('what was mended goes with the request, is put back by nothing, and outlives a reload', () => {
    const mended = withMended(ready, { 2: { cells: { Cost: '5' } }, 7: { setAside: true } })
    expect(renderRequest.parse(requestOf(mended)).corrections).toEqual({
      2: { cells: { Cost: '5' } },
      7: { setAside: true },
    })
    const marked = { ...mended, tableMark: 'abc' }
    expect(requestOf(marked)).toMatchObject({ tableMark: 'abc' })
    const none = requestOf(withMended(marked, { 2: null, 7: null }))
    expect(Object.keys(none ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/corrections|tableMark/)]),
    )
    expect(withTable(marked, '/data/b.csv').tableMark).toBeNull()
    expect(withTable(mended, '/data/b.csv').corrections).toEqual({})
    const kept = draftOf(keptDraft(mended))
    expect(kept?.folder).toBe('/templates/card')
    expect({ ...kept?.draft, template }).toEqual(mended)
    expect([draftOf(null), draftOf('{"data":1}'), draftOf('no JSON')]).toEqual([null, null, null])
  })

  test('each variable says what fills it, with the first values that differ', () => {
    expect(columnLines(template, inspection, { price: 'Cost' })).toMatchObject([
      {
        variable: 'name',
        column: 'Name',
        perLanguage: [{ language: 'de', column: 'Name_de' }],
        sample: ['Mug', 'Lamp'],
        missing: false,
        byHand: false,
      },
      { variable: 'price', column: null, sample: [], missing: true, byHand: true },
      { variable: 'offer', required: false, missing: false },
    ])
  })
})
