import { expect, test } from 'vitest'
import { runCommandLine } from '../../src-main/headless/command-line.ts'
import type { Door } from '../../src-main/headless/door.ts'
import type { Studio } from '../../src-main/start-studio.ts'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'

const batch = (changes: Partial<Batch> = {}): Batch =>
  ({
    id: 'b1',
    name: 'products',
    status: 'finished',
    reason: '2 of 2 videos made.',
    finishedAt: '',
    template: { name: 't', version: '1.0.0', title: 'T', folder: '/t', hash: '' },
    data: 'products.csv',
    outputFolder: '/out',
    languages: ['en'],
    formats: ['square'],
    quality: 'standard',
    createdAt: '2026-11-21T10:00:00Z',
    counts: { rows: 2, rejectedRows: 0, jobs: 2, waiting: 0, running: 0, done: 2, unchanged: 0, failed: 0 },
    manifest: '/out/manifest.json',
    rejected: null,
    ...changes,
  }) as Batch

/** A door to a fake studio: `answers` by command; the events of `tells` come when a batch is started. */
function doorTo(answers: Record<string, unknown>, tells: StudioEvent[] = []) {
  const asked: [string, unknown][] = []
  const out: string[] = []
  const err: string[] = []
  const seen = { opened: 0, stopped: 0, abandoned: 0, exits: [] as number[] }
  let interrupt: () => void = () => {}
  const listeners = new Set<(event: StudioEvent) => void>()
  const tell = (event: StudioEvent) => {
    for (const listener of listeners) listener(event)
  }
  const studio = {
    api: {
      async ask(name: string, payload: unknown) {
        asked.push([name, payload])
        const answer = answers[name]
        if (answer instanceof Error) throw answer
        if (name === 'batch.start') setImmediate(() => tells.forEach(tell))
        return typeof answer === 'function' ? answer(payload) : answer
      },
    },
    listen(listener: (event: StudioEvent) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      seen.stopped += 1
    },
    abandon() {
      seen.abandoned += 1
    },
  } as unknown as Studio
  const door: Door = {
    terminal: {
      isInteractive: false,
      columns: () => 80,
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      draw: (text) => err.push(text),
    },
    now: () => 0,
    async open() {
      seen.opened += 1
      return studio
    },
    onInterrupt(handler) {
      interrupt = handler
      return () => {
        interrupt = () => {}
      }
    },
    exit: (status) => seen.exits.push(status),
  }
  const run = (...words: string[]) => runCommandLine(words, door, '1.2.3')
  return { run, asked, out, err, seen, tell, interrupt: () => interrupt() }
}
const ends = (ended: Batch): StudioEvent => ({ event: 'batch.changed', batch: ended, previous: 'running' })
const rendering = ['render', '-t', 'showcase', '-d', 'products.csv', '-o', 'out']

test('every option of render reaches the studio', async () => {
  const { run, asked } = doorTo({ 'batch.start': { batch: 'b1' } }, [ends(batch())])
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
      'batch.start': { batch: 'b1' },
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

test('a batch that its machine stopped says so as an error and ends with 1', async () => {
  const stopped = batch({ status: 'interrupted', reason: 'Stopped: the disk is full.' })
  const { run, err } = doorTo({ 'batch.start': { batch: 'b1' } }, [ends(stopped)])
  expect(await run(...rendering)).toBe(1)
  expect(err).toEqual(['Error: Stopped: the disk is full.'])
})

test('with --json every event is a line, and the last one is a summary', async () => {
  const { run, out } = doorTo({ 'batch.start': { batch: 'b1' } }, [
    { event: 'batch.progress', batch: 'b1', share: 0.5, secondsLeft: 3, doing: 'x' },
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

test('Ctrl+C interrupts the batch and waits for it; a second one ends everything at once', async () => {
  const studio = doorTo({ 'batch.start': { batch: 'b1' }, 'batch.interrupt': null })
  const running = studio.run(...rendering)
  while (studio.asked.length === 0) await new Promise(setImmediate)
  await new Promise(setImmediate)
  studio.interrupt()
  expect(studio.asked.at(-1)).toEqual(['batch.interrupt', { batch: 'b1' }])
  expect(studio.seen.exits).toEqual([])
  studio.interrupt()
  expect(studio.seen).toMatchObject({ abandoned: 1, exits: [130] })
  studio.tell(ends(batch({ status: 'interrupted' })))
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
  [['batch', 'jobs', 'b1', '--status', 'lost'], 'waiting, running, done, failed'],
  [['render', '-t', 'a', '-d', 'b'], '--out'],
  [['template', 'show'], 'template'],
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
  const { run, out } = doorTo({ 'batch.show': { ...shown, keptBytes } })
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
