import { type Place, placeOfBox } from '../../src-shared/templates/box-place.ts'
import { isRightToLeft } from '../../src-shared/templates/languages.ts'
import { type Draft, type DraftLayer, isMirrored, type Subject } from './editor-draft.ts'
import { layerTime, type SceneTime } from './editor-time.ts'

/** A layer as it lies over the frame. `seen`: it is on at the playhead. */
export type LyingLayer = {
  subject: Subject & { kind: 'layer' }
  layer: DraftLayer
  place: Place
  rotation: number
  mirrored: boolean
  seen: boolean
}

/** The layers that are on at a frame, the lowest first, and last the selected one when it is not among them. */
export function lyingLayers(
  draft: Draft,
  times: readonly SceneTime[],
  frame: number,
  language: string,
  selected: Subject,
): LyingLayer[] {
  const rightToLeft = isRightToLeft(language)
  const lying = (scene: number, layer: DraftLayer, seen: boolean): LyingLayer => {
    const mirrored = isMirrored(draft, layer, rightToLeft)
    return {
      subject: { kind: 'layer', scene, layer: layer.index },
      layer,
      place: placeOfBox(layer.box, draft.frame, mirrored),
      rotation: layer.rotation,
      mirrored,
      seen,
    }
  }
  const on = times.filter(({ from, to }) => from <= frame && frame < to)
  const all = on.flatMap(({ scene, from, to }) =>
    (draft.scenes[scene]?.layers ?? []).flatMap((layer) => {
      const time = layerTime(layer, to - from, draft.format.rate)
      const isOn = !layer.hidden && from + time.from <= frame && frame < from + time.to
      return isOn ? [lying(scene, layer, true)] : []
    }),
  )
  if (selected.kind !== 'layer' || all.some((one) => isOf(one, selected))) return all
  const layer = draft.scenes[selected.scene]?.layers[selected.layer]
  return layer === undefined ? all : [...all, lying(selected.scene, layer, false)]
}

export const isOf = ({ subject }: LyingLayer, other: Subject): boolean =>
  other.kind === 'layer' && subject.scene === other.scene && subject.layer === other.layer
