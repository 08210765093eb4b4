import { type Fragment, readFragment } from '../../src-shared/templates/fragment.ts'
import { templatePath } from '../../src-shared/templates/measures.ts'
import { ask } from '../bridge/bridge.ts'
import { type Carried, type CarryNote, carriedInto } from '../view-math/editor-carrying.ts'
import { pathOf, type Subject } from '../view-math/editor-draft.ts'
import { fragmentOf } from '../view-math/editor-fragment.ts'
import { type JsonChange, valueAt } from '../view-math/editor-json.ts'
import {
  chosenLayers,
  type LayerSubject,
  only,
  type Selection,
  selectionOf,
} from '../view-math/editor-selection.ts'
import { edit, isHeld, type OpenEditor, opened, selected, setOpen } from './editor.ts'
import { concerned, copyOf, currentScene } from './editor-layers.ts'
import { selectAndShow } from './editor-structure.ts'

/* Layers and scenes on their way through the clipboard, into another scene, format or template. */

/** A scene, or a layer with all that are chosen with it, as the clipboard holds them. Null: there is nothing to copy. */
export function copied(subject?: Subject): { text: string; layers: number; scenes: number } | null {
  const open = opened()
  if (open === null || open.fault !== null) return null
  const of = subject ?? open.subject
  if (of.kind === 'template') return null
  const what = of.kind === 'layer' ? concerned(open, of) : of
  const fragment = fragmentOf(open.draft, open.template, what)
  if (fragment === null) return null
  const { layers, scenes } = fragment
  return { text: JSON.stringify(fragment, null, 2), layers: layers.length, scenes: scenes.length }
}

type Pasted =
  /** Foreign: it holds nothing of a template. Refused: the draft can't be changed at the moment. */
  | { is: 'foreign' | 'damaged' | 'refused' | 'cancelled' }
  | { is: 'done'; layers: number; scenes: number; brought: Carried['brought']; notes: CarryNote[] }

/**
 * Puts what a clipboard holds into the scene that is worked on, in front of what is chosen; scenes behind it. `decide`: what is
 * meant by names that both templates have; null: nothing is pasted.
 */
export async function paste(
  text: string,
  decide: (names: string[]) => Promise<'here' | 'both' | null>,
): Promise<Pasted> {
  const read = readFragment(text)
  if (read.is !== 'fragment') return { is: read.is }
  const { fragment } = read
  const open = opened()
  if (open === null || !isFree(open)) return { is: 'refused' }
  const isSame = fragment.template === open.template
  const onlyHere = open.scope === 'this' && open.draft.formats.length > 1 && fragment.layers.length > 0
  const plan = (keep: 'here' | 'both', files = new Map<string, string | null>()) =>
    carriedInto((opened() ?? open).draft, fragment, { isSame, keep, files, onlyHere })
  const { conflicts } = plan('here')
  const keep = conflicts.length === 0 ? 'here' : await decide(conflicts)
  if (keep === null) return { is: 'cancelled' }
  const files = await carried(open, fragment, plan(keep).files)
  const now = opened()
  if (now?.editor !== open.editor || !isFree(now)) return { is: 'refused' }
  const made = plan(keep, files)
  const { changes, select } = placed(now, made)
  if (!edit([...made.changes, ...changes], { select })) return { is: 'refused' }
  if (select.also.length === 0) selectAndShow(select.subject)
  const { brought, notes } = made
  return { is: 'done', layers: made.layers.length, scenes: made.scenes.length, brought, notes }
}

const isFree = (open: OpenEditor) => open.fault === null && !isHeld(open)

/** Has files of the other template copied into this one; answers where each lies. */
async function carried(
  { editor }: OpenEditor,
  { template }: Fragment,
  files: readonly string[],
): Promise<Map<string, string | null>> {
  const readable = files.filter((file) => file.length <= 1_000 && templatePath.safeParse(file).success)
  const known = new Map<string, string | null>(files.map((file) => [file, null]))
  if (readable.length === 0) return known
  const answer = await ask('editor.carry-files', { editor, from: template, files: readable })
  for (const { file, path } of answer.carried) known.set(file, path)
  const now = opened()
  if (now?.editor === editor) setOpen({ assets: answer.assets, surroundings: now.surroundings + 1 })
  return known
}

/** Where carried parts are written, and what is chosen then. */
function placed(
  { draft, subject, ...open }: OpenEditor,
  { layers, scenes }: Carried,
): { changes: JsonChange[]; select: Selection } {
  const scene = currentScene()
  const isThere = (path: (string | number)[]) => Array.isArray(valueAt(draft.json, path))
  const inserted = (path: (string | number)[], at: number, values: readonly unknown[]): JsonChange[] =>
    isThere(path)
      ? values.map((value, index) => ({ path: [...path, at + index], value, insert: true }))
      : [{ path, value: values }]
  const own = draft.scenes.map(({ id }) => id)
  if (scenes.length > 0 || scene === null) {
    const at = subject.kind === 'template' ? draft.scenes.length : subject.scene + 1
    // Without a scene to lie in, layers bring one.
    const whole = scenes.length > 0 ? scenes : [{ id: 'scene', duration: 3, layers: uniquely(layers, []) }]
    const changes = inserted(['scenes'], at, uniquely(whole, own))
    return { changes, select: only({ kind: 'scene', scene: at + whole.length - 1 }) }
  }
  const chosen = chosenLayers(selected({ ...open, draft, subject })).filter(
    (one) => one.scene === scene.index,
  )
  const at = chosen.length === 0 ? scene.layers.length : Math.max(...chosen.map(({ layer }) => layer)) + 1
  const ids = scene.layers.map(({ id }) => id)
  const put = layers.map(
    (_, index): LayerSubject => ({ kind: 'layer', scene: scene.index, layer: at + index }),
  )
  const path = [...pathOf({ kind: 'scene', scene: scene.index }), 'layers']
  return {
    changes: inserted(path, at, uniquely(layers, ids)),
    select: selectionOf(put) ?? only({ kind: 'scene', scene: scene.index }),
  }
}

function uniquely(parts: readonly object[], ids: readonly string[]): object[] {
  const taken = [...ids]
  return parts.map((part) => {
    const copy = copyOf(part, taken)
    taken.push(copy.id)
    return copy
  })
}
