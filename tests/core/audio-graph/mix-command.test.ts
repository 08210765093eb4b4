import { describe, expect, it } from 'vitest'
import {
  encodeCommand,
  listenCommand,
  measureCommand,
  mixCommand,
} from '../../../src-main/core/audio-graph/mix-command.ts'
import { isLooped, lengthOf, soundsOf } from '../../../src-main/core/audio-graph/sounds.ts'
import {
  type AudioFacts,
  type AudioSpec,
  type MediaFacts,
  type MixInput,
  readableContainers,
} from '../../../src-shared/plans/media.ts'

const audio: AudioFacts = { stream: 0, codec: 'mp3', channels: 2, sampleRate: 44_100, start: 0, duration: 30 }
const file = (more: Partial<AudioFacts> = {}, of: Partial<MediaFacts> = {}): MediaFacts => ({
  duration: 30,
  container: 'mp3',
  cutShort: null,
  video: null,
  audio: { ...audio, ...more },
  ...of,
})
const input = (more: Partial<MixInput>): MixInput => ({
  role: 'music',
  content: 'music',
  at: 0,
  duration: 10,
  from: 0,
  to: null,
  speed: 1,
  loop: false,
  gain: 0,
  fadeIn: 0,
  fadeOut: 0,
  ...more,
})
const spec = (inputs: MixInput[], more: Partial<AudioSpec> = {}): AudioSpec => ({
  kind: 'audio',
  samples: 480_000,
  inputs,
  duck: null,
  loudness: { integrated: -14, truePeak: -1 },
  codec: 'aac',
  bitrate: 192_000,
  ...more,
})
const sources = new Map([
  ['music', { path: '/m/music.mp3', facts: file() }],
  ['voice', { path: '/m/voice.wav', facts: file({ channels: 1, duration: 4 }) }],
  ['clip', { path: '/m/clip.mp4', facts: file({ stream: 1, duration: 8 }) }],
  ['silent', { path: '/m/silent.mp4', facts: file({}, { audio: null }) }],
])
const faultOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

const how = { threads: 1, strict: true }
const head = ['-nostdin', '-hide_banner', '-loglevel', 'info', '-nostats', '-progress', 'pipe:1', '-xerror']
const safe = [
  '-threads',
  '1',
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  readableContainers.join(','),
]
const exactly = 'apad=whole_len=480000,atrim=end_sample=480000,asetpts=N/SR/TB'
const stereo = 'aresample=48000:async=1:first_pts=0:osf=fltp,aformat=channel_layouts=stereo'

describe('the command that mixes', () => {
  it('music, a voice over it and a clip make one graph of exact length, measured on its way', () => {
    const wanted = spec([
      input({ fadeIn: 0.5, fadeOut: 1, gain: -6 }),
      input({ role: 'voice', content: 'voice', at: 2, duration: 8 }),
      input({ role: 'clip', content: 'clip', at: 1, duration: 3, from: 3.5, to: 7, speed: 4 }),
    ])
    expect(mixCommand(wanted, soundsOf(wanted, sources), new Map(), null, '/w/mix', how)).toEqual([
      ...head,
      ...safe,
      ...['-i', 'file:/m/music.mp3'],
      ...safe,
      ...['-i', 'file:/m/voice.wav'],
      ...safe,
      ...['-ss', '2.5', '-i', 'file:/m/clip.mp4'],
      ...['-filter_complex_threads', '1', '-filter_complex'],
      [
        `[0:0]${stereo},asetpts=N/SR/TB,atrim=end_sample=480000,afade=t=in:ss=0:ns=24000,afade=t=out:ss=432000:ns=48000,volume=-6dB:precision=float,asetpts=N/SR/TB[s0]`,
        '[1:0]aresample=48000:async=1:first_pts=0:osf=fltp,pan=stereo|c0=c0|c1=c0,asetpts=N/SR/TB,atrim=end_sample=192000,adelay=96000S:all=1,asetpts=N/SR/TB[s1]',
        `[2:1]${stereo},atrim=start_sample=48000:end_sample=216000,asetpts=N/SR/TB,atempo=2,atempo=2,atrim=end_sample=42000,adelay=48000S:all=1,asetpts=N/SR/TB[s2]`,
        `[s0][s1][s2]amix=inputs=3:duration=longest:normalize=0,${exactly},ebur128=peak=true:framelog=verbose,aresample=osf=flt[out]`,
      ].join(';'),
      ...['-map', '[out]', '-c:a', 'pcm_f32le', '-f', 'f32le', '-y', 'file:/w/mix'],
    ])
  })

  it('under a voice the rest is multiplied by the file of gains, the voice is not', () => {
    const wanted = spec([input({ role: 'voice', content: 'voice' }), input({})])
    const args = mixCommand(wanted, soundsOf(wanted, sources), new Map(), '/w/gains', '/w/mix', how)
    expect(args.join(' ')).toContain('-f f32le -ar 1000 -ac 1 -i file:/w/gains')
    const graph = args[args.indexOf('-filter_complex') + 1]!
    expect(graph.split(';').slice(2)).toEqual([
      `[s0]anull,${exactly}[under]`,
      `[2:a]aresample=48000,${exactly},pan=stereo|c0=c0|c1=c0[envelope]`,
      '[under][envelope]amultiply[ducked]',
      `[ducked][s1]amix=inputs=2:duration=longest:normalize=0,${exactly},ebur128=peak=true:framelog=verbose,aresample=osf=flt[out]`,
    ])
    expect(args.indexOf('file:/m/music.mp3')).toBeLessThan(args.indexOf('file:/m/voice.wav'))
  })

  it('nothing to mix is exact silence', () => {
    const args = mixCommand(spec([]), [], new Map(), null, '/w/mix', how)
    expect(args[args.indexOf('-filter_complex') + 1]).toMatch(
      /^anullsrc=r=48000:cl=stereo,apad=whole_len=480000/,
    )
  })

  it('a loop plays its bed once and then its turn for ever', () => {
    const wanted = spec([input({ content: 'voice', loop: true })])
    const sounds = soundsOf(wanted, sources)
    expect(isLooped(sounds[0]!)).toBe(true)
    const beds = new Map([[sounds[0]!, { path: '/w/bed', lead: 960, turn: 191_040 }]])
    const args = mixCommand(wanted, sounds, beds, null, '/w/mix', how)
    expect(args.join(' ')).toContain('-f f32le -ar 48000 -ac 2 -i file:/w/bed')
    expect(args[args.indexOf('-filter_complex') + 1]!.split(';').slice(0, 4)).toEqual([
      '[0:a]asplit[once0][again0]',
      '[once0]atrim=end_sample=960,aformat=sample_fmts=fltp[lead0]',
      '[again0]atrim=start_sample=960,asetpts=N/SR/TB,aloop=loop=-1:size=191040,aformat=sample_fmts=fltp,asetpts=N/SR/TB[turns0]',
      '[lead0][turns0]concat=n=2:v=0:a=1,atrim=end_sample=480000,asetpts=N/SR/TB[s0]',
    ])
  })

  it('the voice is listened to by itself', () => {
    const wanted = spec([input({}), input({ role: 'voice', content: 'voice', at: 2 })])
    const args = listenCommand(wanted, soundsOf(wanted, sources), '/w/voice', how)
    expect(args.join(' ')).not.toContain('music.mp3')
    expect(args.slice(-10)).toEqual([
      '-map',
      '[out]',
      '-ac',
      '1',
      '-c:a',
      'pcm_s16le',
      '-f',
      's16le',
      '-y',
      'file:/w/voice',
    ])
  })
})

