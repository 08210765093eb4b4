import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { probeMedia } from '../../../src-main/outside/media/probe-media.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { makeClip } from '../../../src-main/services/clip-maker/clip-maker.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { countedNumbers, fromLavfi, openTools, type Tools } from '../../outside/media/made-media.ts'
import { clipOf, plain } from './made-clips.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})
const moving = 'testsrc2=s=320x180:r=25:d=4'
const h264 = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-g', '25', '-movflags', '+faststart']
const fault = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error,
  )

describe('a damaged clip', () => {
  it('fails with a sentence when its pictures are damaged within the used part, and leaves nothing behind', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, 'kitchen.mp4'), ...h264)
      const bytes = readFileSync(path)
      const middle = Math.floor(bytes.length / 2)
      for (let at = middle; at < middle + 60; at++) bytes[at] = bytes[at]! ^ 0x5a
      writeFileSync(path, bytes)
      const error = await fault(clipOf(tools, path, { rate: { num: 25, den: 1 }, frames: 100 }))
      expect(error).toMatchObject({
        code: 'media.broken',
        message:
          'kitchen.mp4 is damaged within the part that the video uses: not all of its pictures can be decoded.',
      })
      expect(error.details.at(-1)).toContain('ffmpeg -nostdin')
      expect(await readdir(folder)).toEqual(['kitchen.mp4'])
    }))

  it('a fault of ffmpeg itself is not blamed on the clip', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, 'a.mp4'), ...h264)
      const facts = await probeMedia(path, { ffprobe: tools.ffprobe, runProgram })
      const made = makeClip(plain, facts, path, join(folder, 'o.mov'), {
        ...tools,
        threads: 1,
        runProgram: (call) =>
          runProgram({ ...call, args: call.args.map((word) => word.replace('utvideo', 'no-such-encoder')) }),
      })
      expect(await fault(made)).toMatchObject({
        code: 'ffmpeg.failed',
        message: 'ffmpeg could not prepare a.mp4.',
      })
    }))

  it.each([
    ['MPEG-4', 'avi', ['-c:v', 'mpeg4', '-q:v', '3']],
    ['ProRes', 'mov', ['-c:v', 'prores_ks', '-pix_fmt', 'yuv422p10le']],
    ['VP9', 'webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8']],
    ['Matroska in short pieces', 'mkv', ['-c:v', 'libx264', '-g', '5', '-cluster_time_limit', '200']],
  ] as const)('%s with a large hole in it fails as damaged too', (_, kind, how) =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, `a.${kind}`), ...how)
      const bytes = readFileSync(path)
      // Where the pictures are, behind what tells where they are.
      for (let at = Math.floor(bytes.length * 0.4); at < bytes.length * 0.6; at++)
        bytes[at] = (at * 151 + 77) % 256
      writeFileSync(path, bytes)
      const error = await fault(
        clipOf(tools, path, { rate: { num: 25, den: 1 }, frames: 100, end: 'freeze' }),
      )
      expect(error?.code).toMatch(/^media\.(broken|cut-short)$/)
      expect(error?.message).toContain(`a.${kind}`)
    }),
  )

  it('serves as far as it is whole when it was cut off, and fails where it is not', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, 'cut.mp4'), ...h264)
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)))
      const clip = await clipOf(tools, path, { frames: 30 })
      expect(clip.frames).toBe(30)
      expect(await fault(clipOf(tools, path, { frames: 110 }))).toMatchObject({
        code: 'media.cut-short',
        message: expect.stringMatching(
          /^cut\.mp4 is cut off: its header promises 4 s, but only [\d.]+ s can be read/,
        ),
      })
    }))
})

describe('the making of a clip', () => {
  it('tells how far it is, up to the last frame', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, 'a.mp4'), ...h264)
      const facts = await probeMedia(path, { ffprobe: tools.ffprobe, runProgram })
      const told: number[] = []
      await makeClip({ ...plain, frames: 90 }, facts, path, join(folder, 'o.mov'), {
        ...tools,
        runProgram,
        threads: 1,
        onProgress: (frames, of) => {
          expect(of).toBe(90)
          told.push(frames)
        },
      })
      expect(told.at(-1)).toBe(90)
      expect(told).toEqual([...told].sort((a, b) => a - b))
    }))

  it('stops when it is cancelled, with the reason it was given', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, 'a.mp4'), ...h264)
      const facts = await probeMedia(path, { ffprobe: tools.ffprobe, runProgram })
      const abort = new AbortController()
      const why = new Error('the batch was cancelled')
      const out = join(folder, 'o.mov')
      const made = makeClip({ ...plain, width: 1920, height: 1080, frames: 2000 }, facts, path, out, {
        ...tools,
        runProgram,
        threads: 1,
        signal: abort.signal,
        onProgress: () => abort.abort(why),
      })
      await expect(made).rejects.toBe(why)
      expect(existsSync(out)).toBe(false)
    }))

  it('does not take an ffmpeg for granted that ends well and wrote too little', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, 'a.mp4'), ...h264)
      const facts = await probeMedia(path, { ffprobe: tools.ffprobe, runProgram })
      const out = join(folder, 'o.mov')
      const made = makeClip(plain, facts, path, out, {
        ...tools,
        threads: 1,
        runProgram: (call) =>
          runProgram({
            ...call,
            args: call.args.map((word) => word.replaceAll('trim=end_frame=15', 'trim=end_frame=14')),
          }),
      })
      await expect(made).rejects.toMatchObject({
        code: 'clip.wrong',
        message: expect.stringContaining('14 frames 160x90 yuv420p instead of 15 frames 160x90 yuv420p'),
      })
      expect(existsSync(out)).toBe(false)
    }))

  it('gives the same bytes twice', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(tools, moving, join(folder, 'a.mp4'), ...h264)
      const [one, two] = [join(folder, '1.mov'), join(folder, '2.mov')]
      await clipOf(tools, path, { radius: 9, end: 'loop', to: 0.2 }, one)
      await clipOf(tools, path, { radius: 9, end: 'loop', to: 0.2 }, two)
      expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
    }))

  it('takes a name that looks like a protocol or an option for what it is: a name', () =>
    withTempFolder(async (folder) => {
      const path = fromLavfi(
        tools,
        "color=s=160x90:r=30:d=0.5,format=yuv420p,geq=lum='20+8*N':cb=128:cr=128",
        join(folder, 'a.mp4'),
        '-c:v',
        'libx264',
        '-qp',
        '0',
      )
      for (const name of ["it's 100% [new], -y; $HOME.mp4", 'concat:a|b.mp4', '%03d.mp4']) {
        const odd = join(folder, name)
        writeFileSync(odd, readFileSync(path))
        const clip = await clipOf(tools, odd, {}, join(folder, `${name}.mov`))
        expect(countedNumbers(tools, `file:${clip.path}`)[14]).toBe(14)
      }
    }))
})
