import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countCodedFrames } from '../../../src-main/outside/media/count-coded-frames.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test.each([
  ['mp4', 'libx264', []],
  ['mov', 'prores_ks', []],
  ['mp4', 'libx264', ['-movflags', '+faststart']],
])(
  'the pictures of a %s by %s %j are counted; one that is cut, padded or rubbish has none',
  (end, encoder, more) =>
    withTempFolder(async (folder) => {
      const { ffmpeg } = await findPrograms()
      const path = join(folder, `a.${end}`)
      const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=25:d=1.24']
      expect(spawnSync(ffmpeg, ['-v', 'error', ...picture, '-c:v', encoder, ...more, path]).status).toBe(0)
      expect(await countCodedFrames(path)).toBe(31)
      const whole = readFileSync(path)
      for (const length of [0, 7, 100, whole.length - 1, Math.floor(whole.length / 2)]) {
        writeFileSync(path, whole.subarray(0, length))
        expect(await countCodedFrames(path), `cut at ${length}`).toBeNull()
      }
      writeFileSync(path, Buffer.concat([whole, Buffer.alloc(5)]))
      expect(await countCodedFrames(path)).toBeNull()
      writeFileSync(path, Buffer.alloc(3_000, 0xa7))
      expect(await countCodedFrames(path)).toBeNull()
      writeFileSync(path, Buffer.alloc(3_000))
      expect(await countCodedFrames(path)).toBeNull()
    }),
)
