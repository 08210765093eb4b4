import { expect, test } from 'vitest'
import { baseLanguage, localeOf, stringsOf } from '../../../src-shared/templates/languages.ts'

const template = {
  languages: {
    en: { locale: 'en-GB', strings: { cta: 'Buy', more: 'More' } },
    es: { strings: { cta: 'Comprar', more: 'Más' } },
    'es-MX': { strings: { cta: 'Compra ya' } },
    'zh-Hant-TW': { strings: { cta: '購買' } },
  },
}

test('a regional language takes what it lacks from its base, and from no other', () => {
  expect(stringsOf(template, 'es-MX')).toEqual({ cta: 'Compra ya', more: 'Más' })
  expect(stringsOf(template, 'es')).toEqual({ cta: 'Comprar', more: 'Más' })
  expect(stringsOf(template, 'zh-Hant-TW')).toEqual({ cta: '購買' })
  expect(stringsOf(template, 'fr')).toEqual({})
  expect(stringsOf(template, 'constructor')).toEqual({})
})

test('the strings of a language are the same object each time', () => {
  expect(stringsOf(template, 'es-MX')).toBe(stringsOf(template, 'es-MX'))
})

test('numbers follow the locale, else the language', () => {
  expect(localeOf(template, 'en')).toBe('en-GB')
  expect(localeOf(template, 'es-MX')).toBe('es-MX')
  expect(baseLanguage('es-MX')).toBe('es')
  expect(baseLanguage('es')).toBeNull()
})
