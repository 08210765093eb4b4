import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import type { Region } from '../../../src-shared/quality/inspection.ts'
import { cell, cells, type Known } from './known.ts'
import type { Frame, LayerState, StatedLayer } from './layer-state.ts'
import type { Picture, Seen } from './pictures.ts'

/** Light (of 1) under which a pixel may pass for black, with some room for what coding does to it. */
const surelyLit = 0.1
/** Of the frame: so much has to be lit before a black picture is a fault. */
const leastLit = 0.06
/** Of an edge: so much has to be lit before a bar there is a fault. */
const litEdge = 0.75
/** What shows less than this of something light may still be dark. */
const thin = 0.3

/** What a picture may look like though nothing is wrong. */
export function mayBe(picture: Picture, frame: Frame, known: Known): { black: boolean; bars: boolean } {
  const below = litCells(picture.below, frame, known)
  if (picture.over === null) return judged(below)
  const over = litCells(picture.over.seen, frame, known)
  const { type, share, eased } = picture.over
  if (type !== 'fade') return { black: lit(below) * (1 - eased) + lit(over) * eased < leastLit, bars: true }
  const mixed = below.map((one, index) =>
    (one === 1 && share <= 1 - thin) || (over[index] === 1 && share >= thin) ? 1 : 0,
  )
  return judged(mixed)
}

function judged(map: Uint8Array): { black: boolean; bars: boolean } {
  const edge = (from: number, step: number) => {
    let sum = 0
    for (let index = 0; index < cells; index++) sum += map[from + index * step]!
    return sum / cells
  }
  const edges = [edge(0, 1), edge(cells * (cells - 1), 1), edge(0, cells), edge(cells - 1, cells)]
  return { black: lit(map) < leastLit, bars: Math.min(...edges) < litEdge }
}

function lit(map: Uint8Array): number {
  let sum = 0
  for (const each of map) sum += each
  return sum / map.length
}

/** Cells of the frame that are light for certain (1); what isn't known counts as dark. */
function litCells(seen: Seen, frame: Frame, known: Known): Uint8Array {
  const map = new Uint8Array(cells * cells)
  if (seen.background !== null && lightOf(seen.background) > surelyLit) map.fill(1)
  for (const { layer, state } of seen.layers) lay(map, layer, state, frame, known)
  return map
}

function lay(
  map: Uint8Array,
  { standing, clip }: StatedLayer,
  state: LayerState,
  frame: Frame,
  known: Known,
) {
  const { spec, placed } = standing
  const { picture } = placed
  switch (spec.kind) {
    case 'text': {
      // Letters cover little; a plate may be dark, and large.
      if (spec.plate === null) return
      const light = lightOf(spec.plate.colour)
      const alpha = alphaOf(spec.plate.colour) * spec.opacity * state.alpha
      if (light * alpha <= surelyLit && alpha >= 0.5) paint(map, state.area, frame, () => cell.dark)
      return
    }
    case 'shape': {
      const { fill } = spec
      if (fill === null) return
      const colours = fill.kind === 'colour' ? [fill.colour] : fill.stops.map(({ colour }) => colour)
      const alphas = colours.map((colour) => alphaOf(colour) * spec.opacity * state.alpha)
      const lights = colours.map((colour, index) => lightOf(colour) * alphas[index]!)
      const plain = spec.shape === 'rectangle' && spec.rotation === 0 && spec.radius < 0.1 * spec.height
      if (plain && Math.min(...lights) > surelyLit) paint(map, state.area, frame, () => cell.lit)
      else if (Math.min(...lights) <= surelyLit && Math.max(...alphas) >= 0.5)
        paint(map, state.area, frame, () => cell.dark)
      return
    }
    case 'picture': {
      if (picture.kind === 'source') return
      const light = known.light(picture.artifact)
      if (light === null) return paint(map, state.area, frame, () => cell.dark)
      const { window } = state
      const size = picture.kind === 'moving' ? [picture.pictureWidth, picture.pictureHeight] : [1, 1]
      const rest = picture.kind === 'moving' ? picture.rotation !== 0 : false
      paint(map, state.area, frame, (x, y) => {
        if (rest) return cell.dark
        const u = window === null ? x : (window.left + x * window.width) / size[0]!
        const v = window === null ? y : (window.top + y * window.height) / size[1]!
        return dimmed(light[indexAt(u, v)]!, state.alpha * spec.opacity)
      })
      return
    }
    case 'clip': {
      const { facts } = clip!
      if (facts === null || state.sourceFrame === null || spec.rotation !== 0)
        return paint(map, state.area, frame, () => cell.dark)
      const shown = known.media(spec.content)?.video ?? null
      const sourceAt = fitted(spec, shown === null ? null : [shown.shownWidth, shown.shownHeight])
      const from = state.sourceFrame * cells * cells * 3
      paint(map, state.area, frame, (x, y) => {
        const [u, v] = sourceAt(x, y)
        if (u < 0 || u > 1 || v < 0 || v > 1) return cell.clear
        const y8 = facts.tiles[from + indexAt(u, v) * 3] ?? 16
        return dimmed((y8 - 16) / 219 > surelyLit ? cell.lit : cell.dark, state.alpha * spec.opacity)
      })
    }
  }
}

