import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type FfmpegFault, faultInSuccess, faultOf } from '../../core/ffmpeg-output/fault-of.ts'
import { type ProgramEnd, pasteable } from '../../outside/programs/run-program.ts'

/** A program that ended, and what it was about. */
type EndedProgram = {
  end: ProgramEnd
  command: string
  args: readonly string[]
  /** `scene intro, frames 0-89`, `the clip made of street.mp4`. */
  doing: string
  /** Paths that it writes. */
  writes?: readonly string[]
  /** A hardware encoder took part. */
  hardware?: boolean
}

const linesKept = 20

/**
 * The error of an ffmpeg that failed by the machine or by itself: a full disk, refused memory, a share that is gone, a
 * hardware encoder, a crash. Null when it ended well, or when what it read may be to blame.
 */
export function machineFault(ended: EndedProgram): StudioError | null {
  const fault = faultIn(ended)
  const words = fault === null ? undefined : wordsOf[fault.code]
  if (fault === null || words === undefined) return null
  const [message, whatToDo] = words
  const said = fault.line === null ? '.' : `: ${fault.line.replace(/[.!]?$/, '.')}`
  return new StudioError({
    code: fault.code,
    message: message(ended.doing, said),
    details: detailsOf(ended),
    whatToDo,
  })
}

/** The error of an ffmpeg that failed, whatever the reason; `render.failed` when nobody knows it. */
export function ffmpegFault(ended: EndedProgram): StudioError {
  const known = machineFault(ended)
  if (known !== null) return known
  const { end, doing } = ended
  const how = end.kind === 'failed' ? `ended with ${end.code ?? end.signal}` : hows[end.kind]
  const line = faultIn(ended)?.line ?? null
  return new StudioError({
    code: 'render.failed',
    message: `ffmpeg ${how} while making ${doing}${line === null ? '.' : `: ${line.replace(/[.!]?$/, '.')}`}`,
    details: detailsOf(ended),
    whatToDo:
      'Render it again; if it fails again, try another ffmpeg (REELMILL_FFMPEG), or report it with the log of the studio.',
  })
}

function faultIn({ end, writes, hardware = false }: EndedProgram): FfmpegFault | null {
  if (end.kind === 'finished') return faultInSuccess(end.stderrTail)
  return faultOf({ stderr: end.stderrTail, end, hardware, ...(writes === undefined ? {} : { writes }) })
}

/** The last lines, then the command to paste. */
function detailsOf({ end, command, args }: EndedProgram): string[] {
  const lines = end.stderrTail.trim().split('\n').slice(-linesKept)
  return [...lines, `The command: ${pasteable(command, args)}`]
}

const hows: Record<Exclude<ProgramEnd['kind'], 'failed'>, string> = {
  finished: 'ended too early',
  cancelled: 'was ended',
  'timed-out': 'took too long',
  silent: 'gave no sign of life and was ended',
  'too-much-output': 'wrote more than can be read',
  'not-fed': 'was not fed to the end',
  'not-taken': 'wrote what could not be taken',
  'not-started': 'could not be started',
}

const again = 'It is tried again. If it goes on, the log of the studio has what ffmpeg said.'

/** By code: the message, of what was made and what ffmpeg said of it (with its full stop), and what to do. */
const wordsOf: Record<string, [(doing: string, said: string) => string, string]> = {
  'disk.full': [
    (doing) => `The disk is full: ${doing} could not be written.`,
    'Make room on the disk of the studio folder or the output folder; what is finished is kept.',
  ],
  'memory.refused': [
    (doing) => `There was not enough memory to make ${doing}.`,
    'It goes on by itself, with fewer programs at a time. Close other programs if it goes on too slowly.',
  ],
  'share.gone': [
    (doing, said) => `The disk or share that ${doing} is written to or read from is gone${said}`,
    'Connect it again: it goes on by itself.',
  ],
  'encoder.failed': [
    (doing, said) => `The hardware encoder failed while making ${doing}${said}`,
    'The video is made with the processor. See `reelmill farm` for the encoder.',
  ],
  'encoder.sessions': [
    (doing) => `The hardware encoder allows no more encodes at a time: ${doing} has to wait or go without.`,
    'The video is made with the processor. Close other programs that encode.',
  ],
  'ffmpeg.crashed': [(doing) => `ffmpeg crashed while making ${doing}.`, again],
  'ffmpeg.killed': [(doing) => `Somebody ended ffmpeg while it was making ${doing}.`, again],
  'ffmpeg.hung': [(doing) => `ffmpeg made no progress while making ${doing}, and was ended.`, again],
  'ffmpeg.missing': [
    (doing, said) => `ffmpeg could not be started for ${doing}${said}`,
    'Install ffmpeg again, or name another one in REELMILL_FFMPEG.',
  ],
  'ffmpeg.unusable': [
    (doing, said) => `ffmpeg could not be started for ${doing}${said}`,
    'Install ffmpeg again, or name another one in REELMILL_FFMPEG.',
  ],
  'file.unwritable': [
    (doing, said) => `ffmpeg could not write ${doing}${said}`,
    'See that the studio folder and the output folder may be written to.',
  ],
}
