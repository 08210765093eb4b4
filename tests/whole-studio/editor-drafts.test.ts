import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { startStudio } from '../../src-main/start-studio.ts'
import { findPrograms } from '../helpers/programs.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { probed } from './editor-media.ts'
import { editorStudio, firstView, sample } from './editor-studio.ts'

const studio = editorStudio()

test('a table stands behind the editor: rows are stepped through, and the longest and shortest are found', async () => {
  const { editor } = await studio.openTiny('stepping', {
    variables: { name: { type: 'text', maxLength: 30 }, price: { type: 'money', currency: 'EUR' } },
    scenes: [
      {
        id: 'one',
        duration: 1,
        layers: [{ id: 'words', type: 'text', text: '{{ name }} {{ price | money }}' }],
      },
    ],
  })
  expect(await studio.ask('editor.row', { editor, row: 0 })).toMatchObject({
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
  const data = studio.at('rows.csv')
  writeFileSync(data, lines.join('\n'))
  expect(await studio.ask('editor.use-table', { editor, data })).toEqual({
    rows: 5,
    columns: ['Name', 'Price', 'Colour'],
    missing: [],
    description: 'CSV, semicolon, utf-8 (guessed)',
    mapping: [
      { variable: 'name', language: null, column: 'Name' },
      { variable: 'price', language: null, column: 'Price' },
    ],
  })
  expect(await studio.ask('editor.row', { editor, row: 1 })).toEqual({
    index: 1,
    rows: 5,
    key: '2',
    values: { name: 'A tent for two persons', price: '99,00' },
    fault: null,
  })
  expect((await studio.ask('editor.row', { editor, row: 2 })).fault).toMatch(/call us|money|amount/i)
  // The very longest is too long for the variable, and can't be shown.
  expect(await studio.ask('editor.row', { editor, row: 'longest', variable: 'name' })).toMatchObject({
    index: 1,
  })
  expect(await studio.ask('editor.row', { editor, row: 'shortest' })).toMatchObject({ index: 3 })
  expect((await studio.still({ editor, ...firstView, row: 3, at: 0 })).length).toBeGreaterThan(300)
  await expect(studio.ask('editor.still', { editor, ...firstView, row: 2, at: 0 })).rejects.toMatchObject({
    code: 'row.unknown',
  })
  await expect(studio.ask('editor.row', { editor, row: 5 })).rejects.toMatchObject({
    code: 'row.unknown',
  })
  // A table that can't be read leaves the one that was there.
  await expect(studio.ask('editor.use-table', { editor, data: studio.at('gone.csv') })).rejects.toMatchObject(
    { code: 'data.missing' },
  )
  expect((await studio.ask('editor.row', { editor, row: 0 })).values.name).toBe('Mug')
  // A variable that was renamed finds its column again by hand.
  await studio.ask('editor.use-table', { editor, data, map: { name: 'Colour' } })
  expect((await studio.ask('editor.row', { editor, row: 0 })).values.name).toBe('red')
  await studio.ask('editor.close', { editor })
})

test('of two editors of one draft the one that was overtaken can no longer write over the other', async () => {
  const first = await studio.openTiny('twice')
  const { editor: second } = await studio.ask('editor.open', { template: studio.at('twice') })
  const says = (title: string) => JSON.stringify({ ...JSON.parse(first.source), title })
  await studio.ask('editor.change', { editor: first.editor, source: says('First') })
  const overtaken = { code: 'editor.overtaken' }
  await expect(studio.ask('editor.change', { editor: second, source: says('Second') })).rejects.toMatchObject(
    overtaken,
  )
  await expect(studio.ask('editor.discard', { editor: second })).rejects.toMatchObject(overtaken)
  await expect(
    studio.ask('editor.publish', { editor: second, version: '9.0.0', note: '' }),
  ).rejects.toMatchObject(overtaken)
  // Left and opened again at once: what was on its way is there.
  const change = studio.ask('editor.change', { editor: first.editor, source: says('Last') })
  const third = await studio.ask('editor.open', { template: studio.at('twice') })
  await change
  expect(JSON.parse(third.source).title).toBe('Last')
  await studio.ask('editor.change', { editor: third.editor, source: says('Third') })
  for (const editor of [first.editor, second, third.editor]) await studio.ask('editor.close', { editor })
})

test('a proxy has the length and the sound of the video, is small, is kept, and can be stopped', async () => {
  const { ffmpeg, ffprobe } = await findPrograms()
  const { editor } = await studio.openTiny('sounding', {
    audio: { music: { source: { variable: 'tune' } } },
    variables: {
      name: { type: 'text' },
      price: { type: 'money' },
      image: { type: 'image' },
      tune: { type: 'audio' },
    },
    formats: { wide: { width: 1280, height: 720 }, loop: { width: 320, height: 240, codec: 'gif' } },
  })
  studio.told.length = 0
  const made = await studio.ask('editor.proxy', { editor, ...firstView, width: 320 })
  const file = await studio.ask('media.file', { address: made.proxy })
  expect(file.mime).toBe('video/mp4')
  expect(made.duration).toBe(1)
  expect(await probed(ffprobe, ffmpeg, file.path)).toMatchObject({
    width: 320,
    height: 180,
    frames: 25,
    codec: 'h264',
    sounds: true,
  })
  expect(studio.told.some((event) => event.event === 'editor.progress' && event.editor === editor)).toBe(true)
  // The same again is the same file.
  expect(await studio.ask('editor.proxy', { editor, ...firstView, width: 320 })).toEqual(made)
  const gif = await studio.ask('editor.proxy', { editor, ...firstView, format: 'loop', width: 160 })
  const small = await studio.ask('media.file', { address: gif.proxy })
  expect(await probed(ffprobe, ffmpeg, small.path)).toMatchObject({
    width: 160,
    codec: 'h264',
    sounds: false,
  })

  const stopped = studio.ask('editor.proxy', { editor, ...firstView, width: 640 })
  const newer = studio.ask('editor.proxy', { editor, ...firstView, width: 480 })
  await expect(stopped).rejects.toMatchObject({ code: 'editor.superseded' })
  await studio.ask('editor.stop-proxy', { editor })
  await expect(newer).rejects.toMatchObject({ code: 'editor.stopped' })
  await studio.ask('editor.close', { editor })
})

test('a table is read as it is said to be: its separator, its encoding, its keys, its columns; a wrong word leaves the former table', async () => {
  const { editor } = await studio.openTiny('reading-otherwise', {
    variables: { name: { type: 'text' }, price: { type: 'money', currency: 'EUR' } },
    scenes: [
      {
        id: 'one',
        duration: 1,
        layers: [{ id: 'words', type: 'text', text: '{{ name }} {{ price | money }}' }],
      },
    ],
  })
  const data = studio.at('odd.csv')
  writeFileSync(
    data,
    Buffer.from('Code~Bezeichnung~Price\nA-1~B\xe4r, gro\xdf~1.250\nA-2~Maus~3\n', 'latin1'),
  )
  const used = await studio.ask('editor.use-table', {
    editor,
    data,
    reading: { delimiter: '~', encoding: 'windows-1252', locale: 'de-DE' },
    map: { name: 'Bezeichnung' },
    key: 'code',
  })
  expect(used).toMatchObject({ rows: 2, missing: [], columns: ['Code', 'Bezeichnung', 'Price'] })
  expect(await studio.ask('editor.row', { editor, row: 0 })).toEqual({
    index: 0,
    rows: 2,
    key: 'A-1',
    values: { name: 'Bär, groß', price: '1.250' },
    fault: null,
  })
  for (const [wrong, code] of [
    [{ key: 'sku' }, 'key.column-missing'],
    [{ reading: { locale: 'nonsense!' } }, 'locale.invalid'],
  ] as const)
    await expect(studio.ask('editor.use-table', { editor, data, ...wrong })).rejects.toMatchObject({ code })
  expect(await studio.ask('editor.row', { editor, row: 1 })).toMatchObject({ key: 'A-2', rows: 2 })
  await studio.ask('editor.close', { editor })
})

test('a picture that lies in a folder for every batch is found, from the moment the folder is named', async () => {
  const { editor } = await studio.openTiny('with-roots', {
    variables: { name: { type: 'text' }, image: { type: 'image' } },
    scenes: [
      { id: 'one', duration: 1, layers: [{ id: 'photo', type: 'image', source: { variable: 'image' } }] },
    ],
  })
  mkdirSync(studio.at('shared-pictures'), { recursive: true })
  mkdirSync(studio.at('tables'), { recursive: true })
  await sharp({ create: { width: 40, height: 30, channels: 3, background: '#d03020' } })
    .png()
    .toFile(studio.at('shared-pictures', 'red.png'))
  const data = studio.at('tables', 'rows.csv')
  writeFileSync(data, 'Name,Image\nRed,red.png\n')
  await studio.ask('editor.use-table', { editor, data })
  await expect(studio.still({ editor, ...firstView, at: 0.5 })).rejects.toMatchObject({
    message: expect.stringContaining('red.png'),
  })
  await studio.ask('settings.set', { assetRoots: [studio.at('shared-pictures')] })
  await expect
    .poll(
      () =>
        studio.still({ editor, ...firstView, at: 0.5 }).then(
          (png) => png.length > 0,
          () => false,
        ),
      {
        timeout: 30_000,
      },
    )
    .toBe(true)
  await studio.ask('settings.set', { assetRoots: [] })
  await studio.ask('editor.close', { editor })
})

test('a file is put into the draft and can be shown; nothing outside of it can', async () => {
  const { editor, source } = await studio.openTiny('with-files')
  const picture = studio.at('My photo (1).png')
  await sharp({ create: { width: 40, height: 30, channels: 3, background: '#d03020' } })
    .png()
    .toFile(picture)
  const { asset } = await studio.ask('editor.add-asset', { editor, path: picture })
  expect(asset).toMatchObject({ path: 'assets/My-photo-1.png', kind: 'picture' })
  const twin = await studio.ask('editor.add-asset', { editor, path: picture })
  expect(twin.asset.path).toBe('assets/My-photo-1-2.png')
  expect(twin.assets).toHaveLength(2)
  const shown = await studio.ask('media.file', { address: asset.address! })
  // Small, and what is transparent in it stays so.
  expect(shown.mime).toBe('image/webp')
  expect(await sharp(readFileSync(shown.path)).metadata()).toMatchObject({ width: 40, height: 30 })
  for (const address of [
    `asset/${editor}/..%2ftemplate.json`,
    `asset/${editor}/template.json`,
    `asset/${editor}`,
    `asset/other/assets/My-photo-1.png`,
  ])
    await expect(studio.ask('media.file', { address })).rejects.toBeDefined()
  await expect(
    studio.ask('editor.add-asset', { editor, path: sample('customers.csv') }),
  ).rejects.toMatchObject({ code: 'asset.kind' })
  // A layer may name it at once.
  const named = source.replace('{"variable":"image"}', '{"file":"assets/My-photo-1.png"}')
  expect(await studio.ask('editor.change', { editor, source: named })).toMatchObject({ usable: true })
  const { data } = await sharp(await studio.still({ editor, ...firstView, at: 0.5 }))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(data[0]).toBeGreaterThan(180)
  await studio.ask('editor.close', { editor })
})

test('a draft is thrown away, or becomes the next version', async () => {
  const opened = await studio.ask('editor.open', { template: 'personal-ad' })
  const changed = opened.source.replace(/"title": "[^"]*"/, '"title": "Changed by me"')
  await studio.ask('editor.change', { editor: opened.editor, source: changed })
  const fresh = await studio.ask('editor.discard', { editor: opened.editor })
  expect(fresh).toMatchObject({ editor: opened.editor, source: opened.source, draftSince: null })
  await studio.ask('editor.change', { editor: fresh.editor, source: changed })
  const version = '9.0.0'
  expect(await studio.ask('editor.publish', { editor: fresh.editor, version, note: 'A title' })).toEqual({
    template: 'personal-ad',
    version,
  })
  expect(await studio.ask('template.show', { template: 'personal-ad' })).toMatchObject({
    title: 'Changed by me',
    version,
  })
})

test('a gallery has a poster and a silent clip of each template, made once; a broken one has none', async () => {
  const { ffmpeg, ffprobe } = await findPrograms()
  const home = studio.at('studio', 'templates')
  const { editor } = await studio.openTiny('shown', {
    formats: { tall: { width: 360, height: 640 } },
    audio: undefined,
  })
  await studio.ask('editor.publish', { editor, version: '2.0.0', note: '' })
  const poster = await studio.ask('media.file', { address: 'template/shown/poster' })
  expect(await sharp(readFileSync(poster.path)).metadata()).toMatchObject({
    format: 'jpeg',
    width: 360,
    height: 640,
  })
  expect(await studio.ask('media.file', { address: 'template/shown/poster' })).toEqual(poster)
  const clip = await studio.ask('media.file', { address: 'template/shown/clip' })
  expect(await probed(ffprobe, ffmpeg, clip.path)).toMatchObject({
    width: 270,
    height: 480,
    frames: 25,
    sounds: false,
  })
  expect(readdirSync(studio.at('studio', 'template-pictures')).sort()).toHaveLength(2)
  writeFileSync(join(home, 'shown', '2.0.0', 'template.json'), '{')
  await expect(studio.ask('media.file', { address: 'template/shown/poster' })).rejects.toMatchObject({
    code: 'media.unknown',
  })
  await expect(studio.ask('media.file', { address: 'template/none/poster' })).rejects.toMatchObject({
    code: 'template.unknown',
  })
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
