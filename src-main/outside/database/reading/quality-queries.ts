import type { ParsedPayload } from '../../../../src-shared/contract/commands.ts'
import type {
  FindingOfVideo,
  InspectedVideo,
  QualityAnswers,
  QualitySummary,
} from '../../../../src-shared/contract/quality.ts'
import { asFinding, type FindingRecord } from '../quality-records.ts'
import { numberOf } from './job-queries.ts'
import type { Reading } from './queries.ts'

type VideoRecord = { row_key: string; line: number; language: string; format: string; path: string }

export const qualityQueries = {
  'quality.findings'(
    reading: Reading,
    { of, check, severity, after, limit }: ParsedPayload<'quality.findings'>,
  ): QualityAnswers['quality.findings'] {
    const sql = reading.statements('quality-read')
    const asked = {
      checks: check === undefined ? null : JSON.stringify(check),
      severities: severity === undefined ? null : JSON.stringify(severity),
      // One more, to know whether there are others.
      limit: limit + 1,
    }
    const found =
      'batch' in of
        ? sql.all<FindingRecord & VideoRecord>('findings_of_batch', {
            ...asked,
            batch: numberOf(reading, of.batch),
            job: after?.job ?? 0,
            number: after?.number ?? -1,
          })
        : sql.all<FindingRecord & VideoRecord>('findings_of_video', {
            ...asked,
            job: of.job,
            number: after?.number ?? -1,
          })
    const findings = found.slice(0, limit).map(asFindingOfVideo)
    const last = findings.at(-1)
    const isAll = found.length <= limit || last === undefined
    return { findings, next: isAll ? null : { job: last.job, number: last.number } }
  },

  'quality.videos'(
    reading: Reading,
    { batch, verdict, after, limit }: ParsedPayload<'quality.videos'>,
  ): QualityAnswers['quality.videos'] {
    const sql = reading.statements('quality-read')
    const found = sql.all<Omit<InspectedVideo, 'findings'>>('videos_of_batch', {
      batch: numberOf(reading, batch),
      verdicts: verdict === undefined ? null : JSON.stringify(verdict),
      after,
      limit: limit + 1,
    })
    const page = withinReason(found.slice(0, limit), (jobs) => sql.all('counts_of_jobs', { jobs }))
    const seen = Map.groupBy(
      sql.all<FindingRecord>('findings_of_jobs', { jobs: JSON.stringify(page.map(({ job }) => job)) }),
      ({ job }) => job,
    )
    return {
      videos: page.map((video) => ({ ...video, findings: (seen.get(video.job) ?? []).map(asFinding) })),
      next: found.length > page.length ? page.at(-1)!.job : null,
    }
  },

  'quality.summary'(reading: Reading, { batch: id }: { batch: string }): QualitySummary {
    const sql = reading.statements('quality-read')
    const batch = numberOf(reading, id)
    const counts = sql.one<Counts>('counts_of_batch', { batch: id })!
    const { done, verdict_pass: pass, verdict_warn: warn, verdict_fail: fail } = counts
    return {
      batch: id,
      videos: done,
      notInspected: done - pass - warn - fail,
      verdicts: { pass, warn, fail },
      checks: sql.all<QualitySummary['checks'][number]>('tally_of_batch', { batch }),
      profiles: sql.all<QualitySummary['profiles'][number]>('profiles_of_batch', { batch }),
    }
  },
}

/** Findings that one answer holds: more would hold up whoever hands them on. */
const mostFindings = 2_000

/** The first videos, with so many findings at most, and one at least. */
function withinReason<Video extends { job: number }>(
  videos: readonly Video[],
  counted: (jobs: string) => { job: number; findings: number }[],
): Video[] {
  const counts = new Map(
    counted(JSON.stringify(videos.map(({ job }) => job))).map(({ job, findings }) => [job, findings]),
  )
  let findings = 0
  const over = videos.findIndex(({ job }, index) => {
    findings += counts.get(job) ?? 0
    return index > 0 && findings > mostFindings
  })
  return videos.slice(0, over === -1 ? videos.length : over)
}

type Counts = { done: number; verdict_pass: number; verdict_warn: number; verdict_fail: number }

const asFindingOfVideo = (record: FindingRecord & VideoRecord): FindingOfVideo => ({
  ...asFinding(record),
  job: record.job,
  number: record.number,
  rowKey: record.row_key,
  line: record.line,
  language: record.language,
  format: record.format,
  path: record.path,
})
