import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SystemRoots } from '../../../src-main/outside/machine/system-roots.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

/** A fake tree of what Linux shows of itself: only the files that a test lays into it. */
export function withFakeSystem(
  files: Record<string, string>,
  work: (roots: SystemRoots, lay: (files: Record<string, string>) => void) => void | Promise<void>,
): Promise<void> {
  return withTempFolder(async (folder) => {
    const lay = (more: Record<string, string>) => {
      for (const [path, text] of Object.entries(more)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
    }
    lay(files)
    await work({ proc: join(folder, 'proc'), sys: join(folder, 'sys'), dev: join(folder, 'dev') }, lay)
  })
}
