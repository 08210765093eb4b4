import { appendFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { createPosters } from '../../../src-main/services/posters/posters.ts'
import { openStillMemory } from '../../../src-main/services/still-maker/still-memory.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

/** A video of 30 frames a second: red for its first 20 frames, then blue; loud in its second half. */
async function film(
  folder: string,
  name: string,
  how: { sound: boolean; seconds?: number },
): Promise<string> {
  const out = join(folder, name)
  const d = how.seconds ?? 2
  const args = ['-v', 'error', '-f', 'lavfi', '-i', `color=red:s=640x360:r=30:d=${d}`]
  if (how.sound) args.push('-f', 'lavfi', '-i', `aevalsrc='0.5*gte(t,1)*sin(2000*t)':d=${d}:s=48000`)
  args.push('-vf', "drawbox=color=blue:t=fill:enable='gte(n,20)'", '-y', out)
  const end = await runProgram({ command: (await findPrograms()).ffmpeg, args })
  if (end.kind !== 'finished') throw new Error(end.stderrTail)
  return out
}

type Known = { path: string; frames: number }

async function withPosters(
  films: (folder: string) => Promise<Known[]>,
  work: (posters: ReturnType<typeof createPosters>, known: Known[], runs: () => number) => Promise<void>,
) {
  await withTempFolder(async (folder) => {
    const known = await films(folder)
    let runs = 0
    const programs = await findPrograms()
    const posters = createPosters({
      async find(job) {
        const { path, frames } = known[job - 1]!
        const { size: bytes } = statSync(path)
        const facts = { duration: frames / 30, width: 640, height: 360, frames, sha256: `sha of ${job}` }
        const output = { path: 'film', bytes: recorded.get(path) ?? bytes, ...facts }
        recorded.set(path, output.bytes)
        return { path, output }
      },
      memory: openStillMemory({ folder: join(folder, 'posters'), maxBytes: 1e9 }),
      programs: async () => programs,
      run: (call) => {
        runs += 1
        return runProgram(call)
      },
      signal: new AbortController().signal,
    })
    const recorded = new Map<string, number>()
    await work(posters, known, () => runs)
  })
}

const colourOf = async (path: string) => {
  const { dominant } = await sharp(path).stats()
  return dominant.r > 150 ? 'red' : dominant.b > 150 ? 'blue' : 'other'
}

test('a finished video has a small picture of a third of its time, made once, however many look', () =>
  withPosters(
    async (folder) => [{ path: await film(folder, 'a b.mp4', { sound: false }), frames: 60 }],
    async (posters, _known, runs) => {
      const [one, other] = await Promise.all([posters.poster(1), posters.poster(1)])
      expect(other).toEqual(one)
      expect(one.mime).toBe('image/jpeg')
      expect(await sharp(one.path).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 270 })
      expect(await posters.poster(1)).toEqual(one)
      expect(runs()).toBe(1)
    },
  ))

test('an animated GIF has one, too', () =>
  withPosters(
    async (folder) => [{ path: await film(folder, 'a.gif', { sound: false }), frames: 60 }],
    async (posters) => {
      const { path } = await posters.poster(1)
      expect(await sharp(path).metadata()).toMatchObject({ width: 480, height: 270 })
    },
  ))

test('a frame is the very frame that was asked for, and not its neighbour', () =>
  withPosters(
    async (folder) => [{ path: await film(folder, 'a.mp4', { sound: true }), frames: 60 }],
    async (posters) => {
      const colours = []
      for (const frame of [0, 19, 20, 59]) {
        const { path } = await posters.frame(1, frame)
        expect(await sharp(path).metadata()).toMatchObject({ format: 'png', width: 640, height: 360 })
        const small = await posters.smallFrame(1, frame)
        expect(await sharp(small.path).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 270 })
        colours.push(await colourOf(path))
        expect(await colourOf(small.path)).toBe(colours.at(-1))
      }
      expect(colours).toEqual(['red', 'red', 'blue', 'blue'])
    },
  ))

test('the waveform is quiet where the video is, and a silent film has none', () =>
  withPosters(
    async (folder) => [
      { path: await film(folder, 'loud.mp4', { sound: true }), frames: 60 },
      { path: await film(folder, 'silent.mp4', { sound: false }), frames: 60 },
    ],
    async (posters, _known, runs) => {
      const peaks = await posters.waveform(1)
      expect(peaks.length).toBeGreaterThan(900)
      expect(Math.max(...peaks.slice(0, 400))).toBeLessThan(0.05)
      expect(Math.min(...peaks.slice(560, 900))).toBeGreaterThan(0.3)
      expect(await posters.waveform(1)).toEqual(peaks)
      expect(runs()).toBe(1)
      expect(await posters.waveform(2)).toEqual([])
    },
  ))

test('loudness is told over the time and of the whole; a silent film has none', () =>
  withPosters(
    async (folder) => [
      { path: await film(folder, 'loud.mp4', { sound: true, seconds: 6 }), frames: 180 },
      { path: await film(folder, 'silent.mp4', { sound: false }), frames: 60 },
    ],
    async (posters, _known, runs) => {
      const { levels, integrated } = await posters.loudness(1)
      expect(levels.length).toBeGreaterThan(50)
      // Three seconds are heard before anything is said of them.
      expect(levels.slice(0, 25).every((level) => level === null)).toBe(true)
      expect(levels.at(-1)).toBeCloseTo(integrated!, 0)
      expect(await posters.loudness(1)).toEqual({ levels, integrated })
      expect(runs()).toBe(1)
      expect(await posters.loudness(2)).toEqual({ levels: [], integrated: null })
    },
  ))

test('a video that is no longer the file that was made is not shown as if it were', () =>
  withPosters(
    async (folder) => [{ path: await film(folder, 'a.mp4', { sound: false }), frames: 60 }],
    async (posters, known) => {
      const { path } = known[0]!
      await posters.poster(1)
      appendFileSync(path, 'more')
      await expect(posters.poster(1)).rejects.toMatchObject({ code: 'output.changed' })
    },
  ))

test('a file that can not be decoded says so, and is not tried again for each look', () =>
  withPosters(
    async (folder) => {
      const path = join(folder, 'noise.mp4')
      appendFileSync(path, Buffer.alloc(5_000, 7))
      return [{ path, frames: 60 }]
    },
    async (posters, _known, runs) => {
      await expect(posters.poster(1)).rejects.toMatchObject({ code: 'render.failed' })
      await expect(posters.poster(1)).rejects.toMatchObject({ code: 'render.failed' })
      expect(runs()).toBe(1)
    },
  ))
