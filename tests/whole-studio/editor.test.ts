import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Studio, startStudio } from '../../src-main/start-studio.ts'
import type { EditorSession } from '../../src-shared/contract/editor.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { findPrograms } from '../helpers/engine.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { probed } from './editor-media.ts'
import { tinyTemplate } from './small-studio.ts'

let studio: Studio
let folder = ''
let leave: () => void = () => undefined
let folderGone: Promise<void>
const told: StudioEvent[] = []

beforeAll(async () => {
  await new Promise<void>((ready) => {
    folderGone = withTempFolder(async (made) => {
      folder = made
      await new Promise<void>((done) => {
        leave = done
        ready()
      })
    })
  })
  studio = await startStudio({ studioFolder: join(folder, 'studio'), projectRoot })
  studio.listen((events) => told.push(...events))
})
afterAll(async () => {
  await studio.stop()
  leave()
  await folderGone
})

const sample = (path: string) => join(projectRoot, 'resources', 'sample-data', path)
const shipped = [
  { template: 'product-showcase', data: sample('catalogue/products.csv') },
  { template: 'market-update', data: sample('neighbourhoods.csv') },
  { template: 'personal-ad', data: sample('customers.csv') },
] as const

type Still = { editor: string; row: number; language: string; format: string; at: number; width?: number }
async function stillOf(ask: Still): Promise<Buffer> {
  const { still } = await studio.api.ask('editor.still', ask)
  return readFileSync((await studio.api.ask('media.file', { address: still })).path)
}

/** A picture as an eye half closed sees it: 80 x 80 samples. */
const coarse = (picture: Buffer) =>
  sharp(picture).removeAlpha().resize(80, 80, { fit: 'fill' }).raw().toBuffer()

/** An own template in a folder of its own, and an editor of it. */
async function openTiny(
  name: string,
  changes: Parameters<typeof tinyTemplate>[0] = {},
): Promise<EditorSession> {
  const home = join(folder, name)
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'template.json'), JSON.stringify(tinyTemplate({ name, ...changes })))
  return studio.api.ask('editor.open', { template: home })
}
const view = { row: 0, language: 'en', format: 'wide' }

describe.each(shipped)('what the editor shows of $template', ({ template, data }) => {
  test.each([
    { language: 'en', format: 'landscape', row: 0, at: 0.3 },
    { language: 'ar', format: 'portrait', row: 2, at: 4.05 },
    { language: 'de', format: 'square', row: 1, at: 6.5 },
    { language: 'fr', format: 'email', row: 0, at: 2.9 },
  ])(
    'in $language, $format at $at s is the frame that is encoded, to the byte',
    async ({ at, row, ...look }) => {
      const out = join(folder, 'still.png')
      const { editor } = await studio.api.ask('editor.open', { template })
      await studio.api.ask('still.make', { template, data, ...look, row: String(row + 1), at, out })
      const shown = await stillOf({ editor, row, ...look, at })
      expect(shown.equals(readFileSync(out))).toBe(true)
      // The fast one is drawn anew: edges may lie half a pixel elsewhere, and nothing more.
      const small = await stillOf({ editor, row, ...look, at, width: 320 })
      expect((await sharp(small).metadata()).width).toBe(320)
      const [one, other] = await Promise.all([small, readFileSync(out)].map(coarse))
      let apart = 0
      for (let index = 0; index < one!.length; index += 1) apart += Math.abs(one![index]! - other![index]!)
      expect(apart / one!.length).toBeLessThan(3)
      await studio.api.ask('editor.close', { editor })
    },
  )
})

test('after a change the picture is that of the changed template, and after going back that of the former', async () => {
  const { editor, source } = await openTiny('changing')
  const before = await stillOf({ editor, ...view, at: 0.5 })
  const changed = source.replace('"Only"', '"Just"')
  expect(await studio.api.ask('editor.change', { editor, source: changed })).toEqual({
    problems: [expect.objectContaining({ severity: 'warning', place: ['scenes', 0, 'layers', 1, 'box'] })],
    usable: true,
  })
  const after = await stillOf({ editor, ...view, at: 0.5 })
  expect(after.equals(before)).toBe(false)
  await studio.api.ask('editor.change', { editor, source })
  expect((await stillOf({ editor, ...view, at: 0.5 })).equals(before)).toBe(true)
  await studio.api.ask('editor.close', { editor })
})

