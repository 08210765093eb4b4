import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { batchHandlers } from '../../src-main/api/batches.ts'
import { checkHandlers } from '../../src-main/api/checks.ts'
import { createLongWork } from '../../src-main/api/long-work.ts'
import { sampleHandlers } from '../../src-main/api/samples.ts'
import { tableHandlers } from '../../src-main/api/tables.ts'
import { templateHandlers } from '../../src-main/api/templates.ts'
import { inspectTable } from '../../src-main/services/row-intake/read-rows.ts'
import { checkRequest } from '../../src-shared/batches/batch.ts'
import type { CheckReport } from '../../src-shared/contract/commands.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { variableSchema } from '../../src-shared/data/variables.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

const never = new AbortController().signal
const request = checkRequest.parse({ template: 't', data: 'd.csv' })
const report = { rows: 1 } as CheckReport

function checking(run: Parameters<typeof checkHandlers>[0]['run']) {
  const told: StudioEvent[] = []
  let time = 0
  const handlers = checkHandlers({
    longWork: createLongWork({ tell: (event) => told.push(event), milliseconds: () => time, signal: never }),
    run,
    desk: () => Promise.reject(new Error('not needed')),
  })
  return {
    handlers,
    told,
    wait: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

test('a check tells its progress at most ten times a second, under the id of its asker', async () => {
  const { handlers, told, wait } = checking(async (_request, _id, { onProgress }) => {
    for (let row = 1; row <= 100; row += 1) {
      onProgress(row, row * 6)
      wait(10)
    }
    return report
  })
  expect(await handlers['check.run']({ id: 'mine', request })).toBe(report)
  expect(told).toHaveLength(10)
  expect(told[0]).toMatchObject({ doing: 'Checking: 1 row, 6 videos' })
  expect(told[1]).toEqual({
    event: 'check.progress',
    id: 'mine',
    rows: 11,
    videos: 66,
    doing: 'Checking: 11 rows, 66 videos',
  })
})

test('a check that is stopped ends as stopped, whatever it was doing; its id is free again', async () => {
  const { handlers } = checking(
    (_request, _id, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new TypeError('torn away')))
      }),
  )
  const running = Promise.resolve(handlers['check.run']({ id: 'a', request }))
  await expect(handlers['check.run']({ id: 'a', request })).rejects.toMatchObject({ code: 'check.running' })
  await handlers['check.stop']({ id: 'a' })
  await expect(running).rejects.toMatchObject({ code: 'check.stopped' })
  const again = Promise.resolve(handlers['check.run']({ id: 'a', request }))
  await handlers['check.stop']({ id: 'a' })
  await expect(again).rejects.toMatchObject({ code: 'check.stopped' })
  expect(await handlers['check.stop']({ id: 'never was' })).toBeNull()
})

test('a list without a place to go on from begins at its beginning', async () => {
  const asked: unknown[][] = []
  const store = {
    rejected: (...words: unknown[]) => asked.push(words),
  }
  const handlers = batchHandlers(async () => ({
    desk: {} as never,
    store: store as never,
    keptBytes: async () => 0,
  }))
  await handlers['batch.rejected']({ batch: 'b', limit: 5 })
  expect(asked).toEqual([['b', 0, 5]])
})

test('a look at a table tells what is wrong with its mapping', async () => {
  await withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'shop.csv'), 'Title,Price,Price\nMug,1,2\n')
    const variables = {
      name: variableSchema.parse({ type: 'text' }),
      price: variableSchema.parse({ type: 'number' }),
    }
    const handlers = tableHandlers({
      library: async () =>
        ({ load: async () => ({ template: { variables, languages: { en: {} } } }) }) as never,
      inspect: inspectTable,
      describe: async () => 'CSV',
      desk: () => Promise.reject(new Error('not needed')),
      today: () => '2026-11-21',
    })
    const { problems, missing } = await handlers['table.inspect']({
      template: 't',
      data: join(folder, 'shop.csv'),
      reading: {},
      map: { name: 'Titles' },
    })
    expect(missing).toEqual([])
    expect(problems).toMatchObject([
      { rule: 'map.column-unknown', variable: 'name', whatToDo: 'Did you mean "Title"?' },
      { rule: 'column.ambiguous', variable: 'price', message: expect.stringContaining('"Price (2)"') },
    ])
  })
})

test('the schema of templates and the samples are answered as they are', async () => {
  const unneeded = () => Promise.reject(new Error('not needed'))
  const templates = templateHandlers({
    library: unneeded,
    own: unneeded,
    uses: unneeded,
    stills: unneeded,
    longWork: createLongWork({ tell() {}, milliseconds: () => 0, signal: never }),
    summaryOf: unneeded,
  })
  expect(await templates['template.schema']({})).toMatchObject({ type: 'object', properties: { scenes: {} } })
  const samples = [{ title: 'Catalogue', template: 't', data: '/d.csv' }]
  expect(await sampleHandlers(samples)['sample.show']({})).toBe(samples)
})
