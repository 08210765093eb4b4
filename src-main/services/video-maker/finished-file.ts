import { createHash, randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { OutputSpec } from '../../../src-shared/plans/plan.ts'
import type { UnitHands } from './needs.ts'

/** A finished file as it was probed. Duration in seconds. */
export type MadeVideo = {
  bytes: number
  duration: number
  width: number
  height: number
  frames: number
  sha256: string
}

/** The same, with SHA-256 of all artifacts that it was made of, by their hashes. */
export type MadeOfArtifacts = MadeVideo & { madeOf: ReadonlyMap<string, string> }

/**
 * A batch's output folder. `sign`: a file that lies there while it is the one that is meant: what stays of a mount point
 * whose disk is gone is another folder, on another disk. Null: it has none.
 */
export type OutputRoot = { folder: string; sign: string | null }

type Finishing = {
  spec: OutputSpec
  out: string
  /** The batch's own folder: only folders in it are made. Null: any folder of `out` is. */
  root: OutputRoot | null
  ffprobe: string
  hands: UnitHands
  /** What the picture must be in; null when the codec has its own. */
  pixelFormat: string | null
  /** Writes the whole file to the path it is given; resolves with further files that can go. */
  write(part: string): Promise<string[]>
}

/**
 * Writes a file beside its final name, probes it, brings it to the disk and only then gives it its name: whoever sees
 * the name sees a whole file, also after a power cut.
 */
export async function finishOutput({
  spec,
  out,
  root,
  ffprobe,
  hands,
  pixelFormat,
  write,
}: Finishing): Promise<MadeVideo> {
  const folder = dirname(out)
  if (root !== null) await requireFolder(root)
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(out, error)
  })
  // Hidden and with another ending: players and watch folders pass it by. Short, since names may be as long as allowed.
  const part = join(folder, `.${randomUUID().slice(0, 8)}.part`)
  let rest: string[] = [`${part}.ffconcat`]
  try {
    rest = await write(part)
    const probed = await probe(part, spec, ffprobe, hands, pixelFormat, basename(out))
    const file = await open(part, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    const sha256 = await hashOf(part)
    hands.signal.throwIfAborted()
    // Another disk may have taken the folder's place while the file was written.
    if (root !== null) await requireFolder(root)
    await rename(part, out)
    await syncFolder(folder)
    if (root !== null) await requireFolder(root)
    return { ...probed, bytes: (await stat(out)).size, sha256 }
  } catch (error) {
    if (root !== null && !hands.signal.aborted) await requireFolder(root)
    throw unwritable(out, error)
  } finally {
    await rm(part, { force: true }).catch(() => {})
    for (const path of rest) await rm(path, { force: true }).catch(() => {})
  }
}

/** Writes a picture beside its name and gives it the name when it is whole. */
export async function writeWholePicture(out: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = join(dirname(out), `.${randomUUID().slice(0, 8)}.part`)
  try {
    await mkdir(dirname(out), { recursive: true })
    await write(part)
    await rename(part, out)
  } catch (error) {
    throw unwritable(out, error)
  } finally {
    await rm(part, { force: true }).catch(() => {})
  }
}

/**
 * A batch's folder that is gone is not made anew: where a share or a stick was, that would be another disk. Nor is it
 * somebody's fault that it may not be written to for a while.
 */
async function requireFolder({ folder: root, sign }: OutputRoot): Promise<void> {
  const why = await access(root, constants.W_OK)
    .then(() => (sign === null ? undefined : access(sign)))
    .then(
      () => null,
      (error: NodeJS.ErrnoException) => error,
    )
  if (why === null) return
  const isGone = why.code === 'ENOENT' || why.code === 'ENOTDIR'
  throw new StudioError({
    code: isGone ? 'share.gone' : 'share.read-only',
    message: isGone
      ? `The output folder ${root} is gone.`
      : `The output folder ${root} may not be written to${why.code === 'EROFS' ? ': its disk is read-only' : ''}.`,
    whatToDo: isGone
      ? 'Bring it back, or connect its disk or share again: the batch goes on by itself.'
      : 'Make it writable: the batch goes on by itself.',
    cause: why,
  })
}

