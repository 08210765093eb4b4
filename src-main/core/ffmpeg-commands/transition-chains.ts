import { withAlpha } from '../../../src-shared/plans/media.ts'
import type { SegmentPart } from '../../../src-shared/plans/plan.ts'
import { eased } from './expressions.ts'
import { type Around, clock } from './layer-chain.ts'

/** What overlay calls the formats that are composed in. */
export const overlayFormat = { yuv420p: 'yuv420', yuv444p: 'yuv444', yuv422p10le: 'yuv422p10' } as const

/**
 * The next scene over the leaving one. Fades are even; slides, wipes and zooms follow the easing. xfade would do the
 * same evenly only, and for 4:4:4 pictures only.
 */
export function transitionChains(
  into: NonNullable<SegmentPart['into']>,
  from: string,
  to: string,
  around: Around,
  chains: string[],
): string {
  const { frameWidth: width, frameHeight: height, composeIn, rate } = around
  const crossed = around.newLabel()
  const share = eased(`((n+${into.done + 1})/${into.of + 1})`, into.easing)
  const overlay = (below: string, above: string) =>
    chains.push(`${below}${above}overlay=eof_action=endall:format=${overlayFormat[composeIn]}${crossed}`)
  if (into.type === 'slide') {
    // Both scenes on one long picture, and a window that travels over it.
    const across = into.side === 'left' || into.side === 'right'
    const order = into.side === 'right' || into.side === 'bottom' ? `${from}${to}` : `${to}${from}`
    const along = into.side === 'right' || into.side === 'bottom' ? share : `(1-${share})`
    const [x, y] = across ? [`${width}*${along}`, '0'] : ['0', `${height}*${along}`]
    chains.push(`${order}${across ? 'hstack' : 'vstack'}=shortest=1,${frameWindow(x, y, around)}${crossed}`)
    return crossed
  }
  const [shown, above] = [around.newLabel(), around.newLabel()]
  // Said before it gets an alpha: else all that leads here is composed with one, or in 8 bits, and so is what it shares.
  const opened = `${to}format=${composeIn},`
  if (into.type === 'wipe') {
    const [mask, open] = [around.newLabel(), around.newLabel()]
    const across = into.side === 'left' || into.side === 'right'
    const [w, h] = across ? [2 * width, height] : [width, 2 * height]
    const white = { right: [width, 0], left: [0, 0], bottom: [0, height], top: [0, 0] }[into.side]
    const along = into.side === 'right' || into.side === 'bottom' ? share : `(1-${share})`
    const [x, y] = across ? [`${width}*${along}`, '0'] : ['0', `${height}*${along}`]
    chains.push(
      // Drawn as RGB: a grey that is drawn as such has limited range in older builds, where black is not 0.
      `color=c=white:s=${width}x${height}:r=${rate.num}/${rate.den},trim=end_frame=1,format=rgb24,pad=${w}:${h}:${white[0]}:${white[1]}:color=black,format=gray,` +
        `loop=${around.frames}:1,${clock(rate)},crop=w=${width}:h=${height}:x='${x}':y='${y}':exact=1${mask}`,
      // alphamerge knows 8 bits only.
      `${opened}format=${withAlpha[composeIn].replace('10le', '')}${open}`,
      `${open}${mask}alphamerge,format=${withAlpha[composeIn]}${above}`,
    )
    overlay(from, above)
    return crossed
  }
  const length = (((into.of + 1) * rate.den) / rate.num).toFixed(6)
  // Its first frame is one step on the way, not none.
  chains.push(
    `${opened}format=${withAlpha[composeIn]},setpts=PTS+${into.done + 1},fade=t=in:st=0:d=${length}:alpha=1,setpts=PTS-${into.done + 1}${above}`,
  )
  if (into.type === 'fade') {
    overlay(from, above)
    return crossed
  }
  // The leaving picture comes nearer while the next one shows through it. The window is reckoned from its size of this
  // frame: crop knows only that of the first.
  const size = (side: number) => `2*ceil(${side}*(1+0.35*${share})/2)`
  const [w, h] = [size(width), size(height)]
  chains.push(
    `${from}format=${composeIn},scale=w='${w}':h='${h}':eval=frame:flags=bilinear,${frameWindow(`(${w}-${width})/2`, `(${h}-${height})/2`, around)}${shown}`,
  )
  overlay(shown, above)
  return crossed
}

/**
 * A window as large as the frame, on whole colour samples. crop rounds the window's own sides too, unless told; only
 * 4:2:2 is composed with odd ones.
 */
function frameWindow(x: string, y: string, { frameWidth, frameHeight, composeIn }: Around): string {
  const size = `crop=w=${frameWidth}:h=${frameHeight}`
  if (composeIn !== 'yuv422p10le') return `${size}:x='${x}':y='${y}'`
  return `${size}:x='2*floor((${x})/2)':y='${y}':exact=1`
}
