import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { sweepLost } from '../../../src-main/services/batch-desk/lost-batches.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { openFakeStudio } from './fake-studio.ts'

const sqlFolder = join(projectRoot, 'src-main', 'outside', 'database')

test('a studio that is killed while it clears up after another one leaves that to the next', () =>
  withTempFolder(async (folder) => {
    const first = openFakeStudio(folder)
    const data = first.table('t.csv', [{ key: 'A' }, { key: 'Slow', hangs: true }])
    const { batch } = await first.start({ data })
    while (first.store.batch(batch).counts.done < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    writeFileSync(join(folder, 'out', '.0a1b2c3d.part'), 'half')
    await first.kill()

    const asked: string[][] = []
    const store = openStudioStore({ folder: join(folder, 'studio'), sqlFolder, studio: 'second' })
    const needs = {
      store,
      log: { path: '', info: () => {}, fault: () => {} },
      clock: { iso: () => '2026-11-21T10:00:00.000Z', milliseconds: () => 0, after: () => () => {} },
      artifacts: { keep: () => {} },
    }
    store.setSetting('left-behind', {
      batches: [batch],
      programs: [{ pid: 4711, startedAt: 'then' }],
      studios: ['lost-1'],
      folders: [{ folder: join(folder, 'out'), below: ['.'] }],
    })
    writeFileSync(join(folder, 'out', '.0a1b2c3d.part'), 'half')
    await sweepLost({
      ...needs,
      async endLeftOver(programs, studios) {
        asked.push([...programs.map(({ pid }) => String(pid)), ...studios])
      },
    })
    expect(asked).toEqual([expect.arrayContaining(['4711', 'lost-1'])])
    expect(existsSync(join(folder, 'out', '.0a1b2c3d.part'))).toBe(false)
    // Once it is done, nobody is asked again.
    await sweepLost({ ...needs, endLeftOver: () => Promise.reject(new Error('asked again')) })
    expect(store.setting('left-behind')).toBeNull()
    store.close()
  }))
