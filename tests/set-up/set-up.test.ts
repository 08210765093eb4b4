import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isExactly } from '../../scripts/set-up/archive.mjs'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { laySmallClone, packInto, startSetUp } from './small-clone.ts'

const installing = 'Packages: npm ci installs'

describe.skipIf(process.platform === 'win32')('the set-up', () => {
  test('in a fresh clone it installs the packages, then runs the file with its arguments and returns its status', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      writeFileSync(
        join(folder, 'show.ts'),
        "const words: string[] = process.argv.slice(2)\nconsole.log(words.join('|'))\nprocess.exit(7)\n",
      )
      const first = await startSetUp(folder, ['--', 'show.ts', 'a b', '--for', 'c']).ended
      expect(first.err).toContain(installing)
      expect(first.err).toContain('ffmpeg: 7.0-small (environment)')
      expect(first).toMatchObject({ out: 'a b|--for|c\n', status: 7 })
      expect(existsSync(join(folder, 'node_modules/brick/package.json'))).toBe(true)
    })
  })

  test('when all is there it says so in one line, or nothing when it is to be quiet, and installs nothing again', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      await startSetUp(folder, []).ended
      const marker = join(folder, 'node_modules', 'brick', 'marker')
      writeFileSync(marker, 'npm ci would take this away')
      const loud = await startSetUp(folder, []).ended
      expect(loud.err).toMatch(/^Set-up: everything is there \(\d\.\d s\)\.\n$/)
      const quiet = await startSetUp(folder, ['--quiet']).ended
      expect(quiet).toMatchObject({ out: '', err: '', status: 0 })
      expect(existsSync(marker)).toBe(true)
    })
  })

  test('an installation that is killed in the middle is noticed and done again', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      const broken = startSetUp(folder, [])
      await broken.said(installing)
      process.kill(-(broken.child.pid as number), 'SIGKILL')
      expect((await broken.ended).signal).toBe('SIGKILL')
      const again = await startSetUp(folder, []).ended
      expect(again.err).toContain('an earlier one was broken off')
      expect(again.err).toContain(installing)
      expect(again.status).toBe(0)
      const after = await startSetUp(folder, ['--quiet']).ended
      expect(after).toMatchObject({ err: '', status: 0 })
    })
  })

  test('a package that went missing is got again, and so is everything when the lock has changed', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      await startSetUp(folder, []).ended
      rmSync(join(folder, 'node_modules/brick'), { recursive: true })
      expect((await startSetUp(folder, []).ended).err).toContain(installing)
      packInto(folder, '1.1.0')
      expect((await startSetUp(folder, []).ended).err).toContain(installing)
      const brick = JSON.parse(readFileSync(join(folder, 'node_modules/brick/package.json'), 'utf8'))
      expect(brick.version).toBe('1.1.0')
    })
  })

  test('two at once install once, and both succeed', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      const both = [startSetUp(folder, []), startSetUp(folder, [])]
      const ends = await Promise.all(both.map((one) => one.ended))
      expect(ends.map((end) => end.status)).toEqual([0, 0])
      expect(ends.filter((end) => end.err.includes(installing))).toHaveLength(1)
      expect(existsSync(join(folder, '.tools/set-up.lock'))).toBe(false)
    })
  })

  test('a lock of a living set-up is waited for, and one whose owner is gone is taken over', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      const lock = join(folder, '.tools/set-up.lock')
      mkdirSync(join(folder, '.tools'))
      const owner = spawn('sleep', ['60'], { stdio: 'ignore' })
      writeFileSync(lock, JSON.stringify({ pid: owner.pid, host: hostname() }))
      const waiting = startSetUp(folder, [])
      await waiting.said('another one is at work')
      expect(existsSync(join(folder, 'node_modules'))).toBe(false)
      const gone = new Promise((resolve) => owner.once('exit', resolve))
      owner.kill('SIGKILL')
      await gone
      const end = await waiting.ended
      expect(end.status).toBe(0)
      expect(end.err).toContain(installing)
    })
  })

  test('where the packages can not be had, it says what npm said and the command, and runs nothing', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      rmSync(join(folder, 'brick-1.0.0.tgz'))
      const end = await startSetUp(folder, ['--', 'never.ts']).ended
      expect(end.status).toBe(1)
      expect(end.err).toContain('brick-1.0.0.tgz')
      expect(end.err).toMatch(/Linux, macOS and Windows.*: npm ci\n/)
      expect(existsSync(join(folder, '.tools/set-up.lock'))).toBe(false)
    })
  })

  test('a wrong use is refused with a line that shows the right one', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      const end = await startSetUp(folder, ['--for', 'fun']).ended
      expect(end.status).toBe(2)
      expect(end.err).toContain('Use: node scripts/set-up.mjs')
    })
  })

  test('an archive is taken only when its hash is the pinned one, to the bit', async () => {
    await withTempFolder(async (folder) => {
      const path = join(folder, 'archive.tgz')
      const pinned =
        '3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='
      writeFileSync(path, 'abc')
      expect(await isExactly(path, pinned)).toBe(true)
      writeFileSync(path, 'abd')
      expect(await isExactly(path, pinned)).toBe(false)
    })
  })
})
