import { beforeAll, describe, expect, test } from 'vitest'
import { type ProgramCall, runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { openFfmpegTrials } from '../../../src-main/services/ffmpeg-trials/ffmpeg-trials.ts'
import {
  createHardwareEncoders,
  type HardwareEncoders,
  type HardwareVideo,
} from '../../../src-main/services/hardware-encoders/hardware-encoders.ts'
import { type FakeGpu, fakeGpu } from '../../helpers/fake-gpu.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { openTools, type Tools } from '../../outside/media/made-media.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

const video: HardwareVideo = {
  codec: 'h264',
  quality: 'standard',
  rate: { num: 10, den: 1 },
  width: 320,
  height: 180,
  whole: false,
}
const broke = { code: 'encoder.failed', message: 'h264_nvenc failed: Failed locking bitstream buffer.' }

type Opened = {
  hardware: HardwareEncoders
  gpu: FakeGpu
  /** Programs that were started. */
  calls: string[]
  /** Lets minutes pass. */
  later(minutes: number): void
  /** Another studio on the same folder. */
  again(): Promise<HardwareEncoders>
}

type Machine = {
  sessions?: number
  listed?: string[] | 'all'
  /** h264_nvenc was found before. */
  found?: boolean
}

/** A machine with a fake GPU, and an ffmpeg that lists one encoder unless told otherwise. */
function withGpu(work: (opened: Opened) => Promise<void>, machine: Machine = {}) {
  const { sessions = 2, listed = ['h264_nvenc'], found = false } = machine
  return withTempFolder(async (folder) => {
    const gpu = fakeGpu(`${folder}/gpu`, tools.ffmpeg, sessions)
    const calls: string[] = []
    let time = 0
    const run = (call: ProgramCall) => {
      calls.push(call.args.join(' '))
      return runProgram(call)
    }
    const open = async () => {
      const trials = await openFfmpegTrials({
        ffmpeg: { ffmpeg: gpu.ffmpeg, ffprobe: tools.ffprobe, ffmpegVersion: 'fake' },
        studioFolder: `${folder}/studio`,
        runProgram: run,
        now: () => time,
      })
      const seen = { works: true, reason: 'It encodes here.', sessions, device: null, at: 0 }
      if (found) await trials.keepHardware({ h264_nvenc: seen })
      return createHardwareEncoders({
        ffmpeg: gpu.ffmpeg,
        trials: listed === 'all' ? trials : { ...trials, listed: async () => listed },
        runProgram: run,
        now: () => time,
        date: () => new Date(time),
        vaapiDevices: async () => [null],
      })
    }
    const hardware = await open()
    const others: HardwareEncoders[] = []
    try {
      await work({
        hardware,
        gpu,
        calls,
        later: (minutes) => {
          time += minutes * 60_000
        },
        async again() {
          const other = await open()
          others.push(other)
          return other
        },
      })
    } finally {
      for (const each of [hardware, ...others]) await each.stop()
    }
  })
}

const entry = (hardware: HardwareEncoders, encoder = 'h264_nvenc') =>
  hardware.list().find((one) => one.encoder === encoder)

/** Waits for what `take` began behind the scenes. */
async function taken(hardware: HardwareEncoders, wanted = video) {
  await expect.poll(() => hardware.take(wanted), { timeout: 20_000 }).not.toBeNull()
}

describe.skipIf(process.platform === 'win32')(
  'hardware encoders (with a fake GPU)',
  { timeout: 60_000 },
  () => {
    test('what works is found by encoding, with its sessions; what is only listed is absent, and says why', () =>
      withGpu(
        async ({ hardware }) => {
          expect(hardware.list()).toEqual([])
          const found = await hardware.find()
          expect(found.filter(({ status }) => status === 'works')).toEqual([
            {
              encoder: 'h264_nvenc',
              family: 'nvenc',
              codec: 'h264',
              status: 'works',
              reason: 'It encodes here, 3 videos at a time.',
              againAt: null,
              sessions: 3,
            },
            expect.objectContaining({ encoder: 'hevc_vaapi', family: 'vaapi', sessions: 3 }),
          ])
          expect(found.find(({ encoder }) => encoder === 'hevc_nvenc')).toMatchObject({
            status: 'absent',
            sessions: 0,
            reason: 'It does not encode here: Cannot load libcuda.so.1.',
          })
          for (const { status, reason } of found) {
            expect(status).not.toBe('out-of-use')
            expect(reason).toMatch(/^It (encodes|does not encode) here.*\.$/)
          }
        },
        { sessions: 3, listed: 'all' },
      ))

    test('it is tried once: the next studio starts no program to know it', () =>
      withGpu(async ({ hardware, calls, again }) => {
        const found = await hardware.find()
        expect(calls.length).toBeGreaterThan(4)
        calls.length = 0
        const other = await again()
        expect(other.list()).toEqual(found)
        expect(await other.find()).toEqual(found)
        expect(calls).toEqual([])
      }))

    test('what was absent is tried again after half a day, and at once when a person asks', () =>
      withGpu(async ({ hardware, gpu, calls, later, again }) => {
        gpu.fail('gone')
        await hardware.find()
        expect(entry(hardware)).toMatchObject({ status: 'absent', sessions: 0 })
        expect(hardware.take(video)).toBeNull()
        gpu.mend()
        calls.length = 0
        later(11 * 60)
        await (await again()).find()
        expect(calls).toEqual([])
        const asked = await again()
        await asked.find({ anew: true })
        expect(entry(asked)).toMatchObject({ status: 'works', sessions: 2 })
      }))

    test('a chip that writes another picture than it is given does not work', () =>
      withGpu(async ({ hardware, gpu }) => {
        gpu.fail('picture')
        await hardware.find()
        expect(entry(hardware)).toMatchObject({
          status: 'absent',
          reason: expect.stringMatching(
            /^It does not encode here: its picture is not the one .*\(\d+\.\d dB\)\.$/,
          ),
        })
      }))

    test('no more videos get a session than there are, and one that is given back is given again', () =>
      withGpu(
        async ({ hardware }) => {
          await hardware.prepare(video)
          const [first, second, third] = [hardware.take(video), hardware.take(video), hardware.take(video)]
          expect([first?.encoder, second?.encoder, third]).toEqual(['h264_nvenc', 'h264_nvenc', null])
          first!.release()
          first!.release()
          expect(hardware.take(video)?.encoder).toBe('h264_nvenc')
          expect(hardware.take(video)).toBeNull()
        },
        { found: true },
      ))

    test('a kind of video that nobody tried is proved while the processor makes the first ones', () =>
      withGpu(
        async ({ hardware, calls }) => {
          await hardware.find()
          calls.length = 0
          const high: HardwareVideo = { ...video, codec: 'hevc', quality: 'high' }
          expect(hardware.take(high)).toBeNull()
          await taken(hardware, high)
          // At the video's own size, and more than once: alone, then joined.
          expect(
            calls.filter((call) => call.includes('s=320x180') && call.includes('-c:v hevc_vaapi')).length,
          ).toBe(4)
          expect(hardware.wish('hevc_vaapi')).toEqual({ hardware: 'hevc_vaapi', device: null })
          expect(hardware.wish(null)).toEqual({ hardware: null })
        },
        { listed: ['hevc_vaapi'] },
      ))

    test('a chip whose segments can’t be joined makes no videos out of segments, and says why', () =>
      withGpu(
        async ({ hardware, gpu }) => {
          gpu.fail('loses')
          await hardware.prepare(video)
          expect(hardware.take(video)).toBeNull()
          expect(entry(hardware)).toMatchObject({
            status: 'works',
            reason: expect.stringMatching(
              /The processor makes standard h264 of 320x180: its segments can't be joined \(.+\)\.$/,
            ),
          })
        },
        { found: true },
      ))

    test('a video in one piece needs no proof of joints', () =>
      withGpu(
        async ({ hardware, calls }) => {
          const whole = { ...video, whole: true }
          await hardware.prepare(whole)
          expect(hardware.take(whole)?.encoder).toBe('h264_nvenc')
          expect(calls).toHaveLength(2)
        },
        { found: true },
      ))

    test('after two failures it is out of use with the reason, is tried again later, and works again', () =>
      withGpu(
        async ({ hardware, gpu, later }) => {
          await hardware.prepare(video)
          gpu.fail('encode')
          hardware.take(video)!.failed(broke)
          expect(entry(hardware)!.status).toBe('works')
          hardware.take(video)!.failed(broke)
          expect(entry(hardware)).toMatchObject({
            status: 'out-of-use',
            reason: `It failed twice within ten minutes. Last: ${broke.message}`,
            againAt: new Date(5 * 60_000).toISOString(),
          })
          expect(hardware.take(video)).toBeNull()

          // The trial fails, too: it is left alone for twice as long.
          later(5)
          expect(hardware.take(video)).toBeNull()
          await expect
            .poll(() => entry(hardware)!.againAt, { timeout: 20_000 })
            .toBe(new Date(15 * 60_000).toISOString())
          expect(entry(hardware)!.reason).toBe(
            'It does not encode here: Error submitting video frame to the encoder.',
          )

          gpu.mend()
          later(10)
          expect(hardware.take(video)).toBeNull()
          await taken(hardware)
          expect(entry(hardware)).toMatchObject({ status: 'works', againAt: null })
        },
        { found: true },
      ))

    test('the other chip is not blamed, and faults that are not the encoder’s own are not counted', () =>
      withGpu(
        async ({ hardware }) => {
          await hardware.find()
          await hardware.prepare(video)
          for (let time = 0; time < 3; time++)
            hardware.take(video)!.failed({ code: 'disk.full', message: 'The disk is full.' })
          expect(entry(hardware)!.status).toBe('works')
          for (let time = 0; time < 2; time++) hardware.take(video)!.failed(broke)
          expect(entry(hardware)!.status).toBe('out-of-use')
          expect(entry(hardware, 'hevc_vaapi')!.status).toBe('works')
        },
        { listed: ['h264_nvenc', 'hevc_vaapi'] },
      ))

    test('when another program takes a session, fewer are opened for a while, and nothing is out of use', () =>
      withGpu(
        async ({ hardware, later }) => {
          await hardware.prepare(video)
          const first = hardware.take(video)!
          hardware.take(video)!.failed({ code: 'encoder.sessions', message: 'OpenEncodeSessionEx failed.' })
          expect(entry(hardware)).toMatchObject({ status: 'works', sessions: 1 })
          expect(hardware.take(video)).toBeNull()
          first.release()
          hardware.take(video)!.release()
          later(31)
          expect(entry(hardware)!.sessions).toBe(2)
        },
        { found: true },
      ))

    test('a person who asks to try again brings back what was out of use', () =>
      withGpu(
        async ({ hardware }) => {
          await hardware.prepare(video)
          for (let time = 0; time < 2; time++) hardware.take(video)!.failed(broke)
          expect(entry(hardware)!.status).toBe('out-of-use')
          await hardware.find({ anew: true })
          expect(entry(hardware)!.status).toBe('works')
        },
        { found: true },
      ))

    test('a search that is no longer wanted ends at once', () =>
      withGpu(async ({ hardware }) => {
        const stop = new AbortController()
        const finding = hardware.find({ signal: stop.signal })
        setTimeout(() => stop.abort(new Error('no longer wanted')), 100)
        await expect(finding).rejects.toThrow('no longer wanted')
      }))
  },
)

test('no encoder of a chip is believed to work because this ffmpeg lists it', { timeout: 60_000 }, () =>
  withTempFolder(async (folder) => {
    const trials = await openFfmpegTrials({
      ffmpeg: { ffmpeg: tools.ffmpeg, ffprobe: tools.ffprobe, ffmpegVersion: 'real' },
      studioFolder: folder,
      runProgram,
    })
    const hardware = createHardwareEncoders({ ffmpeg: tools.ffmpeg, trials, runProgram })
    const found = await hardware.find()
    const listed = await trials.listed()
    expect(found.every(({ encoder }) => listed.includes(encoder))).toBe(true)
    for (const { status, sessions, reason } of found) {
      // Right on machines with a chip, too.
      expect(status === 'works' ? sessions > 0 : sessions === 0).toBe(true)
      expect(reason.length).toBeGreaterThan(20)
    }
    await hardware.stop()
  }),
)
