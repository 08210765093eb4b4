import type { PlacedMove } from '../../../src-shared/plans/plan.ts'

/**
 * ffmpeg expressions over frame numbers. `k` below is an expression for the frame of the layer's own clock. They are
 * written without commas escaped: the graph quotes whole values.
 */

/** Share 0..1 after easing, of an expression that is a share 0..1 already. */
export function eased(share: string, easing: PlacedMove['easing']): string {
  switch (easing) {
    case 'linear':
      return `(${share})`
    case 'in':
      return `pow(${share},3)`
    case 'out':
      return `(1-pow(1-(${share}),3))`
    case 'in-out':
      return `(pow(${share},2)*(3-2*(${share})))`
  }
}

/** How much of a layer has arrived at frame k: 0 away, 1 in place. Frame 0 is away, frame `frames` in place. */
export function arrivedShare(move: PlacedMove, k: string): string {
  return eased(`clip((${k})/${move.frames},0,1)`, move.easing)
}

/** How much of a layer is still there at frame k, leaving over its last frames: 1 in place, 0 away. */
export function remainingShare(move: PlacedMove, k: string, life: number): string {
  return `(1-${eased(`clip((${k}-${life - move.frames})/${move.frames},0,1)`, move.easing)})`
}
