import { type QualityProfile, qualityProfile } from '../../src-shared/quality/profiles.ts'
import { type Footage, footageRate, type Made, movingStretch, type Scenery } from './quality-footage.ts'
import type { Draw, Recipe } from './quality-labels.ts'
import { ofLoudness, profileOf, soundFaults } from './quality-sound-faults.ts'

/** A way to make clips with one fault; `fixed` and `drawn` say how many of each. */
export type FaultKind = {
  name: string
  fixed: number
  drawn: number
  make(draw: Draw, footage: Footage): Made & Omit<Recipe, 'name' | 'drawn'>
  /** It is compared with its plan, rendered without loss. */
  compares?: true
  /** Where it has to be a picture of this kind. */
  of?: readonly Scenery[]
}

const fps = footageRate
const own = (name: string, checks: QualityProfile['checks']): QualityProfile =>
  qualityProfile.parse({ name, title: name, checks })

/** Pans move evenly: what is missing there can be seen. */
const pans = ['pan-right', 'pan-diagonal', 'pan-down'] as const

export const during = (from: number, to: number) => `enable='between(n,${from},${to - 1})'`
export const cover = (colour: string, from: number, to: number) =>
  `drawbox=t=fill:c=${colour}:${during(from, to)}`
/** The same frame again, so many times; what follows comes later. */
const standing = (at: number, times: number) => `loop=${times}:1:${at},settb=1/${fps},setpts=N,fps=${fps}`
const near = (from: number, to: number) => ({ from: from / fps, to: to / fps })

