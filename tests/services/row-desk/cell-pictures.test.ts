import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { createCellPictures } from '../../../src-main/services/row-desk/cell-pictures.ts'
import type { RowDesk } from '../../../src-main/services/row-desk/row-desk.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const clips = {
  ffmpeg: async () => (await findPrograms()).ffmpeg,
  run: runProgram,
  signal: new AbortController().signal,
}
test('a cell that names a clip shows its first frame; what only calls itself a clip shows nothing, and says why', () =>
  withTempFolder(async (folder) => {
    const clip = join(folder, '1.mp4')
    const args = ['-v', 'error', '-f', 'lavfi', '-i', 'color=red:s=320x180:r=25:d=0.4']
    args.push('-vf', "drawbox=color=blue:t=fill:enable='gte(n,1)'", clip)
    expect(await runProgram({ command: await clips.ffmpeg(), args })).toMatchObject({ kind: 'finished' })
    writeFileSync(join(folder, '2.mp4'), 'no clip')
    const desk = {
      ask: async (_id: string, _what: string, { number }: { number: number }) =>
        join(folder, `${number}.mp4`),
    } as unknown as RowDesk
    const pictures = createCellPictures(join(folder, 'small'), desk, clips)
    const made = await pictures.file(['table', '1', '1'])
    expect(await sharp(made!.path).metadata()).toMatchObject({ width: 240, height: 135 })
    const [red, , blue] = (await sharp(made!.path).stats()).channels
    expect(red!.mean).toBeGreaterThan(200)
    expect(blue!.mean).toBeLessThan(60)
    await expect(pictures.file(['table', '2', '1'])).rejects.toMatchObject({ code: expect.any(String) })
    expect(readdirSync(join(folder, 'small'))).toHaveLength(1)
  }))

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
    const pictures = createCellPictures(join(folder, 'small'), desk, clips)

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
    expect(await pictures.file(['table', String(again), '1'])).toMatchObject({ mime: 'image/webp' })
  }))
