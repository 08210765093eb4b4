import { describe, expect, it } from 'vitest'
import { mapColumns } from '../../../src-main/core/column-mapping/map-columns.ts'
import { type Variables, variableSchema } from '../../../src-shared/data/variables.ts'

function variables(sources: Record<string, Record<string, unknown>>): Variables {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [
      name,
      variableSchema.parse({ type: 'text', ...source }),
    ]),
  )
}
const pairs = (found: ReturnType<typeof mapColumns>) =>
  found.mapping.map(
    ({ variable, column, language }) => `${variable}${language ? `:${language}` : ''} <- ${column}`,
  )

describe('columns find their variables by name', () => {
  it.each([
    'unit_price',
    'Unit Price',
    'UNIT-PRICE',
    'unitPrice',
    ' unit  price ',
    'Unit.Price',
    'Únit Price',
  ])('%j fills unit_price', (column) => {
    expect(pairs(mapColumns(variables({ unit_price: {} }), ['sku', column], {}, []))).toEqual([
      `unit_price <- ${column}`,
    ])
  })
  it('each variable gets its own column, whatever their order', () => {
    const found = mapColumns(
      variables({ name: {}, price: {}, image: {} }),
      ['Image', 'price', 'Name', 'sku'],
      {},
      [],
    )
    expect(found).toEqual({
      mapping: [
        { variable: 'name', column: 'Name', language: null },
        { variable: 'price', column: 'price', language: null },
        { variable: 'image', column: 'Image', language: null },
      ],
      missing: [],
      unused: ['sku'],
      problems: [],
    })
  })
  it('a further name serves when the table lacks the variable’s own, the first named first', () => {
    const wanted = variables({ name: { columns: ['Title', 'Product name'] } })
    expect(pairs(mapColumns(wanted, ['Product Name', 'TITLE'], {}, []))).toEqual(['name <- TITLE'])
    expect(pairs(mapColumns(wanted, ['Title', 'name'], {}, []))).toEqual(['name <- name'])
  })
  it('the title serves last, and only where no other variable is called so', () => {
    const wanted = variables({ sku_title: { title: 'Product name', columns: ['label'] }, price: {} })
    expect(pairs(mapColumns(wanted, ['product-name', 'price'], {}, []))).toEqual([
      'sku_title <- product-name',
      'price <- price',
    ])
    expect(pairs(mapColumns(wanted, ['product-name', 'Label'], {}, []))).toEqual(['sku_title <- Label'])
    const alike = { headline: { title: 'Name' }, name: {}, one: { title: 'Place' }, two: { title: 'place' } }
    expect(pairs(mapColumns(variables(alike), ['name', 'place'], {}, []))).toEqual(['name <- name'])
  })
  it('a title takes the columns of its languages, too', () => {
    const wanted = variables({ text: { title: 'Offer', perLanguage: true } })
    expect(pairs(mapColumns(wanted, ['Offer (de)', 'offer_fr'], {}, ['de', 'fr']))).toEqual([
      'text:de <- Offer (de)',
      'text:fr <- offer_fr',
    ])
  })
  it('a column named in another script is found', () => {
    expect(
      pairs(mapColumns(variables({ name: { columns: ['الاسم', '商品名'] } }), ['商品名'], {}, [])),
    ).toEqual(['name <- 商品名'])
  })
  it('columns that only look a little alike are left alone', () => {
    const found = mapColumns(variables({ name: {} }), ['names', 'name2', 'surname'], {}, [])
    expect(found).toMatchObject({ mapping: [], missing: ['name'], unused: ['names', 'name2', 'surname'] })
  })
})

describe('what is missing', () => {
  it('is told for required variables only', () => {
    const found = mapColumns(
      variables({
        name: {},
        offer: { required: false },
        badge: { default: 'New' },
        image: { type: 'image', fallback: 'a.png' },
      }),
      ['sku'],
      {},
      [],
    )
    expect(found.missing).toEqual(['name'])
  })
  it('two columns that could both be meant are a problem, unless one is written exactly so', () => {
    const found = mapColumns(variables({ name: {} }), ['Name', 'NAME'], {}, [])
    expect(found.problems).toMatchObject([
      { rule: 'column.ambiguous', variable: 'name', message: expect.stringContaining('"Name" and "NAME"') },
    ])
    expect(found.missing).toEqual([])
    expect(pairs(mapColumns(variables({ name: {} }), ['Name', 'name'], {}, []))).toEqual(['name <- name'])
  })
  it('two columns with the same heading are a problem only for the variable that needs them', () => {
    const columns = ['Price', 'Price (2)', 'name']
    const headings = ['Price', 'Price', 'name']
    expect(mapColumns(variables({ name: {} }), columns, {}, [], headings).problems).toEqual([])
    expect(mapColumns(variables({ price: {} }), columns, {}, [], headings).problems).toMatchObject([
      { rule: 'column.ambiguous' },
    ])
    expect(
      pairs(mapColumns(variables({ price: {} }), columns, { price: 'Price (2)' }, [], headings)),
    ).toEqual(['price <- Price (2)'])
  })
})

