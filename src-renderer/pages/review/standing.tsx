import { Select } from '@mantine/core'
import type { Answers } from '../../../src-shared/contract/commands.ts'
import type { Sample } from '../../../src-shared/review/sampling.ts'
import { ask } from '../../bridge/bridge.ts'
import { tell, tellFault } from '../../parts/tell.tsx'
import { reviewSample } from '../../state/review.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { GateMark, ProgressBar, progressText } from './progress.tsx'

/** How far the review of a batch is, or of one of its samples, and whether the batch may go out. */
export function Standing({
  batch,
  standing: { samples, counts, gate },
  sample,
}: {
  batch: string
  standing: Answers['review.status']
  sample: Sample | null
}) {
  const { review } = words
  return (
    <>
      {samples.length > 0 && (
        <Select
          size="xs"
          w={190}
          aria-label={review.sampleOf}
          allowDeselect={false}
          data={[
            { value: '', label: review.wholeBatch },
            ...samples.map(({ id, size, lot, drawnAt }) => ({
              value: String(id),
              label: review.sampleName(size, lot, dayAndTime(drawnAt, new Date())),
            })),
          ]}
          value={sample === null ? '' : String(sample.id)}
          onChange={(value) => reviewSample(value === '' || value === null ? null : Number(value))}
        />
      )}
      <span className="review-progress" role="status">
        <ProgressBar counts={counts} />
        <span>
          {progressText(counts, sample)}
          {counts.coming > 0 && ` · ${review.progress.coming(counts.coming)}`}
        </span>
      </span>
      <GateMark gate={gate} />
      <Approvals batch={batch} own={gate.own ? gate.approvals : null} />
    </>
  )
}

/** How many people have to approve before the batch may go out. */
function Approvals({ batch, own }: { batch: string; own: number | null }) {
  const { gate } = words.review
  const set = async (approvals: number | null) => {
    try {
      await ask('review.gate', { batch, approvals })
      tell(gate.changed, () => void ask('review.gate', { batch, approvals: own }).catch(tellFault))
    } catch (error) {
      tellFault(error)
    }
  }
  return (
    <Select
      size="xs"
      w={132}
      aria-label={gate.approvals}
      allowDeselect={false}
      data={[
        { value: '', label: gate.standard },
        ...gate.numbers.map((label, value) => ({ value: String(value), label })),
      ]}
      value={own === null ? '' : String(own)}
      onChange={(value) => void set(value === '' || value === null ? null : Number(value))}
    />
  )
}
