import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { connectLine } from '../../src-main/line/connect-line.ts'
import { choosePlace, readRecord } from '../../src-main/line/line-record.ts'
import { serveLine } from '../../src-main/line/serve-line.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { changed, withServed } from './served-studio.ts'

const until = async (is: () => boolean) => {
  while (!is()) await sleep(5)
}

test('another process asks the studio as its own: the same answers, the same errors', () =>
  withServed(
    (name) => {
      if (name === 'batch.show') return { id: 'b1', name: 'Größe 日本' }
      throw new StudioError({ code: 'batch.not-found', message: 'None.', whatToDo: 'Look.', details: ['a'] })
    },
    async ({ folder, asked }) => {
      const line = (await connectLine(folder))!
      expect(line.host).toMatchObject({ pid: process.pid, door: 'window', works: true })
      expect(await line.api.ask('batch.show', { batch: 'b1' })).toEqual({ id: 'b1', name: 'Größe 日本' })
      expect(asked).toEqual([['batch.show', { batch: 'b1' }]])
      await expect(line.api.ask('batch.timeline', { batch: 'b2' })).rejects.toMatchObject({
        name: 'StudioError',
        code: 'batch.not-found',
        whatToDo: 'Look.',
        details: ['a'],
      })
      line.close()
      expect(await line.ended).toBeNull()
    },
  ))

test('in a copy of the folder nobody is reached: what is said there is not for the studio of the first one', () =>
  withServed(
    () => ({ id: 'b1' }),
    async ({ folder }) => {
      const copy = join(folder, 'copy')
      mkdirSync(copy)
      cpSync(join(folder, 'studio.line'), join(copy, 'studio.line'))
      expect(await connectLine(copy)).toBeNull()
      const line = await connectLine(folder)
      expect(line).not.toBeNull()
      line!.close()
    },
  ))

test('many questions at once each get their own answer, also when the later ones are quicker', () =>
  withServed(
    async (_, payload) => {
      const { batch } = payload as { batch: string }
      await sleep(Number(batch) % 7)
      return { id: batch }
    },
    async ({ folder }) => {
      const line = (await connectLine(folder))!
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, number) => line.api.ask('batch.show', { batch: String(number) })),
      )
      expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, number) => String(number)))
      line.close()
    },
  ))

test('who listens is told what happens from then on; who leaves is forgotten', () =>
  withServed(
    () => null,
    async ({ folder, tell, listeners }) => {
      const line = (await connectLine(folder))!
      const heard: StudioEvent[] = []
      line.listen((events) => heard.push(...events))
      await until(() => listeners() === 1)
      tell([changed('running'), changed('finished')])
      await until(() => heard.length === 2)
      expect(heard).toEqual([changed('running'), changed('finished')])
      line.close()
      await until(() => listeners() === 0)
    },
  ))

