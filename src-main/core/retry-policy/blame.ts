/** Faults of this machine and of the programs on it, whatever the row says. */
const machine: readonly string[] = [
  'clip.wrong',
  'disk.full',
  'encoder.failed',
  'encoder.missing',
  'encoder.sessions',
  'ffmpeg.crashed',
  'ffmpeg.failed',
  'ffmpeg.hung',
  'ffmpeg.killed',
  'ffmpeg.replaced',
  'memory.refused',
  'output.wrong',
  'render.failed',
  'render.frames',
  'share.gone',
  'share.read-only',
  'sound.no-encoder',
  'source.gone',
]
const surroundings: readonly string[] = [
  'internal',
  'file.unwritable',
  'folder.not-writable',
  'ffmpeg.missing',
  'ffmpeg.unusable',
]

/** The machine, its ffmpeg or Reelmill failed: it was neither used wrongly nor given wrong data. */
export const isMachineFault = (code: string): boolean => machine.includes(code)

/** Somebody can mend it in the row or in the files that it names. */
export const isRowFault = (code: string): boolean =>
  !isMachineFault(code) && !surroundings.includes(code) && !code.startsWith('store.')
