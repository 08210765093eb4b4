import type { PackageContents, PackageSeal } from '../../src-shared/review/package.ts'
import { rejectInWords, remarkInWords, showKeys, whoReviews } from './dialogs.ts'
import { make } from './elements.ts'
import { openHeader } from './header.ts'
import { openList } from './list.ts'
import { openPanel } from './panel.ts'
import { openPlayer } from './player.ts'
import { openSession } from './session.ts'
import { openSheet, pageSize } from './sheet.ts'
import { openTaste } from './taste.ts'
import { words } from './words.ts'
import './offline.css'

const read = <T>(id: string): T => JSON.parse(document.getElementById(id)!.textContent) as T
const contents = read<PackageContents>('contents')
const seal = read<PackageSeal>('seal')
const { items } = contents

function storageHere(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
const storage = storageHere()
const session = openSession(contents, seal, storage, () => new Date())

/** What the digest of the contents is in truth; null: this browser can't tell. */
let seen: string | null = null

type View = 'video' | 'sheet'
let place = 0
let view: View = 'video'

const note = make('p', { class: 'notice', attributes: { role: 'status' } })
const warning = make('p', { class: 'caution', attributes: { role: 'alert' } })
const main = make('main')
const taste = openTaste(storage)
const chooser = make('input', {
  attributes: {
    type: 'file',
    accept: '.json,application/json',
    hidden: true,
    'aria-hidden': true,
    tabindex: -1,
  },
  on: { change: () => void loadChosen() },
})

const player = openPlayer({ onMoved: () => drawPanel(), onFault: () => warn() })
const panel = openPanel({
  session,
  contents,
  jump: (frame) => player.show(frame),
  frame: () => player.frame(),
  act: { approve, reject, flag, comment, open: decideLater },
  remove(said) {
    session.removeComment(said)
    draw()
  },
})
const sheet = openSheet({
  session,
  items,
  open(chosen) {
    view = 'video'
    go(chosen)
  },
  approveRest(jobs) {
    session.decide(jobs, { kind: 'approved', reason: null, scope: null, words: '' })
    draw()
  },
  moved(chosen) {
    place = chosen
    sheet.draw(place)
  },
})

const header = openHeader({
  session,
  contents,
  taste,
  act: { toggleView, undo, showKeys, askName: () => askName(), load: () => chooser.click(), save, draw },
})
const list = openList({ session, items, go })

const item = () => items[place]!

// --- what can be done

function go(to: number): void {
  const next = Math.min(items.length - 1, Math.max(0, to))
  count()
  place = next
  draw()
}

/** To the next one that is open; where none is, simply on. */
function goOn(): void {
  if (view === 'sheet') {
    go(place + 1)
    return
  }
  for (let step = 1; step < items.length; step += 1) {
    const next = (place + step) % items.length
    if (session.state(items[next]!.job) === 'open') {
      go(next)
      return
    }
  }
  draw()
}

function approve(): void {
  count()
  session.decide([item().job], { kind: 'approved', reason: null, scope: null, words: '' })
  say(`${words.states.approved}: ${item().name}`)
  goOn()
}

function flag(): void {
  count()
  session.decide([item().job], { kind: 'flagged', reason: null, scope: null, words: '' })
  say(`${words.states.flagged}: ${item().name}`)
  goOn()
}

function decideLater(): void {
  if (session.state(item().job) === 'open') return
  session.decide([item().job], null)
  say(`${words.states.open}: ${item().name}`)
  draw()
}

function reject(): void {
  count()
  player.pause()
  const frame = view === 'video' ? player.frame() : 0
  const segment = item().segments.find(({ from, to }) => from <= frame && frame < to) ?? null
  rejectInWords(
    { segment, videos: contents.videos, isSeveral: items.length > 1 || contents.videos > 1 },
    (said) => {
      session.decide([item().job], { kind: 'rejected', ...said })
      say(`${words.states.rejected}: ${item().name}`)
      goOn()
    },
  )
}

function comment(): void {
  if (view === 'sheet') {
    view = 'video'
    draw()
  }
  player.pause()
  const { job, sha256, width, height, duration, frames } = item()
  const frame = player.frame()
  remarkInWords({ frame, rate: frames / duration, width, height, drawn: player.region() }, (said) => {
    session.comment({ job, sha256, from: frame, to: frame + 1, ...said })
    player.clearRegion()
    draw()
  })
}

function undo(): void {
  const job = session.undo()
  if (job === null) {
    say(words.nothingToUndo)
    return
  }
  say(words.undone)
  const at = items.findIndex((one) => one.job === job)
  if (at >= 0) place = at
  draw()
}

function save(): void {
  if (session.draft.reviewer === '') {
    askName(save)
    return
  }
  const { name, text } = session.file(seen)
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  make('a', { attributes: { href: address, download: name } }).click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  draw()
  say(words.saved(name))
}

async function loadChosen(): Promise<void> {
  const [file] = chooser.files ?? []
  chooser.value = ''
  if (file === undefined) return
  const loaded = session.load(await file.text().catch(() => ''))
  draw()
  say(typeof loaded === 'number' ? words.loaded(loaded) : words.loadFaults[loaded])
}

function askName(then: () => void = () => {}): void {
  player.pause()
  whoReviews(session.draft.reviewer || contents.reviewer || '', (name) => {
    session.rename(name)
    draw()
    then()
  })
}

function toggleView(): void {
  count()
  player.pause()
  view = view === 'video' ? 'sheet' : 'video'
  draw()
}

const nextMark = (way: 1 | -1) => {
  const frame = player.frame()
  const marks = [
    ...item().findings.flatMap(({ from }) => from ?? []),
    ...item().comments.map(({ from }) => from),
    ...session.comments(item().job).map(({ from }) => from),
  ].sort((one, other) => one - other)
  const next = way === 1 ? marks.find((mark) => mark > frame) : marks.findLast((mark) => mark < frame)
  if (next !== undefined) player.show(next)
}

// --- time that was looked

let lookedFrom = performance.now()
function count(): void {
  const now = performance.now()
  if (view === 'video' && !document.hidden) session.looked(item().job, now - lookedFrom)
  lookedFrom = now
}
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) lookedFrom = performance.now()
  else session.looked(item().job, performance.now() - lookedFrom)
})

