import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { goodRow, heading, tinyTemplate, withSmallStudio } from './small-studio.ts'

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const wideOnly = ['--languages', 'en', '--formats', 'wide', '--key', 'sku']

test('a table becomes videos: every row is a video or a rejected row with a true reason', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('products.csv', [
      heading,
      goodRow('A'),
      goodRow('B', { price: 'call us' }),
      goodRow('C', { name: '' }),
      goodRow('E', { image: 'missing.png' }),
      goodRow('D', { image: 'blue.png', category: '' }),
      goodRow('A', { name: 'Repeated' }),
    ])
    const run = await studio.render(data, '--key', 'sku')
    expect([run.status, run.err]).toEqual([3, ''])

    const { batch, files } = studio.manifest()
    expect(batch).toMatchObject({
      status: 'finished',
      counts: { rows: 6, rejectedRows: 4, jobs: 12, done: 12, failed: 0 },
    })
    const done = files.filter(({ status }) => status === 'done')
    expect(done.map(({ path }) => path)).toEqual(
      ['Mugs/A', 'D'].flatMap((name) =>
        ['en', 'de'].flatMap((language) => [
          `${name}_${language}_wide.mp4`,
          `${name}_${language}_tall.mp4`,
          `${name}_${language}_loop.gif`,
        ]),
      ),
    )
    for (const { path, bytes, sha256: hash, duration } of done) {
      expect(statSync(studio.at('out', path!)).size).toBe(bytes)
      expect(sha256(studio.at('out', path!))).toBe(hash)
      expect(duration).toBeCloseTo(1, 1)
    }
    const rejected = files.filter(({ status }) => status === 'rejected')
    expect(rejected.map(({ line }) => line)).toEqual([3, 4, 5, 7])
    expect(rejected[0]!.reason).toContain('call us')
    expect(rejected[1]!.reason).toContain('empty')
    expect(rejected[2]!.reason).toContain('missing.png')
    expect(rejected[3]!.reason).toMatch(/line 7.*line 2/)

    const csv = parse(readFileSync(studio.at('out', 'manifest.csv')), { bom: true, columns: true }) as Record<
      string,
      string
    >[]
    const yesOrNo = new Map<unknown, string>([
      [true, 'yes'],
      [false, 'no'],
      [null, ''],
    ])
    expect(csv.map((row) => [row.key, row.path, row.sha256, row.status, row.new])).toEqual(
      files.map((file) => [
        file.key ?? '',
        file.path ?? '',
        file.sha256 ?? '',
        file.status,
        yesOrNo.get(file.new),
      ]),
    )
    const table = parse(readFileSync(studio.at('out', 'rejected.csv')), {
      bom: true,
      columns: true,
    }) as Record<string, string>[]
    expect(table.map((row) => [row.sku, row.price, row._line, row._column])).toEqual([
      ['B', 'call us', '3', 'price'],
      ['C', '12,50 €', '4', 'name'],
      ['E', '12,50 €', '5', 'image'],
      ['A', '12,50 €', '7', 'sku'],
    ])
    // Nothing unfinished is left, neither there nor among the artifacts.
    expect(
      readdirSync(studio.at('out'), { recursive: true }).filter((name) => String(name).includes('.part')),
    ).toEqual([])
    expect(readdirSync(studio.at('studio', 'artifacts'))).toEqual([batch.id])
    expect(
      readdirSync(studio.at('studio', 'artifacts', String(batch.id)), { recursive: true }).join(),
    ).not.toContain('attempt')

    const list = await studio.reelmill('batch', 'list', '--json')
    expect(list.lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: batch.id, status: 'finished' },
      { event: 'summary', exit: 0, batches: 1 },
    ])
  }))

test('rejected rows that were mended are fed in from the output folder, and find their pictures', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [
      heading,
      goodRow('A'),
      goodRow('B', { price: 'call us' }),
      goodRow('C', { price: '-' }),
    ])
    expect((await studio.render(data, ...wideOnly)).status).toBe(3)
    const mended = readFileSync(studio.at('out', 'rejected.csv'), 'utf8').replace('call us', '9.90')
    writeFileSync(studio.at('out', 'rejected.csv'), mended)
    const again = await studio.render(studio.at('out', 'rejected.csv'), ...wideOnly)
    expect([again.status, again.err]).toEqual([3, ''])
    expect(readdirSync(studio.at('out', 'Mugs')).sort()).toEqual(['A_en_wide.mp4', 'B_en_wide.mp4'])
    expect(studio.manifest().files).toMatchObject([
      { key: 'B', status: 'done' },
      { key: 'C', status: 'rejected' },
    ])
    expect(readFileSync(studio.at('out', 'rejected.csv'), 'utf8')).not.toContain('9.90')
  }))

