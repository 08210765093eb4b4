import { describe, expect, test } from 'vitest'
import { compileCondition, compileText } from '../../../src-main/core/expressions/compile.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { names, render, scope, text } from './sample.ts'

function faultOf(compile: () => unknown): StudioError {
  try {
    compile()
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown
    throw thrown
  }
  throw new Error('it was accepted')
}

describe('what is wrong with a text is known before any row', () => {
  test.each([
    ['{{ nam }}', 'There is no variable "nam".', 'Did you mean "name"?'],
    ['{{ plain }}', 'There is no variable "plain".', 'The string of that name is written t.plain.'],
    ['{{ price-1 }}', 'There is no variable "price-1".', 'To subtract, write {{ price | minus: 1 }}.'],
    ['{{ t.plan }}', 'No language has a string "plan".', 'Did you mean "t.plain"?'],
    ['{{ name | upcse }}', 'There is no filter "upcse".', 'Did you mean "upcase"?'],
    [
      '{{ name | money }}',
      `The filter "money" can't be used on name, which is text.`,
      /amount of money or a number/,
    ],
    ['{{ price | money: "hole" }}', 'The filter "money" doesn\'t know "hole".', /whole/],
    ['{{ name | replace: "a" }}', 'The filter "replace" has 1 argument.', /takes 2/],
    ['{{ price | minus: change }}', /can't combine an amount of money with a percentage/, /times/],
    ['{{ fresh }}', 'fresh is yes or no and has no words of its own.', /{% if fresh %}/],
    ['{{ day | date: "lng" }}', 'The filter "date" doesn\'t know "lng".', /long/],
    ['{{ name name }}', 'Nothing stands between name and name.', /Join values/],
    ['{{ }}', /nothing to show/, /Name a variable/],
    ['{{ price', /opened and not closed/, /Close/],
    ['{% if fresh %}new', /opened and not closed/, /endif/],
    ['{% endif %}', /stands without its beginning/, /before it/],
    ['{% if fresh %}a{% else if stock %}b{% endif %}', /"else if" can't be read/, /elsif/],
    ['{% if stock = 3 %}x{% endif %}', /doesn't read on/, /two equals signs/],
    ['{% if stock > 1 && fresh %}x{% endif %}', /doesn't read on/, /"and"/],
    ['{% if trend == "upp" %}x{% endif %}', 'trend can never be "upp".', /"up", "down", "flat"/],
    ['{% case trend %}{% when "high" %}x{% endcase %}', 'trend can never be "high".', /choices/],
    ['{% if name > 3 %}x{% endif %}', "name is text and 3 is a number: they can't be compared.", /quotes/],
    ['{% if day < "24.12.2026" %}x{% endif %}', /isn't written as a date/, /year-month-day/],
    ['{% if fresh and stock or offer %}x{% endif %}', /"and" and "or" stand side by side/, /parentheses/],
    ['{% if 1 < stock < 5 %}x{% endif %}', /compares three values at once/, /and/],
    ['{% assign price = 3 %}', 'The name "price" is taken.', /no variable/],
    ['{% for f in name %}x{% endfor %}', "A loop can't go over name, which is text.", /list/],
    ['{{ features[stock] }}', /asks for a part by a value/, /fixed parts/],
  ])('%s', (source, message, remedy) => {
    const fault = faultOf(() => compileText(source, names))
    expect(fault.code).toBe('expression.invalid')
    if (typeof message === 'string') expect(fault.message).toBe(message)
    else expect(fault.message).toMatch(message)
    if (typeof remedy === 'string') expect(fault.whatToDo).toBe(remedy)
    else expect(fault.whatToDo).toMatch(remedy)
  })

  test.each([
    'include "a"',
    'render "a"',
    'layout "a"',
    'block a',
    'raw',
    'tablerow a in b',
    'increment a',
    'liquid',
    'echo name',
  ])('the block "%s" does not exist', (block) => {
    expect(faultOf(() => compileText(`{% ${block} %}`, names)).message).toMatch(
      /There is no block|opened and not closed/,
    )
  })

  test.each([
    'name.constructor',
    'name.__proto__',
    'name["constructor"]',
    'name.length',
    'features.__proto__',
    'features.length',
    'price.constructor.constructor',
    'constructor',
    '__proto__',
    'toString',
    't.constructor',
    't.__proto__',
    't["toString"]',
    '"a".constructor',
    'features["map"]',
    'forloop',
    'this',
  ])("nothing of JavaScript's own can be reached: %s", (name) => {
    expect(faultOf(() => compileText(`{{ ${name} }}`, names)).code).toBe('expression.invalid')
    expect(faultOf(() => compileCondition(`${name} == "x"`, names)).code).toBe('expression.invalid')
  })

  test('filters are only those that are listed', () => {
    for (const name of [
      'constructor',
      'toString',
      '__proto__',
      'hasOwnProperty',
      'where_exp',
      'find_exp',
      'json',
      'inspect',
      'raw',
    ])
      expect(faultOf(() => compileText(`{{ name | ${name} }}`, names)).message).toContain(
        `no filter "${name}"`,
      )
  })
})

describe('a hostile template ends quickly', () => {
  test.each([
    ['deep parentheses', `{% if ${'('.repeat(4_000)}fresh${')'.repeat(4_000)} %}x{% endif %}`],
    ['deep blocks', `${'{% if fresh %}'.repeat(400)}x${'{% endif %}'.repeat(400)}`],
    [
      'deep loops',
      `${'{% for a in features %}'.repeat(3)}x${'{% endfor %}'.repeat(3)}`
        .replace('a in', 'b in')
        .replace('{% for a in', '{% for c in'),
    ],
    ['a long source', 'x'.repeat(10_001)],
    ['open braces', '{{'.repeat(4_000)],
    ['open brackets', `{{ name${'['.repeat(4_000)}`],
  ])('%s', (_, source) => {
    const start = performance.now()
    expect(faultOf(() => compileText(source, names)).code).toBe('expression.invalid')
    expect(performance.now() - start).toBeLessThan(20_000)
  })

  test.each([
    ['an endless range', '{% for i in (1..99999999999) %}x{% endfor %}'],
    ['loops in loops', '{% for i in (1..900) %}{% for j in (1..900) %}{% endfor %}{% endfor %}'],
    ['doubling', `{% assign a = name %}${'{% assign a = a | append: a %}'.repeat(60)}{{ a }}`],
    [
      'replacing every letter',
      `{% assign a = name | append: "${'x'.repeat(900)}" %}${'{% assign a = a | replace: "x", a %}'.repeat(5)}{{ a }}`,
    ],
  ])('%s', (_, source) => {
    const compiled = compileText(source, names)
    const start = performance.now()
    expect(() => compiled.render(scope())).toThrow(StudioError)
    expect(performance.now() - start).toBeLessThan(20_000)
  })

  test('strings that unfold into each other stop as well', () => {
    const strings = Object.fromEntries(
      ['s0', 's1', 's2', 's3', 's4'].map((name, index) => [
        name,
        index === 4 ? '{{ offer }}' : `{{ t.s${index + 1} }}`.repeat(500),
      ]),
    )
    const compiled = compileText('{{ t.s0 }}', { ...names, strings: new Set(Object.keys(strings)) })
    expect(() => compiled.render(scope('en', { strings }))).toThrow(/turns/)
  })

  test('a value that is longer than a text can be sets its row aside, unless it is cut', () => {
    const row = { name: text('word '.repeat(50_000)) }
    expect(() => render('{{ name }}', 'en', row)).toThrow(/longer than 20,000 characters/)
    expect(render('{{ name | squish | truncatewords: 2 }}', 'en', row)).toBe('word word…')
  })
})
