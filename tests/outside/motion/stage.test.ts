import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { MotionStage } from '../../../src-main/outside/motion/motion-stage.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { framesOf, moving, painted, reelOf, samplesOf, withStage, workerFile, writePng } from './reels.ts'

const size = { width: 90, height: 60 }
const slopes = painted(size.width, size.height, (x, y) => [x * 2, y * 4, (x * y) % 256])
const stripes = painted(size.width, size.height, (x) => [(x % 7) * 36, 0, 200])
const zooming = {
  from: { zoom: 1, x: 0, y: 0 },
  to: { zoom: 1.4, x: 0.5, y: -1 },
  easing: 'in-out' as const,
}

/** A stage, and a reel of `frames` that shows the slopes zooming. */
async function withReel<T>(
  frames: number,
  work: (stage: MotionStage, reel: MotionReel, path: string) => Promise<T>,
  threads = 1,
): Promise<T> {
  return withStage(
    async (stage, folder) => {
      const path = join(folder, 'slopes.png')
      await writePng(path, slopes)
      return work(stage, reelOf([moving(path, size, frames, { motion: zooming })]), path)
    },
    { threads },
  )
}

const never = new AbortController().signal

describe('the same moment of a picture is the same picture', () => {
  test('a segment that begins later in its life continues to the bit', async () => {
    await withReel(40, async (stage, reel, path) => {
      const whole = await framesOf(stage, reel)
      const later = moving(path, size, 12, { clock: 20, life: 40, motion: zooming })
      expect(await framesOf(stage, reelOf([later]))).toEqual(whole.slice(20, 32))
    })
  })

  test('wherever it stands in the frame, and whatever stands beside it', async () => {
    await withReel(9, async (stage, reel, path) => {
      const alone = await framesOf(stage, reel)
      const other = join(path, '..', 'stripes.png')
      await writePng(other, stripes)
      const pictures = [
        moving(path, size, 9, { x: size.width, motion: zooming }),
        moving(other, size, 9, { motion: zooming }),
        moving(other, size, 9, { y: size.height, to: 5, motion: zooming }),
        // For the last frames only, from the same moment on.
        moving(path, size, 9, { x: size.width, y: size.height, from: 4, clock: 4, motion: zooming }),
      ]
      const together = reelOf(pictures)
      const frames = await framesOf(stage, together)
      for (const [index, frame] of frames.entries()) {
        for (const plane of [0, 1, 2] as const) {
          const wanted = samplesOf(alone[index]!, reel, plane)
          const places = pictures.filter((each) => each.path === path && index >= each.from)
          for (const place of places) {
            const found = samplesOf(frame, together, plane, place)
            for (let y = 0; y < wanted.height; y += 1) {
              for (let x = 0; x < wanted.width; x += 1) expect(found.at(x, y)).toBe(wanted.at(x, y))
            }
          }
        }
      }
    })
  })

  test('on every machine', async () => {
    await withReel(30, async (stage, reel) => {
      const frames = await framesOf(stage, reel)
      // Written down once. Only sums, products and whole numbers are behind it, so it holds everywhere.
      expect(hash('sha256', Buffer.concat(frames))).toBe(
        '4334e79b5639415896aad1135b7fda6f9e09a39015f916a10dfbe1cdd2577f7b',
      )
    })
  })

  test('a picture that stands still is still there in each frame', async () => {
    await withReel(8, async (stage, reel, path) => {
      const standing = reelOf([moving(path, size, 8)], { frames: 8 })
      const frames = await framesOf(stage, standing)
      expect(frames).toHaveLength(8)
      for (const frame of frames) expect(frame).toEqual(frames[0])
      expect(frames[0]).toEqual((await framesOf(stage, reel))[0])
    })
  })
})

