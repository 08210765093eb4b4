import { expect, test } from 'vitest'
import { createSpareMemories } from '../../../src-main/outside/motion/spare-memories.ts'

const page = 65_536
const grown = (memory: WebAssembly.Memory, pages: number) => {
  memory.grow(pages - memory.buffer.byteLength / page)
  return memory
}

test('segments of one size draw in the same memory one after the other', () => {
  const spare = createSpareMemories(10 * page, 3)
  const large = grown(spare.take(20 * page), 20)
  for (let turn = 0; turn < 9; turn += 1) {
    spare.give(large)
    expect(spare.take(20 * page)).toBe(large)
  }
})

test('large and small segments in turn each keep a memory of their size', () => {
  const spare = createSpareMemories(10 * page, 3)
  const large = grown(spare.take(20 * page), 20)
  const small = grown(spare.take(2 * page), 2)
  for (let turn = 0; turn < 9; turn += 1) {
    spare.give(large)
    spare.give(small)
    expect(spare.take(2 * page)).toBe(small)
    expect(spare.take(20 * page)).toBe(large)
  }
})

test('a large memory is given up when only small segments follow', () => {
  const spare = createSpareMemories(10 * page, 3)
  const large = grown(spare.take(20 * page), 20)
  spare.give(large)
  for (let turn = 0; turn < 3; turn += 1) {
    const small = spare.take(2 * page)
    expect(small).not.toBe(large)
    spare.give(small)
  }
  expect(spare.take(20 * page)).not.toBe(large)
})