test('where a picture is missing the fallback of the template stands in, and the manifest says so', () =>
  withSmallStudio(async (studio) => {
    const image = { type: 'image', fallback: 'fallback.png' } as const
    const folder = studio.template({ variables: { ...tinyTemplate().variables, image } })
    writeFileSync(join(folder, 'fallback.png'), readFileSync(studio.at('data', 'blue.png')))
    const data = studio.table('t.csv', [heading, goodRow('A'), goodRow('B', { image: 'missing.png' })])
    expect((await studio.render(data, ...wideOnly)).status).toBe(0)
    const [one, two] = studio.manifest().files
    expect(one!.reason).not.toContain('fallback')
    expect(two!.reason).toMatch(/missing\.png.*fallback/)
  }))

test('a picture that is broken costs one row and no other', () =>
  withSmallStudio(async (studio) => {
    const broken = studio.at('data', 'broken.png')
    writeFileSync(broken, readFileSync(studio.at('data', 'red.png')))
    truncateSync(broken, statSync(broken).size - 100)
    const data = studio.table('t.csv', [
      heading,
      goodRow('A'),
      goodRow('B', { image: 'broken.png' }),
      goodRow('C'),
    ])
    const run = await studio.render(data, ...wideOnly)
    expect(run.status).toBe(3)
    const { files } = studio.manifest()
    expect(files.map(({ key, status }) => [key, status])).toEqual([
      ['A', 'done'],
      ['B', expect.stringMatching(/^(failed|rejected)$/)],
      ['C', 'done'],
    ])
    expect(files[1]!.reason).toContain('broken.png')
    expect(run.out).toContain('broken.png')
    expect(readFileSync(studio.at('out', 'rejected.csv'), 'utf8')).toContain('broken.png')
  }))

test('rows that would write one file stop the batch before it renders, with status 2 and both lines named', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('Mug'), goodRow('Pan'), goodRow('MUG')])
    const run = await studio.render(data, ...wideOnly, '--name', '{key}')
    expect(run.status).toBe(2)
    expect(run.err).toMatch(/line 2.*line 4/)
    expect(run.err.trim().split('\n').at(-1)).toContain('Nothing was rendered')
    expect(readdirSync(studio.at('out'))).toEqual([])
    const lacking = await studio.render(
      data,
      '--key',
      'sku',
      '--languages',
      'en,de',
      '--formats',
      'wide',
      '--name',
      '{key}_{format}',
    )
    expect([lacking.status, lacking.err]).toEqual([2, expect.stringContaining('Add {language}')])
  }))

test('--strict stops before rendering when a row has a fault', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A'), goodRow('B', { price: 'call us' })])
    const run = await studio.render(data, ...wideOnly, '--strict')
    expect(run.status).toBe(3)
    expect(run.err).toContain('1 of 2 rows')
    expect(existsSync(studio.at('out', 'Mugs'))).toBe(false)
    expect(readFileSync(studio.at('out', 'rejected.csv'), 'utf8')).toContain('call us')
  }))

test('with --json every line is an event, and the last is a summary that agrees with the manifest', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A'), goodRow('B')])
    const run = await studio.render(data, '--key', 'sku', '--formats', 'wide', '--json')
    expect([run.status, run.err]).toEqual([0, ''])
    const events = run.lines.map((line) => JSON.parse(line))
    expect(events[0]).toMatchObject({ event: 'batch.changed', previous: null })
    const statuses = new Map(
      events
        .filter(({ event }) => event === 'jobs.changed')
        .flatMap(({ jobs }) => jobs.map((job: { id: number; status: string }) => [job.id, job.status])),
    )
    expect([...statuses.values()]).toEqual(['done', 'done', 'done', 'done'])
    expect(events.at(-1)).toMatchObject({
      event: 'summary',
      exit: 0,
      status: 'finished',
      counts: { done: 4 },
      manifest: studio.at('out', 'manifest.json'),
    })
    expect(events.at(-1).batch).toBe(studio.manifest().batch.id)
  }))

