import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { TableToOpen } from '../../../src-main/services/row-desk/messages.ts'
import { createRowDesk } from '../../../src-main/services/row-desk/row-desk.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import { type TableChange, tableChange, tableView } from '../../../src-shared/contract/tables.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { product } from '../row-intake/take-in.ts'

const workerFile = new URL('../../../src-main/services/row-desk/row-worker.ts', import.meta.url)

const tableOf = (folder: string, data: string): TableToOpen => ({
  data,
  reading: {},
  locale: undefined,
  variables: product,
  languages: ['en'],
  map: {},
  key: undefined,
  corrections: {},
  folders: [folder],
  template: 'shelf-card',
  today: '2026-11-21',
})

async function opened(folder: string, text: string, more: Partial<TableToOpen> = {}) {
  const data = join(folder, 'products.csv')
  await writeFile(data, text)
  const told: StudioEvent[] = []
  const desk = createRowDesk({ workerFile, tell: (event) => void told.push(event) })
  onTestFinished(() => desk.stop())
  const first = await desk.open('one', { ...tableOf(folder, data), ...more })
  const whole = async () => {
    const last = () => told.findLast((event) => event.event === 'table.changed')?.table ?? first.table
    await expect.poll(() => last().isWhole || last().fault !== null, { timeout: 20_000 }).toBe(true)
    return last()
  }
  const view = (some: Parameters<typeof tableView.parse>[0] = {}) => tableView.parse(some)
  return {
    desk,
    first,
    whole,
    rows: async (some: Parameters<typeof tableView.parse>[0] = {}, offset = 0, limit = 100) =>
      desk.ask('one', 'rows', { view: view(some), offset, limit }),
    change: (change: TableChange) => desk.ask('one', 'change', { change: tableChange.parse(change) }),
    view,
  }
}

const shop = ['sku,name,price', 'A,Mug,1', 'B,Lamp,call us', 'C,,3', 'A,Cup,4'].join('\n')

test('bad cells are marked with their reasons, and the kinds of faults are counted', () =>
  withTempFolder(async (folder) => {
    const { rows, whole } = await opened(folder, shop, { key: 'sku' })
    const table = await whole()
    expect(table).toMatchObject({ records: 4, bad: 3, setAside: 0, mended: 0, isWhole: true, fault: null })
    expect(table.problems.map(({ rule, column, count }) => [rule, column, count]).sort()).toEqual([
      ['key.repeated', 'sku', 1],
      ['money', 'price', 1],
      ['required', 'name', 1],
    ])
    const { total, rows: bad } = await rows({ show: 'problems' })
    expect(total).toBe(3)
    expect(bad[0]).toMatchObject({ number: 2, line: 3, cells: ['B', 'Lamp', 'call us'], mended: [] })
    expect(bad[0]!.problems[0]!.message).toContain('call us')
    expect((await rows({ search: 'LAMP' })).rows.map(({ number }) => number)).toEqual([2])
  }))

test('opened twice at once under one id, a table has one thread: the other would be beyond anybody to close', () =>
  withTempFolder(async (folder) => {
    const data = join(folder, 'products.csv')
    await writeFile(data, shop)
    const desk = createRowDesk({ workerFile, tell: () => {} })
    onTestFinished(() => desk.stop())
    const table = tableOf(folder, data)
    const both = await Promise.allSettled([desk.open('one', table), desk.open('one', table)])
    expect(both).toMatchObject([
      { status: 'rejected', reason: { code: 'table.not-open' } },
      { status: 'fulfilled' },
    ])
  }))

test('what a check found marks its cells and is filtered for, until they are mended, and again when that is undone', () =>
  withTempFolder(async (folder) => {
    const { desk, rows, change, whole } = await opened(folder, shop, { key: 'sku' })
    await whole()
    const told = (rule: string, column: string | null) => ({
      column,
      rule,
      message: `${rule}.`,
      whatToDo: 'Mend it.',
    })
    await desk.ask('one', 'found', {
      first: true,
      last: false,
      // The table itself says what is wrong with the second record's price.
      problems: [
        { number: 1, ...told('picture.broken', 'name') },
        { number: 2, ...told('money', 'price') },
      ],
      warnings: [],
    })
    expect((await rows({ show: 'problems' })).total).toBe(3)
    const table = await desk.ask('one', 'found', {
      first: false,
      last: true,
      problems: [],
      warnings: [
        { line: 2, ...told('image.small', 'name') },
        { line: 5, ...told('text.small', null) },
      ],
    })
    expect(table).toMatchObject({ bad: 4, warned: 2 })
    const broken = { rule: 'picture.broken', column: 'name' }
    const first = (await rows({ show: 'problems', problem: broken })).rows
    expect(first).toMatchObject([{ number: 1, problems: [broken], warnings: [{ rule: 'image.small' }] }])
    expect((await rows({ show: 'problems', problem: { rule: 'money', column: 'price' } })).rows).toHaveLength(
      1,
    )
    expect((await rows({ show: 'warnings' })).rows.map(({ number }) => number)).toEqual([1, 4])

    const mended = await change({ what: 'cells', cells: [{ number: 1, column: 'name', text: 'Cup' }] })
    expect(mended.table).toMatchObject({ bad: 3, warned: 1 })
    const back = await change({ what: 'restore', corrections: mended.before })
    expect(back.table).toMatchObject({ bad: 4, warned: 2 })

    // Another check takes the place of the first, whatever was left of one that was stopped.
    await desk.ask('one', 'found', {
      first: true,
      last: false,
      problems: [{ number: 3, ...told('x', null) }],
      warnings: [],
    })
    const next = await desk.ask('one', 'found', { first: true, last: true, problems: [], warnings: [] })
    expect(next).toMatchObject({ bad: 3, warned: 0 })
  }))

