import { describe, expect, test } from 'vitest'
import { templateJsonSchema } from '../../../src-shared/templates/json-schema.ts'
import { german, rooms } from '../../../src-shared/told/de/index.ts'
import { inWindows } from '../../../src-shared/told/en/in-windows.ts'
import { toldIn } from '../../../src-shared/told/told.ts'
import fc from '../../helpers/at-random.ts'

const told = toldIn('de')
const places = (text: string) => [...text.matchAll(/\{(\d+)[#"*.]?\}/g)].map(([, place]) => Number(place))
const filled = (text: string, facts: readonly string[]) =>
  text.replace(/\{(\d+)[#"*.]?\}/g, (_, place: string) => facts[Number(place) - 1] ?? '')

const letters = [...'ABCDXYZÄÖß0123456789_-/']
const name = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 12 })
  .map((text) => `Q${text}Z`)
const number = fc.integer({ min: 0, max: 9_999_999 })

/** A fact of the kind that a place wants: what the studio tells, and what the window says of it. */
function factFor(kind: string | undefined): fc.Arbitrary<{ given: string; said: string }> {
  if (kind === '#')
    return number.map((value) => ({
      given: value.toLocaleString('en'),
      said: value.toLocaleString('de-DE'),
    }))
  if (kind === '*') return fc.constant({ given: 'Ask again.', said: 'Noch einmal fragen.' })
  if (kind === '.') return fc.constant({ given: 'Ask again', said: 'Noch einmal fragen' })
  if (kind === '"') return name.map((text) => ({ given: JSON.stringify(text), said: JSON.stringify(text) }))
  return fc
    .oneof(
      name,
      name.map((text) => `"${text} (1). B: ${text}"`),
    )
    .map((text) => ({ given: text, said: text }))
}

describe('the German catalogue', () => {
  test('no sentence stands in it twice', () => {
    const all = rooms.flatMap((room) => Object.keys(room))
    expect(all.filter((sentence, index) => all.indexOf(sentence) !== index)).toEqual([])
  })

  test('German says the facts that English says, and no others; but for those of a command', () => {
    const wrong = Object.entries(german).filter(([english, says]) => {
      const facts = places(english.replace(/`[^`]*`/g, ''))
      const shown = places(says)
      return (
        facts.some((place) => !shown.includes(place)) ||
        shown.some((place) => !places(english).includes(place))
      )
    })
    expect(wrong).toEqual([])
  })

  test('whatever the facts are, they are found again in the German sentence', () => {
    for (const [english, says] of Object.entries(german)) {
      const kinds = new Map(
        [...english.matchAll(/\{(\d+)([#"*.])?\}/g)].map(([, place, kind]) => [Number(place), kind]),
      )
      const facts = Array.from({ length: Math.max(0, ...kinds.keys()) }, (_, index) =>
        factFor(kinds.get(index + 1)),
      )
      const runs = { numRuns: kinds.size === 0 ? 1 : 5, seed: 7 }
      fc.assert(
        fc.property(fc.tuple(...facts), (some) => {
          const { text, known } = told(
            filled(
              english,
              some.map(({ given }) => given),
            ),
          )
          expect({ text, known }, english).toEqual({
            text: filled(
              says,
              some.map(({ said }) => said),
            ),
            known: true,
          })
        }),
        runs,
      )
    }
  })

  test('nobody is addressed, neither as du nor as Sie', () => {
    const address = /\b(du|dein|deine|dir|dich|Ihnen|Ihre[nmrs]?)\b|[a-z,] Sie\b/
    const faults = Object.values(german).filter((says) =>
      address.test(says.replace(/(^|[.:] )(Ihr|Sie)/g, '')),
    )
    expect(faults).toEqual([])
  })
})

test('what the properties of a template mean is said in German, too', () => {
  const found: string[] = []
  JSON.stringify(templateJsonSchema(), (name, value) => {
    if (name === 'description' && typeof value === 'string') found.push(value)
    return value
  })
  expect(found.length).toBeGreaterThan(100)
  expect(found.filter((description) => !told(description).known)).toEqual([])
})

describe('a window in English', () => {
  test('leaves alone what names no command, and words the rest for a window', () => {
    const english = toldIn('en')
    expect(english('The disk is full: out.mp4 could not be written.').text).toBe(
      'The disk is full: out.mp4 could not be written.',
    )
    expect(english('It is gone. See `reelmill farm` for the encoder.').text).toBe(
      'It is gone. See the Farm page for the encoder.',
    )
    expect(Object.values(inWindows).filter((says) => /`/.test(says))).toEqual([])
  })
})

describe('what runs into each other', () => {
  test.each([
    [
      'Goes on: 1,021 of 1,300 videos made, 1 failed, 2 skipped; 3 rows set aside.',
      'Geht weiter: 1.021 von 1.300 Videos gemacht, 1 gescheitert, 2 ausgelassen; 3 Zeilen aussortiert.',
    ],
    ['24 of 24 videos made.', '24 von 24 Videos gemacht.'],
    ['Interrupted on request. No video made.', 'Auf Wunsch unterbrochen. Kein Video gemacht.'],
    [
      'Waits until b1 is finished, b2 is finished and approved and 2 more are.',
      'Wartet, bis b1 fertig ist, b2 fertig und freigegeben ist und 2 weitere es sind.',
    ],
    [
      'scenes[0].layers[1] (line 12): "colur" is not known here.',
      'scenes[0].layers[1] (Zeile 12): "colur" ist hier nicht bekannt.',
    ],
    [
      'scenes[0]: The box lies outside the frame, in the format square.',
      'scenes[0]: Der Rahmen liegt außerhalb des Bildes, im Format square.',
    ],
    [
      '12 stands here, but a text or a list [ ... ] is needed.',
      'Hier steht 12; nötig ist ein Text oder eine Liste [ ... ].',
    ],
    [
      'Paused, to ask: the first 5 videos all failed, none by a fault of its row. The last one: ffmpeg could not prepare street.mp4. Resume it to go on all the same, or cancel it.',
      'Angehalten, um zu fragen: die ersten 5 Videos sind alle gescheitert, keines durch einen Fehler seiner Zeile. Das letzte: ffmpeg konnte street.mp4 nicht vorbereiten. Fortsetzen, um trotzdem weiterzumachen, oder abbrechen.',
    ],
    [
      'ffmpeg ended with 1 while making scene intro, frames 0 to 89: No such file or directory.',
      'ffmpeg endete mit 1 (Szene intro, Bilder 0 bis 89): No such file or directory.',
    ],
  ])('%s', (english, says) => {
    expect(told(english)).toEqual({ text: says, known: true })
  })

  test('a name that reads like one of our words stays a name', () => {
    expect(told('There is no template "a file".').text).toBe('Es gibt keine Vorlage "a file".')
    expect(told('salt or pepper is empty.').text).toBe('salt or pepper ist leer.')
  })

  test('what nobody wrote stays as it is, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const english = `ΩΩ${text}`
        expect(typeof told(english).text).toBe('string')
      }),
      { seed: 3, numRuns: 200 },
    )
    expect(told('x'.repeat(100_000))).toEqual({ text: 'x'.repeat(100_000), known: false })
  })
})
