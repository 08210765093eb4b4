import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { type Batch, isUnderWay } from '../../src-shared/batches/batch.ts'
import { type Shipped, shipped } from './likeness.ts'
import { studioOfFile } from './studio-of-file.ts'

/** The templates that come with Reelmill, as a person gets them: from the library, over their own sample tables. */
const languages = ['en', 'es', 'fr', 'de', 'ar']
const formats = ['landscape', 'portrait', 'square', 'email']
const names = Object.keys(shipped) as Shipped[]

const studio = studioOfFile()

const check = (template: string, data: string, more: { key?: string } = {}) =>
  studio.ask('check.run', { id: randomUUID(), request: { template, data, ...more } })

/** A table of lines with semicolons, in a folder of its own. */
function table(name: string, lines: readonly string[]): string {
  mkdirSync(studio.at('tables'), { recursive: true })
  const path = studio.at('tables', name)
  writeFileSync(path, `${lines.join('\r\n')}\r\n`)
  return path
}

type Pixel = [number, number, number]
type Look = { at: number; language: string; format: string; row: string; points: [number, number, string][] }

/** Draws a still and compares points of it, given as shares of the width and height, with colours. */
async function look(template: Shipped, { at, language, format, row, points }: Look): Promise<void> {
  const { data, key } = shipped[template]
  const out = studio.at(`${template}-${format}-${language}.png`)
  const still = await studio.ask('still.make', { template, data, key, row, language, format, at, out })
  const { data: pixels, info } = await sharp(readFileSync(out))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([still.width, still.height])
  for (const [across, down, colour] of points) {
    const x = Math.round(across * (info.width - 1))
    const y = Math.round(down * (info.height - 1))
    const from = (y * info.width + x) * info.channels
    const seen = [...pixels.subarray(from, from + 3)] as Pixel
    const wanted = [1, 3, 5].map((digit) => Number.parseInt(colour.slice(digit, digit + 2), 16)) as Pixel
    const off = Math.max(...seen.map((value, channel) => Math.abs(value - wanted[channel]!)))
    expect(off, `${colour} at ${x}, ${y} of ${template} ${format} ${language}: ${seen}`).toBeLessThanOrEqual(
      2,
    )
  }
}

describe.each(names)('%s', (template) => {
  test('comes in five languages and four formats and passes its own rules', async () => {
    const shown = await studio.ask('template.show', { template })
    expect(shown.languages.map(({ id }) => id)).toEqual(languages)
    expect(shown.formats.map(({ id, width, height, codec }) => [id, width, height, codec])).toEqual([
      ['landscape', 1920, 1080, 'h264'],
      ['portrait', 1080, 1920, 'h264'],
      ['square', 1080, 1080, 'h264'],
      ['email', 480, 600, 'gif'],
    ])
    const { findings } = await studio.ask('template.check', { template })
    // The e-mail of the product showcase leaves the opening out, so its second scene is the first there.
    const meant = findings.filter(({ rule, format }) => rule === 'transition.first' && format === 'email')
    expect(findings.filter((finding) => !meant.includes(finding))).toEqual([])
  })

  test('every row of its sample can be made in every language and format, but for those that are wrong on purpose', async () => {
    const { data, key } = shipped[template]
    const report = await check(template, data, { key })
    const wrong = template === 'product-showcase' ? ['money at 8', 'required at 22'] : []
    expect(report.problems.map(({ rule, line }) => `${rule} at ${line}`)).toEqual(wrong)
    expect(report.videos).toBe((report.rows - wrong.length) * languages.length * formats.length)
    // Nothing is cut off or too small for its place, in the longest of the languages too.
    const seen = report.findings.filter(({ rule }) => rule !== 'transition.first')
    expect(seen.map(({ rule, line }) => `${rule} at ${line}`)).toEqual(
      template === 'product-showcase' ? ['asset.fallback at 15'] : [],
    )
  })

  test('its e-mail is short and small', async () => {
    const { data, key } = shipped[template]
    const out = studio.at(`mail-${template}`)
    const ended = new Promise<Batch>((resolve) => {
      const stop = studio.listen((events) => {
        for (const told of events) {
          if (told.event !== 'batch.changed' || told.batch.outputFolder !== out) continue
          if (isUnderWay(told.batch.status)) continue
          stop()
          resolve(told.batch)
        }
      })
    })
    await studio.ask('batch.start', {
      template,
      data,
      key,
      out,
      rows: '1',
      languages: ['de'],
      formats: ['email'],
      name: 'mail',
    })
    expect(await ended).toMatchObject({ status: 'finished', counts: { done: 1, failed: 0 } })
    const { bytes, duration } = await gifFacts(join(out, 'mail.gif'))
    expect(duration).toBeGreaterThan(3)
    expect(duration).toBeLessThan(6)
    expect(bytes).toBeLessThan(1_500_000)
  })
})