/** Faults of somebody else's videos. */
export const foreignFaults: readonly FaultKind[] = [
  {
    name: 'black for a moment',
    fixed: 1,
    drawn: 2,
    make(draw, footage) {
      const length = Math.round(draw.number(0.1, 1.5) * fps + 0.5)
      const from = movingStretch(footage, length, draw.whole)
      return {
        picture: cover('black', from, from + length),
        faults: [{ check: 'picture.black', ...near(from, from + length) }],
        // It stands as well while it is black.
        also: ['picture.frozen'],
      }
    },
  },
  {
    name: 'almost black for a moment',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const length = draw.whole(6, 40)
      const from = movingStretch(footage, length, draw.whole)
      const light = draw.whole(2, 7).toString(16).padStart(2, '0')
      return {
        picture: cover(`0x${light.repeat(3)}`, from, from + length),
        faults: [{ check: 'picture.black', ...near(from, from + length) }],
        also: ['picture.frozen'],
      }
    },
  },
  {
    name: 'frozen',
    fixed: 1,
    drawn: 2,
    make(draw, footage) {
      const length = draw.whole(20, 50)
      const from = movingStretch(footage, 8, draw.whole, length)
      return {
        picture: standing(from, length),
        frames: footage.frames,
        faults: [{ check: 'picture.frozen', ...near(from, from + length) }],
      }
    },
    of: pans,
  },
  {
    name: 'frozen, then a jump',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const length = draw.whole(18, 40)
      const from = movingStretch(footage, length, draw.whole)
      return {
        // The last picture stands, what belongs there is gone.
        picture: `select='not(between(n,${from + 1},${from + length}))',${standing(from, length)}`,
        faults: [{ check: 'picture.frozen', ...near(from, from + length) }],
        also: ['picture.skipped'],
      }
    },
    of: pans,
  },
  {
    name: 'one picture a second comes twice',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const first = draw.whole(8, 25)
      const at = [first, first + 31, first + 62].filter((frame) => frame < footage.frames - 10)
      return {
        picture: `${at.map((frame) => `loop=1:1:${frame}`).join(',')},settb=1/${fps},setpts=N,fps=${fps}`,
        frames: footage.frames,
        faults: [{ check: 'picture.repeated', ...near(first, at.at(-1)!) }],
      }
    },
    of: pans,
  },
  {
    name: 'several pictures come twice',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const first = movingStretch(footage, 30, draw.whole)
      const at = Array.from({ length: draw.whole(3, 5) }, (_, index) => first + index * draw.whole(5, 7))
      return {
        picture: `${at.map((frame) => `loop=1:1:${frame}`).join(',')},settb=1/${fps},setpts=N,fps=${fps}`,
        frames: footage.frames,
        faults: [{ check: 'picture.repeated', ...near(first, at.at(-1)!) }],
      }
    },
    of: pans,
  },
  {
    name: '24 frames a second stretched to 30 by repeating',
    fixed: 1,
    drawn: 0,
    make: () => ({ picture: 'fps=24,fps=30', faults: [{ check: 'picture.repeated' }] }),
    of: pans,
  },
  {
    name: 'a picture is missing',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const many = draw.whole(1, 3)
      const from = movingStretch(footage, 10, draw.whole)
      return {
        picture: `select='not(between(n,${from},${from + many - 1}))',settb=1/${fps},setpts=N,fps=${fps}`,
        faults: [{ check: 'picture.skipped', ...near(from, from + 1) }],
      }
    },
    of: pans,
  },
  {
    name: 'levels out of range',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const above = draw.whole(110, 150)
      const isHigh = draw.number(0, 1) < 0.5
      return {
        picture: isHigh ? `lutyuv=y='if(gt(val,${above}),254,val)'` : `lutyuv=y='if(lt(val,${above}),1,val)'`,
        faults: [{ check: 'picture.levels' }],
      }
    },
    of: ['pan-right', 'pan-down', 'pan-diagonal', 'personal-ad'],
  },
  {
    name: 'letterbox',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const bar = 2 * draw.whole(9, 40)
      return {
        picture: `crop=iw:ih-${2 * bar},pad=iw:ih+${2 * bar}:0:${bar}`,
        faults: [{ check: 'picture.bars' }],
      }
    },
  },
  {
    name: 'pillarbox',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const bar = 2 * draw.whole(12, 60)
      return {
        picture: `crop=iw-${2 * bar}:ih,pad=iw+${2 * bar}:ih:${bar}:0`,
        faults: [{ check: 'picture.bars' }],
      }
    },
  },
  {
    name: 'interlaced',
    fixed: 1,
    drawn: 1,
    make: (draw, footage) => ({
      picture: `tinterlace=interleave_${draw.oneOf(['top', 'bottom'])},settb=1/${fps},setpts=N,fps=${fps}`,
      frames: Math.floor(footage.frames / 2),
      sound: `atrim=end=${footage.frames / 2 / fps}`,
      faults: [{ check: 'picture.interlaced' }],
      also: ['sound.loudness'],
    }),
    of: pans,
  },
  {
    name: 'flashes',
    fixed: 1,
    drawn: 2,
    make(draw) {
      const period = draw.oneOf([4, 5, 6, 7])
      const from = draw.whole(10, 40)
      const width = draw.whole(260, 640)
      return {
        picture: `drawbox=w=${width}:t=fill:c=white:enable='between(n,${from},${from + 59})*lt(mod(n,${period}),${period}/2)'`,
        faults: [{ check: 'picture.flashes', ...near(from, from + 60) }],
        also: ['picture.levels'],
      }
    },
    of: ['pan-right', 'pan-down', 'market-update'],
  },
  {
    name: 'red flashes',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const period = draw.oneOf([4, 5, 6])
      return {
        picture: `drawbox=t=fill:c=0xff0000:enable='between(n,20,90)*lt(mod(n,${period}),${period}/2)'`,
        faults: [{ check: 'picture.flashes', ...near(20, 90) }],
        also: ['picture.levels'],
      }
    },
  },
  {
    name: 'colour tags that contradict each other',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      flags: ['-colorspace', draw.oneOf(['smpte170m', 'bt470bg', 'bt2020nc'])],
      faults: [{ check: 'file.colour-tags' }],
    }),
  },
  {
    name: 'said to have full range',
    fixed: 1,
    drawn: 0,
    make: () => ({ flags: ['-color_range', 'pc'], faults: [{ check: 'file.colour-tags' }] }),
  },
  {
    name: 'index at its end',
    fixed: 1,
    drawn: 0,
    make: () => ({ flags: ['-movflags', '0'], faults: [{ check: 'file.fast-start' }] }),
  },
  {
    name: 'another codec than asked for',
    fixed: 1,
    drawn: 0,
    make: () => ({
      flags: ['-c:v', 'mpeg4', '-q:v', '2'],
      faults: [{ check: 'file.codec' }],
    }),
  },
  {
    name: 'another container than asked for',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      ending: draw.oneOf(['mkv', 'avi', 'ts']),
      faults: [{ check: 'file.container' }],
      also: ['file.timestamps', 'sound.sync', 'file.colour-tags'],
    }),
  },
  {
    name: 'wider than the profile allows',
    fixed: 1,
    drawn: 0,
    make: () => ({ picture: 'crop=640:12:0:170,scale=3904:72', faults: [{ check: 'file.frame-size' }] }),
  },
  {
    name: 'a frame rate that the profile does not have',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `fps=${draw.oneOf([15, 20, 12])}`,
      profile: profileOf('social'),
      faults: [{ check: 'file.frame-rate' }],
      // A limit of -1 dBTP: what the sound's coding adds to peaks at -2 dBFS may pass it.
      also: ['sound.true-peak'],
    }),
    of: pans,
  },
  {
    name: 'longer than the profile allows',
    fixed: 1,
    drawn: 0,
    make: () => ({
      profile: own('short', { 'file.duration': { longest: 3 }, 'sound.loudness': { apart: 2 } }),
      faults: [{ check: 'file.duration' }],
    }),
  },
  {
    name: 'more bits a second than the profile allows',
    fixed: 1,
    drawn: 0,
    make: () => ({
      profile: own('thin', { 'file.bit-rate': { most: 500 }, 'sound.loudness': { apart: 2 } }),
      faults: [{ check: 'file.bit-rate' }],
    }),
  },
  {
    name: 'pictures do not follow each other evenly',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const many = draw.whole(2, 6)
      const from = movingStretch(footage, 10, draw.whole)
      return {
        picture: `select='not(between(n,${from},${from + many - 1}))'`,
        flags: ['-fps_mode', 'passthrough'],
        faults: [{ check: 'file.timestamps', ...near(from, from + 1) }],
        also: ['picture.skipped'],
      }
    },
  },
  {
    name: 'bytes flipped',
    fixed: 1,
    drawn: 2,
    make: (draw) => ({
      bytes(bytes) {
        const spoilt = Buffer.from(bytes)
        const from = spoilt.indexOf('mdat') + 8
        for (let time = 0; time < 24; time++) {
          const at = draw.whole(from + 2_000, spoilt.length - 100)
          spoilt[at] = spoilt[at]! ^ draw.whole(1, 255)
        }
        return spoilt
      },
      faults: [{ check: 'file.decoding' }],
      // What a decoder makes of rubbish may be anything.
      also: [
        'picture.frozen',
        'picture.repeated',
        'picture.skipped',
        'picture.levels',
        'picture.flashes',
        'picture.black',
        'file.timestamps',
        'sound.clipped',
        'sound.phase',
        'sound.silent',
        ...ofLoudness,
      ],
    }),
  },
  {
    name: 'cut off',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const share = draw.number(0.3, 0.9)
      return {
        bytes: (bytes) => bytes.subarray(0, Math.floor(bytes.length * share)),
        faults: [{ check: 'file.decoding' }],
        also: ['picture.repeated', 'picture.skipped', 'picture.frozen', 'sound.sync', 'sound.loudness'],
      }
    },
  },
  {
    name: 'cut off, with the index at its end',
    fixed: 1,
    drawn: 0,
    make: () => ({
      flags: ['-movflags', '0'],
      bytes: (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.6)),
      faults: [{ check: 'file.decoding' }],
      also: ['file.fast-start'],
    }),
  },
  {
    name: 'says where it was recorded',
    fixed: 1,
    drawn: 0,
    make: () => ({
      flags: ['-metadata', 'location=+48.1372+011.5756/'],
      faults: [{ check: 'file.metadata' }],
    }),
  },
  ...soundFaults,
]
