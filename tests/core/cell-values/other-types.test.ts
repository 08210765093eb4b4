import { describe, expect, it } from 'vitest'
import { readCell } from '../../../src-main/core/cell-values/read-cell.ts'
import fc from '../../helpers/at-random.ts'
import { variable } from './variables.ts'

describe('an empty cell', () => {
  it.each([null, '', '   ', '\u00a0\n', '\u200b'])('%j of a required variable is a problem', (text) => {
    expect(readCell(text, variable({ type: 'text', example: 'Mug' }))).toMatchObject({
      problem: { rule: 'required', whatToDo: 'Fill the cell, for example with "Mug".' },
    })
  })
  it('of an optional variable is null', () => {
    expect(readCell('', variable({ type: 'number', required: false }))).toEqual({ ok: null })
  })
  it('takes the default, which is read like a cell', () => {
    expect(readCell(null, variable({ type: 'money', default: '$1,299' }), 'de-DE')).toMatchObject({
      ok: { type: 'money', amount: 1299, currency: 'USD' },
    })
    expect(readCell(null, variable({ type: 'text', default: '' }))).toEqual({ ok: null })
  })
  it('of an asset with a fallback is null: the fallback stands in', () => {
    expect(readCell('', variable({ type: 'image', fallback: 'assets/none.png' }))).toEqual({ ok: null })
    expect(readCell('', variable({ type: 'image' }))).toMatchObject({ problem: { rule: 'required' } })
  })
})

describe('text', () => {
  const plain = variable({ type: 'text' })
  it.each([
    ['  Mug  ', 'Mug'],
    ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['a\u0000b\u0007c', 'abc'],
    ['cafe\u0301', 'café'],
    ['\ufeffMug', 'Mug'],
    ['a\tb', 'a b'],
    ['👨‍👩‍👧 नमस्ते ‏שלום', '👨‍👩‍👧 नमस्ते ‏שלום'],
    ['<b>bold</b> &amp; {{ price }}', '<b>bold</b> &amp; {{ price }}'],
  ])('%j becomes %j', (text, expected) => {
    expect(readCell(text, plain)).toEqual({ ok: { type: 'text', text: expected } })
  })

  it('is counted in characters as a person sees them', () => {
    const short = variable({ type: 'text', maxLength: 3 })
    expect(readCell('👨‍👩‍👧🇫🇷é', short)).toMatchObject({ ok: { text: '👨‍👩‍👧🇫🇷é' } })
    expect(readCell('Mugs', short)).toMatchObject({
      problem: { rule: 'text.long', message: expect.stringContaining('4') },
    })
    expect(readCell('M', variable({ type: 'text', minLength: 2 }))).toMatchObject({
      problem: { rule: 'text.short' },
    })
  })

  it('with a lost character is a problem, not a box in the video', () => {
    expect(readCell('Caf\ufffd', plain)).toMatchObject({ problem: { rule: 'damaged-text' } })
    expect(readCell('a\ud800b', plain)).toMatchObject({ problem: { rule: 'damaged-text' } })
  })
})