test('without a studio in the folder there is no line, nor when it was killed', () =>
  withTempFolder(async (folder) => {
    expect(await connectLine(folder)).toBeNull()
    const script = `
      const { serveLine } = await import(${JSON.stringify(join(projectRoot, 'src-main/line/serve-line.ts'))})
      await serveLine({ folder: ${JSON.stringify(folder)}, api: { ask: async () => ({ by: process.pid }) }, listen: () => () => {}, door: 'render', works: true })
      console.log('ready')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const line = (await connectLine(folder))!
    expect(await line.api.ask('batch.show', { batch: 'last' })).toEqual({ by: child.pid })
    const unanswered = line.ended
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await unanswered).toMatchObject({ code: 'studio.ended' })
    await expect(line.api.ask('batch.show', { batch: 'last' })).rejects.toMatchObject({
      code: 'studio.ended',
    })
    // Its socket and its record lie there still, and are replaced by the next.
    expect([existsSync(join(folder, 'studio.sock')), readRecord(folder)?.pid]).toEqual([true, child.pid])
    expect(await connectLine(folder)).toBeNull()
    const next = await serveLine({
      folder,
      api: { ask: async () => 'next' } as never,
      listen: () => () => {},
      door: 'window',
      works: true,
    })
    expect(next.socket).toBe(join(folder, 'studio.sock'))
    const again = (await connectLine(folder))!
    expect(await again.api.ask('sample.show', {})).toBe('next')
    again.close()
    await next.end(async () => {})
    expect(readdirSync(folder)).toEqual([])
  }))

test('a question that is under way when the studio ends is answered, a new one is refused, and everybody is told', () =>
  withServed(
    async () => {
      await sleep(50)
      return { id: 'late' }
    },
    async ({ folder, asked, tell, listeners, end }) => {
      const line = (await connectLine(folder))!
      const heard: StudioEvent[] = []
      line.listen((events) => heard.push(...events))
      await until(() => listeners() === 1)
      const underWay = line.api.ask('batch.show', { batch: 'b1' })
      await until(() => asked.some(([name]) => name === 'batch.show'))
      const ending = end(async () => {
        // Who comes now finds nobody, and looks again a moment later.
        expect(await connectLine(folder)).toBeNull()
        await expect(line.api.ask('batch.show', { batch: 'b1' })).rejects.toMatchObject({
          code: 'studio.ended',
        })
        await underWay
        tell([changed('interrupted')])
      })
      expect(await underWay).toEqual({ id: 'late' })
      await ending
      expect(heard.at(-1)).toEqual(changed('interrupted'))
      expect(await line.ended).toMatchObject({ code: 'studio.ended' })
      expect(await connectLine(folder)).toBeNull()
      expect(readdirSync(folder)).toEqual([])
    },
  ))

test('only its own user can reach it: the socket and the word that opens it are closed to others', () =>
  withServed(
    () => null,
    async ({ folder }) => {
      const mode = (name: string) => statSync(join(folder, name)).mode & 0o777
      expect([mode('studio.sock'), mode('studio.line')]).toEqual([0o600, 0o600])
    },
  ))

test('a studio folder with a very long path has its socket among the temporary files, and nothing of it stays', () =>
  withTempFolder(async (folder) => {
    const long = join(folder, 'a'.repeat(60), 'b'.repeat(60))
    mkdirSync(long, { recursive: true })
    const line = await serveLine({
      folder: long,
      api: { ask: async () => 'here' } as never,
      listen: () => () => {},
      door: 'window',
      works: true,
    })
    expect(Buffer.byteLength(line.socket)).toBeLessThan(104)
    expect(statSync(join(line.socket, '..')).mode & 0o777).toBe(0o700)
    const guest = (await connectLine(long))!
    expect(await guest.api.ask('sample.show', {})).toBe('here')
    guest.close()
    await line.end(async () => {})
    expect([readdirSync(long), existsSync(join(line.socket, '..'))]).toEqual([[], false])
  }))

test('a file that is no socket is not removed, and the line goes somewhere else', () =>
  withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'studio.sock'), 'mine')
    const line = await serveLine({
      folder,
      api: { ask: async () => 'here' } as never,
      listen: () => () => {},
      door: 'window',
      works: true,
    })
    const guest = (await connectLine(folder))!
    expect(await guest.api.ask('sample.show', {})).toBe('here')
    guest.close()
    await line.end(async () => {})
    expect(readFileSync(join(folder, 'studio.sock'), 'utf8')).toBe('mine')
  }))

test('on Windows the line is a pipe that nobody can guess', () => {
  const one = choosePlace('C:\\Users\\a\\Reelmill', 'win32')
  expect(one).toMatch(/^\\\\\.\\pipe\\reelmill-[0-9a-f]{32}-[0-9a-f]{16}$/)
  expect(choosePlace('C:\\Users\\a\\Reelmill', 'win32')).not.toBe(one)
})

test('a record that is no record is as good as none', () =>
  withTempFolder(async (folder) => {
    for (const text of ['', '{', '[]', '{"socket":7}', 'x'.repeat(100_000)]) {
      writeFileSync(join(folder, 'studio.line'), text)
      expect(await connectLine(folder)).toBeNull()
    }
  }))

test('a line that can not be written down is not kept open', () =>
  withTempFolder(async (folder) => {
    mkdirSync(join(folder, 'studio.line'))
    const serving = serveLine({
      folder,
      api: { ask: async () => null } as never,
      listen: () => () => {},
      door: 'window',
      works: true,
    })
    await expect(serving).rejects.toThrow(/studio\.line/)
    expect(existsSync(join(folder, 'studio.sock'))).toBe(false)
  }))
