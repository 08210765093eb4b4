import { describe, expect, test } from 'vitest'
import { compileText } from '../../../src-main/core/expressions/compile.ts'
import { itemNames, list, money, names, plain, render, scope, text, values } from './sample.ts'

describe('values print themselves in the language of the video', () => {
  test.each([
    ['en', '$1,299.50 -2.55% November 21, 2026 3 Oak, Steel, Linen'],
    ['de', '1.299,50 $ -2,55 % 21. November 2026 3 Oak, Steel, Linen'],
    ['fr', '1 299,50 $US -2,55 % 21 novembre 2026 3 Oak, Steel, Linen'],
    ['es', '1299,50 US$ -2,55 % 21 de noviembre de 2026 3 Oak, Steel, Linen'],
  ])('%s', (locale, expected) => {
    const shown = plain(render('{{ price }} {{ change }} {{ day }} {{ stock }} {{ features }}', locale))
    expect(shown).toBe(expected)
  })

  test('a list has the commas of its language, and its "and" when asked for', () => {
    expect(render('{{ features }}', 'ar')).toBe('Oak، Steel، Linen')
    expect(render('{{ features }}', 'ja')).toBe('Oak、Steel、Linen')
    expect(render('{{ features | list: "and" }}', 'de')).toBe('Oak, Steel und Linen')
    expect(render('{{ features | list: "or" }}', 'es')).toBe('Oak, Steel o Linen')
  })

  test('nothing prints nothing, with or without filters', () => {
    expect(
      render('[{{ offer }}|{{ offer | money }}|{{ offer | prepend: "Only " }}|{{ offer | plus: 1 }}]'),
    ).toBe('[|||]')
  })

  test('a list of numbers, a colour and a file print as they are', () => {
    expect(render('{{ sizes | join: " / " }}')).toBe('1,000 / 2.5')
    expect(render('{{ photo }}')).toBe('lamp.jpg')
  })

  test('money without a currency takes the one of the scope, else prints the amount alone', () => {
    const price = compileText('{{ price }}', names)
    const bare = { price: money(5, null) }
    expect(plain(price.render(scope('de', { row: bare, currency: 'EUR' })))).toBe('5,00 €')
    expect(price.render(scope('en', { row: bare }))).toBe('5')
    expect(price.render(scope('en', { row: { price: money(5.5, null) } }))).toBe('5.50')
  })

  test('an amount is rounded as it is written, not as binary fractions have it', () => {
    expect(render('{{ price }}', 'en', { price: money(1.005) })).toBe('$1.01')
    expect(render('{{ change }}', 'en', { change: { type: 'percent', percent: 0.285 } })).toBe('0.29%')
    expect(render('{{ price | money: "whole" }}', 'en', { price: money(-0.4) })).toBe('$0')
  })
})

describe('filters for numbers, money, percentages', () => {
  test.each([
    ['{{ price | money: "whole" }}', '$1,300'],
    ['{{ price | money: "auto" }}', '$1,299.50'],
    ['{{ shipping | money: "auto" }}', '€10'],
    ['{{ price | money: "bare" }}', '1,299.50'],
    ['{{ price | money: "code" }}', 'USD 1,299.50'],
    ['{{ price | money: "compact" }}', '$1.3K'],
    ['{{ price | money: 1 }}', '$1,299.5'],
    ['{{ stock | money: "JPY" }}', '¥3'],
    ['{{ price | money: "JPY" }}', '$1,299.50'],
    ['{{ stock | number: 2 }}', '3.00'],
    ['{{ sizes.first | number: "plain" }}', '1000'],
    ['{{ change | percent: 1 }}', '-2.6%'],
    ['{{ change | abs | signed }}', '+2.55%'],
    ['{{ change | signed: 0 }}', '-3%'],
    ['{{ price | signed }}', '+$1,299.50'],
    ['{{ stock | minus: 3 | signed }}', '0'],
  ])('%s', (source, expected) => {
    expect(plain(render(source))).toBe(expected)
  })
})

