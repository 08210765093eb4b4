import { type Coverage, covers, textClusters } from '../../../src-shared/plans/text-clusters.ts'

/**
 * The characters (grapheme clusters, each once, in order) that none of the families has; empty when all can be drawn.
 * What is never drawn (control characters, joiners, variation selectors, bidi marks, spaces) is never missing. A
 * cluster counts as missing when no single family has all of it: its marks could not be placed.
 */
export function missingGlyphs(
  text: string,
  families: readonly string[],
  coverage: (family: string) => Coverage,
): string[] {
  const coverages: Coverage[] = []
  const has = (index: number, cluster: string) => {
    coverages[index] ??= coverage(families[index]!)
    return covers(coverages[index], cluster)
  }
  if (families.length > 0 && isPlain(text, coverage(families[0]!))) return []
  const missing = new Set<string>()
  /** Neighbours mostly come from the same family. */
  let likely = 0
  for (const { text: cluster } of textClusters(text)) {
    if (families.length > 0 && has(likely, cluster)) continue
    const found = families.findIndex((_, index) => has(index, cluster))
    if (found >= 0) likely = found
    else missing.add(cluster)
  }
  return [...missing]
}

/** Most texts: letters, digits and marks that all come from the first family and stand for themselves. */
function isPlain(text: string, coverage: Coverage): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x300 || !coverage.has(unit)) return false
  }
  return true
}
