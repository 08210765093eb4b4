import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { describeTable } from '../../../src-main/outside/tables/open-table.ts'
import fc from '../../helpers/at-random.ts'
import { cellsOf, faultOf, readTable } from './read-table.ts'

describe('a table with any delimiter', () => {
  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', 'pipe'],
  ])('%j is found out', async (delimiter, name) => {
    const lines = [
      ['name', 'price', 'note'],
      ['Mug', '"1,50; or 2|3"', 'red'],
      ['Cup', '2', 'blue, green; yellow'],
    ]
    // Cells that hold a delimiter are quoted, as every program does.
    const text = lines
      .map((cells) =>
        cells
          .map((cell) => (/[,;|\t]/.test(cell) && !cell.startsWith('"') ? `"${cell}"` : cell))
          .join(delimiter),
      )
      .join('\n')
    const table = await readTable(text)
    expect(table.description.delimiter).toBe(delimiter)
    expect(describeTable(table.description)).toContain(name)
    expect(cellsOf(table)).toEqual([
      ['Mug', '1,50; or 2|3', 'red'],
      ['Cup', '2', 'blue, green; yellow'],
    ])
  })
  it('decimal commas don’t mislead, neither do commas in a heading', async () => {
    expect((await readTable('name;price;was\nMug;1,50;2,00\nCup;2,50;3,00\n')).columns).toEqual([
      'name',
      'price',
      'was',
    ])
    expect((await readTable('name, first;price\nMug;1\n')).columns).toEqual(['name, first', 'price'])
  })
  it('a declared one, or one that the first line names, is taken', async () => {
    expect(cellsOf(await readTable('a:b\n1,2:3\n', 'data.csv', { delimiter: ':' }))).toEqual([['1,2', '3']])
    const named = await readTable('sep=|\r\na|b\r\n1,5|2\r\n')
    expect(named.rows).toMatchObject([{ number: 1, line: 3, cells: { a: '1,5', b: '2' } }])
  })
  it('a table of one column needs none', async () => {
    expect(cellsOf(await readTable('name\nMug\n\nCup\n'))).toEqual([['Mug'], ['Cup']])
  })
  it('tabs are taken in a .tsv file, whatever else there is more of', async () => {
    expect(cellsOf(await readTable('a,b\tc\n1,2\t3\n', 'data.tsv'))).toEqual([['1,2', '3']])
  })
})

describe('a table in any encoding', () => {
  const text = 'name;note\r\nCafé;Größe – 5 €\r\nNaïve;“quoted”\r\n'
  const bom = Buffer.from([0xef, 0xbb, 0xbf])
  it.each<[string, Buffer, string, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8', 'guessed'],
    ['UTF-8 with a byte order mark', Buffer.concat([bom, Buffer.from(text)]), 'utf-8', 'byte-order-mark'],
    [
      'UTF-16 little-endian with a mark',
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      'utf-16le',
      'byte-order-mark',
    ],
    [
      'UTF-16 big-endian with a mark',
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      'utf-16be',
      'byte-order-mark',
    ],
    ['UTF-16 little-endian without one', Buffer.from(text, 'utf16le'), 'utf-16le', 'guessed'],
    ['UTF-16 big-endian without one', Buffer.from(text, 'utf16le').swap16(), 'utf-16be', 'guessed'],
    ['Windows-1252', iconv.encode(text, 'windows-1252'), 'windows-1252', 'guessed'],
  ])('%s', async (_title, bytes, encoding, encodingFrom) => {
    const table = await readTable(bytes)
    expect(table.description).toMatchObject({ encoding, encodingFrom })
    expect(table.columns).toEqual(['name', 'note'])
    expect(cellsOf(table)).toEqual([
      ['Café', 'Größe – 5 €'],
      ['Naïve', '“quoted”'],
    ])
  })
  it.each(['windows-1251', 'shift_jis', 'gb18030', 'macintosh', 'ISO-8859-15'])(
    '%s when it is named',
    async (encoding) => {
      const cell = {
        'windows-1251': 'Кружка',
        shift_jis: '商品名',
        gb18030: '马克杯',
        macintosh: 'Café',
        'ISO-8859-15': '5 €',
      }[encoding]!
      expect(
        cellsOf(await readTable(iconv.encode(`a,b\n${cell},1\n`, encoding), 'data.csv', { encoding })),
      ).toEqual([[cell, '1']])
    },
  )
  it('a letter of Windows-1252 far down the file is found', async () => {
    const text = `name\n${'plain\n'.repeat(60_000)}Café\n`
    const table = await readTable(iconv.encode(text, 'windows-1252'))
    expect(table.rows.at(-1)).toMatchObject({ number: 60_001, line: 60_002, cells: { name: 'Café' } })
  })
  it('one damaged byte among much good UTF-8 damages one cell, and a note tells', async () => {
    const bytes = Buffer.from(`name\n${'Größe\n'.repeat(50)}`)
    bytes[bytes.length - 5] = 0xff
    const table = await readTable(bytes)
    expect(table.description.encoding).toBe('utf-8')
    expect(table.rows[0]!.cells.name).toBe('Größe')
    expect(table.rows[49]!.cells.name).toContain('\ufffd')
    expect(table.description.notes).toEqual([expect.stringContaining('not valid UTF-8')])
  })
  it('a name that is no encoding is refused', async () => {
    expect(await faultOf(readTable('a\n1\n', 'data.csv', { encoding: 'klingon' }))).toMatchObject({
      code: 'data.encoding-unknown',
    })
  })
})

