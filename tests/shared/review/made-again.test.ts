import { expect, test } from 'vitest'
import { madeAgain, type VideoParts } from '../../../src-shared/review/made-again.ts'
import fc from '../../helpers/at-random.ts'

const video = (job: number, row: number, segments: string, sound: string | null = null): VideoParts => ({
  job,
  row,
  segments: segments.split(' '),
  sound,
})
/** Two rows in two languages: an intro for all, an end for each language, a name for the row, a text for the video. */
const videos = [
  video(1, 1, 'intro name1 text1en end-en', 'sound1'),
  video(2, 1, 'intro name1 text1de end-de', 'sound1'),
  video(3, 2, 'intro name2 text2en end-en', 'sound2'),
  video(4, 2, 'intro name2 text2de end-de', 'sound2'),
]
const sorted = ({ jobs, segments, sounds }: ReturnType<typeof madeAgain>) => ({
  jobs,
  segments: [...segments].sort(),
  sounds: [...sounds].sort(),
})

test('a rejected segment is made anew, and all videos that show it are joined again', () => {
  expect(sorted(madeAgain(videos, [1], { what: 'segment', segment: 'end-de' }))).toEqual({
    jobs: [2, 4],
    segments: ['end-de'],
    sounds: [],
  })
  expect(sorted(madeAgain(videos, [1], { what: 'segment', segment: 'gone' })).jobs).toEqual([])
})

test('a rejected row is made of what no other row shows: its segments and its sound', () => {
  expect(sorted(madeAgain(videos, [1], { what: 'row' }))).toEqual({
    jobs: [1, 2],
    segments: ['name1', 'text1de', 'text1en'],
    sounds: ['sound1'],
  })
})

test('a rejected video is made of what it alone shows', () => {
  expect(sorted(madeAgain(videos, [1], { what: 'video' }))).toEqual({
    jobs: [1],
    segments: ['text1en'],
    sounds: [],
  })
})

test('a video that has no segment of its own is made anew altogether', () => {
  const twins = [video(1, 1, 'a b'), video(2, 2, 'a b')]
  expect(sorted(madeAgain(twins, [1], { what: 'video' }))).toEqual({
    jobs: [1],
    segments: ['a', 'b'],
    sounds: [],
  })
})

test("a rejected template is made anew in all of the batch's videos", () => {
  const all = madeAgain(videos, [3], { what: 'template' })
  expect(all.jobs).toEqual([1, 2, 3, 4])
  expect(all.segments.size).toBe(9)
})

test('whatever shares what: rejecting a video or row touches no file of another one', () => {
  const any = fc.array(
    fc.record({
      row: fc.integer({ min: 1, max: 4 }),
      segments: fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(any, fc.nat(), fc.constantFrom('video' as const, 'row' as const), (all, pick, what) => {
      const some = all.map((one, place) => ({ ...one, job: place + 1, sound: null }))
      const chosen = some[pick % some.length]!
      const again = madeAgain(some, [chosen.job], { what })
      expect(again.jobs).toEqual(
        some
          .filter((one) => (what === 'row' ? one.row === chosen.row : one === chosen))
          .map(({ job }) => job),
      )
      const touched = some.filter(({ job }) => again.jobs.includes(job))
      const others = some.filter(({ job }) => !again.jobs.includes(job))
      const mine = new Set(touched.flatMap(({ segments }) => segments))
      const own = [...mine].filter((hash) => !others.some(({ segments }) => segments.includes(hash)))
      expect([...again.segments].sort()).toEqual((own.length > 0 ? own : [...mine]).sort())
    }),
  )
})
