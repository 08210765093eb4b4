import { textLookDefaults } from '../../src-shared/templates/layers.ts'
import { sized } from '../view-math/editor-boxes.ts'
import { changesOf, pathOf } from '../view-math/editor-draft.ts'
import { drawnTogether, type SizedLayer, scaledTogether } from '../view-math/editor-drags.ts'
import { type JsonChange, valueAt } from '../view-math/editor-json.ts'
import type { LyingLayer } from '../view-math/editor-overlay.ts'
import { grown, pixelProperties } from '../view-math/editor-pixels.ts'
import { edit, type OpenEditor, opened } from './editor.ts'
import { chosenLying, placeChanges } from './editor-layers.ts'

/* Sizing what is chosen: by the handles of the box that several layers have in common, and by keys. */

/** Writes where layers lie, and what grew with them. They are measured from what they were when the hand took hold of them. */
export function putSizes(layers: readonly SizedLayer[], merge: string): void {
  const open = opened()
  if (open === null) return
  edit(
    layers.flatMap((sized) => [
      ...placeChanges(open, sized.layer, sized.place),
      ...lettersOf(open, sized.layer, sized.letters),
    ]),
    { merge },
  )
}

/** What a layer is made of, larger by a share than it was; back to what it was where the share is 1. */
function lettersOf(open: OpenEditor, { layer, subject }: LyingLayer, share: number): JsonChange[] {
  const now = open.draft.scenes[subject.scene]?.layers[subject.layer]
  if (now === undefined) return []
  return pixelProperties.flatMap((property) => {
    const name = String(property.at(-1))
    const own = valueAt(layer.all, property)
    const from = own ?? styled(open, layer.all, name)
    const next = share === 1 || from === undefined ? own : grown(name, from, share)
    if (JSON.stringify(next) === JSON.stringify(valueAt(now.all, property))) return []
    return changesOf(open.draft, subject, property, next, open.scope)
  })
}

/** How large a text's letters are by its style, or by themselves. Of a style's plates and strokes the style is the master. */
function styled({ draft }: OpenEditor, all: Readonly<Record<string, unknown>>, name: string): unknown {
  if (all.type !== 'text') return undefined
  const style = typeof all.style === 'string' ? all.style : ''
  const own = valueAt(draft.json, ['brand', 'textStyles', style, name])
  if (typeof own === 'number') return own
  return name === 'size' ? textLookDefaults.size : undefined
}

/** Layers that keys have sized so far: one press more goes on from what they were at first, so that nothing is rounded twice. */
let run: { name: string; text: string; layers: LyingLayer[]; by: { x: number; y: number } } | null = null

/** `after`: where the layers lie, from what they were before the first press and how far all presses went. */
function goOn(
  kind: string,
  x: number,
  y: number,
  after: (layers: readonly LyingLayer[], by: { x: number; y: number }) => SizedLayer[],
): void {
  const open = opened()
  if (open === null) return
  const now = chosenLying(open)
  if (now.length === 0) return
  const names = now.map(({ subject }) => pathOf(subject).join('.')).join(' ')
  const name = `${kind} ${names} ${open.editor} ${open.draft.format.name} ${open.language} ${open.scope}`
  const before = run !== null && run.name === name && run.text === open.text ? run : null
  const by = { x: (before?.by.x ?? 0) + x, y: (before?.by.y ?? 0) + y }
  const layers = before?.layers ?? now
  putSizes(after(layers, by), name)
  const text = opened()?.text
  run = text === undefined ? null : { name, text, layers, by }
}

/** Draws the lower right corner of what is chosen by output pixels. */
export function sizeBy(dx: number, dy: number): void {
  const keys = { shift: false, alt: false, free: true }
  goOn('size', dx, dy, (layers, by) => {
    const [only] = layers
    if (layers.length > 1 || only === undefined)
      return drawnTogether(layers, [1, 1], by.x, by.y, keys, [], 0).layers
    return [{ layer: only, place: sized(only.place, [1, 1], by.x, by.y), letters: 1 }]
  })
}

/** A step larger or smaller by keys. */
const step = 1.05

/** Makes what is chosen larger or smaller in its shape, letters too, about its middle. */
export function scaleBy(steps: 1 | -1): void {
  goOn('scale', steps, 0, (layers, by) => scaledTogether(layers, step ** by.x))
}
