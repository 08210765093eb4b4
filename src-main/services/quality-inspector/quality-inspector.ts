import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { FileFacts, LikenessFacts, PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import { type Inspection, type QualityFinding, verdictOf } from '../../../src-shared/quality/inspection.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import type { LookFacts } from '../../../src-shared/quality/looks.ts'
import type { QualityProfile } from '../../../src-shared/quality/profiles.ts'
import type { LookingRoom } from '../../outside/measuring/looking.ts'
import type { MeasuringRoom, PicturesAsked } from '../../outside/measuring/measuring.ts'
import { readBits, readFile } from '../../outside/measuring/read-file.ts'
import { missingFile, notAFile } from '../../outside/media/faults.ts'
import type { runProgram } from '../../outside/programs/run-program.ts'
import { judgeMeasured } from './judge-measured.ts'
import type { KeptMeasurer } from './kept-measurer.ts'
import type { LookAsks } from './look-asks.ts'
import { profileHash } from './profile-book.ts'

type Needs = {
  programs(): Promise<{ ffmpeg: string; ffprobe: string }>
  run: typeof runProgram
  room: MeasuringRoom
  looking: LookingRoom
  /** Keeps what was measured of bits that come again; left out: everything is measured anew. */
  kept?: KeptMeasurer
}

type How = {
  profile: QualityProfile
  /** What was meant; left out: it is somebody else's video. */
  intent?: Intent
  /** Of its content, where it is known; else the file is read for it. */
  sha256?: string
  signal: AbortSignal
  /** How far it is, 0..1. */
  onShare?: (share: number) => void
  /** Threads of the decoder; 0 (default): as many as there are processors. */
  threads?: number
  /** Layers that are looked at closely, in these frames, which lie as raw files in `folder` for a while. */
  looks?: LookAsks
  /** Frames of each segment that it was joined of, without coding anything: those that were measured before are not measured again. */
  segments?: readonly number[]
  /** Told what was measured, before it is judged. */
  onMeasured?: (measured: MeasuredFile) => void
  /** Compares the file with its plan rendered without loss; left out: it isn't. */
  compare?: (file: FileFacts) => Promise<{ facts: LikenessFacts | null; cpuMilliseconds: number | null }>
}

/** All that can be measured of one finished file. */
export type MeasuredFile = {
  file: FileFacts
  picture: PictureFacts | null
  sound: SoundFacts | null
  /** null: nothing was looked at closely. */
  looks: LookFacts | null
  /** null: nobody compared it with its plan. */
  likeness: LikenessFacts | null
  /** Of all programs and threads that measured; null where the system doesn't tell. */
  cpuMilliseconds: number | null
}

export type QualityInspector = {
  /** Measures a file whole. Rejects as `readFile` and the measuring room do. */
  measureFile(path: string, how: Omit<How, 'profile' | 'intent'>): Promise<MeasuredFile>
  /** Measures and judges a file. One that can't be read at all fails, with that as its finding. */
  inspectFile(path: string, how: How): Promise<Inspection>
}

/** Codes of faults that are the file's own: it fails, and nobody has to be told of an error. */
const ofFile = new Set(['media.broken', 'media.not-readable'])
/** Share of the work that is left when the pictures are measured. */
const soundShare = 0.1

export function createQualityInspector(needs: Needs): QualityInspector {
  async function measureFile(path: string, how: Omit<How, 'profile' | 'intent'>): Promise<MeasuredFile> {
    const { signal, onShare } = how
    const { ffmpeg, ffprobe } = await needs.programs()
    let cpu: number | null = 0
    const count = (more: number | null) => {
      cpu = cpu === null || more === null ? null : cpu + more
    }
    const readingWith = {
      ffprobe,
      async runProgram(call: Parameters<typeof needs.run>[0]) {
        const end = await needs.run(call)
        count(end.use.cpuMilliseconds)
        return end
      },
      signal,
    }
    const kept = how.segments === undefined ? undefined : needs.kept
    const { facts: file, bits } =
      kept === undefined
        ? { facts: await readFile(path, readingWith), bits: null }
        : await readBits(path, readingWith)
    const { room } = needs
    const run: Parameters<MeasuringRoom['measurePicture']>[2]['run'] = ({ signal: stop, ...call }) =>
      needs.run({ ...call, ...(stop === undefined ? {} : { signal: stop }) })
    const deps = { ffmpeg, run, signal, threads: how.threads ?? 0 }
    const { video, audio } = file.media
    const ofPicture = audio === null ? 1 : 1 - soundShare
    const onFrames = (frames: number) =>
      onShare?.(Math.min(1, frames / Math.max(1, file.packets)) * ofPicture)
    const known = bits === null ? null : { path, file, bits, count }
    const looksAsked = how.looks === undefined || how.looks.frames.length === 0 ? null : how.looks
    const joined =
      known === null || video === null || video.hasAlpha
        ? null
        : await kept!.picture(
            known,
            { pictures: picturesOf(file, video), lengths: how.segments!, looks: looksAsked, onFrames },
            deps,
          )
    const { picture, looks } =
      joined ??
      (video === null
        ? { picture: null, looks: null }
        : await whole(looksAsked, count, (raw) =>
            room.measurePicture(
              path,
              { ...picturesOf(file, video), ...(raw === null ? {} : { looks: raw }), onFrames },
              deps,
            ),
          ))
    const sound =
      audio === null
        ? null
        : known === null
          ? await room.measureSound(path, audio, deps).then(({ facts, cpuMilliseconds }) => {
              count(cpuMilliseconds)
              return facts
            })
          : await kept!.sound(known, deps)
    const compared = (await how.compare?.(file)) ?? null
    if (compared !== null) count(compared.cpuMilliseconds)
    onShare?.(1)
    return { file, picture, sound, looks, likeness: compared?.facts ?? null, cpuMilliseconds: cpu }
  }

  /** Measures pictures, and looks at the whole frames that were written meanwhile. */
  async function whole(
    asked: LookAsks | null,
    count: (cpuMilliseconds: number | null) => void,
    measure: (looks: PicturesAsked['looks'] | null) => ReturnType<MeasuringRoom['measurePicture']>,
  ): Promise<{ picture: PictureFacts; looks: LookFacts | null }> {
    const measured = async (looks: PicturesAsked['looks'] | null) => {
      const { facts, cpuMilliseconds } = await measure(looks)
      count(cpuMilliseconds)
      return facts
    }
    if (asked === null) return { picture: await measured(null), looks: null }
    const { frames, layers, folder } = asked
    await mkdir(folder, { recursive: true })
    const raw = join(folder, `${randomUUID()}.rgb`)
    try {
      const picture = await measured({ frames, path: raw })
      const { width, height } = picture
      const looks = await needs.looking.lookClosely({ path: raw, width, height, frames }, layers)
      count(looks.cpuMilliseconds)
      return { picture, looks: looks.facts }
    } finally {
      await rm(raw, { force: true })
    }
  }

  return {
    measureFile,
    async inspectFile(path, how) {
      const { profile, intent } = how
      const before = await standingAt(path)
      const judged = await measureFile(path, how).then(
        async (measured) => {
          how.onMeasured?.(measured)
          return {
            findings: await judgeMeasured(measured, intent ?? null, profile, how.signal),
            cpuMilliseconds: measured.cpuMilliseconds,
          }
        },
        (error: unknown) => {
          if (!(error instanceof StudioError) || !ofFile.has(error.code)) throw error
          return { findings: [unreadable(error)], cpuMilliseconds: null }
        },
      )
      const sha256 = how.sha256 ?? (await hashOf(path, how.signal))
      if ((await standingAt(path)) !== before) throw changedMeanwhile(path)
      return {
        verdict: verdictOf(judged.findings),
        findings: judged.findings,
        profile: { name: profile.name, hash: profileHash(profile) },
        sha256,
        planned: intent !== undefined,
        cpuMilliseconds: judged.cpuMilliseconds,
      }
    },
  }
}

/** How the pictures of a file are measured. */
export function picturesOf(
  file: FileFacts,
  video: NonNullable<FileFacts['media']['video']>,
): Omit<PicturesAsked, 'onFrames' | 'looks'> {
  const matrixIsSaid = file.colour.matrix !== null
  return { ...video, matrixIsSaid, rate: file.rate ?? { num: 25, den: 1 }, frames: file.packets }
}

function unreadable({ message, whatToDo }: StudioError): QualityFinding {
  return {
    check: 'file.decoding',
    severity: 'error',
    from: null,
    to: null,
    figure: null,
    threshold: null,
    unit: null,
    message,
    whatToDo: whatToDo ?? 'Export the file again.',
    region: null,
    layer: null,
    segment: null,
  }
}

/** Which file stands under a path, and as it was written last. A pipe or a device would be waited for, or read without end. */
async function standingAt(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch((cause) => {
    throw missingFile(path, cause)
  })
  if (!found.isFile()) throw notAFile(path)
  const { dev, ino, size, mtimeNs } = found
  return [dev, ino, size, mtimeNs].join(' ')
}

const changedMeanwhile = (path: string) =>
  new StudioError({
    code: 'media.changed',
    message: `${basename(path)} was written anew while it was looked at.`,
    whatToDo: 'Wait until whoever writes it is done, then look at it again.',
    details: [path],
  })

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal }))
      hash.update(chunk as Buffer)
  } catch (error) {
    signal.throwIfAborted()
    throw missingFile(path, error)
  }
  return hash.digest('hex')
}
