import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { joinList } from '../../../src-main/core/ffmpeg-commands/output-command.ts'
import { openLooking } from '../../../src-main/outside/measuring/looking.ts'
import { openMeasuring } from '../../../src-main/outside/measuring/measuring.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { joinedOf } from '../../../src-main/services/quality-inspector/joined-of.ts'
import { createKeptMeasurer } from '../../../src-main/services/quality-inspector/kept-measurer.ts'
import type { LookAsks } from '../../../src-main/services/quality-inspector/look-asks.ts'
import {
  createQualityInspector,
  type MeasuredFile,
} from '../../../src-main/services/quality-inspector/quality-inspector.ts'
import type { LookedLayer } from '../../../src-shared/quality/looks.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { voice } from './clips.ts'

const workerFile = new URL('../../../src-main/outside/measuring/measuring-worker.ts', import.meta.url)
const room = openMeasuring({ workerFile })
const looking = openLooking({ workerFile })
afterAll(() => Promise.all([room.close(), looking.close()]))
const { signal } = new AbortController()

async function ffmpeg(...args: string[]): Promise<void> {
  const end = await runProgram({ command: (await findPrograms()).ffmpeg, args: ['-v', 'error', ...args] })
  if (end.kind !== 'finished') throw new Error(end.stderrTail)
}

/** How a kind of file is coded, and its extension. */
const kinds = {
  h264: [['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2'], 'mp4'],
  vp9: [['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'], 'webm'],
} as const
type Kind = keyof typeof kinds
const rate = { num: 25, den: 1 }

/** A segment of a few frames of something that moves, each hue of another kind; `frames` is how long. */
async function segment(folder: string, kind: Kind, hue: number, frames: number): Promise<string> {
  const [codec, extension] = kinds[kind]
  const path = join(folder, `${kind}-${hue}.${extension}`)
  const picture = `testsrc2=s=320x180:r=25,hue=h=${hue},format=yuv420p`
  await ffmpeg('-f', 'lavfi', '-i', picture, '-frames:v', String(frames), ...codec, '-threads', '1', path)
  return path
}

/** Joins segments as finished videos are, without coding anything. */
async function joined(
  folder: string,
  kind: Kind,
  parts: { path: string; frames: number }[],
  sound: string | null,
): Promise<string> {
  const [name] = [parts.map(({ path }) => path.replace(/\D/g, '')).join('-')]
  const [list, out] = [join(folder, `${name}.txt`), join(folder, `${name}.${kinds[kind][1]}`)]
  await writeFile(list, joinList(parts, rate))
  await ffmpeg(
    ...['-f', 'concat', '-safe', '0', '-i', list, ...(sound === null ? [] : ['-i', sound]), '-c', 'copy'],
    ...(kind === 'h264' ? ['-bsf:v', 'setts=pts=round(PTS/512)*512:dts=(N-2)*512'] : []),
    ...['-video_track_timescale', '12800', '-y', out].slice(kind === 'h264' ? 0 : 2),
  )
  return out
}

/** An inspector that keeps what it measured in a folder, and how much it let be decoded. */
function keeping(folder: string, measuring = room) {
  const decoded = { picture: 0, sound: 0, whole: 0 }
  const inspector = createQualityInspector({
    programs: findPrograms,
    room: measuring,
    looking,
    kept: createKeptMeasurer({ folder: join(folder, 'measured'), room: measuring, looking }),
    run(call) {
      const graph = call.args[call.args.indexOf('-filter_complex') + 1] ?? ''
      if (/ebur128/.test(graph)) decoded.sound++
      else if (/scale=/.test(graph)) decoded[/trim=/.test(graph) ? 'picture' : 'whole']++
      return runProgram(call)
    },
  })
  return { decoded, inspector }
}

const shown = ({ picture, sound, looks }: MeasuredFile) => ({ picture, sound, looks })

