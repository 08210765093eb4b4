import { placeOfBox } from '../../../src-shared/templates/box-place.ts'
import { type Anchor, anchor } from '../../../src-shared/templates/measures.ts'
import { edit, opened } from '../../state/editor.ts'
import { boxAt } from '../../view-math/editor-boxes.ts'
import { changesOf, type Subject } from '../../view-math/editor-draft.ts'
import { words } from '../../words/words.ts'
import type { ControlProps } from './controls.tsx'

/** The nine points of the frame that a box can be measured from. The box stays where it is when another one is chosen. */
export function AnchorControl({
  id,
  label,
  subject,
  value,
}: ControlProps & { subject: Subject; value: unknown }) {
  const now = anchor.options.includes(value as Anchor) ? (value as Anchor) : 'top-left'
  return (
    <fieldset id={id} className="editor-anchor" aria-label={label}>
      {anchor.options.map((option) => (
        <input
          key={option}
          type="radio"
          name={id}
          checked={option === now}
          aria-label={words.editor.choices[option]}
          title={words.editor.choices[option]}
          onChange={() => measureFrom(subject, option)}
        />
      ))}
    </fieldset>
  )
}

function measureFrom(subject: Subject, to: Anchor): void {
  const open = opened()
  if (open === null || subject.kind !== 'layer') return
  const { draft, scope } = open
  const layer = draft.scenes[subject.scene]?.layers[subject.layer]
  if (layer === undefined) return
  const place = placeOfBox(layer.box, draft.frame, false)
  const box = boxAt(place, { ...layer.box, anchor: to }, draft.frame, false)
  edit([
    ...changesOf(draft, subject, ['box', 'anchor'], to, scope),
    ...(['x', 'y'] as const).flatMap((part) =>
      box[part] === layer.box[part] ? [] : changesOf(draft, subject, ['box', part], box[part], scope),
    ),
  ])
}
