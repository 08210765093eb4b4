type Child = Node | string | null | false
type Facts = {
  class?: string
  /** Survives a new drawing: what had the focus has it again. */
  key?: string
  title?: string
  on?: Partial<Record<'click' | 'input' | 'change' | 'pointerdown' | 'submit', (event: Event) => void>>
  /** Any attribute; false leaves it out. */
  attributes?: Record<string, string | number | boolean>
}

/** An element. Texts become text nodes: nothing is ever read as HTML. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  facts: Facts = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag)
  if (facts.class !== undefined) element.className = facts.class
  if (facts.title !== undefined) element.title = facts.title
  if (facts.key !== undefined) element.dataset.key = facts.key
  for (const [name, value] of Object.entries(facts.attributes ?? {}))
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value))
  for (const [name, listener] of Object.entries(facts.on ?? {})) element.addEventListener(name, listener)
  for (const child of children) if (child !== null && child !== false) element.append(child)
  return element
}

export const button = (
  label: string,
  click: () => void,
  { key = label, ...facts }: Facts & { key?: string } = {},
  ...children: Child[]
): HTMLButtonElement =>
  make(
    'button',
    {
      ...facts,
      key,
      attributes: { type: 'button', ...facts.attributes },
      on: { click },
    },
    ...(children.length > 0 ? children : [label]),
  )

/** Somebody's text, apart from what stands around it: a text from right to left moves nothing. */
export const apart = (text: string, className?: string): HTMLElement =>
  make('bdi', className === undefined ? {} : { class: className }, text)

/** Draws a place anew; what had the focus in it has it again, if it is still there. */
export function fill(place: HTMLElement, ...children: Child[]): void {
  const active = document.activeElement
  const key = active instanceof HTMLElement && place.contains(active) ? active.dataset.key : undefined
  place.replaceChildren(
    ...children.filter((child): child is Node | string => child !== null && child !== false),
  )
  if (key !== undefined) place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
}
