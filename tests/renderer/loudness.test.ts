import { expect, test } from 'vitest'
import { heightOf, levelAt, loudnessPath, loudnessTarget } from '../../src-renderer/view-math/loudness.ts'
import { qualityProfile } from '../../src-shared/quality/profiles.ts'

test('the target is what the check said, else the profile, else the template', () => {
  const broadcast = qualityProfile.parse({
    name: 'tv',
    title: 'TV',
    checks: { 'sound.loudness': { integrated: -23 } },
  })
  const web = qualityProfile.parse({ name: 'plain', title: 'Plain' })
  const found = [{ check: 'sound.loudness', threshold: -16 }] as const
  expect(loudnessTarget(found, broadcast, -14)).toBe(-16)
  expect(loudnessTarget([], broadcast, -14)).toBe(-23)
  expect(loudnessTarget([], web, -14)).toBe(-14)
  expect(loudnessTarget([], null, null)).toBeNull()
})

test('the target stands a third from the top, louder is higher, and nothing leaves the line', () => {
  expect(heightOf(-14, -14)).toBeCloseTo(100 / 3)
  expect(heightOf(-10, -14)).toBeLessThan(heightOf(-14, -14))
  expect(heightOf(-120, -14)).toBe(98)
  expect(heightOf(0, -23)).toBe(2)
})

test('where there was nothing to hear the curve has a gap, and the level under the needle is the one that is drawn there', () => {
  const levels = [null, -14, -14, null, -20]
  expect(loudnessPath(levels, -14)).toBe('M300.0,33.3 L500.0,33.3 M900.0,55.6')
  expect(levelAt(levels, 0)).toBeNull()
  expect(levelAt(levels, 0.5)).toBe(-14)
  expect(levelAt(levels, 1)).toBe(-20)
  expect(levelAt([], 0.5)).toBeNull()
})
