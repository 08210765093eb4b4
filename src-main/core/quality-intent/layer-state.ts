import type { ComposeFormat } from '../../../src-shared/plans/media.ts'
import type { PlacedMove } from '../../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { Region } from '../../../src-shared/quality/inspection.ts'
import type { Window } from '../../../src-shared/quality/intent.ts'
import { type ClipFrames, clipFrames } from './clip-frames.ts'
import type { Known } from './known.ts'
import type { Standing } from './walk-plan.ts'

/** How one layer looks in one frame. */
export type LayerState = {
  /** Where it is drawn, in pixels; may reach beyond the frame. */
  area: Region
  /** 0..1, of its moves alone. */
  alpha: number
  /** Of a picture that moves. */
  window: Window | null
  /** Of a clip: the source's frame. */
  sourceFrame: number | null
  /** The same for the same pixels. */
  key: string
  /** The same, too, while it moves so little from frame to frame that it can't be told from standing still. */
  calmKey: string
}

export type Frame = { width: number; height: number; composeIn: ComposeFormat }

/** A layer that can be asked how it looks. */
export type StatedLayer = {
  standing: Standing
  /** Whether it looks the same for as long as it shows. */
  constant: boolean
  clip: ClipFrames | null
  /** At a frame of its part; null: nothing of it is seen. */
  at(frame: number): LayerState | null
}

/**
 * Slower than this a movement of a picture is hard to see in small frames: pixels of a frame whose longer side has 320. A fade
 * that takes longer than this changes each frame by less than coding does.
 */
const slowPixels = 0.5
const smallSide = 320
const slowFade = 15

/** So little of the frame's light changes when a small layer fades by one step: less than coding does, whatever is in it. */
const leastFade = 0.003

/** The smallest share of its size that a layer has at the far end of a zoom. */
const zoomStart = 0.7

export function statedLayer(standing: Standing, frame: Frame, known: Known): StatedLayer {
  const { placed, spec } = standing
  const { picture, enter, exit } = placed
  const place = spec.kind === 'clip' || picture.kind !== 'raster' ? null : known.place(picture.artifact)
  const drawn: Region = place === null ? turnedBox(standing) : padded(placedAt(placed, place), place, frame)
  const clip = spec.kind === 'clip' ? clipFrames(spec, known) : null
  const content = picture.kind === 'source' || spec.kind === 'clip' ? '' : JSON.stringify(picture)
  const source = spec.kind === 'clip' ? JSON.stringify({ ...spec, frames: 0 }) : ''
  const constant = enter === null && exit === null && picture.kind === 'raster'
  const fadesSlowly = [enter, exit].every(
    (step) => step === null || (step.effect === 'fade' && step.frames > slowFade),
  )
  const rested = constant ? look(0) : null

  return {
    standing,
    constant,
    clip,
    at(at) {
      if (at < placed.from || at >= placed.to) return null
      return constant ? rested : look(at + placed.clock)
    },
  }

  function look(k: number): LayerState | null {
    const alpha = alphaAt(k)
    if (Math.round(alpha * 255) === 0) return null
    const area = snapped(areaAt(k), frame.composeIn)
    if (isOutside(area, frame)) return null
    const lies = `${area.x},${area.y},${area.width},${area.height}`
    const thin = Math.round(alpha * 255)
    const fadesBy =
      Math.abs(alpha - alphaAt(k - 1)) * ((area.width * area.height) / (frame.width * frame.height))
    const calmAlpha = fadesSlowly || fadesBy < leastFade ? '' : thin
    if (clip !== null) {
      const seen = clip.look(k)
      if (seen === null) return null
      const what = `${source} ${seen} ${lies}`
      const sourceFrame = clip.sourceFrame(k)
      return {
        area,
        alpha,
        window: null,
        sourceFrame,
        key: `${what} ${thin}`,
        calmKey: `${what} ${calmAlpha}`,
      }
    }
    const window = picture.kind === 'moving' ? windowAt(k) : null
    const through =
      window === null ? '' : [window.left, window.top, window.width].map((side) => side.toFixed(4)).join()
    const isSlow = window !== null && wayBetween(windowAt(k - 1), window) < slowPixels
    return {
      area,
      alpha,
      window,
      sourceFrame: null,
      key: `${content} ${through} ${lies} ${thin}`,
      calmKey: `${content} ${isSlow ? '' : through} ${lies} ${calmAlpha}`,
    }
  }

  /** How far a corner of the picture travels from one frame to the next, in pixels of a small frame. */
  function wayBetween(before: Window, now: Window): number {
    const scale = smallSide / Math.max(frame.width, frame.height)
    const across = placed.width / now.width
    const down = placed.height / now.height
    return (
      scale *
      Math.max(
        Math.abs(now.left - before.left) * across,
        Math.abs(now.left + now.width - before.left - before.width) * across,
        Math.abs(now.top - before.top) * down,
        Math.abs(now.top + now.height - before.top - before.height) * down,
      )
    )
  }

  function alphaAt(k: number): number {
    let alpha = 1
    if (enter !== null && enter.effect !== 'slide') alpha *= share(k / enter.frames)
    if (exit !== null && exit.effect !== 'slide')
      alpha *= 1 - share((k - (placed.frames - exit.frames)) / exit.frames)
    return alpha
  }

  function areaAt(k: number): Region {
    const { width, height } = drawn
    let { x, y } = drawn
    let size = 1
    for (const [move, arrived] of movesAt(k)) {
      if (move.effect === 'zoom') size *= arrived
      if (move.effect !== 'slide') continue
      if (move.side === 'left') x += -(drawn.x + width) * (1 - arrived)
      if (move.side === 'right') x += (frame.width - drawn.x) * (1 - arrived)
      if (move.side === 'top') y += -(drawn.y + height) * (1 - arrived)
      if (move.side === 'bottom') y += (frame.height - drawn.y) * (1 - arrived)
    }
    const zooms = movesAt(k).some(([move]) => move.effect === 'zoom')
    if (!zooms) return { x, y, width, height }
    const part = zoomStart + (1 - zoomStart) * size
    const scaled = (side: number) => (part >= 1 ? side : Math.max(2, 2 * Math.floor((side * part) / 2 + 0.5)))
    const [w, h] = [scaled(width), scaled(height)]
    const middle = (box: number, length: number, from: number, side: number) =>
      box + length / 2 + (from + side / 2 - box - length / 2) * part
    return {
      x: middle(placed.x, placed.width, drawn.x, width) - w / 2 + (x - drawn.x),
      y: middle(placed.y, placed.height, drawn.y, height) - h / 2 + (y - drawn.y),
      width: w,
      height: h,
    }
  }

  function movesAt(k: number): [PlacedMove, number][] {
    const moves: [PlacedMove, number][] = []
    if (enter !== null) moves.push([enter, eased(share(k / enter.frames), enter.easing)])
    if (exit !== null)
      moves.push([exit, 1 - eased(share((k - (placed.frames - exit.frames)) / exit.frames), exit.easing)])
    return moves
  }

  function windowAt(k: number): Window {
    if (picture.kind !== 'moving') throw new Error('only a picture that moves has a window')
    const { from, to, easing } = picture.motion
    const way = placed.frames <= 1 ? 0 : eased(share(k / (placed.frames - 1)), easing)
    const between = (a: number, b: number) => a + (b - a) * way
    const zoom = between(from.zoom, to.zoom)
    const middle = (towards: number) => (1 + towards * (1 - 1 / zoom)) / 2
    const [width, height] = [picture.pictureWidth / zoom, picture.pictureHeight / zoom]
    return {
      left: middle(between(from.x, to.x)) * picture.pictureWidth - width / 2,
      top: middle(between(from.y, to.y)) * picture.pictureHeight - height / 2,
      width,
      height,
    }
  }
}

