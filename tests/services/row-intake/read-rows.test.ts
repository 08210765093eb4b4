import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectTable, readRows } from '../../../src-main/services/row-intake/read-rows.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { faultOf } from '../../outside/tables/read-table.ts'
import { product, takeIn, takeInText, variables } from './take-in.ts'

describe('a good row', () => {
  it('has each value from its own column, its line and its number', async () => {
    const { rows, intake } = await takeInText(
      'price,sku,name,image\n"1.299,00 €",A-1,Mug,mug.png\n"5,00 €",A-2,Cup,\n',
    )
    expect(rows).toEqual([
      {
        number: 1,
        line: 2,
        key: '1',
        values: {
          name: { type: 'text', text: 'Mug' },
          price: { type: 'money', amount: 1299, currency: 'EUR' },
          image: { type: 'image', source: 'mug.png' },
        },
        byLanguage: {},
      },
      {
        number: 2,
        line: 3,
        key: '2',
        values: {
          name: { type: 'text', text: 'Cup' },
          price: { type: 'money', amount: 5, currency: 'EUR' },
          image: null,
        },
        byLanguage: {},
      },
    ])
    expect(intake).toMatchObject({ unused: ['sku'], keyColumn: null })
    expect(intake.summary()).toEqual({ good: 2, rejected: 0, rules: {}, notes: [] })
  })
  it('has its key from the column that is named, however that is written', async () => {
    const { rows } = await takeInText('Article No,name,price\n  A-1 ,Mug,1\n007,Cup,2\n', {
      keyColumn: 'article_no',
    })
    expect(rows.map(({ key }) => key)).toEqual(['A-1', '007'])
  })
  it('has a value for each language that the data gives, and the plain one for the rest', async () => {
    const wanted = variables({
      name: { type: 'text', perLanguage: true },
      price: { type: 'money', perLanguage: true, currency: 'EUR' },
    })
    const { rows, problems } = await takeInText(
      'name,name_es,name_de,price,price_de\nMug,Taza,,"5,00","4,50"\nCup,,Tasse,"6,00",\n',
      { variables: wanted, languages: ['en', 'es', 'de'] },
    )
    expect(problems).toEqual([])
    expect(rows.map(({ byLanguage }) => byLanguage)).toEqual([
      {
        es: { name: { type: 'text', text: 'Taza' } },
        de: { price: { type: 'money', amount: 4.5, currency: 'EUR' } },
      },
      { de: { name: { type: 'text', text: 'Tasse' } } },
    ])
    expect(rows[1]!.values.name).toEqual({ type: 'text', text: 'Cup' })
  })
})