/** What the system says of a file that can't be written, told of the name that the person knows; others as they are. */
function unwritable(out: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (error instanceof StudioError || typeof code !== 'string') return error
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StudioError({
      code: 'disk.full',
      message: `The disk is full: ${out} could not be written.`,
      whatToDo: 'Make room on the disk of the output folder, then render again; what is finished is kept.',
      cause: error,
    })
  const why = whys[code]
  if (why === undefined) return error
  return new StudioError({
    code: 'file.unwritable',
    message: `${out} could not be written: ${why}.`,
    whatToDo: 'Make its folder writable or choose another one, then render again.',
    cause: error,
  })
}

const denied = 'its folder may not be written to'
const whys: Record<string, string> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: 'its disk is read-only',
  ENOENT: 'its folder is gone',
  ENOTDIR: 'a file stands where its folder should be',
  EEXIST: 'a file stands where its folder should be',
  EISDIR: 'a folder of that name stands there',
  EBUSY: 'it is open in another program',
  ENAMETOOLONG: 'its path is too long for this system',
}

type Probed = {
  streams: {
    codec_type: string
    codec_name: string
    width?: number
    height?: number
    pix_fmt?: string
    color_space?: string
    color_range?: string
    r_frame_rate?: string
    nb_read_packets?: string
  }[]
  format: { duration?: string }
}

const codecNames = {
  h264: 'h264',
  hevc: 'hevc',
  prores: 'prores',
  vp9: 'vp9',
  av1: 'av1',
  gif: 'gif',
} as const

async function probe(
  path: string,
  spec: OutputSpec,
  ffprobe: string,
  { run, signal }: UnitHands,
  pixelFormat: string | null,
  name: string,
) {
  const end = await run({
    command: ffprobe,
    args: [
      '-v',
      'error',
      '-protocol_whitelist',
      'file',
      '-count_packets',
      '-show_streams',
      '-show_format',
      '-of',
      'json',
      path,
    ],
    signal,
    timeout: 120_000,
  })
  if (end.kind === 'cancelled') throw signal.reason
  const wrong = (what: string) =>
    new StudioError({
      code: 'output.wrong',
      message: `The finished file ${name} is not what was planned: ${what}.`,
      details: end.stderrTail.trim() === '' ? [] : end.stderrTail.trim().split('\n').slice(-5),
      whatToDo:
        'It was not given its name. This is a fault of Reelmill or of this ffmpeg build: please report it with the template.',
    })
  if (end.kind !== 'finished') throw wrong('it cannot be read back')
  const { streams, format } = JSON.parse(end.stdout) as Probed
  const video = streams.find(({ codec_type }) => codec_type === 'video')
  if (video === undefined) throw wrong('it has no picture')
  const frames = Number(video.nb_read_packets)
  const expected: [string, unknown, unknown][] = [
    ['codec', video.codec_name, codecNames[spec.codec]],
    ['width', video.width, spec.width],
    ['height', video.height, spec.height],
    ['number of frames', frames, spec.frames],
    [
      'number of sounds',
      streams.filter(({ codec_type }) => codec_type === 'audio').length,
      spec.audio === null ? 0 : 1,
    ],
  ]
  if (pixelFormat !== null)
    expected.push(['pixel format', video.pix_fmt, pixelFormat], ['colour matrix', video.color_space, 'bt709'])
  // MOV's colour tag has no place for the range: ProRes is limited range by its nature.
  if (pixelFormat !== null && spec.codec !== 'prores') expected.push(['range', video.color_range, 'tv'])
  for (const [what, is, should] of expected)
    if (is !== should) throw wrong(`its ${what} is ${String(is)} instead of ${String(should)}`)
  const planned = (spec.frames * spec.rate.den) / spec.rate.num
  const duration = Number(format.duration)
  // A frame of slack, and for GIF its clock of hundredths of a second.
  const slack = spec.rate.den / spec.rate.num + 0.06
  if (!(Math.abs(duration - planned) <= slack))
    throw wrong(`it lasts ${duration} seconds instead of ${planned.toFixed(3)}`)
  return { frames, width: spec.width, height: spec.height, duration }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Brings a new name to the disk. Windows has no such call, and refuses to open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
