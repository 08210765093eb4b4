import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStudioStore } from '../../src-main/outside/database/studio-store.ts'
import { projectRoot } from './project-root.ts'

/**
 * A studio that does not exist yet begins with a farm at full speed. Else the files of tests that run side by side, and
 * whatever else a machine does, count as somebody who works: one program at a time, after everybody else's.
 */
export function atFullSpeed(studioFolder: string): void {
  if (existsSync(join(studioFolder, 'studio.sqlite'))) return
  mkdirSync(studioFolder, { recursive: true })
  const sqlFolder = join(projectRoot, 'src-main/outside/database')
  const store = openStudioStore({ folder: studioFolder, sqlFolder, studio: 'tests' })
  store.setSetting('farm', { mode: 'full-speed' })
  store.close()
}
