import { expect, test } from 'vitest'
import { addressOf, type Place, placeOf } from '../../src-renderer/view-math/places.ts'
import fc from '../helpers/at-random.ts'

test('every place is found again by its address', () => {
  const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  const place: fc.Arbitrary<Place> = fc.oneof(
    fc.constantFrom<Place>({ name: 'home' }, { name: 'new-batch' }, { name: 'queue' }, { name: 'settings' }),
    fc.record({ name: fc.constant('batch' as const), batch: text }),
    fc.record({ name: fc.constant('job' as const), batch: text, job: fc.integer({ min: 1 }) }),
    fc.record({ name: fc.constant('results' as const), batch: fc.option(text) }),
    fc.record({ name: fc.constant('review' as const), batch: text, job: fc.integer({ min: 1 }) }),
    fc.record({ name: fc.constant('history' as const), batch: text }),
    fc.constant<Place>({ name: 'history' }),
    fc.record({ name: fc.constant('settings' as const), section: text }),
    fc.record({ name: fc.constant('editor' as const), template: text }),
  )
  fc.assert(
    fc.property(place, (one) => {
      expect(placeOf(addressOf(one))).toEqual(one)
    }),
  )
})

test.each(['', '#', '#/', '#/nowhere', '#/batch', '#/job/b/x', '#/job/b/0', '#/%E0%A4%A', '#/queue/more'])(
  'an address that means nothing, %j, leads home',
  (address) => expect(placeOf(address)).toEqual({ name: 'home' }),
)
