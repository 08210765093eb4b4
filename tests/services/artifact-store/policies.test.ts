import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readdir, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import {
  applyPolicies,
  artifactsOf,
  keptArtifacts,
  openBatchArtifacts,
} from '../../../src-main/services/artifact-store/artifact-folders.ts'
import { createArtifactStore, folderMark } from '../../../src-main/services/artifact-store/artifact-store.ts'
import {
  type ArtifactPolicy,
  artifactPolicyText,
  parseArtifactPolicy,
} from '../../../src-shared/batches/artifact-policy.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { keptBatch, maker, never, openStore, sqlFolder } from './kept-stores.ts'

const day = (number: number, time = '10:00') => `2026-11-${String(number).padStart(2, '0')}T${time}:00.000Z`

async function batch(studio: string, id: string, policy: ArtifactPolicy, endedAt: string, bytes = 100) {
  const { store } = openStore(artifactsOf(studio, id), { policy })
  await store.hold('aa11', 'mp4', never, maker('x'.repeat(bytes)))
  await store.seal(policy, endedAt)
}
/** The name of a batch with these four letters. */
const named = (letters: string) => `20261101-1000-${letters}`
/** Sets the time at which a folder and what lies in it were last written. */
async function used(folder: string, at: string): Promise<void> {
  const time = Date.parse(at) / 1_000
  for (const name of await readdir(folder, { recursive: true })) await utimes(join(folder, name), time, time)
  await utimes(folder, time, time)
}
const sweep = (studioFolder: string, now: string, maxBytes = 1e9) =>
  applyPolicies({ studioFolder, sqlFolder, now, maxBytes })
const there = (studio: string) => readdirSync(join(studio, 'artifacts')).sort()

describe('how long artifacts are kept is said in words', () => {
  test.each<[string, ArtifactPolicy]>([
    ['keep', 'keep'],
    ['drop', 'drop'],
    ['7d', { days: 7 }],
    ['1d', { days: 1 }],
  ])('%s', (text, policy) => {
    expect(parseArtifactPolicy(text)).toEqual(policy)
    expect(parseArtifactPolicy(` ${text.toUpperCase()} `)).toEqual(policy)
    expect(artifactPolicyText(policy)).toBe(text)
  })

  test.each(['', 'kept', '0d', '-1d', '7', '7 days', '1.5d', '99999d', 'constructor'])(
    '"%s" is refused, with what to say instead',
    (text) => {
      expect(() => parseArtifactPolicy(text)).toThrow(
        expect.objectContaining({ code: 'artifacts.policy', whatToDo: expect.stringContaining('7d') }),
      )
    },
  )
})

