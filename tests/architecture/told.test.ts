import { beforeAll, describe, expect, test } from 'vitest'
import { createTold } from '../../src-shared/told/catalogue.ts'
import { toldIn } from '../../src-shared/told/told.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { drawnAsTheyCome } from './drawn.ts'
import { type Piece, shown } from './pieces.ts'
import { readSources } from './read-sources.ts'
import { type Sentence, sentencesIn } from './sentences.ts'

/** What only a terminal says: the command line, the drawing that `plan --graph` writes, and the tables of the template guide. */
const isOfTerminal = (path: string) =>
  /^src-main\/headless\/|\/plan-merge\/draw-graph\.ts$|\/guide-tables\.ts$/.test(path)

const isTold = (path: string) =>
  /^src-(main|shared)\/|^src-renderer\/bridge\//.test(path) &&
  !path.startsWith('src-shared/told/') &&
  !isOfTerminal(path)

type StandIn = { given: string; said: string }
/** A fact may be a name, a number, something in quotes, or itself told: the code knows which, the catalogue says which it wants. */
const standIns: ((place: number) => StandIn)[] = [
  (place) => same(`Xq${place}Z`),
  (place) => same(`${70 + place}`),
  (place) => same(`"Xq${place}Z"`),
  () => ({ given: 'at once', said: 'sofort' }),
  () => ({ given: 'Ask again.', said: 'Noch einmal fragen.' }),
  () => ({ given: ': Ask again.', said: ': Noch einmal fragen.' }),
]
const asNumber = 1
const same = (text: string): StandIn => ({ given: text, said: text })

/** Facts with their stand-ins in every combination, the likeliest ones first. A phrase (`12 videos`) is no number. */
function* choicesOf(pieces: readonly Piece[]): Generator<StandIn[]> {
  const facts = pieces.filter((piece) => typeof piece !== 'string')
  const all = standIns.length ** Math.min(facts.length, 5)
  for (let number = 0; number < all; number++) {
    const which = facts.map((_, place) => Math.floor(number / standIns.length ** place) % standIns.length)
    if (which.some((one, place) => one === asNumber && facts[place]!.isPhrase)) continue
    yield which.map((one, place) => standIns[one]!(place + 1))
  }
}