describe('text with HTML', () => {
  const html = variable({ type: 'text', html: true, required: false })
  it.each([
    ['<p>One</p><p>Two</p>', 'One\nTwo'],
    ['One<br>Two<br/>Three', 'One\nTwo\nThree'],
    ['<p>One\n   and\n more</p>\n\n<p> Two </p>', 'One and more\nTwo'],
    ['<ul><li>red</li>\n<li></li><li> blue</li></ul>', '• red\n• blue'],
    ['<b>Bold</b>, <em class="a > b" title=\'x>y\'>not</em> cut', 'Bold, not cut'],
    ['<script>alert("<p>x</p>")</script>Mug<style>p{}</style>', 'Mug'],
    ['<!-- a > b -->Mug', 'Mug'],
    ['a < b and c > d', 'a < b and c > d'],
    ['I <3 it', 'I <3 it'],
    [
      'Tom &amp; Jerry &lt;3 &eacute;&Eacute;&nbsp;&euro;5 &#233;&#xE9;&#128512;',
      'Tom & Jerry <3 éÉ\u00a0€5 éé😀',
    ],
    ['&lt;b&gt;stays&lt;/b&gt;', '<b>stays</b>'],
    ['&amp;lt;', '&lt;'],
    ['AT&T, R&D, fish &chips; ?a=1&copy=2 &copy 2026', 'AT&T, R&D, fish &chips; ?a=1&copy=2 © 2026'],
    ['&#150; &#0; &#xD800; &#9999999;', '–'],
    ['plain\ntext &quot;here&quot;', 'plain\ntext "here"'],
    ['half <b', 'half <b'],
    ['<img src=x onerror=alert(1)>Mug', 'Mug'],
    ['<tr><td>a</td><td>b</td></tr>', 'a b'],
  ])('%s', (source, text) => {
    expect(readCell(source, html)).toEqual({ ok: { type: 'text', text } })
  })
  it('that has no word in it is empty', () => {
    expect(readCell('<p>&nbsp;</p>', html)).toEqual({ ok: null })
    expect(readCell('<p></p>', variable({ type: 'text', html: true }))).toMatchObject({
      problem: { rule: 'required' },
    })
  })
  it('of hostile length and shape is read in good time', () => {
    const started = performance.now()
    for (const piece of ['<a ', '<a b="', '<!--', '&amp', '<p>', '<li>', '<script>', ' \n', '<a b="<']) {
      readCell(piece.repeat(200_000 / piece.length), html)
    }
    expect(performance.now() - started).toBeLessThan(20_000)
  })
  it('never comes out with a tag that a second look would find in it as markup of the source', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<b>', '</b>', '<br>', 'x', ' ', '\n', '<p class="y">', '<!--c-->')),
        (parts) => {
          const found = readCell(parts.join(''), html)
          const text = 'ok' in found && found.ok?.type === 'text' ? found.ok.text : ''
          expect(text).not.toMatch(/[<>]/)
        },
      ),
    )
  })
})

describe('yes and no', () => {
  const boolean = variable({ type: 'boolean' })
  it.each([
    'yes',
    'Y',
    'TRUE',
    '1',
    'x',
    'X',
    '✓',
    'sí',
    'SI',
    'oui',
    'Ja',
    'نعم',
    'vrai',
    'wahr',
    'verdadero',
    '١',
    'on',
  ])('%s is yes', (text) => {
    expect(readCell(text, boolean)).toEqual({ ok: { type: 'boolean', yes: true } })
  })
  it.each(['no', 'N', 'False', '0', 'non', 'Nein', 'لا', 'faux', 'falsch', 'falso', 'off', '-'])(
    '%s is no',
    (text) => {
      expect(readCell(text, boolean)).toEqual({ ok: { type: 'boolean', yes: false } })
    },
  )
  it('anything else is a problem', () => {
    expect(readCell('maybe', boolean)).toMatchObject({ problem: { rule: 'boolean' } })
    expect(readCell('2', boolean)).toMatchObject({ problem: { rule: 'boolean' } })
  })
})

describe('a colour', () => {
  const colour = variable({ type: 'colour' })
  it.each([
    ['#FF6B4A', '#ff6b4a'],
    ['ff6b4a', '#ff6b4a'],
    ['#abc', '#aabbcc'],
    ['#abcd', '#aabbccdd'],
    ['#FF6B4A80', '#ff6b4a80'],
    ['rgb(255, 107, 74)', '#ff6b4a'],
    ['rgb(100% 0% 0%)', '#ff0000'],
    ['rgba(255,107,74,0.5)', '#ff6b4a80'],
    ['rgb(255 107 74 / 50%)', '#ff6b4a80'],
    ['hsl(0, 100%, 50%)', '#ff0000'],
    ['hsl(120deg 100% 25%)', '#008000'],
    ['Coral', '#ff7f50'],
    [' rebeccapurple ', '#663399'],
    ['yellowgreen', '#9acd32'],
    ['transparent', '#00000000'],
  ])('%s is %s', (text, hex) => {
    expect(readCell(text, colour)).toEqual({ ok: { type: 'colour', hex } })
  })
  it.each(['reddish', '#ff', '#ggg', 'rgb(256,0,0)', 'rgb(1,2)', 'url(x)', '#12345', 'constructor'])(
    '%s is none',
    (text) => {
      expect(readCell(text, colour)).toMatchObject({ problem: { rule: 'colour' } })
    },
  )
})

