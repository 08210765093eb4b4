import type { PackageEntry } from '../../../src-shared/contract/review-packages.ts'
import type { Comment, Decision } from '../../../src-shared/review/review.ts'
import { asComment, asDecision, type CommentRecord, type DecisionRecord } from './review-records.ts'
import type { StoreParts } from './store-parts.ts'

/** A package as it went out. */
export type SentPackage = {
  id: string
  batch: string
  madeAt: string
  digest: string
  reviewer: string | null
  /** Each video, and the SHA-256 of its file. */
  items: [job: number, sha256: string][]
}

/** What is known of some jobs, for what comes back to be held against. `sha256` null: no file lies there. */
export type KnownJobs = {
  files: { id: number; path: string; sha256: string | null }[]
  decisions: Decision[]
  comments: Comment[]
}

const setting = 'review.key'

/** Review packages that went out. */
export function packageStore({ packages: sql, batches, farm, durably }: StoreParts) {
  /** The key that packages are signed with; null: none went out yet. It leaves the store for nothing else. */
  function key(): string | null {
    const kept = farm.setting(setting)
    // A key without a sign, which anybody could sign with, was written once.
    return typeof kept === 'string' && kept !== '' ? kept : null
  }

  return {
    key,
    /** The same; `create` makes it when there is none yet. */
    keyOr(create: () => string): string {
      const kept = key()
      if (kept !== null) return kept
      const made = create()
      durably(() => farm.setSetting(setting, made))
      return made
    },
    add({ id, batch, madeAt, ...facts }: SentPackage): void {
      durably(() =>
        sql.run('add_package', {
          id,
          batch: batches.numberOf(batch),
          madeAt,
          facts: JSON.stringify(facts),
        }),
      )
    },
    /** null: there is none of this id, or its batch is gone. */
    find(id: string): SentPackage | null {
      const found = sql.one<{ id: string; batch: string; made_at: string; facts: string }>('package', { id })
      if (found === null) return null
      const facts = JSON.parse(found.facts) as Pick<SentPackage, 'digest' | 'reviewer' | 'items'>
      return { id: found.id, batch: found.batch, madeAt: found.made_at, ...facts }
    },
    ofBatch(id: string): PackageEntry[] {
      const batch = batches.numberOf(id)
      const back = Map.groupBy(
        sql.all<{ package: string; reviewer: string; decisions: number }>('came_back', { batch }),
        (one) => one.package,
      )
      return sql
        .all<{ id: string; made_at: string; reviewer: string | null; videos: number }>('packages_of_batch', {
          batch,
        })
        .map(({ id, made_at, reviewer, videos }) => {
          const came = back.get(id) ?? []
          return {
            package: id,
            reviewer,
            madeAt: made_at,
            videos,
            decisions: came.reduce((sum, one) => sum + one.decisions, 0),
            reviewers: came.map((one) => one.reviewer),
          }
        })
    },
    /** Of jobs of this batch; others are left out. */
    known(batch: string, numbers: readonly number[]): KnownJobs {
      const jobs = JSON.stringify(numbers)
      return {
        files: sql.all<KnownJobs['files'][number]>('files_of_jobs', { jobs, batch }),
        decisions: sql.all<DecisionRecord>('said_of_jobs', { jobs }).map(asDecision),
        comments: sql.all<CommentRecord>('remarked_of_jobs', { jobs }).map(asComment),
      }
    },
  }
}
