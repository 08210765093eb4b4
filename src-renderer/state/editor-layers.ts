import type { Place } from '../../src-shared/templates/box-place.ts'
import { type Alignment, aligned, boundsOf, distributed, type Shift } from '../view-math/editor-align.ts'
import { boxAt, changedParts, upright } from '../view-math/editor-boxes.ts'
import {
  changesOf,
  changesToDefault,
  type DraftScene,
  freeId,
  pathOf,
  type Subject,
} from '../view-math/editor-draft.ts'
import { type JsonChange, valueAt, withChanges, withOrder } from '../view-math/editor-json.ts'
import { type LyingLayer, lying } from '../view-math/editor-overlay.ts'
import {
  chosenLayers,
  isChosen,
  type LayerSubject,
  only,
  type Selection,
  selectionOf,
} from '../view-math/editor-selection.ts'
import { layOutTime, writtenTime } from '../view-math/editor-time.ts'
import { nextStep } from '../view-math/editor-turning.ts'
import { edit, isHeld, type OpenEditor, opened, replaceText, selected, selectThese } from './editor.ts'

/*
 * What is done to several layers at once. Each is one step of the history. What is done to one layer by its own button is
 * done to all that are chosen, when it is one of them.
 */

/** The scene that new layers come into: the selected one, else the one at the playhead. */
export function currentScene(): DraftScene | null {
  const open = opened()
  if (open === null) return null
  const { subject, draft, frame, timeline } = open
  if (subject.kind !== 'template') return draft.scenes[subject.scene] ?? null
  const times = layOutTime(draft.scenes, draft.format.rate, timeline).scenes
  const on = times.findLast(({ from }) => from <= frame)
  return draft.scenes[on?.scene ?? 0] ?? null
}

/** The layers that an action on one of them concerns. */
export const concerned = (open: OpenEditor, layer: LayerSubject): LayerSubject[] =>
  isChosen(selected(open), layer) ? chosenLayers(selected(open)) : [layer]

/** Where the chosen layers lie in the frame, in the order of the JSON. */
export function chosenLying(open: OpenEditor): LyingLayer[] {
  return chosenLayers(selected(open)).flatMap((subject) => lying(open.draft, subject, open.language) ?? [])
}

/** What has to be changed so that a layer lies there, in the units that its box has. */
export function placeChanges(open: OpenEditor, { layer, mirrored, subject }: LyingLayer, place: Place) {
  const now = open.draft.scenes[subject.scene]?.layers[subject.layer]
  if (now === undefined) return []
  // Measured from what the box was when the hand took hold of it: nothing is rounded twice.
  const parts = changedParts(now.box, boxAt(place, layer.box, open.draft.frame, mirrored))
  return Object.entries(parts).flatMap(([part, value]) =>
    changesOf(open.draft, subject, ['box', part], value, open.scope),
  )
}

/** Writes where layers lie. */
export function putPlaces(places: readonly { layer: LyingLayer; place: Place }[], merge?: string): void {
  const open = opened()
  if (open === null) return
  const changes = places.flatMap(({ layer, place }) => placeChanges(open, layer, place))
  edit(changes, merge === undefined ? {} : { merge })
}

const shifted = (layers: readonly LyingLayer[], shifts: readonly Shift[]) =>
  layers.flatMap((layer, index) => {
    const { dx, dy } = shifts[index]!
    const { place } = layer
    return dx === 0 && dy === 0 ? [] : [{ layer, place: { ...place, x: place.x + dx, y: place.y + dy } }]
  })

/** Moves the chosen layers by output pixels. */
export function nudge(dx: number, dy: number): void {
  const open = opened()
  if (open === null) return
  const layers = chosenLying(open)
  const names = layers.map(({ subject }) => pathOf(subject).join('.')).join(' ')
  putPlaces(
    shifted(
      layers,
      layers.map(() => ({ dx, dy })),
    ),
    `nudge ${names}`,
  )
}

const uprightOf = ({ place, rotation }: LyingLayer) => upright(place, rotation)

/** Aligns the chosen layers: with what they take up together, or one alone with the frame. */
export function align(how: Alignment): void {
  const open = opened()
  if (open === null) return
  const layers = chosenLying(open)
  const places = layers.map(uprightOf)
  const { width, height } = open.draft.frame
  const to = layers.length === 1 ? { x: 0, y: 0, width, height } : boundsOf(places)
  if (to !== null) putPlaces(shifted(layers, aligned(places, to, how)))
}

