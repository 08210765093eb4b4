import { spawnSync } from 'node:child_process'
import { copyFileSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAsset } from '../../../src-main/outside/asset-files/read-asset.ts'
import { createVideoMaker } from '../../../src-main/services/video-maker/video-maker.ts'
import type { AudioSpec } from '../../../src-shared/plans/media.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import { clipOf, type Engine, openEngine, planOf, scene } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = { signal: new AbortController().signal }
const [width, height] = [160, 90]
const changed = expect.objectContaining({
  code: 'asset.changed',
  message: expect.stringContaining('clip.mp4'),
  whatToDo: expect.stringContaining('Render again'),
})

/** A clip that was planned with, and another one of the same length that may take its place. */
async function withClip(
  work: (at: {
    engine: Engine
    content: string
    swap(): void
    restore(): void
    out: string
    fileOf: Engine['needs']['fileOf']
  }) => Promise<void>,
) {
  await withTempFolder(async (folder) => {
    const engine = await openEngine(folder)
    const [path, first, second] = ['clip.mp4', 'first.mp4', 'second.mp4'].map((name) => join(folder, name))
    for (const [file, colour] of [
      [first!, 'red'],
      [second!, 'blue'],
    ] as const) {
      const source = `color=c=${colour}:s=${width}x${height}:r=25:d=1,format=yuv420p`
      spawnSync(engine.ffmpeg.ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', source, file])
    }
    copyFileSync(first!, path!)
    const read = await readAsset({ path: path!, headBytes: 0, name: path! })
    if (!('read' in read)) throw new Error('the clip could not be read')
    const { content } = read.read
    await engine.addClip(content, path!)
    await work({
      engine,
      content,
      swap: () => {
        copyFileSync(second!, `${path}.new`)
        renameSync(`${path}.new`, path!)
      },
      restore: () => copyFileSync(first!, path!),
      out: join(folder, 'out.mp4'),
      fileOf: (asked) => ({ ...engine.needs.fileOf(asked)!, identity: read.identity }),
    })
  })
}

function planWith(engine: Engine, content: string, readsSource: boolean): VideoPlan {
  const spec = clipOf(content, { frames: 20, width, height })
  const layer = {
    ...{ id: 'clip', follows: 0, start: 0, end: 20, x: 0, y: 0, width, height, enter: null, exit: null },
    picture: { kind: 'clip' as const, spec },
  }
  return planOf(engine, [scene('#000000ff', 20, [layer as never])], {
    width,
    height,
    rate: { num: 25, den: 1 },
    readsSource,
  })
}

describe.each([
  ['made into a file first', false],
  ['read straight by its segment', true],
])('a clip that is %s', (_, readsSource) => {
  test('that was replaced since it was planned with makes no video, and one that was only copied anew does', () =>
    withClip(async ({ engine, content, swap, restore, out, fileOf }) => {
      const maker = createVideoMaker({ ...engine.needs, fileOf })
      const plan = planWith(engine, content, readsSource)
      expect(plan.artifacts.some(({ spec }) => spec.kind === 'clip')).toBe(!readsSource)
      swap()
      await expect(maker.make(plan, out, never)).rejects.toEqual(changed)
      if (readsSource) await expect(maker.still(plan, 3, `${out}.png`, never)).rejects.toEqual(changed)
      restore()
      expect(await maker.make(plan, out, never)).toMatchObject({ frames: 20 })
    }))

  test('that is replaced while it is being made into a video is told, and nothing of it is kept', () =>
    withClip(async ({ engine, content, swap, restore, out, fileOf }) => {
      let isSwapped = false
      let made = 0
      const during = () => {
        made += 1
        if (isSwapped) return
        isSwapped = true
        swap()
      }
      const maker = createVideoMaker({
        ...engine.needs,
        fileOf,
        async makeClip(...call) {
          const clip = await engine.needs.makeClip(...call)
          during()
          return clip
        },
        readClip(...call) {
          during()
          return engine.needs.readClip(...call)
        },
      })
      const plan = planWith(engine, content, readsSource)
      await expect(maker.make(plan, out, never)).rejects.toEqual(changed)
      restore()
      const before = made
      expect(await maker.make(plan, out, never)).toMatchObject({ frames: 20 })
      expect(made).toBeGreaterThan(before)
    }))
})

test('a sound that is replaced while it is mixed is told; a date that changes alone is passed over before, not during', () =>
  withClip(async ({ engine, content, swap, restore, out, fileOf }) => {
    const spec: AudioSpec = {
      kind: 'audio',
      samples: 48_000,
      inputs: [{ content } as AudioSpec['inputs'][number]],
      duck: null,
      loudness: { integrated: -14, truePeak: -1 },
      codec: 'aac',
      bitrate: 128_000,
    }
    const plan = planWith(engine, content, true)
    plan.artifacts.unshift({
      hash: 'a'.repeat(64),
      label: 'the sound',
      needs: [],
      spec,
    } as VideoPlan['artifacts'][number])
    let mixed = 0
    const maker = (mixing: () => void) =>
      createVideoMaker({
        ...engine.needs,
        fileOf,
        async mixSound(_spec, _sources, path) {
          mixed += 1
          copyFileSync(engine.pictures.get(content)!, path)
          mixing()
        },
      })
    await expect(maker(swap).make(plan, out, never)).rejects.toEqual(changed)
    restore()
    const touch = () => utimesSync(engine.pictures.get(content)!, new Date(), new Date(1e12))
    await expect(maker(touch).make(plan, out, never)).rejects.toEqual(changed)
    expect(await maker(() => {}).make(plan, out, never)).toMatchObject({ frames: 20 })
    expect(mixed).toBe(3)
  }))
