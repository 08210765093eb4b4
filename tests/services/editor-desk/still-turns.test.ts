import { expect, test } from 'vitest'
import { createStillTurns } from '../../../src-main/services/editor-desk/still-turns.ts'

/** Work that ends when it is told to; keeps the order in which work was begun. */
function bench() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () => {
    begun.push(name)
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
  }
  return { begun, work, end: (name: string) => ends.get(name)!() }
}
const later = () => new Promise((resolve) => setImmediate(resolve))

test('a newer picture of a view takes the place of one that has not begun', async () => {
  const { begun, work, end } = bench()
  const turns = createStillTurns(2)
  const first = turns.take('wide', work('first'))
  const second = turns.take('wide', work('second'))
  const third = turns.take('wide', work('third'))
  await expect(second).rejects.toMatchObject({ code: 'editor.superseded' })
  expect(begun).toEqual(['first'])
  end('first')
  expect(await first).toBe('first')
  await later()
  end('third')
  expect(await third).toBe('third')
  expect(begun).toEqual(['first', 'third'])
})

test('formats side by side are made two at a time, the latest asked first', async () => {
  const { begun, work, end } = bench()
  const turns = createStillTurns(2)
  const all = ['wide', 'tall', 'square', 'mail'].map((view) => turns.take(view, work(view)))
  expect(begun).toEqual(['wide', 'tall'])
  end('tall')
  await later()
  end('wide')
  await later()
  expect(begun).toEqual(['wide', 'tall', 'mail', 'square'])
  end('mail')
  end('square')
  expect(await Promise.all(all)).toEqual(['wide', 'tall', 'square', 'mail'])
})

test('a picture that fails keeps nobody from its turn', async () => {
  const turns = createStillTurns(1)
  const failing = turns.take('wide', () => Promise.reject(new Error('no such row')))
  const next = turns.take('tall', async () => 'made')
  await expect(failing).rejects.toThrow('no such row')
  expect(await next).toBe('made')
})