/** Gives three or more chosen layers the same room between them. */
export function distribute(axis: 'x' | 'y'): void {
  const open = opened()
  if (open === null) return
  const layers = chosenLying(open)
  putPlaces(shifted(layers, distributed(layers.map(uprightOf), axis)))
}

export type LayerSpan = { subject: LayerSubject; from: number; to: number; sceneFrames: number }

/** Writes when layers are seen, in frames of their scenes. A layer that stays to its scene's end goes on to do so. */
export function setLayerTimes(spans: readonly LayerSpan[], merge: string): void {
  const open = opened()
  if (open === null) return
  const { draft, scope } = open
  const changes = spans.flatMap(({ subject, from, to, sceneFrames }): JsonChange[] => {
    const layer = draft.scenes[subject.scene]?.layers[subject.layer]
    if (layer === undefined) return []
    const { start, duration } = writtenTime(
      { from, to },
      layer.duration === null,
      sceneFrames,
      draft.format.rate,
    )
    return [
      ...(start === layer.start ? [] : changesOf(draft, subject, ['start'], start, scope)),
      ...(duration === (layer.duration ?? undefined)
        ? []
        : changesOf(draft, subject, ['duration'], duration, scope)),
    ]
  })
  edit(changes, { merge })
}

/** A layer's JSON under a name that none of these has. */
export function copyOf(value: object, taken: readonly string[]): { id: string } {
  const own = 'id' in value && typeof value.id === 'string' ? value.id : 'layer'
  return { ...structuredClone(value), id: taken.includes(own) ? freeId(own, taken) : own }
}

/** Copies of layers, each scene's in front of the foremost of them. */
export function duplicateLayers(layers: readonly LayerSubject[]): void {
  const open = opened()
  if (open === null) return
  const changes: JsonChange[] = []
  const copies: LayerSubject[] = []
  for (const scene of new Set(layers.map((layer) => layer.scene))) {
    const own = layers.filter((layer) => layer.scene === scene)
    const taken = (open.draft.scenes[scene]?.layers ?? []).map(({ id }) => id)
    const front = Math.max(...own.map(({ layer }) => layer)) + 1
    for (const subject of own) {
      const value = valueAt(open.draft.json, pathOf(subject))
      if (typeof value !== 'object' || value === null) continue
      const copy = copyOf(value, taken)
      taken.push(copy.id)
      const layer = front + copies.filter((one) => one.scene === scene).length
      changes.push({ path: ['scenes', scene, 'layers', layer], value: copy, insert: true })
      copies.push({ kind: 'layer', scene, layer })
    }
  }
  const select = selectionOf(copies)
  if (select !== null) edit(changes, { select })
}

const lastFirst = (layers: readonly LayerSubject[]) =>
  [...layers].sort((a, b) => b.scene - a.scene || b.layer - a.layer)

/** Takes layers away; a neighbour is selected then. */
export function removeLayers(layers: readonly LayerSubject[]): void {
  const open = opened()
  const [last] = lastFirst(layers)
  if (open === null || last === undefined) return
  const { scene } = last
  const gone = layers.filter((layer) => layer.scene === scene).map(({ layer }) => layer)
  const left = (open.draft.scenes[scene]?.layers.length ?? 0) - gone.length
  const near = Math.min(Math.min(...gone), left - 1)
  const next: Subject = left <= 0 ? { kind: 'scene', scene } : { kind: 'layer', scene, layer: near }
  edit(
    lastFirst(layers).map((layer) => ({ path: pathOf(layer), value: undefined })),
    { select: only(next) },
  )
}