describe('a bad row is set aside with everything that is wrong', () => {
  it('all its problems are told, each with line, column, value, rule and remedy', async () => {
    const { rows, problems, intake } = await takeInText(
      '\nsku,name,price,image\nA-1,Mug,1.50,\nA-2,A name that is much too long,call us,\nA-3,Cup,2.50,\n',
      { keyColumn: 'sku' },
    )
    expect(rows.map(({ key, line }) => [key, line])).toEqual([
      ['A-1', 3],
      ['A-3', 5],
    ])
    expect(problems).toEqual([
      {
        line: 4,
        rowNumber: 2,
        key: 'A-2',
        column: 'name',
        value: 'A name that is much too long',
        rule: 'text.long',
        message: 'The text has 28 characters; at most 20 fit.',
        whatToDo: 'Shorten it by 8.',
      },
      {
        line: 4,
        rowNumber: 2,
        key: 'A-2',
        column: 'price',
        value: 'call us',
        rule: 'money',
        message: '"call us" is not an amount of money.',
        whatToDo: 'Write an amount like 1299.00, $1,299.00 or 1.299,00 €.',
      },
    ])
    expect(intake.summary()).toMatchObject({ good: 2, rejected: 1, rules: { 'text.long': 1, money: 1 } })
  })
  it('a record that doesn’t fit the columns is among them', async () => {
    const { problems, rows } = await takeInText('name,price\nMug,1,50\nCup,2\n')
    expect(problems).toMatchObject([
      { line: 2, rowNumber: 1, column: null, value: 'Mug,1,50', rule: 'row.too-many-cells' },
    ])
    expect(rows).toMatchObject([{ number: 2, key: '2' }])
  })
  it('a repeated key names both lines; the first keeps it', async () => {
    const { rows, problems } = await takeInText('sku,name,price\nA,Mug,1\nB,Cup,2\n"A ",Jug,3\nA,Bowl,x\n', {
      keyColumn: 'sku',
    })
    expect(rows.map(({ key, line }) => [key, line])).toEqual([
      ['A', 2],
      ['B', 3],
    ])
    expect(problems).toMatchObject([
      {
        line: 4,
        key: 'A',
        column: 'sku',
        rule: 'key.repeated',
        message: 'The key "A" in line 4 is already that of line 2.',
      },
      {
        line: 5,
        key: 'A',
        rule: 'key.repeated',
        message: 'The key "A" in line 5 is already that of line 2.',
      },
      { line: 5, key: 'A', column: 'price', rule: 'money' },
    ])
  })
  it('an empty key, or one in several lines, is no key', async () => {
    const { problems } = await takeInText('sku,name,price\n ,Mug,1\n"a\nb",Cup,1\n', { keyColumn: 'sku' })
    expect(problems).toMatchObject([
      { line: 2, key: null, column: 'sku', rule: 'key.empty' },
      { line: 3, key: null, column: 'sku', rule: 'key.unusable' },
    ])
  })
  it('an empty required cell names its column; where each language needs its own, the one that lacks it', async () => {
    const wanted = variables({ name: { type: 'text', perLanguage: true } })
    const { problems } = await takeInText('name_en,name_es\nMug,\n', {
      variables: wanted,
      languages: ['en', 'es'],
    })
    expect(problems).toMatchObject([{ line: 2, column: 'name_es', rule: 'required' }])
  })
  it('strict stops at the first one', async () => {
    const fault = await faultOf(takeInText('name,price\nMug,1\nCup,x\nJug,y\n', { strict: true }))
    expect(fault).toMatchObject({
      code: 'rows.strict',
      message: expect.stringContaining('line 3'),
      details: [expect.stringContaining('"x"')],
    })
  })
})

describe('numbers and dates follow the column’s own evidence', () => {
  const wanted = variables({
    price: { type: 'money', currency: 'EUR' },
    was: { type: 'money', currency: 'EUR' },
    day: { type: 'date' },
  })
  it('each column is judged by itself, also by cells that come later', async () => {
    const { rows, intake } = await takeInText(
      'price;was;day\n1.299;1,299;03/04/2026\n49,90;2,499.00;21/11/2026\n',
      { variables: wanted },
    )
    expect(rows[0]!.values).toMatchObject({
      price: { amount: 1299 },
      was: { amount: 1299 },
      day: { day: '2026-04-03' },
    })
    expect(intake.summary().notes).toEqual([])
  })
  it('what nothing decides is read by the house rule, and told once a column', async () => {
    const { rows, intake } = await takeInText('price;was;day\n1.299;5;03/04/2026\n2.499;6;05/06/2026\n', {
      variables: wanted,
    })
    expect(rows[0]!.values).toMatchObject({ price: { amount: 1299 }, day: { day: '2026-03-04' } })
    expect(intake.summary().notes).toMatchObject([
      { column: 'price', rule: 'number.assumed', line: 2, count: 2 },
      { column: 'day', rule: 'date.assumed', line: 2, count: 2 },
    ])
  })
  it('a declared locale decides, and contradiction in a column is told', async () => {
    const { rows, intake } = await takeInText('price;was;day\n1.299;5;03/04/2026\n49.90;6;05/06/2026\n', {
      variables: wanted,
      locale: 'de-DE',
    })
    expect(rows[0]!.values).toMatchObject({ price: { amount: 1299 }, day: { day: '2026-04-03' } })
    expect(intake.summary().notes).toMatchObject([{ column: 'price', rule: 'locale.conflict' }])
  })
  it('a locale may be written with an underscore', async () => {
    const { rows } = await takeInText('price;was;day\n1.299;5;03/04/2026\n', {
      variables: wanted,
      locale: 'de_DE',
    })
    expect(rows[0]!.values).toMatchObject({ price: { amount: 1299 }, day: { day: '2026-04-03' } })
  })
  it('numbers that were numbers in the source are not guessed about', async () => {
    const { rows } = await takeInText(
      '[{"price":1.299,"was":"1.299","day":"2026-11-21"}]',
      { variables: wanted, locale: 'de-DE' },
      'data.json',
    )
    expect(rows[0]!.values).toMatchObject({ price: { amount: 1.299 }, was: { amount: 1299 } })
  })
  it('percentages that look like fractions are asked about', async () => {
    const { intake } = await takeInText('p\n0.15\n0.2\n', {
      variables: variables({ p: { type: 'percent' } }),
    })
    expect(intake.summary().notes).toMatchObject([{ column: 'p', rule: 'percent.small' }])
    const sure = await takeInText('p\n0.15\n20\n', { variables: variables({ p: { type: 'percent' } }) })
    expect(sure.intake.summary().notes).toEqual([])
  })
})

