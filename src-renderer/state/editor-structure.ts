import type { EditorAsset } from '../../src-shared/contract/editor.ts'
import {
  changesOf,
  changesToDefault,
  type Draft,
  effective,
  freeId,
  type LayerType,
  pathOf,
  type Subject,
} from '../view-math/editor-draft.ts'
import { type JsonPath, valueAt, withMovedItem } from '../view-math/editor-json.ts'
import { only } from '../view-math/editor-selection.ts'
import { layOutTime } from '../view-math/editor-time.ts'
import { words } from '../words/words.ts'
import { edit, isHeld, opened, replaceText, seek, select } from './editor.ts'
import { concerned, currentScene, duplicateLayers, removeLayers, shiftLayers } from './editor-layers.ts'

/**
 * Changes a property of the subject, and of all layers that are chosen with it; undefined: nothing is written, and the
 * default holds. Typing on is one step.
 */
export function setProperty(subject: Subject, property: JsonPath, value: unknown, merge?: string): void {
  const open = opened()
  if (open === null) return
  const subjects = subject.kind === 'layer' ? concerned(open, subject) : [subject]
  const changes = subjects.flatMap((one) => changesOf(open.draft, one, property, value, open.scope))
  edit(changes, { merge: merge ?? `set ${JSON.stringify([pathOf(subject), property])}` })
}

/** Takes an item out of a list, as the chosen format has it. */
export function removeItem(subject: Subject, list: JsonPath, index: number): void {
  const open = opened()
  const items = open && effective(open.draft, subject, list)
  if (Array.isArray(items))
    setProperty(
      subject,
      list,
      items.filter((_, other) => other !== index),
    )
}

/** Selects, and moves the playhead to where the subject is seen when it is not. */
export function selectAndShow(subject: Subject): void {
  select(subject)
  const open = opened()
  if (open === null || subject.kind === 'template') return
  const { rate } = open.draft.format
  const turns = layOutTime(open.draft.scenes, rate, open.timeline).scenes.filter(
    ({ scene }) => scene === subject.scene,
  )
  const layer = subject.kind === 'layer' ? open.draft.scenes[subject.scene]?.layers[subject.layer] : undefined
  const spans = turns.map(({ from, to }) => {
    const perSecond = rate.num / rate.den
    const start = from + Math.round((layer?.start ?? 0) * perSecond)
    const end = layer?.duration == null ? to : Math.min(to, start + Math.round(layer.duration * perSecond))
    return { from: Math.min(start, to - 1), to: end }
  })
  const first = spans[0]
  if (first !== undefined && !spans.some(({ from, to }) => open.frame >= from && open.frame < to))
    seek(Math.floor((first.from + first.to) / 2))
}

type NewLayer = { type: LayerType; file?: string; at?: { x: number; y: number } }

/** Puts a layer on top of the current scene and selects it. Sizes are those of the canvas, so that it is seen in every format. */
export function addLayer({ type, file, at }: NewLayer): void {
  const open = opened()
  const scene = currentScene()
  if (open === null || scene === null) return
  const { draft } = open
  const id = freeId(
    idOf(file) ?? type,
    scene.layers.map((layer) => layer.id),
  )
  const layer: Record<string, unknown> = { id, type, ...contentOf(type, file, draft, open.assets) }
  if (at !== undefined) {
    const box = layer.box as { width: string; height: string }
    const begin = (share: number, size: string) => {
      const room = 100 - Number.parseFloat(size)
      return `${Math.round(Math.min(room, Math.max(0, share * 100 - Number.parseFloat(size) / 2)) * 10) / 10}%`
    }
    layer.box = { ...box, x: begin(at.x, box.width), y: begin(at.y, box.height) }
  }
  const path = [...pathOf({ kind: 'scene', scene: scene.index }), 'layers']
  const subject: Subject = { kind: 'layer', scene: scene.index, layer: scene.layers.length }
  const isThere = Array.isArray(valueAt(draft.json, path))
  const isAdded = edit(
    [
      isThere
        ? { path: [...path, scene.layers.length], value: layer, insert: true }
        : { path, value: [layer] },
    ],
    { select: only(subject) },
  )
  if (isAdded) selectAndShow(subject)
}

