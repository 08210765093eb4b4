import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { stringify } from 'csv-stringify/sync'
import { projectRoot } from '../helpers/project-root.ts'
import { type Call, runGroup } from './measure.ts'

/** The bench's templates, as folders of `templates/`. */
export const templateNames = ['row-35', 'row-10', 'row-all', 'campaign'] as const
export type BenchTemplate = (typeof templateNames)[number]

export type BenchRow = Record<string, string>

/** Everything that is rendered, made anew at every start and always the same. */
export type Materials = {
  template(name: BenchTemplate): string
  /** The table of the bench's rows, and the rows as they stand in it. */
  table: string
  rows: BenchRow[]
  /** Where the table's files lie. */
  folder: string
  /** A template of one scene, 64x36, for batches of very many videos. */
  tiny: string
  /** A table of so many rows for the tiny template and the shipped ones. */
  manyRows(rows: number): Promise<string>
}

const shippedAssets = join(projectRoot, 'resources', 'templates', 'product-showcase', 'assets')
const assets = ['broll.mp4', 'music.m4a', 'logo-dark.png', 'fallback.jpg']
const pictures = 16

const goods = [
  'Mug',
  'Kettle',
  'Oak stool',
  'Linen throw',
  'Desk lamp',
  'Brass hook',
  'Serving bowl',
  'Clock',
]
const makers = ['Fjord', 'Tern', 'Halden', 'Lark', 'Osier', 'Birk', 'Strand', 'Moor']

/** Row n (from 0) of any table of the bench. */
export function benchRow(n: number): BenchRow {
  const name = `${makers[n % 8]} ${goods[Math.floor(n / 8) % 8]} ${n + 1}`
  const price = `$${12 + ((n * 7) % 180)}.00`
  return {
    sku: `ROW-${String(n + 1).padStart(5, '0')}`,
    name,
    name_es: `${name} de mesa`,
    name_de: `${name} für den Tisch`,
    price,
    image: `images/${(n % pictures) + 1}.jpg`,
    close_up: `images/${((n + 5) % pictures) + 1}.jpg`,
    clip: `clips/${(n % 4) + 1}.mp4`,
    description: `Number ${n + 1} of the series: a raw clay foot, a hand-dipped glaze and room for a proper coffee.`,
    description_es: `Número ${n + 1} de la serie: base de arcilla cruda, esmalte a mano y espacio para un buen café.`,
    description_de: `Nummer ${n + 1} der Reihe: roher Tonfuß, von Hand getauchte Glasur und Platz für einen Kaffee.`,
    category: ['KITCHEN', 'LIVING', 'HALL', 'STUDY'][n % 4]!,
  }
}

/**
 * Writes templates, table, pictures and clips into a folder. `scale` shrinks the frames of the formats: 1 as they are,
 * 0.25 for a quick look whether everything works.
 */
export async function makeMaterials(
  folder: string,
  how: { ffmpeg: string; rows: number; scale: number },
): Promise<Materials> {
  for (const name of templateNames) {
    const target = join(folder, 'templates', name)
    await mkdir(join(target, 'assets'), { recursive: true })
    const source = join(import.meta.dirname, 'templates', name, 'template.json')
    const template = JSON.parse(await readFile(source, 'utf8')) as {
      formats: Record<string, { width: number; height: number }>
    }
    for (const format of Object.values(template.formats)) {
      format.width = 2 * Math.round((format.width * how.scale) / 2)
      format.height = 2 * Math.round((format.height * how.scale) / 2)
    }
    await writeFile(join(target, 'template.json'), JSON.stringify(template, null, 2))
    for (const asset of assets) await copyFile(join(shippedAssets, asset), join(target, 'assets', asset))
  }
  const tables = join(folder, 'tables')
  await mkdir(join(tables, 'images'), { recursive: true })
  for (let n = 0; n < pictures; n++)
    await writeFile(join(tables, 'images', `${n + 1}.jpg`), await drawPicture(n))
  await mkdir(join(tables, 'clips'), { recursive: true })
  await runGroup(
    [1, 2, 3, 4].map((n) => clipCall(how.ffmpeg, n, join(tables, 'clips', `${n}.mp4`))),
    2,
  )
  const rows = Array.from({ length: how.rows }, (_, n) => benchRow(n))
  const writeTable = async (name: string, records: BenchRow[]) => {
    const path = join(tables, name)
    await writeFile(path, stringify(records, { header: true }))
    return path
  }
  const tiny = join(folder, 'templates', 'tiny')
  await mkdir(tiny, { recursive: true })
  await writeFile(join(tiny, 'template.json'), JSON.stringify(tinyTemplate))
  return {
    template: (name) => join(folder, 'templates', name),
    table: await writeTable('rows.csv', rows),
    rows,
    folder: tables,
    tiny,
    manyRows: (count) =>
      writeTable(
        `many-${count}.csv`,
        Array.from({ length: count }, (_, n) => benchRow(n)),
      ),
  }
}

