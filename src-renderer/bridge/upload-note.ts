import { percent } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'

/** Faults stay so long. */
const readingTime = 15_000

type UploadNote = {
  /** Bytes that went out, of all of them. */
  show(sent: number, all: number): void
  fail(message: string): void
  done(): void
}

/** Says in a corner how far an upload is, and stops it. Drawn by hand: the bridge is there before anything that draws. */
export function openUploadNote(name: string, onStop: () => void): UploadNote {
  const note = document.createElement('div')
  note.className = 'upload-note'
  note.setAttribute('role', 'status')
  const text = document.createElement('span')
  text.textContent = words.door.uploading(name)
  const bar = document.createElement('progress')
  bar.max = 1
  bar.value = 0
  bar.setAttribute('aria-label', words.door.uploading(name))
  const stop = document.createElement('button')
  stop.type = 'button'
  stop.textContent = words.cancel
  stop.addEventListener('click', onStop)
  note.append(text, bar, stop)
  // What is over before one could read it is not shown.
  const soon = setTimeout(() => document.body.append(note), 300)
  return {
    show(sent, all) {
      const share = all === 0 ? 1 : sent / all
      bar.value = share
      bar.title = `${percent(share)} %`
    },
    fail(message) {
      clearTimeout(soon)
      bar.remove()
      text.textContent = message
      stop.textContent = words.close
      stop.addEventListener('click', () => note.remove())
      document.body.append(note)
      setTimeout(() => note.remove(), readingTime)
    },
    done() {
      clearTimeout(soon)
      note.remove()
    },
  }
}
