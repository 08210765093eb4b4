import { regionOf } from './cell-locale.ts'
import { folded } from './characters.ts'

/** Signs and words of money and the currencies that they can stand for; the first is taken when nothing else decides. */
const marks: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  يورو: 'EUR',
  $: 'USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BZD BBD JMD TTD BMD BSD FJD NAD LRD XCD KYD BND',
  dollar: 'USD CAD AUD NZD HKD SGD',
  dollars: 'USD CAD AUD NZD HKD SGD',
  us$: 'USD',
  usd$: 'USD',
  u$s: 'USD',
  دولار: 'USD',
  c$: 'CAD',
  ca$: 'CAD',
  can$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  sg$: 'SGD',
  nt$: 'TWD',
  mx$: 'MXN',
  mex$: 'MXN',
  ar$: 'ARS',
  cl$: 'CLP',
  clp$: 'CLP',
  r$: 'BRL',
  'b/.': 'PAB',
  's/': 'PEN',
  's/.': 'PEN',
  bs: 'BOB',
  '₡': 'CRC',
  '₲': 'PYG',
  '£': 'GBP EGP LBP SYP SDG GIP FKP SHP',
  'e£': 'EGP',
  'ج.م': 'EGP',
  جنيه: 'EGP',
  '¥': 'JPY CNY',
  'jp¥': 'JPY',
  'cn¥': 'CNY',
  円: 'JPY',
  元: 'CNY TWD HKD',
  rmb: 'CNY',
  人民币: 'CNY',
  '₩': 'KRW',
  원: 'KRW',
  kr: 'SEK NOK DKK ISK',
  skr: 'SEK',
  nkr: 'NOK',
  dkr: 'DKK',
  ikr: 'ISK',
  fr: 'CHF',
  sfr: 'CHF',
  chf: 'CHF',
  zł: 'PLN',
  zl: 'PLN',
  kč: 'CZK',
  kc: 'CZK',
  ft: 'HUF',
  lei: 'RON',
  lej: 'RON',
  лв: 'BGN',
  lv: 'BGN',
  '₽': 'RUB',
  руб: 'RUB',
  р: 'RUB',
  '₴': 'UAH',
  грн: 'UAH',
  '₺': 'TRY',
  tl: 'TRY',
  '₪': 'ILS',
  nis: 'ILS',
  'ש"ח': 'ILS',
  '₹': 'INR',
  rs: 'INR PKR LKR NPR MUR',
  '₨': 'INR PKR LKR NPR MUR',
  'rs.': 'INR PKR LKR NPR MUR',
  '৳': 'BDT',
  '฿': 'THB',
  baht: 'THB',
  บาท: 'THB',
  '₫': 'VND',
  đ: 'VND',
  '₱': 'PHP',
  rp: 'IDR',
  rm: 'MYR',
  '₸': 'KZT',
  '₼': 'AZN',
  '₾': 'GEL',
  '₦': 'NGN',
  '₵': 'GHS',
  ksh: 'KES',
  r: 'ZAR',
  'د.إ': 'AED',
  dhs: 'AED MAD',
  dh: 'MAD AED',
  درهم: 'AED MAD',
  'ر.س': 'SAR',
  ريال: 'SAR QAR OMR YER',
  sr: 'SAR',
  '﷼': 'SAR IRR QAR OMR YER',
  'ر.ق': 'QAR',
  'ر.ع': 'OMR',
  'د.ك': 'KWD',
  'د.ب': 'BHD',
  'د.أ': 'JOD',
  'د.م': 'MAD',
  'د.ت': 'TND',
  'د.ج': 'DZD',
  'ل.ل': 'LBP',
  'د.ع': 'IQD',
}

const byMark = new Map(Object.entries(marks).map(([mark, codes]) => [folded(mark), codes.split(' ')]))
const codes = new Set(Intl.supportedValuesOf('currency'))

/** Regions whose money is written with a sign that others use too. */
const currencyOfRegion: Record<string, string> = Object.fromEntries(
  `US USD,CA CAD,AU AUD,NZ NZD,HK HKD,SG SGD,TW TWD,MX MXN,AR ARS,CL CLP,CO COP,UY UYU,JM JMD,TT TTD,GB GBP,EG EGP,
  LB LBP,SY SYP,SD SDG,JP JPY,CN CNY,SE SEK,NO NOK,DK DKK,IS ISK,IN INR,PK PKR,LK LKR,NP NPR,MU MUR,AE AED,MA MAD,
  SA SAR,QA QAR,OM OMR,YE YER,IR IRR`
    .split(',')
    .map((pair) => pair.trim().split(' ') as [string, string]),
)

const common = new Set(
  'USD EUR GBP CHF CAD AUD NZD JPY CNY SEK NOK DKK PLN CZK HUF INR BRL MXN AED SAR EGP TRY ZAR'.split(' '),
)

/** The currencies that a sign, a word or an ISO code can stand for; null when it isn't money. */
export function currenciesOf(mark: string): string[] | null {
  const code = mark.toUpperCase()
  // In small letters only those that nobody takes for a word: "5 all" is not a sum in Albanian lek.
  if (/^[A-Z]{3}$/.test(code) && codes.has(code) && (mark === code || common.has(code))) return [code]
  const word = folded(mark)
  return byMark.get(word) ?? byMark.get(word.replace(/\.+$/, '')) ?? null
}

/**
 * Chooses among what a sign can stand for: the variable's own currency, else the locale's region's, else the first.
 * `sure` is false for the last.
 */
export function chooseCurrency(candidates: string[], own: string | undefined, tag: string) {
  if (candidates.length === 1) return { currency: candidates[0]!, sure: true }
  if (own !== undefined && candidates.includes(own)) return { currency: own, sure: true }
  const regional = currencyOfRegion[regionOf(tag) ?? '']
  if (regional !== undefined && candidates.includes(regional)) return { currency: regional, sure: true }
  return { currency: candidates[0]!, sure: false }
}

const fewDecimals = new Map<string, boolean>()

/** Whether an amount of this currency is written with two decimals or fewer. */
export function hasFewDecimals(currency: string | null): boolean {
  if (currency === null || !codes.has(currency)) return true
  let few = fewDecimals.get(currency)
  if (few === undefined) {
    // Costly to make: once a currency, not once a cell.
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    few = (format.resolvedOptions().maximumFractionDigits ?? 2) <= 2
    fewDecimals.set(currency, few)
  }
  return few
}
