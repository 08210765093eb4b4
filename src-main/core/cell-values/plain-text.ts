/**
 * The text of a cell for a video: composed (NFC), line breaks as \n, other control characters and byte order marks
 * out, white space at the ends off. With `html`, tags and entities are taken out first.
 */
export function cleanText(source: string, html: boolean): string {
  return (html ? withoutHtml(source) : source)
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[\p{Cc}\ufeff\ufffe\uffff]/gu, (control) => (control === '\n' ? control : ''))
    .normalize('NFC')
    .trim()
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Characters as a person counts them: an emoji family is one, a letter with its accents is one. */
export function lengthOf(text: string): number {
  // Every character below U+0300 stands for itself; CR LF doesn't occur in cleaned text.
  if (/^[\x20-\u02ff\n]*$/.test(text)) return text.length
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

const breaking =
  /^(p|div|br|hr|ul|ol|dl|dd|dt|table|tr|h[1-6]|blockquote|section|article|header|footer|pre|address|figure|figcaption|main|nav|aside|form|fieldset)$/
/** Elements whose text is not for readers. */
const silent = /^(script|style|head|title|template|noscript|iframe|object|svg|math|textarea|select)$/

/**
 * Takes HTML apart once, from left to right: what comes out is never looked at as HTML again, so `&lt;b&gt;` gives the
 * text `<b>`. Blocks become lines, items of lists get a bullet. Text without a tag keeps its own line breaks.
 */
function withoutHtml(source: string): string {
  let out = ''
  let at = 0
  let tags = 0
  // A sign that opens no tag costs a look at the whole rest; made-up text could ask for that without end.
  let patience = 200
  while (at < source.length) {
    const open = source.indexOf('<', at)
    if (open === -1 || patience === 0) break
    const tag = tagAt(source, open)
    if (tag === null) {
      patience -= 1
      out += flat(source.slice(at, open + 1))
      at = open + 1
      continue
    }
    out += flat(source.slice(at, open))
    at = tag.end
    tags += 1
    if (silent.test(tag.name) && !tag.closing && !tag.selfClosing) at = afterElement(source, at, tag.name)
    else if (tag.name === 'li' && !tag.closing) out += '\n• '
    else if (tag.name === 'td' || tag.name === 'th') out += ' '
    else if (breaking.test(tag.name)) out += '\n'
  }
  if (tags === 0) return decodeEntities(source)
  out += flat(source.slice(at))
  return decodeEntities(out)
    .replace(/ *\n[ \n]*/g, '\n')
    .replace(/\n• *(?=\n|$)/g, '')
    .replace(/ {2,}/g, ' ')
}

/** Line breaks of the source are spaces in HTML. */
function flat(text: string) {
  return text.replace(/[ \t\r\n\f]+/g, ' ')
}

type Tag = { name: string; closing: boolean; selfClosing: boolean; end: number }

/** The tag, comment or declaration that starts at `<`; null when it is a mere sign, as in `a < b`. */
function tagAt(source: string, open: number): Tag | null {
  if (source.startsWith('<!--', open)) {
    const end = source.indexOf('-->', open + 4)
    return { name: '', closing: false, selfClosing: true, end: end === -1 ? source.length : end + 3 }
  }
  const match = /^<(\/?)([a-z][a-z0-9:-]*|[!?])/i.exec(source.slice(open, open + 40))
  if (!match) return null
  let at = open + match[0].length
  let quote = ''
  for (; at < source.length; at += 1) {
    const character = source[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '>') break
    // A quote only counts after an equals sign; elsewhere it is a slip of the hand.
    else if (
      (character === '"' || character === "'") &&
      /=\s*$/.test(source.slice(Math.max(open, at - 8), at))
    )
      quote = character
  }
  if (at === source.length) return null
  return {
    name: match[2]!.toLowerCase(),
    closing: match[1] === '/',
    selfClosing: source[at - 1] === '/',
    end: at + 1,
  }
}

function afterElement(source: string, from: number, name: string) {
  const closing = new RegExp(`</${name}[^>]*>`, 'gi')
  closing.lastIndex = from
  const match = closing.exec(source)
  return match ? match.index + match[0].length : source.length
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,8}));?(?!=)/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) {
        if (whole.endsWith(';')) return entities.get(name) ?? entities.get(name.toLowerCase()) ?? whole
        return old.has(name) ? entities.get(name)! : whole
      }
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      // Codes 128 to 159 are controls, but are written for characters of Windows-1252.
      const mended = code >= 0x80 && code <= 0x9f ? (windows1252[code - 0x80] ?? '') : null
      if (mended !== null) return mended
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : ''
    },
  )
}

const windows1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ']

/** The entities of HTML 4 and those that word processors and shops add. Names of U+00A0 to U+00FF stand in order. */
const latin =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const others =
  'quot " amp & lt < gt > apos \' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ check ✓ star ☆ starf ★ phone ☎ comma , period . colon : semi ; excl ! quest ? num # dollar $ percnt % lpar ( rpar ) ast * plus + equals = commat @ lsqb [ lbrack [ rsqb ] rbrack ] lcub { rcub } lbrace { rbrace } verbar | vert | lowbar _ grave ` sol / bsol \\ hyphen ‐ dash ‐ horbar ― copysr ℗ numero № half ½ frac13 ⅓ frac23 ⅔ frac18 ⅛ zwj \u200d zwnj \u200c lrm \u200e rlm \u200f ensp \u2002 emsp \u2003 thinsp \u2009 hairsp \u200a NewLine \n Tab \t'
/** Those that browsers also take without their semicolon. */
const old = new Set([...latin.split(' '), 'amp', 'lt', 'gt', 'quot'])
const entities = new Map<string, string>([
  ...latin.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...pairs(others),
])

function pairs(text: string) {
  const words = text.split(' ')
  return Array.from({ length: words.length / 2 }, (_, index): [string, string] => [
    words[index * 2]!,
    words[index * 2 + 1]!,
  ])
}
