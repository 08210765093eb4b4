import type { PartOfVideo } from '../../../src-shared/batches/changes.ts'
import type { CheckName } from '../../../src-shared/quality/checks.ts'
import type { Inspection, QualityFinding } from '../../../src-shared/quality/inspection.ts'

/** What an accident of the machine may do to a file (a bit that tipped, a program that broke down and said that all was well). */
const mayPass: ReadonlySet<CheckName> = new Set<CheckName>([
  'file.decoding',
  'file.frame-count',
  'file.timestamps',
  'file.duration',
  'picture.black',
  'picture.frozen',
  'picture.repeated',
  'picture.skipped',
  'picture.likeness',
  'plan.missing',
  'plan.logo',
  'sound.missing',
  'sound.silent',
  'sound.sync',
])

/** What is to be made anew: hashes of segments and of the sound, and the finding that comes first among the reasons. */
export type Suspects = { parts: string[]; because: QualityFinding }

/**
 * Which parts of a file that failed are to be made once more: those that hold a finding which may be gone then; all of them
 * where a finding is about the whole. Null: it passed, or all that failed it comes of what it is made of.
 */
export function suspectsOf(
  { findings, planned }: Pick<Inspection, 'findings' | 'planned'>,
  parts: readonly PartOfVideo[],
): Suspects | null {
  // Of somebody else's video nobody knows what was meant.
  if (!planned) return null
  const grave = findings.filter(({ check, severity }) => severity === 'error' && mayPass.has(check))
  const because = grave[0]
  if (because === undefined) return null
  const suspects = new Set(grave.flatMap((finding) => holding(finding, parts)))
  return { parts: [...suspects], because }
}

function holding(finding: QualityFinding, parts: readonly PartOfVideo[]): string[] {
  const { check, from, to, segment } = finding
  const all = parts.map(({ hash }) => hash)
  if (segment !== null && all.includes(segment)) return [segment]
  const sound = parts.filter(({ frames }) => frames === 0).map(({ hash }) => hash)
  if (check.startsWith('sound.') && sound.length > 0) return sound
  if (from === null || to === null) return all
  let begin = 0
  const found: string[] = []
  for (const { hash, frames } of parts) {
    if (begin < to && from < begin + frames) found.push(hash)
    begin += frames
  }
  return found.length > 0 ? found : all
}
