import type { Action } from '../state/actions.ts'

/** Keys of an action: a person's own, where they chose others. */
export const keysOf = (
  { id, keys }: Pick<Action, 'id' | 'keys'>,
  own: Readonly<Record<string, readonly string[]>>,
): readonly string[] => own[id] ?? keys ?? []

/** All keys that do it, those of the system first. */
export const shownKeysOf = (
  action: Pick<Action, 'id' | 'keys' | 'systemKeys'>,
  own: Readonly<Record<string, readonly string[]>>,
): readonly string[] => [...(action.systemKeys ?? []), ...keysOf(action, own)]

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const spelled: Record<string, string> = {
  ' ': 'space',
  '+': 'plus',
  '-': 'minus',
  '*': 'asterisk',
  '/': 'slash',
}

/** What was pressed, as actions write it: `mod+shift+K`. Null for modifiers alone and for keys that write accents. */
export function keysPressed({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
  if (/^(Control|Shift|Alt|AltGraph|Meta|OS|CapsLock|Dead|Process|Unidentified)$/.test(key)) return null
  const name = spelled[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  return [ctrlKey || metaKey ? 'mod' : '', altKey ? 'alt' : '', shiftKey ? 'shift' : '', name]
    .filter(Boolean)
    .join('+')
}

/** Keys that the window can't be without: closing dialogs, going through controls, pressing them. */
export const isReserved = (keys: string): boolean =>
  /^(shift\+)?(Tab|Escape|Enter|space)$/i.test(keys) || /^mod\+[ACVXZ]$/i.test(keys)

/** The keys of all actions after one has taken these from whoever had them. */
export function takenOver<
  A extends Pick<Action, 'id' | 'keys'> & { place: string | null; insteadOf?: string },
>(
  keys: string,
  wanting: A,
  actions: readonly A[],
  own: Readonly<Record<string, readonly string[]>>,
): Record<string, string[]> {
  const next: Record<string, string[]> = Object.fromEntries(
    Object.entries(own).map(([id, each]) => [id, [...each]]),
  )
  // Two that are never offered together may both have them.
  for (
    let of = takenBy(keys, wanting, actions, next);
    of !== null;
    of = takenBy(keys, wanting, actions, next)
  )
    next[of.id] = keysOf(of, next).filter((each) => same(each) !== same(keys))
  return { ...next, [wanting.id]: [keys] }
}

const same = (keys: string) => keys.toLowerCase().split('+').sort().join('+')

/** Another action of the same place, or of every place, that these keys belong to; null: they are free. */
export function takenBy<A extends Pick<Action, 'id' | 'keys'> & { place: string | null; insteadOf?: string }>(
  keys: string,
  wanting: A,
  actions: readonly A[],
  own: Readonly<Record<string, readonly string[]>>,
): A | null {
  const meets = (other: A) =>
    other.insteadOf !== wanting.id &&
    wanting.insteadOf !== other.id &&
    (other.place === null || wanting.place === null || other.place === wanting.place)
  return (
    actions.find(
      (other) =>
        other.id !== wanting.id &&
        meets(other) &&
        keysOf(other, own).some((each) => same(each) === same(keys)),
    ) ?? null
  )
}
