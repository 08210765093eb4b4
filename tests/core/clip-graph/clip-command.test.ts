import { describe, expect, it } from 'vitest'
import { planClip } from '../../../src-main/core/clip-graph/clip-command.ts'
import {
  type ClipSpec,
  type MediaFacts,
  readableContainers,
  type VideoFacts,
} from '../../../src-shared/plans/media.ts'
import { spec, video } from './examples.ts'

const facts: MediaFacts = {
  duration: 10,
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  cutShort: null,
  video,
  audio: null,
}
const build = {
  encoders: new Set(['libx264']),
  decoders: new Set(['libvpx', 'libvpx-vp9']),
  filters: new Set(['zscale', 'tonemap']),
}
const plan = (
  more: Partial<ClipSpec> = {},
  of: Partial<VideoFacts> = {},
  file: Partial<MediaFacts> = {},
  has = build,
) =>
  planClip({
    spec: { ...spec, ...more },
    facts: { ...facts, ...file, video: { ...video, ...of } },
    source: '/media/clip.mp4',
    out: '/studio/out.mov',
    part: '/studio/part.mov',
    build: has,
    threads: 1,
  })
const graphOf = (made: ReturnType<typeof planClip>) => {
  const args = made.commands[0]!
  return args[args.indexOf('-filter_complex') + 1]!
}
const faultOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

const head = [
  '-nostdin',
  '-hide_banner',
  '-loglevel',
  'level+warning',
  '-nostats',
  '-progress',
  'pipe:1',
  '-xerror',
  '-threads',
  '1',
]
const safe = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', readableContainers.join(',')]
const tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'
const lossless = ['-c:v:0', 'utvideo']
const tail = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-f', 'mov', '-y']
const colour = [
  '-color_range',
  'tv',
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
]

describe('the command that makes a clip', () => {
  it('a plain clip is picked, scaled, tagged and coded in one command', () => {
    const made = plan()
    expect(made.commands).toEqual([
      [
        ...head,
        ...safe,
        '-noautorotate',
        '-i',
        'file:/media/clip.mp4',
        '-filter_complex_threads',
        '1',
        '-filter_complex',
        '[0:0]settb=AVTB,setpts=PTS-16667,fps=30/1:round=up:start_time=0,trim=end_frame=60,' +
          'scale=640:360:in_color_matrix=bt709:in_range=tv:out_color_matrix=bt709:out_range=tv:' +
          'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=yuv420p,' +
          `settb=1/30,setpts=N,fps=30/1,trim=end_frame=60,${tags},setsar=1,setfield=prog,sidedata=mode=delete[picture];[0:0]trim=end_frame=1,nullsink`,
        '-map',
        '[picture]',
        ...lossless,
        '-pix_fmt',
        'yuv420p',
        '-threads',
        '1',
        ...colour,
        ...tail,
        'file:/studio/out.mov',
      ],
    ])
    expect(made).toMatchObject({ hasAlpha: false, frames: 60, sourceFrames: 60, pixelFormat: 'yuv420p' })
    expect(made.place).toEqual({ left: 0, top: 0, width: 640, height: 360 })
  })

  it('a loop is made once and then repeated as packets, up to the middle of its last frame', () => {
    const made = plan({ end: 'loop', to: 0.5, radius: 20 })
    expect(made.sourceFrames).toBe(15)
    expect(made.commands[0]!.at(-1)).toBe('file:/studio/part.mov')
    expect(made.commands[1]).toEqual([
      ...['-nostdin', '-hide_banner', '-loglevel', 'warning', '-nostats', '-progress', 'pipe:1'],
      ...['-protocol_whitelist', 'file,pipe', '-stream_loop', '-1', '-i', 'file:/studio/part.mov'],
      ...['-map', '0:v', '-c', 'copy', '-t', '1.983333'],
      ...tail,
      'file:/studio/out.mov',
    ])
  })

  it('round corners get a second stream that holds the transparency without loss', () => {
    const made = plan({ radius: 20 })
    expect(made.hasAlpha).toBe(true)
    expect(made.commands[0]!.join(' ')).toContain('-map [picture] -map [alpha]')
    expect(made.commands[0]!.join(' ')).toContain(
      '-c:v:0 utvideo -c:v:1 libx264 -preset:v:1 ultrafast -bf:v:1 0 -g:v:1 12 -keyint_min:v:1 12 -sc_threshold:v:1 0 -qp:v:1 0',
    )
    expect(graphOf(made).split(';').slice(1, -1).join(';')).toBe(
      'color=s=640x360:r=30/1,format=yuv420p,trim=end_frame=1,' +
        "geq=lum='st(0,abs((X+0.5-320))-300);st(1,abs((Y+0.5-180))-160);" +
        "255*clip(0.5-(hypot(max(ld(0),0),max(ld(1),0))+min(max(ld(0),ld(1)),0)-20),0,1)':cb=128:cr=128," +
        `loop=-1:1,settb=1/30,setpts=N,fps=30/1,trim=end_frame=60,${tags},setsar=1[alpha]`,
    )
  })

  it('a turned phone clip is scaled lying and then turned, and its matrix goes nowhere', () => {
    const made = plan({ width: 360, height: 640 }, { rotation: 90, shownWidth: 720, shownHeight: 1280 })
    expect(graphOf(made)).toMatch(/scale=640:360:.*,transpose=clock,.*;\[0:0\]trim=end_frame=1,nullsink$/)
  })

  it('an interlaced clip is made progressive before frames are picked, one frame for each frame', () => {
    expect(graphOf(plan({}, { interlaced: 'bottom-first' }))).toMatch(
      /^\[0:0\]bwdif=mode=send_frame:parity=bff:deint=all,settb/,
    )
  })

  it('HDR is tone-mapped after scaling; a build that cannot do it says so', () => {
    const hdr = { transfer: 'pq', matrix: 'bt2020', primaries: 'bt2020', bitDepth: 10 } as const
    expect(graphOf(plan({}, hdr))).toContain(
      'format=yuv444p10le,setparams=range=tv:color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc,' +
        'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=709,tonemap=mobius:param=0.3:desat=0:peak=4.926,' +
        'zscale=t=709:m=709:r=limited,format=yuv444p10le,',
    )
    const poor = { ...build, filters: new Set<string>() }
    expect(faultOf(() => plan({}, hdr, {}, poor))).toMatchObject({
      code: 'media.hdr-unsupported',
      message: expect.stringContaining('clip.mp4 is HDR video'),
    })
  })

  it('transparent VP9 is read by libvpx; a build without it says so', () => {
    const made = plan({}, { codec: 'vp9', hasAlpha: true })
    expect(made.commands[0]!.join(' ')).toContain('-c:v libvpx-vp9 -noautorotate')
    expect(
      faultOf(() => plan({}, { codec: 'vp9', hasAlpha: true }, {}, { ...build, decoders: new Set() })),
    ).toMatchObject({
      code: 'media.alpha-unsupported',
    })
  })

  it('10 bit and long clips are coded small and near lossless by x264', () => {
    const x264 =
      '-c:v:0 libx264 -preset:v:0 ultrafast -bf:v:0 0 -g:v:0 12 -keyint_min:v:0 12 -sc_threshold:v:0 0 -crf:v:0 12'
    expect(plan({ composeIn: 'yuv422p10le' }).commands[0]!.join(' ')).toContain(x264)
    const long = { width: 1920, height: 1080, frames: 3000 }
    const made = plan(long, { duration: 200 }).commands[0]!
    expect(made.join(' ')).toContain(x264)
    expect(made.slice(-3)).toEqual(['mp4', '-y', 'file:/studio/out.mov'])
  })

  it('a build without libx264 codes 10 bit with FFV1, and transparency like the picture', () => {
    const poor = { ...build, encoders: new Set<string>() }
    const deep = plan({ composeIn: 'yuv422p10le', radius: 9 }, {}, {}, poor).commands[0]!.join(' ')
    expect(deep).toContain('-c:v:0 ffv1 -level:v:0 3 -g:v:0 1 -slices:v:0 4')
    expect(deep).toContain('-c:v:1 ffv1 -level:v:1 3 -g:v:1 1 -slices:v:1 4')
    expect(plan({ radius: 9 }, {}, {}, poor).commands[0]!.join(' ')).toContain(
      '-c:v:0 utvideo -c:v:1 utvideo',
    )
  })

  it('a late stretch is sought in files with an index, and decoded from the start in others', () => {
    const late = plan({ from: 7.5 }).commands[0]!.join(' ')
    expect(late).toContain('-ss 6.5 -noaccurate_seek -i file:/media/clip.mp4')
    expect(graphOf(plan({ from: 7.5 }))).toContain('setpts=(PTS-1000000)-16667')
    const stream = plan({ from: 7.5 }, {}, { container: 'mpegts' })
    expect(stream.commands[0]!.join(' ')).not.toContain('-ss')
    expect(graphOf(stream)).toContain('setpts=(PTS-7500000)-16667')
  })
})

