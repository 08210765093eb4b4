import { type Place, placeOfBox } from '../../src-shared/templates/box-place.ts'
import { isRightToLeft } from '../../src-shared/templates/languages.ts'
import { type Draft, type DraftLayer, isMirrored, type Subject } from './editor-draft.ts'
import { chosenLayers, type LayerSubject, type Selection } from './editor-selection.ts'
import { layerTime, type SceneTime } from './editor-time.ts'

/** A layer as it lies over the frame. `seen`: it is on at the playhead. */
export type LyingLayer = {
  subject: LayerSubject
  layer: DraftLayer
  place: Place
  rotation: number
  mirrored: boolean
  seen: boolean
}

/** The layers that are on at a frame, the lowest first, and last the selected ones that are not among them. */
export function lyingLayers(
  draft: Draft,
  times: readonly SceneTime[],
  frame: number,
  language: string,
  selected: Selection,
): LyingLayer[] {
  const on = times.filter(({ from, to }) => from <= frame && frame < to)
  const all = on.flatMap(({ scene, from, to }) =>
    (draft.scenes[scene]?.layers ?? []).flatMap((layer) => {
      const time = layerTime(layer, to - from, draft.format.rate)
      const isOn = !layer.hidden && from + time.from <= frame && frame < from + time.to
      return isOn ? (lying(draft, { kind: 'layer', scene, layer: layer.index }, language) ?? []) : []
    }),
  )
  const unseen = chosenLayers(selected).filter((subject) => !all.some((one) => isOf(one, subject)))
  return [
    ...all,
    ...unseen.flatMap((subject) => {
      const found = lying(draft, subject, language)
      return found === null ? [] : [{ ...found, seen: false }]
    }),
  ]
}

/** Where a layer lies, as if it were on. Null: there is no such layer. */
export function lying(draft: Draft, subject: LayerSubject, language: string): LyingLayer | null {
  const layer = draft.scenes[subject.scene]?.layers[subject.layer]
  if (layer === undefined) return null
  const mirrored = isMirrored(draft, layer, isRightToLeft(language))
  const place = placeOfBox(layer.box, draft.frame, mirrored)
  return { subject, layer, place, rotation: layer.rotation, mirrored, seen: true }
}

export const isOf = ({ subject }: LyingLayer, other: Subject): boolean =>
  other.kind === 'layer' && subject.scene === other.scene && subject.layer === other.layer
