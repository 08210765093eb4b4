import { describe, expect, it } from 'vitest'
import { limits } from '../../../src-main/outside/tables/table.ts'
import { escapeXml, makeXlsx, makeZip, sheetXml, styled } from './make-xlsx.ts'
import { cellsOf, faultOf, readTable } from './read-table.ts'

const read = (book: Parameters<typeof makeXlsx>[0], options = {}) =>
  readTable(makeXlsx(book), 'data.xlsx', options)
const heading = ['a', 'b', 'c']

describe('an Excel workbook', () => {
  it.each([true, false])(
    'its text, numbers and truth values come as they are (shared strings: %s)',
    async (sharedStrings) => {
      const table = await read({
        sharedStrings,
        sheets: [
          {
            name: 'Products',
            rows: [
              heading,
              ['Mug', 12.5, true],
              ['Tom & <Jerry>', -3, false],
              ['  two\r\nlines _x000D_ ', 1e21, null],
            ],
          },
        ],
      })
      expect(table.description).toMatchObject({ kind: 'xlsx', sheet: 'Products' })
      expect(cellsOf(table)).toEqual([
        ['Mug', '12.5', 'true'],
        ['Tom & <Jerry>', '-3', 'false'],
        ['  two\r\nlines _x000D_ ', '1000000000000000000000', null],
      ])
    },
  )
  it('rows keep the numbers that the sheet shows, over blank rows', async () => {
    const table = await read({
      sheets: [{ name: 'S', rows: [[], heading, ['1', '2', '3'], [], ['  ', null, null], ['4', null, '6']] }],
    })
    expect(table.rows.map(({ number, line }) => [number, line])).toEqual([
      [1, 3],
      [2, 6],
    ])
    expect(cellsOf(table)[1]).toEqual(['4', null, '6'])
  })
  it('a sheet is chosen by name, else the first that isn’t hidden', async () => {
    const book = {
      sheets: [
        { name: 'Old', hidden: true, rows: [['x'], ['old']] },
        { name: 'Prices & more', rows: [['x'], ['new']] },
        { name: 'Last', rows: [['x'], ['last']] },
      ],
    }
    expect(cellsOf(await read(book))).toEqual([['new']])
    expect(cellsOf(await read(book, { sheet: 'last' }))).toEqual([['last']])
    expect(cellsOf(await read(book, { sheet: 'Old' }))).toEqual([['old']])
    expect(await faultOf(read(book, { sheet: 'Nope' }))).toMatchObject({
      code: 'data.sheet-missing',
      whatToDo: expect.stringContaining('"Prices & more"'),
    })
  })
})

describe('a number is written by what its format means', () => {
  it.each<[string, number, string]>([
    ['General', 0.1 + 0.2, '0.3'],
    ['0.00', 12.5, '12.50'],
    ['#,##0', 1299, '1299'],
    ['00000', 1742, '01742'],
    ['0.0%', 0.125, '12.5%'],
    ['0%', 0.07, '7%'],
    ['[$€-407] #,##0.00', 1299, '€ 1299.00'],
    ['#,##0.00 "€"', 12.5, '€ 12.50'],
    ['$#,##0.00;[Red]-$#,##0.00', -5, '$ -5.00'],
    ['#,##0 "kr"', 1299, 'kr 1299'],
    ['yyyy-mm-dd', 46347, '2026-11-21'],
    ['dd/mm/yyyy', 46347, '2026-11-21'],
    ['d" de "mmmm" de "yyyy', 46347, '2026-11-21'],
    ['[$-F800]dddd, mmmm dd, yyyy', 46347, '2026-11-21'],
    ['mmm yy', 46347, '2026-11-21'],
    ['dd.mm.yyyy hh:mm', 46347.4375, '2026-11-21T10:30:00'],
    ['dd.mm.yyyy hh:mm', 46347, '2026-11-21'],
    ['dd.mm.yyyy hh:mm', 46347.999999, '2026-11-22'],
    ['h:mm AM/PM', 0.4375, '10:30:00'],
    ['[h]:mm', 1.5, '36:00:00'],
    ['yyyy', 1, '1900-01-01'],
    ['yyyy', 59, '1900-02-28'],
    ['yyyy', 60, '1900-02-29'],
    ['yyyy', 61, '1900-03-01'],
    ['0.00E+00', 12345, '12345.00'],
    ['"Modell" 0', 7, '7'],
    ['[<=100]0;[Red]0', 5, '5'],
  ])('%s: %d is %s', async (format, value, text) => {
    const table = await read({
      formats: [format],
      sheets: [{ name: 'S', rows: [['a'], [styled(value, 1)]] }],
    })
    expect(cellsOf(table)).toEqual([[text]])
  })
  it('built-in formats need no code of their own; workbooks of old Macs count from 1904', async () => {
    const table = await read({
      sheets: [
        {
          name: 'S',
          rows: [
            ['a', 'b'],
            [styled(46347, 1), styled(0.125, 2)],
          ],
        },
      ],
    })
    expect(cellsOf(table)).toEqual([['2026-11-21', '12.5%']])
    const old = await read({ from1904: true, sheets: [{ name: 'S', rows: [['a'], [styled(44885, 1)]] }] })
    expect(cellsOf(old)).toEqual([['2026-11-21']])
  })
  it('numbers that could be taken for grouped are marked, text is not', async () => {
    const table = await read({ sheets: [{ name: 'S', rows: [heading, [1.299, '1.299', 12.5]] }] })
    expect(table.rows[0]!.plainNumbers).toEqual(['a'])
  })
})

