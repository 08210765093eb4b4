import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readClip } from '../../../src-main/core/clip-graph/read-clip.ts'
import type { LiveLayer } from '../../../src-main/core/render-plan/live-scene.ts'
import { createVideoMaker } from '../../../src-main/services/video-maker/video-maker.ts'
import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import { clipOf, drawn, type Engine, openEngine, planOf, scene, shape } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { composedFrames } from '../../whole-studio/engine/composed-frames.ts'

const [width, height] = [160, 90]
const never = { signal: new AbortController().signal }

const clip = (more: Partial<ClipSpec> = {}) =>
  clipOf('film', { rate: { num: 30, den: 1 }, width, height, ...more })

const showing = (spec: ClipSpec, more: Partial<LiveLayer> = {}): LiveLayer => ({
  ...drawn(shape('#000000ff', width, height), 0, 60),
  picture: { kind: 'clip', spec },
  ...more,
})

/** The engine with four and a half seconds of film, and a maker that counts the clips which it made into files. */
async function withFilm(folder: string) {
  const engine = await openEngine(folder)
  const path = join(folder, 'film.mp4')
  const made = spawnSync(engine.ffmpeg.ffmpeg, [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=25:d=4.5`],
    ...['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-g', '10', path],
  ])
  expect(made.stderr.toString()).toBe('')
  await engine.addClip('film', path)
  const files: string[] = []
  const { needs, build } = engine
  const maker = createVideoMaker({
    ...needs,
    readClip: (spec, { path: source, media }, part) =>
      readClip({ spec, facts: media, source, build, ...part }),
    makeClip(spec, source, out, how) {
      files.push(out)
      return needs.makeClip(spec, source, out, how)
    },
  })
  const still = async (plan: Parameters<typeof maker.still>[0], frame: number) => {
    const out = join(folder, 'still.png')
    await maker.still(plan, frame, out, never)
    return sharp(readFileSync(out)).removeAlpha().raw().toBuffer()
  }
  return { engine, path, files, still }
}

const looped = { from: 0.2, to: 0.8, end: 'loop' } as const

test.each([
  ['a clip, after it has ended and stands still', clip({ from: 3.5 }), 50],
  ['a clip that is looped, in its third turn', clip(looped), 41],
  ['a clip from half a second on, twice as fast', clip({ from: 0.5, speed: 2 }), 12],
  ['a clip with round corners', clip({ radius: 20 }), 33],
  ['a clip far into its source', clip({ from: 2.6 }), 31],
] as const)(
  'a still is the very frame of the video, and makes no clip into a file for it: %s',
  (_, spec, at) =>
    withTempFolder(async (folder) => {
      const { engine, files, still } = await withFilm(folder)
      const plan = planOf(engine, [scene('#0f3d3eff', 60, [showing(spec)])], { width, height })
      expect(await same(engine, folder, plan, at, still)).toBe(true)
      expect(files).toEqual([])
    }),
)

test('within a transition the frames of both scenes are read', () =>
  withTempFolder(async (folder) => {
    const { engine, files, still } = await withFilm(folder)
    const transition = { type: 'fade', frames: 12, side: 'left', easing: 'linear' } as const
    const scenes = [
      scene('#0f3d3eff', 60, [showing(clip())]),
      scene('#2b2d8cff', 60, [showing(clip(looped))], { id: 'next', transition }),
    ]
    const plan = planOf(engine, scenes, { width, height })
    for (const at of [47, 53, 59, 60]) expect(await same(engine, folder, plan, at, still)).toBe(true)
    expect(files).toEqual([])
  }))

test('only what the frame shows is drawn', () =>
  withTempFolder(async (folder) => {
    const { engine, still } = await withFilm(folder)
    const early = drawn(shape('#ff6b4aff', 40, 40), 0, 20)
    const late = drawn(shape('#d6ff5cff', 50, 50), 40, 60)
    const plan = planOf(engine, [scene('#0f3d3eff', 60, [early, late])], { width, height })
    const before = engine.store.bytes()
    await still(plan, 30)
    expect(engine.store.bytes()).toBe(before)
    await still(plan, 5)
    expect(engine.store.bytes()).toBeGreaterThan(before)
  }))

test('a source that is damaged where the frame lies is named, instead of a smear being shown', () =>
  withTempFolder(async (folder) => {
    const { engine, path, still } = await withFilm(folder)
    const bytes = readFileSync(path)
    // The pictures lie before the index here.
    bytes.fill(0x55, Math.floor(bytes.length * 0.1), Math.floor(bytes.length * 0.7))
    writeFileSync(path, bytes)
    const plan = planOf(engine, [scene('#0f3d3eff', 60, [showing(clip())])], { width, height })
    await expect(still(plan, 25)).rejects.toMatchObject({ code: 'media.broken' })
  }))

async function same(
  engine: Engine,
  folder: string,
  plan: Parameters<typeof composedFrames>[2],
  at: number,
  still: (plan: Parameters<typeof composedFrames>[2], frame: number) => Promise<Buffer>,
): Promise<boolean> {
  const { rgb } = await composedFrames(engine, folder, plan, at)
  return (await still(plan, at)).equals(rgb!)
}