// --- keys

const keys: Record<string, () => void> = {
  a: approve,
  r: reject,
  f: flag,
  o: decideLater,
  c: comment,
  g: toggleView,
  s: save,
  '?': showKeys,
  j: () => go(place + 1),
  k: () => go(place - 1),
}
const keysOfVideo: Record<string, () => void> = {
  ' ': () => player.toggle(),
  ArrowDown: () => go(place + 1),
  ArrowUp: () => go(place - 1),
  ArrowRight: () => player.show(player.frame() + 1),
  ArrowLeft: () => player.show(player.frame() - 1),
  Home: () => player.show(0),
  End: () => player.show(item().frames - 1),
  n: () => nextMark(1),
  p: () => nextMark(-1),
}
const keysOfSheet: Record<string, () => void> = {
  ArrowRight: () => go(place + 1),
  ArrowLeft: () => go(place - 1),
  ArrowDown: () => go(place + sheet.columns()),
  ArrowUp: () => go(place - sheet.columns()),
  PageDown: () => go(place + pageSize),
  PageUp: () => go(place - pageSize),
  Enter: toggleView,
}

document.addEventListener('keydown', (event) => {
  const at = event.target
  if (document.querySelector('dialog[open]') !== null) return
  if (at instanceof HTMLInputElement && at.type !== 'range') return
  const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'
  if (!isUndo && (event.ctrlKey || event.metaKey || event.altKey)) return
  const onControl = at instanceof HTMLElement && at.closest('button, a, input, select') !== null
  // A button takes these two itself; but one that stands for a video is chosen by them as the page says.
  if (onControl && (event.key === ' ' || event.key === 'Enter')) return
  const second = Math.max(1, Math.round(item().frames / item().duration))
  const own = view === 'video' ? keysOfVideo : keysOfSheet
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const act = isUndo
    ? undo
    : view === 'video' && event.shiftKey && name === 'ArrowRight'
      ? () => player.show(player.frame() + second)
      : view === 'video' && event.shiftKey && name === 'ArrowLeft'
        ? () => player.show(player.frame() - second)
        : (own[name] ?? keys[name])
  if (act === undefined) return
  event.preventDefault()
  act()
})

// --- drawing

let silence: ReturnType<typeof setTimeout> | undefined
function say(text: string): void {
  note.textContent = text
  clearTimeout(silence)
  silence = setTimeout(() => {
    note.textContent = ''
  }, 6_000)
}

function warn(): void {
  const isAltered = seen !== null && seen !== seal.digest
  const said = [
    isAltered && words.altered,
    player.isBroken() && view === 'video' && words.noVideo,
    !session.isKept && words.noDrafts,
  ].filter((one) => one !== false)
  warning.textContent = said.join(' ')
  warning.hidden = said.length === 0
}

const drawPanel = () => panel.draw(item(), place)

function draw(): void {
  document.title = `${words.review}: ${contents.name}`
  header.draw(view)
  warn()
  main.className = view
  main.setAttribute('aria-label', view === 'video' ? words.oneVideo : words.sheet)
  list.element.hidden = view === 'sheet'
  player.element.hidden = view === 'sheet'
  panel.element.hidden = view === 'sheet'
  sheet.element.hidden = view === 'video'
  if (view === 'sheet') {
    sheet.draw(place)
    return
  }
  player.draw(item(), [
    ...item().findings.flatMap(({ from, severity }) =>
      from === null ? [] : [{ frame: from, kind: severity }],
    ),
    ...[...item().comments, ...session.comments(item().job)].map(({ from }) => ({
      frame: from,
      kind: 'comment' as const,
    })),
  ])
  list.draw(place)
  drawPanel()
}

taste.begin()
main.append(list.element, player.element, panel.element, sheet.element)
document.body.append(header.element, warning, main, note, chooser)
const firstOpen = items.findIndex(({ job }) => session.state(job) === 'open')
place = Math.max(0, firstOpen)
draw()
if (session.draft.reviewer === '') askName()

// Where a page of the disk counts as safe, which is nearly everywhere, the browser can tell whether the contents are those that went out.
void globalThis.crypto?.subtle
  ?.digest('SHA-256', new TextEncoder().encode(document.getElementById('contents')!.textContent))
  .then((digest) => {
    seen = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
    warn()
  })
  .catch(() => {})
