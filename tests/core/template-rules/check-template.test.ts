import { expect, test } from 'vitest'
import { check } from './sample.ts'

test('a sound template has no finding', () => {
  expect(check()).toEqual([])
})

test('each finding names its place, what is wrong, and what to do', () => {
  const [finding] = check((t) => {
    t.scenes[0].layers[2].text = '{{ nme }}'
    t.variables.name.required = false
  })
  expect(finding).toEqual({
    severity: 'error',
    rule: 'expression.invalid',
    message: 'scenes[0].layers[2].text: There is no variable "nme".',
    whatToDo: 'Did you mean "name"?',
    rowKey: null,
    line: null,
    language: null,
    format: null,
    scene: 'intro',
    layer: 'title',
    path: 'scenes[0].layers[2].text',
  })
})

test('a scene that may vanish lets the transition meet the one before it', () => {
  const found = check((t) => {
    t.scenes[0].duration = 0.6
    t.scenes[0].layers[2].enter.duration = 0.1
    t.scenes.splice(1, 0, { id: 'middle', duration: 5, when: 'price > 100', layers: [] })
    t.scenes[2].transition.duration = 1
    t.scenes[2].duration = 4
  })
  expect(found.map(({ message }) => message)).toEqual([
    'scenes[2].transition.duration: The transition takes 1 s, but the scene "intro" before it lasts only 0.6 s.',
  ])
})
