import type { QualityProfile } from '../../src-shared/quality/profiles.ts'
import { shippedProfiles } from '../../src-shared/quality/shipped-profiles.ts'
import type { FaultKind } from './quality-faults.ts'
import { footageRate as fps } from './quality-footage.ts'

export const profileOf = (name: string): QualityProfile => shippedProfiles.find((one) => one.name === name)!

/** Sound whose loudness is no longer what it was because of what is done to it. */
export const ofLoudness = ['sound.loudness', 'sound.true-peak'] as const

/** Faults of the sound. */
export const soundFaults: readonly FaultKind[] = [
  {
    name: 'a hole in the sound',
    fixed: 1,
    drawn: 2,
    make(draw) {
      const [from, length] = [draw.number(0.6, 1.6), draw.number(0.5, 1.6)]
      return {
        sound: `volume=0:enable='between(t,${from},${from + length})'`,
        faults: [{ check: 'sound.silent', from, to: from + length }],
        also: ['sound.loudness'],
      }
    },
  },
  {
    name: 'no sound but silence',
    fixed: 1,
    drawn: 0,
    make: () => ({ sound: 'volume=0', faults: [{ check: 'sound.silent' }] }),
  },
  {
    name: 'clipped',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      sound: `volume=${draw.number(14, 24)}dB,aformat=sample_fmts=s16`,
      faults: [{ check: 'sound.clipped' }, { check: 'sound.true-peak' }, { check: 'sound.loudness' }],
    }),
  },
  {
    name: 'too quiet or too loud',
    fixed: 1,
    drawn: 2,
    make(draw) {
      const by = draw.number(2.7, 8)
      const isLoud = draw.number(0, 1) < 0.3
      return {
        sound: isLoud ? `volume=${by}dB,alimiter=limit=-2dB:level=0` : `volume=-${by}dB`,
        faults: [{ check: 'sound.loudness' }],
        also: isLoud ? ['sound.true-peak', 'sound.clipped'] : [],
      }
    },
  },
  {
    name: 'true peak too high',
    fixed: 1,
    drawn: 1,
    make(draw, footage) {
      const from = draw.number(0.5, 3)
      // Four samples a wave: the highest points lie between them.
      const burst = `aevalsrc='1.2*sin(2*PI*12000*t+PI/4)*between(t,${from},${from}+0.08)':s=48000:d=${footage.frames / fps},pan=stereo|c0=c0|c1=c0[b]`
      return {
        sound: `volume=0:enable='between(t,${from},${from}+0.08)'[a];${burst};[a][b]amix=inputs=2:normalize=0:duration=first`,
        flags: ['-cutoff', '20000'],
        faults: [{ check: 'sound.true-peak' }],
        also: ['sound.loudness', 'sound.clipped'],
      }
    },
  },
  {
    name: 'left and right against each other',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      sound: `pan=stereo|c0=0.5*c0+0.5*c1|c1=-${draw.number(0.4, 0.6)}*c0-0.5*c1`,
      faults: [{ check: 'sound.phase' }],
      also: ['sound.loudness'],
    }),
  },
  {
    name: 'one dead channel',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      sound: `${draw.oneOf(['pan=stereo|c0=c0+0.3*c1|c1=0*c0', 'pan=stereo|c0=0*c0|c1=c1+0.3*c0'])},volume=2dB`,
      faults: [{ check: 'sound.channels' }],
      // What is left is up to 2.6 dB over full scale, counted before it is coded: its peaks are cut off.
      also: [...ofLoudness, 'sound.clipped'],
    }),
  },
  {
    name: 'one channel where two are asked for',
    fixed: 1,
    drawn: 0,
    make: () => ({
      sound: 'pan=mono|c0=0.5*c0+0.5*c1',
      profile: profileOf('social'),
      faults: [{ check: 'sound.channels' }],
      also: [...ofLoudness],
    }),
  },
  {
    name: 'sound comes late or early',
    fixed: 1,
    drawn: 2,
    make(draw, { path }) {
      const by = draw.number(0.09, 0.2)
      const offset = draw.number(0, 1) < 0.5 ? by : -by
      const late = ['-itsoffset', String(Math.abs(offset)), '-i', path]
      // Whichever of the two comes late: the other one is early.
      const input =
        offset > 0
          ? ['-i', path, ...late, '-map', '0:v', '-map', '1:a']
          : [...late, '-i', path, '-map', '0:v', '-map', '1:a']
      return {
        input,
        flags: ['-fps_mode', 'passthrough'],
        faults: [{ check: 'sound.sync' }],
      }
    },
  },
]
