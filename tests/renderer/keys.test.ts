import { expect, test } from 'vitest'
import { isReserved, keysOf, keysPressed, takenBy, takenOver } from '../../src-renderer/view-math/keys.ts'

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  keysPressed({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test('pressed keys are written as actions write them, the command key of a Mac as Ctrl of the others', () => {
  expect(press('k', { ctrlKey: true })).toBe('mod+K')
  expect(press('k', { metaKey: true })).toBe('mod+K')
  expect(press('?', { shiftKey: true })).toBe('shift+?')
  expect(press('ArrowLeft', { altKey: true })).toBe('alt+ArrowLeft')
  expect(press(' ')).toBe('space')
  expect(press('+', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+plus')
  expect(press('F5')).toBe('F5')
})

test('a modifier alone, or a key that begins an accent, is no choice yet', () => {
  for (const key of ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead']) expect(press(key)).toBeNull()
})

test('keys that the window can not be without are not given away', () => {
  for (const keys of ['Tab', 'shift+Tab', 'Escape', 'Enter', 'space', 'mod+C', 'mod+V'])
    expect(isReserved(keys), keys).toBe(true)
  for (const keys of ['mod+K', 'J', 'mod+Enter', 'shift+?', 'mod+shift+C'])
    expect(isReserved(keys), keys).toBe(false)
})

const palette = { id: 'palette', keys: ['mod+K'], place: null }
const pause = { id: 'queue.pause', keys: ['P'], place: 'queue' }
const play = { id: 'results.play', keys: ['P'], place: 'results' }
const all = [palette, pause, play]

test('two pages may use the same keys; a page and the whole window may not', () => {
  expect(takenBy('P', pause, all, {})).toBeNull()
  expect(takenBy('mod+K', pause, all, {})).toBe(palette)
  expect(takenBy('K+mod', pause, all, {})).toBe(palette)
  expect(takenBy('p', palette, all, {})).toBe(pause)
})

test('keys that a person took away from an action are free, and those that they gave it are taken', () => {
  expect(keysOf(palette, { palette: [] })).toEqual([])
  expect(takenBy('mod+K', pause, all, { palette: [] })).toBeNull()
  expect(takenBy('mod+J', pause, all, { palette: ['mod+J'] })).toBe(palette)
})

test('keys that are taken over are taken from both of two that are never offered together', () => {
  const on = { ...pause, id: 'queue.resume', insteadOf: pause.id }
  const farm = { id: 'queue.farm', keys: ['F'], place: 'queue' }
  const everything = [...all, on, farm]
  const own = takenOver('P', farm, everything, { 'queue.resume': ['P', 'R'] })
  expect(own).toEqual({ 'queue.pause': [], 'queue.resume': ['R'], 'queue.farm': ['P'] })
  expect(takenBy('P', farm, everything, own)).toBeNull()
})