test('a search finds what stands in cells alone, however records are kept', () =>
  withTempFolder(async (folder) => {
    const { rows, whole } = await opened(folder, ['sku,name,price', 'A,Cell phone,1', 'B,,2', 'C'].join('\n'))
    await whole()
    const found = async (search: string) => (await rows({ search })).rows.map(({ number }) => number)
    expect(await found('cell')).toEqual([1])
    expect(await found('null')).toEqual([])
    expect(await found('","')).toEqual([])
    expect(await found('broken')).toEqual([])
  }))

test('what was mended is not laid over a table that was changed since', () =>
  withTempFolder(async (folder) => {
    const { tableMark } = (await opened(folder, shop)).first
    const corrections = { 2: { cells: { price: '2' } } }
    const again = await opened(folder, shop, { corrections, tableMark: tableMark! })
    expect(again.first.tableMark).toBe(tableMark)
    const other = shop.replace('A,Mug,1', 'N,New,9\nA,Mug,1')
    await expect(opened(folder, other, { corrections, tableMark: tableMark! })).rejects.toMatchObject({
      code: 'corrections.table',
    })
    await opened(folder, other, { tableMark: tableMark! })
  }))

test('a mended cell is looked at anew at once, and what was there before can be put back', () =>
  withTempFolder(async (folder) => {
    const { change, rows, whole, desk } = await opened(folder, shop, { key: 'sku' })
    await whole()
    const mended = await change({ what: 'cells', cells: [{ number: 2, column: 'price', text: '19.90' }] })
    expect(mended).toMatchObject({
      changed: 1,
      before: { 2: null },
      after: { 2: { cells: { price: '19.90' } } },
      table: { bad: 2, mended: 1 },
    })
    expect((await rows({}, 1, 1)).rows[0]).toMatchObject({
      cells: ['B', 'Lamp', '19.90'],
      mended: ['price'],
      problems: [],
    })
    expect(await desk.ask('one', 'cell', { number: 2, column: 'price' })).toEqual({
      text: '19.90',
      read: 'call us',
    })

    const worse = await change({ what: 'cells', cells: [{ number: 2, column: 'price', text: 'soon' }] })
    expect(worse.table).toMatchObject({ bad: 3, mended: 1 })
    const back = await change({ what: 'restore', corrections: worse.before })
    expect(back).toMatchObject({ after: { 2: { cells: { price: '19.90' } } }, table: { bad: 2 } })
    // Written as the table has it, nothing is mended any more.
    const same = await change({ what: 'cells', cells: [{ number: 2, column: 'price', text: 'call us' }] })
    expect(same).toMatchObject({ after: { 2: null }, table: { bad: 3, mended: 0 } })
  }))

test('of two rows with one key the second is good as soon as the first is set aside or has another key', () =>
  withTempFolder(async (folder) => {
    const { change, rows, whole } = await opened(folder, shop, { key: 'sku' })
    await whole()
    const aside = await change({ what: 'set-aside', numbers: [1], setAside: true })
    expect(aside.table).toMatchObject({ bad: 2, setAside: 1 })
    expect((await rows({}, 3, 1)).rows[0]!.problems).toEqual([])
    await change({ what: 'restore', corrections: aside.before })
    expect((await rows({}, 3, 1)).rows[0]!.problems[0]).toMatchObject({ rule: 'key.repeated' })
    const renamed = await change({ what: 'cells', cells: [{ number: 1, column: 'sku', text: 'Z' }] })
    expect(renamed.table.bad).toBe(2)
  }))

test('many cells are mended at once: filled down, replaced, and all rows of one fault set aside', () =>
  withTempFolder(async (folder) => {
    const lines = Array.from({ length: 1_200 }, (_, at) => `Mug ${at},${at % 3 === 0 ? 'n/a' : '5,00'}`)
    const { change, rows, whole, view } = await opened(
      folder,
      ['name;price', ...lines.map((line) => line.replace(',', ';'))].join('\n'),
    )
    expect(await whole()).toMatchObject({ records: 1_200, bad: 400 })
    const replaced = await change({
      what: 'replace',
      view: view(),
      column: 'price',
      find: 'n/a',
      by: '7,50',
      whole: true,
    })
    expect(replaced).toMatchObject({ changed: 400, table: { bad: 0, mended: 400 } })
    const undone = await change({ what: 'restore', corrections: replaced.before })
    expect(undone).toMatchObject({ changed: 400, table: { bad: 400, mended: 0 } })
    const filled = await change({
      what: 'fill-down',
      view: view({ show: 'problems' }),
      number: 2,
      column: 'price',
      count: 100_000,
    })
    expect(filled.changed).toBe(399)
    await change({ what: 'restore', corrections: filled.before })
    const problem = { rule: 'money', column: 'price' }
    const aside = await change({
      what: 'set-aside-all',
      view: view({ show: 'problems', problem }),
      setAside: true,
    })
    expect(aside.table).toMatchObject({ bad: 0, setAside: 400 })
    expect((await rows({ show: 'set-aside' }, 399, 10)).rows).toHaveLength(1)
  }))

