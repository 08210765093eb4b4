import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { ManifestEntry } from '../../src-shared/batches/batch.ts'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { atFullSpeed } from '../helpers/full-speed.ts'
import { knownFfmpeg } from '../helpers/known-ffmpeg.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

/** A second of 320x180: a picture, a name, a price. Made here, like everything that the tests of the whole studio use. */
export const tinyTemplate = (changes: Partial<TemplateSource> = {}): TemplateSource => ({
  reelmill: 1,
  name: 'tiny',
  version: '1.0.0',
  title: 'Tiny',
  canvas: { width: 320, height: 180 },
  fps: 25,
  formats: {
    wide: { width: 320, height: 180 },
    tall: { width: 180, height: 320 },
    loop: { width: 160, height: 90, codec: 'gif' },
  },
  variables: {
    name: { type: 'text', maxLength: 40 },
    price: { type: 'money', currency: 'EUR' },
    image: { type: 'image' },
    category: { type: 'text', required: false },
  },
  brand: { colours: { ink: '#0f3d3e', paper: '#f2e8da' }, fonts: { main: { family: 'Inter' } } },
  languages: { en: { strings: { only: 'Only' } }, de: { strings: { only: 'Nur' } } },
  defaultLanguage: 'en',
  background: 'ink',
  scenes: [
    {
      id: 'one',
      duration: 1,
      layers: [
        { id: 'photo', type: 'image', source: { variable: 'image' }, box: { width: '50%' } },
        {
          id: 'words',
          type: 'text',
          text: '{{ name }} {{ t.only }} {{ price | money }}',
          box: { x: '50%', width: '50%', height: '100%' },
          look: { font: 'main', size: 20, minSize: 6, colour: 'paper', valign: 'middle' },
        },
      ],
    },
  ],
  // What is not about quality has no need of it.
  quality: { profile: 'off' },
  ...changes,
})

export type Run = { status: number | null; signal: string | null; out: string; err: string; lines: string[] }

export type SmallStudio = ReturnType<typeof makeStudio>

/** A folder with the template, its pictures and a studio of its own; the command line runs as a real process. */
export function withSmallStudio(work: (studio: SmallStudio) => Promise<void>): Promise<void> {
  return withTempFolder(async (folder) => {
    const studio = makeStudio(folder)
    mkdirSync(join(folder, 'data'))
    for (const [name, colour] of Object.entries({ 'red.png': '#d03020', 'blue.png': '#2040d0' }))
      await sharp({ create: { width: 200, height: 200, channels: 3, background: colour } })
        .png()
        .toFile(join(folder, 'data', name))
    studio.template()
    const { keep } = knownFfmpeg(studio.at('studio'))
    await work(studio)
    keep()
  })
}

function makeStudio(folder: string) {
  const at = (...parts: string[]) => join(folder, ...parts)
  const start = (words: string[]): { child: ChildProcess; run: Promise<Run> } => {
    const child = spawn(
      process.execPath,
      [join(projectRoot, 'src-main/headless/reelmill.ts'), ...words, '--studio', at('studio')],
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let out = ''
    let err = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    const run = once(child, 'close').then(([status, signal]) => ({
      status: status as number | null,
      signal: signal as string | null,
      out,
      err,
      lines: out.trim().split('\n'),
    }))
    return { child, run }
  }
  const startRender = (data: string, ...words: string[]) => {
    atFullSpeed(at('studio'))
    return start(['render', '-t', at('template'), '-d', data, '-o', at('out'), ...words])
  }
  return {
    at,
    template(changes: Partial<TemplateSource> = {}, name = 'template'): string {
      mkdirSync(at(name), { recursive: true })
      writeFileSync(at(name, 'template.json'), JSON.stringify(tinyTemplate(changes)))
      return at(name)
    },
    /** Writes a table into the folder of the data: a heading and lines, or text as it is. */
    table(name: string, lines: string[] | Buffer): string {
      writeFileSync(at('data', name), Buffer.isBuffer(lines) ? lines : `${lines.join('\n')}\n`)
      return at('data', name)
    },
    /** `reelmill ...` to its end. */
    reelmill: (...words: string[]) => start(words).run,
    startRender,
    /** `reelmill render` of a table with the small template, to its end. */
    render: (data: string, ...words: string[]) => startRender(data, ...words).run,
    manifest(out = 'out', name = 'manifest.json') {
      return JSON.parse(readFileSync(at(out, name), 'utf8')) as {
        batch: Record<string, unknown>
        files: ManifestEntry[]
      }
    },
  }
}

export const heading = 'sku,name,price,image,category'
export const goodRow = (
  key: string,
  changes: Partial<Record<'name' | 'price' | 'image' | 'category', string>> = {},
) =>
  [
    key,
    changes.name ?? `Thing ${key}`,
    changes.price ?? '"12,50 €"',
    changes.image ?? 'red.png',
    changes.category ?? 'Mugs',
  ].join(',')