describe('lines and quotes', () => {
  it.each(['\n', '\r\n', '\r'])('lines may end with %j', async (end) => {
    const table = await readTable(['a,b', '1,2', '"3', '4",5', '6,7'].join(end))
    expect(cellsOf(table)).toEqual([
      ['1', '2'],
      [`3${end}4`, '5'],
      ['6', '7'],
    ])
    expect(table.rows.map(({ number, line }) => [number, line])).toEqual([
      [1, 2],
      [2, 3],
      [3, 5],
    ])
  })
  it('line numbers are those of the file: blank lines and lines inside quotes count, in rows and in broken ones', async () => {
    const table = await readTable('\n\na,b\n\n1,"x\ny\r\nz"\n2\n,\n3,4\r5,6\n')
    expect(table.rows.map(({ number, line, cells }) => [number, line, cells.a])).toEqual([
      [1, 5, '1'],
      [3, 10, '3'],
      [4, 11, '5'],
    ])
    expect(table.broken).toMatchObject([{ number: 2, line: 8 }])
  })
  it('a CR that ends one cell and an LF that begins the next are two line breaks', async () => {
    const table = await readTable('a,b,c\n"\r",,"\nx"\n1,"\r","\ny"\n2,3,4\n')
    expect(table.rows.map(({ line }) => line)).toEqual([2, 5, 8])
  })
  it('quotes inside a cell are kept, doubled or not', async () => {
    expect(cellsOf(await readTable('a,b\n"say ""hi""",5" disk\n"two" words,x\n'))).toEqual([
      ['say "hi"', '5" disk'],
      ['"two" words', 'x'],
    ])
  })
  it('cells keep their white space and their zeros', async () => {
    expect(cellsOf(await readTable('a,b\n  x  ,007\n'))).toEqual([['  x  ', '007']])
  })
  it('zero bytes don’t end anything', async () => {
    expect(cellsOf(await readTable('a,b,c\n\0,2,3\n'))).toEqual([['\0', '2', '3']])
  })
  it('a gzip is unpacked on the way', async () => {
    const table = await readTable(gzipSync('a,b\n1,2\n'), 'data.csv.gz')
    expect(cellsOf(table)).toEqual([['1', '2']])
    expect(table.description.gzipped).toBe(true)
  })
})

describe('headings', () => {
  it('are trimmed, named when empty, and numbered when repeated', async () => {
    const table = await readTable(' name ,"unit\nprice",,Price,Price,Price (2),\nMug,1,2,3,4,5,\n')
    expect(table.columns).toEqual([
      'name',
      'unit price',
      'column 3',
      'Price',
      'Price (3)',
      'Price (2)',
      'column 7',
    ])
    expect(table.headings).toEqual(['name', 'unit price', '', 'Price', 'Price', 'Price (2)', ''])
    expect(table.description.notes).toEqual([expect.stringContaining('"Price (3)"')])
    expect(cellsOf(table)).toEqual([['Mug', '1', '2', '3', '4', '5', null]])
  })
  it('may be called like anything', async () => {
    const table = await readTable('__proto__,constructor,toString\n1,2,3\n')
    expect(cellsOf(table)).toEqual([['1', '2', '3']])
    expect(Object.hasOwn(table.rows[0]!.cells, '__proto__')).toBe(true)
  })
})

describe('a record that doesn’t fit the columns is set aside, and moves no other', () => {
  it('too few cells, too many cells', async () => {
    const table = await readTable('a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n')
    expect(cellsOf(table)).toEqual([
      ['1', '2', '3'],
      ['10', '11', '12'],
    ])
    expect(table.rows[1]).toMatchObject({ number: 4, line: 5 })
    expect(table.broken).toEqual([
      {
        number: 2,
        line: 3,
        raw: '4,5',
        broken: {
          rule: 'row.too-few-cells',
          message: 'Line 3 has 2 cells, but there are 3 columns.',
          whatToDo: expect.stringContaining('comma'),
        },
      },
      { number: 3, line: 4, raw: '6,7,8,9', broken: expect.objectContaining({ rule: 'row.too-many-cells' }) },
    ])
  })
  it('empty cells too many, and cells that only nameless columns would take, do no harm', async () => {
    expect(cellsOf(await readTable('a,b\n1,2,,\n'))).toEqual([['1', '2']])
    expect(cellsOf(await readTable('a,b,,\n1,2\n'))).toEqual([['1', '2', null, null]])
  })
  it('a quote that is never closed takes lines with it, and says so', async () => {
    const table = await readTable('a,b\n1,"2\n3,"4"\n5,6\n')
    expect(table.rows).toMatchObject([{ line: 4, cells: { a: '5', b: '6' } }])
    expect(table.broken).toMatchObject([
      { line: 2, broken: { rule: 'row.quotes', message: expect.stringContaining('Lines 2 to 3') } },
    ])
    const more = await readTable('a,b\n1,"2\n3,4\n5,"6"\n7,8\n')
    expect(more.broken).toMatchObject([
      { line: 2, broken: { message: expect.stringContaining('Lines 2 to 4') } },
    ])
    expect(cellsOf(await readTable('a,b\n1,"""x""\ny"\n'))).toEqual([['1', '"x"\ny']])
    expect(await faultOf(readTable('a,b\n1,2\n3,"4\n5,6\n'))).toMatchObject({
      code: 'data.quote-open',
      message: expect.stringContaining('line 3'),
    })
  })
})