describe('dates', () => {
  test.each([
    ['{{ day | date: "short" }}', 'de', '21.11.26'],
    ['{{ day | date: "month" }}', 'fr', 'novembre'],
    ['{{ day | date: "month-year" }}', 'es', 'noviembre de 2026'],
    ['{{ day | date: "full" }}', 'en', 'Saturday, November 21, 2026'],
    ['{{ day | date: "iso" }}', 'en', '2026-11-21'],
    ['{{ day | date: weekday: "short", day: "numeric" }}', 'de', 'Sa., 21.'],
    ['{{ day.year }}-{{ day.month }}-{{ day.day }}', 'en', '2,026-11-21'],
    ['{{ day.year | number: "plain" }}', 'en', '2026'],
  ])('%s in %s', (source, locale, expected) => {
    expect(plain(render(source, locale))).toBe(expected)
  })

  test('a day is a day, wherever the machine stands', () => {
    const zone = process.env.TZ
    process.env.TZ = 'America/Los_Angeles'
    try {
      // A locale of their own: formatters are kept, and those of other tests know their zone already.
      expect(render('{{ day | date: "medium" }}', 'en-NZ')).toBe('21 Nov 2026')
      expect(render('{{ day }}', 'en-NZ')).toBe('21 November 2026')
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})

describe('words', () => {
  test('capitals follow the language: the Turkish i, the German ß', () => {
    expect(render('{{ name | upcase }}', 'tr', { name: text('ilginç') })).toBe('İLGİNÇ')
    expect(render('{{ name | upcase }}', 'de', { name: text('Straße') })).toBe('STRASSE')
    expect(render('{{ name | downcase }}', 'tr', { name: text('IŞIK') })).toBe('ışık')
    expect(render('{{ name | capitalize }}', 'fr', { name: text('été') })).toBe('Été')
  })

  test('a text is cut between characters as people count them', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(render('{{ name | truncate: 3 }}', 'en', { name: text(family.repeat(4)) })).toBe(
      `${family}${family}…`,
    )
    expect(render('{{ name | truncate: 3, "" }}', 'en', { name: text('abc') })).toBe('abc')
    expect(render('{{ name | truncate: 5 }}', 'en', { name: text('Oak lamp') })).toBe('Oak…')
    expect(render('{{ name | truncatewords: 2 }}', 'en', { name: text('One two, three four') })).toBe(
      'One two…',
    )
    expect(render('{{ name.size }} {{ name | size }}', 'en', { name: text(family) })).toBe('1 1')
  })

  test.each([
    ['{{ name | replace: "lamp", "chair" }}', 'Oak chair'],
    ['{{ name | replace: ".", "x" }}', 'Oak lamp'],
    ['{{ name | remove: "Oak " | append: "!" | prepend: "A " }}', 'A lamp!'],
    ['{{ "  a   b " | squish }}', 'a b'],
    ['{{ offer | default: "ask us" }}', 'ask us'],
    ['{{ offer | default: price | money }}', '$1,299.50'],
    ['{{ features | list: "and" }}', 'Oak, Steel, and Linen'],
    ['{{ features | join: "-" | upcase }}', 'OAK-STEEL-LINEN'],
    ['{{ features.first }} {{ features.last }} {{ features[1] }} {{ features.size }}', 'Oak Linen Steel 3'],
    ['{{ "a,b" | split: "," | last }}', 'b'],
  ])('%s', (source, expected) => {
    expect(render(source)).toBe(expected)
  })
})

describe('calculations keep the type of what they start from', () => {
  test.each([
    ['{{ price | times: 0.5 }}', '$649.75'],
    ['{{ price | minus: 99.5 }}', '$1,200.00'],
    ['{{ price | times: change }}', '-$33.14'],
    ['{{ price | divided_by: price | number: 1 }}', '1.0'],
    ['{{ stock | plus: 0.1 | plus: 0.2 }}', '3.3'],
    ['{{ price | round | money: "whole" }}', '$1,300'],
    ['{{ change | plus: 3 }}', '0.45%'],
    ['{{ price | at_most: 1000 }}', '$1,000.00'],
    ['{{ stock | modulo: 2 }}', '1'],
  ])('%s', (source, expected) => {
    expect(render(source)).toBe(expected)
  })

  test('two currencies are never mixed: the row is told', () => {
    const total = compileText('{{ price | plus: shipping }}', names)
    expect(() => total.render(scope())).toThrow(/combines USD with EUR/)
    expect(total.render(scope('en', { row: { shipping: money(0.5) } }))).toBe('$1,300.00')
  })

  test('a division by zero is the fault of its row', () => {
    const each = compileText('{{ price | divided_by: stock }}', names)
    expect(() => each.render(scope('en', { row: { stock: { type: 'number', number: 0 } } }))).toThrow(
      /divides by zero/,
    )
  })
})

describe('blocks', () => {
  test.each([
    ['{% if offer %}Now {{ offer }}{% else %}{{ price }}{% endif %}', '$1,299.50'],
    ['{% if stock < 1 %}gone{% elsif stock < 5 %}few{% endif %}', 'few'],
    ['{% unless fresh %}old{% else %}new{% endunless %}', 'new'],
    ['{% case trend %}{% when "up" %}↑{% when "down", "flat" %}↓{% endcase %}', '↑'],
    ['{% for f in features limit: 2 %}{{ f_number }}. {{ f }}\n{% endfor %}', '1. Oak\n2. Steel\n'],
    ['{% for f in features reversed %}{{ f }} {% endfor %}', 'Linen Steel Oak '],
    ['{% for i in (1..stock) %}★{% endfor %}', '★★★'],
    ['{% for x in offer %}x{% else %}none{% endfor %}', null],
    ['{% assign saving = price | minus: 1000 %}Save {{ saving }}', 'Save $299.50'],
    ['{% assign a = 1 %}{% if offer %}{% assign a = 2 %}{% endif %}{{ a }}', '1'],
    ['a{% comment %}{{ name }}{% endcomment %}b{% # nothing %}c', 'abc'],
    ['{{ name -}}   {%- if fresh %} new{% endif %}', 'Oak lamp new'],
  ])('%s', (source, expected) => {
    if (expected === null) expect(() => compileText(source, names)).toThrow(/loop can't go over offer/)
    else expect(render(source)).toBe(expected)
  })

  test('an item of a repeated scene has its name and number', () => {
    const line = compileText('{{ item_number }}: {{ item }}', itemNames)
    expect(line.render(scope('en', { item: { name: 'item', value: text('Oak'), number: 2 } }))).toBe('2: Oak')
    expect(line.uses).toMatchObject({ item: true, variables: [] })
  })
})

describe("a language's strings", () => {
  test('they may hold expressions, and strings in strings', () => {
    expect(render('{{ t.cta }}')).toBe('Only $1,300')
    expect(render('{{ t.nested }}')).toBe('Only $1,300!')
    expect(render('{{ t.plain | upcase }}')).toBe('SHOP NOW')
  })

  test('strings that stand in each other end with an error, not never', () => {
    expect(() => render('{{ t.a }}')).toThrow(/stands in strings that stand in it/)
  })

  test('a string that the language lacks is named', () => {
    const shop = compileText('{{ t.plain }}', names)
    expect(() => shop.render(scope('de', { strings: {} }))).toThrow('The language de has no string "plain".')
  })
})

describe('data is never a program', () => {
  test.each(['{{ price }}', '{% if fresh %}x{% endif %}', '{{ t.cta }}', '{%', '}}', '{{ "a" | upcase }}'])(
    'a name like %s comes out as it is',
    (name) => {
      const row = { name: text(name), features: list(text(name)) }
      expect(render('{{ name }}', 'en', row)).toBe(name)
      expect(render('<{{ features | join: "" | append: "" }}>', 'en', row)).toBe(`<${name}>`)
      const { strings } = scope()
      const own = compileText('{{ t.cta }}', names)
      expect(own.render(scope('en', { strings: { ...strings, cta: 'Only {{ name }}' }, row }))).toBe(
        `Only ${name}`,
      )
    },
  )

  test("values that bear names of JavaScript's own are just values", () => {
    const row = Object.assign(Object.create(null), { ...values, name: text('__proto__ constructor') })
    expect(render('{{ name }}', 'en', row)).toBe('__proto__ constructor')
  })
})
