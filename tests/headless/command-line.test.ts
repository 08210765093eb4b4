import { expect, test } from 'vitest'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import { batch, doorTo, ends, rendering, until } from './fake-door.ts'

test('every option of render reaches the studio', async () => {
  const { run, asked } = doorTo({ 'batch.start': { batch: 'b1', goesOn: null } }, [ends(batch())])
  const status = await run(
    ...rendering,
    ...[
      '--map',
      'price=Variant Price',
      '--map',
      'name = Title',
      '--map',
      'offer=',
      '--languages',
      'en, es',
      '--formats',
      'landscape,gif',
    ],
    ...[
      '--rows',
      '1-20',
      '--key',
      'Handle',
      '--quality',
      'draft',
      '--name',
      '{key}',
      '--strict',
      '--fetch',
      '--overwrite',
      '--whole',
      '--afresh',
      '--artifacts',
      '3d',
      '--new',
      '--priority',
      'high',
      '--deadline',
      '2026-11-22T08:00:00+01:00',
      '--after',
      'b1',
      '--after',
      'b2',
      '--after-approval',
      'b3',
      '--pilot',
      '3',
      '--keep-going',
      '--encoder',
      'auto',
    ],
    ...[
      '--root',
      'a',
      '--root',
      'b',
      '--codec',
      'hevc',
      '--locale',
      'de-DE',
      '--delimiter',
      'tab',
      '--sheet',
      'Spring',
    ],
  )
  expect(status).toBe(0)
  expect(asked[0]).toEqual([
    'batch.start',
    {
      template: 'showcase',
      data: 'products.csv',
      out: 'out',
      map: { price: 'Variant Price', name: 'Title', offer: '' },
      languages: ['en', 'es'],
      formats: ['landscape', 'gif'],
      rows: '1-20',
      key: 'Handle',
      quality: 'draft',
      name: '{key}',
      strict: true,
      fetch: true,
      overwrite: true,
      whole: true,
      afresh: true,
      artifacts: { days: 3 },
      new: true,
      encoding: 'auto',
      queue: {
        priority: 'high',
        deadline: '2026-11-22T07:00:00.000Z',
        after: ['b1', 'b2'],
        afterApproval: ['b3'],
        pilot: 3,
        keepGoing: true,
      },
      roots: ['a', 'b'],
      codec: 'hevc',
      reading: { locale: 'de-DE', delimiter: '\t', sheet: 'Spring' },
    },
  ])
})

test.each([
  ['everything is done', batch(), 0],
  ['rows were set aside', batch({ counts: { ...batch().counts, rejectedRows: 1 } }), 3],
  ['videos failed', batch({ counts: { ...batch().counts, failed: 1 } }), 3],
  ['names collide', batch({ status: 'failed', error: { code: 'name.collision', message: 'x' } }), 2],
  ['a strict batch has faults', batch({ status: 'failed', error: { code: 'data.strict', message: 'x' } }), 3],
  ['it is our own fault', batch({ status: 'failed', error: { code: 'internal', message: 'x' } }), 1],
])('when %s, render says so in its exit status', async (_, ended, expected) => {
  const studio = doorTo(
    {
      'batch.start': { batch: 'b1', goesOn: null },
      'batch.rejected': { problems: [], next: null },
      'batch.jobs': { jobs: [], next: null },
    },
    [ends(ended)],
  )
  expect(await studio.run(...rendering)).toBe(expected)
  expect(studio.seen).toMatchObject({ opened: 1, stopped: 1 })
})

test('an error says what and where, and ends with what to do; there is no stack', async () => {
  const error = new StudioError({
    code: 'language.unknown',
    message: 'There is no language "sp".',
    details: ['one'],
    whatToDo: 'Did you mean es?',
  })
  const { run, err, out } = doorTo({ 'batch.start': error })
  expect(await run(...rendering)).toBe(2)
  expect(err).toEqual(['Error: There is no language "sp".', '  one', 'Did you mean es?'])
  expect(out).toEqual([])
})

test('a fault of ours is told apart from wrong use, without a stack', async () => {
  const { run, err } = doorTo({ 'batch.start': new TypeError('x is not a function') })
  expect(await run(...rendering)).toBe(1)
  expect(err.join('\n')).toContain('A fault of Reelmill itself')
  expect(err.join('\n')).not.toContain('    at ')
})