describe('the command that codes', () => {
  const tail = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact']

  it('AAC without a limiter', () => {
    expect(encodeCommand(spec([]), '/w/mix', { gain: -2.5, ceiling: null }, 'aac', '/w/out', how)).toEqual([
      ...head,
      ...['-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', 'file:/w/mix', '-filter_complex_threads', '1'],
      ...['-filter_complex', `[0:a]volume=-2.500dB:precision=float,${exactly}[out]`, '-map', '[out]'],
      ...[
        '-c:a',
        'aac',
        '-b:a',
        '192000',
        '-ar',
        '48000',
        '-threads',
        '1',
        ...tail,
        '-f',
        'mp4',
        '-y',
        'file:/w/out',
      ],
    ])
  })

  it('PCM with a limiter that works at four times the rate', () => {
    const args = encodeCommand(
      spec([], { codec: 'pcm', bitrate: 0 }),
      '/w/mix',
      { gain: 6, ceiling: -1 },
      'pcm_s24le',
      '/w/out',
      how,
    )
    expect(args[args.indexOf('-filter_complex') + 1]).toBe(
      `[0:a]volume=6.000dB:precision=float,aresample=192000,alimiter=limit=0.891251:attack=3:release=80:level=0:latency=1,aresample=48000,${exactly}[out]`,
    )
    expect(args).not.toContain('-b:a')
    expect(args.slice(-6)).toEqual(['-f', 'wav', '-rf64', 'auto', '-y', 'file:/w/out'])
  })

  it('measuring decodes as a player does', () => {
    expect(measureCommand('/w/out', { threads: 2, strict: false })).toEqual([
      ...head.slice(0, -1),
      ...['-protocol_whitelist', 'file,pipe', '-i', 'file:/w/out', '-filter_complex_threads', '2'],
      ...[
        '-filter_complex',
        '[0:a:0]ebur128=peak=true:framelog=verbose[out]',
        '-map',
        '[out]',
        '-f',
        'null',
        '-',
      ],
    ])
  })
})

describe('what sounds in a mix', () => {
  const only = (one: MixInput, more = sources) => soundsOf(spec([one]), more)

  it('a clip without sound is silent; music and voices without sound are named', () => {
    expect(only(input({ role: 'clip', content: 'silent' }))).toEqual([])
    expect(faultOf(() => only(input({ role: 'voice', content: 'silent' })))).toMatchObject({
      code: 'media.no-sound',
      message: 'silent.mp4 has no sound, but it is used as a voice.',
    })
  })

  it('what begins after the end of the video or of its file is left out', () => {
    expect(only(input({ at: 10 }))).toEqual([])
    expect(only(input({ from: 40 }))).toEqual([])
    expect(lengthOf(only(input({ at: 8, duration: 5 }))[0]!)).toBe(96_000)
  })

  it('a looped clip repeats with its picture, also when its sound is shorter', () => {
    const clip = file({ duration: 2 }, { video: { duration: 3 } as MediaFacts['video'] })
    const sound = only(
      input({ role: 'clip', content: 'c', loop: true }),
      new Map([['c', { path: 'c.mp4', facts: clip }]]),
    )[0]!
    expect(sound.stretch).toBe(144_000)
  })

  it('a file that was cut off fails only where it is needed', () => {
    const cut = new Map([
      ['music', { path: '/m/cut.mp4', facts: file({ duration: 6 }, { cutShort: { promised: 30 } }) }],
    ])
    expect(only(input({ duration: 5 }), cut)).toHaveLength(1)
    expect(faultOf(() => only(input({ duration: 9 }), cut))).toMatchObject({
      code: 'media.cut-short',
      message: expect.stringContaining('cut.mp4 is cut off'),
    })
  })
})
