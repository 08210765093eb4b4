import { describe, expect, test } from 'vitest'
import { readDraft } from '../../src-renderer/view-math/editor-draft.ts'
import {
  type History,
  noHistory,
  redone,
  undone,
  withStep,
} from '../../src-renderer/view-math/editor-history.ts'
import {
  offsetOf,
  pathAt,
  rangeOf,
  readJson,
  valueAt,
  withChanges,
  withMovedItem,
} from '../../src-renderer/view-math/editor-json.ts'
import { offersAt } from '../../src-renderer/view-math/editor-offers.ts'
import { placeIn, readTarget, targetOf, targetText } from '../../src-renderer/view-math/editor-target.ts'
import fc from '../helpers/at-random.ts'

const text = `{
    "name": "card",  "fps": 30,
    "scenes": [
        { "id": "a",   "layers": [] },
        {
            "id": "b", "layers": [ { "id": "x", "formats": { "tall": { "box": { "y": 4 } } } } ]
        }
    ]
}
`

test('a changed value leaves the writing of everything else as it was', () => {
  const now = withChanges(text, [{ path: ['fps'], value: 25 }])
  expect(now).toBe(text.replace('"fps": 30', '"fps": 25'))
})

test('a new property is written with the indentation of its neighbours', () => {
  const now = withChanges(text, [{ path: ['background'], value: '#000000' }])
  expect(now).toContain('\n    "background": "#000000"\n')
})

test("a format's last change takes its empty shell along", () => {
  const now = withChanges(text, [
    { path: ['scenes', 1, 'layers', 0, 'formats', 'tall', 'box', 'y'], value: undefined },
  ])
  expect(JSON.parse(now).scenes[1].layers[0]).toEqual({ id: 'x' })
})

test('an item that moves keeps its own writing, and so do the others', () => {
  const now = withMovedItem(text, ['scenes'], 1, 0)!
  expect(JSON.parse(now).scenes.map(({ id }: { id: string }) => id)).toEqual(['b', 'a'])
  expect(now).toContain('{ "id": "a",   "layers": [] }')
  expect(withMovedItem(now, ['scenes'], 0, 1)).toBe(text)
  expect(withMovedItem(text, ['scenes'], 0, 7)).toBeNull()
})

test('text that is no JSON says where it stops being that', () => {
  const broken = readJson('{\n  "a": 1,\n  "b": \n}')
  expect(broken).toMatchObject({ ok: false, fault: { code: 'ValueExpected', line: 4, column: 1 } })
  for (const bad of ['', '{', '[1,]', '{"a":1}}', '// no', '"', '{"a" 1}'])
    expect(readJson(bad).ok).toBe(false)
})

test('a problem is shown at its value, or at the nearest thing that is written', () => {
  const shown = (path: (string | number)[]) => {
    const { from, to } = rangeOf(text, path)
    return text.slice(from, to)
  }
  expect(shown(['name'])).toBe('"card"')
  expect(shown(['scenes', 1, 'layers'])).toBe('"layers"')
  expect(shown(['scenes', 1, 'layers', 0, 'box', 'x'])).toBe('{')
  expect(shown(['nothing', 'here'])).toBe('{')
  expect(rangeOf('', ['a'])).toEqual({ from: 0, to: 0 })
})

test('the cursor is known to stand in a layer', () => {
  expect(pathAt(text, text.indexOf('"x"'))).toEqual(['scenes', 1, 'layers', 0, 'id'])
})

const path = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'formats'), fc.nat(2)), { maxLength: 3 })

test('what is set is there, for any JSON that has a place for it', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue()),
      fc.jsonValue(),
      (whole, value) => {
        const now = withChanges(JSON.stringify(whole, null, 2), [{ path: ['b'], value }])
        expect(JSON.parse(now)).toEqual(JSON.parse(JSON.stringify({ ...whole, b: value })))
      },
    ),
  )
})

test('asking for any place in anything answers or is undefined, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), path, (value, path) => {
      valueAt(value, path)
      rangeOf(JSON.stringify(value), path)
    }),
  )
  expect(valueAt({}, ['__proto__', 'x'])).toBeUndefined()
})

