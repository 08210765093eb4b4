import type { EditorAsset } from '../../src-shared/contract/editor.ts'
import {
  changesOf,
  type Draft,
  type DraftScene,
  effective,
  freeId,
  type LayerType,
  pathOf,
  type Subject,
} from '../view-math/editor-draft.ts'
import { type JsonPath, valueAt, withChanges, withMovedItem } from '../view-math/editor-json.ts'
import { layOutTime, writtenTime } from '../view-math/editor-time.ts'
import { words } from '../words/words.ts'
import { edit, opened, replaceText, seek, select } from './editor.ts'

/** The scene that new layers come into: the selected one, else the one at the playhead. */
function currentScene(): DraftScene | null {
  const open = opened()
  if (open === null) return null
  const { subject, draft, frame, timeline } = open
  if (subject.kind !== 'template') return draft.scenes[subject.scene] ?? null
  const times = layOutTime(draft.scenes, draft.format.rate, timeline).scenes
  const on = times.findLast(({ from }) => from <= frame)
  return draft.scenes[on?.scene ?? 0] ?? null
}

/** Changes a property of the subject; undefined: nothing is written, and the default holds. Typing on is one step. */
export function setProperty(subject: Subject, property: JsonPath, value: unknown, merge?: string): void {
  const open = opened()
  if (open === null) return
  const changes = changesOf(open.draft, subject, property, value, open.scope)
  edit(changes, { merge: merge ?? `set ${JSON.stringify([pathOf(subject), property])}` })
}

/** Writes when a layer is seen, in frames of its scene. A layer that stays to its scene's end goes on to do so. */
export function setLayerTime(
  subject: Subject & { kind: 'layer' },
  { from, to }: { from: number; to: number },
  sceneFrames: number,
  merge: string,
): void {
  const open = opened()
  const layer = open?.draft.scenes[subject.scene]?.layers[subject.layer]
  if (open == null || layer === undefined) return
  const { draft, scope } = open
  const { start, duration } = writtenTime(
    { from, to },
    layer.duration === null,
    sceneFrames,
    draft.format.rate,
  )
  edit(
    [
      ...(start === layer.start ? [] : changesOf(draft, subject, ['start'], start, scope)),
      ...(duration === (layer.duration ?? undefined)
        ? []
        : changesOf(draft, subject, ['duration'], duration, scope)),
    ],
    { merge },
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
  edit(
    [
      isThere
        ? { path: [...path, scene.layers.length], value: layer, insert: true }
        : { path, value: [layer] },
    ],
    { select: subject },
  )
  selectAndShow(subject)
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
  edit(
    [isThere ? { path: ['scenes', at], value: scene, insert: true } : { path: ['scenes'], value: [scene] }],
    { select: subject },
  )
  selectAndShow(subject)
}

/** Puts a copy of a scene or layer behind it, under a name of its own. */
export function duplicate(subject: Subject): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  const { draft } = open
  const path = pathOf(subject)
  const value = valueAt(draft.json, path)
  if (typeof value !== 'object' || value === null) return
  const siblings = subject.kind === 'scene' ? draft.scenes : (draft.scenes[subject.scene]?.layers ?? [])
  const own = 'id' in value && typeof value.id === 'string' ? value.id : subject.kind
  const copy = {
    ...structuredClone(value),
    id: freeId(
      own,
      siblings.map(({ id }) => id),
    ),
  }
  const at = (path.at(-1) as number) + 1
  const next: Subject = subject.kind === 'scene' ? { kind: 'scene', scene: at } : { ...subject, layer: at }
  edit([{ path: [...path.slice(0, -1), at], value: copy, insert: true }], { select: next })
}

/** Takes a scene or layer away; its neighbour is selected then. */
export function remove(subject: Subject): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  const siblings =
    subject.kind === 'scene' ? open.draft.scenes : (open.draft.scenes[subject.scene]?.layers ?? [])
  const index = subject.kind === 'scene' ? subject.scene : subject.layer
  const left = siblings.length - 1
  const near = Math.min(index, left - 1)
  const next: Subject =
    left <= 0
      ? subject.kind === 'scene'
        ? { kind: 'template' }
        : { kind: 'scene', scene: subject.scene }
      : subject.kind === 'scene'
        ? { kind: 'scene', scene: near }
        : { ...subject, layer: near }
  edit([{ path: pathOf(subject), value: undefined }], { select: next })
}

export function toggleHidden(subject: Subject): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  const isHidden = effective(open.draft, subject, ['hidden']) === true
  const own = valueAt(open.draft.json, [...pathOf(subject), 'hidden']) === true
  // What all formats hide has to be shown here by a word; what nobody hides needs none.
  setProperty(subject, ['hidden'], isHidden ? (open.scope === 'this' && own ? false : undefined) : true)
}

/** Puts a scene at another number. */
export function moveScene(from: number, to: number): void {
  const open = opened()
  const text = open && open.fault === null ? withMovedItem(open.text, ['scenes'], from, to) : null
  if (text !== null && from !== to) replaceText(text, { select: { kind: 'scene', scene: to } })
}

/** Puts a layer at another number, of its scene or of another one. */
export function moveLayer(
  from: { scene: number; layer: number },
  to: { scene: number; layer: number },
): void {
  const open = opened()
  if (open === null || open.fault !== null) return
  const select: Subject = { kind: 'layer', ...to }
  if (from.scene === to.scene) {
    const text = withMovedItem(open.text, ['scenes', from.scene, 'layers'], from.layer, to.layer)
    if (text !== null && from.layer !== to.layer) replaceText(text, { select })
    return
  }
  const path = pathOf({ kind: 'layer', ...from })
  const value = valueAt(open.draft.json, path)
  const target = open.draft.scenes[to.scene]
  if (typeof value !== 'object' || value === null || target === undefined) return
  const own = 'id' in value && typeof value.id === 'string' ? value.id : 'layer'
  const id = freeId(
    own,
    target.layers.map((layer) => layer.id),
  )
  const moved = target.layers.some((layer) => layer.id === own) ? { ...value, id } : value
  const insert = { path: ['scenes', to.scene, 'layers', to.layer], value: moved, insert: true }
  replaceText(withChanges(open.text, [insert, { path, value: undefined }]), { select })
}

/** One step up or down: layers towards the front and the back, scenes towards the beginning and the end. */
export function shift(subject: Subject, towards: 'up' | 'down'): void {
  const open = opened()
  if (open === null || subject.kind === 'template') return
  if (subject.kind === 'scene') {
    const to = subject.scene + (towards === 'up' ? -1 : 1)
    if (open.draft.scenes[to] !== undefined) moveScene(subject.scene, to)
    return
  }
  const { scene, layer } = subject
  const to = layer + (towards === 'up' ? 1 : -1)
  if (open.draft.scenes[scene]?.layers[to] !== undefined) moveLayer({ scene, layer }, { scene, layer: to })
}