const idOf = (file: string | undefined) =>
  file
    ?.replace(/^.*\//, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')

function contentOf(
  type: LayerType,
  file: string | undefined,
  draft: Draft,
  assets: readonly EditorAsset[],
): Record<string, unknown> {
  const box = { x: '25%', y: '25%', width: '50%', height: '50%' }
  const size = Math.round(Math.min(draft.canvas.width, draft.canvas.height) / 12)
  switch (type) {
    case 'text':
      return {
        text: words.editor.layers.newText,
        box: { x: '10%', y: '40%', width: '80%', height: '20%' },
        look: {
          ...(draft.fonts[0] ? { font: draft.fonts[0] } : {}),
          size,
          minSize: Math.max(8, Math.round(size / 2)),
          align: 'center',
          valign: 'middle',
        },
      }
    case 'shape':
      return { shape: 'rectangle', fill: draft.colours[0]?.name ?? '#8583e6', box }
    default:
      return { source: sourceOf(type, file, draft, assets), fit: 'contain', box }
  }
}

/** What a new picture or clip shows: the file that was dropped, else the first thing that could be meant. */
function sourceOf(
  type: 'image' | 'video',
  file: string | undefined,
  draft: Draft,
  assets: readonly EditorAsset[],
): Record<string, string> {
  if (file !== undefined) return { file }
  const variable = draft.variables.find((variable) => variable.type === type)
  if (variable !== undefined) return { variable: variable.name }
  const asset = assets.find(({ kind }) => kind === (type === 'image' ? 'picture' : 'clip'))
  if (asset !== undefined) return { file: asset.path }
  return type === 'image' && draft.logo !== null ? { brand: 'logo' } : { file: `assets/${type}` }
}

/** Puts an empty scene behind the current one. */
export function addScene(): void {
  const open = opened()
  if (open === null) return
  const { draft } = open
  const at = open.subject.kind === 'template' ? draft.scenes.length : open.subject.scene + 1
  const id = freeId(
    'scene',
    draft.scenes.map((scene) => scene.id),
  )
  const scene = { id, duration: 3, layers: [] }
  const isThere = Array.isArray(valueAt(draft.json, ['scenes']))
  const subject: Subject = { kind: 'scene', scene: at }
  const isAdded = edit(
    [isThere ? { path: ['scenes', at], value: scene, insert: true } : { path: ['scenes'], value: [scene] }],
    { select: only(subject) },
  )
  if (isAdded) selectAndShow(subject)
}

/** Puts a copy of a scene or of the chosen layers in front, under names of their own. */
export function duplicate(subject: Subject): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  if (subject.kind === 'layer') {
    duplicateLayers(concerned(open, subject))
    return
  }
  const path = pathOf(subject)
  const value = valueAt(open.draft.json, path)
  if (typeof value !== 'object' || value === null) return
  const own = 'id' in value && typeof value.id === 'string' ? value.id : subject.kind
  const id = freeId(
    own,
    open.draft.scenes.map((scene) => scene.id),
  )
  const at = subject.scene + 1
  edit([{ path: ['scenes', at], value: { ...structuredClone(value), id }, insert: true }], {
    select: only({ kind: 'scene', scene: at }),
  })
}

/** Takes a scene or the chosen layers away; a neighbour is selected then. */
export function remove(subject: Subject): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  if (subject.kind === 'layer') {
    removeLayers(concerned(open, subject))
    return
  }
  const left = open.draft.scenes.length - 1
  const next: Subject =
    left <= 0 ? { kind: 'template' } : { kind: 'scene', scene: Math.min(subject.scene, left - 1) }
  edit([{ path: pathOf(subject), value: undefined }], { select: only(next) })
}

/** Hides a scene or the chosen layers; shows them when all of them are hidden. */
export function toggleHidden(subject: Subject): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  const subjects = subject.kind === 'layer' ? concerned(open, subject) : [subject]
  const isHidden = (one: Subject) => effective(open.draft, one, ['hidden']) === true
  const hide = !subjects.every(isHidden)
  const changes = subjects.flatMap((one) => {
    if (isHidden(one) === hide) return []
    return hide
      ? changesOf(open.draft, one, ['hidden'], true, open.scope)
      : changesToDefault(open.draft, one, ['hidden'], false, open.scope)
  })
  edit(changes, { merge: `hide ${JSON.stringify(subjects)}` })
}

/** Puts a scene at another number. */
export function moveScene(from: number, to: number): void {
  const open = opened()
  const text =
    open && open.fault === null && !isHeld(open) ? withMovedItem(open.text, ['scenes'], from, to) : null
  if (text !== null && from !== to) replaceText(text, { select: only({ kind: 'scene', scene: to }) })
}

/** One step up or down: layers towards the front and the back, scenes towards the beginning and the end. */
export function shift(subject: Subject, towards: 'up' | 'down'): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  if (subject.kind === 'layer') {
    shiftLayers(concerned(open, subject), towards === 'up' ? 'front' : 'back')
    return
  }
  const to = subject.scene + (towards === 'up' ? -1 : 1)
  if (open.draft.scenes[to] !== undefined) moveScene(subject.scene, to)
}
