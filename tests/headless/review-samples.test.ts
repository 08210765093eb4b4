import { expect, test } from 'vitest'
import type { Sample, SamplePreview } from '../../src-shared/review/sampling.ts'
import { doorTo } from './fake-door.ts'

const plan = { kind: 'acceptance', level: 'II', aql: 1, severity: null, mayReduce: false } as const
const facts = {
  batch: 'b1',
  plan,
  seed: 7,
  lot: 1_000,
  size: 80,
  accept: 2,
  reject: 3,
  severity: 'normal',
} as const
const preview: SamplePreview = {
  ...facts,
  acceptance: {
    letter: 'J',
    whole: false,
    why: 'Normal inspection: it is the first lot.',
    score: 0,
    lots: 0,
    chances: [{ percent: 1, chance: 0.9547 }],
  },
}
const sample: Sample = {
  ...facts,
  id: 4,
  drawnAt: '2026-11-22T10:00:00.000Z',
  approved: 10,
  rejected: 1,
  verdict: null,
  says: 'The lot is not decided yet. Looked at: 11 of 80. Rejected: 1, allowed: 2.',
}
const without = { accept: null, reject: null, severity: null, acceptance: null }

test('review sample says what a lot may have before it is drawn, and draws just that', async () => {
  const { run, out, asked } = doorTo({ 'review.preview-sample': preview, 'review.sample': sample })
  expect(await run('review', 'sample', 'last', '--plan', 'acceptance', '--aql', '1.0')).toBe(0)
  expect(asked).toEqual([
    ['review.preview-sample', { batch: 'last', plan }],
    ['review.sample', { batch: 'last', plan, seed: 7 }],
  ])
  expect(out).toEqual([
    'Plan          ISO 2859-1, level II, AQL 1',
    'Videos        80 of 1,000',
    'Accepted      with 2 rejected or fewer; not with 3 or more',
    'Letter        J',
    'Severity      Normal inspection: it is the first lot.',
    'With 1 % bad  the lot is accepted 95.5 times in a hundred',
    'Seed          7',
    'Drawn as sample 4: `reelmill review samples b1` says how it stands.',
  ])
})

test('a preview draws nothing', async () => {
  const { run, out, asked } = doorTo({ 'review.preview-sample': preview })
  const words = [
    '--plan',
    'acceptance',
    '--level',
    'S-2',
    '--aql',
    '2.5',
    '--severity',
    'tightened',
    '--allow-reduced',
  ]
  expect(await run('review', 'sample', 'last', ...words, '--seed', '9', '--preview')).toBe(0)
  const wanted = { kind: 'acceptance', level: 'S-2', aql: 2.5, severity: 'tightened', mayReduce: true }
  expect(asked).toEqual([['review.preview-sample', { batch: 'last', plan: wanted, seed: 9 }]])
  expect(out.at(-1)).toBe('Nothing was drawn: without --preview it is.')
})

test.each([
  [['--every', '20'], { kind: 'every', nth: 20 }],
  [['--per', 'format:5'], { kind: 'per', by: 'format', each: 5 }],
  [['--per', 'colour:2'], { kind: 'per', by: { variable: 'colour' }, each: 2 }],
  [['--risk', '50'], { kind: 'risk', videos: 50 }],
  [['--all'], { kind: 'all' }],
] as const)('other ways to draw: %j', async (words, wanted) => {
  const { run, asked } = doorTo({ 'review.preview-sample': { ...preview, ...without, plan: wanted } })
  expect(await run('review', 'sample', 'last', ...words, '--preview')).toBe(0)
  expect(asked).toEqual([['review.preview-sample', { batch: 'last', plan: wanted }]])
})

test.each([
  [['--aql', '1.0']],
  [['--plan', 'acceptance']],
  [['--plan', 'acceptance', '--aql', '3']],
  [['--plan', 'acceptance', '--aql', '1.0', '--level', 'IV']],
  [['--all', '--risk', '5']],
  [['--every', '1']],
  [['--per', 'format']],
  [['--per', 'format:0']],
  [['--all', '--seed', '-1']],
  [[]],
])('what can not be meant is refused before anything is asked: %j', async (words) => {
  const { run, asked } = doorTo({})
  expect(await run('review', 'sample', 'last', ...words)).toBe(2)
  expect(asked).toEqual([])
})

test('samples are listed with how they stand, and taken back by their number', async () => {
  const { run, out, asked } = doorTo({ 'review.samples': { samples: [sample] }, 'review.drop-sample': null })
  expect(await run('review', 'samples', 'b1')).toBe(0)
  expect(out[0]).toContain('Sample 4 - ')
  expect(out[0]).toContain('ISO 2859-1, level II, AQL 1, normal - 80 of 1,000 videos - seed 7')
  expect(out[1]).toBe(`  ${sample.says}`)
  expect(await run('review', 'drop-sample', '4')).toBe(0)
  expect(asked.at(-1)).toEqual(['review.drop-sample', { sample: 4 }])
})

test('for other programs a sample is one object a line', async () => {
  const { run, out } = doorTo({ 'review.samples': { samples: [sample] } })
  expect(await run('review', 'samples', 'b1', '--json')).toBe(0)
  expect(JSON.parse(out[0]!)).toEqual(sample)
})

test('the status of a review tells how its samples stand', async () => {
  const gate = { approvals: 1, own: false, open: false, why: 'x', basis: 'sample', approvedAt: null } as const
  const counts = { videos: 1_000, coming: 0, open: 989, approved: 10, rejected: 1, flagged: 0 }
  const { run, out } = doorTo({
    'review.status': { batch: 'b1', counts, gate, samples: [sample], reviewers: [] },
  })
  expect(await run('review', 'status', 'b1')).toBe(0)
  expect(out.at(-1)).toBe(`Sample 4    ${sample.says}`)
})