describe('several segments at a time', () => {
  test('each gets its own frames in their order, however slowly they are taken', async () => {
    await withReel(
      12,
      async (stage, reel) => {
        const wanted = await framesOf(stage, reel)
        const slowly = async (pause: number) => {
          const frames: Uint8Array[] = []
          let writing = 0
          const write = async (frame: Uint8Array) => {
            writing += 1
            expect(writing).toBe(1)
            await sleep(pause)
            // What it was handed is left alone until it answers.
            frames.push(new Uint8Array(frame))
            writing -= 1
          }
          await stage.play(reel, write, never)
          return frames
        }
        for (const frames of await Promise.all([slowly(0), slowly(9), slowly(1), slowly(4), slowly(0)])) {
          expect(frames).toEqual(wanted)
        }
      },
      2,
    )
  })

  test('a picture that was rewritten under its name is read again', async () => {
    await withReel(2, async (stage, reel, path) => {
      const before = await framesOf(stage, reel)
      await writePng(path, stripes)
      const after = await framesOf(stage, reel)
      expect(after[0]).not.toEqual(before[0])
      await writePng(path, slopes)
      expect(await framesOf(stage, reel)).toEqual(before)
    })
  })

  test('after a rest the next segment is drawn as before', async () => {
    await withStage(
      async (stage, folder) => {
        const path = join(folder, 'p.png')
        await writePng(path, slopes)
        const reel = reelOf([moving(path, size, 3, { motion: zooming })])
        const first = await framesOf(stage, reel)
        await sleep(120)
        expect(await framesOf(stage, reel)).toEqual(first)
      },
      { idle: 20 },
    )
  })
})

describe('pictures that come and go', () => {
  const solo = async (stage: MotionStage, path: string, frames: number) =>
    framesOf(stage, reelOf([moving(path, size, frames, { motion: zooming })]))

  /** Files of different pictures. */
  const album = (folder: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const path = join(folder, `${number}.png`)
        await writePng(
          path,
          painted(size.width, size.height, (x, y) => [(x * (number + 2)) % 256, y * 4, number * 20]),
        )
        return path
      }),
    )

  test('are the same to the bit as each alone, also those that come back', async () => {
    await withStage(async (stage, folder) => {
      const paths = await album(folder, 5)
      const alone = await Promise.all(paths.map((path) => solo(stage, path, 6)))
      // Of two columns the right one lags behind: pictures overlap, share planes, leave gaps and come back.
      const shows = [0, 1, 2, 3, 4, 0, 2, 2, 1].flatMap((number, at) => [
        { number, from: at * 4, x: 0 },
        { number: (number + at) % 5, from: at * 7 + 3, x: size.width },
      ])
      const reel = reelOf(
        shows
          .map(({ number, from, x }) =>
            moving(paths[number]!, size, 6, { x, from, to: from + (x === 0 ? 4 : 6), motion: zooming }),
          )
          .reverse(),
      )
      const frames = await framesOf(stage, reel)
      let compared = 0
      for (const { number, from, x } of shows) {
        for (let k = 0; k < (x === 0 ? 4 : 6); k += 1) {
          for (const plane of [0, 1, 2] as const) {
            const found = samplesOf(frames[from + k]!, reel, plane, { x, y: 0, ...size })
            const wanted = samplesOf(alone[number]![k]!, reelOf([moving('', size, 1)]), plane)
            for (let row = 0; row < wanted.height; row += 1) {
              for (let column = 0; column < wanted.width; column += 1) {
                if (found.at(column, row) !== wanted.at(column, row)) {
                  expect.fail(`picture ${number}, its frame ${k}, plane ${plane}, ${column} ${row}`)
                }
                compared += 1
              }
            }
          }
        }
      }
      expect(compared).toBe(9 * (4 + 6) * 1.5 * size.width * size.height)
    })
  })

  /** Bytes of the memory in which a reel's frames lie. */
  const memoryOf = async (stage: MotionStage, reel: MotionReel) => {
    let most = 0
    await stage.play(
      reel,
      async (frame) => {
        most = Math.max(most, frame.buffer.byteLength)
      },
      never,
    )
    return most
  }

  test('take no more memory when there are many', async () => {
    const memory = (count: number) =>
      withStage(async (stage, folder) => {
        const paths = await album(folder, 20)
        const slides = Array.from({ length: count }, (_, at) =>
          moving(paths[at % 20]!, size, 3, { from: at * 2, to: at * 2 + 3, y: (at % 2) * size.height }),
        )
        return memoryOf(stage, reelOf(slides))
      })
    expect(await memory(60)).toBe(await memory(3))
  })

  test('leave no large memory behind for the reels after them', async () => {
    await withReel(3, async (stage, reel) => {
      expect(await memoryOf(stage, { ...reel, width: 4096, height: 4096 })).toBeGreaterThan(72_000_000)
      expect(await memoryOf(stage, reel)).toBeLessThan(1_000_000)
    })
  })

  test('are named when one of them is gone by its turn, after all frames before it', async () => {
    await withReel(3, async (stage, reel, path) => {
      const gone = moving(`${path}.gone`, size, 3, { from: 3, to: 6 })
      const frames: Uint8Array[] = []
      const both = { ...reel, frames: 6, pictures: [...reel.pictures, gone] }
      const playing = stage.play(both, async (frame) => void frames.push(new Uint8Array(frame)), never)
      await expect(playing).rejects.toThrow(`${path}.gone can't be read`)
      expect(frames).toEqual(await framesOf(stage, reel))
    })
  })
})

