import { createHash } from 'node:crypto'
import type { LayerLook, LookedLayer, LookFacts } from '../../../src-shared/quality/looks.ts'
import type { KeptLook } from './facts-shelf.ts'
import type { JoinedSegment } from './joined-of.ts'

/** Layers that are looked at closely, in these frames, which lie as raw files in `folder` for a while. */
export type LookAsks = { frames: readonly number[]; layers: readonly LookedLayer[]; folder: string }

type Place = Pick<JoinedSegment, 'first' | 'frames'>

export const framesIn = ({ frames }: LookAsks, { first, frames: many }: Place): number[] =>
  frames.filter((frame) => frame >= first && frame < first + many)

/** What is kept of what was asked of a segment, and the frames that have to be looked at for the rest. */
export function recalled(
  asks: LookAsks,
  segment: Place,
  kept: ReadonlyMap<string, KeptLook>,
): { facts: LookFacts; missing: number[] } {
  const facts: LookFacts = []
  const missing: number[] = []
  for (const frame of framesIn(asks, segment)) {
    const due = asks.layers.flatMap((layer): (LayerLook | null)[] => {
      const ask = askOf(layer, frame, segment.first)
      if (ask === null) return []
      const seen = kept.get(ask.key)
      return [seen === undefined ? null : { layer: layer.layer, frame, expected: ask.expected, ...seen }]
    })
    if (due.includes(null)) missing.push(frame)
    else facts.push(...due.filter((each) => each !== null))
  }
  return { facts, missing }
}

/** What was seen of a segment, as it is kept. */
export function keptOf(
  asks: LookAsks,
  segment: Place,
  facts: readonly LayerLook[],
): ReadonlyMap<string, KeptLook> {
  const layers = new Map(asks.layers.map((layer) => [layer.layer, layer]))
  const frames = new Set(framesIn(asks, segment))
  return new Map(
    facts.flatMap(({ layer, frame, expected: _, ...seen }) => {
      const ask = frames.has(frame) ? askOf(layers.get(layer)!, frame, segment.first) : null
      return ask === null ? [] : [[ask.key, seen] as const]
    }),
  )
}

/** As if all frames had been looked at one after the other. */
export function inOrder({ layers }: LookAsks, facts: readonly LayerLook[]): LookFacts {
  const places = new Map(layers.map(({ layer }, index) => [layer, index]))
  return [...facts].sort((a, b) => a.frame - b.frame || places.get(a.layer)! - places.get(b.layer)!)
}

/** All that decides what a frame of a segment shows of a layer, whatever video it is in. null: the frame isn't looked at for it. */
function askOf(layer: LookedLayer, frame: number, first: number): { key: string; expected: boolean } | null {
  const { look, kind, text } = layer
  const shown = look.frames.find((each) => each.frame === frame)
  if (shown === undefined && !look.absent.includes(frame)) return null
  const { artifact, place, at, moves } = look
  const how = shown === undefined ? (look.frames[0]?.window ?? null) : { ...shown, frame: null }
  const asked = [frame - first, shown !== undefined, kind, text, artifact, place, at, moves, how]
  const key = createHash('sha256').update(JSON.stringify(asked)).digest('base64url')
  return { key, expected: shown !== undefined }
}
