import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createSmallPictures } from '../../../src-main/services/small-pictures/small-pictures.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('pictures that had no place to lie are made when there is one', () =>
  withTempFolder(async (root) => {
    const source = join(root, 'one.png')
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#17324d' } }).toFile(source)
    const folder = join(root, 'small')
    writeFileSync(folder, 'in the way')
    const pictures = createSmallPictures({
      folder,
      ffmpeg: () => Promise.reject(new Error('no clip is looked at')),
      run: () => Promise.reject(new Error('no clip is looked at')),
      clipAt: [0],
    })
    await expect(pictures.of(source, 'picture')).rejects.toThrow()
    rmSync(folder)
    expect(await pictures.of(source, 'picture')).toMatchObject({ mime: 'image/webp' })
  }))