type Fitting = Pick<ClipSpec, 'fit' | 'focus' | 'width' | 'height'>

/** From shares of the box to shares of the source. */
export function fitted(
  { fit, focus, width, height }: Fitting,
  shown: readonly [number, number] | null,
): (x: number, y: number) => [number, number] {
  if (fit === 'fill' || shown === null) return (x, y) => [x, y]
  const ratios = [width / shown[0], height / shown[1]] as const
  const scale = fit === 'cover' ? Math.max(...ratios) : Math.min(...ratios)
  const [w, h] = [shown[0] * scale, shown[1] * scale]
  const from = (at: number, whole: number, part: number) =>
    fit === 'cover' ? Math.min(whole - part, Math.max(0, at * whole - part / 2)) : (whole - part) / 2
  const [left, top] = [from(focus.x, w, width), from(focus.y, h, height)]
  return (x, y) => [(left + x * width) / w, (top + y * height) / h]
}

const dimmed = (is: number, alpha: number): number =>
  is === cell.lit && alpha < thin ? cell.clear : is === cell.dark && alpha < 0.5 ? cell.clear : is

const indexAt = (u: number, v: number): number => {
  const on = (share: number) => Math.max(0, Math.min(cells - 1, Math.floor(share * cells)))
  return on(v) * cells + on(u)
}

/** A cell gets light only where the layer covers it whole, and dark wherever it touches it. */
function paint(
  map: Uint8Array,
  area: Region,
  { width, height }: Frame,
  at: (x: number, y: number) => number,
): void {
  const [w, h] = [width / cells, height / cells]
  const first = (from: number, size: number) => Math.max(0, Math.floor(from / size))
  const last = (to: number, size: number) => Math.min(cells - 1, Math.ceil(to / size) - 1)
  for (let row = first(area.y, h); row <= last(area.y + area.height, h); row++)
    for (let column = first(area.x, w); column <= last(area.x + area.width, w); column++) {
      const middle = (index: number, size: number, from: number, length: number) =>
        Math.max(0, Math.min(1, ((index + 0.5) * size - from) / length))
      const is = at(middle(column, w, area.x, area.width), middle(row, h, area.y, area.height))
      if (is === cell.dark) map[row * cells + column] = 0
      else if (
        is === cell.lit &&
        area.x <= column * w + 0.5 &&
        area.y <= row * h + 0.5 &&
        area.x + area.width >= (column + 1) * w - 0.5 &&
        area.y + area.height >= (row + 1) * h - 0.5
      )
        map[row * cells + column] = 1
    }
}

/** Of `#rrggbb` or `#rrggbbaa`, as a video's luma has it: 0 black, 1 white. */
export function lightOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

export const alphaOf = (colour: string): number =>
  colour.length < 9 ? 1 : Number.parseInt(colour.slice(7, 9), 16) / 255