describe('a clip that cannot be made', () => {
  it('a file without a picture is named', () => {
    const sound = { stream: 0, codec: 'mp3', channels: 2, sampleRate: 48_000, start: 0, duration: 3 }
    expect(
      faultOf(() =>
        planClip({
          spec,
          facts: { ...facts, video: null, audio: sound },
          source: 'C:\\media\\song.mp4',
          out: 'o',
          part: 'p',
          build,
          threads: 1,
        }),
      ),
    ).toMatchObject({
      code: 'media.no-picture',
      message: 'song.mp4 has no picture: it holds only sound (mp3).',
    })
  })

  it('a trim that begins after the end is named', () => {
    expect(faultOf(() => plan({ from: 12 }))).toMatchObject({
      code: 'media.too-short',
      message: 'clip.mp4 is 10 s long, but the video uses it from 12 s on.',
    })
  })

  it('a file that was cut off serves as far as it goes', () => {
    const cut = { cutShort: { promised: 35.2 } }
    expect(plan({ frames: 60 }, { duration: 4 }, cut).sourceFrames).toBe(60)
    expect(plan({ to: 3, frames: 200 }, { duration: 4 }, cut).sourceFrames).toBe(90)
    expect(plan({ frames: 60 }, { duration: 4 }, cut).commands[0]!.join(' ')).toContain(
      '-fflags +discardcorrupt',
    )
    expect(faultOf(() => plan({ frames: 200 }, { duration: 4 }, cut))).toMatchObject({
      code: 'media.cut-short',
      message:
        'clip.mp4 is cut off: its header promises 35.2 s, but only 4 s can be read, and the video uses it up to 6.67 s.',
    })
  })

  it('a file that is merely shorter follows what the layer says of its end', () => {
    expect(graphOf(plan({ frames: 400 }))).toContain('trim=end_frame=300')
    expect(graphOf(plan({ frames: 400 }))).toContain('tpad=stop=-1:stop_mode=clone')
    const hidden = plan({ frames: 400, end: 'hide' })
    expect(hidden.hasAlpha).toBe(true)
    expect(graphOf(hidden)).toContain("lutyuv=y=0:enable='gte(n,300)'")
    expect(plan({ frames: 300, end: 'hide' }).hasAlpha).toBe(false)
  })
})
