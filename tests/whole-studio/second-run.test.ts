import { once } from 'node:events'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { isAlive, processesOf } from '../survive/processes.ts'
import { type SmallStudio, withSmallStudio } from './small-studio.ts'

/** A second with a title and a logo, then one with the row's name on a plate. */
const small = (title = 'Spring', changes: Partial<TemplateSource> = {}): Partial<TemplateSource> => ({
  formats: { wide: { width: 160, height: 90 } },
  fps: 10,
  languages: { en: {} },
  variables: { name: { type: 'text' } },
  scenes: [
    {
      id: 'title',
      duration: 1,
      layers: [
        { id: 'logo', type: 'image', source: { file: 'logo.png' }, box: { width: '20%', height: '20%' } },
        { id: 'title', type: 'text', text: title, look: { font: 'main', size: 12, colour: 'paper' } },
      ],
    },
    {
      id: 'row',
      duration: 1,
      layers: [
        { id: 'plate', type: 'shape', shape: 'rectangle', fill: 'paper', box: { width: '80%' } },
        { id: 'name', type: 'text', text: '{{ name }}', look: { font: 'main', size: 12, colour: 'ink' } },
      ],
    },
  ],
  ...changes,
})

const logo = (studio: SmallStudio, colour: string) =>
  sharp({ create: { width: 32, height: 18, channels: 3, background: colour } })
    .png()
    .toFile(studio.at('template', 'logo.png'))

async function withTemplate(work: (studio: SmallStudio) => Promise<void>): Promise<void> {
  await withSmallStudio(async (studio) => {
    studio.template(small())
    await logo(studio, '#d03020')
    await work(studio)
  })
}

async function render(studio: SmallStudio, rows: string[], ...words: string[]) {
  const data = studio.table('t.csv', ['sku,name', ...rows])
  const run = await studio.render(data, '--key', 'sku', ...words)
  expect([run.status, run.err]).toEqual([0, ''])
  const { batch, files } = studio.manifest()
  return {
    out: run.out,
    batch: String(batch.id),
    new: files.filter((file) => file.new).map(({ key }) => key),
    unchanged: files.filter((file) => file.new === false).map(({ key }) => key),
    reasons: files.map(({ reason }) => reason),
    sha256: files.map(({ sha256 }) => sha256),
    ...artifactsOf(studio, String(batch.id)),
  }
}

/** Pictures and segments in a batch's folder: those that it made, and those that share their file with an earlier batch's. */
function artifactsOf(studio: SmallStudio, batch: string) {
  const counts = { made: { pictures: 0, segments: 0 }, takenOver: { pictures: 0, segments: 0 } }
  const folder = studio.at('studio', 'artifacts', batch)
  if (!existsSync(folder)) return counts
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    if (found?.isFile() !== true || /index\.sqlite|\.attempt\./.test(name)) continue
    const { made, takenOver } = counts
    ;(found.nlink === 1 ? made : takenOver)[extname(name) === '.png' ? 'pictures' : 'segments'] += 1
  }
  return counts
}

const three = ['A,Mug', 'B,Pan', 'C,Pot']
const nothing = { pictures: 0, segments: 0 }

test('a second run makes what changed and nothing else: a row, a text of the template, a picture', () =>
  withTemplate(async (studio) => {
    const first = await render(studio, three)
    expect(first).toMatchObject({
      new: ['A', 'B', 'C'],
      made: { pictures: 6, segments: 4 },
      takenOver: nothing,
    })
    const inode = () => statSync(studio.at('out', 'A_en_wide.mp4')).ino
    const before = inode()

    const same = await render(studio, three)
    expect(same).toMatchObject({ new: [], unchanged: ['A', 'B', 'C'], made: nothing, takenOver: nothing })
    expect(same.out).toContain('3 of 3 videos done: 0 made, 3 unchanged.')
    expect(same.reasons[0]).toBe(`Unchanged: the file from batch ${first.batch} is still right.`)
    expect([inode(), same.sha256]).toEqual([before, first.sha256])

    const row = await render(studio, ['A,Mug', 'B,Blue pan', 'C,Pot'])
    expect(row).toMatchObject({
      new: ['B'],
      unchanged: ['A', 'C'],
      made: { pictures: 1, segments: 1 },
      takenOver: { pictures: 3, segments: 1 },
    })
    expect(inode()).toBe(before)

    studio.template(small('Summer'))
    const text = await render(studio, ['A,Mug', 'B,Blue pan', 'C,Pot'])
    expect(text).toMatchObject({
      new: ['A', 'B', 'C'],
      made: { pictures: 1, segments: 1 },
      takenOver: { pictures: 5, segments: 3 },
    })

    await logo(studio, '#2040d0')
    const picture = await render(studio, ['A,Mug', 'B,Blue pan', 'C,Pot'])
    expect(picture).toMatchObject({ new: ['A', 'B', 'C'], made: { pictures: 1, segments: 1 } })

    // Each was put together from parts of several batches: the same as when it is made in one.
    const afresh = await render(studio, ['A,Mug', 'B,Blue pan', 'C,Pot'], '--afresh')
    expect(afresh).toMatchObject({
      new: ['A', 'B', 'C'],
      made: { pictures: 6, segments: 4 },
      takenOver: nothing,
      sha256: picture.sha256,
    })
  }))

