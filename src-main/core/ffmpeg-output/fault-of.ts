import { forPeople, saidLines, tellingLine } from './telling-line.ts'

/** How a program ended: see `ProgramEnd`. */
type EndSeen =
  | { kind: 'finished' | 'cancelled' | 'timed-out' | 'silent' | 'too-much-output' | 'not-fed' | 'not-taken' }
  | { kind: 'failed'; code: number | null; signal: string | null }
  | { kind: 'not-started'; reason: string }

/** `code`: of an error. `line`: what ffmpeg said about it, for people; null when it said nothing. */
export type FfmpegFault = { code: string; line: string | null }

/** Words of a line, and the code that an error has then. The first that fits any line is taken. */
type Words = readonly (readonly [code: string, RegExp])[]

/**
 * What is said of a file or of writing: the system's words end a line, after a colon or in parentheses. Lines of ffmpeg
 * that end with a file's name (somebody else chose it) are not looked at.
 */
const ending = (words: string) => new RegExp(`(?::\\s|\\()(?:${words})\\)?\\.?$`, 'i')
const namesOnly = /^error opening (?:input|output) file |^(?:input|output) #/i

/** Of hardware encoders. Their own "out of memory" is not the machine's, so they are looked for first. */
const hardware: Words = [
  // NVIDIA's limit of sessions: [h264_nvenc @ 0x46d8300] OpenEncodeSessionEx failed: out of memory (10): (no details)
  ['encoder.sessions', /OpenEncodeSessionEx failed: (out of memory|incompatible client key)/i],
  ['encoder.sessions', /cannot create compression session: -12915/i],
  [
    'encoder.failed',
    /OpenEncodeSessionEx failed|no (nvenc )?capable devices found|CUDA_ERROR_|cannot load (libcuda|libnvcuvid|libnvidia-encode|nvcuda|nvEncodeAPI)|could not dynamically load CUDA|failed creating CUDA context|(driver does not support|minimum required Nvidia driver).*nvenc/i,
  ],
  [
    'encoder.failed',
    /failed to initialise VAAPI connection|no VA display found|failed to create (decode|processing pipeline|encode pipeline) config/i,
  ],
  [
    'encoder.failed',
    /MFX (session|implementation)|error (initializing|during) (the )?(encoder|encoding|encode).*\(-\d+\)|GPU hang/i,
  ],
  [
    'encoder.failed',
    /DLL (lib)?amf\S+ failed to open|CreateComponent ?\(?AMF|AMF failed|encoder->Init\(\) failed/i,
  ],
  ['encoder.failed', /(cannot create|couldn't .*) compression session|hardware encoder may be busy/i],
  ['encoder.failed', /^device creation failed: -\d+/i],
  ['encoder.failed', /^unknown encoder '\w+_(nvenc|qsv|vaapi|amf|videotoolbox)'/i],
]

/** `[h264_nvenc @ 0x55a9]`, `[vost#0:0/h264_nvenc @ 0x55a9]`: a part of ffmpeg that is a hardware encoder, or feeds one. */
const hardwarePart =
  /^\[[^\]]*(?:_(?:nvenc|qsv|vaapi|amf|videotoolbox)|AVHW(?:Device|Frames)Context)\b[^\]]*\]/im

const machine: Words = [
  ['disk.full', ending('no space left on device|disk quota exceeded|there is not enough space on the disk')],
  ['memory.refused', ending('cannot allocate memory|memory allocation error|not enough space|out of memory')],
  [
    'memory.refused',
    /std::bad_alloc|^x26[45] \[error\]: malloc of size \d+ failed|^(SvtMalloc|Svt)\[\w+\]: .*(allocate memory|cannot allocate)|^failed to allocate\b|insufficient resources \(0x80001000\)|^pthread_create\(\) failed: resource temporarily unavailable|error while loading shared libraries: .*(failed to map segment|cannot allocate memory)/i,
  ],
  [
    'share.gone',
    ending(
      'input/output error|remote i/o error|stale (nfs )?file handle|transport endpoint is not connected|host is down|no route to host|network is (down|unreachable)|network dropped connection on reset|no such device|the network path was not found|the specified network name is no longer available',
    ),
  ],
  [
    'file.unwritable',
    ending('read-only file system|is a directory|file too large|file name too long|text file busy'),
  ],
  ['ffmpeg.unusable', /error while loading shared libraries|cannot execute binary file|exec format error/i],
  ['encoder.missing', /^unknown encoder '/i],
]

/**
 * Numbers that only one fault has. ffmpeg 5.1 ends with 1 whatever it was, later ones with 256 minus the number of the
 * error (of Linux; where other systems number it otherwise, its words tell).
 */
const exits: ReadonlyMap<number, string> = new Map([
  [228, 'disk.full'],
  [244, 'memory.refused'],
  [226, 'file.unwritable'],
  // Told by a shell or a wrapper about the program that it ran.
  [137, 'memory.refused'],
  [139, 'ffmpeg.crashed'],
  [134, 'ffmpeg.crashed'],
  // Of Windows: no memory, commit limit; access violation, stack overrun, stack overflow, heap; a library is missing.
  [0xc0000017, 'memory.refused'],
  [0xc000012d, 'memory.refused'],
  [0xc0000005, 'ffmpeg.crashed'],
  [0xc0000409, 'ffmpeg.crashed'],
  [0xc00000fd, 'ffmpeg.crashed'],
  [0xc0000374, 'ffmpeg.crashed'],
  [0xc0000135, 'ffmpeg.unusable'],
])

const signals: Record<string, string> = {
  // Not ours: those that we end come back as `cancelled`. So it is the system, which had no memory left.
  SIGKILL: 'memory.refused',
  SIGSEGV: 'ffmpeg.crashed',
  SIGABRT: 'ffmpeg.crashed',
  SIGBUS: 'ffmpeg.crashed',
  SIGILL: 'ffmpeg.crashed',
  SIGFPE: 'ffmpeg.crashed',
  SIGSYS: 'ffmpeg.crashed',
  SIGTRAP: 'ffmpeg.crashed',
  SIGXFSZ: 'file.unwritable',
}

/**
 * What an ffmpeg (5.1 to 7) that didn't do its work says of the reason. `writes`: paths that its command writes, to
 * tell a folder that is gone from a source that is gone, which 5.1 says in the same words. `hardware`: a hardware encoder
 * takes part, to which a crash, a hang and whatever nobody knows is put down. Codes: `disk.full`, `memory.refused`,
 * `share.gone`, `file.unwritable`, `source.gone`, `encoder.failed`, `encoder.sessions`, `encoder.missing`,
 * `ffmpeg.crashed`, `ffmpeg.killed`, `ffmpeg.hung`, `ffmpeg.missing`, `ffmpeg.unusable`, `cancelled`, and
 * `render.failed` for all else.
 */
export function faultOf(seen: {
  stderr: string
  end: EndSeen
  writes?: readonly string[]
  hardware?: boolean
}): FfmpegFault {
  const { stderr, end } = seen
  const line = tellingLine(stderr)
  const fault = faultOfEnd(stderr, end, seen.writes ?? []) ?? { code: 'render.failed', line }
  const putDown = seen.hardware === true && ofTheEncoder.includes(fault.code)
  return putDown ? { ...fault, code: 'encoder.failed' } : fault
}

const ofTheEncoder = ['ffmpeg.crashed', 'ffmpeg.hung', 'render.failed']

function faultOfEnd(stderr: string, end: EndSeen, writes: readonly string[]): FfmpegFault | null {
  const line = tellingLine(stderr)
  switch (end.kind) {
    case 'cancelled':
      return { code: 'cancelled', line }
    case 'timed-out':
    case 'silent':
      return { code: 'ffmpeg.hung', line }
    case 'not-started':
      return { code: notStarted(end.reason), line: end.reason }
    case 'failed':
      return whyFailed(stderr, end, writes)
    case 'finished':
      return faultInSuccess(stderr)
    case 'too-much-output':
    case 'not-fed':
    case 'not-taken':
      return null
    default:
      return end satisfies never
  }
}

/**
 * A fault that ffmpeg told of and then ended as if all were well: 5.1 ends with 0 when the disk is full at the end of a
 * Matroska file, and all do when a source can't be read on. Null when there is none.
 */
export function faultInSuccess(stderr: string): FfmpegFault | null {
  const lost = saidLines(stderr).filter((line) =>
    /^(error (writing trailer|closing file|during demuxing|muxing a packet|submitting a packet)|av_interleaved_write_frame\(\)|[^:]+: input\/output error$)/i.test(
      line,
    ),
  )
  return firstOf(machine, lost)
}

function whyFailed(
  stderr: string,
  { code, signal }: { code: number | null; signal: string | null },
  writes: readonly string[],
): FfmpegFault | null {
  const lines = saidLines(stderr).filter((line) => !namesOnly.test(line))
  const said = firstOf(hardware, lines) ?? firstOf(machine, lines)
  if (said !== null) return said
  const line = tellingLine(stderr)
  if (signal !== null) return { code: signals[signal] ?? 'ffmpeg.killed', line }
  if (hardwarePart.test(stderr)) return { code: 'encoder.failed', line }
  const ended = exits.get(code ?? 0)
  if (ended !== undefined) return { code: ended, line }
  const file = ofAFile(lines, writes)
  if (file !== null) return file
  // Ended by somebody's SIGTERM or SIGINT, which ffmpeg takes for "enough": it says nothing at this level.
  return code === 255 && line === null ? { code: 'ffmpeg.killed', line } : null
}

function firstOf(words: Words, lines: readonly string[]): FfmpegFault | null {
  for (const [code, pattern] of words) {
    const line = lines.find((one) => pattern.test(one))
    if (line !== undefined) return { code, line: forPeople(line) }
  }
  return null
}

/**
 * A file that can't be opened. Since 6.1 ffmpeg says for what: `Error opening output x.mp4: Permission denied`; before,
 * `x.mp4: Permission denied`.
 */
function ofAFile(lines: readonly string[], writes: readonly string[]): FfmpegFault | null {
  for (const line of lines) {
    const why =
      /: (no such file or directory|not a directory|permission denied|operation not permitted|device or resource busy)\.?$/i.exec(
        line,
      )
    if (why === null) continue
    const gone = /^no|^not/i.test(why[1]!)
    const written =
      /^error opening output/i.test(line) ||
      (!/^error opening input/i.test(line) &&
        (writes.length === 0 ? !gone : writes.some((path) => line.startsWith(`${path}: `))))
    return {
      code: written ? (gone ? 'share.gone' : 'file.unwritable') : 'source.gone',
      line: forPeople(line),
    }
  }
  return null
}

function notStarted(reason: string): string {
  if (/ENOMEM|EAGAIN/.test(reason)) return 'memory.refused'
  if (/ENOENT|EACCES|EPERM|ENOTDIR/.test(reason)) return 'ffmpeg.missing'
  return /ENOEXEC|ETXTBSY|EIO|EBADARCH|UNKNOWN/.test(reason) ? 'ffmpeg.unusable' : 'render.failed'
}