it('errors, formulas without a result, rich text and cells without an address', async () => {
  const cells = [
    '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c><f>A1*2</f></c>',
    '<c t="str"><f>A1&amp;"x"</f><v>ab &amp; c</v></c>',
    '<c t="inlineStr"><is><r><t>Bo</t></r><r><rPr><b/></rPr><t>ld</t></r><rPh><t>ルビ</t></rPh></is></c>',
    '<c t="d"><v>2026-11-21</v></c>',
    '<c/>',
    '<x:c xmlns:x="urn:x"><x:v>5</x:v></x:c>',
  ]
  const xml = `<worksheet><sheetData><row><c t="inlineStr"><is><t>${'h</t></is></c><c t="inlineStr"><is><t>'.repeat(6)}h</t></is></c></row><row>${cells.join('')}</row></sheetData></worksheet>`
  const table = await read({ sheets: [{ name: 'S', rows: [], xml }] })
  expect(cellsOf(table)).toEqual([['#DIV/0!', '#CALC!', 'ab & c', 'Bold', '2026-11-21', null, '5']])
  expect(table.rows[0]).toMatchObject({ number: 1, line: 2 })
})

it('cells outside the headed columns are left alone', async () => {
  const table = await read({
    sheets: [
      {
        name: 'S',
        rows: [
          ['a', null, 'c'],
          ['1', '2', '3', 'note'],
          [null, null, null, 'total'],
        ],
      },
    ],
  })
  expect(table.columns).toEqual(['a', 'column 2', 'c'])
  expect(cellsOf(table)).toEqual([['1', '2', '3']])
})

describe('a workbook that is broken or hostile', () => {
  it('is told for what it is', async () => {
    const good = makeXlsx({ sheets: [{ name: 'S', rows: [['a'], ['x'.repeat(500)]] }] })
    expect(await faultOf(readTable(good.subarray(0, good.length - 40), 'data.xlsx'))).toMatchObject({
      code: 'data.zip',
    })
    expect(await faultOf(readTable(makeZip([['a.txt', 'x']]), 'data.xlsx'))).toMatchObject({
      code: 'data.not-a-table',
      message: expect.stringContaining('ZIP archive'),
    })
    expect(
      await faultOf(
        readTable(
          makeZip([
            ['content.xml', '<x/>'],
            ['mimetype', 'x'],
          ]),
          'data.xlsx',
        ),
      ),
    ).toMatchObject({ message: expect.stringContaining('OpenDocument') })
    expect(await faultOf(read({ sheets: [{ name: 'S', rows: [] }] }))).toMatchObject({ code: 'data.empty' })
    expect(await faultOf(read({ sheets: [{ name: 'S', rows: [['a']] }] }))).toMatchObject({
      code: 'data.header-only',
    })
  })
  it('damage inside is found by the checksum, not read over', async () => {
    const parts: [string, string][] = [
      [
        '_rels/.rels',
        '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="workbook.xml"/></Relationships>',
      ],
      ['workbook.xml', '<workbook><sheets><sheet name="S" r:id="s"/></sheets></workbook>'],
      [
        '_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/></Relationships>',
      ],
      ['sheet.xml', sheetXml([['a'], [1]], null)],
    ]
    expect(cellsOf(await readTable(makeZip(parts), 'data.xlsx'))).toEqual([['1']])
    expect(await faultOf(readTable(makeZip(parts, { wrongSum: 'workbook.xml' }), 'data.xlsx'))).toMatchObject(
      { code: 'data.zip', message: expect.stringContaining('checksum') },
    )
  })
  it('XML that isn’t well-formed, or brings entities of its own, is refused', async () => {
    expect(
      await faultOf(
        read({
          sheets: [{ name: 'S', rows: [], xml: '<worksheet><sheetData><row></sheetData></worksheet>' }],
        }),
      ),
    ).toMatchObject({ code: 'data.workbook' })
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'
    expect(await faultOf(read({ sheets: [{ name: 'S', rows: [], xml: bomb }] }))).toMatchObject({
      code: 'data.workbook',
      message: expect.stringContaining('document type'),
    })
  })
  it('one that unpacks to a thousand times its size is stopped', async () => {
    const spaces = Buffer.alloc(limits.unpackedFloor + 10_000_000, 0x20)
    const xml = Buffer.concat([
      Buffer.from('<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'),
      spaces,
    ])
    const parts: [string, string | Buffer][] = [
      [
        '_rels/.rels',
        '<Relationships><Relationship Id="1" Type="x/officeDocument" Target="workbook.xml"/></Relationships>',
      ],
      ['workbook.xml', '<workbook><sheets><sheet name="S" r:id="s"/></sheets></workbook>'],
      [
        '_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/></Relationships>',
      ],
    ]
    // Nothing but white space: stopped long before, as text without end.
    expect(await faultOf(readTable(makeZip([...parts, ['sheet.xml', xml]]), 'data.xlsx'))).toMatchObject({
      code: 'data.workbook',
      message: expect.stringContaining('endless'),
    })
    // The same with a tag now and then.
    const row = Buffer.from(`<row r="2"/>${' '.repeat(100_000)}`)
    const rows = Buffer.concat(Array.from({ length: Math.ceil(spaces.length / row.length) }, () => row))
    expect(
      await faultOf(
        readTable(
          makeZip([...parts, ['sheet.xml', Buffer.concat([xml.subarray(0, 90), rows])]]),
          'data.xlsx',
        ),
      ),
    ).toMatchObject({ code: 'data.unpacks-too-large' })
  })
  it('a cell in a column that no spreadsheet has is left out', async () => {
    const xml = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${escapeXml('a')}</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="ZZZ2"><v>2</v></c></row></sheetData></worksheet>`
    expect(cellsOf(await read({ sheets: [{ name: 'S', rows: [], xml }] }))).toEqual([['1']])
  })
})
