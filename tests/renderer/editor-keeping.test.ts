import { expect, test, vi } from 'vitest'
import type { BridgeCommandName } from '../../src-shared/contract/bridge.ts'
import { openedTemplate, stubWindow } from './editor-window.ts'

/** A studio that answers at once, but for pictures, which are never done. */
const asked: { name: string; payload: Record<string, unknown> }[] = []
const answers: Partial<
  Record<BridgeCommandName, (payload: { template?: string; row?: unknown }) => unknown>
> = {
  'editor.open': ({ template }) => openedTemplate(template!, sourceOf(template!), `of ${template}`),
  'editor.discard': () => answers['editor.open']!({ template: 'card' }),
  'editor.change': () => ({ problems: [], usable: true }),
  'editor.row': ({ row }) => ({ index: row, rows: 9, key: `${row}`, values: {}, fault: null }),
  'editor.use-table': () => ({ rows: 9, columns: [], mapping: [], missing: [], description: 'CSV' }),
}
const sourceOf = (name: string) =>
  JSON.stringify({
    name,
    formats: { wide: { width: 320, height: 180 } },
    scenes: [{ id: 'one', duration: 1 }],
  })
const { leave } = stubWindow((name, payload) => {
  asked.push({ name, payload })
  const answer = answers[name]
  return answer === undefined
    ? new Promise(() => {})
    : Promise.resolve(answer(payload)).then((told) => ({ ok: true, answer: told }))
})
const told = (name: BridgeCommandName) =>
  asked.filter((each) => each.name === name).map(({ payload }) => payload)

test('what is written while a picture is being made is kept at once', async () => {
  const { openEditor, replaceText } = await import('../../src-renderer/state/editor.ts')
  await import('../../src-renderer/state/editor-pump.ts')
  await openEditor('card')
  await expect.poll(() => told('editor.still')).toHaveLength(1)
  replaceText(sourceOf('first'))
  await expect.poll(() => told('editor.change').at(-1)?.source).toBe(sourceOf('first'))
  replaceText(sourceOf('second'))
  await expect.poll(() => told('editor.change').at(-1)?.source).toBe(sourceOf('second'))
})

test('what waits for its turn when the page is left is told on the way out, and comes back if that was lost', async () => {
  const { openEditor, opened, replaceText } = await import('../../src-renderer/state/editor.ts')
  await openEditor('left')
  const change = answers['editor.change']!
  const late = Promise.withResolvers<unknown>()
  answers['editor.change'] = () => late.promise
  replaceText(sourceOf('first'))
  replaceText(sourceOf('second'))
  expect(told('editor.change').at(-1)?.source).toBe(sourceOf('first'))
  leave()
  expect(told('editor.change').at(-1)?.source).toBe(sourceOf('second'))

  // A page that is loaded anew finds the draft with the first text in it, as it was last heard of.
  vi.resetModules()
  answers['editor.change'] = change
  const anew = await import('../../src-renderer/state/editor.ts')
  const open = answers['editor.open']!
  answers['editor.open'] = ({ template }) => openedTemplate(template!, sourceOf('first'), 'anew')
  await anew.openEditor('left')
  expect(anew.opened()?.text).toBe(sourceOf('second'))
  // And once only.
  await anew.openEditor('left')
  expect(anew.opened()?.text).toBe(sourceOf('first'))
  expect(opened()?.text).toBe(sourceOf('second'))
  answers['editor.open'] = open
})

test('a draft that somebody else changed meanwhile stays as it is', async () => {
  vi.resetModules()
  const { openEditor, opened, replaceText } = await import('../../src-renderer/state/editor.ts')
  await import('../../src-renderer/state/editor-pump.ts')
  await openEditor('shared')
  const change = answers['editor.change']!
  answers['editor.change'] = () => new Promise(() => {})
  replaceText(sourceOf('mine'))
  leave()
  vi.resetModules()
  answers['editor.change'] = change
  const anew = await import('../../src-renderer/state/editor.ts')
  const open = answers['editor.open']!
  answers['editor.open'] = ({ template }) => openedTemplate(template!, sourceOf('theirs'), 'anew')
  await anew.openEditor('shared')
  expect(anew.opened()?.text).toBe(sourceOf('theirs'))
  expect(opened()?.text).toBe(sourceOf('mine'))
  answers['editor.open'] = open
})

