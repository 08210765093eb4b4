import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createFontDesk } from '../../../src-main/services/font-desk/font-desk.ts'
import { specimens } from '../../../src-main/services/font-desk/specimens.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const workerFile = new URL('../../../src-main/services/font-desk/specimen-worker.ts', import.meta.url)

test('each bundled family has a specimen in its own script, and every specimen belongs to a family', () =>
  withTempFolder(async (studioFolder) => {
    const list = createFontDesk({ studioFolder, workerFile }).list()
    const names = list.map(({ family }) => family)
    expect(names).toContain('Inter')
    expect(Object.keys(specimens).filter((family) => !names.includes(family))).toEqual([])
    expect(list.find(({ family }) => family === 'Noto Sans Thai')).toMatchObject({ scripts: ['Thai'] })
  }))

test('specimens are drawn once, also when all are asked for together, and a family that is none has none', () =>
  withTempFolder(async (studioFolder) => {
    const desk = createFontDesk({ studioFolder, workerFile })
    const [inter, hebrew, again] = await Promise.all([
      desk.specimen('inter'),
      desk.specimen('noto-sans-hebrew'),
      desk.specimen('inter'),
    ])
    expect(again).toEqual(inter)
    for (const specimen of [inter, hebrew]) {
      const { width, height, channels } = await sharp(specimen!.path).metadata()
      expect(width).toBeGreaterThan(200)
      expect(height).toBeGreaterThan(20)
      expect(channels).toBe(4)
    }
    expect(await desk.specimen('../../secret')).toBeNull()
    // Of those that nobody waited for, the last ones are drawn before the folder goes.
    for (const { id } of desk.list()) await desk.specimen(id)
  }))