test('names are shown as they will be, and two videos that would be one file are told', () =>
  withTempFolder(async (folder) => {
    const { desk, whole } = await opened(folder, shop, { key: 'sku' })
    await whole()
    const formats = [
      { id: 'wide', codec: 'h264' as const },
      { id: 'loop', codec: 'gif' as const },
    ]
    const names = (pattern: string) =>
      desk.ask('one', 'names', { pattern, languages: ['en'], formats, quality: 'standard' })
    expect(await names('{name}/{key}_{language}_{format}')).toMatchObject({
      examples: ['Mug/A_en_wide.mp4', 'Mug/A_en_loop.gif'],
      collision: null,
    })
    const { collision } = await desk.ask('one', 'names', {
      pattern: 'video',
      languages: ['en', 'de'],
      formats,
      quality: 'standard',
    })
    expect(collision?.message).toContain('video')
    await expect(names('{nothing-of-the-kind}')).rejects.toMatchObject({ code: 'name.pattern' })
  }))

test('pictures that are not there, or lie outside, are marked before anything is checked', () =>
  withTempFolder(async (folder) => {
    await writeFile(join(folder, 'mug.png'), 'a picture')
    const text = [
      'name,price,image',
      'Mug,1,mug.png',
      'Cup,2,cup.png',
      'Key,3,../../etc/passwd',
      'Web,4,https://example.com/a.png',
    ].join('\n')
    const { desk, rows, whole } = await opened(folder, text)
    expect(await whole()).toMatchObject({ bad: 2 })
    const { rows: bad } = await rows({ show: 'problems' })
    expect(bad.map(({ problems }) => [problems[0]!.column, problems[0]!.rule])).toEqual([
      ['image', 'asset.missing'],
      ['image', 'asset.outside'],
    ])
    expect(await desk.ask('one', 'picture', { number: 1, column: 2 })).toMatch(/mug\.png$/)
    expect(await desk.ask('one', 'picture', { number: 3, column: 2 })).toBeNull()
  }))

test('a record that does not fit the columns can be mended cell by cell', () =>
  withTempFolder(async (folder) => {
    const { change, rows, whole } = await opened(folder, 'name,price\nMug,1,2,3\nCup,4\n')
    expect(await whole()).toMatchObject({ records: 2, bad: 1 })
    expect((await rows()).rows[0]).toMatchObject({ raw: 'Mug,1,2,3', cells: [null, null] })
    const { table } = await change({
      what: 'cells',
      cells: [
        { number: 1, column: 'name', text: 'Mug' },
        { number: 1, column: 'price', text: '1' },
      ],
    })
    expect(table.bad).toBe(0)
    expect((await rows()).rows[0]).toMatchObject({ raw: null, cells: ['Mug', '1'] })
  }))

test('a table that can not be read says so, and one that breaks further on shows what came before', () =>
  withTempFolder(async (folder) => {
    await expect(opened(folder, '')).rejects.toMatchObject({ code: 'data.empty' })
    const lines = Array.from({ length: 1_000 }, (_, at) => `Mug ${at},5`)
    const { rows, whole } = await opened(folder, ['name,price', ...lines, '"Mug without an end,5'].join('\n'))
    const { fault } = await whole()
    expect(fault).toMatchObject({ code: 'data.quote-open' })
    expect((await rows({}, 900, 50)).rows).toHaveLength(50)
  }))

test('50,000 records are open in a moment and searched without a pause', { timeout: 60_000 }, () =>
  withTempFolder(async (folder) => {
    const lines = Array.from(
      { length: 50_000 },
      (_, at) => `K${at},Mug number ${at},${at % 50 === 0 ? 'n/a' : '5.00'}`,
    )
    const { first, rows, whole } = await opened(folder, ['sku,name,price', ...lines].join('\n'), {
      key: 'sku',
    })
    expect(first.table.records).toBeGreaterThan(0)
    expect(await whole()).toMatchObject({ records: 50_000, bad: 1_000 })
    const begun = process.cpuUsage()
    expect((await rows({ search: 'number 49999' })).total).toBe(1)
    for (let at = 0; at < 20; at += 1) expect((await rows({}, at * 2_400, 100)).rows).toHaveLength(100)
    const { user, system } = process.cpuUsage(begun)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  }),
)
