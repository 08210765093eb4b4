import type { PictureRaster } from '../../../src-shared/plans/rasters.ts'

/** Lengths are pixels. The picture is scaled to `scaled`, of which `crop` is kept and put at `place` of the box. */
export type Fitted = {
  scaled: Size
  crop: Size & Corner
  place: Corner
}
export type Size = { width: number; height: number }
export type Corner = { left: number; top: number }

/**
 * Where a picture goes in its box. `cover` fills the box and brings the focus point as near to the box's middle as the
 * picture's edges allow; `contain` shows the whole picture in the middle of the box; `fill` stretches it.
 */
export function fitPicture(
  picture: Size,
  spec: Pick<PictureRaster, 'width' | 'height' | 'fit' | 'focus'>,
): Fitted {
  const box = { width: spec.width, height: spec.height }
  const across = box.width / picture.width
  const down = box.height / picture.height
  if (spec.fit === 'cover') {
    const scale = Math.max(across, down)
    const scaled = {
      width: Math.max(box.width, Math.round(picture.width * scale)),
      height: Math.max(box.height, Math.round(picture.height * scale)),
    }
    return {
      scaled,
      crop: {
        ...box,
        left: window(spec.focus.x, scaled.width, box.width),
        top: window(spec.focus.y, scaled.height, box.height),
      },
      place: { left: 0, top: 0 },
    }
  }
  const scale = Math.min(across, down)
  const scaled =
    spec.fit === 'fill'
      ? box
      : {
          width: within(Math.round(picture.width * scale), 1, box.width),
          height: within(Math.round(picture.height * scale), 1, box.height),
        }
  return {
    scaled,
    crop: { ...scaled, left: 0, top: 0 },
    place: {
      left: Math.floor((box.width - scaled.width) / 2),
      top: Math.floor((box.height - scaled.height) / 2),
    },
  }
}

/**
 * The part of the source that a crop of the scaled picture is made of, with a margin for the scaling filter, and
 * the crop of that part. Used when most of the scaled picture would be thrown away.
 */
export function sourcePart(
  picture: Size,
  fitted: Fitted,
): { part: Size & Corner; scaled: Size; crop: Size & Corner } {
  const x = stretch(picture.width, fitted.scaled.width, fitted.crop.left, fitted.crop.width)
  const y = stretch(picture.height, fitted.scaled.height, fitted.crop.top, fitted.crop.height)
  return {
    part: { left: x.from, top: y.from, width: x.length, height: y.length },
    scaled: { width: x.scaled, height: y.scaled },
    crop: { left: x.cropFrom, top: y.cropFrom, width: fitted.crop.width, height: fitted.crop.height },
  }
}

function stretch(length: number, scaledLength: number, cropFrom: number, cropLength: number) {
  const scale = scaledLength / length
  const margin = Math.ceil(4 * Math.max(1, 1 / scale))
  const from = Math.max(0, Math.floor(cropFrom / scale) - margin)
  const to = Math.min(length, Math.ceil((cropFrom + cropLength) / scale) + margin)
  const scaled = Math.max(cropLength, Math.round((to - from) * scale))
  return {
    from,
    length: to - from,
    scaled,
    cropFrom: within(Math.round(cropFrom - from * scale), 0, scaled - cropLength),
  }
}

function window(focus: number, scaled: number, box: number): number {
  return within(Math.round(focus * scaled - box / 2), 0, scaled - box)
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