test('the same batch again, made afresh, replaces its own videos with the same bytes; a foreign file stops it', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A')])
    expect((await studio.render(data, ...wideOnly)).status).toBe(0)
    const first = studio.manifest()
    expect((await studio.render(data, ...wideOnly, '--afresh')).status).toBe(0)
    expect(studio.manifest().files[0]!.new).toBe(true)
    expect(studio.manifest().files[0]!.sha256).toBe(first.files[0]!.sha256)
    expect(studio.manifest('out', `manifest-${String(first.batch.id)}.json`)).toEqual(first)

    const other = studio.table('other.csv', [heading, goodRow('Z')])
    writeFileSync(studio.at('out', 'Mugs', 'Z_en_wide.mp4'), 'a holiday film')
    const refused = await studio.render(other, ...wideOnly)
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('Z_en_wide.mp4')])
    expect(readFileSync(studio.at('out', 'Mugs', 'Z_en_wide.mp4'), 'utf8')).toBe('a holiday film')
    expect((await studio.render(other, ...wideOnly, '--overwrite')).status).toBe(0)
  }))

test.each([
  ['a language that the template has not', ['--languages', 'en,dee'], /Did you mean "?de/],
  ['a format that the template has not', ['--formats', 'wid'], /Did you mean "?wide/],
  ['a column for the key that is not there', ['--key', 'skuu'], /sku/],
  ['a mapping to a column that is not there', ['--map', 'name=titel'], /name/],
  ['a choice of rows that says nothing', ['--rows', 'all'], /1-20/],
  ['rows beyond the end of the table', ['--rows', '90-99'], /90-99/],
  ['a name pattern with an unknown name', ['--name', '{kind}'], /\{kind\}/],
])('%s is wrong use, and the message helps', (_, words, hint) =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A')])
    const run = await studio.render(data, ...words)
    expect(run.status).toBe(2)
    expect(run.err).toMatch(hint)
    expect(run.err).not.toMatch(/^\s+at /m)
    expect(existsSync(studio.at('out', 'manifest.json'))).toBe(false)
  }),
)

test('a template that is not valid, and a table that is not there, are wrong use', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A')])
    const missing = await studio.render(studio.at('data', 'none.csv'))
    expect([missing.status, missing.err]).toEqual([2, expect.stringContaining('none.csv')])
    studio.template({ defaultLanguage: 'fr' }, 'broken')
    const broken = await studio.reelmill(
      'render',
      '-t',
      studio.at('broken'),
      '-d',
      data,
      '-o',
      studio.at('out'),
    )
    expect([broken.status, broken.err]).toEqual([2, expect.stringContaining('defaultLanguage')])
    expect((await studio.reelmill('template', 'check', studio.at('broken'))).status).toBe(2)
    expect((await studio.reelmill('template', 'check', studio.at('template'))).status).toBe(0)
  }))

test('check finds what render would set aside, and renders nothing', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [
      heading,
      goodRow('A'),
      goodRow('B', { price: 'call us' }),
      goodRow('C', { name: 'x\u{10FFFD}' }),
    ])
    const run = await studio.reelmill('check', '-t', studio.at('template'), '-d', data, '--key', 'sku')
    expect(run.status).toBe(3)
    expect(run.out).toContain('line 3')
    expect(run.out).toContain('line 4')
    const asData = await studio.reelmill(
      'check',
      '-t',
      studio.at('template'),
      '-d',
      data,
      '--key',
      'sku',
      '--json',
    )
    expect(JSON.parse(asData.lines.at(-1)!)).toMatchObject({
      event: 'summary',
      exit: 3,
      rows: 3,
      rejectedRows: 2,
      videos: 6,
      rules: { money: 1, 'glyph.missing': expect.any(Number) },
    })
    const rendered = await studio.render(data, ...wideOnly)
    expect(rendered.status).toBe(3)
    expect(
      studio
        .manifest()
        .files.filter(({ status }) => status === 'rejected')
        .map(({ line }) => line),
    ).toEqual([3, 4])
    const clean = studio.table('clean.csv', [heading, goodRow('A')])
    expect(
      (await studio.reelmill('check', '-t', studio.at('template'), '-d', clean, '--key', 'sku')).status,
    ).toBe(0)
  }))

