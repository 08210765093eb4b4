import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { survive, undisturbed } from '../survive/survive.ts'

// What chance has found once is a fault: it is not tried again.
const atRandom = { retry: 0, timeout: 600_000 }

// The short form of `npm run test:survive`.
const seed = Number(process.env.SURVIVE_SEED ?? randomInt(2 ** 31))
const trials = [
  ['killed with -9', false, 100, 10],
  ['cut from its power', true, 40, 4],
] as const

describe.skipIf(process.platform !== 'linux')('A studio that is', () => {
  let folder: string
  let right: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reelmill-undisturbed-'))
    right = await undisturbed(folder, Math.max(...trials.map(([, , rows]) => rows)))
  }, atRandom.timeout)
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))

  for (const [what, cuts, rows, kills] of trials)
    test(`${what} ${kills} times makes ${rows} right videos, none twice`, atRandom, () =>
      withTempFolder(async (folder) => {
        const said: string[] = [`seed of the kills: ${seed}`]
        const say = (line: string) => said.push(line)
        const survived = await survive({ folder, rows, kills, seed, cuts, right, say })
        console.log(said[0])
        expect(survived.faults, said.join('\n')).toEqual([])
        expect(survived.kills).toBe(kills)
      }),
    )
})
