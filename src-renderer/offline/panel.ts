import type { PackageContents, PackedItem, SaidComment } from '../../src-shared/review/package.ts'
import { rateOf, timecode } from '../view-math/frames.ts'
import { shortDuration } from '../view-math/numbers.ts'
import { apart, button, fill, make } from './elements.ts'
import type { Session } from './session.ts'
import { language, words } from './words.ts'

type Acts = Record<'approve' | 'reject' | 'flag' | 'comment' | 'open', () => void>

/** What is known of a video, what can be said of it. */
export function openPanel(needs: {
  session: Session
  contents: PackageContents
  jump(frame: number): void
  frame(): number
  act: Acts
  remove(said: SaidComment): void
}): { element: HTMLElement; draw(item: PackedItem, place: number): void } {
  const { session, act, contents } = needs
  const facts = make('div', { class: 'facts' })
  const acts = make('div', { class: 'acts' })
  const seen = make('div', { class: 'seen' })
  const element = make('section', { class: 'panel' }, acts, facts, seen)
  /** What was drawn last: a video that plays asks for it at each frame. */
  let drawn = ''

  const at = (item: PackedItem, frame: number) => timecode(frame, rateOf(item))
  const jump = (item: PackedItem, frame: number, key: string) =>
    button(at(item, frame), () => needs.jump(frame), { key, class: 'time-link' })

  function findingsOf(item: PackedItem): Node[] {
    if (item.verdict === null) return [make('p', { class: 'quiet' }, words.notInspected)]
    if (item.findings.length === 0) return [make('p', { class: 'quiet' }, words.noFindings)]
    const entries = item.findings.map((finding, place) =>
      make(
        'li',
        {},
        make('span', { class: `severity ${finding.severity}` }, words.severities[finding.severity]),
        finding.from === null
          ? make('span', { class: 'quiet' }, words.wholeFile)
          : jump(item, finding.from, `finding ${place}`),
        apart(finding.message[language]),
      ),
    )
    return [make('ul', {}, ...entries)]
  }

  function commentsOf(item: PackedItem): Node[] {
    const own = session.comments(item.job)
    if (own.length + item.comments.length === 0) return [make('p', { class: 'quiet' }, words.noComments)]
    const earlier = item.comments.map((one, place) =>
      make(
        'li',
        {},
        jump(item, one.from, `earlier ${place}`),
        apart(one.words),
        make('span', { class: 'quiet' }, words.of(''), apart(one.reviewer)),
      ),
    )
    const said = own.map((one, place) =>
      make(
        'li',
        { class: 'own' },
        jump(item, one.from, `comment ${place}`),
        apart(one.words),
        button(
          words.removeComment,
          () => needs.remove(one),
          {
            key: `remove ${place}`,
            class: 'small',
            attributes: { 'aria-label': words.removeComment },
            title: words.removeComment,
          },
          '✕',
        ),
      ),
    )
    return [make('ul', {}, ...earlier, ...said)]
  }

  return {
    element,
    draw(item, place) {
      const state = session.state(item.job)
      const name = JSON.stringify([
        item.job,
        language,
        session.decision(item.job),
        session.comments(item.job),
      ])
      if (name === drawn) return
      drawn = name
      const decision = session.decision(item.job)
      const why = [
        decision?.reason == null ? null : words.reasons[decision.reason],
        decision === null || decision.words === '' ? null : decision.words,
      ].filter((part) => part !== null)
      const pressed = (kind: string) => ({ 'aria-pressed': String(state === kind) })
      fill(
        acts,
        make(
          'p',
          { class: 'standing' },
          make('span', { class: `state ${state}` }, words.states[state]),
          ...why.map((part) => apart(part, 'why')),
        ),
        make(
          'div',
          { class: 'buttons' },
          button(words.approve, act.approve, {
            key: 'approve',
            class: 'approve',
            attributes: pressed('approved'),
            title: 'A',
          }),
          button(words.reject, act.reject, {
            key: 'reject',
            class: 'reject',
            attributes: pressed('rejected'),
            title: 'R',
          }),
          button(words.flag, act.flag, {
            key: 'flag',
            attributes: pressed('flagged'),
            title: `F: ${words.flagHint}`,
          }),
          button(words.comment, act.comment, { key: 'comment', title: 'C' }),
          state !== 'open' && button(words.open, act.open, { key: 'open', title: 'O' }),
        ),
      )
      const term = (label: string, value: string) =>
        make('div', { class: 'fact' }, make('dt', {}, label), make('dd', {}, apart(value)))
      fill(
        facts,
        make('h2', { class: 'cut' }, apart(item.name)),
        make('p', { class: 'quiet' }, `${place + 1} / ${contents.items.length}`),
        make(
          'dl',
          {},
          term(words.facts.row, item.row),
          term(words.facts.language, item.language),
          term(words.facts.format, item.format),
          term(words.facts.size, `${item.width} × ${item.height}`),
          term(words.facts.length, shortDuration(item.duration)),
        ),
      )
      fill(
        seen,
        make(
          'h2',
          {},
          words.findings,
          item.verdict !== null &&
            make('span', { class: `verdict ${item.verdict}` }, words.verdicts[item.verdict]),
        ),
        ...findingsOf(item),
        make('h2', {}, words.comments),
        ...commentsOf(item),
      )
    },
  }
}
