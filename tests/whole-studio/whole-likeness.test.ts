import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findPrograms } from '../helpers/programs.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { bothWays, leastLikeness, likeness, type Shipped, shipped, smallCopy } from './likeness.ts'
import { withOpenStudio } from './open-studio.ts'

/** A sixth of the shipped size; `npm run test:long` compares all formats and languages as they are. */
const smallerBy = 6

test('the shipped templates look the same in every frame, whether what videos share is made once or each is made in one piece', () =>
  withTempFolder(async (folder) => {
    const programs = await findPrograms()
    await withOpenStudio(join(folder, 'studio'), async (studio) => {
      for (const template of Object.keys(shipped) as Shipped[]) {
        const copy = smallCopy(template, folder, smallerBy)
        const request = { ...shipped[template], template: copy, rows: '1', languages: ['en'] }
        for (const codec of ['prores', 'h264'] as const) {
          const pairs = await bothWays(studio, join(folder, `${template}-${codec}`), {
            ...request,
            ...{ formats: ['square'], codec, quality: 'high' },
          })
          expect(pairs).toHaveLength(1)
          for (const [cut, whole] of pairs) {
            const frames = likeness(programs, cut, whole)
            expect(frames.length, `${template} ${codec}`).toBeGreaterThan(200)
            expect(Math.min(...frames), `${template} ${codec}`).toBeGreaterThanOrEqual(
              leastLikeness(codec, smallerBy),
            )
          }
        }
      }
    })
  }))
