import { expect, test } from 'vitest'
import { doorTo } from './fake-door.ts'

const counts = { videos: 100, coming: 2, open: 90, approved: 7, rejected: 2, flagged: 1 }
const gate = {
  approvals: 1,
  own: false,
  open: false,
  why: 'Still to be approved: 90 videos.',
  basis: 'all' as const,
  approvedAt: null,
}
const again = { videos: 50, segments: 1, jobs: [] }

test('review status says how many videos stand where, and whether the batch may go out', async () => {
  const { run, out, asked } = doorTo({
    'review.status': {
      batch: 'b1',
      counts,
      gate,
      samples: [],
      reviewers: [{ reviewer: 'Ada', decisions: 10 }],
    },
  })
  expect(await run('review', 'status', 'last')).toBe(0)
  expect(asked).toEqual([['review.status', { batch: 'last' }]])
  expect(out).toEqual([
    'Videos      100',
    'Open        90',
    'Approved    7',
    'Rejected    2',
    'Flagged     1',
    'To be made  2',
    'May go out  no: Still to be approved: 90 videos.',
    'Reviewer    Ada: 10 decisions',
  ])
})

test('a rejection goes with its reason, scope and words, and tells what is made again and how to take it back', async () => {
  const { run, out, asked } = doorTo({ 'review.decide': { decisions: [4], refused: [], again } })
  const segment = 'a'.repeat(64)
  const words = ['--by', 'Ada', '--reason', 'text', '--scope', segment, '--words', 'Wrong price.']
  expect(await run('review', 'reject', 'j14', ...words)).toBe(0)
  expect(asked).toEqual([
    [
      'review.decide',
      {
        jobs: [14],
        kind: 'rejected',
        reviewer: 'Ada',
        words: 'Wrong price.',
        reason: 'text',
        scope: { what: 'segment', segment },
        again: true,
      },
    ],
  ])
  expect(out).toContain('Rejected: 1.')
  expect(out).toContain('50 videos are made again, 1 segment of them anew.')
  expect(out.at(-1)).toBe('To take it back: `reelmill review undo 4`.')
})

test('what could not be said of a video is told with why, and ends with the status of wrong use', async () => {
  const why = 'It is another file by now: look at it again.'
  const { run, err } = doorTo({
    'review.decide': {
      decisions: [],
      refused: [{ job: 9, why }],
      again: { videos: 0, segments: 0, jobs: [] },
    },
  })
  expect(await run('review', 'approve', 'j9', '--by', 'Ada')).toBe(2)
  expect(err).toEqual([`Error: j9: ${why}`])
})

test('nobody approves without a name, and a scope that is none is refused before anything is asked', async () => {
  const { run, asked } = doorTo({})
  expect(await run('review', 'approve', 'j9')).toBe(2)
  expect(await run('review', 'reject', 'j9', '--by', 'Ada', '--scope', 'everything')).toBe(2)
  expect(await run('review', 'reject', 'j9', '--by', 'Ada', '--reason', 'ugly')).toBe(2)
  expect(await run('review', 'gate', 'last', '3')).toBe(2)
  expect(asked).toEqual([])
})

test('a gate is set for a batch, or for all that say nothing themselves', async () => {
  const { run, out, asked } = doorTo({ 'review.gate': gate, 'review.default-gate': { approvals: 2 } })
  expect(await run('review', 'gate', 'last', 'default')).toBe(0)
  expect(await run('review', 'gate', 'all', '2')).toBe(0)
  expect(asked).toEqual([
    ['review.gate', { batch: 'last', approvals: null }],
    ['review.default-gate', { approvals: 2 }],
  ])
  expect(out).toEqual([
    'Its videos need the approval of 1 person. May go out: no. Still to be approved: 90 videos.',
    'Videos need the approval of 2 people, unless their batch says otherwise.',
  ])
})

test('decisions are taken back by their numbers', async () => {
  const { run, out, asked } = doorTo({ 'review.undo': { undone: 2, kept: 3, goesOn: 1 } })
  expect(await run('review', 'undo', '4', '5')).toBe(0)
  expect(asked).toEqual([['review.undo', { decisions: [4, 5] }]])
  expect(out).toEqual([
    'Taken back: 2.',
    '3 videos stay as they were.',
    '1 video is made again all the same.',
  ])
})

test('an export says how far it is and why it waits; Ctrl+C stops it, and what was left out tells in the status', async () => {
  const made = Promise.withResolvers<object>()
  const packing = { event: 'review.packing' as const, of: 4 }
  const door = doorTo({
    'review.export': ({ id }: { id: string }) => {
      setImmediate(() => {
        door.tell({ ...packing, id: 'of another', done: 3, waits: null })
        door.tell({ ...packing, id, done: 1, waits: 'The farm works from 22:00 to 06:00.' })
        door.interrupt()
      })
      return made.promise
    },
    'review.stop-export': () => {
      made.reject(new Error('stopped'))
      return null
    },
  })
  expect(await door.run('review', 'export', '7', '--out', '/p.zip')).toBe(130)
  expect(door.asked.map(([name]) => name)).toEqual(['review.export', 'review.stop-export'])
  expect(door.asked[0]![1]).toMatchObject({ of: { sample: 7 }, out: '/p.zip' })
  expect(door.out).toEqual(['The farm works from 22:00 to 06:00.'])
  expect(door.err).toEqual(['The export was stopped, and nothing was written.'])

  const answer = { package: 'p', path: '/p', videos: 3, bytes: 2_000_000 }
  const leftOut = [{ job: 2, video: '2.mp4', why: 'It is gone.' }]
  const whole = doorTo({ 'review.export': { ...answer, leftOut } })
  expect(await whole.run('review', 'export', 'last', '--out', '/p')).toBe(3)
  expect(whole.err).toEqual(['Left out: 2.mp4: It is gone.'])
})

test.each(['check', 'plan'])('Ctrl+C ends a %s as interrupted', async (name) => {
  const ended = Promise.withResolvers<object>()
  const door = doorTo({
    [`${name}.run`]: () => {
      setImmediate(() => door.interrupt())
      return ended.promise
    },
    [`${name}.stop`]: () => {
      ended.reject(new Error('stopped'))
      return null
    },
  })
  expect(await door.run(name, '-t', 'showcase', '-d', 'products.csv')).toBe(130)
  expect(door.asked.at(-1)).toEqual([`${name}.stop`, { id: name }])
})
