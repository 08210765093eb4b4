import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runOnceMore } from '../../../src-main/services/video-maker/straight-hands.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const linux = test.skipIf(process.platform !== 'linux')

/** Stands still the first time, and ends well the second. */
const once = `[ -e "$1" ] && echo through && exit 0; : > "$1"; sleep 1000 & wait`

linux('a program that stands still is run once more, and its second run counts', () =>
  withTempFolder(async (folder) => {
    const begun = join(folder, 'begun')
    const end = await runOnceMore({ command: 'sh', args: ['-c', once, 'sh', begun] }, 2)
    expect(end).toMatchObject({ kind: 'finished', stdout: 'through\n' })
    expect(existsSync(begun)).toBe(true)
  }),
)

linux('a program that works, and one that somebody calls off, are not run twice', () =>
  withTempFolder(async (folder) => {
    const busy = 'echo run >> "$1"; i=0; while [ $i -lt 3000000 ]; do i=$((i+1)); done; exit 3'
    const runs = join(folder, 'runs')
    writeFileSync(runs, '')
    expect(await runOnceMore({ command: 'sh', args: ['-c', busy, 'sh', runs] }, 1)).toMatchObject({
      kind: 'failed',
      code: 3,
    })
    expect(readFileSync(runs, 'utf8')).toBe('run\n')
    const called = new AbortController()
    const ended = runOnceMore({ command: 'sleep', args: ['1000'], signal: called.signal }, 5)
    called.abort()
    expect(await ended).toMatchObject({ kind: 'cancelled' })
  }),
)
