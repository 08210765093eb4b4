import type { FaultKind } from './quality-faults.ts'
import { cover } from './quality-faults.ts'
import { profileOf } from './quality-sound-faults.ts'

const navy = '0x1b2a4a'
const card = (from: number, to: number) =>
  `${cover(navy, from, to)},drawbox=x=160:y=150:w=320:h=16:c=white:t=fill:enable='between(n,${from},${to - 1})',drawbox=x=200:y=190:w=240:h=10:c=white:t=fill:enable='between(n,${from},${to - 1})'`

/** Somebody else's videos that are as they should be, and that naive detectors take for faulty. */
export const foreignClean: readonly FaultKind[] = [
  { name: 'a film with music', fixed: 1, drawn: 1, make: () => ({ faults: [] }) },
  {
    name: 'a fade from black and to black',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const [rise, fall] = [draw.whole(8, 30), draw.whole(8, 30)]
      return { picture: `fade=in:0:${rise},fade=out:${120 - fall}:${fall}`, faults: [] }
    },
  },
  {
    name: 'black for a moment before and after',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const [before, after] = [draw.whole(3, 12), draw.whole(3, 12)]
      return { picture: `${cover('black', 0, before)},${cover('black', 120 - after, 120)}`, faults: [] }
    },
  },
  {
    name: 'a dip to black between two scenes',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const [at, long] = [draw.whole(45, 70), draw.whole(8, 16)]
      return {
        picture: `fade=out:${at - long}:${long}:enable='lt(n,${at})',fade=in:${at}:${long}:enable='gte(n,${at})'`,
        faults: [],
      }
    },
  },
  {
    name: 'a title card that stands, between two cuts',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const from = draw.whole(15, 40)
      return { picture: card(from, from + draw.whole(30, 60)), faults: [] }
    },
  },
  { name: 'a title card alone', fixed: 1, drawn: 0, make: () => ({ picture: card(0, 120), faults: [] }) },
  {
    name: 'a night scene',
    fixed: 1,
    drawn: 2,
    make: (draw) => ({
      picture: `lutyuv=y='16+(val-16)*${draw.number(0.06, 0.16).toFixed(3)}':u='128+(val-128)*0.3':v='128+(val-128)*0.3'`,
      faults: [],
    }),
  },
  {
    name: 'a silent tail',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const at = draw.number(1.8, 2.8)
      return { sound: `afade=t=out:st=${at}:d=0.5`, faults: [], also: ['sound.loudness'] }
    },
  },
  {
    name: 'a silent beginning',
    fixed: 1,
    drawn: 0,
    make: () => ({ sound: `volume=0:enable='lt(t,1.2)'`, faults: [], also: ['sound.loudness'] }),
  },
  {
    name: 'a drawn film, every picture twice',
    fixed: 1,
    drawn: 0,
    make: () => ({ picture: 'fps=15,fps=30', faults: [] }),
  },
  {
    name: '12 frames a second in 30',
    fixed: 1,
    drawn: 0,
    make: () => ({ picture: 'fps=12,fps=30', faults: [] }),
  },
  {
    name: 'a very slow pan',
    fixed: 1,
    drawn: 0,
    make: () => ({ picture: "scale=1280:720,crop=640:360:x='mod(n,2)*0+n*0.34':y=100", faults: [] }),
    of: ['market-update'],
  },
  {
    name: 'flashes, at most two a second',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `drawbox=t=fill:c=white:enable='lt(mod(n,${draw.whole(15, 20)}),4)'`,
      faults: [],
      also: ['picture.levels'],
    }),
  },
  {
    name: 'a small lamp that flashes fast',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `drawbox=x=${draw.whole(20, 400)}:y=${draw.whole(20, 200)}:w=150:h=110:t=fill:c=white:enable='lt(mod(n,4),2)'`,
      faults: [],
    }),
  },
  {
    name: 'a cut',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({ picture: `hflip=enable='gte(n,${draw.whole(30, 90)})'`, faults: [] }),
  },
  {
    name: 'a fast montage',
    fixed: 1,
    drawn: 0,
    // Nine frames a shot: turned, mirrored, as it is.
    make: () => ({
      picture: "hflip=enable='lt(mod(n,27),9)',vflip=enable='between(mod(n,27),9,17)'",
      faults: [],
    }),
    of: ['personal-ad-gold', 'market-update'],
  },
  { name: 'a film without sound', fixed: 1, drawn: 0, make: () => ({ sound: null, faults: [] }) },
  {
    name: 'loud and legal',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({ sound: `volume=${draw.number(1, 1.5)}dB,alimiter=limit=-1.5dB:level=0`, faults: [] }),
  },
  {
    name: 'one channel, where two are not asked for',
    fixed: 1,
    drawn: 0,
    make: () => ({ sound: 'pan=mono|c0=0.6*c0+0.6*c1', faults: [], also: ['sound.loudness'] }),
  },
  {
    name: 'the same on both channels',
    fixed: 1,
    drawn: 0,
    make: () => ({
      sound: 'pan=stereo|c0=0.6*c0+0.6*c1|c1=0.6*c0+0.6*c1',
      faults: [],
      also: ['sound.loudness'],
    }),
  },
  {
    name: 'wide stereo',
    fixed: 1,
    drawn: 0,
    make: () => ({
      sound: 'pan=stereo|c0=0.9*c0-0.25*c1|c1=0.9*c1-0.25*c0,volume=2dB',
      faults: [],
      also: ['sound.loudness'],
    }),
  },
  {
    name: 'grain',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `noise=alls=${draw.whole(12, 30)}:allf=t`,
      faults: [],
      // Noise of colour takes 2 to 26 % of all pixels out of R 103's range, counted in the clips themselves.
      also: ['picture.levels'],
    }),
  },
  {
    name: 'grain of a film, within its levels',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      picture: `noise=c0s=${draw.whole(8, 24)}:c0f=t,lutyuv=y='clip(val,16,235)'`,
      faults: [],
    }),
  },
  {
    name: 'a still picture with a title that comes and goes',
    fixed: 1,
    drawn: 0,
    make: () => ({
      picture:
        "select='eq(n,5)',loop=-1:1:0,settb=1/30,setpts=N,fps=30,drawbox=x=100:y=250:w=300:h=40:c=white:t=fill:enable='between(n,30,80)'",
      frames: 120,
      faults: [],
    }),
  },
  {
    name: 'a broadcast of -23 LUFS',
    fixed: 1,
    drawn: 0,
    make: () => ({
      picture: 'settb=1/25,setpts=N,fps=25,trim=end_frame=100',
      sound: 'volume=-9dB',
      profile: profileOf('broadcast'),
      faults: [],
      also: ['sound.loudness'],
    }),
  },
  {
    name: 'filmed at 25 frames a second',
    fixed: 1,
    drawn: 0,
    make: () => ({ picture: 'settb=1/25,setpts=N,fps=25,trim=end_frame=100', faults: [] }),
    of: ['pan-right', 'pan-down'],
  },
]
