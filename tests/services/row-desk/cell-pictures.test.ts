import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createCellPictures } from '../../../src-main/services/row-desk/cell-pictures.ts'
import type { RowDesk } from '../../../src-main/services/row-desk/row-desk.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('a page that asks for every picture of a table at once has only the latest read, a few at a time', () =>
  withTempFolder(async (folder) => {
    const count = 300
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    for (let number = 1; number <= count; number += 1) writeFileSync(join(folder, `${number}.png`), bytes)
    const desk = {
      ask: async (_id: string, _what: string, { number }: { number: number }) =>
        join(folder, `${number}.png`),
    } as unknown as RowDesk
    const pictures = createCellPictures(join(folder, 'small'), desk)

    const all = await Promise.allSettled(
      Array.from({ length: count }, (_, index) => pictures.file(['table', String(index + 1), '1'])),
    )

    const made = all.filter(({ status }) => status === 'fulfilled')
    expect(made.length).toBeLessThan(count)
    expect(readdirSync(join(folder, 'small'))).toHaveLength(made.length)
    for (const one of all)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'picture.given-up' })
    // Looked at again, one that was passed over comes.
    const again = all.findIndex(({ status }) => status === 'rejected') + 1
    expect(await pictures.file(['table', String(again), '1'])).toMatchObject({ mime: 'image/jpeg' })
  }))