test('a video that somebody changed or removed is joined again from what was kept', () =>
  withTemplate(async (studio) => {
    const first = await render(studio, three)
    writeFileSync(studio.at('out', 'B_en_wide.mp4'), 'a holiday film')
    const again = await render(studio, three)
    expect(again).toMatchObject({
      new: ['B'],
      unchanged: ['A', 'C'],
      made: nothing,
      takenOver: { segments: 2 },
      sha256: first.sha256,
    })
    const named = await render(studio, three, '--name', '{language}/{key}')
    expect(named).toMatchObject({ new: ['A', 'B', 'C'], made: nothing, sha256: first.sha256 })
    const draft = await render(studio, three, '--quality', 'draft')
    expect(draft).toMatchObject({ new: ['A', 'B', 'C'], made: { pictures: 0, segments: 4 } })
  }))

test('artifacts that are dropped help no later run, and whole videos share nothing', () =>
  withTemplate(async (studio) => {
    const kept = () => readdirSync(studio.at('studio', 'artifacts'))
    const first = await render(studio, three, '--artifacts', 'drop')
    expect(kept()).toEqual([])
    const changed = ['A,Mug', 'B,Blue pan', 'C,Pot']
    const second = await render(studio, changed)
    expect(second).toMatchObject({ new: ['B'], made: { segments: 2 }, takenOver: nothing })
    expect(kept()).toEqual([second.batch])
    const shown = await studio.reelmill('batch', 'show', 'last')
    expect(shown.out).toMatch(/Artifacts +\d+ kB are kept/)
    expect((await studio.reelmill('batch', 'show', first.batch)).out).toMatch(/Artifacts +none are kept/)

    const whole = await render(studio, changed, '--whole')
    expect(whole).toMatchObject({
      new: ['A', 'B', 'C'],
      made: { pictures: 6, segments: 3 },
      takenOver: nothing,
    })
    expect((await render(studio, changed)).new).toEqual(['A', 'B', 'C'])
  }))

test.skipIf(process.platform !== 'linux')(
  'a run that was killed goes on from the last segment that was whole',
  () =>
    withTemplate(async (studio) => {
      const scenes = small().scenes!
      studio.template(small('Spring', { scenes: [scenes[0]!, { ...scenes[1]!, duration: 120 }] }))
      const data = studio.table('t.csv', ['sku,name', 'A,Mug'])
      const { child, run } = studio.startRender(data, '--key', 'sku')
      const lost = () => readdirSync(studio.at('studio', 'artifacts'))[0] ?? ''
      const segments = () =>
        readdirSync(studio.at('studio', 'artifacts', lost()), { recursive: true, encoding: 'utf8' })
          .filter((name) => extname(name) === '.mp4' && !name.includes('.attempt.'))
          .map((name) => `${name} ${statSync(studio.at('studio', 'artifacts', lost(), name)).ino}`)
      while (!existsSync(studio.at('studio', 'artifacts')) || segments().length === 0) await sleep(10)
      // Its record follows.
      const records = new Database(studio.at('studio', 'studio.sqlite'), { readonly: true })
      const made = records
        .prepare("SELECT count(*) FROM units WHERE kind = 'segment' AND status = 'done'")
        .pluck()
      while (made.get() === 0) await sleep(10)
      records.close()
      const killed = lost()
      const whole = segments()
      const programs = processesOf(studio.at('studio')).filter(({ pid }) => pid !== child.pid)
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await run
      const again = await render(studio, ['A,Mug'])
      expect(again).toMatchObject({ batch: killed, new: ['A'] })
      expect(again.out).toContain('Going on')
      expect(segments()).toEqual(expect.arrayContaining(whole))
      // The kill took nobody along; the next start did.
      expect(programs.filter(isAlive)).toEqual([])
    }),
)
