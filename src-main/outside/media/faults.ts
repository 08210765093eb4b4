import { basename } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** How a look at a file by ffprobe went wrong. */
type ProbeEnd = { kind: string; stderrTail: string; code?: number | null }

const remedy = {
  copy: 'Copy or export the file again, and see that it plays to its end.',
  other: 'Use another file, or convert it to MP4 with H.264 and AAC.',
}

type Fault = { code: string; says: string; whatToDo: string }

/** ffmpeg's words, and what they mean to the person who chose the file. The first that fits is taken. */
const faults: readonly (readonly [RegExp, Fault])[] = [
  // [mov,mp4,m4a,3gp,3g2,mj2 @ 0x55] moov atom not found
  [
    /moov atom not found/,
    {
      code: 'media.broken',
      says: 'is broken: its index is missing (no moov atom), so the recording or the copy was never finished',
      whatToDo: remedy.copy,
    },
  ],
  // [hls @ 0x55] Format not on whitelist 'mov,mp4,...'
  [
    /Format not on whitelist/,
    {
      code: 'media.not-readable',
      says: 'is not a kind of video or sound file that Reelmill reads (pictures and playlists are none)',
      whatToDo: remedy.other,
    },
  ],
  // [matroska,webm @ 0x55] EBML header parsing failed
  [
    /EBML header parsing failed/,
    { code: 'media.broken', says: 'is broken: its beginning is damaged', whatToDo: remedy.copy },
  ],
  [
    /Permission denied/,
    {
      code: 'media.no-access',
      says: 'may not be read by this account',
      whatToDo: 'Give this account the right to read it.',
    },
  ],
  // file:x: Invalid data found when processing input
  [
    /Invalid data found|End of file|Invalid argument/,
    {
      code: 'media.broken',
      says: 'is damaged, or is no video or sound file at all',
      whatToDo: remedy.copy,
    },
  ],
]

/** The error for a file that ffprobe couldn't read. */
export function probeFault(path: string, end: ProbeEnd): StudioError {
  const name = basename(path)
  const lines = tail(end.stderrTail, 4)
  const details = [path, ...lines]
  if (end.kind === 'cancelled')
    return new StudioError({ code: 'cancelled', message: `Looking at ${name} was cancelled.` })
  if (end.kind === 'timed-out') {
    return new StudioError({
      code: 'media.too-slow',
      message: `${name} could not be read within the time limit.`,
      whatToDo: 'See whether the disk answers and the file plays; copy it to a local disk.',
      details,
    })
  }
  const known = end.kind === 'failed' ? faults.find(([pattern]) => pattern.test(end.stderrTail)) : undefined
  if (known !== undefined) {
    const [, { code, says, whatToDo }] = known
    return new StudioError({ code, message: `${name} ${says}.`, whatToDo, details })
  }
  return new StudioError({
    code: end.kind === 'failed' && end.code === null ? 'media.probe-crashed' : 'media.broken',
    message:
      end.kind === 'failed' && end.code === null
        ? `ffprobe crashed while it read ${name}.`
        : `${name} can't be read by ffprobe.`,
    whatToDo: remedy.other,
    details,
  })
}

export function missingFile(path: string, cause: unknown): StudioError {
  const code = (cause as { code?: string }).code
  if (code === 'EACCES' || code === 'EPERM')
    return probeFault(path, { kind: 'failed', stderrTail: 'Permission denied', code: 1 })
  return new StudioError({
    code: 'media.missing',
    message: `${basename(path)} is not there.`,
    whatToDo: 'Correct its name, or put it back.',
    details: [path],
    cause,
  })
}

export function notAFile(path: string): StudioError {
  return new StudioError({
    code: 'media.broken',
    message: `${basename(path)} is a folder or a device, not a file.`,
    whatToDo: 'Name a video or sound file.',
    details: [path],
  })
}

export function emptyFile(path: string): StudioError {
  return new StudioError({
    code: 'media.broken',
    message: `${basename(path)} is empty (0 bytes).`,
    whatToDo: remedy.copy,
    details: [path],
  })
}

export function nothingInside(path: string): StudioError {
  return new StudioError({
    code: 'media.broken',
    message: `${basename(path)} holds neither pictures nor sound that can be read.`,
    whatToDo: remedy.copy,
    details: [path],
  })
}

export function tooLarge(path: string, width: number, height: number, most: number): StudioError {
  return new StudioError({
    code: 'media.too-large',
    message: `${basename(path)} has pictures of ${width} x ${height}; the longer side may have ${most} pixels at most.`,
    whatToDo: 'Make a smaller copy of it.',
    details: [path],
  })
}

function tail(text: string, lines: number): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-lines)
}