test.each(['render.failed', 'output.wrong', 'disk.full', 'encoder.missing', 'clip.wrong', 'ffmpeg.hung'])(
  'a machine that fails (%s) is not wrong use, and its command is shown only when asked for',
  async (code) => {
    const fault = { code, message: 'It failed.', whatToDo: 'Try again.', details: ['ffmpeg -i /tmp/x'] }
    const words = ['still', '-t', 'a', '-d', 'b', '-o', 'c.png']
    const { run, err } = doorTo({ 'still.make': new StudioError(fault) })
    expect(await run(...words)).toBe(1)
    expect(err).toEqual(['Error: It failed.', 'Try again.'])
    await run(...words, '--verbose')
    expect(err.slice(2)).toEqual(['Error: It failed.', '  ffmpeg -i /tmp/x', 'Try again.'])
  },
)

test.each([
  ['paused because it asks', { status: 'paused', by: 'asks', reason: '3 of 20 videos failed.' }, 4],
  ['paused after its pilot', { status: 'paused', by: 'pilot', reason: 'The pilot is done.' }, 4],
  ['paused by a person', { status: 'paused', by: 'person', reason: 'Paused by hand.' }, 4],
  ['interrupted by its studio', { status: 'interrupted', by: 'end-of-studio', reason: 'It ended.' }, 130],
  ['cancelled', { status: 'cancelled', reason: 'Cancelled by hand.' }, 130],
])('a batch that was %s says why, and ends with its own exit status', async (_, changes, expected) => {
  const { run, out } = doorTo({ 'batch.start': { batch: 'b1', goesOn: null } }, [
    ends(batch(changes as Partial<Batch>)),
  ])
  expect(await run(...rendering)).toBe(expected)
  expect(out.some((line) => line.startsWith(`${changes.reason} (`))).toBe(true)
  expect(out.some((line) => line.includes('reelmill queue resume b1'))).toBe(changes.status !== 'cancelled')
})

test('with --json every event is a line, and the last one is a summary', async () => {
  const { run, out } = doorTo({ 'batch.start': { batch: 'b1', goesOn: null } }, [
    { event: 'batch.progress', batch: 'b1', share: 0.5, forecast: null, doing: 'x' },
    ends(batch()),
  ])
  expect(await run(...rendering, '--json')).toBe(0)
  const lines = out.map((line) => JSON.parse(line))
  expect(lines.map(({ event }) => event)).toEqual(['batch.progress', 'batch.changed', 'summary'])
  expect(lines.at(-1)).toMatchObject({
    exit: 0,
    status: 'finished',
    counts: { done: 2 },
    manifest: '/out/manifest.json',
  })
})

test('with --json an error is in the summary as data, and for people on the other stream', async () => {
  const { run, out, err } = doorTo({
    'batch.start': new StudioError({ code: 'data.missing', message: 'No table.', whatToDo: 'Look.' }),
  })
  expect(await run(...rendering, '--json')).toBe(2)
  expect(out.map((line) => JSON.parse(line))).toEqual([
    { event: 'summary', exit: 2, error: { code: 'data.missing', message: 'No table.', whatToDo: 'Look.' } },
  ])
  expect(err[0]).toBe('Error: No table.')
})

test('with --json wrong words end in a summary, too', async () => {
  const { run, out, err } = doorTo({})
  expect(await run('quee', '--json')).toBe(2)
  expect(out.map((line) => JSON.parse(line))).toEqual([
    {
      event: 'summary',
      exit: 2,
      error: {
        code: 'use.wrong',
        message: "unknown command 'quee'",
        whatToDo: '(Did you mean queue?) See the help of the command.',
      },
    },
  ])
  expect(err[0]).toMatch(/^Error: unknown command 'quee'/)
})

test('a name that is not quite one of a group that does something by itself is told with what was meant', async () => {
  const { run, err, asked } = doorTo({})
  expect(await run('queue', 'paus', 'all')).toBe(2)
  expect(await run('farm', 'calibrat')).toBe(2)
  expect(await run('queue', 'xyzzy')).toBe(2)
  expect(err.join('\n')).toMatch(
    /'paus'\n\(Did you mean pause\?\)[\s\S]*\(Did you mean calibrate\?\)[\s\S]*'xyzzy'\nSee/,
  )
  expect(asked).toEqual([])
})

