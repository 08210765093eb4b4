import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeUp } from '../../src-main/desktop/taking-up.ts'
import { connectLine } from '../../src-main/line/connect-line.ts'
import { startStudio } from '../../src-main/start-studio.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

const open = (studioFolder: string) => startStudio({ studioFolder, projectRoot, door: 'window' })

test('a window takes its folder, and a terminal reaches it', () =>
  withTempFolder(async (folder) => {
    const { api, stop } = await takeUp(await open(folder), folder)
    const line = (await connectLine(folder))!
    expect(line.host).toMatchObject({ door: 'window', works: true })
    expect(await line.api.ask('queue.show', {})).toEqual(await api.ask('queue.show', {}))
    await stop()
    expect(await line.ended).toMatchObject({ code: 'studio.ended' })
  }))

test('a folder in which another studio works is not opened, and who has it is said', () =>
  withTempFolder(async (folder) => {
    const first = await takeUp(await open(folder), folder)
    const second = await open(folder)
    await expect(takeUp(second, folder)).rejects.toMatchObject({
      code: 'studio.held',
      message: expect.stringContaining(`pid ${process.pid}, window`),
    })
    await second.stop()
    await first.stop()
  }))

test('a command that has the folder for a moment is waited for', () =>
  withTempFolder(async (folder) => {
    const command = await open(folder)
    await command.api.ask('batch.list', {})
    const taking = open(folder).then((studio) => takeUp(studio, folder))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await command.stop()
    const { stop } = await taking
    expect((await connectLine(folder))?.close()).toBeUndefined()
    await stop()
  }))

test('a damaged database is left to the page to tell; nobody else is let in', () =>
  withTempFolder(async (folder) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'studio.sqlite'), 'this is no database, and long enough to be one'.repeat(50))
    const { api, stop } = await takeUp(await open(folder), folder)
    await expect(api.ask('batch.list', {})).rejects.toMatchObject({
      code: expect.stringMatching(/^store\./),
    })
    expect(await connectLine(folder)).toBeNull()
    await stop()
  }))
