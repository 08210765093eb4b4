import { expect, test } from 'vitest'
import { de } from '../../src-renderer/words/de/index.ts'
import { en } from '../../src-renderer/words/en/index.ts'

/** Every word with its place, functions called with stand-ins. */
function wordsIn(part: unknown, place: string): [string, string][] {
  if (typeof part === 'string') return [[place, part]]
  if (typeof part === 'function')
    return wordsIn(called(part as (...given: unknown[]) => unknown), `${place}()`)
  if (typeof part === 'object' && part !== null)
    return Object.entries(part).flatMap(([name, each]) =>
      wordsIn(each, place === '' ? name : `${place}.${name}`),
    )
  return []
}

/** What a word is given: of numbers and texts, whichever it takes. */
function called(word: (...given: unknown[]) => unknown): unknown {
  const standIns = [
    [41, 42, 43, 44, 45, 46],
    ['«a»', '«b»', '«c»', '«d»', '«e»', '«f»'],
    [['«a»', '«b»'], ['«c»'], ['«d»']],
    ['«a»', 42, 43, 44],
    [41, '«b»', '«c»', '«d»'],
    [true, true, true],
  ]
  for (const given of standIns) {
    try {
      const said = word(...given)
      if (typeof said === 'string' && !said.includes('undefined') && !said.includes('NaN')) return said
    } catch {
      // It takes others.
    }
  }
  return null
}

const english = new Map(wordsIn(en, ''))
const german = new Map(wordsIn(de, ''))

/** Words that are the same in both languages: names, units, loan words. */
const shared = new Set(
  'Reelmill Encoder Name Format Status Farm Editor Video Videos Batch Start System JSON CSV Pilot Manifest Version Text Clip Clips Position Deadline Details Log CPU GPU Thread Threads min max fps MB GB SHA Alpha Standard Original Total Export Import Limit Minute Radius Pause Radial Linear Online Cover Tag Tags Zoom Ellipse Audio Codec Codecs Latin Emoji Studio Devanagari Logo Variable HEVC ProRes MOV WebM AV1 GIF Normal Segment Player Esc'.split(
    ' ',
  ),
)
const isShared = (text: string) => (text.match(/[A-Za-z]{3,}/g) ?? []).every((word) => shared.has(word))

test('everything that the window says in English it says in German, too', () => {
  const missing = [...english.keys()].filter((place) => !german.has(place))
  expect(missing).toEqual([])
})

test('no English text was left standing in the German window', () => {
  const alike = [...english].filter(([place, text]) => german.get(place) === text && !isShared(text))
  expect(alike).toEqual([])
})

test('what a text is given is said in both languages', () => {
  const marks = (text: string) => [...new Set(text.match(/«\w»|\b4[1-6]\b/g) ?? [])].sort()
  const lost = [...english].filter(([place, text]) => {
    const others = german.get(place)
    return others !== undefined && marks(text).join() !== marks(others).join()
  })
  expect(lost.map(([place, text]) => [place, text, german.get(place)])).toEqual([])
})
