import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Holder, holdStudio } from '../../../src-main/outside/database/studio-hold.ts'
import { announcePresence } from '../../../src-main/outside/database/studio-presence.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { sqlFolder } from './stores.ts'

const since = '2026-11-21T10:00:00.000Z'
const me: Holder = { pid: process.pid, door: 'window', since }

/** Another process that holds the folder until it is killed. */
async function otherStudio(folder: string): Promise<ChildProcess> {
  const program = `
    import { holdStudio } from ${JSON.stringify(join(sqlFolder, 'studio-hold.ts'))}
    globalThis.kept = holdStudio(process.argv[1], { pid: process.pid, door: 'render', since: '${since}' })
    process.stdout.write(String(kept.held))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder])
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('true')
  return child
}

test('the second studio of a folder learns who works there, and gets it as soon as that one was killed', () =>
  withTempFolder(async (folder) => {
    const child = await otherStudio(folder)
    try {
      expect(holdStudio(folder, me)).toEqual({
        held: false,
        by: { pid: child.pid, door: 'render', since },
      })
    } finally {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
    const hold = holdStudio(folder, me)
    expect(hold.held).toBe(true)
    expect(holdStudio(folder, { ...me, door: 'queue' })).toEqual({ held: false, by: me })
    if (hold.held) hold.letGo()
    expect(existsSync(join(folder, 'studio.lock.json'))).toBe(false)
    const next = holdStudio(folder, me)
    expect(next.held).toBe(true)
    if (next.held) next.letGo()
  }))

test('what a holder says that can not be read is passed over', () =>
  withTempFolder((folder) => {
    const hold = holdStudio(folder, me)
    writeFileSync(join(folder, 'studio.lock.json'), '{"pid": "no')
    expect(holdStudio(folder, me)).toEqual({ held: false, by: null })
    if (hold.held) hold.letGo()
  }))

test('a folder that cannot be taken is explained', () =>
  withTempFolder((folder) => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => holdStudio(join(folder, 'file', 'below'), me)).toThrow(
      expect.objectContaining({ code: 'folder.not-writable', whatToDo: expect.any(String) }),
    )
  }))

test('a lock that many processes want is never held by two, though its file comes and goes', () =>
  withTempFolder(async (folder) => {
    const program = `
      import { announcePresence } from ${JSON.stringify(join(sqlFolder, 'studio-presence.ts'))}
      import { openSync, closeSync, rmSync } from 'node:fs'
      const own = process.argv[1] + '/inside'
      let taken = 0
      for (const end = Date.now() + 1500; Date.now() < end; ) {
        let presence
        try { presence = announcePresence(process.argv[1], 'wanted') } catch { continue }
        closeSync(openSync(own, 'wx'))
        rmSync(own)
        presence.leave()
        taken += 1
      }
      process.stdout.write(String(taken))`
    const all = Array.from({ length: 3 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder])
      let said = ''
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString()
      })
      const [code] = (await once(child, 'close')) as [number]
      return { code, taken: Number(said) }
    })
    const ends = await Promise.all(all)
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(ends.reduce((sum, { taken }) => sum + taken, 0)).toBeGreaterThan(10)
    announcePresence(folder, 'wanted').leave()
  }))
