import { beforeEach, describe, expect, test } from 'vitest'
import { openedTemplate, stubWindow } from './editor-window.ts'

/** Two scenes; the layers of the first lie side by side, 100 x 100 pixels, 20, 80 and 30 apart. */
const layer = (id: string, x: number, y: number, more = {}) => ({
  id,
  type: 'shape',
  shape: 'rectangle',
  fill: '#ffffff',
  box: { x, y, width: 100, height: 100 },
  ...more,
})
const source = JSON.stringify(
  {
    name: 'card',
    canvas: { width: 1920, height: 1080 },
    fps: 25,
    formats: { wide: { width: 1920, height: 1080 } },
    scenes: [
      {
        id: 'one',
        duration: 4,
        layers: [layer('a', 0, 0), layer('b', 120, 40), layer('c', 300, 10), layer('d', 430, 300)],
      },
      { id: 'two', duration: 4, layers: [layer('a', 5, 5)] },
    ],
  },
  null,
  2,
)
stubWindow((name) =>
  Promise.resolve({ ok: true, answer: name === 'editor.open' ? openedTemplate('card', source) : null }),
)
const editor = await import('../../src-renderer/state/editor.ts')
const layers = await import('../../src-renderer/state/editor-layers.ts')
const structure = await import('../../src-renderer/state/editor-structure.ts')
const { withRange, withToggled } = await import('../../src-renderer/view-math/editor-selection.ts')

const at = (number: number, scene = 0) => ({ kind: 'layer', scene, layer: number }) as const
const choose = (first: number, ...more: number[]) =>
  editor.selectThese({ subject: at(first), also: more.map((number) => at(number)) })
const open = () => editor.opened()!
const steps = () => open().history.done.length
const boxes = () => open().draft.scenes[0]!.layers.map(({ box }) => [box.x, box.y])
const ids = (scene = 0) => open().draft.scenes[scene]!.layers.map(({ id }) => id)
const chosen = () => [...open().also, open().subject].map((one) => (one.kind === 'layer' ? one.layer : -1))

beforeEach(() => editor.openEditor('card'))

/** Each is one step, and undoing it brings the text back to the letter, with what was chosen. */
function isOneStep(): void {
  expect(steps()).toBe(1)
  const after = chosen()
  editor.undo()
  expect(open().text).toBe(source)
  editor.redo()
  expect(chosen()).toEqual(after)
}

