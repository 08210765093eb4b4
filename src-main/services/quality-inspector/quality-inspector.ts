import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { FileFacts, PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import { type Inspection, type QualityFinding, verdictOf } from '../../../src-shared/quality/inspection.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import type { QualityProfile } from '../../../src-shared/quality/profiles.ts'
import { judge } from '../../core/quality-rules/judge.ts'
import type { MeasuringRoom, PicturesAsked } from '../../outside/measuring/measuring.ts'
import { readFile } from '../../outside/measuring/read-file.ts'
import type { runProgram } from '../../outside/programs/run-program.ts'
import { profileHash } from './profile-book.ts'

type Needs = {
  programs(): Promise<{ ffmpeg: string; ffprobe: string }>
  run: typeof runProgram
  room: MeasuringRoom
}

type How = {
  profile: QualityProfile
  /** What was meant; left out: it is somebody else's video. */
  intent?: Intent
  signal: AbortSignal
  /** How far it is, 0..1. */
  onShare?: (share: number) => void
  /** Threads of the decoder; 0 (default): as many as there are processors. */
  threads?: number
}

/** All that can be measured of one finished file. */
export type MeasuredFile = {
  file: FileFacts
  picture: PictureFacts | null
  sound: SoundFacts | null
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
    const file = await readFile(path, {
      ffprobe,
      async runProgram(call) {
        const end = await needs.run(call)
        count(end.use.cpuMilliseconds)
        return end
      },
      signal,
    })
    const { room } = needs
    const run: Parameters<MeasuringRoom['measurePicture']>[2]['run'] = ({ signal: stop, ...call }) =>
      needs.run({ ...call, ...(stop === undefined ? {} : { signal: stop }) })
    const deps = { ffmpeg, run, signal, threads: how.threads ?? 0 }
    const { video, audio } = file.media
    const ofPicture = audio === null ? 1 : 1 - soundShare
    const picture =
      video === null
        ? null
        : await room.measurePicture(
            path,
            {
              ...picturesOf(file, video),
              onFrames: (frames) => onShare?.(Math.min(1, frames / Math.max(1, file.packets)) * ofPicture),
            },
            deps,
          )
    const sound = audio === null ? null : await room.measureSound(path, audio, deps)
    if (picture !== null) count(picture.cpuMilliseconds)
    if (sound !== null) count(sound.cpuMilliseconds)
    onShare?.(1)
    return { file, picture: picture?.facts ?? null, sound: sound?.facts ?? null, cpuMilliseconds: cpu }
  }

  return {
    measureFile,
    async inspectFile(path, how) {
      const { profile, intent } = how
      const judged = await measureFile(path, how).then(
        (measured) => ({
          findings: judge(measured, intent ?? null, profile),
          cpuMilliseconds: measured.cpuMilliseconds,
        }),
        (error: unknown) => {
          if (!(error instanceof StudioError) || !ofFile.has(error.code)) throw error
          return { findings: [unreadable(error)], cpuMilliseconds: null }
        },
      )
      return {
        verdict: verdictOf(judged.findings),
        findings: judged.findings,
        profile: { name: profile.name, hash: profileHash(profile) },
        sha256: await hashOf(path, how.signal),
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

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}
