import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPlanMerge } from '../../../src-main/core/plan-merge/merge-plans.ts'
import { plannedRows } from '../../../src-main/services/row-examiner/examined-rows.ts'
import { createRowExaminer, type RowExaminer } from '../../../src-main/services/row-examiner/row-examiner.ts'
import type { IntakeItem } from '../../../src-main/services/row-intake/read-rows.ts'
import { openPlanner, type PlannerConfig } from '../../../src-main/services/video-planner/open-planner.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import type { MergedPlans } from '../../../src-shared/plans/batch-plan.ts'
import { templateSchema } from '../../../src-shared/templates/template.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const template = templateSchema.parse({
  reelmill: 1,
  name: 'names',
  version: '1.0.0',
  title: 'Names',
  canvas: { width: 320, height: 180 },
  formats: { wide: { width: 320, height: 180 }, tall: { width: 180, height: 320 } },
  variables: { name: { type: 'text' } },
  brand: { fonts: { main: { family: 'Inter' } } },
  languages: { en: { strings: { hello: 'Hello' } }, de: { strings: { hello: 'Hallo' } } },
  defaultLanguage: 'en',
  scenes: [
    { id: 'hello', duration: 2, layers: [{ id: 'hello', type: 'text', text: '{{ t.hello }}' }] },
    {
      id: 'name',
      duration: 2,
      layers: [
        { id: 'name', type: 'text', text: '{{ name }}', look: { size: 20, minSize: 20, maxLines: 1 } },
      ],
    },
  ],
})

const row = (number: number, name = `Person ${number}`): Row => ({
  number,
  line: number + 1,
  key: String(number),
  values: { name: { type: 'text', text: name } },
  byLanguage: {},
})
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => row(from + index))

/** An examiner of so many threads; the planner that answers on this one beside it. */
async function withExaminer(threads: number, work: (examiner: RowExaminer) => Promise<void>): Promise<void> {
  await withTempFolder(async (folder) => {
    mkdirSync(join(folder, 'template'))
    writeFileSync(join(folder, 'rows.csv'), '')
    const config: PlannerConfig = {
      template,
      templateFolder: join(folder, 'template'),
      data: join(folder, 'rows.csv'),
      roots: [],
      fetch: false,
      cacheFolder: join(folder, 'fetched'),
      languages: ['en', 'de'],
      formats: ['wide', 'tall'],
      quality: 'draft',
      codec: null,
      whole: [],
      mapping: [],
      ffmpeg: { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', ffmpegVersion: '7.0' },
      encoders: ['libx264', 'aac'],
      fontsRoot: null,
    }
    const open = await openPlanner(config)
    const examiner = createRowExaminer({
      planner: open.planner,
      config,
      threads,
      workerFile: new URL(`file://${projectRoot}/src-main/services/row-examiner/examine-worker.ts`),
    })
    try {
      await work(examiner)
    } finally {
      await examiner.close()
      await open.close()
    }
  })
}

async function mergedBy(examiner: RowExaminer, groups: Row[][]): Promise<MergedPlans> {
  const merge = createPlanMerge()
  const answers = await Promise.all(groups.map((group) => examiner.plan(group)))
  for (const { packed } of answers) merge.add(packed)
  return merge.result()
}

test('planning on threads gives the plans that one thread gives, and each row its own segment', async () => {
  const groups = [rows(0, 20), rows(20, 40), rows(40, 60), rows(0, 20)]
  const seen: MergedPlans[] = []
  for (const threads of [1, 2])
    await withExaminer(threads, async (examiner) => {
      seen.push(await mergedBy(examiner, groups))
    })
  expect(seen[1]).toEqual(seen[0])
  expect(seen[0]).toMatchObject({ videos: 320, artifacts: { output: { uses: 320, distinct: 240 } } })
  const [hello] = seen[0]!.formats.find(({ id }) => id === 'wide')!.columns
  expect(hello).toMatchObject({ uses: 160, distinct: 2, follows: 1, most: 80 })
})

test('a row with a fault in one language or format is set aside whole, with all that is wrong with it', async () => {
  const bad = row(2, 'A name that is far too long for one line of a narrow picture')
  await withExaminer(1, async (examiner) => {
    const { packed, rejected } = await examiner.plan([row(1), bad, row(3)])
    expect(packed.formats.map(({ videos }) => videos)).toEqual([4, 4])
    expect(rejected).toHaveLength(1)
    expect(rejected[0]!.map(({ rule, line }) => [rule, line])).toEqual([['text.overflow', 3]])
    expect(await examiner.examine([bad])).toMatchObject([{ problems: rejected[0] }])
  })
})

test('rows that were set aside when they were read are counted, and walking ends when it is stopped', async () => {
  await withExaminer(1, async (examiner) => {
    const problem = {
      line: 9,
      rowNumber: 8,
      key: null,
      column: 'name',
      value: null,
      rule: 'required',
      message: 'x',
      whatToDo: 'y',
    }
    const stop = new AbortController()
    async function* items(): AsyncGenerator<IntakeItem, void, void> {
      for (let number = 0; number < 500; number += 1)
        if (number % 50 === 7) yield { kind: 'rejected', problems: [problem] } as unknown as IntakeItem
        else yield { kind: 'row', row: row(number) } as unknown as IntakeItem
    }
    const counts = { records: 0, rejected: 0, videos: 0 }
    await expect(async () => {
      for await (const { packed, rejected, records } of plannedRows(items(), examiner, 3, stop.signal)) {
        counts.records += records
        counts.rejected += rejected.length
        counts.videos += packed.formats.reduce((sum, { videos }) => sum + videos, 0)
        if (counts.records >= 100) stop.abort(new Error('enough'))
      }
    }).rejects.toThrow('enough')
    expect(counts.records).toBeLessThan(250)
    expect(counts.rejected).toBeGreaterThan(0)
    expect(counts.videos).toBe(4 * (counts.records - counts.rejected))
  })
})