describe('artifacts of batches that are done', () => {
  test('one that the system does not let go of is told, and the others go all the same', () =>
    withTempFolder(async (studio) => {
      // No name that is longer can be given to it.
      const stuck = `${'a'.repeat(213)}-00000000-0000-0000-0000-000000000000`
      await mkdir(artifactsOf(studio, stuck), { recursive: true })
      await writeFile(join(artifactsOf(studio, stuck), folderMark), '')
      await used(artifactsOf(studio, stuck), day(1))
      await batch(studio, named('week'), { days: 7 }, day(1))
      const told: unknown[] = []
      const { removed } = await applyPolicies({
        studioFolder: studio,
        sqlFolder,
        now: day(20),
        maxBytes: 1e9,
        onStuck: (...what) => told.push(what),
      })
      expect(told).toEqual([[stuck, expect.objectContaining({ code: 'ENAMETOOLONG' })]])
      expect(removed).toMatchObject([{ batch: named('week') }])
      expect(there(studio)).toEqual([stuck])
    }))

  test('dropped at once: the folder goes with the end of the batch', () =>
    withTempFolder(async (studio) => {
      await batch(studio, named('dead'), 'drop', day(1))
      expect(there(studio)).toEqual([])
    }))

  test('kept seven days: they are there on the seventh, and gone after it; those kept for good stay', () =>
    withTempFolder(async (studio) => {
      await batch(studio, named('week'), { days: 7 }, day(1))
      await batch(studio, named('good'), 'keep', day(1))
      expect(await sweep(studio, day(8, '09:59'))).toEqual({ removed: [], kept: { batches: 2, bytes: 200 } })
      const swept = await sweep(studio, day(8))
      expect(swept.removed).toEqual([{ batch: named('week'), why: expect.any(String) }])
      expect(swept.kept).toEqual({ batches: 1, bytes: 100 })
      expect(there(studio)).toEqual([named('good')])
      // A clock that was set back takes nothing away.
      expect((await sweep(studio, day(1, '00:00'))).removed).toEqual([])
    }))

  test('above the limit for all of them, those of the oldest batches go first', () =>
    withTempFolder(async (studio) => {
      await batch(studio, named('bsec'), 'keep', day(2))
      await batch(studio, named('athi'), { days: 7 }, day(3))
      await batch(studio, named('cfir'), { days: 7 }, day(1))
      const swept = await sweep(studio, day(4), 250)
      expect(swept).toEqual({
        removed: [{ batch: named('cfir'), why: expect.stringContaining('room') }],
        kept: { batches: 2, bytes: 200 },
      })
      expect((await sweep(studio, day(4), 0)).kept).toEqual({ batches: 0, bytes: 0 })
      expect(there(studio)).toEqual([])
    }))

  test('a batch that is being made is left alone, whatever the limit and its policy', () =>
    withTempFolder(async (studio) => {
      const { store } = openStore(artifactsOf(studio, named('busy')), { policy: 'drop' })
      const held = await store.hold('aa11', 'mp4', never, maker('frames'))
      expect((await sweep(studio, day(30), 0)).removed).toEqual([])
      expect(existsSync(held.path)).toBe(true)
      await store.drop()
    }))

  test('a kept batch from which another one takes is left alone until that has ended', () =>
    withTempFolder(async (studio) => {
      await batch(studio, named('past'), { days: 1 }, day(1))
      const store = await openBatchArtifacts({
        studioFolder: studio,
        sqlFolder,
        batch: named('newb'),
        policy: { days: 7 },
        maxBytes: 1e9,
      })
      const make = maker('made again')
      ;(await store.hold('aa11', 'mp4', never, make)).release()
      expect(make.times).toBe(0)
      expect((await sweep(studio, day(9), 0)).removed).toEqual([])
      await store.seal('keep', day(9))
      expect((await sweep(studio, day(9))).removed).toMatchObject([{ batch: named('past') }])
    }))

  test('a studio without artifacts has nothing to sweep, and nothing to take over', () =>
    withTempFolder(async (studio) => {
      expect(await sweep(studio, day(1))).toEqual({ removed: [], kept: { batches: 0, bytes: 0 } })
      expect(await keptArtifacts({ studioFolder: studio, sqlFolder })).toEqual([])
    }))

  test('what a killed process left without records goes a day after it was last used, with what was half-removed', () =>
    withTempFolder(async (studio) => {
      const left = async (id: string, at: string) => {
        const store = createArtifactStore({ folder: artifactsOf(studio, id), maxBytes: 1e9 })
        await store.hold('aa11', 'png', never, maker('x'))
        await used(artifactsOf(studio, id), at)
      }
      await left(named('aold'), day(1))
      await left(named('anew'), day(2, '09:00'))
      await left(`${named('half')}.going-0123abcd`, day(2))
      await writeFile(join(studio, 'artifacts', 'a file'), 'of somebody')
      expect((await sweep(studio, day(2, '10:01'))).removed).toMatchObject([{ batch: named('aold') }])
      expect(there(studio)).toEqual([named('anew'), 'a file'].sort())
    }))

  test('a batch whose index was damaged goes a day after it was last used', () =>
    withTempFolder(async (studio) => {
      const folder = artifactsOf(studio, named('torn'))
      await batch(studio, named('torn'), 'keep', day(1))
      await truncate(join(folder, 'index.sqlite'), 5_000)
      await used(folder, day(1))
      expect((await sweep(studio, day(1, '11:00'))).removed).toEqual([])
      expect((await sweep(studio, day(3))).removed).toMatchObject([{ batch: named('torn') }])
    }))

  test('what somebody else laid beside them stays, whatever it is called, and however old it is', () =>
    withTempFolder(async (studio) => {
      const foreign = [
        'My documents',
        'ab',
        named('mine'),
        `${named('mine')}-copy`,
        'notes.going-home',
        'notes.going-0123abcd',
        `${named('gone')}.going-0123abcd-2`,
        `${named('gone')}.going-1234`,
      ]
      for (const name of foreign) {
        await mkdir(join(artifactsOf(studio, name), 'aa'), { recursive: true })
        await writeFile(join(artifactsOf(studio, name), 'aa', 'letter.txt'), 'Dear Ada')
        await used(artifactsOf(studio, name), day(1))
      }
      // A database of another program, and the index of a batch under a name that a person gave it.
      const other = new Database(join(artifactsOf(studio, named('mine')), 'index.sqlite'))
      other.exec('CREATE TABLE letters (text)')
      other.close()
      await batch(studio, 'renamed by hand', { days: 1 }, day(1))
      expect(await sweep(studio, day(30), 0)).toEqual({ removed: [], kept: { batches: 0, bytes: 0 } })
      expect(there(studio)).toEqual([...foreign, 'renamed by hand'].sort())
      for (const name of foreign)
        expect(existsSync(join(artifactsOf(studio, name), 'aa', 'letter.txt')), name).toBe(true)
    }))

  test.each([
    ['a newer Reelmill', 'user_version = 99'],
    ['another program', 'application_id = 77'],
  ])('what %s keeps under the name of a batch stays', (_, pragma) =>
    withTempFolder(async (studio) => {
      await batch(studio, named('that'), { days: 1 }, day(1))
      const db = new Database(join(artifactsOf(studio, named('that')), 'index.sqlite'))
      db.pragma(pragma)
      db.close()
      await used(artifactsOf(studio, named('that')), day(1))
      expect((await sweep(studio, day(30), 0)).removed).toEqual([])
      expect(existsSync(join(artifactsOf(studio, named('that')), 'aa', 'aa11.mp4'))).toBe(true)
    }),
  )
})