/** Size in bytes, duration in seconds. The studio lets sharp open no files, only what was read. */
async function gifFacts(path: string): Promise<{ bytes: number; duration: number }> {
  const { delay = [] } = await sharp(readFileSync(path), { animated: true }).metadata()
  return { bytes: statSync(path).size, duration: delay.reduce((sum, each) => sum + each, 0) / 1000 }
}

test('the product showcase shows its brand where it should be, mirrored in Arabic', async () => {
  const hero = { row: 'KIT-103', language: 'de', at: 5 }
  await look('product-showcase', {
    ...hero,
    format: 'landscape',
    points: [
      [0.01, 0.99, '#F2E8DA'],
      [0.951, 0.111, '#FF6B4A'],
    ],
  })
  await look('product-showcase', { ...hero, format: 'portrait', points: [[0.02, 0.98, '#F2E8DA']] })
  await look('product-showcase', {
    ...hero,
    format: 'square',
    language: 'ar',
    points: [
      [0.98, 0.98, '#F2E8DA'],
      [0.0695, 0.728, '#FF6B4A'],
    ],
  })
  await look('product-showcase', { ...hero, format: 'email', at: 3, points: [[0.02, 0.5, '#0F3D3E']] })
})

test('the personal ad is bright for value and quiet for premium', async () => {
  const bright = { row: 'C-20417', at: 4.8 }
  await look('personal-ad', {
    ...bright,
    language: 'en',
    format: 'landscape',
    points: [[0.8335, 0.205, '#D6FF5C']],
  })
  await look('personal-ad', {
    ...bright,
    language: 'ar',
    format: 'portrait',
    points: [[0.0927, 0.1537, '#D6FF5C']],
  })
  const quiet = { row: 'C-20537', language: 'fr' }
  await look('personal-ad', { ...quiet, at: 4.6, format: 'square', points: [[0.02, 0.98, '#121212']] })
  await look('personal-ad', { ...quiet, at: 3, format: 'email', points: [[0.02, 0.98, '#121212']] })
})

test('the market update sets its figures on paper and navy, with an arrow in the colour of the trend', async () => {
  const price = { row: 'Chapel Row', at: 5.5 }
  await look('market-update', {
    ...price,
    language: 'es',
    format: 'landscape',
    points: [
      [0.98, 0.98, '#F7F5F0'],
      [0.3797, 0.5926, '#B8502F'],
    ],
  })
  await look('market-update', {
    ...price,
    language: 'ar',
    format: 'square',
    points: [
      [0.02, 0.98, '#F7F5F0'],
      [0.9306, 0.737, '#B8502F'],
    ],
  })
  await look('market-update', {
    ...price,
    row: 'Harbour Quay',
    language: 'en',
    format: 'portrait',
    points: [
      [0.02, 0.98, '#F7F5F0'],
      [0.0861, 0.6927, '#0C736E'],
    ],
  })
  await look('market-update', {
    ...price,
    language: 'fr',
    format: 'email',
    at: 3.6,
    points: [[0.02, 0.98, '#12263F']],
  })
})

