import { expect, test } from 'vitest'
import { suspectsOf } from '../../../src-main/core/quality-rules/once-again.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'

const parts = [
  { hash: 'intro', frames: 25 },
  { hash: 'own', frames: 50 },
  { hash: 'intro', frames: 25 },
  { hash: 'sound', frames: 0 },
]
const finding = (more: Partial<QualityFinding>): QualityFinding => ({
  check: 'picture.black',
  severity: 'error',
  from: 30,
  to: 40,
  figure: null,
  threshold: null,
  unit: null,
  message: 'It is black.',
  whatToDo: 'Look at it.',
  region: null,
  layer: null,
  segment: null,
  ...more,
})
const suspects = (...found: Partial<QualityFinding>[]) =>
  suspectsOf({ planned: true, findings: found.map(finding) }, parts)?.parts ?? null

test.each<[string, Partial<QualityFinding>[], string[] | null]>([
  ['a black stretch in one segment', [{}], ['own']],
  ['one over a border', [{ from: 24, to: 26 }], ['intro', 'own']],
  ['the last frame before a border is not the next segment', [{ from: 20, to: 25 }], ['intro']],
  ['a segment that is shown twice is one', [{ from: 0, to: 100 }], ['intro', 'own']],
  ['a finding that names its segment', [{ segment: 'intro' }], ['intro']],
  [
    'a file that can’t be decoded',
    [{ check: 'file.decoding', from: null, to: null }],
    ['intro', 'own', 'sound'],
  ],
  ['a sound that is silent', [{ check: 'sound.silent' }], ['sound']],
  ['frames that no segment has', [{ from: 200, to: 210 }], ['intro', 'own', 'sound']],
  [
    'a missing layer, beside what will be the same again',
    [{ check: 'picture.flashes' }, { check: 'plan.missing' }],
    ['own'],
  ],
  ['flashes come of the template', [{ check: 'picture.flashes' }], null],
  ['a warning fails nothing', [{ severity: 'warning' }], null],
  ['nothing', [], null],
])('what is made once more: %s', (_what, found, expected) => {
  expect(suspects(...found)).toEqual(expected)
})

test('of a video whose plan is not known nothing is made once more', () => {
  expect(suspectsOf({ planned: false, findings: [finding({})] }, parts)).toBeNull()
})
