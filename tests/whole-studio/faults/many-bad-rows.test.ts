import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withTrouble } from './troubled-studio.ts'

test('of 10,000 rows 3,000 are bad: they are set aside with their reasons, and the others are made', () =>
  withTrouble(
    () => ({ rows: 1 }),
    async (troubled) => {
      const lines = Array.from({ length: 10_000 }, (_, index) =>
        index % 10 < 3 ? `K${index},Thing ${index},call us` : `K${index},Thing ${index},${index % 90}.50`,
      )
      writeFileSync(troubled.data, `sku,name,price\n${lines.join('\n')}\n`)
      const render = troubled.start()
      await render.until('the first videos', ({ done }) => done() >= 5)
      expect(troubled.ask('SELECT "rows", rejected_rows, jobs FROM batches')).toEqual([
        { rows: 10_000, rejected_rows: 3_000, jobs: 7_000 },
      ])
      render.child.kill('SIGINT')
      expect(await render.ended).toMatchObject({ status: 130 })
      const rejected = readFileSync(join(troubled.out, 'rejected.csv'), 'utf8').trim().split('\n')
      expect(rejected).toHaveLength(3_001)
      expect(rejected[1]).toContain('call us')
      expect(troubled.ask(`SELECT count(*) AS failed FROM jobs WHERE status = 'failed'`)).toEqual([
        { failed: 0 },
      ])
    },
  ))
