import { type ClipSource, withAlpha } from '../../../src-shared/plans/media.ts'
import { type ClipFrom, clipChains, pictureOf, seenThrough, shapeClip, sourceInput } from './clip-graph.ts'
import { partOf, stretchOf } from './stretch.ts'

/**
 * The frames of a clip, or some of them, read straight from its source inside a larger graph: the same pictures as
 * those of the file that `planClip` would make, without its coding loss.
 *
 * Give `first` and `count` when only these frames of the clip are wanted: its frame `first` is then frame 0 of the
 * stream, and the source is read from there.
 *
 * Null when it takes more than one pass: a loop of which more than one turn is wanted.
 *
 * The command around it wants `-xerror`, so that a frame that can't be decoded ends the run instead of passing as a
 * smear, and `-loglevel level+warning` with each line of stderr shown to `tellsOfDamage`. Threads of the decoder go
 * before `input`. A stream that ends early (the file has fewer frames than its packets promised) must not be filled up
 * by what it is laid over: let the overlay end with it (`eof_action=endall`) and count the frames that come out.
 *
 * Throws StudioError as `planClip` does.
 */
export function readClip(ask: ClipFrom & { first?: number; count?: number }): ClipSource | null {
  const { spec, facts } = ask
  const { video, name } = pictureOf(ask)
  const first = ask.first ?? 0
  const whole = stretchOf(spec, facts, video, name)
  const stretch = partOf(whole, spec, facts, first, ask.count ?? spec.frames - first)
  if (stretch === null) return null
  const shape = shapeClip(spec, video, name)
  const { place, coded } = shape
  const hasAlpha = seenThrough(shape, stretch)
  const isCut = place.width !== coded.width || place.height !== coded.height
  const cut = isCut ? [`crop=${place.width}:${place.height}:0:0:exact=1`] : []
  return {
    input: sourceInput(ask, shape, stretch),
    first,
    frames: stretch.total,
    hasAlpha,
    place,
    coded,
    filters: (input, prefix, label) => {
      const open = { input, prefix, picture: `[${prefix}picture]`, alpha: `[${prefix}alpha]` }
      // As `clipPicture` merges the two streams of a file.
      const merged = `mergeplanes=map1p=1:map2p=2:map3s=1:format=${withAlpha[spec.composeIn]}`
      const last = hasAlpha ? [merged, ...cut] : cut
      if (last.length === 0) return clipChains(ask, shape, stretch, { ...open, picture: label }).join(';')
      return [
        ...clipChains(ask, shape, stretch, open),
        `${open.picture}${hasAlpha ? open.alpha : ''}${last.join(',')}${label}`,
      ].join(';')
    },
  }
}