test('an empty path is wrong use, and never the folder that one is in', async () => {
  const { run, err, asked, seen } = doorTo({})
  expect(await run('qc', '')).toBe(2)
  expect(await run('qc', 'a.mp4', ' ')).toBe(2)
  expect(await run('qc', 'a.mp4', '--studio', '')).toBe(2)
  expect(await run('render', '-t', 'showcase', '-d', '', '-o', 'out')).toBe(2)
  expect(await run('render', '-t', 'showcase', '-d', 'products.csv', '-o', '')).toBe(2)
  expect(await run('review', 'export', 'last', '--out', '')).toBe(2)
  expect(await run('review', 'import', '')).toBe(2)
  expect(await run('template', 'import', '')).toBe(2)
  expect(await run('batch', 'show', '')).toBe(2)
  const said = err.filter((line) => line.startsWith('Error: '))
  expect(said).toHaveLength(9)
  expect(said[0]).toMatch(/^Error: <paths> is empty \(the folder that you are in is called "\."\)/)
  expect(said.every((line) => / is empty/.test(line))).toBe(true)
  expect([asked, seen.opened]).toEqual([[], 0])
})

test('a deadline that is past is taken, and said to be past', async () => {
  const { run, out } = doorTo({ 'queue.deadline': null })
  expect(await run('queue', 'deadline', 'b1', '2020-01-01 08:00')).toBe(0)
  expect(out.join()).toContain('which is past')
})

test('Ctrl+C interrupts the batch and waits for it; a second one ends everything at once', async () => {
  const studio = doorTo({ 'batch.start': { batch: 'b1', goesOn: null }, 'batch.interrupt': null })
  const running = studio.run(...rendering)
  await until(() => studio.asked.some(([name]) => name === 'batch.show'))
  studio.interrupt()
  await until(() => studio.asked.length === 3)
  expect(studio.asked.at(-1)).toEqual(['batch.interrupt', { batch: 'b1' }])
  expect(studio.seen.exits).toEqual([])
  studio.interrupt()
  expect(studio.seen).toMatchObject({ abandoned: 1, exits: [130] })
  studio.tell(ends(batch({ status: 'interrupted', by: 'person' } as Partial<Batch>)))
  expect(await running).toBe(130)
})

test.each([
  [[...rendering, '--fromats', 'gif'], '--formats'],
  [['rendr'], 'render'],
  [[...rendering, '--quality', 'best'], 'draft, standard, high'],
  [[...rendering, '--map', 'price'], 'variable=column'],
  [[...rendering, '--slots', '0'], 'whole number'],
  [[...rendering, '--artifacts', 'always'], 'a number of days'],
  [['still', '-t', 'a', '-d', 'b', '-o', 'c', '--at', 'two'], 'seconds'],
  [['batch', 'jobs', 'b1', '--status', 'lost'], 'waiting, running, paused, done, failed'],
  [['render', '-t', 'a', '-d', 'b'], '--out'],
  [['template', 'show'], 'template'],
  [[...rendering, '--deadline', 'soon'], '+3h'],
  [[...rendering, '--priority', 'now'], 'urgent, high, normal, low'],
  [['queue', 'pause'], 'targets'],
  [['queue', 'pause', 'everything'], 'j and the number of a job'],
  [['queue', 'move', 'first', 'last'], 'top, up, down, bottom'],
  [['farm', 'set', 'hour=1'], 'hours'],
  [['farm', 'set', 'memory=much'], 'a size like 8GB'],
  [['batch', 'units', 'first'], 'j123'],
])('wrong use is explained: %j', async (words, hint) => {
  const { run, err, seen } = doorTo({})
  expect(await run(...(words as string[]))).toBe(2)
  const text = err.join('\n')
  expect(text).toContain(hint)
  expect(text.trim().split('\n').at(-1)).toMatch(/^(See `reelmill.*--help`\.|\(Did you mean .*\?\))$/)
  expect(seen.opened).toBe(0)
})

test.each([
  [['--help']],
  [['help']],
  [['render', '--help']],
  [['check', '--help']],
  [['still', '--help']],
  [['template', '--help']],
  [['batch', 'jobs', '--help']],
  [['queue', '--help']],
  [['queue', 'pause', '--help']],
  [['farm', '--help']],
])('%j explains without opening a studio', async (words) => {
  const { run, out, seen } = doorTo({})
  expect(await run(...(words as string[]))).toBe(0)
  expect(out.join('\n')).toContain('reelmill')
  expect(seen.opened).toBe(0)
})

