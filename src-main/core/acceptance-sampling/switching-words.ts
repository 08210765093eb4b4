import type { Switching } from './switching.ts'

/** Why a lot is inspected as severely as the rules say. */
export function whySeverity({ state, score, inARow, lots }: Switching): string {
  switch (state) {
    case 'normal':
      if (lots === 0) return 'Normal inspection: it is the first lot.'
      return score >= 30
        ? `Normal inspection. The lots before were good enough for reduced inspection (switching score ${score}): it takes the word of whoever is responsible.`
        : `Normal inspection, after the lots before. Switching score: ${score} of 30.`
    case 'tightened':
      return `Tightened inspection: too many of the lots before were not accepted. Accepted in a row since: ${inARow} of 5.`
    case 'reduced':
      return 'Reduced inspection: the lots before were good, and it was agreed to.'
    case 'stopped':
      return 'Stopped: five lots were not accepted under tightened inspection.'
    default:
      return state satisfies never
  }
}
