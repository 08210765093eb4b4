import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { connectLine } from '../../src-main/line/connect-line.ts'
import { readLines } from '../../src-main/line/messages.ts'
import { changed, withServed } from './served-studio.ts'

const until = async (is: () => boolean) => {
  while (!is()) await sleep(5)
}
const lastWord = (heard: string) => JSON.parse(heard.trim().split('\n').at(-1)!)

test.each([
  ['does not know the word', [{ say: 'hello', version: 1, token: 'guessed' }], 'line.refused'],
  ['asks before the hello', [{ say: 'ask', id: 1, name: 'batch.list', payload: {} }], 'line.refused'],
  ['says what is no JSON', ['GET / HTTP/1.1\r\n\r\n'], 'line.unreadable'],
  ['never ends its line', ['x'.repeat(5_000)], 'line.refused'],
])('who %s is shown the door and reaches nothing', (_, lines, code) =>
  withServed(
    () => 'secret',
    async ({ bare, asked }) => {
      const { heard } = await bare(lines)
      expect(lastWord(await heard)).toMatchObject({ say: 'bye', error: { code } })
      expect(asked).toEqual([])
    },
  ),
)

test('a studio of another version says so', () =>
  withServed(
    () => null,
    async ({ bare, hello }) => {
      const { heard } = await bare([{ ...hello(), version: 99 }])
      expect(lastWord(await heard)).toMatchObject({ error: { code: 'line.version' } })
    },
  ))

test.each([
  ['rubbish', 'rubbish\n', 'line.unreadable'],
  ['a message with more in it', `${JSON.stringify({ say: 'hear', all: true })}\n`, 'line.unreadable'],
  ['an endless message', 'x'.repeat(5 * 1024 ** 2), 'line.too-long'],
  ['deeply nested JSON', `${'['.repeat(200_000)}\n`, 'line.unreadable'],
])('a guest that says %s loses its own line, and the others go on', (_, text, code) =>
  withServed(
    () => 'fine',
    async ({ folder, bare, hello }) => {
      const other = (await connectLine(folder))!
      const { heard } = await bare([hello(), text])
      expect(lastWord(await heard)).toMatchObject({ error: { code } })
      expect(await other.api.ask('sample.show', {})).toBe('fine')
      other.close()
    },
  ),
)

test('a guest that asks and never reads has few questions worked on, and takes little memory', () =>
  withServed(
    () => 'x'.repeat(1024 ** 2),
    async ({ folder, bare, hello, asked }) => {
      const questions = Array.from({ length: 2_000 }, (_, id) => ({
        say: 'ask',
        id,
        name: 'batch.show',
        payload: {},
      }))
      const { socket } = await bare([hello()])
      socket.pause()
      for (const one of questions) socket.write(`${JSON.stringify(one)}\n`)
      await until(() => asked.length > 0)
      await sleep(200)
      expect(asked.length).toBeLessThan(60)
      const other = (await connectLine(folder))!
      expect(await other.api.ask('sample.show', {})).toHaveLength(1024 ** 2)
      other.close()
      socket.destroy()
    },
  ))

test('a guest that takes its answers slowly gets all of them', () =>
  withServed(
    () => 'x'.repeat(300_000),
    async ({ folder }) => {
      const line = (await connectLine(folder))!
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => line.api.ask('batch.show', { batch: 'b1' })),
      )
      expect(answers.every((answer) => String(answer).length === 300_000)).toBe(true)
      line.close()
    },
  ))

