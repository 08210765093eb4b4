import { beforeEach, expect, test, vi } from 'vitest'
import { stubWindow } from './editor-window.ts'

type Asked = {
  name: string
  payload: Record<string, unknown>
  answer(value: unknown): void
  fail(code: string): void
}
let asked: Asked[] = []
/** Kept by the page before it was loaded anew. */
let kept: string | null = null
stubWindow(
  (name, payload) =>
    new Promise((done) => {
      const fail = (code: string) => done({ ok: false, error: { code, message: code, whatToDo: '' } })
      asked.push({ name, payload, answer: (answer) => done({ ok: true, answer }), fail })
    }),
)
vi.stubGlobal('sessionStorage', { getItem: () => kept, setItem: () => {}, removeItem: () => {} })
const calls = (name: string) => asked.filter((each) => each.name === name)
const call = (name: string, number = 0) => expect.poll(() => calls(name)[number]).toBeDefined()

const template = (name: string) => ({
  name,
  version: '1.0.0',
  title: name,
  description: '',
  folder: `/templates/${name}`,
  formats: [],
  languages: [],
  variables: [],
  inspects: null,
  loudness: null,
})
const newBatch = () => import('../../src-renderer/state/new-batch.ts')

beforeEach(() => {
  asked = []
  kept = null
  vi.resetModules()
})

test('of two templates that were chosen quickly the second one is used, whichever is told first', async () => {
  const { chooseTemplate, useNewBatch } = await newBatch()
  const one = chooseTemplate('one')
  const two = chooseTemplate('two')
  calls('template.show')[1]!.answer(template('two'))
  await two
  calls('template.show')[0]!.answer(template('one'))
  await one
  expect(useNewBatch.getState().draft.template?.name).toBe('two')
})

test('the draft of before a reload does not replace the template that was chosen since', async () => {
  const { keptDraft, emptyDraft } = await import('../../src-renderer/view-math/draft.ts')
  kept = keptDraft({ ...emptyDraft, data: '/shop/old.csv', template: template('old') })
  const { chooseTemplate, restoreDraft, useNewBatch } = await newBatch()
  const chosen = chooseTemplate('new')
  void restoreDraft()
  for (const { payload, answer } of calls('template.show')) answer(template(String(payload.template)))
  await chosen
  await Promise.resolve()
  expect(useNewBatch.getState().draft.template?.name).toBe('new')
  expect(calls('template.show')).toHaveLength(1)
})

test('what was asked about the batch before says nothing about one that was begun anew', async () => {
  const { chooseTable, chooseTemplate, startOver, useNewBatch } = await newBatch()
  const chosen = chooseTemplate('one')
  calls('template.show')[0]!.answer(template('one'))
  await chosen
  void chooseTable('/shop/products.csv')
  await call('table.inspect')
  const late = chooseTemplate('two')
  startOver()
  calls('table.inspect')[0]!.answer({ path: '/shop/products.csv', missing: ['name'] })
  calls('template.show')[1]!.answer(template('two'))
  await late
  expect(useNewBatch.getState()).toMatchObject({ inspection: { is: 'not-asked' }, tab: 'rows' })
  expect(useNewBatch.getState().draft.template).toBeNull()
})

test('each of several imports whose names are taken is asked about', async () => {
  const { answerImport, importFrom, useGallery } = await import('../../src-renderer/state/templates.ts')
  const imports = ['/a.zip', '/b.zip'].map((path) => importFrom(path))
  for (const each of calls('template.import')) each.fail('template.taken')
  await Promise.all(imports)
  expect(useGallery.getState().questions.map(({ path }) => path)).toEqual(['/a.zip', '/b.zip'])
  answerImport('copy')
  answerImport('new-version')
  expect(useGallery.getState().questions).toEqual([])
  expect(calls('template.import').map(({ payload: { path, as } }) => [path, as])).toEqual([
    ['/a.zip', undefined],
    ['/b.zip', undefined],
    ['/a.zip', 'copy'],
    ['/b.zip', 'new-version'],
  ])
})
