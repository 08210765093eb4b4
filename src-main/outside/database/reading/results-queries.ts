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

type Finished = {
  id: number
  key: string
  language: string
  format: string
  path: string
  bytes: number
  duration: number
}

/** `Chair 2` before `Chair 10`, whatever the case. */
const naming = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export const resultsQueries = {
  'results.index'(reading: Reading, asked: ParsedPayload<'results.index'>): ResultsAnswers['results.index'] {
    const sql = reading.statements('results-read')
    const batch = numberOf(reading, asked.batch)
    const found = sql.all<Finished>('finished', {
      batch,
      languages: listed(asked.languages),
      formats: listed(asked.formats),
      verdicts: listed(asked.verdicts),
      checks: listed(asked.checks),
      text: like(asked.text),
    })
    const sorted = sortedBy(found, asked.order)
    const groups = new Map<string, VideoGroup & { ids: number[] }>()
    for (const { id, bytes, duration, ...video } of sorted) {
      const key = keyOf(video, asked.by)
      let group = groups.get(key)
      if (group === undefined) {
        group = { key, count: 0, bytes: 0, seconds: 0, ids: [] }
        groups.set(key, group)
      }
      group.ids.push(id)
      group.count += 1
      group.bytes += bytes
      group.seconds += duration
    }
    const ordered = [...groups.values()]
    // Folders by name; all else as the batch has it, or as the videos are sorted.
    if (asked.by === 'folder') ordered.sort((one, other) => naming.compare(one.key, other.key))
    const index: WallIndex = {
      groups: ordered.map(({ ids: _ids, ...group }) => group),
      jobs: ordered.flatMap(({ ids }) => ids),
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

function keyOf(video: Pick<Finished, 'path' | 'language' | 'format' | 'key'>, by: Grouping): string {
  switch (by) {
    case 'folder':
      return video.path.includes('/') ? video.path.slice(0, video.path.lastIndexOf('/')) : ''
    case 'row':
      return video.key
    case 'none':
      return ''
    default:
      return video[by]
  }
}

function sortedBy(found: Finished[], order: VideoOrder): Finished[] {
  switch (order) {
    case 'table':
      return found
    case 'name':
      return found.sort((one, other) => naming.compare(one.path, other.path))
    case 'largest':
      return found.sort((one, other) => other.bytes - one.bytes)
    case 'longest':
      return found.sort((one, other) => other.duration - one.duration)
  }
}