/** A thing on a table in soft light: as smooth, and as sharp at its edges, as a product picture is. */
async function drawPicture(n: number): Promise<Buffer> {
  const size = 1600
  const canvas = createCanvas(size, size)
  const pen = canvas.getContext('2d')
  const hue = (n * 47) % 360
  const wall = pen.createLinearGradient(0, 0, size, size)
  wall.addColorStop(0, `hsl(${hue} 30% 88%)`)
  wall.addColorStop(1, `hsl(${(hue + 30) % 360} 25% 68%)`)
  pen.fillStyle = wall
  pen.fillRect(0, 0, size, size)
  const random = seeded(n + 1)
  // Grain of a wooden table.
  for (let line = 0; line < 260; line++) {
    pen.strokeStyle = `hsl(${28 + 8 * random()} 35% ${42 + 16 * random()}%)`
    pen.lineWidth = 1 + 5 * random()
    const y = 1100 + 500 * random()
    pen.beginPath()
    pen.moveTo(0, y)
    pen.bezierCurveTo(500, y + 24 * random(), 1100, y - 24 * random(), size, y + 10 * random())
    pen.stroke()
  }
  for (let part = 0; part < 5; part++) {
    const [x, y] = [800 + 260 * (random() - 0.5), 820 + 220 * (random() - 0.5)]
    const light = pen.createRadialGradient(x - 120, y - 160, 20, x, y, 420)
    light.addColorStop(0, `hsl(${(hue + 150 + 20 * part) % 360} 45% 82%)`)
    light.addColorStop(1, `hsl(${(hue + 150 + 20 * part) % 360} 50% 34%)`)
    pen.fillStyle = light
    pen.beginPath()
    pen.ellipse(x, y, 180 + 180 * random(), 200 + 200 * random(), random() * 3, 0, 2 * Math.PI)
    pen.fill()
  }
  return canvas.encode('jpeg', 90)
}

/** Park and Miller's generator: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A row's own clip: the shipped one under another title, so that no two files are the same. */
function clipCall(ffmpeg: string, n: number, out: string): Call {
  const copied = ['-map', '0:v', '-c', 'copy', '-metadata', `title=Clip ${n}`, '-fflags', '+bitexact']
  const source = join(shippedAssets, 'broll.mp4')
  return { command: ffmpeg, args: ['-nostdin', '-v', 'error', '-y', '-i', source, ...copied, out] }
}

const tinyTemplate = {
  reelmill: 1,
  name: 'tiny',
  version: '1.0.0',
  title: 'Tiny',
  canvas: { width: 640, height: 360 },
  fps: 10,
  formats: { tiny: { width: 64, height: 36 } },
  variables: { name: { type: 'text' }, image: { type: 'image' } },
  languages: { en: {} },
  defaultLanguage: 'en',
  // What is compared is rendering.
  quality: { profile: 'off' },
  scenes: [
    {
      id: 'only',
      duration: 0.5,
      layers: [
        { id: 'picture', type: 'image', source: { variable: 'image' } },
        {
          id: 'name',
          type: 'text',
          text: '{{ name }}',
          box: { x: 40, y: 40, width: 560, height: 280 },
          look: { size: 80, minSize: 20, overflow: 'cut' },
        },
      ],
    },
  ],
}
