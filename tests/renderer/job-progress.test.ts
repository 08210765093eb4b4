import { expect, test } from 'vitest'
import { withoutEnded, withProgress } from '../../src-renderer/view-math/job-progress.ts'
import { job } from './known.ts'

test('the same news keeps the map; an ended job is forgotten', () => {
  const known = withProgress(new Map(), [{ job: 1, share: 0.5, doing: 'words' }])
  expect(known.get(1)).toEqual({ share: 0.5, doing: 'words' })
  expect(withProgress(known, [{ job: 1, share: 0.5, doing: 'words' }])).toBe(known)
  expect(withoutEnded(known, [job(1, 'running'), job(2, 'done')])).toBe(known)
  expect(withoutEnded(known, [job(1, 'done')]).size).toBe(0)
})
