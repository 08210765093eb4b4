import { existsSync, readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { editorStudio, firstView, sample } from './editor-studio.ts'
import { tinyTemplate } from './small-studio.ts'

const studio = editorStudio()

const shipped = [
  { template: 'product-showcase', data: sample('catalogue/products.csv') },
  { template: 'market-update', data: sample('neighbourhoods.csv') },
  { template: 'personal-ad', data: sample('customers.csv') },
] as const

/** A picture as an eye half closed sees it: 80 x 80 samples. */
const coarse = (picture: Buffer) =>
  sharp(picture).removeAlpha().resize(80, 80, { fit: 'fill' }).raw().toBuffer()

describe.each(shipped)('what the editor shows of $template', ({ template, data }) => {
  test.each([
    { language: 'en', format: 'landscape', row: 0, at: 0.3 },
    { language: 'ar', format: 'portrait', row: 2, at: 4.05 },
    { language: 'de', format: 'square', row: 1, at: 6.5 },
    { language: 'fr', format: 'email', row: 0, at: 2.9 },
  ])(
    'in $language, $format at $at s is the frame that is encoded, to the byte',
    async ({ at, row, ...look }) => {
      const out = studio.at('still.png')
      const { editor } = await studio.ask('editor.open', { template })
      await studio.ask('still.make', { template, data, ...look, row: String(row + 1), at, out })
      const shown = await studio.still({ editor, row, ...look, at })
      expect(shown.equals(readFileSync(out))).toBe(true)
      // The fast one is drawn anew: edges may lie half a pixel elsewhere, and nothing more.
      const small = await studio.still({ editor, row, ...look, at, width: 320 })
      expect((await sharp(small).metadata()).width).toBe(320)
      const [one, other] = await Promise.all([small, readFileSync(out)].map(coarse))
      let apart = 0
      for (let index = 0; index < one!.length; index += 1) apart += Math.abs(one![index]! - other![index]!)
      expect(apart / one!.length).toBeLessThan(3)
      await studio.ask('editor.close', { editor })
    },
  )
})

test('after a change the picture is that of the changed template, and after going back that of the former', async () => {
  const { editor, source } = await studio.openTiny('changing')
  const before = await studio.still({ editor, ...firstView, at: 0.5 })
  const changed = source.replace('"Only"', '"Just"')
  expect(await studio.ask('editor.change', { editor, source: changed })).toEqual({
    problems: [expect.objectContaining({ severity: 'warning', place: ['scenes', 0, 'layers', 1, 'box'] })],
    usable: true,
  })
  const after = await studio.still({ editor, ...firstView, at: 0.5 })
  expect(after.equals(before)).toBe(false)
  await studio.ask('editor.change', { editor, source })
  expect((await studio.still({ editor, ...firstView, at: 0.5 })).equals(before)).toBe(true)
  await studio.ask('editor.close', { editor })
})

test('a broken draft is kept as it is, says where it is wrong, and harms no other editor', async () => {
  const healthy = await studio.openTiny('healthy')
  const { editor, source } = await studio.openTiny('broken')
  const halfWritten = source.slice(0, 200)
  const first = await studio.ask('editor.change', { editor, source: halfWritten })
  expect(first).toMatchObject({
    usable: false,
    problems: [{ severity: 'error', rule: 'template.json', place: [] }],
  })
  await expect(studio.ask('editor.still', { editor, ...firstView, at: 0 })).rejects.toMatchObject({
    code: 'template.invalid',
  })
  await expect(studio.ask('editor.timeline', { editor, ...firstView })).rejects.toMatchObject({
    code: 'template.invalid',
  })
  await expect(studio.ask('editor.proxy', { editor, ...firstView })).rejects.toMatchObject({
    code: 'template.invalid',
  })
  expect((await studio.still({ editor: healthy.editor, ...firstView, at: 0.2 })).length).toBeGreaterThan(500)
  // The half-written text is what a later opening finds.
  await studio.ask('editor.close', { editor })
  const again = await studio.ask('editor.open', { template: studio.at('broken') })
  expect(again.source).toBe(halfWritten)
  expect(again.draftSince).not.toBeNull()

  const wrongColour = JSON.stringify({ ...tinyTemplate({ name: 'broken' }), background: 'sand' })
  const second = await studio.ask('editor.change', { editor: again.editor, source: wrongColour })
  expect(second.usable).toBe(false)
  expect(second.problems[0]).toMatchObject({ severity: 'error', place: ['background'] })
  expect((await studio.ask('editor.change', { editor: again.editor, source })).usable).toBe(true)
  expect((await studio.still({ editor: again.editor, ...firstView, at: 0.2 })).length).toBeGreaterThan(500)
  for (const each of [again.editor, healthy.editor]) await studio.ask('editor.close', { editor: each })
})

test('of pictures asked for while scrubbing only the first and the last are made', async () => {
  const { editor } = await studio.openTiny('scrubbing')
  const asked = [0, 0.1, 0.2, 0.3, 0.4, 0.5].map((at) =>
    studio.ask('editor.still', { editor, ...firstView, at }),
  )
  const ends = await Promise.allSettled(asked)
  expect(ends.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'rejected',
    'rejected',
    'fulfilled',
  ])
  expect(ends[1]).toMatchObject({ reason: { code: 'editor.superseded' } })
  expect(ends[5]).toMatchObject({ value: { at: 0.48, frame: 12, width: 320, height: 180 } })
  await studio.ask('editor.close', { editor })
  await expect(studio.ask('editor.still', { editor, ...firstView, at: 0 })).rejects.toMatchObject({
    code: 'editor.unknown',
  })
})

