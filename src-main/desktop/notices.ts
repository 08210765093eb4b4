import { Notification } from 'electron'
import type { OuterWords } from './outer-words.ts'
import type { Notice } from './overview.ts'

/** Tells it by the system's own means; `onClick` opens what it is about. Silent where the system has none. */
export function tellNotice(notice: Notice, words: OuterWords, onClick: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title: titleOf(notice, words), body: words.told(notice.body) })
  notification.on('click', onClick)
  open.add(notification)
  notification.on('close', () => open.delete(notification))
  notification.show()
}

/** One that is collected as rubbish no longer hears its click. */
const open = new Set<Notification>()

export function titleOf({ kind, title }: Notice, words: OuterWords): string {
  if (kind === 'held') return words.held
  return kind === 'worksOn' ? words.worksOnTitle : words[kind](title)
}
