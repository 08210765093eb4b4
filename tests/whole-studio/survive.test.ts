import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { survive } from '../survive/survive.ts'

// What chance has found once is a fault: it is not tried again.
const atRandom = { retry: 0, timeout: 600_000 }

// The short form of `npm run test:survive`.
const seed = Number(process.env.SURVIVE_SEED ?? randomInt(2 ** 31))

for (const [what, cuts, rows, kills] of [
  ['killed with -9', false, 100, 10],
  ['cut from its power', true, 40, 4],
] as const)
  test.skipIf(process.platform !== 'linux')(
    `A studio that is ${what} ${kills} times makes ${rows} right videos, none twice`,
    atRandom,
    () =>
      withTempFolder(async (folder) => {
        const said: string[] = [`seed of the kills: ${seed}`]
        const survived = await survive({ folder, rows, kills, seed, cuts, say: (line) => said.push(line) })
        console.log(said[0])
        expect(survived.faults, said.join('\n')).toEqual([])
        expect(survived.kills).toBe(kills)
      }),
  )