test('a timeline tells where layers lie and when scenes come, also those that repeat or are left out', async () => {
  const box = { x: 10, y: 20, width: 100, height: 50 }
  const words = (id: string, more = {}) => ({ id, type: 'text' as const, text: '{{ name }}', box, ...more })
  const { editor, problems } = await studio.openTiny('timing', {
    variables: { name: { type: 'text' }, points: { type: 'list', maxItems: 3 } },
    scenes: [
      { id: 'intro', duration: 2, layers: [words('title', { start: 0.4, duration: 1 })] },
      { id: 'never', duration: 5, when: 'name == "nobody"', layers: [] },
      {
        id: 'point',
        duration: 1,
        repeat: { over: 'points' },
        transition: { type: 'fade', duration: 0.4 },
        layers: [words('under'), words('over', { text: '{{ item }}', rotation: 5 })],
      },
    ],
  })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const line = await studio.ask('editor.timeline', { editor, ...firstView })
  expect(line).toMatchObject({ width: 320, height: 180, rate: { num: 25, den: 1 } })
  expect(line.scenes.map(({ id, index, turn }) => [id, index, turn])).toEqual([
    ['intro', 0, 0],
    ['point', 2, 0],
    ['point', 2, 1],
    ['point', 2, 2],
  ])
  expect(line.duration).toBeCloseTo(2 + 3 - 3 * 0.4)
  expect(line.scenes[0]).toMatchObject({ from: 0, to: 2, transition: 0 })
  expect(line.scenes[1]).toMatchObject({ from: 1.6, to: 2.6, transition: 0.4 })
  expect(line.scenes[0]!.layers).toEqual([{ id: 'title', index: 0, from: 0.4, to: 1.4, box, rotation: 0 }])
  expect(line.scenes[3]!.layers[1]).toMatchObject({ id: 'over', index: 1, rotation: 5 })
  await studio.ask('editor.close', { editor })
})

test('the main thread has next to nothing to do while pictures are made', async () => {
  const { editor, source } = await studio.ask('editor.open', { template: 'market-update' })
  const look = { row: 0, language: 'en', format: 'portrait' }
  for (let turn = 0; turn < 3; turn += 1) {
    const before = process.threadCpuUsage()
    const changed = source.replace(/"size": (\d+)/, `"size": ${160 + turn}`)
    await studio.ask('editor.change', { editor, source: changed })
    await studio.ask('editor.still', { editor, ...look, at: 3 })
    const { user, system } = process.threadCpuUsage(before)
    // Of all of it together; so no part of it can hold up the window for as long.
    expect((user + system) / 1_000).toBeLessThan(50)
  }
  await studio.ask('editor.close', { editor })
})

test('a frame of a clip that somebody works over is kept, and is the same to the bit', async () => {
  const clip = {
    type: 'video' as const,
    source: { variable: 'clip' },
    radius: 20,
    opacity: 0.8,
    trim: { from: 1 },
  }
  const { editor, source } = await studio.openTiny('over-a-clip', {
    variables: { clip: { type: 'video' } },
    scenes: [
      {
        id: 'one',
        duration: 3,
        layers: [
          { id: 'under', ...clip, radius: 0, opacity: 1 },
          { id: 'over', ...clip, box: { x: 21, y: 11, width: 101, height: 57 } },
          { id: 'words', type: 'text', text: 'Words' },
        ],
      },
    ],
  })
  const kept = () => {
    const [own] = readdirSync(studio.at('studio', 'editing'))
    const frames = studio.at('studio', 'editing', own!, 'clip-frames')
    return existsSync(frames) ? readdirSync(frames).length : 0
  }
  const before = kept()
  const straight = await studio.still({ editor, ...firstView, at: 2.5 })
  await studio.still({ editor, ...firstView, at: 2.5 })
  await expect.poll(kept, { timeout: 30_000 }).toBe(before + 2)
  expect((await studio.still({ editor, ...firstView, at: 2.5 })).equals(straight)).toBe(true)
  await studio.ask('editor.change', { editor, source: source.replace('"Words"', '"Other words"') })
  expect((await studio.still({ editor, ...firstView, at: 2.5 })).equals(straight)).toBe(false)
  expect(kept()).toBe(before + 2)
  await studio.ask('editor.close', { editor })
})
