import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeWorkFolder } from '../../../src-main/outside/folders/work-folder.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('what a process left that is no longer there goes; what is of a living one or of somebody else stays', () =>
  withTempFolder(async (folder) => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    const left = join(folder, `${gone}-0123abcd`)
    const lives = join(folder, `${process.ppid}-0123abcd`)
    const foreign = join(folder, 'my notes')
    for (const each of [left, lives, foreign]) {
      mkdirSync(each)
      writeFileSync(join(each, 'file'), '')
    }
    const own = await makeWorkFolder(folder, 'a folder for this test')
    expect(existsSync(left)).toBe(false)
    expect(existsSync(lives)).toBe(true)
    expect(existsSync(foreign)).toBe(true)
    expect(readdirSync(own)).toEqual([])
  }))