test('a broken draft is kept as it is, says where it is wrong, and harms no other editor', async () => {
  const healthy = await openTiny('healthy')
  const { editor, source } = await openTiny('broken')
  const halfWritten = source.slice(0, 200)
  const first = await studio.api.ask('editor.change', { editor, source: halfWritten })
  expect(first).toMatchObject({
    usable: false,
    problems: [{ severity: 'error', rule: 'template.json', place: [] }],
  })
  await expect(studio.api.ask('editor.still', { editor, ...view, at: 0 })).rejects.toMatchObject({
    code: 'template.invalid',
  })
  await expect(studio.api.ask('editor.timeline', { editor, ...view })).rejects.toMatchObject({
    code: 'template.invalid',
  })
  await expect(studio.api.ask('editor.proxy', { editor, ...view })).rejects.toMatchObject({
    code: 'template.invalid',
  })
  expect((await stillOf({ editor: healthy.editor, ...view, at: 0.2 })).length).toBeGreaterThan(500)
  // The half-written text is what a later opening finds.
  await studio.api.ask('editor.close', { editor })
  const again = await studio.api.ask('editor.open', { template: join(folder, 'broken') })
  expect(again.source).toBe(halfWritten)
  expect(again.draftSince).not.toBeNull()

  const wrongColour = JSON.stringify({ ...tinyTemplate({ name: 'broken' }), background: 'sand' })
  const second = await studio.api.ask('editor.change', { editor: again.editor, source: wrongColour })
  expect(second.usable).toBe(false)
  expect(second.problems[0]).toMatchObject({ severity: 'error', place: ['background'] })
  expect((await studio.api.ask('editor.change', { editor: again.editor, source })).usable).toBe(true)
  expect((await stillOf({ editor: again.editor, ...view, at: 0.2 })).length).toBeGreaterThan(500)
  for (const each of [again.editor, healthy.editor]) await studio.api.ask('editor.close', { editor: each })
})

