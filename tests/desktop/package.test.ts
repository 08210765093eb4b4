import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from 'playwright'
import { expect, test } from 'vitest'
import { besideEnvironment } from '../../scripts/set-up/debian-beside.mjs'
import { projectRoot } from '../helpers/project-root.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage, ended } from './ask.ts'
import { startProducts } from './busy-studio.ts'
import { runLostTicks } from './lost-ticks.ts'

/** The program in what was packed for this system. */
function programIn(dist: string): string {
  const folder = readdirSync(dist).find((name) => name.endsWith('-unpacked') || /^mac/.test(name))
  if (folder === undefined) throw new Error(`nothing was packed into ${dist}`)
  const names = ['reelmill', 'Reelmill.exe', 'Reelmill.app/Contents/MacOS/Reelmill']
  return names.map((name) => join(dist, folder, name)).find(existsSync) ?? ''
}

test('the packed app opens, draws a still of its own sample, and makes videos with nothing but what it brings', () =>
  withTempFolder(async (folder) => {
    const at = (...parts: string[]) => join(folder, ...parts)
    mkdirSync(at('passing'))
    const script = join(projectRoot, 'scripts', 'package.ts')
    const packing = spawnSync(
      process.execPath,
      [script, '--built', '--target', 'dir', '--into', at('dist')],
      {
        cwd: projectRoot,
        encoding: 'utf8',
        timeout: 120_000,
        // The packer keeps things in the system's folder for passing files.
        env: { ...process.env, TMPDIR: at('passing') },
      },
    )
    expect(packing.status, packing.stdout + packing.stderr).toBe(0)

    // No ffmpeg but its own, and nothing of the clone.
    const env: Record<string, string | undefined> = {
      ...process.env,
      ...besideEnvironment(projectRoot),
      PATH: '/usr/bin-that-is-not-there',
      REELMILL_STUDIO: at('studio'),
    }
    delete env.REELMILL_FFMPEG
    delete env.REELMILL_FFPROBE
    const app = await _electron.launch({
      executablePath: programIn(at('dist')),
      args: ['--no-sandbox', '--disable-gpu'],
      env: env as Record<string, string>,
      cwd: folder,
      timeout: 60_000,
    })
    try {
      await runLostTicks(app)
      const page = await app.firstWindow()
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      expect(await app.evaluate(({ app }) => app.isPackaged)).toBe(true)
      const { log, studio } = await askPage(page, 'desktop.about', {})
      expect([studio, log]).toEqual([at('studio'), at('studio', 'log', 'reelmill.log')])

      const [sample] = await askPage(page, 'sample.show', {})
      const templates = await askPage(page, 'template.list', {})
      expect(templates.map(({ name }) => name)).toContain(sample!.template)
      const still = await askPage(page, 'still.make', {
        template: sample!.template,
        data: sample!.data,
        at: 2,
        out: at('still.png'),
      })
      expect(statSync(still.path).size).toBeGreaterThan(20_000)

      const batch = await startProducts({ page, at })
      const end = await ended(page, batch)
      expect(end).toMatchObject({ status: 'finished', counts: { done: 2, rejectedRows: 1, failed: 0 } })
      const { jobs } = await askPage(page, 'batch.jobs', { batch, status: 'done' })
      expect(jobs).toHaveLength(2)

      // So many rows are examined on threads, whose modules are found, too.
      const rows = Array.from({ length: 200 }, (_, index) => `N-${index},Mug ${index},"1,50 €",mug.png,1`)
      writeFileSync(at('data', 'many.csv'), ['sku,Name,Price,Picture,Shelf', ...rows, ''].join('\n'))
      const request = { template: at('template'), data: at('data', 'many.csv'), map: { image: 'Picture' } }
      const report = await askPage(page, 'check.run', { id: 'many', request })
      expect(report).toMatchObject({ rows: 200, rejectedRows: 0, errors: 0 })
    } finally {
      await app.close()
    }
  }))
