import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { openPlanner } from '../../../src-main/services/video-planner/open-planner.ts'
import type { VideoPlanner } from '../../../src-main/services/video-planner/video-planner.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import type { Values } from '../../../src-shared/data/values.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import { type TemplateSource, templateSchema } from '../../../src-shared/templates/template.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const template: TemplateSource = {
  reelmill: 1,
  name: 'sale',
  version: '1.0.0',
  title: 'Sale',
  canvas: { width: 320, height: 180 },
  formats: { wide: { width: 320, height: 180 } },
  variables: {
    name: { type: 'text' },
    tint: { type: 'colour' },
    offer: { type: 'text', required: false },
    photo: { type: 'image', required: false },
  },
  brand: { fonts: { main: { family: 'Inter' } } },
  languages: { en: { strings: { now: 'Now' } }, ar: { strings: { now: 'الآن' } } },
  defaultLanguage: 'en',
  scenes: [
    {
      id: 'opening',
      duration: 1,
      layers: [{ id: 'hello', type: 'text', text: 'Hello', look: { size: 40 } }],
    },
    {
      id: 'sale',
      duration: 1,
      layers: [
        {
          id: 'sale',
          type: 'text',
          text: 'SALE',
          box: { height: '40%' },
          look: { size: 30, plate: { colour: 'var:tint' } },
        },
        {
          id: 'name',
          type: 'text',
          text: '{{ name }}',
          box: { y: '50%', width: '50%', height: '30%' },
          look: { size: 20, maxLines: 1 },
        },
        {
          id: 'offer',
          type: 'text',
          text: '{{ offer }}',
          when: 'offer != blank',
          box: { y: '80%', height: '20%' },
          look: { size: 16 },
        },
        { id: 'photo', type: 'image', source: { variable: 'photo' }, when: 'photo != blank' },
      ],
    },
  ],
}

const row = (key: string, values: Partial<Values>): Row => ({
  number: 1,
  line: 2,
  key,
  values: {
    name: { type: 'text', text: 'Lamp' },
    tint: { type: 'colour', hex: '#ff0000' },
    offer: null,
    photo: null,
    ...values,
  },
  byLanguage: {},
})

const program = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', ffmpegVersion: '7.0' }

function withPlanner(
  work: (planner: VideoPlanner, folder: string) => Promise<void>,
  ffmpeg = program,
): Promise<void> {
  return withTempFolder(async (folder) => {
    mkdirSync(join(folder, 'template'))
    writeFileSync(join(folder, 'data.csv'), '')
    const { planner, close } = await openPlanner({
      template: templateSchema.parse(template),
      templateFolder: join(folder, 'template'),
      data: join(folder, 'data.csv'),
      roots: [],
      fetch: false,
      cacheFolder: join(folder, 'fetched'),
      languages: ['en', 'ar'],
      formats: ['wide'],
      quality: 'draft',
      codec: null,
      whole: [],
      mapping: [{ variable: 'name', column: 'Product', language: null }],
      ffmpeg,
      encoders: ['libx264'],
      fontsRoot: null,
    })
    try {
      await work(planner, folder)
    } finally {
      await close()
    }
  })
}

const texts = async (planner: VideoPlanner, of: Row, language = 'en') =>
  (await planner.plan(of, language, 'wide')).artifacts.flatMap(({ spec }) =>
    spec.kind === 'text' ? [spec] : [],
  )

describe('planning a row', () => {
  test('a picture that is put right or replaced is taken as it is by another try', () =>
    withPlanner(async (planner, folder) => {
      const path = join(folder, 'lamp.png')
      const paint = (background: string) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toFile(path)
      const lamp = row('a', { photo: { type: 'image', source: 'lamp.png' } })
      const picture = async () =>
        (await planner.plan(lamp, 'en', 'wide')).artifacts.flatMap(({ spec }) =>
          spec.kind === 'picture' ? [spec.content] : [],
        )
      await expect(picture()).rejects.toMatchObject({ code: 'asset.missing' })
      writeFileSync(path, 'no picture at all')
      await expect(picture()).rejects.toMatchObject({ code: 'asset.kind' })
      await paint('#ff0000')
      const red = await picture()
      expect(red).toHaveLength(1)
      await paint('#0000ff')
      // Videos of one run are made of the same bytes, until somebody wants another try.
      expect(await picture()).toEqual(red)
      planner.lookAnew()
      expect(await picture()).not.toEqual(red)
    }))

  test('rows with the same words keep each its own colours', () =>
    withPlanner(async (planner) => {
      const plates: (string | undefined)[] = []
      for (const hex of ['#ff0000', '#00ff00', '#0000ff']) {
        const [, sale] = await texts(planner, row(hex, { tint: { type: 'colour', hex } }))
        plates.push(sale?.plate?.colour)
      }
      expect(plates).toEqual(['#ff0000ff', '#00ff00ff', '#0000ffff'])
    }))

  test('two rows share the scene that says the same in both, and only that', () =>
    withPlanner(async (planner) => {
      const segments = async (of: Row) =>
        (await planner.plan(of, 'en', 'wide')).artifacts.flatMap(({ spec, hash }) =>
          spec.kind === 'segment' ? [hash] : [],
        )
      const [a, b] = [
        await segments(row('a', {})),
        await segments(row('b', { name: { type: 'text', text: 'Kettle' } })),
      ]
      expect(a[0]).toBe(b[0])
      expect(a[1]).not.toBe(b[1])
    }))

  test('a layer whose condition fails, or whose text is empty, is not there', () =>
    withPlanner(async (planner) => {
      expect(await texts(planner, row('a', {}))).toHaveLength(3)
      expect(await texts(planner, row('b', { offer: { type: 'text', text: '20 % off' } }))).toHaveLength(4)
    }))

  test('in Arabic the boxes change sides', () =>
    withPlanner(async (planner) => {
      const xOf = async (language: string) => {
        const { artifacts } = await planner.plan(row('a', {}), language, 'wide')
        const name = artifacts.find(
          ({ spec }) => spec.kind === 'text' && spec.lines[0]?.text === 'Lamp',
        )!.hash
        return artifacts.flatMap(({ spec }) =>
          spec.kind === 'segment'
            ? spec.parts
                .flatMap(({ stack }) => stack.layers)
                .filter(({ picture }) => picture.kind === 'raster' && picture.artifact === name)
            : [],
        )[0]?.x
      }
      expect([await xOf('en'), await xOf('ar')]).toEqual([0, 160])
    }))

  test('a text that does not fit, or has no glyph, is a problem of the row that names its column', () =>
    withPlanner(async (planner) => {
      const long = await planner.examine(
        row('a', {
          name: { type: 'text', text: 'A name that is much too long for half a frame of this size' },
        }),
      )
      expect(long.problems).toMatchObject([{ rule: 'text.overflow', column: 'Product', line: 2, key: 'a' }])
      const strange = await planner.examine(row('b', { name: { type: 'text', text: 'Lamp 𓀀' } }))
      expect(strange.problems).toMatchObject([{ rule: 'glyph.missing', column: 'Product' }])
      expect(strange.problems[0]?.message).toContain('U+13000')
    }))
})