test('a guest that listens and never reads misses news instead of filling memory, and then begins with a snapshot', () =>
  withServed(
    () => null,
    async ({ bare, hello, tell, listeners }) => {
      const { socket, heard } = await bare([hello(), { say: 'hear' }])
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      const snapshots = () => text.split('"snapshot"').length - 1
      await until(() => listeners() === 1 && snapshots() === 1)
      socket.pause()
      const before = process.memoryUsage().rss
      // 600 MB of news.
      for (let step = 0; step < 6_000; step += 1) {
        tell([changed('running', 'x'.repeat(100_000))])
        if (step % 100 === 0) await sleep(1)
      }
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2)
      socket.resume()
      // Once it has read all that was kept for it, it is told how things stand, and hears on.
      await until(() => snapshots() === 2)
      tell([changed('finished', 'the last')])
      await until(() => text.includes('the last'))
      socket.destroy()
      const said = (await heard)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      const kinds = said.map(({ say, told }) => (say === 'told' ? Object.keys(told)[0] : say))
      expect(kinds.slice(0, 3)).toEqual(['hello', 'snapshot', 'events'])
      expect(kinds.slice(-2)).toEqual(['snapshot', 'events'])
      expect(kinds.filter((kind) => kind === 'events').length).toBeLessThan(200)
      expect(said.at(-1).told.events).toEqual([changed('finished', 'the last')])
    },
  ))

test('what was missed reaches a listener as changes of every batch', () =>
  withServed(
    () => null,
    async ({ folder, tell, listeners }) => {
      const line = (await connectLine(folder))!
      const heard: string[] = []
      line.listen((events) => heard.push(...events.map(({ event }) => event)))
      await until(() => listeners() === 1)
      await sleep(50)
      // In one turn, so that nobody can read in between.
      for (let step = 0; step < 400; step += 1) tell([changed('running', 'x'.repeat(100_000))])
      await until(() => heard.includes('farm.changed'))
      expect(heard.slice(-3)).toEqual(['batch.changed', 'queue.changed', 'farm.changed'])
      expect(heard.length).toBeLessThan(200)
      line.close()
    },
  ))

test('a plan whose asker is gone is stopped', () =>
  withServed(
    (name) => (name === 'plan.run' ? new Promise(() => {}) : null),
    async ({ bare, hello, asked }) => {
      const { socket } = await bare([
        hello(),
        { say: 'ask', id: 1, name: 'plan.run', payload: { id: 'mine', request: {} } },
      ])
      await until(() => asked.length === 1)
      socket.destroy()
      await until(() => asked.length === 2)
      expect(asked[1]).toEqual(['plan.stop', { id: 'mine' }])
    },
  ))

test('measuring the machine is stopped when who asked for it is gone', () =>
  withServed(
    (name) => (name === 'farm.calibrate' ? new Promise(() => {}) : null),
    async ({ bare, hello, asked }) => {
      const { socket } = await bare([
        hello(),
        { say: 'ask', id: 1, name: 'farm.calibrate', payload: { id: 'mine' } },
      ])
      await until(() => asked.length === 1)
      socket.destroy()
      await until(() => asked.length === 2)
      expect(asked[1]).toEqual(['farm.stop-calibrating', { id: 'mine' }])
    },
  ))

test('at most 32 guests at a time', () =>
  withServed(
    () => 'fine',
    async ({ folder, bare, hello }) => {
      const guests = await Promise.all(Array.from({ length: 40 }, () => bare([hello()])))
      const turnedAway = () => guests.filter(({ socket }) => socket.destroyed).length
      await until(() => turnedAway() >= 8)
      await sleep(50)
      expect(turnedAway()).toBe(8)
      guests.find(({ socket }) => !socket.destroyed)!.socket.destroy()
      // The place is free once the studio has seen that it went.
      let late = await connectLine(folder)
      while (late === null) {
        await sleep(20)
        late = await connectLine(folder)
      }
      expect(await late.api.ask('sample.show', {})).toBe('fine')
      late.close()
      for (const { socket } of guests) socket.destroy()
    },
  ))

test('a line is cut where it ends, also within a character and between many pieces', () => {
  const text = 'ä日\nzwei\n\ndrei'
  const bytes = Buffer.from(`${text}\n`)
  for (const size of [1, 2, 3, 5, 100]) {
    const lines: string[] = []
    const read = readLines(
      100,
      (line) => lines.push(line),
      () => lines.push('too long'),
    )
    for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size))
    expect(lines).toEqual(text.split('\n'))
  }
})
