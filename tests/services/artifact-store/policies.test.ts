import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  applyPolicies,
  artifactsOf,
  keptArtifacts,
  openBatchArtifacts,
} from '../../../src-main/services/artifact-store/artifact-folders.ts'
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
  test('dropped at once: the folder goes with the end of the batch', () =>
    withTempFolder(async (studio) => {
      await batch(studio, 'one', 'drop', day(1))
      expect(there(studio)).toEqual([])
    }))

  test('kept seven days: they are there on the seventh, and gone after it; those kept for good stay', () =>
    withTempFolder(async (studio) => {
      await batch(studio, 'week', { days: 7 }, day(1))
      await batch(studio, 'good', 'keep', day(1))
      expect(await sweep(studio, day(8, '09:59'))).toEqual({ removed: [], kept: { batches: 2, bytes: 200 } })
      const swept = await sweep(studio, day(8))
      expect(swept.removed).toEqual([{ batch: 'week', why: expect.any(String) }])
      expect(swept.kept).toEqual({ batches: 1, bytes: 100 })
      expect(there(studio)).toEqual(['good'])
      // A clock that was set back takes nothing away.
      expect((await sweep(studio, day(1, '00:00'))).removed).toEqual([])
    }))

  test('above the limit for all of them, those of the oldest batches go first', () =>
    withTempFolder(async (studio) => {
      await batch(studio, 'b-second', 'keep', day(2))
      await batch(studio, 'a-third', { days: 7 }, day(3))
      await batch(studio, 'c-first', { days: 7 }, day(1))
      const swept = await sweep(studio, day(4), 250)
      expect(swept).toEqual({
        removed: [{ batch: 'c-first', why: expect.stringContaining('room') }],
        kept: { batches: 2, bytes: 200 },
      })
      expect((await sweep(studio, day(4), 0)).kept).toEqual({ batches: 0, bytes: 0 })
      expect(there(studio)).toEqual([])
    }))

  test('a batch that is being made is left alone, whatever the limit and its policy', () =>
    withTempFolder(async (studio) => {
      const { store } = openStore(artifactsOf(studio, 'now'), { policy: 'drop' })
      const held = await store.hold('aa11', 'mp4', never, maker('frames'))
      expect((await sweep(studio, day(30), 0)).removed).toEqual([])
      expect(existsSync(held.path)).toBe(true)
      await store.drop()
    }))

  test('a kept batch from which another one takes is left alone until that has ended', () =>
    withTempFolder(async (studio) => {
      await batch(studio, 'old', { days: 1 }, day(1))
      const store = await openBatchArtifacts({
        studioFolder: studio,
        sqlFolder,
        batch: 'new',
        policy: { days: 7 },
        maxBytes: 1e9,
      })
      const make = maker('made again')
      ;(await store.hold('aa11', 'mp4', never, make)).release()
      expect(make.times).toBe(0)
      expect((await sweep(studio, day(9), 0)).removed).toEqual([])
      await store.seal('keep', day(9))
      expect((await sweep(studio, day(9))).removed).toMatchObject([{ batch: 'old' }])
    }))

  test('a studio without artifacts has nothing to sweep, and nothing to take over', () =>
    withTempFolder(async (studio) => {
      expect(await sweep(studio, day(1))).toEqual({ removed: [], kept: { batches: 0, bytes: 0 } })
      expect(await keptArtifacts({ studioFolder: studio, sqlFolder })).toEqual([])
    }))

  test('folders without records go a day after they were last used, as do those whose removal was cut short', () =>
    withTempFolder(async (studio) => {
      const used = async (id: string, at: string) => {
        const shard = join(artifactsOf(studio, id), 'aa')
        await mkdir(shard, { recursive: true })
        await writeFile(join(shard, 'aa11.png'), 'x')
        for (const path of [shard, artifactsOf(studio, id)])
          await utimes(path, Date.parse(at) / 1_000, Date.parse(at) / 1_000)
      }
      await used('still-old', day(1))
      await used('still-new', day(2, '09:00'))
      await used('batch.going-1234', day(2))
      await writeFile(join(studio, 'artifacts', 'a file'), 'of somebody')
      expect((await sweep(studio, day(2, '10:01'))).removed).toMatchObject([{ batch: 'still-old' }])
      expect(there(studio)).toEqual(['a file', 'still-new'])
    }))
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
      await killedBatch(artifactsOf(studio, 'killed'), { days: 7 })
      const now = new Date()
      const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()
      expect(await sweep(studio, now.toISOString())).toEqual({ removed: [], kept: { batches: 1, bytes: 6 } })
      const earlier = await keptArtifacts({ studioFolder: studio, sqlFolder })
      const { store } = openStore(artifactsOf(studio, 'next'), { earlier })
      const make = maker('new')
      await store.hold('aa11', 'mp4', never, make)
      expect(make.times).toBe(0)
      await store.drop()
      expect((await sweep(studio, inDays(6.9))).removed).toEqual([])
      expect((await sweep(studio, inDays(7.1))).removed).toMatchObject([{ batch: 'killed' }])
    }))

  test('loses them at the next sweep when they were to be dropped', () =>
    withTempFolder(async (studio) => {
      await killedBatch(artifactsOf(studio, 'killed'), 'drop')
      expect((await sweep(studio, new Date().toISOString())).removed).toMatchObject([{ batch: 'killed' }])
      expect(there(studio)).toEqual([])
    }))
})

describe('what a new batch may take over', () => {
  test('the newest batches are asked first, those that are excluded not at all', () =>
    withTempFolder(async (studio) => {
      for (const [index, id] of ['one', 'two', 'three'].entries()) {
        await keptBatch(artifactsOf(studio, id), { aa11: id })
        const time = Date.parse(day(index + 1)) / 1_000
        await utimes(join(artifactsOf(studio, id), 'index.sqlite'), time, time)
      }
      const folders = async (excluding: string[]) => {
        const sources = await keptArtifacts({ studioFolder: studio, sqlFolder, excluding })
        for (const source of sources) source.close()
        return sources.map(({ folder }) => folder.slice(join(studio, 'artifacts').length + 1))
      }
      expect(await folders([])).toEqual(['three', 'two', 'one'])
      expect(await folders(['three'])).toEqual(['two', 'one'])
    }))

  test('of hundreds of kept batches only the newest are opened', () =>
    withTempFolder(async (studio) => {
      for (let number = 0; number < 30; number += 1) await keptBatch(artifactsOf(studio, `b${number}`), {})
      const sources = await keptArtifacts({ studioFolder: studio, sqlFolder })
      expect(sources).toHaveLength(24)
      for (const source of sources) source.close()
    }))
})