/** A layer's box, or what it covers when it is turned about its middle as it is shown. */
export function turnedBox({ placed, spec }: Standing): Region {
  const { x, y, width, height, picture } = placed
  const degrees = picture.kind === 'moving' ? picture.rotation : spec.kind === 'clip' ? spec.rotation : 0
  if (degrees === 0) return { x, y, width, height }
  const turn = (degrees * Math.PI) / 180
  const [sin, cos] = [Math.abs(Math.sin(turn)), Math.abs(Math.cos(turn))]
  const [w, h] = [Math.ceil(width * cos + height * sin), Math.ceil(width * sin + height * cos)]
  return { x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h }
}

/** Where a raster lies whose layer has its box here. */
export const placedAt = (box: { x: number; y: number }, place: RasterPlace): Region => ({
  x: box.x + place.left,
  y: box.y + place.top,
  width: place.width,
  height: place.height,
})

/** Where colour is halved, a drawing that begins on an odd pixel gets a clear edge before it. */
function padded({ x, y, width, height }: Region, { left, top }: RasterPlace, { composeIn }: Frame): Region {
  const [across, down] = composeIn === 'yuv444p' ? [0, 0] : [Math.abs(left % 2), Math.abs(top % 2)]
  return { x: x - across, y: y - down, width: width + across, height: height + down }
}

const share = (value: number): number => Math.max(0, Math.min(1, value))

export function eased(way: number, easing: PlacedMove['easing']): number {
  switch (easing) {
    case 'linear':
      return way
    case 'in':
      return way ** 3
    case 'out':
      return 1 - (1 - way) ** 3
    case 'in-out':
      return way ** 2 * (3 - 2 * way)
  }
}

/** Overlays lie on whole colour samples. */
function snapped(area: Region, composeIn: ComposeFormat): Region {
  const across = composeIn === 'yuv444p' ? 1 : 2
  const down = composeIn === 'yuv420p' ? 2 : 1
  const on = (value: number, grid: number) => grid * Math.floor(Math.trunc(value) / grid)
  return { ...area, x: on(area.x, across), y: on(area.y, down) }
}

export const isOutside = (area: Region, { width, height }: { width: number; height: number }): boolean =>
  area.x >= width || area.y >= height || area.x + area.width <= 0 || area.y + area.height <= 0
