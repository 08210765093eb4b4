import { words } from '../words/words.ts'

/**
 * A browser can't choose a place to write to: a person types its path. Null when they thought better of it. Drawn by hand: the
 * bridge is there before anything that draws. `isTaken`: of a file that would be replaced, which is asked about once.
 */
export function typedPath(
  label: string,
  suggested: string,
  isTaken: (path: string) => Promise<boolean> = async () => false,
): Promise<string | null> {
  const dialog = document.createElement('dialog')
  dialog.className = 'typed-path'
  const form = document.createElement('form')
  form.method = 'dialog'
  const field = document.createElement('label')
  field.textContent = label
  const input = document.createElement('input')
  input.type = 'text'
  input.value = suggested
  input.spellcheck = false
  input.autocomplete = 'off'
  input.required = true
  const hint = document.createElement('p')
  hint.textContent = words.door.typeHint
  const cancel = button(words.cancel, 'button')
  cancel.addEventListener('click', () => dialog.close())
  const take = button(words.door.take, 'submit')
  const buttons = document.createElement('div')
  buttons.append(cancel, take)
  field.append(input)
  form.append(field, hint, buttons)
  dialog.append(form)
  dialog.setAttribute('aria-label', label)
  document.body.append(dialog)
  let chosen: string | null = null
  let mayReplace = ''
  const say = (text: string, verb: string) => {
    hint.textContent = text
    take.textContent = verb
  }
  hint.setAttribute('role', 'status')
  input.addEventListener('input', () => {
    mayReplace = ''
    say(words.door.typeHint, words.door.take)
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const path = input.value.trim()
    if (path === '') return
    const isReplaced = path !== mayReplace && (await isTaken(path))
    // Another one was typed while this one was looked for.
    if (input.value.trim() !== path || !dialog.open) return
    if (isReplaced) {
      mayReplace = path
      say(words.door.taken, words.door.replace)
      return
    }
    chosen = path
    dialog.close()
  })
  return new Promise((done) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      done(chosen)
    })
    dialog.showModal()
    input.select()
  })
}

function button(text: string, type: 'button' | 'submit'): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = type
  made.textContent = text
  return made
}