test.each(['h264', 'vp9'] as const)(
  'videos that share segments say what each says measured whole, and what is shared is decoded once (%s)',
  (kind) =>
    withTempFolder(async (folder) => {
      const made = async (hue: number, frames: number) => ({
        path: await segment(folder, kind, hue, frames),
        frames,
      })
      const [opening, red, blue, end] = [
        await made(10, 14),
        await made(120, 1),
        await made(240, 9),
        await made(300, 20),
      ]
      const sound = kind === 'h264' ? join(folder, 'sound.m4a') : null
      if (sound !== null)
        await ffmpeg('-filter_complex', `${voice}[a]`, '-map', '[a]', '-t', '1', '-c:a', 'aac', sound)
      const { decoded, inspector } = keeping(folder)
      for (const [parts, expected] of [
        // Nothing is known of the first.
        [[opening, red, end], { picture: 0, whole: 1, sound: 1 }],
        [[opening, blue, end], { picture: 1, whole: 1, sound: 1 }],
        // Twice in one video, elsewhere, and all that is known.
        [[end, red, blue, opening, end], { picture: 1, whole: 1, sound: 1 }],
        [[opening, blue, end], { picture: 1, whole: 1, sound: 1 }],
      ] as const) {
        const path = await joined(folder, kind, [...parts], sound)
        const segments = parts.map(({ frames }) => frames)
        const found = await inspector.measureFile(path, { signal, segments })
        const { whole, picture, sound: heard } = decoded
        expect({ whole, picture, ...(sound === null ? {} : { sound: heard }) }).toEqual(
          sound === null ? { whole: expected.whole, picture: expected.picture } : expected,
        )
        const { inspector: other } = keeping(join(folder, 'other'))
        expect(shown(found)).toEqual(shown(await other.measureFile(path, { signal })))
      }
      // Another studio's life: what lies in the folder is taken up.
      const again = keeping(folder)
      await again.inspector.measureFile(await joined(folder, kind, [opening, red, end], sound), {
        signal,
        segments: [14, 1, 20],
      })
      expect(again.decoded).toEqual({ picture: 0, whole: 0, sound: 0 })
    }),
  120_000,
)

/** A picture that is looked at in some frames of a video. */
function layer(path: string, frames: number[], absent: number[]): LookedLayer {
  const at = { x: 40, y: 20, width: 64, height: 48 }
  return {
    layer: 'scene/picture',
    kind: 'picture',
    path,
    text: null,
    look: {
      artifact: 'picture',
      place: { left: 0, top: 0, width: 64, height: 48, opaque: true },
      at,
      moves: null,
      frames: frames.map((frame) => ({ frame, above: [], veils: [], window: null })),
      absent,
    },
  }
}

test(
  'what whole frames of a shared segment show is kept as well; only what is asked anew is looked at again',
  () =>
    withTempFolder(async (folder) => {
      const make = async (hue: number) => ({ path: await segment(folder, 'h264', hue, 12), frames: 12 })
      const [opening, red, blue] = [await make(20), await make(140), await make(260)]
      const png = join(folder, 'picture.png')
      await sharp({ create: { width: 64, height: 48, channels: 4, background: '#c83c28' } })
        .composite([
          { input: { create: { width: 20, height: 20, channels: 4, background: '#fff' } }, left: 8, top: 8 },
        ])
        .png()
        .toFile(png)
      const asks = (frames: number[], absent: number[]): LookAsks => ({
        frames: [...frames, ...absent].sort((a, b) => a - b),
        layers: [layer(png, frames, absent)],
        folder: join(folder, 'looks'),
      })
      const { decoded, inspector } = keeping(folder)
      const whole = keeping(join(folder, 'other')).inspector
      for (const [parts, looks, expected] of [
        [[opening, red], asks([2, 9, 15], [20]), 1],
        // The opening is known, and so is what it shows.
        [[opening, blue], asks([2, 9, 15], [20]), 2],
        // Two frames of it are asked anew: they alone are decoded.
        [[opening, blue], asks([2, 4, 8], [20]), 3],
        [[blue, opening], asks([3, 14, 21], [10]), 4],
      ] as const) {
        const path = await joined(folder, 'h264', [...parts], null)
        const found = await inspector.measureFile(path, { signal, looks, segments: [12, 12] })
        expect(found.looks).toHaveLength(looks.frames.length)
        expect(shown(found)).toEqual(shown(await whole.measureFile(path, { signal, looks })))
        expect(decoded.picture + decoded.whole).toBe(expected)
      }
    }),
  120_000,
)

