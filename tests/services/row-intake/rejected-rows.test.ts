import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guarded, guardedWithin, unguarded } from '../../../src-main/services/row-intake/formula-guard.ts'
import type { RowRequest } from '../../../src-main/services/row-intake/read-rows.ts'
import { type RejectedRow, writeRejected } from '../../../src-main/services/row-intake/rejected-rows.ts'
import fc from '../../helpers/at-random.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { cellsOf, readPath } from '../../outside/tables/read-table.ts'
import { type Taken, takeIn } from './take-in.ts'

/** Takes in a table, writes its rejected rows, hands both to `work`. */
function withRejected<T>(
  text: string,
  request: Partial<RowRequest>,
  work: (path: string, first: Taken, folder: string) => Promise<T>,
  name = 'data.csv',
) {
  return withTempFolder(async (folder) => {
    await writeFile(join(folder, name), text)
    const first = await takeIn({ data: join(folder, name), ...request })
    const path = join(folder, 'rejected.csv')
    await writeRejected(path, first.intake, rejectedOf(first))
    return work(path, first, folder)
  })
}

function rejectedOf({ items }: Taken): RejectedRow[] {
  return items.flatMap((item) => (item.kind === 'rejected' ? [item] : []))
}

const added = ['_line', '_column', '_value', '_rule', '_problem', '_what_to_do', '_row']

