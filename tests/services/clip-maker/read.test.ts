import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { tellsOfDamage } from '../../../src-main/core/clip-graph/damage.ts'
import { readClip } from '../../../src-main/core/clip-graph/read-clip.ts'
import { probeMedia } from '../../../src-main/outside/media/probe-media.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { makeClip } from '../../../src-main/services/clip-maker/clip-maker.ts'
import {
  type ClipSource,
  type ClipSpec,
  clipPicture,
  type VideoFacts,
} from '../../../src-shared/plans/media.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { ffmpeg, fromLavfi, openTools, type Tools, withMatrix } from '../../outside/media/made-media.ts'
import { plain } from './made-clips.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

/** Each frame with its tick, as the encoder of a larger graph would be given it. */
function framesOf(input: string[], filters: string): string[] {
  const clip = ['-threads', '1', ...input, '-filter_complex', filters, '-map', '[o]']
  return ffmpeg(tools, ...clip, '-fps_mode', 'passthrough', '-f', 'framemd5', '-')
    .toString()
    .split('\n')
    .filter((line) => /^(#tb|0,)/.test(line))
    .map((line) => line.split(/,\s*/).slice(2).join(' ') || line)
}

/** The frames of the file that the studio would make, but for its coding loss, and a reader of the source itself. */
async function bothWays(source: string, more: Partial<ClipSpec>) {
  const spec = { ...plain, ...more }
  const { build } = tools
  const facts = await probeMedia(source, { ffprobe: tools.ffprobe, runProgram })
  const out = `${source}.whole.mov`
  const file = await makeClip(spec, facts, source, out, {
    ...tools,
    threads: 1,
    runProgram: (call) =>
      runProgram({
        ...call,
        args: call.args.join('\0').replace('-crf:v:0\x0012', '-qp:v:0\x000').split('\0'),
      }),
  })
  const read = (first?: number, count?: number) => readClip({ spec, facts, source, build, first, count })
  return {
    facts,
    file,
    read,
    ofFile: (seen = file) =>
      framesOf(
        ['-i', out],
        `${clipPicture(seen, 0, spec.composeIn, '[c]')};[c]settb=${spec.rate.den}/${spec.rate.num}[o]`,
      ),
    ofSource: (clip: ClipSource) => framesOf(clip.input, clip.filters(0, 'x_', '[o]')),
  }
}

const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '12', '-bf', '2', '-g', '30']
const picture = 'testsrc2=s=160x96:r=30:d=0.8'
const disc = (format: string) =>
  `testsrc2=s=160x96:r=30:d=0.5,format=${format},` +
  `geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*lt(hypot(X-80+N,Y-48),40)'`
const pq = 'setparams=range=tv:colorspace=bt2020nc:color_primaries=bt2020:color_trc=smpte2084'
const wild = '0+eq(N,1)*0.05+eq(N,2)*0.31+eq(N,3)*0.32+eq(N,4)*0.4+gt(N,4)*N*0.1'

const sources: Record<string, (folder: string) => string> = {
  'of constant rate': (folder) =>
    fromLavfi(tools, picture, join(folder, 'a.mp4'), '-pix_fmt', 'yuv420p', ...x264),
  'of variable rate': (folder) =>
    fromLavfi(
      tools,
      `testsrc2=s=160x96:r=25,trim=end_frame=12,settb=1/1000,setpts='(${wild})*1000'`,
      join(folder, 'a.mkv'),
      ...['-pix_fmt', 'yuv420p', ...x264, '-fps_mode', 'passthrough', '-enc_time_base', '1/1000'],
    ),
  'in two fields': (folder) =>
    fromLavfi(
      tools,
      'testsrc2=s=160x96:r=60:d=1,format=yuv420p,tinterlace=mode=interleave_top,setfield=tff',
      join(folder, 'a.mp4'),
      ...[...x264, '-flags', '+ildct', '-top', '1'],
    ),
  'of a telephone held upright': (folder) =>
    withMatrix(
      fromLavfi(tools, picture, join(folder, 'a.mp4'), '-pix_fmt', 'yuv420p', ...x264),
      [0, 1, -1, 0],
    ),
  'of anamorphic pixels': (folder) =>
    fromLavfi(tools, `${picture},setsar=2`, join(folder, 'a.mp4'), '-pix_fmt', 'yuv420p', ...x264),
  'in HDR': (folder) =>
    fromLavfi(
      tools,
      `${picture},format=yuv420p10le,${pq}`,
      join(folder, 'a.mp4'),
      ...[...x264, '-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084'],
    ),
  'in ProRes 4444 with transparency': (folder) =>
    fromLavfi(
      tools,
      disc('yuva444p'),
      join(folder, 'a.mov'),
      ...['-c:v', 'prores_ks', '-profile:v', '4444', '-pix_fmt', 'yuva444p10le'],
    ),
  'in VP9 with transparency': (folder) =>
    fromLavfi(
      tools,
      disc('yuva420p'),
      join(folder, 'a.webm'),
      ...['-c:v', 'libvpx-vp9', '-auto-alt-ref', '0', '-crf', '20', '-b:v', '0'],
      ...['-deadline', 'realtime', '-cpu-used', '8'],
    ),
}
/** What makes each of them special, as it is read from the file. */
const special: Record<string, Partial<VideoFacts>> = {
  'in two fields': { interlaced: 'top-first' },
  'of a telephone held upright': { rotation: 90 },
  'of anamorphic pixels': { pixelAspect: { num: 2, den: 1 } },
  'in HDR': { transfer: 'pq', bitDepth: 10 },
  'in ProRes 4444 with transparency': { codec: 'prores', hasAlpha: true },
  'in VP9 with transparency': { codec: 'vp9', hasAlpha: true },
}
const places: [string, Partial<ClipSpec>][] = [
  ['as large as it is', { height: 96 }],
  ['filling an odd box', { width: 71, height: 53, focus: { x: 0.2, y: 0.9 } }],
  ['whole within a box', { fit: 'contain', width: 90, height: 120 }],
  ['stretched, with round corners', { fit: 'fill', width: 120, height: 60, radius: 14 }],
  ['blurred and half seen through', { blur: 9, opacity: 0.5 }],
  ['turned', { rotation: 25 }],
  ['hidden after its end', { end: 'hide', to: 0.3, frames: 14 }],
  ['held at its end, twice as fast', { end: 'freeze', from: 0.1, to: 0.5, speed: 2, frames: 12 }],
]

describe('a clip read straight from its source shows what its file would show, to the last sample', () => {
  it.each(Object.keys(sources))('a clip %s', (kind) =>
    withTempFolder(async (folder) => {
      const source = sources[kind]!(folder)
      // Each place in a format in turn, so that every kind meets all three.
      const formats = ['yuv420p', 'yuv422p10le', 'yuv444p'] as const
      for (const [index, [how, more]] of places.entries()) {
        const composeIn = formats[(index + kind.length) % 3]!
        const said = `${how} in ${composeIn}`
        const spec = { frames: 8, composeIn, ...more }
        const { facts, file, read, ofFile, ofSource } = await bothWays(source, spec)
        expect(facts.video).toMatchObject(special[kind] ?? {})
        const clip = read()!
        expect(clip, said).toMatchObject({
          frames: spec.frames,
          hasAlpha: file.hasAlpha,
          place: file.place,
          coded: file.coded,
        })
        const frames = ofSource(clip)
        expect(frames, said).toHaveLength(spec.frames + 1)
        expect(frames, said).toEqual(ofFile())
      }
    }),
  )

  it('also when it is all that a video shows: no player turns it once more', () =>
    withTempFolder(async (folder) => {
      const source = sources['of a telephone held upright']!(folder)
      const { read } = await bothWays(source, { width: 54, height: 90 })
      const clip = read()!
      const out = join(folder, 'o.mp4')
      const filters = clip.filters(0, 'c', '[o]')
      ffmpeg(tools, ...clip.input, '-filter_complex', filters, '-map', '[o]', '-c:v', 'libx264', out)
      const media = await probeMedia(out, { ffprobe: tools.ffprobe, runProgram })
      expect(media.video).toMatchObject({ rotation: 0, mirrored: false, shownWidth: 54, shownHeight: 90 })
    }))

  it('two clips beside one another in one graph keep apart', () =>
    withTempFolder(async (folder) => {
      const a = await bothWays(sources['of constant rate']!(folder), { radius: 20, frames: 6 })
      const b = await bothWays(sources['in ProRes 4444 with transparency']!(folder), {
        radius: 20,
        frames: 6,
      })
      const [left, right] = [a.read()!, b.read()!]
      const beside = framesOf(
        [...left.input, ...right.input],
        `${left.filters(0, 'l_', '[l]')};${right.filters(1, 'r_', '[r]')};[l][r]hstack[o]`,
      )
      expect(beside).toHaveLength(7)
      expect(beside).toEqual(
        framesOf(
          ['-i', a.file.path, '-i', b.file.path],
          `${clipPicture(a.file, 0, 'yuv420p', '[l]')};${clipPicture(b.file, 1, 'yuv420p', '[r]')};[l][r]hstack,settb=1/30[o]`,
        ),
      )
    }))
})

describe('some frames of a clip, read straight from its source', () => {
  /** The file's frames from `first` on, their ticks counted from there. */
  const cutOut = (all: string[], first: number, count: number) => [
    all[0],
    ...all.slice(1 + first, 1 + first + count).map((line, tick) => line.replace(/^\d+/, String(tick))),
  ]
  const ntsc = { num: 30_000, den: 1001 }

  it.each([
    ['in its middle', {}, 5, 6],
    ['at an uneven rate and speed', { rate: ntsc, speed: 1.3, from: 0.15, frames: 18 }, 7, 9],
    ['over its end, where it is held', { to: 0.3, frames: 20 }, 5, 10],
    ['all behind its end, where it is held', { to: 0.3, frames: 20 }, 12, 5],
    ['over its end, where it is hidden', { to: 0.3, frames: 20, end: 'hide' }, 5, 10],
    ['all behind its end, where it is hidden', { to: 0.3, frames: 20, end: 'hide' }, 12, 5],
    ['within one turn of a loop', { to: 0.3, frames: 40, end: 'loop', radius: 9 }, 29, 6],
  ] as const)('%s', (_, more, first, count) =>
    withTempFolder(async (folder) => {
      const made = await bothWays(sources['of constant rate']!(folder), more)
      const clip = made.read(first, count)!
      expect(clip.frames).toBe(count)
      expect(clip.hasAlpha).toBe(made.file.hasAlpha)
      expect(made.ofSource(clip)).toEqual(cutOut(made.ofFile(), first, count))
    }),
  )

  it('before it is hidden there is nothing to see through', () =>
    withTempFolder(async (folder) => {
      const made = await bothWays(sources['of constant rate']!(folder), { to: 0.3, frames: 20, end: 'hide' })
      const clip = made.read(1, 7)!
      expect([made.file.hasAlpha, clip.hasAlpha]).toEqual([true, false])
      const opaque = { ...made.file, hasAlpha: false }
      expect(made.ofSource(clip)).toEqual(cutOut(made.ofFile(opaque), 1, 7))
    }))

  it('more than one turn of a loop takes a file', () =>
    withTempFolder(async (folder) => {
      const made = await bothWays(sources['of constant rate']!(folder), { to: 0.3, frames: 40, end: 'loop' })
      expect(made.read()).toBe(null)
      expect(made.read(5, 6)).toBe(null)
      expect(made.read(18, 9)).not.toBe(null)
    }))

  it('far into a file they are sought and are still the same', () =>
    withTempFolder(async (folder) => {
      // Groups that refer to one another, at uneven places, and an uneven rate.
      const how = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'veryfast', '-g', '50', '-bf', '3']
      for (const name of ['a.mp4', 'a.mkv', 'a.mov']) {
        const source = fromLavfi(tools, 'testsrc2=s=96x64:r=24000/1001:d=14', join(folder, name), ...how)
        const made = await bothWays(source, {
          ...{ width: 96, height: 64, from: 0.4, speed: 1.1, frames: 340 },
          rate: ntsc,
        })
        const all = made.ofFile()
        for (const first of [160, 211, 330]) {
          const clip = made.read(first, 10)!
          expect(clip.input).toContain('-ss')
          expect(made.ofSource(clip), `${name} from ${first}`).toEqual(cutOut(all, first, 10))
        }
      }
    }))
})

