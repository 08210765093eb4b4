import type { CheckName } from '../../../src-shared/quality/checks.ts'
import type { Doubt, DoubtEnd } from '../../../src-shared/quality/doubt.ts'
import type { Inspection, QualityFinding, Region, Verdict } from '../../../src-shared/quality/inspection.ts'
import type { Statements } from './statements.ts'

type InspectionRecord = {
  job: number
  sha256: string
  profile: string
  profile_hash: string
  verdict: Verdict
  planned: 0 | 1
  at: string
  cpu_ms: number | null
}

export type FindingRecord = {
  job: number
  number: number
  check: CheckName
  severity: QualityFinding['severity']
  first: number | null
  after: number | null
  figure: number | null
  threshold: number | null
  unit: string | null
  message: string
  what_to_do: string
  region: string | null
  layer: string | null
  segment: string | null
}

/** A finished job, for whoever inspects its file. */
export type FinishedJob = {
  id: number
  path: string
  sha256: string
  /** null: of a time that didn't keep it. */
  planHash: string | null
  rowNumber: number
  language: string
  format: string
  width: number
  height: number
  frames: number
  /** What stands in for something that was missing; null: nothing. */
  note: string | null
  /** Hash of the profile that this file was last held against; null: nobody looked. */
  profileHash: string | null
}

/** More than any person reads of one file. */
const mostFindings = 500

/** What was seen of finished files. Nothing here opens a transaction: the caller does. */
export function qualityRecords(sql: Statements) {
  function whole(found: InspectionRecord | null): (Inspection & { at: string }) | null {
    if (found === null) return null
    const { verdict, profile, profile_hash: hash, sha256, planned, cpu_ms, at } = found
    return {
      verdict,
      findings: sql.all<FindingRecord>('findings_of_job', { job: found.job }).map(asFinding),
      profile: { name: profile, hash },
      sha256,
      planned: planned === 1,
      cpuMilliseconds: cpu_ms,
      at,
    }
  }

  return {
    /** Takes the place of what was seen of the job's file before. */
    write(
      job: number,
      { verdict, findings, profile, sha256, planned, cpuMilliseconds }: Inspection,
      at: string,
    ) {
      const of = (severity: QualityFinding['severity']) =>
        findings.filter((finding) => finding.severity === severity).length
      sql.run('drop_inspection', { job })
      sql.run('add_inspection', {
        job,
        sha256,
        profile: profile.name,
        profileHash: profile.hash,
        verdict,
        errors: of('error'),
        warnings: of('warning'),
        notes: of('note'),
        planned: planned ? 1 : 0,
        at,
        cpuMilliseconds: cpuMilliseconds === null ? null : Math.round(cpuMilliseconds),
      })
      gravest(findings).forEach((finding, number) => {
        const { region, ...rest } = finding
        sql.run('add_finding', {
          job,
          number,
          ...rest,
          region: region === null ? null : JSON.stringify(region),
        })
      })
    },
    /** Of the file that lies there; null: nobody looked at it. */
    ofJob: (job: number) => whole(sql.one<InspectionRecord>('inspection_of_job', { job })),
    /** Notes that a video is made once more, in the place of an earlier such note. */
    beginDoubt(job: number, { suspects, ...doubt }: Doubt, at: string): void {
      sql.run('begin_doubt', { job, at, ...doubt, suspects: JSON.stringify(suspects) })
    },
    endDoubt: (job: number, came: DoubtEnd): void => void sql.run('end_doubt', { job, came }),
    /** The doubt of this plan that is under way; null: none. */
    doubtOf(job: number, planHash: string): Doubt | null {
      const found = sql.one<Omit<Doubt, 'suspects'> & { suspects: string }>('doubt_of_job', { job, planHash })
      return found === null ? null : { ...found, suspects: JSON.parse(found.suspects) as Doubt['suspects'] }
    },
    sayOfJob: (job: number, reason: string) => void sql.run('say_of_job', { job, reason }),
    sayOfBatch: (batch: number, reason: string) => void sql.run('say_of_batch', { batch, reason }),
    isFileOf: (job: number, sha256: string): boolean => sql.one('file_of_job', { job, sha256 }) !== null,
    finished: (batch: number, after: number, limit: number): FinishedJob[] =>
      sql.all<FinishedJob>('finished_after', { batch, after, limit }),
    /** Of the same file, made from the same plan and held against the same profile, whichever batch it was in. */
    ofFile: (file: { hash: string; sha256: string; profileHash: string }) =>
      whole(sql.one<InspectionRecord>('inspection_of_file', file)),
  }
}

/** Those that are kept, in their order: what failed a file is among them, however much else was seen before it. */
function gravest(findings: readonly QualityFinding[]): readonly QualityFinding[] {
  if (findings.length <= mostFindings) return findings
  const of = (wanted: QualityFinding['severity']) => findings.filter(({ severity }) => severity === wanted)
  const kept = new Set([...of('error'), ...of('warning'), ...of('note')].slice(0, mostFindings))
  return findings.filter((finding) => kept.has(finding))
}

export function asFinding(record: FindingRecord): QualityFinding {
  return {
    check: record.check,
    severity: record.severity,
    from: record.first,
    to: record.after,
    figure: record.figure,
    threshold: record.threshold,
    unit: record.unit,
    message: record.message,
    whatToDo: record.what_to_do,
    region: record.region === null ? null : (JSON.parse(record.region) as Region),
    layer: record.layer,
    segment: record.segment,
  }
}
