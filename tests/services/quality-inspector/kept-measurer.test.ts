import { expect, test } from 'vitest'
import { createKeptMeasurer } from '../../../src-main/services/quality-inspector/kept-measurer.ts'
import { createMeasureJoined } from '../../../src-main/services/quality-inspector/measure-joined.ts'
import { factsOf, fileOf, moving, soundOf } from '../../core/quality-rules/made-facts.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

type Needs = Parameters<typeof createKeptMeasurer>[0]
type Deps = Parameters<ReturnType<typeof createKeptMeasurer>['sound']>[1]

const deps = { signal: new AbortController().signal } as Deps

/** Measures the sound of a file with these packets; answers how often anything was measured so far. */
function measuring(folder: string, faults: string[] = []) {
  let times = 0
  const room = {
    async measureSound() {
      times += 1
      return { facts: soundOf(30, () => -times, { faults }), cpuMilliseconds: 1 }
    },
  } as unknown as Needs['room']
  const kept = createKeptMeasurer({ folder, room, looking: {} as Needs['looking'] })
  return async (hashes: string[], extradata: string | null = null, channels = 2) => {
    const packets = hashes.map((hash, index) => ({ at: index / 50, isKey: true, hash }))
    const audio = { ...fileOf().media.audio!, channels }
    const file = fileOf({ media: { audio } })
    const bits = new Map([[audio.stream, { packets, extradata }]])
    const { series } = await kept.sound({ path: 'a.mp4', file, bits, count: () => {} }, deps)
    return { times, peak: series.peak[0] }
  }
}

test('the same sound is measured once, across studios; another one, or one that is decoded otherwise, anew', () =>
  withTempFolder(async (folder) => {
    const sound = measuring(folder)
    expect(await sound(['a', 'b'])).toEqual({ times: 1, peak: -1 })
    expect(await sound(['a', 'b'])).toEqual({ times: 1, peak: -1 })
    expect(await sound(['a', 'c'])).toEqual({ times: 2, peak: -2 })
    expect(await sound(['b', 'a'])).toMatchObject({ times: 3 })
    expect(await sound(['a', 'b'], 'set up otherwise')).toMatchObject({ times: 4 })
    expect(await sound(['a', 'b'], null, 1)).toMatchObject({ times: 5 })
    expect(await measuring(folder)(['a', 'b'])).toEqual({ times: 0, peak: -1 })
  }))

test('a sound that was not decoded without complaints is measured again: it may have been an accident', () =>
  withTempFolder(async (folder) => {
    const sound = measuring(folder, ['Invalid data found'])
    expect(await sound(['a'])).toMatchObject({ times: 1 })
    expect(await sound(['a'])).toMatchObject({ times: 2 })
  }))

test('of a segment that is not whole, or not decoded without complaints, nothing is kept: the file is measured whole', async () => {
  const facts = factsOf([0, 1, 2].map(moving))
  const measured = async (frames: number, faults: string[]) => {
    const kept: string[] = []
    const measureJoined = createMeasureJoined({
      shelf: {
        find: async () => null,
        keep: async (words: readonly string[]) => void kept.push(words.join(' ')),
      } as unknown as Parameters<typeof createMeasureJoined>[0]['shelf'],
      room: {
        measureParts: async () => ({ facts: [{ ...facts, faults }], cpuMilliseconds: 1 }),
      } as unknown as Needs['room'],
      looking: {} as Needs['looking'],
    })
    const segments = [{ key: 'one', first: 0, frames, at: 0 }]
    const asked = { segments, pictures: {}, looks: null, count: () => {} } as unknown as Parameters<
      typeof measureJoined
    >[1]
    return [(await measureJoined('a.mp4', asked, deps))?.picture.frames ?? null, kept]
  }
  expect(await measured(3, [])).toEqual([3, ['segment one']])
  expect(await measured(3, ['concealing errors'])).toEqual([null, []])
  expect(await measured(4, [])).toEqual([null, []])
})
