import { expect, test } from 'vitest'
import { type QualityFinding, verdictOf } from '../../../src-shared/quality/inspection.ts'

const of = (...severities: QualityFinding['severity'][]) =>
  verdictOf(severities.map((severity) => ({ severity })))

test('one error fails a file, whatever else was seen; a warning warns, and notes pass', () => {
  expect(of('warning', 'error', 'note')).toBe('fail')
  expect(of('note', 'warning')).toBe('warn')
  expect(of('note', 'note')).toBe('pass')
  expect(of()).toBe('pass')
})
