import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { BridgeCommandName } from '../../src-shared/contract/bridge.ts'
import fc from '../helpers/at-random.ts'

/** A picture beside a text, 100 x 100 pixels each and 100 apart, and one that stands aslant; another format has the text elsewhere. */
const source = JSON.stringify(
  {
    name: 'card',
    canvas: { width: 1920, height: 1080 },
    fps: 25,
    formats: { wide: { width: 1920, height: 1080 }, square: { width: 1080, height: 1080 } },
    brand: { textStyles: { small: { size: 30, minSize: 12 } } },
    scenes: [
      {
        id: 'one',
        duration: 4,
        layers: [
          {
            id: 'picture',
            type: 'shape',
            shape: 'rectangle',
            radius: 8,
            box: { x: 100, y: 100, width: 100, height: 100 },
          },
          {
            id: 'words',
            type: 'text',
            text: 'Words',
            look: { size: 40, plate: { colour: '#000000', paddingX: 10, paddingY: 6 } },
            box: { x: 0, y: 100, width: 100, height: 100, anchor: 'top-right' },
            formats: { square: { box: { x: 20 } } },
          },
          {
            id: 'aslant',
            type: 'text',
            text: 'Aslant',
            style: 'small',
            rotation: 30,
            box: { x: '25%', y: '50%', width: '10%', height: '10%' },
          },
          {
            id: 'upended',
            type: 'shape',
            shape: 'rectangle',
            rotation: 90,
            box: { x: 100, y: 500, width: 200, height: 100 },
          },
        ],
      },
    ],
  },
  null,
  2,
)
vi.stubGlobal('window', {
  innerWidth: 1600,
  innerHeight: 900,
  location: { hash: '' },
  addEventListener: () => {},
  reelmill: {
    ask: (name: BridgeCommandName) =>
      Promise.resolve({
        ok: true,
        answer:
          name === 'editor.open'
            ? {
                editor: 'one',
                template: 'card',
                source,
                basedOn: '1.0.0',
                draftSince: null,
                assets: [],
                fonts: [],
                problems: [],
              }
            : null,
      }),
  },
})
const editor = await import('../../src-renderer/state/editor.ts')
const { chosenLying } = await import('../../src-renderer/state/editor-layers.ts')
const sizing = await import('../../src-renderer/state/editor-sizing.ts')
const { commonBox, drawnTogether, scaledTogether } = await import(
  '../../src-renderer/view-math/editor-drags.ts'
)
const { guidesOf } = await import('../../src-renderer/view-math/editor-guides.ts')
const { handles } = await import('../../src-renderer/view-math/editor-boxes.ts')

const at = (number: number) => ({ kind: 'layer', scene: 0, layer: number }) as const
const choose = (first: number, ...more: number[]) =>
  editor.selectThese({ subject: at(first), also: more.map(at) })
const open = () => editor.opened()!
const layer = (number: number) => open().draft.scenes[0]!.layers[number]!
const lying = () => chosenLying(open())
const plain = { shift: false, alt: false, free: true }
const inShape = { ...plain, shift: true }
const draw = (dx: number, dy: number, keys = plain) =>
  drawnTogether(lying(), [1, 1], dx, dy, keys, [], 0).layers
const put = (dx: number, dy: number, keys = plain) => sizing.putSizes(draw(dx, dy, keys), 'gesture 1')

beforeEach(() => editor.openEditor('card'))

