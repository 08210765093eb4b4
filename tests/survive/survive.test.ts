import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { survive } from './survive.ts'

/*
 * npm run test:survive. A seed is told at the beginning; SURVIVE_SEED=... kills at the same moments again, as far as
 * the machine is as fast. ROWS and KILLS make it shorter.
 */
const seed = Number(process.env.SURVIVE_SEED ?? randomInt(2 ** 31))
const rows = Number(process.env.ROWS ?? 1_000)
const kills = Number(process.env.KILLS ?? 50)
const say = (line: string) => process.stdout.write(`${line}\n`)

for (const [what, cuts] of [
  ['killed with -9', false],
  ['cut from its power', true],
] as const)
  test(`A studio that is ${what} ${kills} times makes ${rows} right videos, none twice`, () =>
    withTempFolder(async (folder) => {
      say(`seed of the kills: ${seed}`)
      const survived = await survive({ folder, rows, kills, seed, cuts, say })
      say(`${survived.kills} kills, ${Math.round(survived.seconds)} s`)
      expect(survived.faults).toEqual([])
      expect(survived.kills).toBe(kills)
    }))
