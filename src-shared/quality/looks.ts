import type { CloseLook, ShownLayer } from './intent.ts'

/** What full-size frames of a finished video showed of its layers, one entry for each layer and frame that was looked at. */
export type LookFacts = LayerLook[]

export type LayerLook = {
  /** `scene/layer`. */
  layer: string
  frame: number
  /** Whether it has to be seen there, or must not be. */
  expected: boolean
  /** Share of what was compared that looks as the layer was drawn; null: nothing of it lies free there. */
  matched: number | null
  /** Pictures: how much light and dark go together with those of the layer, -1 to 1; null: it has none, or it is a text. */
  alike: number | null
  /** Texts: how far the letters stand off in light from what is around them, 0..1; pictures: how much is in them. */
  distinct: number | null
  /** Texts: WCAG's ratio of the letters to what is around them, of the worst tenth of it; null: it can't be told. */
  contrast: number | null
  /** Texts: how far the colour of the letters is from theirs on average, light aside, of 255; null: it can't be told. */
  colourOff: number | null
}

/** A layer with what has to be known to look at it: the path of its artifact (PNG, straight alpha). */
export type LookedLayer = {
  layer: string
  kind: 'text' | 'picture'
  path: string
  look: CloseLook
  text: ShownLayer['text']
}
