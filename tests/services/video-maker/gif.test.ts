import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { gifCommands, joinList } from '../../../src-main/core/ffmpeg-commands/output-command.ts'
import { createVideoMaker } from '../../../src-main/services/video-maker/video-maker.ts'
import type { OutputSpec } from '../../../src-shared/plans/plan.ts'
import { drawn, openEngine, planOf, scene, shape } from '../../helpers/engine.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const [width, height] = [160, 90]
const never = new AbortController().signal

describe('a GIF', () => {
  test('is the same to the byte as if one command had kept all its frames for the palette', () =>
    withTempFolder(async (folder) => {
      const { ffmpeg } = await findPrograms()
      const run = (args: string[]) => expect(spawnSync(ffmpeg, args, { encoding: 'utf8' }).status).toBe(0)
      const [segment, list, palette] = ['s.mp4', 'list', 'palette'].map((name) => join(folder, name))
      const [two, one] = ['two.gif', 'one.gif'].map((name) => join(folder, name))
      const busy = `testsrc2=s=${width}x${height}:r=25:d=1,scale=out_color_matrix=bt709:out_range=tv,format=yuv444p`
      run(['-v', 'error', '-f', 'lavfi', '-i', busy, '-c:v', 'libx264', '-qp', '0', segment!])
      const spec = { kind: 'output', codec: 'gif', rate: { num: 25, den: 1 }, frames: 25 } as OutputSpec
      writeFileSync(list!, joinList([{ path: segment!, frames: 25 }], spec.rate))
      const commands = gifCommands(spec, list!, palette!, two!, 1)
      run(commands.palette)
      run(commands.file)

      const graph = (args: string[]) => args[args.indexOf('-filter_complex') + 1]!
      const [counted, laid] = [graph(commands.palette), graph(commands.file)]
      const colours = laid.slice(0, laid.indexOf('[b]'))
      const together = [
        `${colours},split[a][b]`,
        counted.replace(`${colours},`, '[a]'),
        laid.slice(laid.indexOf(';') + 1).replace('[1:v]', '[p]'),
      ].join(';')
      const input = ['-f', 'concat', '-safe', '0', '-i', list!]
      const ends = ['-map', '[out]', '-frames:v', '25', '-map_metadata', '-1', '-fflags', '+bitexact']
      run(['-v', 'error', ...input, '-filter_complex', together, ...ends, '-loop', '0', one!])
      expect(readFileSync(two!)).toEqual(readFileSync(one!))
    }))

  const simple = async (folder: string) => {
    const engine = await openEngine(folder)
    const block = drawn(shape('#ff6b4aff', 64, 64), 0, 20, { x: 16, y: 10 })
    const plan = planOf(engine, [scene('#0f3d3eff', 20, [block])], { codec: 'gif', width, height })
    const outputs = join(folder, 'videos')
    mkdirSync(outputs)
    return { engine, plan, outputs, out: join(outputs, 'a.gif') }
  }

  test('stands alone in its folder when it is made, and its progress only grows', () =>
    withTempFolder(async (folder) => {
      const { engine, plan, outputs, out } = await simple(folder)
      const shares: number[] = []
      await engine.maker.make(plan, out, { signal: never, onProgress: (share) => shares.push(share) })
      expect(readdirSync(outputs)).toEqual(['a.gif'])
      expect(shares).toEqual(shares.toSorted((a, b) => a - b))
      expect(shares.at(-1)).toBe(1)
    }))

  test.each([1, 2])('leaves nothing in its folder when its command %d fails', (number) =>
    withTempFolder(async (folder) => {
      const { engine, plan, outputs, out } = await simple(folder)
      // The program as it is, but for one of the two commands of a GIF.
      const failing = join(folder, 'ffmpeg')
      const sign = number === 1 ? 'palettegen' : 'paletteuse'
      const { ffmpeg } = engine.ffmpeg
      writeFileSync(failing, `#!/bin/sh\n"${ffmpeg}" "$@" || exit\ncase "$*" in *${sign}*) exit 7;; esac\n`, {
        mode: 0o755,
      })
      const maker = createVideoMaker({ ...engine.needs, ffmpeg: { ...engine.needs.ffmpeg, ffmpeg: failing } })
      await expect(maker.make(plan, out, { signal: never })).rejects.toMatchObject({ code: 'render.failed' })
      expect(readdirSync(outputs)).toEqual([])
    }),
  )
})
