import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { judge } from '../../src-main/core/quality-rules/judge.ts'
import type { QualityFinding } from '../../src-shared/quality/inspection.ts'
import { shippedProfiles } from '../../src-shared/quality/shipped-profiles.ts'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { findPrograms } from '../helpers/programs.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { withInspected } from './inspected.ts'
import { type Shipped, shipped, smallCopy } from './likeness.ts'

/** What is meant by a plan is seen in what was rendered, and what is not as it was meant is found. */
const seen = (findings: readonly QualityFinding[]) =>
  findings.filter(({ check }) => check.startsWith('plan.')).map(({ check, layer }) => `${check} ${layer}`)

describe.each(Object.keys(shipped) as Shipped[])('%s', (name) => {
  test(
    'shows all that was planned, in languages of both directions and all kinds of formats',
    () =>
      withTempFolder(async (folder) => {
        const { data, key } = shipped[name]
        const template = smallCopy(name, folder, 3)
        const languages = ['de', 'ar']
        const formats = ['portrait', 'email']
        await withInspected({ folder, template, data, key, languages, formats }, async (studio) => {
          for (const [language, format] of [
            ['de', 'portrait'],
            ['ar', 'portrait'],
            ['ar', 'email'],
          ] as const) {
            const video = await studio.planned(studio.row(2), language, format)
            const { findings, intent, verdict } = await studio.inspect(await studio.render(video), video)
            expect(findings, `${language} ${format}`).toEqual([])
            expect(verdict).toBe('pass')
            const looked = intent.shown.filter(({ look }) => look !== null && look.frames.length > 0)
            expect(looked.length, `looked at in ${language} ${format}`).toBeGreaterThan(8)
          }
        })
      }),
    200_000,
  )
})

/** Two seconds: a photo, a title with words on it, a logo. */
const source = (changes: { title?: object; logo?: object; photo?: object } = {}): TemplateSource => ({
  reelmill: 1,
  name: 'card',
  version: '1.0.0',
  title: 'Card',
  canvas: { width: 480, height: 270 },
  fps: 25,
  formats: { wide: { width: 480, height: 270 } },
  variables: { name: { type: 'text' } },
  brand: {
    colours: { ink: '#0f3d3e', paper: '#f2e8da' },
    fonts: { main: { family: 'Inter' } },
    logo: 'logo.png',
  },
  languages: { en: {} },
  defaultLanguage: 'en',
  background: 'ink',
  scenes: [
    {
      id: 'one',
      duration: 2,
      layers: [
        {
          id: 'photo',
          type: 'image',
          source: { file: 'photo.png' },
          box: { width: '50%' },
          ...changes.photo,
        },
        {
          id: 'title',
          type: 'text',
          text: '{{ name }}',
          start: 0.4,
          box: { x: '54%', y: '30%', width: '42%', height: '40%' },
          look: { font: 'main', size: 40, weight: 700, colour: 'paper' },
          ...changes.title,
        },
        {
          id: 'logo',
          type: 'image',
          source: { brand: 'logo' },
          fit: 'contain',
          box: { x: '80%', y: '6%', width: '14%', height: '14%' },
          ...changes.logo,
        },
      ],
    },
  ],
})

async function card(
  folder: string,
  name: string,
  changes: Parameters<typeof source>[0] = {},
  logo = 'a',
): Promise<string> {
  const template = join(folder, name)
  mkdirSync(template, { recursive: true })
  writeFileSync(join(template, 'template.json'), JSON.stringify(source(changes)))
  const noise = Buffer.from(Array.from({ length: 24 * 27 * 3 }, (_, at) => 60 + ((at * 7919) % 140)))
  await sharp(noise, { raw: { width: 24, height: 27, channels: 3 } })
    .resize(480, 540, { kernel: 'cubic' })
    .png()
    .toFile(join(template, 'photo.png'))
  const drawing =
    logo === 'a'
      ? '<svg width="200" height="120"><circle cx="60" cy="60" r="55" fill="#ff6b4a"/><rect x="125" y="10" width="60" height="100" fill="#f2e8da"/></svg>'
      : '<svg width="200" height="120"><rect x="5" y="5" width="120" height="40" fill="#d6ff5c"/><rect x="60" y="60" width="135" height="50" fill="#7b5cff"/></svg>'
  await sharp(Buffer.from(drawing)).png().toFile(join(template, 'logo.png'))
  writeFileSync(join(folder, 'data.csv'), 'name\nLanterns\n')
  return template
}

/** Renders one template, and judges it by the plan of another. */
async function judged(folder: string, planned: string, rendered: string): Promise<QualityFinding[]> {
  const how = { folder, data: join(folder, 'data.csv'), key: 'name', languages: ['en'], formats: ['wide'] }
  const out = await withInspected({ ...how, template: rendered }, async (studio) => {
    const path = await studio.render(await studio.planned(studio.row(1), 'en', 'wide'))
    const kept = join(folder, 'rendered.mp4')
    cpSync(path, kept)
    return kept
  })
  return withInspected({ ...how, template: planned }, async (studio) => {
    const { findings } = await studio.inspect(out, await studio.planned(studio.row(1), 'en', 'wide'))
    return findings
  })
}

