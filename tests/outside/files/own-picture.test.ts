import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isOwnPicture, markPicture } from '../../../src-main/outside/files/own-picture.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const red = () => sharp({ create: { width: 3, height: 2, channels: 3, background: 'red' } }).png()

test('a picture that was marked is known again, and is the same picture to everybody else', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'still.png')
    await red().toFile(path)
    expect(await isOwnPicture(path)).toBe(false)
    await markPicture(path)
    expect(await isOwnPicture(path)).toBe(true)
    expect(await sharp(path, { failOn: 'warning' }).raw().toBuffer()).toEqual(await red().raw().toBuffer())
    await appendFile(path, 'x')
    expect(await isOwnPicture(path)).toBe(false)
  }))

test('what is no whole PNG is neither marked nor taken for a picture of ours', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'notes.png')
    for (const bytes of [Buffer.alloc(0), Buffer.from('notes'), (await red().toBuffer()).subarray(0, -1)]) {
      await writeFile(path, bytes)
      await expect(markPicture(path)).rejects.toThrow('no whole PNG')
      expect(await isOwnPicture(path)).toBe(false)
      expect((await readFile(path)).equals(bytes)).toBe(true)
    }
  }))
