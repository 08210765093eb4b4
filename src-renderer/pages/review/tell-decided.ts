import { tell, tellFault } from '../../parts/tell.tsx'
import type { Decided } from '../../state/review-acts.ts'
import { told, words } from '../../words/words.ts'

/** Says what was decided, with a way back. */
export function tellDecided(decided: Decided, says: string): void {
  const { review } = words
  if (decided.refused[0] !== undefined)
    tellFault(new Error(`${review.refused(decided.refused.length)}: ${told(decided.refused[0])}`))
  if (decided.decisions === 0) return
  const { videos, segments } = decided.again
  tell(videos > 0 ? `${says}. ${review.again(videos, segments)}` : says, () => {
    decided.undo().catch(tellFault)
  })
}