test('a discarded draft that is had again comes back to its own template, not to the one that is open by then', async () => {
  const { discard, openEditor, opened, replaceText } = await import('../../src-renderer/state/editor.ts')
  await openEditor('card')
  replaceText(sourceOf('changed'))
  const again = await discard()
  await openEditor('other')
  await again()
  expect(opened()?.text).toBe(sourceOf('other'))
  expect(told('editor.change').at(-1)).toEqual({ editor: 'of card', source: sourceOf('changed') })
})

test.each(['discarded', 'published', 'closed'] as const)(
  'what was kept while saving failed does not come back once the draft is %s',
  async (how) => {
    vi.resetModules()
    const { closeEditor, discard, openEditor, opened, publish, replaceText } = await import(
      '../../src-renderer/state/editor.ts'
    )
    await import('../../src-renderer/state/editor-pump.ts')
    const begun = JSON.stringify({ ...JSON.parse(sourceOf(how)), scenes: [] })
    const { 'editor.open': open, 'editor.change': change, 'editor.discard': discarded } = answers
    answers['editor.open'] = ({ template }) => openedTemplate(template!, begun)
    answers['editor.discard'] = () => openedTemplate(how, begun)
    answers['editor.publish'] = () => ({ template: how, version: '1.1.0' })
    answers['editor.change'] = () => Promise.reject(new Error('The disk is full.'))
    await openEditor(how)
    replaceText(sourceOf('kept'))
    await expect.poll(() => opened()?.saving).toBeInstanceOf(Object)
    leave()
    expect(window.localStorage.getItem(`draft ${how}`)).toContain('kept')

    if (how === 'discarded') await discard()
    else {
      replaceText(begun)
      await expect.poll(() => opened()?.saving).toBeInstanceOf(Object)
      answers['editor.change'] = change
      if (how === 'published') await publish('1.1.0', '')
      else closeEditor()
    }
    await expect.poll(() => window.localStorage.getItem(`draft ${how}`)).toBeNull()
    await openEditor(how)
    expect(opened()?.text).toBe(begun)
    Object.assign(answers, { 'editor.open': open, 'editor.change': change, 'editor.discard': discarded })
  },
)

test('of a table the row is shown that was asked for, also while nothing else keeps the engine', async () => {
  vi.resetModules()
  answers['editor.still'] = () => ({ still: 'still/1', width: 320, height: 180, milliseconds: 9 })
  answers['editor.timeline'] = () => ({ duration: 1, scenes: [] })
  const { openEditor, opened, takeTable } = await import('../../src-renderer/state/editor.ts')
  await import('../../src-renderer/state/editor-pump.ts')
  await openEditor('card')
  await takeTable('/shop/products.csv', undefined, 5)
  await expect.poll(() => opened()?.row?.index).toBe(5)
  expect(opened()?.rowIndex).toBe(5)
})

test('who steps on before a row is there steps on from the one that was asked for, and the last one stays', async () => {
  const { openEditor, opened, showRow } = await import('../../src-renderer/state/editor.ts')
  await openEditor('card')
  const late = Promise.withResolvers<unknown>()
  const row = answers['editor.row']!
  answers['editor.row'] = () => late.promise
  const first = showRow(1)
  answers['editor.row'] = row
  expect(opened()?.rowIndex).toBe(1)
  await showRow(opened()!.rowIndex + 1)
  late.resolve(row({ row: 1 }))
  await first
  expect(opened()?.row?.index).toBe(2)
  expect(opened()?.rowIndex).toBe(2)
})

test('a column that is chosen while the table is still being read with another one is chosen besides', async () => {
  const { openEditor, opened, readTableAs, takeTable } = await import('../../src-renderer/state/editor.ts')
  await openEditor('card')
  await takeTable('/shop/products.csv')
  const choose = (variable: string) => readTableAs(({ map }) => ({ map: { ...map, [variable]: 'a column' } }))
  await Promise.all([choose('price'), choose('title')])
  const both = { price: 'a column', title: 'a column' }
  expect(told('editor.use-table').at(-1)?.map).toEqual(both)
  expect(opened()?.table?.map).toEqual(both)
})