describe('a batch whose process was killed', () => {
  /** Another process makes an artifact, is killed, and its folder is found. */
  async function killedBatch(folder: string, policy: ArtifactPolicy): Promise<void> {
    const helper = join(projectRoot, 'tests/services/artifact-store/kept-stores.ts')
    const script = `
      const { openStore, maker, never } = await import(${JSON.stringify(`file://${helper}`)})
      const { store } = openStore(${JSON.stringify(folder)}, { policy: ${JSON.stringify(policy)} })
      await store.hold('aa11', 'mp4', never, maker('frames'))
      console.log('made')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: 'artifacts.in-use' }))
    expect((await sweep(join(folder, '../..'), day(30), 0)).removed).toEqual([])
    child.kill('SIGKILL')
    await exited
  }

  test('leaves its artifacts to later batches, as long as its policy says', () =>
    withTempFolder(async (studio) => {
      await killedBatch(artifactsOf(studio, named('dead')), { days: 7 })
      const now = new Date()
      const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()
      expect(await sweep(studio, now.toISOString())).toEqual({ removed: [], kept: { batches: 1, bytes: 6 } })
      const earlier = await keptArtifacts({ studioFolder: studio, sqlFolder })
      const { store } = openStore(artifactsOf(studio, named('next')), { earlier })
      const make = maker('new')
      await store.hold('aa11', 'mp4', never, make)
      expect(make.times).toBe(0)
      await store.drop()
      expect((await sweep(studio, inDays(6.9))).removed).toEqual([])
      expect((await sweep(studio, inDays(7.1))).removed).toMatchObject([{ batch: named('dead') }])
    }))

  test('loses them at the next sweep when they were to be dropped', () =>
    withTempFolder(async (studio) => {
      await killedBatch(artifactsOf(studio, named('dead')), 'drop')
      expect((await sweep(studio, new Date().toISOString())).removed).toMatchObject([
        { batch: named('dead') },
      ])
      expect(there(studio)).toEqual([])
    }))
})

describe('what a new batch may take over', () => {
  test('the newest batches are asked first, those that are excluded not at all', () =>
    withTempFolder(async (studio) => {
      for (const [index, id] of ['aaaa', 'bbbb', 'cccc'].entries()) {
        await keptBatch(artifactsOf(studio, named(id)), { aa11: id })
        const time = Date.parse(day(index + 1)) / 1_000
        await utimes(join(artifactsOf(studio, named(id)), 'index.sqlite'), time, time)
      }
      const folders = async (excluding: string[]) => {
        const sources = await keptArtifacts({ studioFolder: studio, sqlFolder, excluding })
        for (const source of sources) source.close()
        return sources.map(({ folder }) => folder.slice(join(studio, 'artifacts').length + 1))
      }
      expect(await folders([])).toEqual(['cccc', 'bbbb', 'aaaa'].map(named))
      expect(await folders([named('cccc')])).toEqual(['bbbb', 'aaaa'].map(named))
    }))

  test('of hundreds of kept batches only the newest are opened', () =>
    withTempFolder(async (studio) => {
      for (let number = 10; number < 40; number += 1)
        await keptBatch(artifactsOf(studio, `20261101-10${number}-abcd`), {})
      const sources = await keptArtifacts({ studioFolder: studio, sqlFolder })
      expect(sources).toHaveLength(24)
      for (const source of sources) source.close()
    }))
})
