import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { follow, laySmallClone, smallEnvironment, startSetUp } from './small-clone.ts'

// Counts what it hears for two seconds after the first, writes it down and ends as a command line does.
const countSignals = `
import { writeFileSync } from 'node:fs'
let heard = 0
process.on('SIGINT', () => {
  heard += 1
  if (heard === 1) setTimeout(() => { writeFileSync('heard', String(heard)); process.exit(130) }, 2_000)
})
setTimeout(() => process.exit(99), 60_000)
console.log('rendering')
`

describe.skipIf(process.platform === 'win32')('Ctrl+C during the work', () => {
  test('without a terminal it reaches the program once, also when npm passes it on again, and its status comes back', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      writeFileSync(join(folder, 'count.ts'), countSignals)
      const work = startSetUp(folder, ['--quiet', '--', 'count.ts'])
      await work.said('rendering')
      process.kill(-(work.child.pid as number), 'SIGINT')
      await sleep(100)
      work.child.kill('SIGINT')
      expect((await work.ended).status).toBe(130)
      expect(readFileSync(join(folder, 'heard'), 'utf8')).toBe('1')
    })
  })

  test('the program ends when the one who started it is killed', async () => {
    await withTempFolder(async (folder) => {
      laySmallClone(folder)
      const waits =
        "process.on('SIGTERM', () => process.exit(0))\nsetTimeout(() => {}, 600_000)\nconsole.log('waiting')\n"
      writeFileSync(join(folder, 'wait.ts'), waits)
      const work = startSetUp(folder, ['--quiet', '--', 'wait.ts'])
      await work.said('waiting')
      const killed = performance.now()
      work.child.kill('SIGKILL')
      // Its output is closed when the last one who could write to it is gone; by itself it would stay for ten minutes.
      await work.ended
      expect(performance.now() - killed).toBeLessThan(60_000)
    })
  })

  test.skipIf(!existsSync('/usr/bin/script'))(
    'in a terminal, through npm, it reaches the program once',
    async () => {
      await withTempFolder(async (folder) => {
        laySmallClone(folder)
        await startSetUp(folder, ['--quiet']).ended
        writeFileSync(join(folder, 'count.ts'), countSignals)
        // `script` gives it a terminal of its own; byte 3 is what the key sends.
        const args = ['--quiet', '--return', '--command', 'npm run count', '/dev/null']
        const terminal = spawn('script', args, { cwd: folder, env: smallEnvironment(folder), stdio: 'pipe' })
        const work = follow(terminal)
        await work.said('rendering')
        terminal.stdin.write('\x03')
        const end = await work.ended
        expect(readFileSync(join(folder, 'heard'), 'utf8')).toBe('1')
        expect(end.status).toBe(130)
      })
    },
  )
})