describe('rejected rows in a file', () => {
  it('stand as they were, then what is wrong and what to do', () =>
    withRejected(
      'sku,name,price,note\nA,Mug,1,x\nB,,call us,"two\nlines"\n',
      { keyColumn: 'sku' },
      async (path) => {
        expect((await readFile(path)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
        const table = await readPath(path)
        expect(table.columns).toEqual(['sku', 'name', 'price', 'note', ...added])
        expect(cellsOf(table)).toEqual([
          [
            'B',
            null,
            'call us',
            'two\nlines',
            '3',
            'name | price',
            ' | call us',
            'required | money',
            'The cell is empty, but the template needs a value here. | "call us" is not an amount of money.',
            'Fill the cell. | Write an amount like 1299.00, $1,299.00 or 1.299,00 €.',
            '2',
          ],
        ])
      },
    ))
  it('keep the delimiter of their table, since its owner’s programs know it', () =>
    withRejected('name;price\nMug;x\n', {}, async (path) => {
      expect(await readFile(path, 'utf8')).toMatch(/^\ufeffname;price;_line;/)
    }))
  it('aren’t written when there are none', () =>
    withRejected('name,price\nMug,1\n', {}, async (_path, _first, folder) => {
      expect(await readdir(folder)).toEqual(['data.csv'])
    }))
})

describe('a rejected file that is fed in again', () => {
  it('gives the same problems when nothing was mended', () =>
    withRejected('sku,name,price\nA,,x\nB,Cup,y\n', { keyColumn: 'sku' }, async (path, first) => {
      const again = await takeIn({ data: path, keyColumn: 'sku' })
      const bare = ({ problems }: Taken) =>
        problems.map(({ key, column, value, rule, rowNumber }) => ({ key, column, value, rule, rowNumber }))
      expect(bare(again)).toEqual(bare(first))
      expect(again.problems.map(({ line }) => line)).toEqual([2, 2, 3])
    }))
  it('passes once it is mended, and each row keeps the number that is its key', () =>
    withRejected('name,price\nMug,1\nCup,call us\nJug,2\nBowl,\n', {}, async (path) => {
      const text = await readFile(path, 'utf8')
      await writeFile(path, text.replace('Cup,call us', 'Cup,3').replace('Bowl,,', 'Bowl,4,'))
      const { rows, problems, intake } = await takeIn({ data: path })
      expect(problems).toEqual([])
      expect(rows.map(({ key, number, line }) => [key, number, line])).toEqual([
        ['2', 2, 2],
        ['4', 4, 3],
      ])
      expect(intake.unused).toEqual([])
    }))
  it('can be set aside a second time without growing columns', () =>
    withRejected('name,price\nMug,x\n', {}, async (path, _first, folder) => {
      const again = await takeIn({ data: path })
      await writeRejected(join(folder, 'again.csv'), again.intake, rejectedOf(again))
      expect(await readFile(join(folder, 'again.csv'), 'utf8')).toBe(await readFile(path, 'utf8'))
    }))
  it('a record that fits no columns stays aside until its cells are filled', () =>
    withRejected('name,price\nMug,1,50\n', {}, async (path) => {
      expect((await readPath(path)).rows[0]!.cells).toMatchObject({
        name: null,
        price: null,
        _value: 'Mug,1,50',
        _row: '1',
      })
      expect((await takeIn({ data: path })).problems).toMatchObject([
        { rule: 'row.not-mended', value: 'Mug,1,50', rowNumber: 1 },
      ])
      const text = await readFile(path, 'utf8')
      await writeFile(path, text.replace('\r\n,,', '\r\nMug,1.50,'))
      expect((await takeIn({ data: path })).rows).toMatchObject([
        { key: '1', values: { price: { amount: 1.5 } } },
      ])
    }))
  it('a repeated key is still one, though its twin is not in the file', () =>
    withRejected('sku,name,price\nA,Mug,1\nA,Cup,2\n', { keyColumn: 'sku' }, async (path) => {
      expect((await takeIn({ data: path, keyColumn: 'sku' })).problems).toMatchObject([
        { rule: 'key.repeated' },
      ])
      await writeFile(path, (await readFile(path, 'utf8')).replace('\r\nA,Cup', '\r\nB,Cup'))
      expect((await takeIn({ data: path, keyColumn: 'sku' })).rows).toMatchObject([{ key: 'B' }])
    }))
  it('numbers of JSON are the same numbers when they come back as CSV', () =>
    withRejected(
      '[{"name":"","price":1.299}]',
      { locale: 'de-DE' },
      async (path) => {
        await writeFile(path, (await readFile(path, 'utf8')).replace('\r\n,', '\r\nMug,'))
        expect((await takeIn({ data: path, locale: 'de-DE' })).rows).toMatchObject([
          { values: { price: { amount: 1.299 } } },
        ])
      },
      'data.json',
    ))
  it('two rows of one number are told', () =>
    withRejected('name,price\nMug,x\nCup,x\n', {}, async (path) => {
      await writeFile(
        path,
        (await readFile(path, 'utf8')).replaceAll(',x,', ',1,').replace(/2\r\n$/, '1\r\n'),
      )
      expect((await takeIn({ data: path })).problems).toMatchObject([
        { rule: 'key.repeated', column: '_row', line: 3 },
      ])
    }))
})

describe('cells that begin like a formula', () => {
  it('are text in the file that a spreadsheet opens, and come back as they were', () =>
    withRejected(
      'name,price,note\n=1+1,x,"=HYPERLINK(""http://a"")"\n-5 items,x,+cmd|calc\n@x,x,\'=y\n',
      {},
      async (path, first) => {
        expect(await readFile(path, 'utf8')).not.toMatch(/(^|,)"?[=@]/m)
        const again = await takeIn({ data: path })
        const cells = (taken: Taken) =>
          taken.items.map((item) =>
            'cells' in item.source
              ? ['name', 'note'].map(
                  (column) => (item.source as { cells: Record<string, string | null> }).cells[column],
                )
              : null,
          )
        expect(cells(again)).toEqual(cells(first))
      },
    ))
  it('numbers with a sign are left as they are', () => {
    for (const cell of ['-5', '+3.5 %', '-1.299,00 €', '- 5', 'Mug', '']) expect(guarded(cell)).toBe(cell)
    for (const cell of ['-5+3', '=5', '+cmd', '@SUM', '\t=5', '\n=5', '-', '--5'])
      expect(guarded(cell)).toBe(`'${cell}`)
  })
  it('the wide signs of East Asia are held like the narrow ones', () => {
    for (const cell of ['＝1+1', '＋cmd', '－5', '＠SUM(A1)', "'＝1"])
      expect([guarded(cell), unguarded(guarded(cell))]).toEqual([`'${cell}`, cell])
    expect(guardedWithin('x;＝1')).toBe("x;'＝1")
  })
  it('what follows a semicolon or a line break within a cell is held, however many there are', () => {
    expect(guardedWithin('a; =1\n\n @x ; b = 2\t-3')).toBe("a; '=1\n\n '@x ; b = 2\t'-3")
    const breaks = '\n'.repeat(300_000)
    expect(guardedWithin(`a${breaks}b`)).toBe(`a${breaks}b`)
    expect(guardedWithin(`a${breaks}=1`)).toBe(`a${breaks}'=1`)
  })
  it('a heading is held, too, and its column is found again when the file is fed in', () =>
    withRejected('=name,price\nMug,x\n', {}, async (path) => {
      expect(await readFile(path, 'utf8')).toMatch(/^\ufeff'=name,price,/)
      const again = await takeIn({ data: path })
      expect(again.intake.mapping).toEqual(
        expect.arrayContaining([{ variable: 'name', column: "'=name", language: null }]),
      )
      await writeRejected(path, again.intake, rejectedOf(again))
      expect(await readFile(path, 'utf8')).toMatch(/^\ufeff'=name,price,/)
    }))
  it('any cell is the same after guarding and unguarding', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '－', '\t', '\n', '5', 'x', ' ') }),
        (cell) => unguarded(guarded(cell)) === cell,
      ),
    )
  })
})

it('any table of any cells comes back through a rejected file as it was', async () => {
  const cell = fc.string({
    unit: fc.oneof(
      fc.constantFrom('"', ',', '=', "'", '-', '\n', '\r', ' ', '\t', '|', '5', '€'),
      fc.constantFrom(...'abc'),
    ),
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ name: cell, note: cell }), { minLength: 1, maxLength: 6 }),
      async (records) => {
        const rows = records.map((record) => ({ ...record, price: 'no price' }))
        await withRejected(
          JSON.stringify(rows),
          {},
          async (path, first) => {
            expect(first.rows).toEqual([])
            const again = await takeIn({ data: path })
            const originals = ({ items }: Taken) =>
              items.map(({ source }) =>
                'cells' in source
                  ? [source.number, source.cells.name ?? null, source.cells.note ?? null]
                  : source,
              )
            expect(originals(again)).toEqual(originals(first))
          },
          'data.json',
        )
      },
    ),
    { numRuns: 60 },
  )
})