/** Puts layers into a scene, one behind the other, before the layer that has the number `slot` now. */
export function moveLayers(layers: readonly LayerSubject[], to: { scene: number; slot: number }): void {
  const open = opened()
  const target = open?.draft.scenes[to.scene]
  if (open == null || open.fault !== null || isHeld(open) || target === undefined) return
  const foreign = layers.filter(({ scene }) => scene !== to.scene)
  const own = layers.filter(({ scene }) => scene === to.scene).map(({ layer }) => layer)
  const taken = target.layers.map(({ id }) => id)
  const values = foreign.flatMap((layer) => {
    const value = valueAt(open.draft.json, pathOf(layer))
    if (typeof value !== 'object' || value === null) return []
    const copy = copyOf(value, taken)
    taken.push(copy.id)
    return [copy]
  })
  const path = ['scenes', to.scene, 'layers']
  const there = Array.isArray(valueAt(open.draft.json, path))
  const inserts: JsonChange[] = there
    ? values.map((value, index) => ({ path: [...path, to.slot + index], value, insert: true }))
    : [{ path, value: values }]
  const removals = lastFirst(foreign).map((layer) => ({ path: pathOf(layer), value: undefined }))
  const without = withChanges(open.text, [...inserts, ...removals])
  // Those of this scene come together beside the others.
  const count = target.layers.length + values.length
  const now = own.map((layer) => (layer >= to.slot ? layer + values.length : layer))
  const arrived = values.map((_, index) => to.slot + index)
  const moved = [...now.filter((at) => at < to.slot), ...arrived, ...now.filter((at) => at >= to.slot)]
  const rest = Array.from({ length: count }, (_, index) => index).filter((index) => !moved.includes(index))
  const before = rest.filter((index) => index < to.slot).length
  const order = [...rest.slice(0, before), ...moved, ...rest.slice(before)]
  const text = withOrder(without, path, order) ?? without
  const selection = selectionOf(
    moved.map((_, index): LayerSubject => ({ kind: 'layer', scene: to.scene, layer: before + index })),
  )
  if (selection !== null && text !== open.text) replaceText(text, { select: selection })
}

/** One step towards the front or the back; those that stand at the end already stay. */
export function shiftLayers(layers: readonly LayerSubject[], towards: 'front' | 'back'): void {
  const open = opened()
  if (open === null || open.fault !== null || isHeld(open)) return
  let text: string = open.text
  const after: LayerSubject[] = []
  for (const scene of new Set(layers.map((layer) => layer.scene))) {
    const count: number = open.draft.scenes[scene]?.layers.length ?? 0
    const chosen = new Set(layers.filter((layer) => layer.scene === scene).map(({ layer }) => layer))
    const order: number[] = Array.from({ length: count }, (_, index) => index)
    const step = towards === 'front' ? 1 : -1
    const [begin, end] = towards === 'front' ? [count - 1, -1] : [0, count]
    for (let at = begin; at !== end; at -= step) {
      const next = at + step
      const blocked = order[next] === undefined || chosen.has(order[next]!)
      if (chosen.has(order[at]!) && !blocked) [order[at], order[next]] = [order[next]!, order[at]!]
    }
    text = withOrder(text, ['scenes', scene, 'layers'], order) ?? text
    for (const [layer, before] of order.entries())
      if (chosen.has(before)) after.push({ kind: 'layer', scene, layer })
  }
  const select: Selection | null = selectionOf(after)
  if (select !== null && text !== open.text) replaceText(text, { select })
}

/** Chooses all layers of the scene that is worked on. */
export function selectAllLayers(): void {
  const scene = currentScene()
  const layers = scene?.layers.map(
    ({ index }): LayerSubject => ({ kind: 'layer', scene: scene.index, layer: index }),
  )
  const all = selectionOf(layers ?? [])
  if (all !== null) selectThese(all)
}

/** Turns the chosen layers to their next multiple of 15 degrees, each about its own middle. */
export function turn(towards: 1 | -1): void {
  const open = opened()
  if (open === null) return
  edit(
    chosenLying(open).flatMap(({ subject, rotation }) =>
      turnedTo(open, subject, nextStep(rotation, towards)),
    ),
  )
}

/** Writes how far a layer is turned, while a hand turns it. */
export function turnTo(subject: LayerSubject, rotation: number, merge: string): void {
  const open = opened()
  const now = open?.draft.scenes[subject.scene]?.layers[subject.layer]
  if (open == null || now === undefined || now.rotation === rotation) return
  edit(turnedTo(open, subject, rotation), { merge })
}

const turnedTo = ({ draft, scope }: OpenEditor, subject: LayerSubject, rotation: number): JsonChange[] =>
  rotation === 0
    ? changesToDefault(draft, subject, ['rotation'], 0, scope)
    : changesOf(draft, subject, ['rotation'], rotation, scope)