describe('a choice of rows', () => {
  const text = `name,price\n${Array.from({ length: 50 }, (_, at) => `Mug ${at + 1},${at === 30 ? 'x' : '5'}`).join('\n')}\n`
  it('takes the records of these numbers, good or bad, and no others', async () => {
    const { items, rows } = await takeInText(text, { rows: '2-4, 31,49-' })
    expect(rows.map(({ number }) => number)).toEqual([2, 3, 4, 49, 50])
    expect(items).toHaveLength(6)
  })
  it('that is empty, or can’t be read, is an error', async () => {
    expect(await faultOf(takeInText(text, { rows: '60-70' }))).toMatchObject({
      code: 'rows.none',
      message: expect.stringContaining('record 50'),
    })
    for (const rows of ['', 'x', '5-2', '0', '1;2', '-5', '1-2-3']) {
      expect(await faultOf(takeInText(text, { rows })), rows).toMatchObject({ code: 'rows.invalid' })
    }
  })
})

describe('what doesn’t fit is told before any row', () => {
  it('columns, keys, locales', async () => {
    const fault = await faultOf(takeInText('Name,Cost\nMug,1\n'))
    expect(fault).toMatchObject({ code: 'data.mapping' })
    expect(fault.details).toEqual([
      'No column fills the variable "price".',
      "The table's columns: Name, Cost.",
    ])
    expect((await takeInText('Name,Cost\nMug,1\n', { map: { price: 'cost' } })).rows).toHaveLength(1)
    expect(await faultOf(takeInText('name,price\nMug,1\n', { keyColumn: 'sku' }))).toMatchObject({
      code: 'key.column-missing',
    })
    expect(await faultOf(takeInText('name,price\nMug,1\n', { locale: 'german!' }))).toMatchObject({
      code: 'locale.invalid',
    })
  })
})

it('a table can be looked at before it is used', () =>
  withTempFolder(async (folder) => {
    const data = join(folder, 'data.csv')
    await writeFile(data, 'Name;Cost\nMug;1\nCup;2\nJug;3\n')
    const found = await inspectTable({ data, variables: product, languages: ['en'], sampleSize: 2 })
    expect(found).toMatchObject({
      columns: ['Name', 'Cost'],
      mapping: [{ variable: 'name', column: 'Name', language: null }],
      missing: ['price'],
      unused: ['Cost'],
      sample: [
        { Name: 'Mug', Cost: '1' },
        { Name: 'Cup', Cost: '2' },
      ],
    })
  }))

it('an intake that is given up lets go of its file', () =>
  withTempFolder(async (folder) => {
    const data = join(folder, 'data.csv')
    await writeFile(data, `name,price\n${'Mug,1\n'.repeat(5000)}`)
    const intake = await readRows({ data, variables: product, languages: ['en'] })
    for await (const _ of intake.rows) break
    await intake.close()
    const unread = await readRows({ data, variables: product, languages: ['en'] })
    await unread.close()
    expect((await takeIn({ data })).rows).toHaveLength(5000)
  }))
