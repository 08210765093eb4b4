import { describe, expect, it } from 'vitest'
import { cellsOf, faultOf, readTable } from './read-table.ts'

describe('JSON', () => {
  it('a list of objects is a table; its columns are all names that any object has', async () => {
    const table = await readTable(
      '[{"name":"Mug","price":12.5},\n {"name":"Cup","tags":["a","b"],"sold":true,"note":null}]',
      'data.json',
    )
    expect(table.columns).toEqual(['name', 'price', 'tags', 'sold', 'note'])
    expect(cellsOf(table)).toEqual([
      ['Mug', '12.5', null, null, null],
      ['Cup', null, '["a","b"]', 'true', null],
    ])
    expect(table.rows.map(({ number, line }) => [number, line])).toEqual([
      [1, 1],
      [2, 2],
    ])
  })
  it('an object with one list of objects in it will do, wherever the list stands', async () => {
    const table = await readTable(
      '{"meta":{"items":[1,{"x":"]}"}]},"count":2,"products":[{"a":"1"},{"a":"2"}],"tags":["x"],"end":"}"}',
      'data.json',
    )
    expect(cellsOf(table)).toEqual([['1'], ['2']])
    expect(table.description.table).toBe('products')
  })
  it('of several lists one has to be named', async () => {
    const two = '{"products":[{"a":1}],"categories":[{"b":2}]}'
    expect(await faultOf(readTable(two, 'data.json'))).toMatchObject({
      code: 'data.json-shape',
      message: expect.stringContaining('products, categories'),
    })
    expect((await readTable(two, 'data.json', { table: 'categories' })).columns).toEqual(['b'])
    expect(await faultOf(readTable(two, 'data.json', { table: 'shops' }))).toMatchObject({
      code: 'data.list-missing',
    })
  })
  it('objects inside objects become columns with dots', async () => {
    expect((await readTable('[{"a":{"b":{"c":"x"}},"d":1}]', 'data.json')).rows[0]!.cells).toEqual({
      'a.b.c': 'x',
      d: '1',
    })
  })
  it('numbers keep their digits and are marked where a reader could take them for grouped', async () => {
    const table = await readTable(
      '[{"ean":12345678901234567890,"price":1.299,"big":1e21,"small":1e-7,"text":"1.299","sum":0.30000000000000004}]',
      'data.json',
    )
    expect(table.rows[0]).toMatchObject({
      cells: {
        ean: '12345678901234567890',
        price: '1.299',
        big: '1000000000000000000000',
        small: '0.0000001',
        text: '1.299',
        sum: '0.3',
      },
      plainNumbers: ['price'],
    })
  })
  it('strings with brackets, quotes and backslashes are left whole', async () => {
    const values = ['a"b', 'c\\', '{"[', ']}', 'x\u2028y', 'é😀', '\\"']
    const text = JSON.stringify(
      values.map((value) => ({ value })),
      null,
      2,
    )
    expect(cellsOf(await readTable(text, 'data.json'))).toEqual(values.map((value) => [value]))
  })
  it('UTF-16 and a byte order mark are read as in CSV', async () => {
    expect(cellsOf(await readTable(Buffer.from('\ufeff[{"a":"é"}]', 'utf16le'), 'data.json'))).toEqual([
      ['é'],
    ])
    expect(cellsOf(await readTable('\ufeff[{"a":"é"}]', 'data.json'))).toEqual([['é']])
  })
  it('an element that is no object, or no JSON, is set aside alone', async () => {
    const table = await readTable('[{"a":1}, 5, {"a":}, {"a":2}]', 'data.json')
    expect(cellsOf(table)).toEqual([['1'], ['2']])
    expect(table.rows[1]!.number).toBe(4)
    expect(table.broken).toMatchObject([
      {
        number: 2,
        raw: '5',
        broken: { rule: 'row.json', message: 'Element 2 of the list is not an object.' },
      },
      { number: 3, broken: { message: expect.stringContaining('not valid JSON') } },
    ])
  })
  it.each([
    ['[{"a":1}', 'cut off'],
    ['[{"a":1} {"a":2}]', 'a comma'],
    ['[{"a":1},]', 'an element'],
    ['[,{"a":1}]', 'an element'],
    ['{"a":[{"b":1}],}', 'name of a member'],
    ['{"a" [{"b":1}]}', 'a colon'],
    ['{"a":}', 'without a value'],
    ['[{"a":1}]\n[{"a":2}]', 'JSON Lines'],
    ['"text"', 'neither a list nor an object'],
    ['{"a":1}', 'no list of objects'],
    ['[1,2]', 'no object'],
  ])('%s is refused, and why is said', async (text, why) => {
    const fault = await faultOf(readTable(text, 'data.json'))
    expect(fault.message).toContain(why)
  })
  it('an empty list has no table in it', async () => {
    expect(await faultOf(readTable('[]', 'data.json'))).toMatchObject({ code: 'data.empty' })
    expect(await faultOf(readTable('[{}, {}]', 'data.json'))).toMatchObject({ code: 'data.json-shape' })
  })
  it('nesting without end is no way to fill the memory', async () => {
    const table = await readTable(`[{"ok":1},{"a":${'{"a":'.repeat(50)}1${'}'.repeat(50)}}]`, 'data.json')
    expect(table.broken).toMatchObject([{ broken: { message: expect.stringContaining('nested') } }])
    expect(await faultOf(readTable(`[{"a":"${'x'.repeat(5_000_000)}"}]`, 'data.json'))).toMatchObject({
      code: 'data.json',
      message: expect.stringContaining('too long'),
    })
  })
})

describe('JSON Lines', () => {
  it('each line is a record; blank lines count as lines', async () => {
    const table = await readTable('{"a":1,"b":"x"}\n\n{"b":"y","c":[1]}\r\n', 'data.jsonl')
    expect(table.columns).toEqual(['a', 'b', 'c'])
    expect(table.rows.map(({ number, line }) => [number, line])).toEqual([
      [1, 1],
      [2, 3],
    ])
    expect(cellsOf(table)).toEqual([
      ['1', 'x', null],
      [null, 'y', '[1]'],
    ])
  })
  it('a line that is broken is set aside with its number', async () => {
    const table = await readTable('{"a":1}\n{"a":\n{"a":3}\n[4]\n', 'data.ndjson')
    expect(cellsOf(table)).toEqual([['1'], ['3']])
    expect(table.broken.map(({ line, number }) => [line, number])).toEqual([
      [2, 2],
      [4, 4],
    ])
  })
})
