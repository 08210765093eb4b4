import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBuild } from '../../src-main/outside/ffmpeg/read-build.ts'
import { openLooking } from '../../src-main/outside/measuring/looking.ts'
import { openMeasuring } from '../../src-main/outside/measuring/measuring.ts'
import { createMotionStage } from '../../src-main/outside/motion/motion-stage.ts'
import { runProgram } from '../../src-main/outside/programs/run-program.ts'
import { makerOf } from '../../src-main/services/production/maker-of.ts'
import {
  intentFor,
  looksOf,
  type PlannedVideo,
} from '../../src-main/services/quality-inspector/intent-for.ts'
import { createKeptMeasurer } from '../../src-main/services/quality-inspector/kept-measurer.ts'
import {
  createQualityInspector,
  type MeasuredFile,
} from '../../src-main/services/quality-inspector/quality-inspector.ts'
import { partsOf } from '../../src-main/services/quality-inspector/video-inspector.ts'
import { readRows } from '../../src-main/services/row-intake/read-rows.ts'
import { straightHands } from '../../src-main/services/video-maker/straight-hands.ts'
import { openPlanner } from '../../src-main/services/video-planner/open-planner.ts'
import type { Row } from '../../src-shared/data/rows.ts'
import type { LikenessFacts } from '../../src-shared/quality/facts.ts'
import type { Inspection } from '../../src-shared/quality/inspection.ts'
import type { Intent } from '../../src-shared/quality/intent.ts'
import { shippedProfiles } from '../../src-shared/quality/shipped-profiles.ts'
import { templateSchema } from '../../src-shared/templates/template.ts'
import { findPrograms } from '../helpers/programs.ts'

/** A template over a table, planned, rendered and inspected without a batch: so that what was planned and what was made can differ. */
export type Inspected = {
  row(number: number): Row
  /** Plans a video, and makes its drawings. */
  planned(row: Row, language: string, format: string): Promise<PlannedVideo>
  render(video: PlannedVideo): Promise<string>
  /** A file, judged by what was meant with a video; `compares`: also against its plan, rendered without loss. */
  inspect(
    path: string,
    video: PlannedVideo,
    how?: { compares: boolean },
  ): Promise<Inspection & { intent: Intent }>
  /** A file, compared with what was planned, rendered without loss. */
  compare(path: string, video: PlannedVideo): Promise<LikenessFacts>
}

const never = new AbortController().signal
/** What is asked of ffmpeg once in a test file. */
let asked: ReturnType<typeof readBuild> | null = null

export async function withInspected<T>(
  how: {
    folder: string
    template: string
    data: string
    key: string
    languages: string[]
    formats: string[]
  },
  work: (inspected: Inspected) => Promise<T>,
): Promise<T> {
  const { folder, data } = how
  const template = templateSchema.parse(JSON.parse(readFileSync(join(how.template, 'template.json'), 'utf8')))
  const ffmpeg = await findPrograms()
  asked ??= readBuild(ffmpeg.ffmpeg, ['libx264', 'aac'], runProgram)
  const build = await asked
  const intake = await readRows({
    data,
    reading: {},
    variables: template.variables,
    map: {},
    keyColumn: how.key,
    corrections: [],
    locale: undefined,
    languages: how.languages,
    rows: undefined,
  } as never)
  const rows: Row[] = []
  for await (const item of intake.rows) {
    if (item.kind === 'row') rows.push(item.row)
    if (rows.length === 4) break
  }
  await intake.close()
  const { planner, rasteriser, close } = await openPlanner({
    template,
    templateFolder: how.template,
    data,
    roots: [],
    fetch: false,
    cacheFolder: join(folder, 'fetched'),
    languages: how.languages,
    formats: how.formats,
    quality: 'draft',
    codec: null,
    whole: [],
    mapping: intake.mapping,
    ffmpeg,
    encoders: [...build.encoders],
    fontsRoot: null,
  })
  const maker = makerOf({
    ffmpeg,
    build,
    planner,
    rasteriser,
    motion: createMotionStage({
      threads: 1,
      workerFile: new URL('../../src-main/outside/motion/motion-worker.ts', import.meta.url),
    }),
    artifactsFolder: join(folder, 'artifacts'),
    artifactBytes: 1e9,
    artifacts: null,
    samePrograms: null,
  })
  const workerFile = new URL('../../src-main/outside/measuring/measuring-worker.ts', import.meta.url)
  const room = openMeasuring({ workerFile })
  const looking = openLooking({ workerFile })
  const inspector = createQualityInspector({
    programs: async () => ffmpeg,
    run: runProgram,
    room,
    looking,
    kept: createKeptMeasurer({ folder: join(folder, 'measured'), room, looking }),
  })
  /** Sources are measured once. */
  const sources = new Map<string, Promise<MeasuredFile>>()
  let made = 0
  const releases: (() => void)[] = []
  const compared = (path: string, { plan }: PlannedVideo) =>
    maker.likeness(plan, { path, start: 0 }, { hands: straightHands().straight(never), folder, seed: 1 })
  try {
    return await work({
      row: (number) => rows[number - 1]!,
      async planned(row, language, format) {
        const plan = await planner.plan(row, language, format)
        const outline = await planner.outline(row, language, format)
        const { files, release } = await maker.rasters(plan, { signal: never })
        releases.push(release)
        return { plan, outline, template, fileOf: planner.fileOf, rasters: files }
      },
      async render({ plan }) {
        made += 1
        const out = join(folder, `video-${made}.${plan.codec === 'gif' ? 'gif' : 'mp4'}`)
        await maker.make(plan, out, { signal: never })
        return out
      },
      async inspect(path, video, how = { compares: false }) {
        const intent = await intentFor(video, {
          looking,
          source(content, { path: file }) {
            const known = sources.get(content) ?? inspector.measureFile(file, { signal: never })
            sources.set(content, known)
            return known
          },
        })
        const profile = shippedProfiles.find(({ name }) => name === 'web')!
        const looks = { ...looksOf(intent, video.rasters), folder: join(folder, 'looks') }
        const compare = async () => ({ facts: await compared(path, video), cpuMilliseconds: null })
        const inspection = await inspector.inspectFile(path, {
          ...{ profile, intent, looks, signal: never },
          ...partsOf(video.plan),
          ...(how.compares ? { compare } : {}),
        })
        return { ...inspection, intent }
      },
      compare: compared,
    })
  } finally {
    for (const release of releases) release()
    await Promise.all([room.close(), looking.close(), close(), maker.drop()])
  }
}
