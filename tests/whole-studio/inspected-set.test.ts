import { expect, test } from 'vitest'
import { openForeign } from '../bench/quality-foreign.ts'
import type { LabelledClip } from '../bench/quality-labels.ts'
import { type Looked, lookAt } from '../bench/quality-look.ts'
import { runPlanned } from '../bench/quality-planned.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

/*
 * A few of the labelled videos of `npm run bench:quality`, as different as can be: a rule that breaks is seen here at once, and which
 * of the others broke with it is told by the bench.
 */

const foreign = [
  ...['black for a moment', 'frozen', 'interlaced', 'red flashes', 'pillarbox', 'bytes flipped'],
  ...['left and right against each other', 'clipped', 'a night scene'],
  ...['a title card that stands, between two cuts', 'a fade from black and to black'],
]
const planned = ['a picture comes twice', 'a hole in the sound', 'a text is left out', 'as it came']

const wrong = ({ score }: Looked) => ({
  name: score.name,
  missed: score.missed,
  false: score.false.map(({ check, said }) => `${check}: ${said}`),
})

test(
  'faults of somebody else’s videos are found, and nothing else',
  () =>
    withTempFolder(async (folder) => {
      const set = await openForeign(folder, (name) => foreign.includes(name))
      try {
        expect(set.fixed).toHaveLength(foreign.length)
        for (const clip of set.fixed)
          expect(wrong(await lookAt(await clip.make(), { script: false }))).toEqual({
            ...{ name: clip.name, missed: [], false: [] },
          })
      } finally {
        await set.close()
      }
    }),
  200_000,
)

test(
  'faults of a planned video are found, and nothing in it as it came',
  () =>
    withTempFolder(async (folder) => {
      const names: string[] = []
      await runPlanned(folder, {
        seeds: [],
        only: (name) => planned.includes(name),
        smoke: true,
        say: (text) => expect.fail(text),
        async look(clip: LabelledClip) {
          names.push(clip.name)
          expect(wrong(await lookAt(clip, { script: false }))).toEqual({
            ...{ name: clip.name, missed: [], false: [] },
          })
        },
      })
      expect(names).toHaveLength(planned.length)
    }),
  200_000,
)
