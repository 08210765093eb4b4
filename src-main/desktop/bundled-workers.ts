import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { StudioOptions } from '../start-studio.ts'

/** The modules of threads where `electron.vite.config.ts` puts them: beside the app's own, one file each. */
export function bundledWorkers(folder: string): Partial<StudioOptions> {
  const at = (name: string) => pathToFileURL(join(folder, `${name}.js`))
  return {
    examineWorker: at('examine-worker'),
    rowWorker: at('row-worker'),
    specimenWorker: at('specimen-worker'),
    motionWorker: at('motion-worker'),
    measuringWorker: at('measuring-worker'),
    drawingWorker: at('drawing-worker'),
    editorWorker: at('editor-worker'),
    backupWorker: at('backup-worker'),
    readingWorker: at('reading-worker'),
  }
}
