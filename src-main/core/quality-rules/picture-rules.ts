import { judgeBlack } from './black.ts'
import { judgeFlashes } from './flashes.ts'
import type { Judging, Slices } from './judging.ts'
import { judgeBars, judgeInterlaced, judgeLevels } from './look.ts'
import { judgeMotion } from './motion.ts'

/** What the pictures show. */
export function* judgePicture(judging: Judging): Slices {
  const { picture } = judging
  if (picture === null || picture.frames === 0) return
  judgeBlack(judging, picture)
  yield
  yield* judgeMotion(judging, picture)
  yield
  judgeLevels(judging, picture)
  judgeBars(judging, picture)
  judgeInterlaced(judging, picture)
  yield
  yield* judgeFlashes(judging, picture)
}
