import type { QualityProfile } from '../../src-shared/quality/profiles.ts'
import { qualityProfile } from '../../src-shared/quality/profiles.ts'
import type { FaultKind } from './quality-faults.ts'
import { ofLoudness, profileOf } from './quality-sound-faults.ts'

/** A profile with some limits of its own, and else those of `web`. */
const own = (
  name: string,
  checks: QualityProfile['checks'],
  wanted: Partial<QualityProfile['wanted']> = {},
): QualityProfile => {
  const web = profileOf('web')
  return qualityProfile.parse({
    ...{ name, title: name, wanted: { ...web.wanted, ...wanted } },
    checks: { ...web.checks, ...checks },
  })
}

const h264 = (profile: string) => ['-preset', 'veryfast', '-profile:v', profile]
const highOnly = own('high-only', {}, { codecProfiles: ['High'] })
const even = own('even', { 'sound.range': { most: 10 } })

/** A still picture for 36 seconds, with music whose level steps down and up every six seconds; what it is lowered by, dB. */
const steps = (by: number, path: string) => ({
  input: [
    ...['-f', 'lavfi', '-i', 'color=c=0x305070:s=160x90:r=30:d=36', '-stream_loop', '9', '-i', path],
    ...['-map', '0:v', '-map', '1:a', '-t', '36'],
  ],
  sound: `volume='if(lt(mod(t,12),6),1,${10 ** (-by / 20)})':eval=frame`,
  profile: even,
})

/** Files and sounds that are not what a profile asks for. */
export const limitFaults: readonly FaultKind[] = [
  {
    name: 'another codec profile than asked for',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      flags: h264(draw.oneOf(['baseline', 'main'])),
      profile: highOnly,
      faults: [{ check: 'file.codec-profile' }],
    }),
  },
  {
    name: 'another old codec',
    fixed: 0,
    drawn: 1,
    make: (draw) => ({
      flags: ['-c:v', draw.oneOf(['mpeg2video', 'mpeg4']), '-q:v', '2'],
      faults: [{ check: 'file.codec' }],
    }),
  },
  {
    name: 'a file that is too heavy',
    fixed: 1,
    drawn: 1,
    make: (draw) => ({
      profile: own('light', { 'file.bytes': { most: draw.number(0.02, 0.1) } }),
      faults: [{ check: 'file.bytes' }],
    }),
  },
  {
    name: 'fewer or more bits a second than the profile has it',
    fixed: 1,
    drawn: 1,
    make(draw) {
      const limit = draw.number(0, 1) < 0.5 ? { least: 40_000 } : { most: draw.whole(100, 250) }
      return { profile: own('rated', { 'file.bit-rate': limit }), faults: [{ check: 'file.bit-rate' }] }
    },
  },
  {
    name: 'some frames longer than the profile allows',
    fixed: 0,
    drawn: 1,
    make: (draw) => ({
      profile: own('brief', { 'file.duration': { longest: draw.number(2, 3.8) } }),
      faults: [{ check: 'file.duration' }],
    }),
  },
  {
    name: 'loud and quiet parts that lie far apart',
    fixed: 1,
    drawn: 1,
    make: (draw, { path }) => ({
      ...steps(draw.number(13, 17), path),
      faults: [{ check: 'sound.range' }],
      also: [...ofLoudness],
    }),
  },
  {
    name: 'says where it was recorded, in the words of a phone',
    fixed: 0,
    drawn: 1,
    make: (draw) => ({
      flags: [
        ...['-movflags', '+faststart+use_metadata_tags', '-metadata'],
        `com.apple.quicktime.location.ISO6709=+${draw.number(10, 60).toFixed(4)}+0${draw.number(10, 60).toFixed(4)}/`,
      ],
      faults: [{ check: 'file.metadata' }],
    }),
  },
]

/** What looks like a fault to who takes one number for another. */
export const limitClean: readonly FaultKind[] = [
  {
    name: 'the codec profile that was asked for',
    fixed: 1,
    drawn: 0,
    make: () => ({ flags: h264('high'), profile: highOnly, faults: [] }),
  },
  {
    name: 'as heavy, as long and as many bits as may be',
    fixed: 1,
    drawn: 0,
    make: () => ({
      profile: own('just', {
        'file.bytes': { most: 8 },
        'file.duration': { longest: 4 },
        'file.bit-rate': { most: 16_000 },
      }),
      faults: [],
    }),
  },
  {
    name: 'upright, as tall as may be wide',
    fixed: 1,
    drawn: 0,
    make: () => ({
      picture: 'crop=6:360:300:0,scale=64:3840',
      frames: 15,
      sound: 'atrim=end=0.5',
      faults: [],
      also: [...ofLoudness],
    }),
  },
  {
    name: 'filmed at 29.97 frames a second',
    fixed: 1,
    drawn: 0,
    make: () => ({
      picture: 'settb=1001/30000,setpts=N,fps=30000/1001,trim=end_frame=118',
      profile: profileOf('social'),
      faults: [],
      // A limit of -1 dBTP: what the sound's coding adds to peaks at -2 dBFS may pass it.
      also: ['sound.true-peak'],
    }),
  },
  {
    name: 'colour tags of standard definition that fit together',
    fixed: 1,
    drawn: 0,
    make: () => ({
      picture: 'scale=in_color_matrix=bt709:out_color_matrix=smpte170m',
      flags: ['-colorspace', 'smpte170m', '-color_primaries', 'smpte170m', '-color_trc', 'smpte170m'],
      faults: [],
    }),
  },
  {
    name: 'says its title, its author and its place in a series',
    fixed: 1,
    drawn: 0,
    make: () => ({
      flags: ['-metadata', 'title=On location', '-metadata', 'artist=Halden', '-metadata', 'comment=Part 2'],
      faults: [],
    }),
  },
  {
    name: 'loud and quiet parts, within the range',
    fixed: 1,
    drawn: 1,
    make: (draw, { path }) => ({ ...steps(draw.number(3, 6), path), faults: [], also: [...ofLoudness] }),
  },
  {
    name: 'sound some hundredths of a second late',
    fixed: 1,
    drawn: 1,
    make: (draw, { path }) => ({
      input: [
        '-i',
        path,
        '-itsoffset',
        draw.number(0.01, 0.03).toFixed(3),
        '-i',
        path,
        '-map',
        '0:v',
        '-map',
        '1:a',
      ],
      flags: ['-fps_mode', 'passthrough'],
      faults: [],
    }),
  },
  {
    name: 'fine lines over a picture that moves',
    fixed: 1,
    drawn: 0,
    make: () => ({
      picture: 'drawgrid=x=0:y=0:w=iw:h=2:t=1:c=white@0.25',
      faults: [],
      also: ['picture.levels'],
    }),
    of: ['pan-right', 'pan-down', 'personal-ad'],
  },
]
