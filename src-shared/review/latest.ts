import { type Decision, foldedName } from './review.ts'

/** What counts of all that was said of a job: of each person the latest that was not undone and is about this file; newest first. */
export function latestOf<D extends Pick<Decision, 'id' | 'reviewer' | 'sha256' | 'undoneAt'>>(
  decisions: readonly D[],
  sha256: string,
): D[] {
  const latest = new Map<string, D>()
  for (const decision of decisions) {
    if (decision.undoneAt !== null || decision.sha256 !== sha256) continue
    const person = foldedName(decision.reviewer)
    if ((latest.get(person)?.id ?? 0) < decision.id) latest.set(person, decision)
  }
  return [...latest.values()].sort((one, other) => other.id - one.id)
}
