import type { Job } from '../../../src-shared/batches/batch.ts'
import { apart } from '../../view-math/bidi.ts'
import type { Shown } from './stage.tsx'

export const titleOf = ({ language, format }: Job) => `${language} · ${format}`

/** null: it has no file to be looked at. */
export const shownOf = (job: Job | null): Shown | null =>
  job?.status === 'done' ? { job, output: job.output, title: titleOf(job) } : null

/** A video to stand beside another; one of another row is named by it. */
export function shownBeside(job: Job | null, main: Job): Shown | null {
  const shown = shownOf(job)
  if (shown === null || shown.job.rowKey === main.rowKey) return shown
  return { ...shown, title: `${apart(shown.job.rowKey)} · ${shown.title}` }
}
