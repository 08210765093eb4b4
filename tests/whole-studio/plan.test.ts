import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStudioStore } from '../../src-main/outside/database/studio-store.ts'
import { machineName } from '../../src-main/outside/machine/machine.ts'
import { unitsLearntOn } from '../../src-main/services/render-farm/learning.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withSmallStudio } from './small-studio.ts'

const sqlFolder = join(projectRoot, 'src-main', 'outside', 'database')

/** A second that every row shares, then one of its own. */
const withOpening = {
  scenes: [
    {
      id: 'opening',
      duration: 1,
      layers: [{ id: 'hello', type: 'text' as const, text: '{{ t.only }}', look: { size: 20 } }],
    },
    {
      id: 'product',
      duration: 1,
      layers: [
        { id: 'photo', type: 'image' as const, source: { variable: 'image' }, box: { width: '50%' } },
        {
          id: 'words',
          type: 'text' as const,
          text: '{{ name }} {{ price | money }}',
          box: { x: '50%', width: '50%' },
          look: { size: 20, minSize: 6 },
        },
      ],
    },
  ],
}
const lines = ['sku,name,price,image', 'A,Mug,12,red.png', 'B,Lamp,30,blue.png', 'C,Bowl,call us,red.png']

test('plan says how much of a batch is the same, names what would be set aside, and makes nothing', () =>
  withSmallStudio(async (studio) => {
    const words = [
      'plan',
      '-t',
      studio.template(withOpening),
      '-d',
      studio.table('rows.csv', lines),
      '--key',
      'sku',
    ]
    const told = await studio.reelmill(
      ...words,
      '--formats',
      'wide',
      '--explain',
      '--graph',
      studio.at('plan.svg'),
    )
    expect(told.err).toBe('')
    expect(told.status).toBe(3)
    expect(told.out).toContain('4 videos, 8 s of video, of which 6 s are encoded: 75 %.')
    expect(told.out).toContain('3 rows planned')
    expect(told.out).toContain('1 row would be set aside')
    expect(told.out).toContain('line 4, column price')
    // English and German, each for both rows; then each row by itself.
    const table = told.lines.filter((line) => /^\d {2}/.test(line)).map((line) => line.split(/\s{2,}/))
    expect(table.map((cells) => cells.slice(1, 8))).toEqual([
      ['0.00 s', '1.00 s', '25', 'language', '4', '2', '2'],
      ['1.00 s', '2.00 s', '25', 'row and language', '4', '4', '1'],
    ])
    expect(readFileSync(studio.at('plan.svg'), 'utf8')).toMatch(/^<svg .*scene product.*<\/svg>\s*$/s)
    expect(existsSync(studio.at('studio', 'studio.sqlite'))).toBe(false)

    const json = await studio.reelmill(...words, '--json')
    const summary = JSON.parse(json.lines.at(-1)!)
    expect(summary).toMatchObject({
      event: 'summary',
      exit: 3,
      videos: 12,
      rows: 3,
      rejectedRows: 1,
      artifacts: { output: { uses: 12, distinct: 12 } },
    })
  }))

test('what inspecting takes is reckoned as usual, and from what the studio learnt once it has learnt it', () =>
  withSmallStudio(async (studio) => {
    const template = studio.template({ quality: { profile: 'web' } })
    const words = ['plan', '-t', template, '-d', studio.table('rows.csv', lines.slice(0, 2))]
    const ofInspecting = async () => {
      const { lines: told } = await studio.reelmill(...words, '--formats', 'wide', '--json')
      return (JSON.parse(told.at(-1)!) as { inspection: { seconds: number } }).inspection.seconds
    }
    // Two videos of 25 pictures.
    const pixels = 2 * 25 * 320 * 180
    const usual = await ofInspecting()
    expect(usual).toBeCloseTo((2 * 350 + (pixels / 1e6) * 4) / 1_000, 2)
    const store = openStudioStore({ folder: studio.at('studio'), sqlFolder, studio: 'test' })
    const time = { 'inspection h264 none': { millisecondsPerPixel: 0.001 } }
    store.setLearnt(unitsLearntOn(machineName()), { memory: {}, time })
    store.close()
    expect(await ofInspecting()).toBeCloseTo(pixels / 1e6, 5)
  }))

test('a graph that no browser would show, or that has no place, is refused with what to do', () =>
  withSmallStudio(async (studio) => {
    const words = ['plan', '-t', studio.at('template'), '-d', studio.table('rows.csv', lines.slice(0, 2))]
    const kind = await studio.reelmill(...words, '--graph', 'plan.docx')
    expect(kind.status).toBe(2)
    expect(kind.err).toContain('Give a name that ends in .svg')
    const place = await studio.reelmill(...words, '--graph', studio.at('nowhere', 'plan.svg'))
    expect(place.status).toBe(2)
    expect(place.err).toContain('Choose a folder that exists')
  }))

test('a drawing of an earlier plan is replaced; any other file of its name stays as it is', () =>
  withSmallStudio(async (studio) => {
    const words = ['plan', '-t', studio.at('template'), '-d', studio.table('rows.csv', lines.slice(0, 2))]
    const graph = studio.at('plan.svg')
    const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"/>'
    writeFileSync(graph, logo)
    const refused = await studio.reelmill(...words, '--graph', graph)
    expect(refused.status).toBe(2)
    expect(refused.err).toContain('Choose another name, or move it away')
    expect(readFileSync(graph, 'utf8')).toBe(logo)

    const own = studio.at('own.svg')
    expect((await studio.reelmill(...words, '--formats', 'wide', '--graph', own)).status).toBe(0)
    const first = readFileSync(own, 'utf8')
    expect((await studio.reelmill(...words, '--formats', 'tall', '--graph', own)).status).toBe(0)
    expect(readFileSync(own, 'utf8')).not.toBe(first)
  }))
