import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawn, openEngine, planOf, scene, shape } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = { signal: new AbortController().signal }

test('a scene of a hundred layers that zoom, slide and fade is rendered, though no command line holds its graph', () =>
  withTempFolder(async (folder) => {
    const engine = await openEngine(folder)
    const layers = Array.from({ length: 100 }, (_, index) =>
      drawn(shape('#ff6b4a80', 12, 8), 0, 12, {
        x: 2 * (index % 30),
        y: 2 * (index % 20),
        follows: 3,
        enter: {
          effect: (['zoom', 'slide', 'fade'] as const)[index % 3]!,
          frames: 6,
          side: 'left',
          easing: 'in-out',
        },
        exit: { effect: 'zoom', frames: 5, side: 'left', easing: 'out' },
      }),
    )
    const plan = planOf(engine, [scene('#0f3d3eff', 12, layers)], { width: 96, height: 64 })
    const { frames } = await engine.maker.make(plan, join(folder, 'a.mp4'), never)
    expect(frames).toBe(12)
    const left = readdirSync(join(folder, 'artifacts'), { recursive: true }).map(String)
    expect(left.filter((name) => name.includes('.graph'))).toEqual([])
  }))