test('the version is said', async () => {
  const { run, out } = doorTo({})
  expect(await run('--version')).toBe(0)
  expect(out).toEqual(['1.2.3'])
})

test('a check that finds rows to set aside ends with 3, and shows examples of each rule', async () => {
  const problem = {
    line: 4,
    rowNumber: 3,
    key: 'A',
    column: 'price',
    value: 'x',
    rule: 'money',
    message: 'No price.',
    whatToDo: 'Write one.',
  }
  const report = {
    rows: 3,
    rejectedRows: 1,
    videos: 6,
    problems: [problem],
    problemCount: 1,
    findings: [],
    findingCount: 0,
    rules: { money: 1_200, 'glyph.missing': 1 },
    errors: 0,
    warnings: 0,
    seconds: 1,
  }
  const { run, out } = doorTo({ 'check.run': report })
  expect(await run('check', '-t', 'a', '-d', 'b')).toBe(3)
  expect(out.slice(0, 4)).toEqual([
    'money: 1,200',
    '  line 4, column price: No price. Write one.',
    '  ...',
    'glyph.missing: 1',
  ])
  const clean = doorTo({ 'check.run': { ...report, rejectedRows: 0, problems: [], problemCount: 0 } })
  expect(await clean.run('check', '-t', 'a', '-d', 'b')).toBe(0)
})

test('a template is shown with what its formats are encoded as, once', async () => {
  const format = { title: '', width: 480, height: 270 }
  const { run, out } = doorTo({
    'template.show': {
      name: 't',
      version: '1.0.0',
      title: 'T',
      description: '',
      folder: '/t',
      formats: [
        { ...format, id: 'wide', codec: 'h264' },
        { ...format, id: 'mail', codec: 'gif' },
      ],
      languages: [],
      variables: [],
    },
  })
  expect(await run('template', 'show', 't')).toBe(0)
  expect(out).toContain('  wide  480x270  H.264 in MP4')
  expect(out).toContain('  mail  480x270  GIF')
})

test('a template that is not valid ends with 2', async () => {
  const finding = {
    severity: 'error',
    rule: 'template.invalid',
    message: 'No.',
    whatToDo: 'Mend.',
    rowKey: null,
    line: null,
    language: null,
    format: null,
    scene: null,
    layer: null,
  }
  expect(await doorTo({ 'template.check': { findings: [finding] } }).run('template', 'check', 'x')).toBe(2)
  expect(
    await doorTo({ 'template.check': { findings: [{ ...finding, severity: 'warning' }] } }).run(
      'template',
      'check',
      'x',
    ),
  ).toBe(0)
})

test.each([
  ['what is kept of it', 3_400_000, 'Artifacts  3.4 MB are kept'],
  ['that nothing is kept', 0, 'Artifacts  none are kept'],
  ['nothing of that while it runs', null, null],
])('a batch is shown with its unchanged videos, and %s', async (_, keptBytes, line) => {
  const shown = batch({ counts: { ...batch().counts, unchanged: 1 } })
  const { run, out } = doorTo({ 'batch.show': shown, 'batch.kept': { bytes: keptBytes } })
  expect(await run('batch', 'show', 'b1')).toBe(0)
  expect(out).toContain('Videos     2 done (1 unchanged), 0 failed, 0 running, 0 waiting')
  expect(out.find((text) => text.startsWith('Artifacts')) ?? null).toBe(line)
})

test('jobs are listed page by page, all of them', async () => {
  const job = (id: number) => ({
    id,
    status: 'failed',
    reason: 'Broken.',
    error: { code: 'x', message: 'Broken.' },
    line: id,
    path: `${id}.mp4`,
  })
  const { run, out } = doorTo({
    'batch.show': batch(),
    'batch.jobs': ({ after }: { after: number }) =>
      after === 0 ? { jobs: [job(1), job(2)], next: 2 } : { jobs: [job(3)], next: null },
  })
  expect(await run('batch', 'jobs', 'b1', '--status', 'failed')).toBe(0)
  expect(out).toHaveLength(3)
  expect(out[2]).toContain('3.mp4  Broken.')
})
