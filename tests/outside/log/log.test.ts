import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../../src-main/outside/log/log.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const at = '2026-11-21T10:00:00.000Z'

test('a fault is written with its stack and its cause, one line of JSON', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'log', 'reelmill.log')
    const log = openLog(path, () => at)
    expect(existsSync(path)).toBe(false)
    log.info('started', { slots: 2 })
    log.fault('a video failed', new Error('outer', { cause: new Error('inner') }), { job: 7 })
    const [first, second] = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(first).toEqual({ at, process: process.pid, level: 'info', message: 'started', slots: 2 })
    expect(second).toMatchObject({
      job: 7,
      error: { message: 'outer', stack: expect.stringContaining('log.test.ts'), cause: { message: 'inner' } },
    })
  }))

test('a log that has grown large is put aside, and one that cannot be written stops nobody', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'reelmill.log')
    writeFileSync(path, Buffer.alloc(6 * 1024 * 1024))
    openLog(path, () => at).info('next')
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(1)
    expect(existsSync(`${path}.1`)).toBe(true)
    openLog(join(path, 'below', 'x.log'), () => at).info('nowhere')
  }))

test('a page that asks for what fails all day does not fill the disk with the log of one run', () =>
  withTempFolder((folder) => {
    const path = join(folder, 'reelmill.log')
    const log = openLog(path, () => at)
    const long = 'x'.repeat(100_000)
    for (let line = 0; line < 200; line += 1) log.info(long)
    const sizes = [path, `${path}.1`].map((each) => statSync(each).size)
    expect(Math.max(...sizes)).toBeLessThan(7 * 1024 * 1024)
  }))
