import type { TextMeasurer } from '../../../src-shared/plans/rasters.ts'

/** A typewriter: every character is half the size wide, so that lines can be counted in one's head. */
export const evenMeasurer: TextMeasurer = {
  face: ({ families, tracking }) => ({
    ascent: 0.8,
    descent: 0.2,
    width: (word) => [...word].length * (0.5 + tracking),
    line: (text) => {
      const count = [...text].length
      const width = count === 0 ? 0 : count * (0.5 + tracking) - tracking
      return { width, left: 0, right: width, top: -0.7, bottom: 0.2, families: families.slice(0, 1) }
    },
  }),
}
