import { figure } from '../../view-math/numbers.ts'
/** What each check of a finished video is called, and what its limits are. */
export const checkWords = {
  abouts: { file: 'File', picture: 'Picture', sound: 'Sound', plan: 'As planned' },
  /** A figure of a check in its unit. */
  figure: (value: number, unit: string | null): string => {
    if (unit === 'share') return `${figure(value * 100, 1)} %`
    const units: Record<string, string> = {
      seconds: 's',
      ratio: ': 1',
      times: '×',
      index: '',
      correlation: '',
    }
    return `${figure(value)} ${unit === null ? '' : (units[unit] ?? unit)}`.trim()
  },
  names: {
    'file.decoding': 'Decoding',
    'file.container': 'Container',
    'file.codec': 'Codec',
    'file.codec-profile': 'Codec profile',
    'file.frame-size': 'Frame size',
    'file.frame-rate': 'Frame rate',
    'file.frame-count': 'Number of frames',
    'file.timestamps': 'Time stamps',
    'file.duration': 'Length',
    'file.bit-rate': 'Bit rate',
    'file.bytes': 'File size',
    'file.fast-start': 'Fast start',
    'file.colour-tags': 'Colour tags',
    'file.metadata': 'Metadata',
    'picture.black': 'Black picture',
    'picture.frozen': 'Frozen picture',
    'picture.repeated': 'Repeated frames',
    'picture.skipped': 'Skipped frames',
    'picture.levels': 'Levels out of range',
    'picture.bars': 'Bars at the edges',
    'picture.interlaced': 'Interlaced picture',
    'picture.flashes': 'Flashes',
    'picture.likeness': 'Likeness to the plan',
    'sound.missing': 'Sound missing',
    'sound.silent': 'Silence',
    'sound.clipped': 'Clipped sound',
    'sound.loudness': 'Loudness',
    'sound.range': 'Loudness range',
    'sound.true-peak': 'True peak',
    'sound.phase': 'Phase',
    'sound.channels': 'Channels',
    'sound.sync': 'Sound against picture',
    'plan.missing': 'Layer missing',
    'plan.logo': 'Logo missing',
    'plan.contrast': 'Contrast of text',
    'plan.margins': 'Safe margins',
    'plan.enlarged': 'Enlarged too far',
    'plan.colours': 'Brand colours',
    'plan.fonts': 'Brand fonts',
  },
}
