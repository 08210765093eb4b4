import type { ClipSpec } from '../../src-shared/plans/media.ts'

/** A picture or a clip that fills its place, without anything that changes its look. */
export const plainly = {
  fit: 'cover',
  focus: { x: 0.5, y: 0.5 },
  radius: 0,
  blur: 0,
  opacity: 1,
  rotation: 0,
} as const

/** A clip from its start, at its own pace, at 30 frames a second; `more` says what is special. */
export const plainClip = (
  more: Partial<ClipSpec> & Pick<ClipSpec, 'width' | 'height' | 'frames'>,
): ClipSpec => ({
  kind: 'clip',
  content: 'c0ffee',
  rate: { num: 30, den: 1 },
  from: 0,
  to: null,
  speed: 1,
  end: 'freeze',
  ...plainly,
  composeIn: 'yuv420p',
  ...more,
})
