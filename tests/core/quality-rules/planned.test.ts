import { describe, expect, test } from 'vitest'
import { judgePlanned } from '../../../src-main/core/quality-rules/planned-rules.ts'
import type { Intent, ShownLayer } from '../../../src-shared/quality/intent.ts'
import type { LayerLook } from '../../../src-shared/quality/looks.ts'
import { qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { nothingMeant } from '../../helpers/intents.ts'

const web = qualityProfile.parse({ name: 'web', title: 'Web' })
const title: ShownLayer = {
  layer: 'one/title',
  kind: 'text',
  isLogo: false,
  shows: { from: 10, to: 60 },
  rests: { from: 20, to: 50 },
  region: { x: 100, y: 100, width: 200, height: 40 },
  look: null,
  text: {
    colour: '#ffffffff',
    size: 20,
    weight: 400,
    families: ['Inter'],
    standIns: [],
    outline: 0,
    ink: { x: 100, y: 100, width: 200, height: 40 },
  },
  colours: ['#ffffff'],
  enlarged: null,
}
const photo: ShownLayer = { ...title, layer: 'one/photo', kind: 'picture', text: null, colours: [] }
const intent = (shown: ShownLayer[]): Intent => ({
  frames: 75,
  rate: { num: 25, den: 1 },
  width: 1920,
  height: 1080,
  ...nothingMeant,
  shown,
  brand: { colours: ['#0f3d3e'], families: ['Inter'] },
})
const look = (frame: number, more: Partial<LayerLook> = {}): LayerLook => ({
  layer: 'one/title',
  frame,
  expected: true,
  matched: 0.95,
  alike: null,
  distinct: 0.7,
  contrast: 9,
  colourOff: 4,
  ...more,
})
const judged = (shown: ShownLayer, looks: LayerLook[] | null, profile = web) =>
  judgePlanned(intent([shown]), looks, profile)

describe('what is not seen', () => {
  test('a layer that is there in all its frames is fine, and one at which nobody looked is not judged', () => {
    expect(judged(title, [look(21), look(47)])).toEqual([])
    expect(judged(title, null)).toEqual([])
  })
  test('it says whether a text never came, came late or went early', () => {
    const gone = { matched: 0.1, contrast: null }
    expect(judged(title, [look(21, gone), look(47, gone)])).toMatchObject([
      {
        check: 'plan.missing',
        severity: 'error',
        from: 10,
        to: 60,
        layer: 'one/title',
        region: title.region,
      },
    ])
    const [late] = judged(title, [look(21, gone), look(30), look(47)])
    expect(late).toMatchObject({
      from: 21,
      to: 22,
      message: 'The text of one/title comes later than it should.',
    })
    const [early] = judged(title, [look(21), look(47, gone)])
    expect(early!.message).toBe('The text of one/title is gone earlier than it should be.')
  })
  test('a picture under a veil is known by its light and dark; a text is not', () => {
    const veiled = { layer: 'one/photo', matched: 0.1, alike: 0.9 }
    expect(judged(photo, [look(21, veiled)])).toEqual([])
    expect(judged(title, [look(21, { matched: 0.1, alike: 0.9 })])).toHaveLength(1)
  })
  test('letters of another colour are not the text that was planned', () => {
    expect(judged(title, [look(21, { colourOff: 120 })])).toMatchObject([{ check: 'plan.missing' }])
    expect(judged(title, [look(21, { colourOff: 20 })])).toEqual([])
  })
  test('a logo has a check of its own', () => {
    const found = judged({ ...photo, isLogo: true }, [look(21, { layer: 'one/photo', matched: 0, alike: 0 })])
    expect(found.map(({ check }) => check)).toEqual(['plan.logo'])
  })
  test('a text that is there before its time is found, if it stands off from what is around it', () => {
    const before = { expected: false, matched: 1 }
    expect(judged(title, [look(3, before), look(21)])).toMatchObject([
      { check: 'plan.missing', from: 3, to: 10 },
    ])
    expect(judged(title, [look(3, { ...before, distinct: 0.02 }), look(21)])).toEqual([])
    // Letters so fine that coding takes a part of them lose it there, too; others that stand there have another colour.
    const fine = { ...before, matched: 0.9 }
    expect(judged(title, [look(3, fine), look(21, { matched: 0.91 })])).toHaveLength(1)
    expect(judged(title, [look(3, fine), look(21, { matched: 1 })])).toEqual([])
    expect(judged(title, [look(3, { ...before, colourOff: 90 }), look(21)])).toEqual([])
  })
})

describe('what can hardly be read', () => {
  test('small letters need 4.5 to 1, large ones 3 to 1, in bold from a smaller size on', () => {
    const pale = [look(21, { contrast: 3.6 })]
    const sized = (size: number, weight: number) => ({ ...title, text: { ...title.text!, size, weight } })
    expect(judged(sized(20, 400), pale)).toMatchObject([
      { check: 'plan.contrast', figure: 3.6, threshold: 4.5 },
    ])
    expect(judged(sized(29, 400), pale)).toHaveLength(1)
    expect(judged(sized(30, 400), pale)).toEqual([])
    expect(judged(sized(24, 700), pale)).toEqual([])
  })
  test('a profile may ask for more, or for nothing', () => {
    const strict = qualityProfile.parse({
      name: 'a',
      title: 'A',
      checks: { 'plan.contrast': { ratio: 12, severity: 'error' } },
    })
    expect(judged(title, [look(21)], strict)).toMatchObject([{ severity: 'error', threshold: 12 }])
    const none = qualityProfile.parse({
      name: 'a',
      title: 'A',
      checks: { 'plan.contrast': { severity: 'off' } },
    })
    expect(judged(title, [look(21, { contrast: 1 })], none)).toEqual([])
  })
  test('what is missing is not called pale as well', () => {
    const found = judged(title, [look(21, { matched: 0.2, contrast: 1.1 })])
    expect(found.map(({ check }) => check)).toEqual(['plan.missing'])
  })
})

describe('what the template does', () => {
  test('letters nearer to the edge than the profile has it', () => {
    const at = (x: number, y = 100) => ({
      ...title,
      text: { ...title.text!, ink: { x, y, width: 200, height: 40 } },
    })
    expect(judged(at(58), null)).toEqual([])
    expect(judged(at(40), null)).toMatchObject([{ check: 'plan.margins', threshold: 0.03 }])
    for (const [x, y] of [
      [1_700, 100],
      [100, 20],
      [100, 1_020],
    ] as const)
      expect(judged(at(x, y), null).map(({ check }) => check)).toEqual(['plan.margins'])
    expect(judged(at(1_660, 1_000), null)).toEqual([])
    expect(judged(at(-4), null)[0]!.message).toBe(
      'The text of one/title reaches beyond the edge of the picture.',
    )
  })
  test('sources that are enlarged, and colours and fonts of nobody', () => {
    expect(judged({ ...photo, enlarged: 1.5 }, null)).toEqual([])
    expect(judged({ ...photo, enlarged: 2.2 }, null)).toMatchObject([{ check: 'plan.enlarged', figure: 2.2 }])
    const other = {
      ...title,
      colours: ['#ff00ff', '#0f3d3e'],
      text: { ...title.text!, families: ['Outfit', 'Noto Sans Thai'] },
    }
    expect(judged(other, null)).toMatchObject([
      {
        check: 'plan.colours',
        severity: 'note',
        message: "one/title has a colour that is none of the brand's: #ff00ff.",
      },
      {
        check: 'plan.fonts',
        message: 'The text of one/title is set in Outfit, which is no font of the brand.',
      },
    ])
    const sign = { ...title, text: { ...title.text!, families: ['Inter', 'Noto Sans JP'] } }
    expect(judged(sign, null)).toEqual([])
    const script = { ...sign, text: { ...sign.text, standIns: ['Noto Sans JP'] } }
    expect(judged(script, null)).toMatchObject([{ check: 'plan.fonts', severity: 'note' }])
  })
})
