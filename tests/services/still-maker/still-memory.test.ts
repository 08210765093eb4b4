import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openStillMemory, type StillMemory } from '../../../src-main/services/still-maker/still-memory.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = new AbortController().signal
const hash = 'ab'.padEnd(64, '0')

/** Draws `text` as the drawing of this hash, unless it is there; answers what lies there and how often it was drawn. */
async function draw(memory: StillMemory, text: string, name = hash) {
  let drawn = 0
  const held = await memory.artifacts.hold(name, 'png', never, async (path) => {
    drawn += 1
    await writeFile(path, text)
    return { facts: { left: 3 }, frames: null }
  })
  const said = { drawn, facts: held.facts, content: readFileSync(held.path, 'utf8'), path: held.path }
  held.release()
  return said
}

test('what one still drew, the next one takes, in another process too', () =>
  withTempFolder(async (folder) => {
    const open = () => openStillMemory({ folder: join(folder, 'stills'), maxBytes: 1e6 })
    expect(await draw(open(), 'a lamp')).toMatchObject({ drawn: 1, content: 'a lamp' })
    expect(await draw(open(), 'not drawn')).toMatchObject({
      drawn: 0,
      content: 'a lamp',
      facts: { left: 3 },
    })
  }))

test('two stills that draw the same at once both get it', () =>
  withTempFolder(async (folder) => {
    const open = () => openStillMemory({ folder, maxBytes: 1e6 })
    const both = await Promise.all([draw(open(), 'a lamp'), draw(open(), 'a lamp')])
    expect(both.map(({ content }) => content)).toEqual(['a lamp', 'a lamp'])
    expect(await draw(open(), 'not drawn')).toMatchObject({ drawn: 0, content: 'a lamp' })
  }))

test.each([
  ['cut short', (path: string) => truncateSync(path, 2)],
  ['changed', (path: string) => writeFileSync(path, 'a lump')],
])('a drawing that was %s is drawn again', (_, damage) =>
  withTempFolder(async (folder) => {
    const memory = openStillMemory({ folder, maxBytes: 1e6 })
    const { path } = await draw(memory, 'a lamp')
    damage(path)
    expect(await draw(memory, 'a lamp')).toMatchObject({ drawn: 1, content: 'a lamp' })
    expect(await draw(memory, 'a lamp')).toMatchObject({ drawn: 0 })
  }),
)

test('a film that is asked for piece by piece is not read through for each, and is when it has changed', () =>
  withTempFolder(async (folder) => {
    const memory = openStillMemory({ folder, maxBytes: 1e9 })
    let made = 0
    const film = async () => {
      const before = process.cpuUsage()
      const { path } = await memory.artifacts.hold(hash, 'mp4', never, async (path) => {
        made += 1
        await writeFile(path, '')
        truncateSync(path, 64 * 1024 * 1024)
        return { facts: null, frames: null }
      })
      const { user, system } = process.cpuUsage(before)
      return { path, used: user + system }
    }
    await film()
    const { path, used: whole } = await film()
    await expect.poll(async () => (await film()).used / whole, { timeout: 30_000 }).toBeLessThan(0.3)
    const file = openSync(path, 'r+')
    writeSync(file, 'x', 40_000_000)
    closeSync(file)
    await film()
    expect(made).toBe(2)
  }))

test('a drawing that failed leaves nothing, and is tried again', () =>
  withTempFolder(async (folder) => {
    const memory = openStillMemory({ folder, maxBytes: 1e6 })
    const failing = memory.artifacts.hold(hash, 'png', never, async (path) => {
      await writeFile(path, 'half a la')
      throw new Error('no font')
    })
    await expect(failing).rejects.toThrow('no font')
    expect(readdirSync(join(folder, 'ab'))).toEqual([])
    expect(await draw(memory, 'a lamp')).toMatchObject({ drawn: 1 })
  }))

test('what was seen in a file is known again, and only under the very same words', () =>
  withTempFolder(async (folder) => {
    const memory = openStillMemory({ folder, maxBytes: 1e6 })
    await memory.keep(['look', 'video', 'c0ffee'], { duration: 8 })
    expect(await memory.recall(['look', 'video', 'c0ffee'])).toEqual({ duration: 8 })
    expect(await memory.recall(['look', 'audio', 'c0ffee'])).toBeNull()
    expect(await memory.recall(['look', 'video c0ffee'])).toBeNull()
  }))