describe('rows as life has them', () => {
  const name = 'Hand-Thrown Stoneware Serving Bowl with Oak Lid and Linen Wrap'
  const german = 'Von Hand gedrehte Servierschale aus Steinzeug mit Eichendeckel'
  const arabic = 'وعاء تقديم حجري مصنوع يدويًا بغطاء من خشب البلوط ولفافة كتان'

  test.each([
    {
      template: 'product-showcase',
      lines: [
        'name;name_de;name_ar;price;category;offer;sale price',
        `${name};${german};${arabic};$12,499.00;Kitchen and dining;Limited edition of 500;$9,999.00`,
        'Pot;;;$9.99;;;',
      ],
    },
    {
      template: 'personal-ad',
      lines: [
        'first_name;segment;recommendation;recommendation_de;recommendation_ar;last_purchase;price;discount_percent',
        `Maximiliane-Alexandra;value;${name};${german};${arabic};${name};$12,499.00;12.5%`,
        `Maximiliane-Alexandra;premium;${name};${german};${arabic};${name};$12,499.00;12.5%`,
        'Bo;;Mug;;;;$9;',
        'Bo;premium;Mug;;;;$9;',
      ],
    },
    {
      template: 'market-update',
      lines: [
        'neighbourhood;city;median_price;change_percent;homes_sold;days_on_market;month;trend',
        'Saint-Barthélemy-des-Grands-Moulins and the Old Harbour Quarter;Newcastle upon Tyne;$12,742,000;-14.25%;11238;1121;2026-09-01;down',
        'Ash;;$742,000;;;;;',
        'Elm;;$742,000;0%;1;;2026-09-01;',
      ],
    },
  ])(
    '$template holds the longest names and amounts, and needs none of the optional values',
    async ({ template, lines }) => {
      const report = await check(template, table(`${template}.csv`, lines))
      expect(report.problems).toEqual([])
      expect(report.videos).toBe((lines.length - 1) * languages.length * formats.length)
      const seen = report.findings.filter(({ rule }) => rule !== 'transition.first')
      expect(seen.map(({ message, format, language }) => `${format} ${language}: ${message}`)).toEqual([])
    },
  )

  test('a description of any length is cut, not refused', async () => {
    const words = 'It keeps soup hot for an hour and goes into the oven. '.repeat(20)
    const data = table('words.csv', ['name;price;description', `Bowl;$20;${words}`])
    const report = await check('product-showcase', data)
    expect([report.rejectedRows, report.errors]).toEqual([0, 0])
    const cut = report.findings.filter(({ rule }) => rule === 'text.overflow')
    expect(new Set(cut.map(({ layer, severity }) => `${layer} ${severity}`))).toEqual(
      new Set(['description warning']),
    )
  })

  test.each([
    {
      shop: 'Shopify',
      lines: [
        'Handle;Title;Body (HTML);Vendor;Type;Variant Price;Variant Compare At Price;Image Src',
        'pot;Clay Pot;<p>Blown <b>clay</b> pot</p>;Us;Outdoor;9.99;12;https://cdn.example/pot.jpg',
      ],
      columns: {
        name: 'Title',
        price: 'Variant Price',
        image: 'Image Src',
        description: 'Body (HTML)',
        category: 'Type',
        compare_at_price: 'Variant Compare At Price',
      },
    },
    {
      shop: 'WooCommerce',
      lines: [
        'ID;Type;SKU;Name;Short description;Sale price;Regular price;Categories;Images',
        '44;simple;cap;Cap;A cap.;16;18;Clothing > Accessories;https://shop.example/cap.jpg',
      ],
      columns: {
        name: 'Name',
        price: 'Regular price',
        image: 'Images',
        description: 'Short description',
        category: 'Categories',
        sale_price: 'Sale price',
      },
    },
  ])('an export of $shop needs no mapping by hand', async ({ shop, lines, columns }) => {
    const data = table(`${shop}.csv`, lines)
    const { mapping } = await studio.ask('table.inspect', { template: 'product-showcase', data })
    const plain = mapping.filter(({ language }) => language === null)
    expect(Object.fromEntries(plain.map(({ variable, column }) => [variable, column]))).toEqual(columns)
    const report = await check('product-showcase', data)
    // Web addresses are fetched only when allowed: the template's picture stands in.
    expect([report.problems, report.errors]).toEqual([[], 0])
    expect(report.findings.map(({ rule }) => rule)).toContain('asset.fallback')
  })
})
