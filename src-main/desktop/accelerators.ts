const names: Record<string, string> = {
  mod: 'CmdOrCtrl',
  ctrl: 'Ctrl',
  meta: 'Super',
  alt: 'Alt',
  shift: 'Shift',
  space: 'Space',
  plus: 'Plus',
  comma: ',',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
  '?': '?',
}
const known =
  /^([a-z0-9]|f\d{1,2}|[,./;'[\]\\=?-]|Enter|Tab|Delete|Backspace|Home|End|PageUp|PageDown|Insert)$/i

/** Keys as the page writes them (`mod+shift+K`) as a menu writes them; null for none, or for one that menus don't know. */
export function acceleratorOf(keys: string | undefined): string | null {
  if (keys === undefined || keys === '') return null
  const parts = keys
    .split('+')
    .map((key) => (Object.hasOwn(names, key) ? names[key]! : known.test(key) ? key.toUpperCase() : null))
  if (parts.some((part) => part === null)) return null
  const last = parts.at(-1)!
  return /^(CmdOrCtrl|Ctrl|Super|Alt|Shift)$/.test(last) ? null : parts.join('+')
}
