import { expect, test } from 'vitest'
import { afterTry, comparedView, noTries } from '../../src-renderer/view-math/compared-view.ts'

const side = (formats: string[], languages: string[]) => ({
  title: 'Card',
  formats: formats.map((id) => ({ id, title: id, width: 100, height: 100 })),
  languages: languages.map((id) => ({ id, title: id })),
  defaultLanguage: languages[0]!,
})
const seen = (view: ReturnType<typeof comparedView>) => [view.shape?.id ?? null, view.language]

test('two versions are looked at in what both have, whatever was chosen for the two before them', () => {
  const old = { from: side(['tall', 'wide'], ['en', 'de']), to: side(['tall', 'wide'], ['en', 'de']) }
  const now = { from: side(['tall', 'wide'], ['en', 'de']), to: side(['wide'], ['de', 'en']) }
  const wanted = { format: 'tall', language: 'en' }
  expect(seen(comparedView(old, wanted))).toEqual(['tall', 'en'])
  expect(seen(comparedView(now, wanted))).toEqual(['wide', 'en'])
  expect(seen(comparedView(now, { format: null, language: null }))).toEqual(['wide', 'de'])
  const apart = { from: side(['tall'], ['en']), to: side(['wide'], ['de']) }
  expect(seen(comparedView(apart, wanted))).toEqual([null, null])
})

const givenUp = { code: 'picture.given-up', message: 'Passed over.', whatToDo: 'Look again.' }

test('a picture is not asked for without end, each moment begins anew, and a former one says nothing about the present one', () => {
  let tried = noTries
  for (let each = 0; each < 20 && tried.fault === null; each++) tried = afterTry(tried, 'a', 'a', null)
  expect(tried).toMatchObject({ turn: 6, fault: 'unread' })
  for (const address of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
    tried = afterTry(tried, address, address, givenUp)
  expect(tried.fault).toBeNull()
  const gone = { ...givenUp, code: 'template.no-version' }
  expect(afterTry(tried, 'j', 'i', gone)).toBe(tried)
  expect(afterTry(tried, 'i', 'i', gone).fault).toBe(gone)
})