test('videos that are measured at the same time measure a segment that they share once', () =>
  withTempFolder(async (folder) => {
    const make = async (hue: number) => ({ path: await segment(folder, 'h264', hue, 10), frames: 10 })
    const [shared, red, blue] = [await make(30), await make(150), await make(270)]
    let frames = 0
    const { inspector } = keeping(folder, {
      ...room,
      async measureParts(...given) {
        const measured = await room.measureParts(...given)
        for (const facts of measured.facts) frames += facts.frames
        return measured
      },
    })
    const paths = [
      await joined(folder, 'h264', [shared, red], null),
      await joined(folder, 'h264', [shared, blue], null),
    ]
    const found = await Promise.all(
      paths.map((path) => inspector.measureFile(path, { signal, segments: [10, 10] })),
    )
    expect(found.map(({ picture }) => picture?.frames)).toEqual([20, 20])
    expect(frames).toBe(30)
  }))

test('a file that is not what was joined is measured whole, and nothing of it is kept', () =>
  withTempFolder(async (folder) => {
    const make = async (hue: number) => ({ path: await segment(folder, 'h264', hue, 10), frames: 10 })
    const [one, other] = [await make(40), await make(160)]
    const path = await joined(folder, 'h264', [one, other], null)
    const { inspector, decoded } = keeping(folder)
    // Cut elsewhere than it was joined.
    const found = await inspector.measureFile(path, { signal, segments: [9, 11] })
    expect(found.picture?.frames).toBe(20)
    expect(decoded).toMatchObject({ whole: 1, picture: 0 })
    const bytes = await readFile(path)
    // Damaged within its last pictures.
    const begin = bytes.indexOf('mdat')
    bytes.fill(0xa5, begin + Math.round((bytes.length - begin) * 0.6), bytes.length - 3_000)
    const damaged = join(folder, 'damaged.mp4')
    await writeFile(damaged, bytes)
    const seen = await inspector.measureFile(damaged, { signal, segments: [10, 10] })
    expect(seen.picture?.faults).not.toEqual([])
    const again = await inspector.measureFile(path, { signal, segments: [10, 10] })
    const whole = await keeping(join(folder, 'other')).inspector.measureFile(path, { signal })
    expect(again.picture?.faults).toEqual([])
    expect(shown(again)).toEqual(shown(whole))
  }))

test('packets are segments only where each begins with a key frame and shows after the one before', () => {
  const packets = (...said: [number, boolean][]) =>
    said.map(([at, isKey], index) => ({ at, isKey, hash: String(index) }))
  const good = packets([0, true], [0.08, false], [0.04, false], [0.12, true], [0.16, false])
  expect(joinedOf(good, [3, 2], null)?.map(({ first, at }) => [first, at])).toEqual([
    [0, 0],
    [3, 0.12],
  ])
  expect(joinedOf(good, [2, 3], null)).toBe(null)
  expect(joinedOf(good, [3, 1], null)).toBe(null)
  const whole = packets([0, true], [0.04, false], [0.08, false], [0.12, false])
  expect(joinedOf(whole, [2, 2], null)).toBe(null)
  expect(joinedOf(whole, [4], null)).toHaveLength(1)
  expect(joinedOf(packets([0, true], [0.08, false], [0.04, true]), [2, 1], null)).toBe(null)
  const [first, second] = joinedOf(good, [3, 2], null)!
  expect(first!.key).not.toBe(second!.key)
  expect(joinedOf(good, [3, 2], 'another size')![0]!.key).not.toBe(first!.key)
})
