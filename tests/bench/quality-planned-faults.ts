import type { CheckName } from '../../src-shared/quality/checks.ts'
import { type FaultKind, foreignFaults } from './quality-faults.ts'
import { footageRate, movingStretch } from './quality-footage.ts'

const fps = footageRate
const near = (from: number, to: number) => ({ from: from / fps, to: to / fps })
/** What covers the picture covers what should be seen in it. */
const covered: CheckName[] = ['plan.missing', 'plan.logo', 'plan.contrast']

const sameAsOthers = [
  ...['black for a moment', 'almost black for a moment', 'letterbox', 'pillarbox', 'flashes', 'red flashes'],
  ...['levels out of range', 'colour tags that contradict each other', 'said to have full range'],
  ...['index at its end', 'another codec than asked for', 'bytes flipped', 'cut off'],
  ...['says where it was recorded', 'clipped', 'a hole in the sound', 'no sound but silence'],
  ...['too quiet or too loud', 'true peak too high', 'left and right against each other'],
  ...['one dead channel', 'sound comes late or early'],
]

/** What only a cut-off or spoilt file has besides. */
const ofLength: CheckName[] = ['file.frame-count', 'file.duration', 'sound.sync', 'picture.bars']
const plainKinds = new Set(['says where it was recorded', 'index at its end'])

/** The same frame again for some that should come: nothing is longer than it was. */
const instead = (frame: number, times: number) =>
  `select='not(between(n,${frame + 1},${frame + times}))',loop=${times}:1:${frame},settb=1/${fps},setpts=N,fps=${fps}`

/** Faults that are put into finished videos of the shipped templates, which are then judged with their plans. */
export const plannedFaults: readonly FaultKind[] = [
  ...foreignFaults
    .filter(({ name }) => sameAsOthers.includes(name))
    .map(({ of: _, ...kind }) => ({
      ...kind,
      fixed: 1,
      drawn: plainKinds.has(kind.name) ? 0 : 1,
      make(...given: Parameters<FaultKind['make']>) {
        const made = kind.make(...given)
        const isSpoilt = made.bytes !== undefined
        // A file whose sound comes late lasts longer than its pictures, and longer than it should.
        const isLonger = kind.name === 'sound comes late or early'
        // Another codec's files say another size of stream, and no more.
        const also = [...(made.also ?? []), ...covered, ...(isSpoilt ? ofLength : [])]
        return { ...made, also: isLonger ? [...also, 'file.duration' as const] : also }
      },
    })),
  {
    name: 'frozen',
    fixed: 1,
    drawn: 2,
    make(draw, footage) {
      const length = draw.whole(18, 36)
      const from = movingStretch(footage, length, draw.whole)
      return {
        picture: instead(from, length),
        faults: [{ check: 'picture.frozen', ...near(from, from + length) }],
        also: ['picture.skipped', ...covered],
      }
    },
  },
  {
    name: 'one picture a second comes twice',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const first = movingStretch(footage, 65, draw.whole)
      const at = [first, first + 31, first + 62]
      return {
        picture: at.map((frame) => instead(frame, 1)).join(','),
        faults: [{ check: 'picture.repeated', ...near(first, first + 62) }],
        also: ['picture.skipped'],
      }
    },
  },
  {
    name: 'a picture comes twice',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const from = movingStretch(footage, 12, draw.whole)
      return {
        picture: instead(from, draw.whole(1, 3)),
        faults: [{ check: 'picture.repeated', ...near(from, from + 1) }],
        also: ['picture.skipped'],
      }
    },
  },
  {
    name: 'a picture is missing',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const many = draw.whole(1, 4)
      const from = movingStretch(footage, 14, draw.whole)
      return {
        picture: `select='not(between(n,${from},${from + many - 1}))',settb=1/${fps},setpts=N,fps=${fps}`,
        faults: [{ check: 'file.frame-count' }],
        also: ['picture.skipped', 'file.duration', ...covered],
      }
    },
  },
  {
    name: 'interlaced',
    fixed: 1,
    drawn: 1,
    make: (_, footage) => ({
      picture: `tinterlace=interlacex2,select='mod(n,2)',settb=1/${fps},setpts=N,fps=${fps},trim=end_frame=${footage.frames}`,
      flags: ['-r', String(fps)],
      faults: [{ check: 'picture.interlaced' }],
      also: ['file.frame-count', 'picture.skipped'],
    }),
  },
  {
    name: 'another size',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `scale=iw-${2 * draw.whole(1, 40)}:ih-${2 * draw.whole(1, 40)},setsar=1`,
      faults: [{ check: 'file.frame-size' }],
      also: covered,
    }),
  },
  {
    name: 'another rate',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `fps=${draw.oneOf([25, 24, 29.97])}`,
      faults: [{ check: 'file.frame-rate' }, { check: 'file.frame-count' }],
      also: ['file.duration', 'picture.skipped', 'picture.frozen', ...covered],
    }),
  },
  {
    name: 'ends too early',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const frames = footage.frames - draw.whole(1, 40)
      return {
        frames,
        faults: [{ check: 'file.frame-count' }],
        also: ['file.duration', 'sound.sync', ...covered],
      }
    },
  },
  {
    name: 'no sound',
    fixed: 1,
    drawn: 1,
    make: () => ({ sound: null, faults: [{ check: 'sound.missing' }] }),
  },
  {
    name: 'says nothing of its colours',
    fixed: 1,
    drawn: 0,
    make: () => ({
      flags: ['-colorspace', 'unknown', '-color_primaries', 'unknown', '-color_trc', 'unknown'],
      picture: 'setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown',
      faults: [{ check: 'file.colour-tags' }],
    }),
  },
  {
    name: 'coded with far too few bits',
    fixed: 1,
    drawn: 1,
    compares: true,
    make: (draw) => ({
      flags: ['-crf', String(draw.whole(46, 51))],
      faults: [{ check: 'picture.likeness' }],
      // What little moves is not coded any more.
      also: ['picture.frozen', 'picture.repeated', 'picture.skipped', ...covered],
    }),
  },
  {
    name: 'coded with few bits, and well',
    fixed: 1,
    drawn: 1,
    compares: true,
    make: (draw) => ({
      flags: ['-preset', 'veryfast', '-crf', String(draw.whole(23, 26))],
      faults: [],
    }),
  },
  {
    name: 'pixels that are not square',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `setsar=${draw.oneOf(['4/3', '8/9', '16/15'])}`,
      faults: [{ check: 'file.metadata' }],
    }),
  },
]