test('of pictures asked for while scrubbing only the first and the last are made', async () => {
  const { editor } = await openTiny('scrubbing')
  const asked = [0, 0.1, 0.2, 0.3, 0.4, 0.5].map((at) =>
    studio.api.ask('editor.still', { editor, ...view, at }),
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
  await studio.api.ask('editor.close', { editor })
  await expect(studio.api.ask('editor.still', { editor, ...view, at: 0 })).rejects.toMatchObject({
    code: 'editor.unknown',
  })
})

test('a timeline tells where layers lie and when scenes come, also those that repeat or are left out', async () => {
  const box = { x: 10, y: 20, width: 100, height: 50 }
  const words = (id: string, more = {}) => ({ id, type: 'text' as const, text: '{{ name }}', box, ...more })
  const { editor, problems } = await openTiny('timing', {
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
  const line = await studio.api.ask('editor.timeline', { editor, ...view })
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
  await studio.api.ask('editor.close', { editor })
})

test('a table stands behind the editor: rows are stepped through, and the longest and shortest are found', async () => {
  const { editor } = await openTiny('stepping', {
    variables: { name: { type: 'text', maxLength: 30 }, price: { type: 'money', currency: 'EUR' } },
    scenes: [
      {
        id: 'one',
        duration: 1,
        layers: [{ id: 'words', type: 'text', text: '{{ name }} {{ price | money }}' }],
      },
    ],
  })
  expect(await studio.api.ask('editor.row', { editor, row: 0 })).toMatchObject({
    rows: 3,
    fault: null,
    values: { name: 'Name' },
  })
  const lines = [
    'Name;Price;Colour',
    'Mug;12,50;red',
    'A tent for two persons;99,00;',
    'No;call us;blue',
    'Ax;1,00;red',
    `${'Long '.repeat(9)};1,00;`,
  ]
  const data = join(folder, 'rows.csv')
  writeFileSync(data, lines.join('\n'))
  expect(await studio.api.ask('editor.use-table', { editor, data })).toEqual({
    rows: 5,
    columns: ['Name', 'Price', 'Colour'],
    missing: [],
  })
  expect(await studio.api.ask('editor.row', { editor, row: 1 })).toEqual({
    index: 1,
    rows: 5,
    key: '2',
    values: { name: 'A tent for two persons', price: '99,00' },
    fault: null,
  })
  expect((await studio.api.ask('editor.row', { editor, row: 2 })).fault).toMatch(/call us|money|amount/i)
  // The very longest is too long for the variable, and can't be shown.
  expect(await studio.api.ask('editor.row', { editor, row: 'longest', variable: 'name' })).toMatchObject({
    index: 1,
  })
  expect(await studio.api.ask('editor.row', { editor, row: 'shortest' })).toMatchObject({ index: 3 })
  expect((await stillOf({ editor, ...view, row: 3, at: 0 })).length).toBeGreaterThan(300)
  await expect(studio.api.ask('editor.still', { editor, ...view, row: 2, at: 0 })).rejects.toMatchObject({
    code: 'row.unknown',
  })
  await expect(studio.api.ask('editor.row', { editor, row: 5 })).rejects.toMatchObject({
    code: 'row.unknown',
  })
  // A table that can't be read leaves the one that was there.
  await expect(
    studio.api.ask('editor.use-table', { editor, data: join(folder, 'gone.csv') }),
  ).rejects.toMatchObject({ code: 'data.missing' })
  expect((await studio.api.ask('editor.row', { editor, row: 0 })).values.name).toBe('Mug')
  // A variable that was renamed finds its column again by hand.
  await studio.api.ask('editor.use-table', { editor, data, map: { name: 'Colour' } })
  expect((await studio.api.ask('editor.row', { editor, row: 0 })).values.name).toBe('red')
  await studio.api.ask('editor.close', { editor })
})

test('a proxy has the length and the sound of the video, is small, is kept, and can be stopped', async () => {
  const { ffmpeg, ffprobe } = await findPrograms()
  const { editor } = await openTiny('sounding', {
    audio: { music: { source: { variable: 'tune' } } },
    variables: {
      name: { type: 'text' },
      price: { type: 'money' },
      image: { type: 'image' },
      tune: { type: 'audio' },
    },
    formats: { wide: { width: 1280, height: 720 }, loop: { width: 320, height: 240, codec: 'gif' } },
  })
  told.length = 0
  const made = await studio.api.ask('editor.proxy', { editor, ...view, width: 320 })
  const file = await studio.api.ask('media.file', { address: made.proxy })
  expect(file.mime).toBe('video/mp4')
  expect(made.duration).toBe(1)
  expect(await probed(ffprobe, ffmpeg, file.path)).toMatchObject({
    width: 320,
    height: 180,
    frames: 25,
    codec: 'h264',
    sounds: true,
  })
  expect(told.some((event) => event.event === 'editor.progress' && event.editor === editor)).toBe(true)
  // The same again is the same file.
  expect(await studio.api.ask('editor.proxy', { editor, ...view, width: 320 })).toEqual(made)
  const gif = await studio.api.ask('editor.proxy', { editor, ...view, format: 'loop', width: 160 })
  const small = await studio.api.ask('media.file', { address: gif.proxy })
  expect(await probed(ffprobe, ffmpeg, small.path)).toMatchObject({
    width: 160,
    codec: 'h264',
    sounds: false,
  })

  const stopped = studio.api.ask('editor.proxy', { editor, ...view, width: 640 })
  const newer = studio.api.ask('editor.proxy', { editor, ...view, width: 480 })
  await expect(stopped).rejects.toMatchObject({ code: 'editor.superseded' })
  await studio.api.ask('editor.stop-proxy', { editor })
  await expect(newer).rejects.toMatchObject({ code: 'editor.stopped' })
  await studio.api.ask('editor.close', { editor })
})

test('a file is put into the draft and can be shown; nothing outside of it can', async () => {
  const { editor, source } = await openTiny('with-files')
  const picture = join(folder, 'My photo (1).png')
  await sharp({ create: { width: 40, height: 30, channels: 3, background: '#d03020' } })
    .png()
    .toFile(picture)
  const { asset } = await studio.api.ask('editor.add-asset', { editor, path: picture })
  expect(asset).toMatchObject({ path: 'assets/My-photo-1.png', kind: 'picture' })
  const twin = await studio.api.ask('editor.add-asset', { editor, path: picture })
  expect(twin.asset.path).toBe('assets/My-photo-1-2.png')
  expect(twin.assets).toHaveLength(2)
  const shown = await studio.api.ask('media.file', { address: asset.address! })
  expect(readFileSync(shown.path).equals(readFileSync(picture))).toBe(true)
  for (const address of [
    `asset/${editor}/..%2ftemplate.json`,
    `asset/${editor}/template.json`,
    `asset/${editor}`,
    `asset/other/assets/My-photo-1.png`,
  ])
    await expect(studio.api.ask('media.file', { address })).rejects.toBeDefined()
  await expect(
    studio.api.ask('editor.add-asset', { editor, path: sample('customers.csv') }),
  ).rejects.toMatchObject({ code: 'asset.kind' })
  // A layer may name it at once.
  const named = source.replace('{"variable":"image"}', '{"file":"assets/My-photo-1.png"}')
  expect(await studio.api.ask('editor.change', { editor, source: named })).toMatchObject({ usable: true })
  const { data } = await sharp(await stillOf({ editor, ...view, at: 0.5 }))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(data[0]).toBeGreaterThan(180)
  await studio.api.ask('editor.close', { editor })
})

test('a draft is thrown away, or becomes the next version', async () => {
  const opened = await studio.api.ask('editor.open', { template: 'personal-ad' })
  const changed = opened.source.replace(/"title": "[^"]*"/, '"title": "Changed by me"')
  await studio.api.ask('editor.change', { editor: opened.editor, source: changed })
  const fresh = await studio.api.ask('editor.discard', { editor: opened.editor })
  expect(fresh).toMatchObject({ editor: opened.editor, source: opened.source, draftSince: null })
  await studio.api.ask('editor.change', { editor: fresh.editor, source: changed })
  const version = '9.0.0'
  expect(await studio.api.ask('editor.publish', { editor: fresh.editor, version, note: 'A title' })).toEqual({
    template: 'personal-ad',
    version,
  })
  expect(await studio.api.ask('template.show', { template: 'personal-ad' })).toMatchObject({
    title: 'Changed by me',
    version,
  })
})

test('a gallery has a poster and a silent clip of each template, made once; a broken one has none', async () => {
  const { ffmpeg, ffprobe } = await findPrograms()
  const home = join(folder, 'studio', 'templates')
  const { editor } = await openTiny('shown', {
    formats: { tall: { width: 360, height: 640 } },
    audio: undefined,
  })
  await studio.api.ask('editor.publish', { editor, version: '2.0.0', note: '' })
  const poster = await studio.api.ask('media.file', { address: 'template/shown/poster' })
  expect(await sharp(readFileSync(poster.path)).metadata()).toMatchObject({
    format: 'jpeg',
    width: 360,
    height: 640,
  })
  expect(await studio.api.ask('media.file', { address: 'template/shown/poster' })).toEqual(poster)
  const clip = await studio.api.ask('media.file', { address: 'template/shown/clip' })
  expect(await probed(ffprobe, ffmpeg, clip.path)).toMatchObject({
    width: 270,
    height: 480,
    frames: 25,
    sounds: false,
  })
  expect(readdirSync(join(folder, 'studio', 'template-pictures')).sort()).toHaveLength(2)
  writeFileSync(join(home, 'shown', '2.0.0', 'template.json'), '{')
  await expect(studio.api.ask('media.file', { address: 'template/shown/poster' })).rejects.toMatchObject({
    code: 'media.unknown',
  })
  await expect(studio.api.ask('media.file', { address: 'template/none/poster' })).rejects.toMatchObject({
    code: 'template.unknown',
  })
})

test('the main thread is never held up for long while pictures are made', async () => {
  const { monitorEventLoopDelay } = await import('node:perf_hooks')
  const { editor, source } = await studio.api.ask('editor.open', { template: 'market-update' })
  const look = { row: 0, language: 'en', format: 'portrait' }
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  for (let turn = 0; turn < 4; turn += 1) {
    await studio.api.ask('editor.change', {
      editor,
      source: source.replace(/"size": (\d+)/, `"size": ${60 + turn}`),
    })
    await studio.api.ask('editor.still', { editor, ...look, at: 3 })
  }
  delay.disable()
  // Other tests share this machine: 50 ms is what is aimed at, and the bench measures it.
  expect(delay.max / 1e6).toBeLessThan(150)
  await studio.api.ask('editor.close', { editor })
})

test('a change that was answered survives the kill of its studio, and the next one clears up', async () =>
  withTempFolder(async (own) => {
    const home = join(own, 'studio')
    const script = join(own, 'edit.mjs')
    writeFileSync(
      script,
      `import { startStudio } from ${JSON.stringify(join(projectRoot, 'src-main/start-studio.ts'))}
const studio = await startStudio({ studioFolder: ${JSON.stringify(home)}, projectRoot: ${JSON.stringify(projectRoot)} })
const { editor, source } = await studio.api.ask('editor.open', { template: 'market-update' })
for (let turn = 1; ; turn += 1) {
  await studio.api.ask('editor.change', { editor, source: source.replace(/"title": "[^"]*"/, '"title": "Turn ' + turn + '"') })
  process.stdout.write(turn + '\\n')
}
`,
    )
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
    let last = 0
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      last = Number(text.trim().split('\n').at(-1))
      if (last >= 12) child.kill('SIGKILL')
    })
    await once(child, 'close')
    const editing = join(home, 'editing')
    expect(readdirSync(editing)).toHaveLength(1)
    const next = await startStudio({ studioFolder: home, projectRoot })
    try {
      const { source, draftSince } = await next.api.ask('editor.open', { template: 'market-update' })
      const turn = Number(/"title": "Turn (\d+)"/.exec(source)?.[1])
      expect(turn).toBeGreaterThanOrEqual(last)
      expect(() => JSON.parse(source)).not.toThrow()
      expect(draftSince).not.toBeNull()
      expect(readdirSync(editing).every((name) => name.startsWith(`${process.pid}-`))).toBe(true)
    } finally {
      await next.stop()
    }
    expect(existsSync(editing) ? readdirSync(editing) : []).toEqual([])
  }))