test('a note that somebody changed is not believed', () =>
  withTempFolder(async (folder) => {
    const memory = openStillMemory({ folder, maxBytes: 1e6 })
    await memory.keep(['look'], { duration: 8 })
    const [path] = filesIn(folder)
    writeFileSync(path!, readFileSync(path!, 'utf8').replace('8', '9'))
    expect(await memory.recall(['look'])).toBeNull()
  }))

test('where nothing can be kept, nothing is, and nobody is disturbed', () =>
  withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'stills'), 'a file where the folder should be')
    const memory = openStillMemory({ folder: join(folder, 'stills'), maxBytes: 1e6 })
    await memory.keep(['look'], { duration: 8 })
    expect(await memory.recall(['look'])).toBeNull()
    await memory.artifacts.drop()
  }))

const minute = 60_000
const day = 24 * 60 * minute

test('what nobody used for a week goes, what was used stays', () =>
  withTempFolder(async (folder) => {
    let now = Date.now()
    const memory = openStillMemory({ folder, maxBytes: 1e6, now: () => now })
    const old = await draw(memory, 'an old lamp', 'cd'.padEnd(64, '0'))
    const used = await draw(memory, 'a lamp')
    now += 5 * day
    await draw(memory, 'a lamp')
    now += 3 * day
    await memory.artifacts.drop()
    expect([existsSync(old.path), existsSync(used.path)]).toEqual([false, true])
    expect(filesIn(folder)).toHaveLength(2)
  }))

test('the longest unused go when all of it is too much, but not what may be in use', () =>
  withTempFolder(async (folder) => {
    const now = Date.now()
    const memory = openStillMemory({ folder, maxBytes: 2500, now: () => now })
    const made = []
    for (const [index, name] of ['aa', 'bb', 'cc', 'dd'].entries()) {
      const { path } = await draw(memory, 'x'.repeat(1000), name.padEnd(64, '0'))
      const time = (now - [1, 2, 30, 40][index]! * minute) / 1000
      utimesSync(path, time, time)
      made.push(path)
    }
    await memory.artifacts.drop()
    expect(made.map((path) => existsSync(path))).toEqual([true, true, false, false])
  }))

test('it is tidied once an hour, not by each still', () =>
  withTempFolder(async (folder) => {
    let now = Date.now()
    const memory = openStillMemory({ folder, maxBytes: 0, now: () => now })
    await memory.keep(['look'], 1)
    await memory.artifacts.drop()
    const [path] = filesIn(folder)
    now += 59 * minute
    await memory.artifacts.drop()
    expect(statSync(path!).isFile()).toBe(true)
    now += 2 * minute
    await memory.artifacts.drop()
    expect(existsSync(path!)).toBe(false)
  }))

test("somebody else's files in the same folder stay, however old they are", () =>
  withTempFolder(async (folder) => {
    const now = Date.now() + 30 * day
    const memory = openStillMemory({ folder, maxBytes: 0, now: () => now })
    const { path } = await draw(memory, 'a lamp')
    const half = `${path}.${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}.part`
    writeFileSync(half, 'half a la')
    const foreign = [
      ['ab', 'letter.txt'],
      ['ab', `${'ab'.padEnd(64, '0')}`],
      ['ab', `copy of ${'ab'.padEnd(64, '0')}.png`],
      ['Pictures', `${'ab'.padEnd(64, '0')}.png`],
      ['xy', `${'ab'.padEnd(64, '0')}.png`],
    ].map((names) => join(folder, ...names))
    for (const file of foreign) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, 'Dear Ada')
      utimesSync(file, 0, 0)
    }
    for (const file of [path, half]) utimesSync(file, 0, 0)
    await memory.artifacts.drop()
    expect(foreign.filter((file) => !existsSync(file))).toEqual([])
    expect([path, half].map((file) => existsSync(file))).toEqual([false, false])
  }))

/** What is kept, without the note of when it was tidied. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
}