/** Facts that stand in a command of the terminal, which no window names. */
const isInCommand = (pieces: readonly Piece[], index: number) => {
  const before = pieces.slice(0, index).filter((piece) => typeof piece === 'string')
  return (before.join('').match(/`/g) ?? []).length % 2 === 1
}

const filled = (pieces: readonly Piece[], facts: readonly StandIn[]) => {
  let place = 0
  return pieces.map((piece) => (typeof piece === 'string' ? piece : facts[place++]!.given)).join('')
}

/** What a window says of a sentence, its facts filled in with whatever the catalogue takes for them; null: it doesn't know it. */
function saidOf({ pieces }: Sentence, language: 'en' | 'de'): string | null {
  const told = toldIn(language)
  const places = [...pieces.entries()].filter(([, piece]) => typeof piece !== 'string')
  for (const facts of choicesOf(pieces)) {
    const { text, known } = told(filled(pieces, facts).trim())
    const isSaid = ([index]: [number, Piece], place: number) =>
      isInCommand(pieces, index) ||
      text.includes(language === 'de' ? facts[place]!.said : facts[place]!.given)
    if (known && places.every(isSaid)) return text
  }
  return null
}

describe('what the studio tells', () => {
  let all: Sentence[] = []
  beforeAll(() => {
    all = sentencesIn(new Map([...readSources(projectRoot)].filter(([path]) => isTold(path))))
  }, 120_000)

  test('a German window says it in German, with all its facts', () => {
    expect(all.length).toBeGreaterThan(1_000)
    const missing = all.filter((sentence) => saidOf(sentence, 'de') === null)
    const lines = missing.map(({ file, line, pieces }) => `${file}:${line}  ${shown(pieces)}`)
    expect(lines, 'give each its German in src-shared/told/de, under its floor and room').toEqual([])
  })

  test('no window names a command of the terminal', () => {
    // The page in a browser belongs to a terminal, and its own faults say so.
    const inWindows = all.filter(({ file }) => !file.startsWith('src-renderer/'))
    const named = inWindows.filter(({ pieces }) => {
      if (!command.test(shown(pieces))) return false
      const isNamed = (language: 'en' | 'de') => {
        const told = toldIn(language)
        return [...choicesOf(pieces)].every((facts) => command.test(told(filled(pieces, facts).trim()).text))
      }
      return isNamed('en') || isNamed('de')
    })
    expect(
      named.map(({ file, line, pieces }) => `${file}:${line}  ${shown(pieces)}`),
      'word it for a window in src-shared/told/en',
    ).toEqual([])
  })
})

/** `reelmill queue`, `queue run`, --overwrite; what a shell installs by is none of ours. */
const command = /[`"(](reelmill|queue|batch|render)\b|(^|\s)--[a-z]{2,}/

test('every text of the studio that a page draws goes through the part that finds its German', () => {
  const pages = [...readSources(projectRoot)].filter(([path]) => /^src-renderer\/.*\.tsx$/.test(path))
  expect(pages.length).toBeGreaterThan(50)
  expect(pages.flatMap(([path, text]) => drawnAsTheyCome(path, text))).toEqual([])
})

describe('the gathering of sentences', () => {
  const gathered = (text: string) =>
    sentencesIn(new Map([['src-main/services/a/b.ts', text]])).map(({ pieces }) => shown(pieces))

  test('conditions are taken apart, constants looked up, functions followed', () => {
    expect(
      gathered(`
        const rooms = { disk: 'the disk', memory: 'the memory' }
        const much = (many: number) => \`\${many} \${many === 1 ? 'file' : 'files'}\`
        throw new StudioError({ message: \`It lacks \${rooms[what]}\${isFull ? ', which is full' : ''}.\`, whatToDo: \`Drop \${much(3)}.\` })
      `).sort(),
    ).toEqual([
      'Drop {1}.',
      'It lacks the disk, which is full.',
      'It lacks the disk.',
      'It lacks the memory, which is full.',
      'It lacks the memory.',
      '{1} file',
      '{1} files',
    ])
  })

  test('what is handed to a function that tells it is told', () => {
    expect(
      gathered(`
        const refuse = (rule: string, says: string) => ({ problem: { rule, message: says } })
        export const one = refuse('a.b', 'The cell is empty.')
      `),
    ).toEqual(['The cell is empty.'])
  })

  test('what the log or a programmer hears is no text for a person', () => {
    expect(
      gathered(`
        log.info('The studio was opened.')
        throw new Error('This can never happen.')
      `),
    ).toEqual([])
  })
})

describe('the catalogue', () => {
  const told = createTold(
    {
      'The file {1} is missing.': 'Die Datei {1} fehlt.',
      '{1} is missing.': '{1} fehlt.',
      'Tried again: {1}': 'Noch einmal: {1}',
      '{1#} of {2#} files are larger than {3#} MB.': 'Von {2} Dateien sind {1} größer als {3} MB.',
      'Put it back.': 'Zurücklegen.',
      'Use {1}.': '{1} verwenden.',
      '{1"} or {2"}': '{1} oder {2}',
      "{1} ({2}) can't be used.": '{1} ({2}) ist nicht zu brauchen.',
    },
    { numbers: (number) => number.replace(',', '.'), joints: { ' or ': ' oder ' } },
  )

  test.each([
    ['The file "a.png" is missing.', 'Die Datei "a.png" fehlt.'],
    [
      'Tried again: The file a.png is missing. Put it back.',
      'Noch einmal: Die Datei a.png fehlt. Zurücklegen.',
    ],
    ['1,200 of 1,300 files are larger than 5 MB.', 'Von 1.300 Dateien sind 1.200 größer als 5 MB.'],
    ['Use "a", "b" or "c".', '"a", "b" oder "c" verwenden.'],
    ['"A (1). Is missing" (2) can\'t be used.', '"A (1). Is missing" (2) ist nicht zu brauchen.'],
    ['Use this or that.', 'this or that verwenden.'],
  ])('%s', (english, german) => {
    expect(told(english)).toEqual({ text: german, known: true })
  })

  test('what is unknown stays as it is, and the sentences around it are still said in German', () => {
    expect(told('Nobody wrote this. Put it back.')).toEqual({
      text: 'Nobody wrote this. Zurücklegen.',
      known: false,
    })
  })

  test('text that was made to take long takes no long time', () => {
    const german = toldIn('de')
    const nasty = [
      'is is is '.repeat(400),
      '. '.repeat(1_900),
      '"'.repeat(3_900),
      'Waits until '.repeat(300),
      ': '.repeat(1_900),
      'a. "b". (c). '.repeat(290),
    ]
    const began = process.cpuUsage().user
    for (const text of nasty) expect(german(text).text.length).toBeGreaterThan(0)
    // Some milliseconds each; a hundred times that is still not what a nested search would take.
    expect(process.cpuUsage().user - began).toBeLessThan(5_000_000)
  })
})
