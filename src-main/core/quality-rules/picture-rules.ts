import { judgeBlack } from './black.ts'
import type { Judging } from './judging.ts'

/** What the pictures show. */
export function judgePicture(judging: Judging): void {
  const { picture } = judging
  if (picture === null || picture.frames === 0) return
  judgeBlack(judging, picture)
}