describe('by hand', () => {
  it('a person’s word counts more than names', () => {
    const found = mapColumns(variables({ name: {} }), ['name', 'Handle'], { name: 'handle' }, [])
    expect(pairs(found)).toEqual(['name <- Handle'])
    expect(found.unused).toEqual(['name'])
  })
  it('an empty column leaves the variable without one', () => {
    expect(mapColumns(variables({ offer: { required: false } }), ['offer'], { offer: '' }, [])).toMatchObject(
      { mapping: [], unused: ['offer'] },
    )
  })
  it('names that don’t exist are told, with the nearest that does', () => {
    const found = mapColumns(
      variables({ price: {}, name: {} }),
      ['Amount', 'name'],
      { prise: 'Amount', price: 'amuont' },
      [],
    )
    expect(found.problems).toMatchObject([
      { rule: 'map.variable-unknown', whatToDo: 'Did you mean "price"?' },
      { rule: 'map.column-unknown', whatToDo: 'Did you mean "Amount"?' },
    ])
  })
})

describe('columns per language', () => {
  const wanted = variables({ name: { perLanguage: true, columns: ['Title'] }, price: {} })
  it('name_es, name-fr, name (de) and name.ar fill the languages asked for', () => {
    const found = mapColumns(
      wanted,
      ['name', 'name_es', 'name-fr', 'name (de)', 'Name.AR', 'name_it', 'price'],
      {},
      ['en', 'es', 'fr', 'de', 'ar'],
    )
    expect(pairs(found)).toEqual([
      'name <- name',
      'name:es <- name_es',
      'name:fr <- name-fr',
      'name:de <- name (de)',
      'name:ar <- Name.AR',
      'price <- price',
    ])
    expect(found.unused).toEqual(['name_it'])
  })
  it('regions and scripts are told apart, and served by the plain language otherwise', () => {
    const found = mapColumns(wanted, ['name', 'name_zh', 'name_zh-Hant', 'name_pt', 'price'], {}, [
      'zh-Hant',
      'zh',
      'pt-BR',
    ])
    expect(pairs(found)).toEqual([
      'name <- name',
      'name:zh-Hant <- name_zh-Hant',
      'name:zh <- name_zh',
      'name:pt-BR <- name_pt',
      'price <- price',
    ])
  })
  it('without the plain column every language needs its own', () => {
    expect(mapColumns(wanted, ['name_en', 'name_es', 'price'], {}, ['en', 'es'])).toMatchObject({
      missing: [],
      problems: [],
    })
    expect(mapColumns(wanted, ['name_en', 'price'], {}, ['en', 'es'])).toMatchObject({
      missing: ['name'],
      problems: [{ rule: 'column.language-missing', message: expect.stringContaining('es') }],
    })
  })
  it('further names and choices by hand work per language too', () => {
    expect(pairs(mapColumns(wanted, ['Title', 'Title (es)', 'price'], {}, ['es']))).toEqual([
      'name <- Title',
      'name:es <- Title (es)',
      'price <- price',
    ])
    expect(pairs(mapColumns(wanted, ['name', 'nombre', 'price'], { 'name:es': 'nombre' }, ['es']))).toEqual([
      'name <- name',
      'name:es <- nombre',
      'price <- price',
    ])
  })
  it('a variable that is the same in every language leaves them alone', () => {
    expect(mapColumns(variables({ name: {} }), ['name', 'name_es'], {}, ['es'])).toMatchObject({
      unused: ['name_es'],
    })
  })
})

it('the columns that a rejected-rows file adds fill nothing by themselves', () => {
  const found = mapColumns(
    variables({ value: { required: false }, row: { required: false } }),
    ['name', '_line', '_column', '_value', '_rule', '_problem', '_what_to_do', '_row'],
    {},
    [],
  )
  expect(found).toMatchObject({ mapping: [], unused: ['name'] })
})

it('names that objects have by nature are columns like any other', () => {
  const found = mapColumns(
    variables({ name: {} }),
    ['__proto__', 'constructor', 'name'],
    { constructor: 'x' },
    [],
  )
  expect(pairs(found)).toEqual(['name <- name'])
  expect(found.problems).toMatchObject([{ rule: 'map.variable-unknown' }])
})
