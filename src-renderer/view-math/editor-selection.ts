import { type Draft, existing, pathOf, type Subject, sameSubject } from './editor-draft.ts'

export type LayerSubject = Subject & { kind: 'layer' }

/** What is selected: one subject, and `also` the layers that were chosen together with it, when it is a layer. */
export type Selection = { subject: Subject; also: readonly LayerSubject[] }

export const only = (subject: Subject): Selection => ({ subject, also: [] })

/** All layers that are chosen, in the order of the JSON; none while a scene or the template is. */
export function chosenLayers({ subject, also }: Selection): LayerSubject[] {
  if (subject.kind !== 'layer') return []
  return [...also, subject].sort((a, b) => a.scene - b.scene || a.layer - b.layer)
}

export const isChosen = ({ subject, also }: Selection, other: Subject): boolean =>
  sameSubject(subject, other) || also.some((layer) => sameSubject(layer, other))

/** Some layers as a selection; the last one leads. Null: there are none. */
export function selectionOf(layers: readonly LayerSubject[]): Selection | null {
  const subject = layers.at(-1)
  if (subject === undefined) return null
  return ledBy(subject, layers)
}

function ledBy(subject: LayerSubject, layers: readonly LayerSubject[]): Selection {
  const known = new Set([nameOf(subject)])
  const also = layers.filter((layer) => {
    const isNew = !known.has(nameOf(layer))
    known.add(nameOf(layer))
    return isNew
  })
  return { subject, also }
}

/** One layer more, or one less when it was chosen already. What is no layer is selected by itself. */
export function withToggled(selection: Selection, other: Subject): Selection {
  if (other.kind !== 'layer' || selection.subject.kind !== 'layer') return only(other)
  const chosen = [...selection.also, selection.subject]
  if (!isChosen(selection, other)) return ledBy(other, chosen)
  const left = chosen.filter((layer) => !sameSubject(layer, other))
  // The last one can't be taken away: something is always selected.
  return selectionOf(left) ?? selection
}

/** With all layers between the leading one and another, in the order in which they are listed. */
export function withRange(selection: Selection, order: readonly Subject[], to: Subject): Selection {
  const { subject, also } = selection
  if (subject.kind !== 'layer' || to.kind !== 'layer') return only(to)
  const at = (wanted: Subject) => order.findIndex((one) => sameSubject(one, wanted))
  const [from, until] = [at(subject), at(to)]
  if (from === -1 || until === -1) return only(to)
  const between = order
    .slice(Math.min(from, until), Math.max(from, until) + 1)
    .filter((one): one is LayerSubject => one.kind === 'layer')
  return ledBy(to, [...also, subject, ...between])
}

/** Several added to what is chosen. */
export const withAdded = (selection: Selection, layers: readonly LayerSubject[]): Selection =>
  selectionOf([...chosenLayers(selection), ...layers]) ?? selection

/** What of it is still there. */
export function existingSelection(draft: Draft, { subject, also }: Selection): Selection {
  const left = also.filter((layer) => sameSubject(existing(draft, layer), layer))
  const still = existing(draft, subject)
  if (still.kind === 'layer') return ledBy(still, left)
  return selectionOf(left) ?? only(still)
}

const nameOf = (subject: Subject) => pathOf(subject).join(' ')