describe('a segment that is cancelled', () => {
  test('stops at once and says why, and the next one plays', async () => {
    await withReel(5_000, async (stage, reel) => {
      const cancel = new AbortController()
      let frames = 0
      const playing = stage.play(
        reel,
        async () => {
          frames += 1
          if (frames === 4) cancel.abort(new Error('the batch was paused'))
        },
        cancel.signal,
      )
      await expect(playing).rejects.toThrow('the batch was paused')
      expect(frames).toBe(4)
      expect(await framesOf(stage, { ...reel, frames: 2 })).toHaveLength(2)
    })
  })

  test('does not wait for an encoder that takes nothing any more', async () => {
    await withReel(5, async (stage, reel) => {
      const stuck = stage.play(reel, () => new Promise(() => {}), AbortSignal.timeout(50))
      await expect(stuck).rejects.toMatchObject({ name: 'TimeoutError' })
    })
  })

  test('does not even begin when it was cancelled before', async () => {
    await withReel(5, async (stage, reel) => {
      const write = () => Promise.reject(new Error('written'))
      await expect(stage.play(reel, write, AbortSignal.abort(new Error('too late')))).rejects.toThrow(
        'too late',
      )
    })
  })

  test('ends with what its encoder failed with', async () => {
    await withReel(50, async (stage, reel) => {
      const broken = stage.play(reel, () => Promise.reject(new Error('EPIPE')), never)
      await expect(broken).rejects.toThrow('EPIPE')
      expect(await framesOf(stage, { ...reel, frames: 2 })).toHaveLength(2)
    })
  })

  test('ends when the studio closes', async () => {
    await withReel(5_000, async (stage, reel) => {
      const playing = stage.play(reel, () => sleep(5), never)
      const ended = expect(playing).rejects.toThrow('closed')
      await sleep(50)
      await stage.close()
      await ended
      await expect(framesOf(stage, reel)).rejects.toThrow('closed')
    })
  })
})

describe('a picture that is damaged is named', () => {
  const damages: [string, (path: string) => Promise<void>, RegExp][] = [
    ['cut short', (path) => truncate(path, 900), /damaged/],
    ['not a PNG', (path) => writeFile(path, 'GIF89a'), /not a PNG/],
    ['empty', (path) => truncate(path, 0), /not a PNG/],
    [
      'of another size',
      (path) =>
        writePng(
          path,
          painted(8, 8, () => [0, 0, 0]),
        ),
      /8 x 8 pixels instead of 90 x 60/,
    ],
    ['a folder', async () => {}, /can't be read/],
    ['missing', async () => {}, /can't be read/],
  ]
  test.each(damages)('when it is %s', async (what, damage, message) => {
    await withReel(3, async (stage, reel, path) => {
      await damage(path)
      const [picture] = reel.pictures
      const broken = what === 'a folder' ? join(path, '..') : what === 'missing' ? `${path}.gone` : path
      const failed = framesOf(stage, { ...reel, pictures: [{ ...picture!, path: broken }] })
      const error = await failed.then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(StudioError)
      expect((error as StudioError).message).toMatch(message)
      expect((error as StudioError).message).toContain(broken)
      expect((error as StudioError).whatToDo).toBeTruthy()
    })
  })
})

test.each([
  ['plays', 3],
  ['only gets ready', 0],
])('a program that %s, and forgets to close the stage, ends all the same', async (_, frames) => {
  await withReel(frames, async (_stage, reel, path) => {
    const room = join(projectRoot, 'src-main', 'outside', 'motion', 'motion-stage.ts')
    const program = join(path, '..', 'program.mjs')
    await writeFile(
      program,
      `import { createMotionStage } from ${JSON.stringify(room)}
      const workerFile = new URL(${JSON.stringify(workerFile)})
      const stage = createMotionStage({ threads: 1, workerFile, idle: 60_000 })
      let frames = 0
      stage.warm()
      await stage.play(${JSON.stringify(reel)}, async () => { frames += 1 }, new AbortController().signal)
      console.log(frames)`,
    )
    const end = spawnSync(process.execPath, [program], { timeout: 20_000 })
    expect([end.status, String(end.stdout).trim(), String(end.stderr)]).toEqual([0, String(frames), ''])
  })
})