test.skipIf(process.platform === 'win32')(
  'two builds of ffmpeg that call themselves by one version share nothing that they coded; one build does',
  () =>
    withTempFolder(async (folder) => {
      const hashesWith = async (name: string, says: string) => {
        const ffmpeg = join(folder, name)
        writeFileSync(ffmpeg, `#!/bin/sh\nprintf 'ffmpeg version 7.0\\nconfiguration: ${says}\\n'\n`)
        chmodSync(ffmpeg, 0o755)
        return plannedWith(ffmpeg)
      }
      const plannedWith = async (ffmpeg: string) => {
        const hashes: string[] = []
        await withPlanner(
          async (planner) => {
            const { artifacts } = await planner.plan(row('a', {}), 'en', 'wide')
            for (const { spec, hash } of artifacts)
              if (spec.kind === 'segment' || spec.kind === 'output') hashes.push(hash)
          },
          { ...program, ffmpeg },
        )
        return hashes
      }
      const first = await hashesWith('one', '--enable-gpl')
      expect(first).toHaveLength(3)
      expect(await plannedWith(join(folder, 'one'))).toEqual(first)
      const second = await hashesWith('other', '--enable-gpl')
      expect(first.filter((hash) => second.includes(hash))).toEqual([])
      // A starter stays as it is when the program behind it changes.
      const starter = join(folder, 'starter')
      writeFileSync(join(folder, 'says'), 'configuration: --enable-gpl')
      writeFileSync(starter, `#!/bin/sh\ncat '${join(folder, 'says')}'\n`)
      chmodSync(starter, 0o755)
      const before = await plannedWith(starter)
      writeFileSync(join(folder, 'says'), 'configuration: --enable-gpl --enable-nonfree')
      const after = await plannedWith(starter)
      expect(before.filter((hash) => after.includes(hash))).toEqual([])
    }),
)

describe('planning for a hardware encoder', () => {
  const segmentsOf = ({ artifacts }: VideoPlan) =>
    artifacts.flatMap(({ spec, hash }) => (spec.kind === 'segment' ? [{ made: spec.made, hash }] : []))

  test('it makes all segments of the video, which are others than the processor’s; texts are the same', () =>
    withPlanner(async (planner) => {
      const own = await planner.plan(row('a', {}), 'en', 'wide')
      const plan = await planner.plan(row('a', {}), 'en', 'wide', { hardware: 'h264_nvenc' })
      const segments = segmentsOf(plan)
      expect(segments).toHaveLength(2)
      expect([...new Set(segments.map(({ made }) => made.encoder))]).toEqual(['h264_nvenc'])
      expect(segments[0]!.made.settings.join(' ')).toContain('yuv420p -preset p1 -tune hq -rc vbr -cq 30')
      const hashes = new Set(own.artifacts.map(({ hash }) => hash))
      expect(segments.some(({ hash }) => hashes.has(hash))).toBe(false)
      expect(plan.output).not.toBe(own.output)
      const texts = plan.artifacts.filter(({ spec }) => spec.kind === 'text')
      expect(texts).toHaveLength(3)
      expect(texts.every(({ hash }) => hashes.has(hash))).toBe(true)
    }))

  test('its mark follows the machine and its device, too: another driver makes other bits', () =>
    withPlanner(async (planner) => {
      const madeWith = async (device: string | null) =>
        segmentsOf(await planner.plan(row('a', {}), 'en', 'wide', { hardware: 'h264_vaapi', device }))[0]!
      const [first, second] = [await madeWith(null), await madeWith('/dev/dri/renderD129')]
      expect(first.made.ffmpeg).toContain(`${process.platform} | ${process.arch}`)
      expect(first.made.device).toBeUndefined()
      expect(second.made.device).toBe('/dev/dri/renderD129')
      expect(second.hash).not.toBe(first.hash)
    }))

  test('what it can’t make, and what nobody knows, is planned for the processor as if it had not been wished for', () =>
    withPlanner(async (planner) => {
      const own = await planner.plan(row('a', {}), 'en', 'wide')
      for (const hardware of ['hevc_nvenc', 'h264_magic', null])
        expect(await planner.plan(row('a', {}), 'en', 'wide', { hardware })).toEqual(own)
    }))
})