describe('a web address', () => {
  const url = variable({ type: 'url' })
  it('is http or https', () => {
    expect(readCell(' https://example.com/a?b=1#c ', url)).toEqual({
      ok: { type: 'url', href: 'https://example.com/a?b=1#c' },
    })
    expect(readCell('HTTP://EXAMPLE.com', url)).toEqual({ ok: { type: 'url', href: 'http://example.com/' } })
    expect(readCell('https://münchen.example', url)).toMatchObject({
      ok: { href: 'https://xn--mnchen-3ya.example/' },
    })
  })
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'ftp://a.example',
    'https://user:pw@example.com',
    'https://user@example.com',
    'https:example.com',
    'https://a b.example',
    'https://',
    'nonsense',
    '//example.com',
  ])('%s is refused', (text) => {
    expect(readCell(text, url)).toMatchObject({ problem: { rule: 'url' } })
  })
  it('without https is told what to write', () => {
    expect(readCell('www.example.com', url)).toMatchObject({
      problem: { whatToDo: 'Write https://www.example.com.' },
    })
  })
})

describe('a list', () => {
  it('is cut at its separator, empty items left out', () => {
    expect(readCell('red | blue||  green ', variable({ type: 'list' }))).toEqual({
      ok: { type: 'list', items: ['red', 'blue', 'green'].map((text) => ({ type: 'text', text })) },
    })
  })
  it('may be a JSON array', () => {
    expect(readCell('["a|b", "c"]', variable({ type: 'list' }))).toMatchObject({
      ok: { items: [{ text: 'a|b' }, { text: 'c' }] },
    })
    expect(readCell('[1.5, 2]', variable({ type: 'list', items: 'number' }))).toMatchObject({
      ok: { items: [{ number: 1.5 }, { number: 2 }] },
    })
    expect(readCell('[{"a":1}]', variable({ type: 'list' }))).toMatchObject({ problem: { rule: 'list' } })
  })
  it('has items of its type, and the problem says which item', () => {
    const prices = variable({ type: 'list', items: 'money', separator: ';' })
    expect(readCell('1.299,00 €; 5 €', prices)).toMatchObject({
      ok: { items: [{ amount: 1299 }, { amount: 5 }] },
    })
    expect(readCell('5 €; ask', prices)).toMatchObject({
      problem: { rule: 'list.money', message: expect.stringContaining('Item 2') },
    })
  })
  it('has as many items as the template wants', () => {
    expect(readCell('a', variable({ type: 'list', minItems: 2 }))).toMatchObject({
      problem: { rule: 'list.few' },
    })
    expect(readCell('a|b|c', variable({ type: 'list', maxItems: 2 }))).toMatchObject({
      problem: { rule: 'list.many' },
    })
    expect(readCell('|', variable({ type: 'list', required: false }))).toEqual({ ok: null })
  })
})

describe('one of several choices', () => {
  const segment = variable({ type: 'one-of', choices: ['value', 'Premium Plus'] })
  it.each(['Premium Plus', 'premium  plus', ' PREMIUMPLUS ', 'premium\u00a0plus'])(
    '%j is Premium Plus',
    (text) => {
      expect(readCell(text, segment)).toEqual({ ok: { type: 'one-of', choice: 'Premium Plus' } })
    },
  )
  it('anything else names the choices', () => {
    expect(readCell('gold', segment)).toMatchObject({
      problem: { rule: 'one-of', whatToDo: 'Write one of: value, Premium Plus.' },
    })
  })
})

it('an asset’s cell is only trimmed: where it may point to is judged elsewhere', () => {
  expect(readCell('  ../a b.png ', variable({ type: 'image' }))).toEqual({
    ok: { type: 'image', source: '../a b.png' },
  })
})

it('any text is either read or refused with a sentence, for every type', () => {
  const kinds = [
    ...(
      ['text', 'number', 'money', 'percent', 'date', 'boolean', 'colour', 'image', 'url', 'list'] as const
    ).map((type) => variable({ type })),
    variable({ type: 'one-of', choices: ['a'] }),
    variable({ type: 'text', html: true }),
  ]
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...kinds), (text, kind) => {
      const found = readCell(text, kind)
      if ('problem' in found)
        expect(found.problem.message.length * found.problem.whatToDo.length).toBeGreaterThan(0)
      else expect(found.ok).not.toBeUndefined()
    }),
    { numRuns: 3000 },
  )
})