describe('a video that is not what was planned', () => {
  const white = { look: { font: 'main', size: 40, weight: 700, colour: '#ffffff' } }
  const cases: [string, Parameters<typeof source>[0], 'a' | 'b', string[]][] = [
    ['as it was planned: nothing is found', {}, 'a', []],
    ['a text is left out', { title: { when: 'name == "nobody"' } }, 'a', ['plan.missing one/title']],
    [
      'a text stands elsewhere',
      { title: { box: { x: '54%', y: '50%', width: '42%', height: '40%' } } },
      'a',
      ['plan.missing one/title'],
    ],
    [
      'a text has another colour',
      { title: { look: { font: 'main', size: 40, weight: 700, colour: '#ff6b4a' } } },
      'a',
      ['plan.missing one/title'],
    ],
    ['a text comes half a second late', { title: { start: 0.9 } }, 'a', ['plan.missing one/title']],
    ['a text comes before its time', { title: { start: 0 } }, 'a', ['plan.missing one/title']],
    ['a picture is left out', { photo: { when: 'name == "nobody"' } }, 'a', ['plan.missing one/photo']],
    ['the logo is another one', {}, 'b', ['plan.logo one/logo']],
  ]
  test.each(cases)(
    '%s',
    (_, changes, logo, found) =>
      withTempFolder(async (folder) => {
        const planned = await card(folder, 'planned')
        const rendered = await card(folder, 'rendered', changes, logo)
        expect(seen(await judged(folder, planned, rendered))).toEqual(found)
      }),
    60_000,
  )

  test(
    'white words on a white picture: they are there, and nobody can read them',
    () =>
      withTempFolder(async (folder) => {
        const template = await card(folder, 'pale', { title: white, photo: { box: { width: '100%' } } })
        await sharp({ create: { width: 480, height: 270, channels: 3, background: '#f4f4f4' } })
          .png()
          .toFile(join(template, 'photo.png'))
        const findings = await judged(folder, template, template)
        expect(seen(findings)).toEqual(['plan.contrast one/title'])
        expect(findings[0]).toMatchObject({ severity: 'warning', threshold: 3, unit: 'ratio' })
        expect(findings[0]!.figure).toBeLessThan(1.3)
      }),
    60_000,
  )

  test(
    'words at the very edge, in a font and a colour of nobody, and a picture that is far too small',
    () =>
      withTempFolder(async (folder) => {
        const template = await card(folder, 'rough', {
          title: {
            box: { x: '54%', y: '82%', width: '45%', height: '17.5%' },
            look: { size: 30, weight: 700, colour: '#ffd23f', valign: 'bottom', font: 'other' },
          },
        })
        const path = join(template, 'template.json')
        const own = JSON.parse(readFileSync(path, 'utf8')) as TemplateSource
        own.brand!.fonts = { other: { family: 'Outfit' } }
        writeFileSync(path, JSON.stringify(own))
        await sharp({ create: { width: 60, height: 60, channels: 3, background: '#7b5cff' } })
          .png()
          .toFile(join(template, 'photo.png'))
        const findings = seen(await judged(folder, template, template))
        expect(findings.sort()).toEqual([
          'plan.colours one/title',
          'plan.enlarged one/photo',
          'plan.margins one/title',
        ])
      }),
    60_000,
  )

  test(
    'a coder that had far too few bits: the likeness to the plan says so, and of the video as it was made it says nothing',
    () =>
      withTempFolder(async (folder) => {
        const template = await card(folder, 'coded')
        const how = { folder, template, data: join(folder, 'data.csv'), key: 'name' }
        const { ffmpeg } = await findPrograms()
        await withInspected({ ...how, languages: ['en'], formats: ['wide'] }, async (studio) => {
          const video = await studio.planned(studio.row(1), 'en', 'wide')
          const made = await studio.render(video)
          const poor = join(folder, 'poor.mp4')
          const coded = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '46', '-threads', '1', poor]
          execFileSync(ffmpeg, ['-v', 'error', '-i', made, ...coded])
          const found = async (path: string) => {
            const likeness = await studio.compare(path, video)
            expect(likeness.seconds.map(({ from, to }) => [from, to])).toEqual([
              [0, 25],
              [25, 50],
            ])
            const web = shippedProfiles.find(({ name }) => name === 'web')!
            return judge({ file: null, picture: null, sound: null, likeness }, null, web)
          }
          expect(await found(made)).toEqual([])
          expect((await found(poor)).map(({ check }) => check)).toEqual(['picture.likeness'])
        })
      }),
    60_000,
  )
})
