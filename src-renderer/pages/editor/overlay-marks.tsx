import type { Place } from '../../../src-shared/templates/box-place.ts'
import { useOpen } from '../../state/editor.ts'
import { useLayout } from '../../state/editor-layout.ts'
import { type Handle, handles, turned, upright } from '../../view-math/editor-boxes.ts'
import type { LyingLayer } from '../../view-math/editor-overlay.ts'
import { number } from '../../view-math/numbers.ts'

/** Margins that broadcasters ask for, as shares of each side. */
export const titleSafe = 0.1
export const actionSafe = 0.05

/** From this size on, in pixels of the screen, a side has a handle of its own. */
const roomy = 44
/** How far from the box the handle stands that turns it, in pixels of the screen. */
const arm = 24

/** What is drawn around a layer that is chosen; `withHandles`: it alone is, and can be sized and turned. */
export function ChosenMark({
  layer,
  scale,
  withHandles,
}: {
  layer: LyingLayer
  scale: number
  withHandles: boolean
}) {
  const { place, rotation, seen } = layer
  const isSmall = Math.min(place.width, place.height) * scale < roomy
  return (
    <div
      className="editor-selected"
      data-unseen={!seen || undefined}
      data-small={isSmall || undefined}
      style={styleOf(layer, scale)}
    >
      {withHandles && (
        <>
          <TurnHandle layer={layer} scale={scale} />
          <SizeHandles place={place} rotation={rotation} scale={scale} />
        </>
      )}
    </div>
  )
}

/** What is drawn around several layers: the box that they have in common, by which they are sized together. */
export function CommonMark({ place, scale }: { place: Place; scale: number }) {
  const isSmall = Math.min(place.width, place.height) * scale < roomy
  return (
    <div
      className="editor-common"
      data-small={isSmall || undefined}
      style={styleOf({ place, rotation: 0 }, scale)}
    >
      <SizeHandles place={place} rotation={0} scale={scale} />
    </div>
  )
}

function SizeHandles({ place, rotation, scale }: { place: Place; rotation: number; scale: number }) {
  return handlesFor(place, scale).map(([x, y]) => (
    <span
      key={`${x} ${y}`}
      className="editor-handle"
      data-handle={`${x} ${y}`}
      style={{
        left: `${(x + 1) * 50}%`,
        top: `${(y + 1) * 50}%`,
        cursor: cursorOf([x, y], rotation),
      }}
    />
  ))
}

/** Stands above the box, or below it or in it where there is no room. */
function TurnHandle({ layer: { place, rotation }, scale }: { layer: LyingLayer; scale: number }) {
  const frame = useOpen(({ draft }) => draft.frame)
  const half = (place.height * scale) / 2
  const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
  /** Pixels of the screen by which a point at a distance above the centre lies outside of the frame. */
  const outside = (above: number) => {
    const at = turned(0, -above, rotation)
    const x = middle.x * scale + at.x
    const y = middle.y * scale + at.y
    return Math.max(0, -x, -y, x - frame.width * scale, y - frame.height * scale)
  }
  const places = [half + arm, -half - arm, half - arm] as const
  const fits = places.find((above) => outside(above) <= 4)
  const above = fits ?? (half > arm * 2 ? places[2] : places[0])
  return (
    <>
      <span
        className="editor-turn-arm"
        style={{
          top: `calc(50% - ${Math.max(above, Math.sign(above) * half)}px)`,
          height: Math.abs(Math.abs(above) - half),
        }}
      />
      <span className="editor-turn" data-handle="turn" style={{ top: `calc(50% - ${above}px)` }} />
    </>
  )
}

/** Numbers beside what the hand drags: where it lies, how large it is, how far it is turned. */
export function Readout({
  place,
  rotation,
  scale,
  kind,
}: Pick<LyingLayer, 'place' | 'rotation'> & { scale: number; kind: 'move' | 'size' | 'turn' }) {
  const frame = useOpen(({ draft }) => draft.frame)
  const around = upright(place, rotation)
  const canvas = (pixels: number) => number(Math.round(pixels / frame.unit))
  const text =
    kind === 'turn'
      ? `${number(rotation, Number.isInteger(rotation) ? 0 : 1)}°`
      : kind === 'size'
        ? `${canvas(place.width)} × ${canvas(place.height)}`
        : `${canvas(place.x)}, ${canvas(place.y)}`
  const below = Math.min(around.y + around.height, frame.height) * scale
  const isLow = below > frame.height * scale - 30
  return (
    <span
      className="editor-readout"
      aria-hidden="true"
      style={{
        left: Math.min(Math.max(place.x + place.width / 2, 0), frame.width) * scale,
        top: isLow ? below - 30 : below + 10,
      }}
    >
      {text}
    </span>
  )
}

/** On a small box the corners alone, so that its middle stays to be taken hold of. */
function handlesFor({ width, height }: Place, scale: number): Handle[] {
  return handles.filter(
    ([x, y]) => (x !== 0 || width * scale >= roomy) && (y !== 0 || height * scale >= roomy),
  )
}

/** The handle that was pressed; null: none. */
export function handleAt(target: EventTarget): Handle | 'turn' | null {
  const written = target instanceof HTMLElement ? target.dataset.handle : undefined
  if (written === 'turn') return 'turn'
  return handles.find(([x, y]) => `${x} ${y}` === written) ?? null
}

export function styleOf({ place, rotation }: Pick<LyingLayer, 'place' | 'rotation'>, scale: number) {
  return {
    left: place.x * scale,
    top: place.y * scale,
    width: place.width * scale,
    height: place.height * scale,
    transform: rotation === 0 ? undefined : `rotate(${rotation}deg)`,
  }
}

const cursors = ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'] as const
function cursorOf([x, y]: Handle, rotation: number): string {
  const way = turned(x, y, rotation)
  const eighth = Math.round((Math.atan2(way.y, way.x) / Math.PI) * 4)
  return cursors[((eighth % 4) + 4) % 4]!
}

export function Margins({ scale }: { scale: number }) {
  const frame = useOpen(({ draft }) => draft.frame)
  const { titleSafe: title, actionSafe: action, thirds } = useLayout()
  const inset = (share: number) => ({
    inset: `${frame.height * share * scale}px ${frame.width * share * scale}px`,
  })
  return (
    <>
      {action && <div className="editor-safe" data-of="action" style={inset(actionSafe)} />}
      {title && <div className="editor-safe" data-of="title" style={inset(titleSafe)} />}
      {thirds && (
        <div className="editor-thirds">
          <i />
          <i />
          <i />
          <i />
        </div>
      )}
    </>
  )
}
