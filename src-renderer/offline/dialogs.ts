import type { Region } from '../../src-shared/quality/inspection.ts'
import { longestWords, type SaidComment, type SaidDecision } from '../../src-shared/review/package.ts'
import { rejectionReasons } from '../../src-shared/review/reasons.ts'
import type { ReviewSegment } from '../../src-shared/review/review.ts'
import { timecode } from '../view-math/frames.ts'
import { button, make } from './elements.ts'
import { words } from './words.ts'

type Rejection = Pick<SaidDecision, 'reason' | 'scope' | 'words'>

let numbered = 0
/** A box over the page; closed by Escape, its own buttons, or `close`. `accept` is asked by Enter and the main button. */
function openBox(
  title: string,
  body: Node[],
  foot: { label: string; accept(): boolean } | null,
  may = { leave: true },
) {
  numbered += 1
  const id = `title-${numbered}`
  const form = make('form', { attributes: { method: 'dialog' } })
  const dialog = make('dialog', { attributes: { 'aria-labelledby': id } }, form)
  const close = () => dialog.close()
  const submit = () => {
    if (foot === null || foot.accept()) close()
  }
  form.append(
    make('h2', { class: 'large', attributes: { id } }, title),
    ...body,
    make(
      'div',
      { class: 'foot' },
      may.leave && button(foot === null ? words.close : words.cancel, close, { key: 'close' }),
      foot !== null && make('button', { class: 'main', attributes: { type: 'submit' } }, foot.label),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  dialog.addEventListener('cancel', (event) => {
    if (!may.leave) event.preventDefault()
  })
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('keydown', (event) => {
    // In several lines Enter is a line; with Ctrl it is the end.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    }
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

const wordsField = (isNeeded: boolean) =>
  make('textarea', { attributes: { rows: 3, maxlength: longestWords, required: isNeeded, dir: 'auto' } })

const labelled = (label: string, field: HTMLElement, hint?: string) =>
  make(
    'label',
    {},
    make('span', {}, label, hint !== undefined && make('span', { class: 'quiet' }, ` (${hint})`)),
    field,
  )

export function whoReviews(before: string, then: (name: string) => void): void {
  const field = make('input', {
    attributes: { type: 'text', maxlength: 100, required: true, dir: 'auto', autocomplete: 'name' },
  })
  field.value = before
  const accept = () => {
    const name = field.value.trim()
    if (name !== '') then(name)
    return name !== ''
  }
  const text = make('p', { class: 'quiet' }, words.welcomeText)
  openBox(words.welcome, [text, labelled(words.you, field)], { label: words.begin, accept })
  field.focus()
  field.select()
}

/** A reason by its number, a scope, a sentence. `segment`: what shows now. */
export function rejectInWords(
  facts: { segment: ReviewSegment | null; videos: number; isSeveral: boolean },
  then: (said: Rejection) => void,
): void {
  const { segment, videos, isSeveral } = facts
  const scopes: [string, SaidDecision['scope']][] = [
    [words.scopes.video, { what: 'video' }],
    ...(segment !== null && isSeveral
      ? [
          [words.scopes.segment(segment.videos), { what: 'segment', segment: segment.hash }] satisfies [
            string,
            SaidDecision['scope'],
          ],
        ]
      : []),
    ...(isSeveral
      ? ([
          [words.scopes.row, { what: 'row' }],
          [words.scopes.template(videos), { what: 'template' }],
        ] satisfies [string, SaidDecision['scope']][])
      : []),
  ]
  const radio = (name: string, value: number, label: string, isChosen: boolean, key?: string) =>
    make(
      'label',
      { class: 'choice' },
      make('input', { attributes: { type: 'radio', name, value, checked: isChosen } }),
      key !== undefined && make('kbd', {}, key),
      label,
    )
  const reasons = make(
    'fieldset',
    { class: 'reasons' },
    make('legend', {}, words.reason),
    ...rejectionReasons.map((reason, place) =>
      radio('reason', place, words.reasons[reason], false, String((place + 1) % 10)),
    ),
  )
  const about = make(
    'fieldset',
    {},
    make('legend', {}, words.scope),
    ...scopes.map(([label], place) => radio('scope', place, label, place === 0)),
  )
  const field = wordsField(false)
  const chosen = (name: string) => {
    const found = dialog.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)
    return found === null ? null : Number(found.value)
  }
  const accept = () => {
    const reason = chosen('reason')
    const scope = scopes[chosen('scope') ?? 0]![1]
    then({ reason: reason === null ? null : rejectionReasons[reason]!, scope, words: field.value.trim() })
    return true
  }
  const dialog = openBox(words.reject, [reasons, about, labelled(words.inWords, field, words.optional)], {
    label: words.reject,
    accept,
  })
  dialog.addEventListener('keydown', (event) => {
    if (event.target === field || event.ctrlKey || event.metaKey || event.altKey) return
    const place = /^\d$/.test(event.key) ? (Number(event.key) + 9) % 10 : -1
    const input = reasons.querySelector<HTMLInputElement>(`input[value="${place}"]`)
    if (input !== null) {
      event.preventDefault()
      input.checked = true
      input.focus()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      if (accept()) dialog.close()
    }
  })
  reasons.querySelector('input')!.focus()
}

/** A sentence about a frame and a part of it: as it was drawn, or one of nine. */
export function remarkInWords(
  facts: { frame: number; rate: number; width: number; height: number; drawn: Region | null },
  then: (said: Pick<SaidComment, 'words' | 'region'>) => void,
): void {
  const { width, height, drawn } = facts
  const field = wordsField(true)
  const option = (value: string, label: string) => make('option', { attributes: { value } }, label)
  const where = make(
    'select',
    {},
    drawn !== null && option('drawn', words.parts.drawn),
    option('whole', words.parts.whole),
    ...words.parts.names.map((name, place) => option(String(place), name)),
  )
  const accept = () => {
    const text = field.value.trim()
    if (text === '') return false
    const region =
      where.value === 'drawn'
        ? drawn
        : where.value === 'whole'
          ? null
          : ninth(Number(where.value), width, height)
    then({ words: text, region })
    return true
  }
  const hint = make('p', { class: 'quiet' }, words.drawHint)
  openBox(
    `${words.comment}: ${words.at(timecode(facts.frame, facts.rate))}`,
    [labelled(words.inWords, field), labelled(words.where, where), ...(drawn === null ? [hint] : [])],
    { label: words.comment, accept },
  )
  field.focus()
}

function ninth(place: number, width: number, height: number): Region {
  const [column, row] = [place % 3, Math.floor(place / 3)]
  const [x, y] = [Math.round((width * column) / 3), Math.round((height * row) / 3)]
  return {
    x,
    y,
    width: Math.round((width * (column + 1)) / 3) - x,
    height: Math.round((height * (row + 1)) / 3) - y,
  }
}

export function showKeys(): void {
  const entries = words.shortcuts.map(([key, what]) =>
    make('div', { class: 'key-entry' }, make('dt', {}, make('kbd', {}, key)), make('dd', {}, what)),
  )
  openBox(words.keys, [make('dl', { class: 'keys' }, ...entries)], null)
}
