/** Faults of ffmpeg or of this machine, whatever the row says. */
const rendering: readonly string[] = [
  'encoder.failed',
  'encoder.missing',
  'encoder.sessions',
  'ffmpeg.crashed',
  'ffmpeg.killed',
  'memory.refused',
  'output.wrong',
  'render.failed',
  'render.frames',
]
const machine: readonly string[] = [
  ...rendering,
  'clip.wrong',
  'disk.full',
  'ffmpeg.failed',
  'ffmpeg.hung',
  'ffmpeg.replaced',
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

/** Nothing of the row's own assets is in it: when the first videos of several rows end so, the rest will, too. */
export const isRenderingFault = (code: string): boolean => rendering.includes(code)

/** Somebody can mend it in the row or in the files that it names. */
export const isRowFault = (code: string): boolean =>
  !isMachineFault(code) && !surroundings.includes(code) && !code.startsWith('store.')
