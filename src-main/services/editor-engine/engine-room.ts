import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeWorkFolder } from '../../outside/folders/work-folder.ts'
import { type EngineThread, startEngineThread } from './engine-thread.ts'

type EngineRoom = {
  /** What is made lies in it; it is gone with the studio. */
  workFolder: string
  /** The engine's thread; another one when the former was lost. */
  thread(): EngineThread
  close(): Promise<void>
}

/** Bytes of drawings and clips that are kept for the next picture. */
const partBytes = 1024 ** 3

/** Opens the folder that editors work in. The thread is started when it is first asked for. */
export async function openEngineRoom(setup: {
  studioFolder: string
  workerFile: URL
  motionWorker: URL
  fontsRoot: string | null
  artifactBytes: number
  processors: number
}): Promise<EngineRoom> {
  const { studioFolder } = setup
  const workFolder = await makeWorkFolder(join(studioFolder, 'editing'), "the editor's folder")
  let thread: EngineThread | null = null
  let closed = false
  return {
    workFolder,
    thread() {
      if (closed) throw new Error('the studio is closed')
      if (thread === null || !thread.alive()) {
        thread = startEngineThread(
          {
            studioFolder,
            workFolder,
            sampleFolder: join(studioFolder, 'stand-ins'),
            fontsRoot: setup.fontsRoot,
            motionWorker: setup.motionWorker.href,
            artifactBytes: Math.min(partBytes, setup.artifactBytes),
            processors: setup.processors,
          },
          setup.workerFile,
        )
      }
      return thread
    },
    async close() {
      closed = true
      await thread?.close()
      await rm(workFolder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
    },
  }
}
