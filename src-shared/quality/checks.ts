/**
 * Everything that a finished video is checked for. A check has a stable name, what it is about, how grave its findings
 * are unless a profile says otherwise, and limits with their units: a profile changes severities and limits, and nothing else.
 *
 * `about`: `file` (container and streams), `picture` and `sound` (what is decoded), `plan` (what this row and template
 * meant; only for videos that Reelmill planned). `whole`: it depends on the whole video, and is judged for each video; the others are
 * judged from what was measured of its segments, once for all videos that share them.
 */
export const checks = {
  'file.decoding': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.container': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.codec': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.codec-profile': { about: 'file', severity: 'warning', whole: true, limits: {} },
  'file.frame-size': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.frame-rate': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.frame-count': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.timestamps': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.duration': {
    about: 'file',
    severity: 'error',
    whole: true,
    limits: {
      /** Of what was planned. */
      apart: { unit: 'seconds', is: 0.1, least: 0, most: 10 },
      longest: { unit: 'seconds', is: null, least: 0.1, most: 86_400 },
    },
  },
  'file.bit-rate': {
    about: 'file',
    severity: 'warning',
    whole: true,
    limits: {
      least: { unit: 'kbit/s', is: null, least: 1, most: 1_000_000 },
      most: { unit: 'kbit/s', is: null, least: 1, most: 1_000_000 },
    },
  },
  'file.bytes': {
    about: 'file',
    severity: 'warning',
    whole: true,
    limits: { most: { unit: 'MB', is: null, least: 0.01, most: 1_000_000 } },
  },
  'file.fast-start': { about: 'file', severity: 'warning', whole: true, limits: {} },
  'file.colour-tags': { about: 'file', severity: 'error', whole: true, limits: {} },
  'file.metadata': { about: 'file', severity: 'warning', whole: true, limits: {} },

  'picture.black': {
    about: 'picture',
    severity: 'error',
    whole: true,
    limits: {
      seconds: { unit: 'seconds', is: 0.1, least: 0, most: 60 },
      /** A pixel is black below this share of full light. */
      light: { unit: 'share', is: 0.05, least: 0, most: 0.5 },
      /** That many of a frame's pixels. */
      pixels: { unit: 'share', is: 0.98, least: 0.5, most: 1 },
    },
  },
  'picture.frozen': {
    about: 'picture',
    severity: 'error',
    whole: true,
    limits: { seconds: { unit: 'seconds', is: 0.5, least: 0.1, most: 60 } },
  },
  'picture.repeated': {
    about: 'picture',
    severity: 'warning',
    whole: true,
    limits: {
      /** Within one second. */
      frames: { unit: 'frames', is: 1, least: 1, most: 60 },
    },
  },
  'picture.skipped': {
    about: 'picture',
    severity: 'warning',
    whole: true,
    limits: { frames: { unit: 'frames', is: 1, least: 1, most: 60 } },
  },
  'picture.levels': {
    about: 'picture',
    severity: 'warning',
    whole: false,
    limits: { pixels: { unit: 'share', is: 0.01, least: 0, most: 1 } },
  },
  'picture.bars': {
    about: 'picture',
    severity: 'warning',
    whole: true,
    limits: {
      /** Of the frame's height or width. */
      share: { unit: 'share', is: 0.02, least: 0.005, most: 0.5 },
      seconds: { unit: 'seconds', is: 0.5, least: 0.1, most: 60 },
    },
  },
  'picture.interlaced': { about: 'picture', severity: 'error', whole: false, limits: {} },
  'picture.flashes': {
    about: 'picture',
    severity: 'error',
    whole: true,
    limits: {
      aSecond: { unit: 'flashes', is: 3, least: 1, most: 30 },
      /** Of the frame that flashes together. */
      area: { unit: 'share', is: 0.25, least: 0.01, most: 1 },
    },
  },
  'picture.likeness': {
    about: 'picture',
    severity: 'warning',
    whole: true,
    limits: {
      /** Of the worst second. What is not to be told from its plan has 0.98, 42 dB and 95. */
      ssim: { unit: 'index', is: 0.96, least: 0, most: 1 },
      psnr: { unit: 'dB', is: 35, least: 0, most: 100 },
      vmaf: { unit: 'index', is: 80, least: 0, most: 100 },
    },
  },

  'sound.missing': { about: 'sound', severity: 'error', whole: true, limits: {} },
  'sound.silent': {
    about: 'sound',
    severity: 'error',
    whole: true,
    limits: {
      level: { unit: 'dBFS', is: -60, least: -120, most: 0 },
      seconds: { unit: 'seconds', is: 1, least: 0.05, most: 600 },
    },
  },
  'sound.clipped': {
    about: 'sound',
    severity: 'error',
    whole: true,
    limits: {
      /** Samples in a row at full scale. */
      samples: { unit: 'samples', is: 4, least: 2, most: 1_000 },
    },
  },
  'sound.loudness': {
    about: 'sound',
    severity: 'warning',
    whole: true,
    limits: {
      /** null: what the template asked for; of other files -14. */
      integrated: { unit: 'LUFS', is: null, least: -70, most: 0 },
      apart: { unit: 'LU', is: 1, least: 0.1, most: 20 },
    },
  },
  'sound.range': {
    about: 'sound',
    severity: 'warning',
    whole: true,
    limits: { most: { unit: 'LU', is: 20, least: 1, most: 60 } },
  },
  'sound.true-peak': {
    about: 'sound',
    severity: 'warning',
    whole: true,
    limits: { most: { unit: 'dBTP', is: -0.5, least: -20, most: 6 } },
  },
  'sound.phase': {
    about: 'sound',
    severity: 'warning',
    whole: true,
    limits: {
      /** Mean correlation of left and right, -1 to 1. */
      least: { unit: 'correlation', is: -0.3, least: -1, most: 1 },
      seconds: { unit: 'seconds', is: 1, least: 0.1, most: 600 },
    },
  },
  'sound.channels': {
    about: 'sound',
    severity: 'error',
    whole: true,
    limits: { channels: { unit: 'channels', is: null, least: 1, most: 16 } },
  },
  'sound.sync': {
    about: 'sound',
    severity: 'error',
    whole: true,
    limits: { apart: { unit: 'seconds', is: 0.045, least: 0.001, most: 5 } },
  },

  'plan.missing': { about: 'plan', severity: 'error', whole: true, limits: {} },
  'plan.logo': { about: 'plan', severity: 'error', whole: true, limits: {} },
  'plan.contrast': {
    about: 'plan',
    severity: 'warning',
    whole: true,
    limits: {
      /** WCAG's, for texts; `large` for those of 1/45 of the frame's height and more in bold, or 1/36. */
      ratio: { unit: 'ratio', is: 4.5, least: 1, most: 21 },
      large: { unit: 'ratio', is: 3, least: 1, most: 21 },
    },
  },
  'plan.margins': {
    about: 'plan',
    severity: 'warning',
    whole: true,
    limits: {
      /** Of the frame's width and height, at each side. */
      share: { unit: 'share', is: 0.03, least: 0, most: 0.3 },
    },
  },
  'plan.enlarged': {
    about: 'plan',
    severity: 'warning',
    whole: true,
    limits: { times: { unit: 'times', is: 1.5, least: 1, most: 10 } },
  },
  'plan.colours': { about: 'plan', severity: 'note', whole: true, limits: {} },
  'plan.fonts': { about: 'plan', severity: 'note', whole: true, limits: {} },
} as const satisfies Record<string, CheckFacts>

type CheckFacts = {
  about: 'file' | 'picture' | 'sound' | 'plan'
  severity: Severity
  whole: boolean
  limits: Record<string, Limit>
}

/** `is`: unless a profile says otherwise; null: not looked at. `least` and `most`: what a profile may say. */
export type Limit = { unit: string; is: number | null; least: number; most: number }

/** `off`: not looked for. `note`: told, and nothing follows. `warning`: a person should look. `error`: it should not go out. */
export const severities = ['off', 'note', 'warning', 'error'] as const
export type Severity = (typeof severities)[number]

export type CheckName = keyof typeof checks
export const checkNames = Object.keys(checks) as CheckName[]
