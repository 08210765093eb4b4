import { chmod, rename, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { markOfMachine, markOfProgram } from '../../../src-main/outside/ffmpeg/program-mark.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const whole = Buffer.alloc(4 * 1024 * 1024, 0x7f)

describe('telling a program from another one without running it', () => {
  test('the same file has the same mark', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'ffmpeg')
      await writeFile(path, whole)
      const mark = await markOfProgram(path)
      expect(mark?.standsAlone).toBe(true)
      expect(await markOfProgram(path)).toEqual(mark)
      expect(await markOfMachine()).toBe(await markOfMachine())
    }))

  test('another program of the same size and date has another mark', () =>
    withTempFolder(async (folder) => {
      const [path, other] = [join(folder, 'ffmpeg'), join(folder, 'other')]
      const date = new Date('2026-01-02T03:04:05Z')
      for (const file of [path, other]) {
        await writeFile(file, whole)
        await utimes(file, date, date)
      }
      const mark = await markOfProgram(path)
      await rename(other, path)
      expect((await markOfProgram(path))?.mark).not.toBe(mark?.mark)
    }))

  test('scripts and small starters don’t stand alone: what they start may change behind them', () =>
    withTempFolder(async (folder) => {
      const script = join(folder, 'ffmpeg')
      await writeFile(script, Buffer.concat([Buffer.from('#!/bin/sh\nexec other-ffmpeg "$@"\n'), whole]))
      await chmod(script, 0o755)
      expect(await markOfProgram(script)).toMatchObject({ standsAlone: false })
      const starter = join(folder, 'starter')
      await writeFile(starter, Buffer.alloc(100_000))
      await symlink(starter, join(folder, 'ffprobe'))
      expect(await markOfProgram(join(folder, 'ffprobe'))).toMatchObject({ standsAlone: false })
    }))

  test('what is not there has no mark', () =>
    withTempFolder(async (folder) => {
      expect(await markOfProgram(join(folder, 'ffmpeg'))).toBeNull()
    }))
})