test('check tells what was assumed about the table, and that alone stops nothing', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [
      heading.replace('category', 'sku'),
      goodRow('A', { price: '1.299', category: 'x' }),
      goodRow('B', { price: '2.499', category: 'y' }),
    ])
    const words = ['check', '-t', studio.at('template'), '-d', data]
    const asData = await studio.reelmill(...words, '--json')
    const report = JSON.parse(asData.lines.at(-1)!)
    expect(report).toMatchObject({ exit: 0, rejectedRows: 0, errors: 0, warnings: report.findings.length })
    expect(report.rules).toMatchObject({ 'data.note': 1, 'number.assumed': 1 })
    const notes = report.findings.filter(({ rule }: { rule: string }) =>
      ['data.note', 'number.assumed'].includes(rule),
    )
    expect(notes).toMatchObject([
      { severity: 'warning', rule: 'data.note', line: null, message: expect.stringContaining('"sku (2)"') },
      {
        severity: 'warning',
        rule: 'number.assumed',
        line: 2,
        message: expect.stringContaining('1299'),
        whatToDo: 'Look at the column "price", from line 2 on (2 cells).',
      },
    ])
    const told = await studio.reelmill(...words)
    expect(told.out).toContain('number.assumed: 1')
    expect(told.out).toContain('All of it can be rendered.')
  }))

test('a still is the frame that was asked for, of the row that was asked for', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', [heading, goodRow('A'), goodRow('B', { image: 'blue.png' })])
    const still = (row: string, out: string, ...more: string[]) =>
      studio.reelmill(
        'still',
        '-t',
        studio.at('template'),
        '-d',
        data,
        '--key',
        'sku',
        '--row',
        row,
        '--at',
        '0.5',
        '--format',
        'wide',
        '-o',
        studio.at(out),
        ...more,
      )
    expect((await still('A', 'a.png')).status).toBe(0)
    expect((await still('B', 'b.png')).status).toBe(0)
    const { default: sharp } = await import('sharp')
    const pixel = async (name: string) => [
      ...(await sharp(studio.at(name))
        .extract({ left: 80, top: 90, width: 1, height: 1 })
        .removeAlpha()
        .raw()
        .toBuffer()),
    ]
    const [red] = await pixel('a.png')
    const [, , blue] = await pixel('b.png')
    expect([red! > 190, blue! > 190]).toEqual([true, true])
    expect((await still('Z', 'z.png')).status).toBe(2)

    // An earlier still gives way; somebody else's file does not, whatever it is called.
    expect((await still('B', 'a.png')).status).toBe(0)
    expect((await pixel('a.png'))[2]! > 190).toBe(true)
    const photo = await sharp({ create: { width: 320, height: 180, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    for (const [name, bytes] of [
      ['photo.png', photo],
      ['products.csv', Buffer.from('sku,name\n')],
      ['empty.png', Buffer.alloc(0)],
    ] as const) {
      writeFileSync(studio.at(name), bytes)
      const refused = await still('A', name)
      expect(refused.status).toBe(2)
      expect(refused.err).toContain('--overwrite')
      expect(readFileSync(studio.at(name)).equals(bytes)).toBe(true)
    }
    mkdirSync(studio.at('folder.png'))
    expect((await still('A', 'folder.png', '--overwrite')).status).toBe(2)
    expect((await still('A', 'photo.png', '--overwrite')).status).toBe(0)
    expect((await pixel('photo.png'))[2]! < 190).toBe(true)
  }))

test('batches and their jobs can be asked for afterwards', () =>
  withSmallStudio(async (studio) => {
    expect((await studio.reelmill('batch', 'show', 'last')).status).toBe(2)
    await studio.render(studio.table('t.csv', [heading, goodRow('A'), goodRow('B')]), ...wideOnly)
    const shown = await studio.reelmill('batch', 'show', 'last')
    expect(shown.out).toContain('2 done')
    const jobs = await studio.reelmill('batch', 'jobs', 'last', '--status', 'done', '--json')
    expect(jobs.lines.slice(0, -1).map((line) => JSON.parse(line).rowKey)).toEqual(['A', 'B'])
    const unknown = await studio.reelmill('batch', 'jobs', 'nope')
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('nope')])
  }))
