import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keepAwake, type Wakefulness } from '../../../src-main/outside/machine/keep-awake.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { isGone } from '../programs/processes.ts'

/** Holds as the real ones do: says so, then waits for the end of its input. */
const holder = {
  command: process.execPath,
  args: ['-e', 'console.log("held"); process.stdin.resume().on("end", () => process.exit(0))'],
}

describe('keeping the machine awake', () => {
  test('tells once it holds, and ends without a word', async () => {
    const told: Wakefulness[] = []
    const release = keepAwake('A batch runs.', (state) => told.push(state), holder)
    await expect.poll(() => told.length).toBe(1)
    expect(told[0]).toEqual({ holds: true, reason: 'A batch runs.' })
    release()
    release()
    await expect.poll(() => process.getActiveResourcesInfo().includes('ProcessWrap')).toBe(false)
    expect(told).toHaveLength(1)
  })

  test('where the program for it is not there, the reason is told and nothing fails', async () => {
    const told: Wakefulness[] = []
    const release = keepAwake('x', (state) => told.push(state), { command: '/nowhere/inhibit', args: [] })
    await expect.poll(() => told.length).toBe(1)
    expect(told[0]).toMatchObject({ holds: false, reason: expect.stringContaining('/nowhere/inhibit') })
    release()
  })

  test('where the system refuses, what it said is told', async () => {
    const told: Wakefulness[] = []
    const refusing = ['-e', 'console.error("Failed to connect to bus"); process.exit(1)']
    keepAwake('x', (state) => told.push(state), { command: process.execPath, args: refusing })
    await expect.poll(() => told.length).toBe(1)
    expect(told[0]).toMatchObject({
      holds: false,
      reason: expect.stringContaining('Failed to connect to bus'),
    })
  })

  test('when it ceases to hold, that is told', async () => {
    const told: Wakefulness[] = []
    const brief = ['-e', 'console.log("held"); setTimeout(() => process.exit(0), 100)']
    keepAwake('x', (state) => told.push(state), { command: process.execPath, args: brief })
    await expect.poll(() => told.map(({ holds }) => holds)).toEqual([true, false])
  })

  test('on this machine it says whether it holds', async () => {
    const told: Wakefulness[] = []
    const release = keepAwake('A test runs.', (state) => told.push(state))
    await expect.poll(() => told.length).toBeGreaterThan(0)
    expect(told[0]!.reason).not.toBe('')
    release()
  })

  test('a studio that is killed does not keep the machine awake for ever', () =>
    withTempFolder(async (folder) => {
      const module = join(import.meta.dirname, '../../../src-main/outside/machine/keep-awake.ts')
      const numberFile = join(folder, 'pid')
      const holds = `require('node:fs').writeFileSync(${JSON.stringify(numberFile)}, String(process.pid)); ${holder.args[1]}`
      const studioCode = `
        import { keepAwake } from ${JSON.stringify(module)}
        const program = { command: process.execPath, args: ['-e', ${JSON.stringify(holds)}] }
        keepAwake('x', ({ holds }) => console.log(holds), program)`
      const studio = spawn(process.execPath, ['--input-type=module', '-e', studioCode], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const [line] = (await once(studio.stdout!, 'data')) as [Buffer]
      expect(line.toString().trim()).toBe('true')
      const gone = once(studio, 'exit')
      studio.kill('SIGKILL')
      await gone
      await isGone(Number(readFileSync(numberFile, 'utf8')))
    }))
})
