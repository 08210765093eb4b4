import type { PackageContents } from '../../src-shared/review/package.ts'
import { apart, button, fill, make } from './elements.ts'
import type { Session } from './session.ts'
import type { Taste } from './taste.ts'
import { language, words } from './words.ts'

type Acts = Record<'toggleView' | 'undo' | 'showKeys' | 'askName' | 'load' | 'save' | 'draw', () => void>

/** What is reviewed, how far it is, and what is done with all of it. */
export function openHeader(needs: { session: Session; contents: PackageContents; taste: Taste; act: Acts }): {
  element: HTMLElement
  draw(view: 'video' | 'sheet'): void
} {
  const { session, contents, taste, act } = needs
  const element = make('header', { class: 'bar' })

  function draw(view: 'video' | 'sheet'): void {
    const counts = session.counts()
    const done = contents.items.length - counts.open
    const { sample } = contents
    const about = [
      words.template(contents.template.title, contents.template.version),
      sample === null ? null : words.sample(contents.items.length, sample.lot),
      sample?.accept == null ? null : words.acceptedWith(sample.accept),
      contents.reviewer === null ? null : words.madeFor(contents.reviewer),
    ].filter((part) => part !== null)
    const { reviewer, unsaved } = session.draft
    const isDark = taste.theme() === 'dark'
    fill(
      element,
      make(
        'div',
        { class: 'title' },
        make('h1', {}, `${words.review}: `, apart(contents.name)),
        make(
          'p',
          { class: 'quiet' },
          ...about.flatMap((part, place) => (place === 0 ? [apart(part)] : [' · ', apart(part)])),
        ),
      ),
      make(
        'div',
        { class: 'progress' },
        make('progress', {
          attributes: {
            value: done,
            max: contents.items.length,
            'aria-label': words.done(done, contents.items.length),
          },
        }),
        make(
          'span',
          { class: 'quiet' },
          words.done(done, contents.items.length) +
            (counts.rejected > 0 ? `, ${words.rejected(counts.rejected)}` : ''),
        ),
      ),
      make(
        'div',
        { class: 'tools' },
        button(view === 'video' ? words.sheet : words.oneVideo, act.toggleView, { key: 'view', title: 'G' }),
        button(words.undo, act.undo, { key: 'undo', title: 'Ctrl+Z' }),
        button(words.keys, act.showKeys, { key: 'keys', title: '?' }),
        button(
          words.language,
          () => {
            taste.speak(language === 'en' ? 'de' : 'en')
            act.draw()
          },
          { key: 'language' },
        ),
        button(
          isDark ? words.light : words.dark,
          () => {
            taste.light(isDark ? 'light' : 'dark')
            act.draw()
          },
          { key: 'theme' },
        ),
        button(
          words.change,
          act.askName,
          {
            key: 'name',
            class: 'name',
            title: words.change,
            attributes: { 'aria-label': `${words.change}: ${reviewer}` },
          },
          apart(reviewer || words.you),
        ),
        button(words.load, act.load, { key: 'load', title: words.loadHint }),
        button(words.save, act.save, {
          key: 'save',
          class: unsaved ? 'main unsaved' : 'main',
          title: unsaved ? words.unsaved : words.saveHint,
        }),
      ),
    )
  }

  return { element, draw }
}