describe('what is done to several layers at once is one step', () => {
  test('they are moved together by arrow keys, however often one is pressed', () => {
    choose(0, 2)
    layers.nudge(10, 0)
    layers.nudge(10, -5)
    expect(boxes()).toEqual([
      [20, -5],
      [120, 40],
      [320, 5],
      [430, 300],
    ])
    isOneStep()
  })

  test('they are aligned with what they take up together, one alone with the frame', () => {
    choose(1, 2, 3)
    layers.align('bottom')
    expect(boxes().map(([, y]) => y)).toEqual([0, 300, 300, 300])
    isOneStep()
    editor.undo()
    choose(1)
    layers.align('right')
    expect(boxes()[1]).toEqual([1820, 40])
  })

  test('they get the same room between them, and the outer ones stay', () => {
    choose(0, 1, 2, 3)
    layers.distribute('x')
    expect(boxes().map(([x]) => x)).toEqual([0, 143, 287, 430])
    isOneStep()
  })

  test('they are duplicated in front of the foremost, and the copies are chosen', () => {
    choose(0, 2)
    structure.duplicate(at(0))
    expect(ids()).toEqual(['a', 'b', 'c', 'a-2', 'c-2', 'd'])
    expect(chosen().sort()).toEqual([3, 4])
    isOneStep()
  })

  test('they are deleted; a neighbour is chosen then, or the scene when none is left', () => {
    choose(1, 2)
    structure.remove(at(1))
    expect(ids()).toEqual(['a', 'd'])
    expect(open().subject).toEqual(at(1))
    isOneStep()
    layers.selectAllLayers()
    structure.remove(open().subject)
    expect(open().subject).toEqual({ kind: 'scene', scene: 0 })
  })

  test('they are hidden when one of them is seen, and shown when none is', () => {
    choose(0, 1)
    structure.setProperty(at(0), ['hidden'], true)
    editor.select(at(1))
    structure.toggleHidden(at(1))
    choose(0, 1, 2)
    structure.toggleHidden(at(0))
    expect(open().draft.scenes[0]!.layers.map(({ hidden }) => hidden)).toEqual([true, true, true, false])
    structure.toggleHidden(at(0))
    expect(open().draft.scenes[0]!.layers.some(({ hidden }) => hidden)).toBe(false)
  })

  test('what was taken back at once is no step that could be undone', () => {
    choose(0, 1)
    layers.nudge(10, 0)
    structure.toggleHidden(at(0))
    structure.toggleHidden(at(0))
    expect(steps()).toBe(1)
    editor.undo()
    expect(open().text).toBe(source)
  })

  test('a text that stays the same does not wait to be kept', () => {
    editor.setOpen({ saving: 'saved' })
    editor.replaceText(source, { select: { subject: at(1), also: [] } })
    expect(open().saving).toBe('saved')
    expect(open().subject).toEqual(at(1))
  })

  test('a property that they share is changed in all of them', () => {
    choose(0, 1, 3)
    structure.setProperty(at(0), ['opacity'], 0.5)
    expect(open().draft.scenes[0]!.layers.map(({ all }) => all.opacity)).toEqual([0.5, 0.5, undefined, 0.5])
    isOneStep()
  })

  test('they are put elsewhere as they lie, in their scene and in another one', () => {
    choose(0, 3)
    layers.moveLayers([at(0), at(3)], { scene: 0, slot: 2 })
    expect(ids()).toEqual(['b', 'a', 'd', 'c'])
    expect(chosen().sort()).toEqual([1, 2])
    isOneStep()
    editor.undo()
    layers.moveLayers([at(0), at(1)], { scene: 1, slot: 0 })
    expect(ids()).toEqual(['c', 'd'])
    expect(ids(1)).toEqual(['a-2', 'b', 'a'])
  })

  test('layers of two scenes are brought together in one of them', () => {
    layers.moveLayers([at(1), at(0, 1)], { scene: 0, slot: 4 })
    expect(ids()).toEqual(['a', 'c', 'd', 'b', 'a-2'])
    expect(ids(1)).toEqual([])
  })

  test('they go one step to the front; those that are there already stay', () => {
    layers.shiftLayers([at(1), at(3)], 'front')
    expect(ids()).toEqual(['a', 'c', 'b', 'd'])
    layers.shiftLayers([at(2), at(3)], 'front')
    expect(ids()).toEqual(['a', 'c', 'b', 'd'])
    layers.shiftLayers([at(0), at(1)], 'front')
    expect(ids()).toEqual(['b', 'a', 'c', 'd'])
  })

  test('they are turned by steps of 15 degrees; a whole turn leaves nothing written', () => {
    choose(0, 1)
    structure.setProperty(at(0), ['rotation'], 20)
    layers.turn(1)
    expect(open().draft.scenes[0]!.layers.map(({ rotation }) => rotation)).toEqual([30, 30, 0, 0])
    layers.turn(-1)
    layers.turn(-1)
    expect(open().draft.scenes[0]!.layers[0]!.all.rotation).toBeUndefined()
  })

  test('what stands upright or is seen in one format alone says so there, and is so', () => {
    const turned = layer('a', 0, 0, { rotation: 30, hidden: true })
    const square = { ...turned, formats: { wide: { rotation: 15, hidden: true } } }
    const both = { ...JSON.parse(source), scenes: [{ id: 'one', duration: 4, layers: [turned, square] }] }
    editor.replaceText(JSON.stringify(both))
    choose(0, 1)
    layers.turnTo(at(1), 0, 'gesture 1')
    expect(open().draft.scenes[0]!.layers.map(({ rotation }) => rotation)).toEqual([30, 0])
    editor.setOpen({ scope: 'this' })
    layers.turnTo(at(0), 10, 'gesture 2')
    layers.turnTo(at(0), 0, 'gesture 2')
    expect(open().draft.scenes[0]!.layers.map(({ rotation }) => rotation)).toEqual([0, 0])
    editor.setOpen({ scope: 'all' })
    structure.toggleHidden(at(1))
    expect(open().draft.scenes[0]!.layers.map(({ hidden }) => hidden)).toEqual([false, false])
  })

  test('while a hand drags one, nothing else deletes or moves any: it would go on with another one', () => {
    choose(0)
    editor.setOpen({ gesture: true })
    structure.remove(at(0))
    layers.shiftLayers([at(0)], 'front')
    structure.moveScene(0, 1)
    structure.addScene()
    editor.undo()
    expect(open().text).toBe(source)
    expect(open().subject).toEqual(at(0))
    layers.setLayerTimes([{ subject: at(0), from: 25, to: 75, sceneFrames: 100 }], 'gesture 9')
    expect(open().draft.scenes[0]!.layers[0]!.start).toBe(1)
    editor.setOpen({ gesture: false })
    editor.undo()
    expect(open().text).toBe(source)
  })

  test('what can not be added, as the text is no JSON, is not chosen', () => {
    choose(0)
    editor.replaceText(source.slice(0, -2))
    structure.addScene()
    structure.addLayer({ type: 'text' })
    expect(open().subject).toEqual(at(0))
  })

  test('they are moved in time together', () => {
    const span = (number: number) => ({ subject: at(number), from: 25, to: 75, sceneFrames: 100 })
    layers.setLayerTimes([span(0), span(2)], 'gesture 1')
    expect(open().draft.scenes[0]!.layers.map(({ start, duration }) => [start, duration])).toEqual([
      [1, 2],
      [0, null],
      [1, 2],
      [0, null],
    ])
    isOneStep()
  })
})

describe('choosing', () => {
  const one = { subject: at(1), also: [] }

  test('Ctrl adds a layer or takes it away; the last one stays', () => {
    const two = withToggled(one, at(3))
    expect(two).toEqual({ subject: at(3), also: [at(1)] })
    expect(withToggled(two, at(3))).toEqual(one)
    expect(withToggled(one, at(1))).toEqual(one)
    expect(withToggled(two, { kind: 'scene', scene: 1 })).toEqual({
      subject: { kind: 'scene', scene: 1 },
      also: [],
    })
  })

  test('Shift takes all layers between, as they are listed, and no scene', () => {
    const order = [at(1), at(0), { kind: 'scene', scene: 1 } as const, at(0, 1)]
    expect(withRange(one, order, at(0, 1))).toEqual({ subject: at(0, 1), also: [at(1), at(0)] })
  })

  test('a layer that is taken away in the JSON is no longer chosen', () => {
    choose(3, 1)
    const without = JSON.parse(source)
    without.scenes[0].layers.pop()
    editor.replaceText(JSON.stringify(without))
    expect(open().also).toEqual([])
    expect(open().subject).toEqual(at(1))
  })
})
