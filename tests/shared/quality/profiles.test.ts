import { describe, expect, test } from 'vitest'
import { checkNames, checks } from '../../../src-shared/quality/checks.ts'
import {
  differencesFrom,
  limitOf,
  ownProfile,
  qualityProfile,
  severityOf,
  wholeProfile,
} from '../../../src-shared/quality/profiles.ts'
import { shippedProfiles } from '../../../src-shared/quality/shipped-profiles.ts'

const social = shippedProfiles.find(({ name }) => name === 'social')!
const named = { name: 'ours', title: 'Ours' }

describe('a profile that extends another one', () => {
  test('says only what differs, and has all the rest of it', () => {
    const own = ownProfile.parse({
      ...named,
      extends: 'social',
      wanted: { rates: null },
      checks: { 'sound.loudness': { integrated: -16 }, 'picture.black': { severity: 'note' } },
    })
    const whole = wholeProfile(own, social)
    expect(whole.wanted).toEqual({ ...social.wanted, rates: null })
    expect(limitOf(whole, 'sound.loudness', 'integrated')).toBe(-16)
    expect(limitOf(whole, 'sound.loudness', 'apart')).toBe(2)
    expect(severityOf(whole, 'picture.black')).toBe('note')
    expect(limitOf(whole, 'plan.margins', 'share')).toBe(0.05)
  })

  test.each(shippedProfiles.map(({ name }) => name))(
    'what differs from %s makes every other profile of it again',
    (name) => {
      const base = shippedProfiles.find((each) => each.name === name)!
      for (const other of shippedProfiles) {
        const own = ownProfile.parse({ ...named, extends: name, ...differencesFrom(base, other) })
        const again = wholeProfile(own, base)
        expect(again.wanted).toEqual(other.wanted)
        for (const check of checkNames) {
          expect(severityOf(again, check), check).toBe(severityOf(other, check))
          for (const limit of Object.keys(checks[check].limits))
            expect(limitOf(again, check, limit), `${check} ${limit}`).toBe(limitOf(other, check, limit))
        }
      }
    },
  )

  test('one that is the same says nothing', () => {
    expect(differencesFrom(social, social)).toEqual({ wanted: {}, checks: {} })
  })
})

test('a whole profile of a former version still stands for itself', () => {
  const former = qualityProfile.parse({ ...named, checks: { 'picture.black': { seconds: 0.2 } } })
  const own = ownProfile.parse(JSON.parse(JSON.stringify(former)))
  expect(wholeProfile(own, null)).toEqual(former)
})

test('a limit out of its reach, one that a check does not have, and a check that is none are refused', () => {
  const takes = (checks: unknown) => qualityProfile.safeParse({ ...named, checks }).success
  expect(takes({ 'picture.black': { seconds: 60 } })).toBe(true)
  expect(takes({ 'picture.black': { seconds: null } })).toBe(true)
  expect(takes({ 'picture.black': { seconds: 60.1 } })).toBe(false)
  expect(takes({ 'picture.black': { seconds: -1 } })).toBe(false)
  expect(takes({ 'picture.black': { frames: 3 } })).toBe(false)
  expect(takes({ 'picture.green': { seconds: 1 } })).toBe(false)
  expect(takes({ 'picture.black': { severity: 'fatal' } })).toBe(false)
})
