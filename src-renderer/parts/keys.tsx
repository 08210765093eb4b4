import { Kbd } from '@mantine/core'
import { words } from '../words/words.ts'

const isMac = /mac/i.test(navigator.userAgent)

const signs: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  plus: '+',
  minus: '-',
  asterisk: '*',
  slash: '/',
}

/** `mod+shift+K` as the keys that are pressed. */
export function Keys({ keys }: { keys: string }) {
  const named: Record<string, string> = { ...signs, ...words.keyNames }
  return (
    <span className="keys">
      {keys.split('+').map((key) => (
        <Kbd key={key} size="xs">
          {named[key] ?? key}
        </Kbd>
      ))}
    </span>
  )
}
