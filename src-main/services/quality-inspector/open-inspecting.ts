import { join } from 'node:path'
import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import { type LookingRoom, openLooking } from '../../outside/measuring/looking.ts'
import { type MeasuringRoom, openMeasuring } from '../../outside/measuring/measuring.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import { findVideos } from './find-videos.ts'
import { createKeptMeasurer, type KeptMeasurer } from './kept-measurer.ts'
import { createProfileBook, type ProfileBook } from './profile-book.ts'
import { createQualityInspector, type QualityInspector } from './quality-inspector.ts'
import { writeFindings } from './write-findings.ts'

type Inspecting = {
  inspectFile(path: string, how: Parameters<QualityInspector['inspectFile']>[1]): Promise<Inspection>
  findVideos: typeof findVideos
  writeFindings: typeof writeFindings
  profiles: ProfileBook
  room: MeasuringRoom
  looking: LookingRoom
  kept: KeptMeasurer
  close(): Promise<void>
}

/** What looks at finished videos, with its threads and profiles. `signal`: the studio ends. */
export function openInspecting(setup: {
  folder: string
  /** Where the thread's module was bundled elsewhere. */
  worker: URL | undefined
  programs(): Promise<{ ffmpeg: string; ffprobe: string }>
  signal: AbortSignal
}): Inspecting {
  const workerFile = setup.worker ?? new URL('../../outside/measuring/measuring-worker.ts', import.meta.url)
  const room = openMeasuring({ workerFile })
  const looking = openLooking({ workerFile })
  const { programs } = setup
  const inspector = createQualityInspector({ programs, run: runProgram, room, looking })
  return {
    inspectFile: (path, how) =>
      inspector.inspectFile(path, { ...how, signal: AbortSignal.any([how.signal, setup.signal]) }),
    findVideos,
    writeFindings,
    profiles: createProfileBook(setup.folder),
    room,
    looking,
    kept: createKeptMeasurer({ folder: join(setup.folder, 'measured'), room, looking }),
    async close() {
      await Promise.all([room.close(), looking.close()])
    },
  }
}
