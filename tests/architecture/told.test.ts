import { beforeAll, describe, expect, test } from 'vitest'
import { createTold } from '../../src-shared/told/catalogue.ts'
import { toldIn } from '../../src-shared/told/told.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { readSources } from './read-sources.ts'
import { type Piece, type Sentence, sentencesIn, shown } from './sentences.ts'

/** So many are still to be translated. The number may only fall. */
const stillMissing = 1_900

/** What only a terminal says: the command line, the drawing that `plan --graph` writes, and the tables of the template guide. */
const isOfTerminal = (path: string) =>
  /^src-main\/headless\/|\/plan-merge\/draw-graph\.ts$|\/guide-tables\.ts$/.test(path)

const isTold = (path: string) =>
  /^src-(main|shared)\/|^src-renderer\/bridge\//.test(path) &&
  !path.startsWith('src-shared/told/') &&
  !isOfTerminal(path)

/** A fact may be a name, a number or something in quotes: the code knows which, the catalogue says which it wants. */
const standIns = [
  (place: number) => `Xq${place}Z`,
  (place: number) => `${70 + place}`,
  (place: number) => `"Xq${place}Z"`,
]

const filled = (pieces: readonly Piece[], facts: readonly string[]) => {
  let place = 0
  return pieces.map((piece) => (typeof piece === 'string' ? piece : facts[place++])).join('')
}

/** What a window says of a sentence, its facts filled in with whatever the catalogue takes for them; null: it doesn't know it. */
function saidOf({ pieces }: Sentence, language: 'en' | 'de'): string | null {
  const told = toldIn(language)
  const places = pieces.filter((piece) => typeof piece !== 'string').map((_, index) => index + 1)
  const choices = places.reduce<string[][]>(
    (before, place) => before.flatMap((facts) => standIns.map((standIn) => facts.concat(standIn(place)))),
    [[]],
  )
  for (const facts of choices.slice(0, 3 ** 6)) {
    const { text, known } = told(filled(pieces, facts).trim())
    if (known && facts.every((fact) => text.includes(fact))) return text
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
    if (lines.length > stillMissing)
      expect(lines, 'give each its German in src-shared/told/de, under its floor').toEqual([])
    expect(lines.length).toBeLessThanOrEqual(stillMissing)
  })
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
    (number) => number.replace(',', '.'),
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