describe('a damaged source, read straight', () => {
  it.each([
    ['H.264', 'mp4', ['-c:v', 'libx264', '-g', '25', '-movflags', '+faststart']],
    ['MPEG-4', 'avi', ['-c:v', 'mpeg4', '-q:v', '3']],
    ['VP9', 'webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8']],
    ['Matroska in short pieces', 'mkv', ['-c:v', 'libx264', '-g', '5', '-cluster_time_limit', '200']],
  ] as const)('%s with a hole in it is told of', (_, kind, how) =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(
        tools,
        'testsrc2=s=320x180:r=25:d=4',
        join(folder, `a.${kind}`),
        ...['-pix_fmt', 'yuv420p', ...how],
      )
      const facts = await probeMedia(source, { ffprobe: tools.ffprobe, runProgram })
      const clip = readClip({ spec: { ...plain, frames: 110 }, facts, source, build: tools.build })!
      const told = () => {
        const filters = clip.filters(0, 'c', '[o]')
        const end = spawnSync(tools.ffmpeg, [
          ...['-nostdin', '-hide_banner', '-loglevel', 'level+warning', '-xerror', ...clip.input],
          ...['-filter_complex', filters, '-map', '[o]', '-f', 'null', '-'],
        ])
        return end.status !== 0 || end.stderr.toString().split('\n').some(tellsOfDamage)
      }
      expect(told()).toBe(false)
      const bytes = readFileSync(source)
      for (let at = Math.floor(bytes.length * 0.4); at < bytes.length * 0.6; at++)
        bytes[at] = (at * 151 + 77) % 256
      writeFileSync(source, bytes)
      expect(told()).toBe(true)
    }),
  )
})
