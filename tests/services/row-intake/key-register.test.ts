import { describe, expect, it } from 'vitest'
import { KeyRegister } from '../../../src-main/services/row-intake/key-register.ts'

describe('the register of keys', () => {
  it('knows every key and the line of its first row, over any number of keys', () => {
    const keys = new KeyRegister()
    const total = 100_000
    for (let at = 0; at < total; at += 1) expect(keys.enter(`SKU-${at}`, at + 2)).toBe(null)
    for (let at = 0; at < total; at += 997) expect(keys.enter(`SKU-${at}`, 5)).toBe(at + 2)
    expect(keys.enter('sku-1', 9)).toBe(null)
  })
  it('holds a million keys in less than 40 MB', () => {
    const keys = new KeyRegister()
    for (let at = 0; at < 1_000_000; at += 1) keys.enter(String(at), at + 1)
    expect(keys.enter('999999', 1)).toBe(1_000_000)
    expect(keys.bytes).toBeLessThan(40_000_000)
  })
})
