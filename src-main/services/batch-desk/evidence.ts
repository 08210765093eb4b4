import { mkdir, writeFile } from 'node:fs/promises'
import { arch, platform, release } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../../../src-shared/data/rows.ts'
import type { TriedUnit } from '../../../src-shared/farm/units.ts'

/** All that tells of a fault of ours. */
export type Evidence = {
  error: unknown
  plan: unknown
  row: Row | null
  request: unknown
  units: TriedUnit[]
  versions: Record<string, string>
}

/** Writes the evidence of a job's fault into a folder of its own, and answers with its path. */
export async function keepEvidence(
  studioFolder: string,
  { batch, job }: { batch: string; job: number },
  evidence: Evidence,
): Promise<string> {
  const folder = join(studioFolder, 'evidence', batch, String(job))
  await mkdir(folder, { recursive: true })
  const files: [string, string][] = [
    ['error.txt', describe(evidence.error)],
    ['plan.json', asJson(evidence.plan)],
    ['row.json', asJson(evidence.row)],
    ['request.json', asJson(evidence.request)],
    ['programs.txt', programsOf(evidence.units)],
    [
      'versions.json',
      asJson({ ...evidence.versions, node: process.version, system: `${platform()} ${release()} ${arch()}` }),
    ],
  ]
  for (const [name, text] of files) await writeFile(join(folder, name), text)
  return folder
}

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2) ?? 'null'}\n`

/** With the stacks of all causes. */
function describe(error: unknown): string {
  const parts: string[] = []
  for (
    let at = error;
    at !== undefined && parts.length < 20;
    at = at instanceof Error ? at.cause : undefined
  ) {
    const details = (at as { details?: unknown }).details
    const lines = Array.isArray(details) ? details.map((line) => `  ${line}`) : []
    parts.push([at instanceof Error ? (at.stack ?? at.message) : String(at), ...lines].join('\n'))
  }
  return `${parts.join('\n\nCaused by:\n')}\n`
}

function programsOf(units: Evidence['units']): string {
  if (units.length === 0) return 'No program had been started.\n'
  return units
    .map(({ number, label, reason, attempts }) =>
      [
        `Unit ${number}: ${label}. ${reason}`,
        ...attempts.flatMap((attempt) => [
          `Try ${attempt.number}: ${attempt.end ?? 'under way'}${attempt.exit === null ? '' : `, ${attempt.exit}`}`,
          ...(attempt.commands ?? []),
          ...(attempt.stderr === null ? [] : [attempt.stderr]),
        ]),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}