describe('several layers are sized by the handles of the box that they have in common', () => {
  test('each keeps its share of the box and its place in it, from the anchor that it has', () => {
    choose(0, 1)
    expect(commonBox(lying())).toEqual({ x: 100, y: 100, width: 1820, height: 100 })
    put(-910, 100)
    expect(layer(0).box).toMatchObject({ x: 100, y: 100, width: 50, height: 200 })
    // Half of 1820 pixels end in the middle: measured from the right.
    expect(layer(1).box).toMatchObject({ x: 910, y: 100, width: 50, height: 200, anchor: 'top-right' })
    expect(layer(1).all.look).toMatchObject({ size: 40 })
    expect(open().history.done).toHaveLength(1)
    editor.undo()
    expect(open().text).toBe(source)
  })

  test('in the same shape letters, corners and plates grow along; drawn back, or let go of Shift, they are what they were', () => {
    choose(0, 1)
    const layers = lying()
    const drawn = (dx: number, keys: typeof plain) =>
      sizing.putSizes(drawnTogether(layers, [1, 1], dx, 0, keys, [], 0).layers, 'gesture 1')
    drawn(-910, inShape)
    expect(layer(1).all.look).toEqual({ size: 20, plate: { colour: '#000000', paddingX: 5, paddingY: 3 } })
    expect(layer(0).all.radius).toBe(4)
    expect(layer(0).box).toMatchObject({ width: 50, height: 50 })
    drawn(-910, plain)
    expect(layer(1).all.look).toMatchObject({ size: 40 })
    expect(layer(0).box).toMatchObject({ width: 50, height: 100 })
    drawn(0, inShape)
    expect(open().text).toBe(source)
  })

  test('a text that has its size from a style gets its own, and the style stays', () => {
    choose(2)
    sizing.scaleBy(1)
    expect(layer(2).all.look).toEqual({ size: 31.5, minSize: 12.6 })
    expect(open().text).toContain('"size": 30')
  })

  test('what a format has of its own is changed there, the rest for all or for that format alone', () => {
    editor.chooseFormat('square')
    choose(0, 1)
    put(100, 0)
    const [picture, words] = (JSON.parse(open().text) as { scenes: { layers: Record<string, never>[] }[] })
      .scenes[0]!.layers
    expect(words).toMatchObject({ box: { x: 0 } })
    expect(words!.formats).toEqual({ square: { box: { x: -80, width: 110 } } })
    expect(picture).toMatchObject({ box: { width: 100 }, formats: { square: { box: { width: 110 } } } })
  })

  test('a layer on its side grows as it is seen; one that stands aslant keeps the shape of all', () => {
    choose(0, 3)
    const [, side] = draw(0, 450)
    // Seen it is 100 wide and 200 high.
    expect(side!.place).toMatchObject({ height: 100 })
    expect(side!.place.width).toBeGreaterThan(300)
    choose(0, 2)
    const [first, aslant] = draw(200, 0)
    expect(first!.letters).toBeGreaterThan(1)
    expect(aslant!.place.width / aslant!.place.height).toBeCloseTo(192 / 108, 6)
  })

  test('what lies opposite stays, whichever handle is drawn and wherever to; with Alt the middle does', () => {
    choose(0, 1, 3)
    const before = commonBox(lying())!
    fc.assert(
      fc.property(
        fc.constantFrom(...handles),
        fc.integer({ min: -80, max: 400 }),
        fc.integer({ min: -80, max: 400 }),
        fc.boolean(),
        fc.boolean(),
        ([x, y], dx, dy, shift, alt) => {
          const drawn = drawnTogether(lying(), [x, y], dx * x, dy * y, { shift, alt, free: true }, [], 0)
          const after = commonBox(drawn.layers.map(({ layer, place }) => ({ ...layer, place })))!
          const part = (share: -1 | 0 | 1) => (alt ? 0.5 : (1 - share) / 2)
          expect(after.x + after.width * part(x)).toBeCloseTo(before.x + before.width * part(x), 4)
          expect(after.y + after.height * part(y)).toBeCloseTo(before.y + before.height * part(y), 4)
          if (shift) expect(after.width / after.height).toBeCloseTo(before.width / before.height, 4)
        },
      ),
    )
  })

  test('the drawn edge stands at a guide that is near, in the same shape too, and Ctrl lets it be', () => {
    choose(0, 3)
    const guides = guidesOf({ width: 1920, height: 1080 }, [], [])
    // From 250 to 957: the middle of the frame is 3 further.
    for (const shift of [false, true]) {
      const keys = { shift, alt: false, free: false }
      const drawn = drawnTogether(lying(), [1, 0], 707, 0, keys, guides, 6)
      const after = commonBox(drawn.layers.map(({ layer, place }) => ({ ...layer, place })))!
      expect(after.x + after.width).toBeCloseTo(960, 6)
      expect(drawn.guides).toEqual([{ axis: 'x', at: 960, of: 'centre' }])
      const free = drawnTogether(lying(), [1, 0], 707, 0, { ...keys, free: true }, guides, 6)
      expect(free.guides).toEqual([])
    }
  })

  test('keys size what is chosen, pixel by pixel, and nothing is lost by rounding; it is one step', () => {
    choose(0, 1)
    for (let press = 0; press < 40; press++) sizing.sizeBy(-1, 0)
    expect(layer(0).box.width).toBe(98)
    expect(layer(1).box).toMatchObject({ x: 40, width: 98 })
    expect(open().history.done).toHaveLength(1)
    editor.undo()
    expect(open().text).toBe(source)
    for (let press = 0; press < 5; press++) sizing.scaleBy(1)
    for (let press = 0; press < 5; press++) sizing.scaleBy(-1)
    expect(open().text).toBe(source)
  })

  test('nothing is drawn away to nothing', () => {
    choose(0, 1)
    for (const { place } of [...draw(-5_000, -5_000), ...scaledTogether(lying(), 0.0001)]) {
      expect(place.width).toBeGreaterThanOrEqual(1)
      expect(place.height).toBeGreaterThanOrEqual(1)
    }
  })
})