test('every edit can be undone to the first text and done again to the last', () => {
  const edit = fc.record({
    text: fc.string({ maxLength: 30 }),
    merge: fc.constantFrom(null, 'typing', 'drag'),
    wait: fc.nat(2_000),
  })
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(edit, { maxLength: 25 }), (first, edits) => {
      let history: History<string> = noHistory
      let now = first
      let time = 0
      for (const edit of edits) {
        time += edit.wait
        history = withStep(history, {
          before: now,
          after: edit.text,
          merge: edit.merge,
          time,
          markBefore: now,
          markAfter: edit.text,
        })
        now = edit.text
      }
      const last = now
      for (let back = undone(history, now); back !== null; back = undone(history, now)) {
        ;({ history, text: now } = back)
        expect(back.mark).toBe(now)
      }
      expect(now).toBe(first)
      for (let on = redone(history, now); on !== null; on = redone(history, now))
        ({ history, text: now } = on)
      expect(now).toBe(last)
    }),
  )
})

test('typing a word is one step, and so is a drag of a hundred moves', () => {
  let history: History<null> = noHistory
  let now = 'x: 0'
  for (let move = 1; move <= 100; move++) {
    const after = `x: ${move}`
    history = withStep(history, {
      before: now,
      after,
      merge: 'drag 1',
      time: move * 16,
      markBefore: null,
      markAfter: null,
    })
    now = after
  }
  expect(history.done).toHaveLength(1)
  expect(history.done[0]!.patches.length).toBeLessThan(5)
  expect(undone(history, now)?.text).toBe('x: 0')
})

test('after an undo a new edit does not melt into the one that stands', () => {
  const mark = { markBefore: null, markAfter: null, merge: 'typing' }
  let history: History<null> = withStep<null>(noHistory, {
    before: '',
    after: 'a',
    time: 0,
    ...mark,
    merge: 'one',
  })
  history = withStep(history, { before: 'a', after: 'ab', time: 10, ...mark })
  const back = undone(history, 'ab')!
  history = withStep(back.history, { before: 'a', after: 'ac', time: 20, ...mark })
  expect(history.undone).toEqual([])
  expect(undone(history, 'ac')?.text).toBe('a')
})

describe('being led to a place', () => {
  test('a line and a column are found again in the text, also behind its end', () => {
    const text = '{\n  "a": 1,\n  "b": }\n'
    expect(text.slice(offsetOf(text, { line: 3, column: 8 }))).toBe('}\n')
    expect(offsetOf(text, { line: 1, column: 1 })).toBe(0)
    expect(offsetOf(text, { line: 90, column: 5 })).toBe(text.length)
  })

  const finding = {
    rule: 'text.overflow',
    scene: 'card',
    layer: 'words',
    language: 'de',
    format: 'tall',
  }
  const draft = readDraft(
    {
      formats: { wide: { width: 1920, height: 1080 } },
      scenes: [
        { id: 'first', duration: 1 },
        { id: 'card', duration: 1, layers: [{ id: 'photo' }, { id: 'words' }] },
      ],
    },
    null,
  )
  const place = (target: ReturnType<typeof targetOf>) => placeIn(draft, readTarget(targetText(target!)))

  test('what a check found of a text leads to its layer and to what mends it, wherever the layer is by now', () => {
    const target = targetOf(finding)
    expect(place(target)).toEqual(['scenes', 1, 'layers', 1, 'look', 'minSize'])
    expect(readTarget(targetText(target!))).toEqual(target)
    expect(place(targetOf({ ...finding, layer: 'gone' }))).toEqual(['scenes', 1])
    expect(place(targetOf({ ...finding, scene: 'gone' }))).toBeNull()
  })

  test('what was found in the template itself leads to the very property, also of one format', () => {
    const at = (path: string, of = {}) => place(targetOf({ ...finding, rule: 'box.outside', path, ...of }))
    expect(at('scenes[0].layers[3].formats.tall.box.width')).toEqual([
      ...['scenes', 1, 'layers', 1],
      ...['box', 'width'],
    ])
    expect(at('scenes[1].duration', { layer: null })).toEqual(['scenes', 1, 'duration'])
    expect(at('variables.price', { scene: null, layer: null })).toEqual(['variables', 'price'])
    expect(targetOf({ ...finding, scene: null, layer: null })).toBeNull()
  })
})

test('JSON that is nested without end is a fault at its place, and ends nothing', () => {
  const deep = `{ "note": "[[[ \\" [",\n"scenes": ${'['.repeat(100_000)}`
  expect(readJson(deep)).toMatchObject({ ok: false, fault: { code: 'TooDeep', line: 2 } })
  const offers = offersAt(deep, deep.length, {} as never, { fonts: [], assets: [] })
  expect(offers).toEqual([])
  expect(readJson(`{"a":${'['.repeat(50)}${']'.repeat(50)}}`).ok).toBe(true)
  // A quote that is not closed hides nothing in the next line.
  expect(readJson(`{"a\n${'['.repeat(100_000)}`)).toMatchObject({ ok: false, fault: { code: 'TooDeep' } })
})
