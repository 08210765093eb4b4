import type { Job } from '../../../../src-shared/batches/batch.ts'
import type { ParsedPayload } from '../../../../src-shared/contract/commands.ts'
import type {
  Grouping,
  ResultsAnswers,
  VideoGroup,
  VideoOrder,
  WallIndex,
} from '../../../../src-shared/contract/results.ts'
import { asJob, type JobRecord } from '../rows-as-data.ts'
import { numberOf } from './job-queries.ts'
import type { Reading } from './queries.ts'

type Finished = { id: number; bytes: number; in_group: string; in_order: string | number | null }

/** `Chair 2` before `Chair 10`, whatever the case. */
const naming = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export const resultsQueries = {
  'results.index'(reading: Reading, asked: ParsedPayload<'results.index'>): ResultsAnswers['results.index'] {
    const sql = reading.statements('results-read')
    const batch = numberOf(reading, asked.batch)
    const found = sql.all<Finished>('finished', {
      batch,
      by: asked.by,
      order: asked.order,
      languages: listed(asked.languages),
      formats: listed(asked.formats),
      verdicts: listed(asked.verdicts),
      checks: listed(asked.checks),
      text: like(asked.text),
    })
    const index: WallIndex = {
      ...grouped(sortedBy(found, asked.order), asked.by),
      total: sql.one<{ count: number }>('finished_count', { batch })!.count,
    }
    return { wall: JSON.stringify(index) }
  },

  'results.jobs'(reading: Reading, asked: { batch: string; jobs: number[] }): Job[] {
    const found = reading.statements('results-read').all<JobRecord>('finished_by_id', {
      batch: numberOf(reading, asked.batch),
      ids: JSON.stringify(asked.jobs),
    })
    const byId = new Map(found.map((one) => [one.id, asJob(one, asked.batch)]))
    return asked.jobs.flatMap((id) => byId.get(id) ?? [])
  },

  'results.strips'(
    reading: Reading,
    { batches, each }: { batches: string[]; each: number },
  ): ResultsAnswers['results.strips'] {
    const sql = reading.statements('results-read')
    const strips: Record<string, number[]> = {}
    for (const id of new Set(batches)) {
      const batch = sql.one<{ number: number }>('batch_number', { batch: id })?.number
      if (batch === undefined) continue
      const { count } = sql.one<{ count: number }>('finished_count', { batch })!
      const many = Math.min(each, count)
      const jobs = Array.from({ length: many }, (_, place) => {
        // In the middle of each of as many stretches: the first video alone says little.
        const offset = Math.floor(((place + 0.5) * count) / many)
        return sql.one<{ id: number }>('finished_at', { batch, offset })?.id
      }).filter((job) => job !== undefined)
      if (jobs.length > 0) strips[id] = jobs
    }
    return strips
  },

  'results.beside'(reading: Reading, { job }: { job: number }): ResultsAnswers['results.beside'] {
    const sql = reading.statements('results-read')
    const own = sql.one<JobRecord & { batch_id: string; path_key: string }>('own_batch', { job })
    if (own === null) return { renditions: [], earlier: [] }
    const { batch, row_number: row, row_key: rowKey, language, format, path_key: pathKey } = own
    return {
      renditions: sql
        .all<JobRecord>('renditions_of_row', { batch, job, row })
        .map((one) => asJob(one, own.batch_id)),
      earlier: sql
        .all<JobRecord & { batch_id: string; batch_name: string; batch_created_at: string }>(
          'same_video_elsewhere',
          { batch, pathKey, rowKey, language, format },
        )
        .map((one) => ({
          job: asJob(one, one.batch_id),
          batch: { id: one.batch_id, name: one.batch_name, createdAt: one.batch_created_at },
        })),
    }
  },
}

const listed = (wanted: readonly string[] | undefined) =>
  wanted === undefined ? null : JSON.stringify(wanted)

/** A text to search for as LIKE wants it, with `!` before what it would read as a pattern. */
export const like = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : `%${text.trim().replace(/[!%_]/g, '!$&')}%`

/**
 * Groups in the order of their first videos, folders by name; videos one group after the other. There may be a group for each of
 * 120,000 rows: they are counted first, and each video is then put in its place.
 */
function grouped(videos: readonly Finished[], by: Grouping): Omit<WallIndex, 'total'> {
  const groups: VideoGroup[] = []
  const known = new Map<string, number>()
  const groupOf = new Uint32Array(videos.length)
  for (const [place, { in_group, bytes }] of videos.entries()) {
    const key = by === 'folder' ? in_group.slice(0, Math.max(0, in_group.lastIndexOf('/'))) : in_group
    let group = known.get(key)
    if (group === undefined) {
      group = groups.push({ key, count: 0, bytes: 0 }) - 1
      known.set(key, group)
    }
    groupOf[place] = group
    groups[group]!.count += 1
    groups[group]!.bytes += bytes
  }
  const ordered =
    by === 'folder' ? groups.toSorted((one, other) => naming.compare(one.key, other.key)) : groups
  const next = new Uint32Array(groups.length)
  let first = 0
  for (const { key, count } of ordered) {
    next[known.get(key)!] = first
    first += count
  }
  const jobs = new Array<number>(videos.length)
  for (const [place, { id }] of videos.entries()) jobs[next[groupOf[place]!]!++] = id
  return { groups: ordered, jobs }
}

function sortedBy(found: Finished[], order: VideoOrder): Finished[] {
  switch (order) {
    case 'table':
      return found
    case 'name':
      return found.sort((one, other) => naming.compare(String(one.in_order), String(other.in_order)))
    case 'largest':
      return found.sort((one, other) => other.bytes - one.bytes)
    case 'longest':
      return found.sort((one, other) => Number(other.in_order) - Number(one.in_order))
  }
}