describe('what was written is what is read', () => {
  const cell = fc.string({
    unit: fc.oneof(
      fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', '\r\n', ' ', "'", '=', 'é', 'ß', '€', '0'),
      fc.constantFrom(...'abcxyz'),
    ),
    maxLength: 12,
  })
  const wide = fc.string({ unit: fc.constantFrom('語', '😀', 'ש', 'Ω', '\u0301', 'a'), maxLength: 6 })
  const quoted = (value: string, delimiter: string, always: boolean) =>
    always || /["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value
  it.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'])(
    '%s, with every delimiter, line end and quoting',
    async (encoding) => {
      const cells = encoding === 'windows-1252' ? cell : fc.oneof(cell, wide)
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 5 }).chain((width) =>
            fc.array(fc.array(cells, { minLength: width, maxLength: width }), {
              minLength: 1,
              maxLength: 6,
            }),
          ),
          fc.constantFrom(',', ';', '\t', '|'),
          fc.constantFrom('\n', '\r\n', '\r'),
          fc.boolean(),
          fc.boolean(),
          async (rows, delimiter, end, always, lastEnd) => {
            // Lines without any text are passed over by design.
            const filled = rows.filter((row) => row.some((value) => value.trim() !== ''))
            fc.pre(filled.length > 0)
            const heading = rows[0]!.map((_, index) => `column ${String.fromCharCode(65 + index)}`)
            const text =
              [heading, ...filled]
                .map((row) => row.map((value) => quoted(value, delimiter, always)).join(delimiter))
                .join(end) + (lastEnd ? end : '')
            const bytes = {
              'utf-8': () => Buffer.from(text),
              'utf-8-bom': () => Buffer.from(`\ufeff${text}`),
              'utf-16le': () => Buffer.from(`\ufeff${text}`, 'utf16le'),
              'utf-16be': () => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
              'windows-1252': () => iconv.encode(text, 'windows-1252'),
            }[encoding]!()
            const declared = encoding === 'windows-1252' ? { encoding, delimiter } : { delimiter }
            const table = await readTable(bytes, 'data.csv', declared)
            expect(table.broken).toEqual([])
            expect(cellsOf(table)).toEqual(filled.map((row) => row.map((value) => value || null)))
            let line = 2
            for (const [index, row] of filled.entries()) {
              expect(table.rows[index]).toMatchObject({ number: index + 1, line })
              line +=
                1 +
                row
                  // Cells put straight together would make one line break of a CR and the LF of the next.
                  .join(delimiter)
                  .replaceAll('\r\n', '\n')
                  .replace(/[^\r\n]/g, '').length
            }
          },
        ),
        { numRuns: 60 },
      )
    },
  )
  it('a long file is the same however its pieces fall', async () => {
    const rows = Array.from({ length: 4000 }, (_, index) => [
      `r${index}`,
      `é"${'x'.repeat(index % 37)}\r\n${index}`,
      '😀',
    ])
    const text = [['a', 'b', 'c'], ...rows]
      .map((row) => row.map((value) => quoted(value, ',', false)).join(','))
      .join('\r\n')
    const table = await readTable(text)
    expect(cellsOf(table)).toEqual(rows)
    expect(table.rows.at(-1)).toMatchObject({ number: 4000, line: 2 + 3999 * 2 })
  })
})

it('reads very many lines that are empty or short without making an error of each', async () => {
  const { captureStackTrace } = Error
  let errors = 0
  Error.captureStackTrace = (...about: Parameters<typeof captureStackTrace>) => {
    errors += 1
    captureStackTrace(...about)
  }
  try {
    const { rows, broken } = await readTable(`sku,name\nA,1\n${'\n'.repeat(5_000)}${'B\n'.repeat(50)}C,3\n`)
    expect(rows).toHaveLength(2)
    expect(broken).toHaveLength(50)
    expect(rows.at(-1)).toMatchObject({ number: 52, line: 5_053 })
    expect(errors).toBeLessThan(100)
  } finally {
    Error.captureStackTrace = captureStackTrace
  }
})
