import { join } from 'node:path'
import type { ParsedPayload } from '../../../src-shared/contract/commands.ts'
import type { QualityEffect } from '../../../src-shared/contract/quality-effect.ts'
import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import { type LookingRoom, openLooking } from '../../outside/measuring/looking.ts'
import { type MeasuringRoom, openMeasuring } from '../../outside/measuring/measuring.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import { effectOf, type PastVideo } from './effect-of.ts'
import { findVideos } from './find-videos.ts'
import { createKeptMeasurer, type KeptMeasurer } from './kept-measurer.ts'
import { openPastFacts, type PastFacts } from './past-facts.ts'
import { createProfileBook, type ProfileBook } from './profile-book.ts'
import { readProfileFile, writeProfileFile } from './profile-files.ts'
import { createQualityInspector, type QualityInspector } from './quality-inspector.ts'
import { writeFindings } from './write-findings.ts'

type EffectHow = {
  /** Videos that were inspected: of a batch, or of all that were held against a profile. */
  pastVideos(asked: { batch: string | null; profile: string; limit: number }): Promise<PastVideo[]>
  signal: AbortSignal
  onShare(share: number): void
}

type Inspecting = {
  inspectFile(path: string, how: Parameters<QualityInspector['inspectFile']>[1]): Promise<Inspection>
  findVideos: typeof findVideos
  writeFindings: typeof writeFindings
  profiles: ProfileBook
  room: MeasuringRoom
  looking: LookingRoom
  kept: KeptMeasurer
  past: PastFacts
  profileFiles: { read: typeof readProfileFile; write: typeof writeProfileFile }
  effect(asked: Omit<ParsedPayload<'quality.effect'>, 'id'>, how: EffectHow): Promise<QualityEffect>
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
  const past = openPastFacts(join(setup.folder, 'inspected'))
  const profiles = createProfileBook(setup.folder)

  const workOut: Inspecting['effect'] = async (asked, how) => {
    const { profile, batch = null, most, examples } = asked
    const all = await profiles.list()
    const name =
      asked.against ?? all.find((each) => each.name === profile.name)?.name ?? profile.extends ?? 'web'
    const against = await profiles.find(name)
    // One more, to know whether there are others.
    const found = await how.pastVideos({ batch, profile: name, limit: most + 1 })
    return effectOf(
      {
        draft: profiles.whole(profile),
        ...{ against, examples },
        videos: found.slice(0, most),
        hasMore: found.length > most,
        only: batch === null ? name : null,
      },
      past,
      how,
    )
  }

  return {
    inspectFile: (path, how) =>
      inspector.inspectFile(path, { ...how, signal: AbortSignal.any([how.signal, setup.signal]) }),
    findVideos,
    writeFindings,
    profiles,
    past,
    profileFiles: { read: readProfileFile, write: writeProfileFile },
    effect: (asked, how) => workOut(asked, { ...how, signal: AbortSignal.any([how.signal, setup.signal]) }),
    room,
    looking,
    kept: createKeptMeasurer({ folder: join(setup.folder, 'measured'), room, looking }),
    async close() {
      await Promise.all([room.close(), looking.close(), past.settled()])
    },
  }
}
