import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import { change, useNewBatch } from '../../state/new-batch.ts'
import { useStudio } from '../../state/studio.ts'
import { type Draft, pilotOf, type StartOf } from '../../view-math/draft.ts'
import { words } from '../../words/words.ts'
import { Field, SideSection } from './side-section.tsx'

/** When it begins, how it stands beside others, and whether a pilot comes first. */
export function WhenSection() {
  const draft = useNewBatch(({ draft }) => draft)
  const { start, priority, deadline, pilot } = draft
  const queue = useStudio(({ queue }) => queue)
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  const setStart = (part: Partial<StartOf>) => set({ start: { ...start, ...part } })
  const batches = (queue?.entries ?? []).map(({ batch }) => ({
    value: batch.id,
    label: `${batch.name} (${batch.id})`,
  }))
  return (
    <SideSection title={words.when.title}>
      <Field label={words.when.start}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={words.when.start}
          value={start.when}
          data={Object.entries(words.when.starts).map(([value, label]) => ({ value, label }))}
          onChange={(when) => setStart({ when: when as StartOf['when'] })}
        />
      </Field>
      {start.when === 'at' && (
        <TextInput
          type="datetime-local"
          size="xs"
          label={words.when.at}
          value={start.at}
          onChange={(event) => setStart({ at: event.currentTarget.value })}
        />
      )}
      {start.when === 'after' && (
        <Select
          size="xs"
          label={words.when.after}
          description={batches.length === 0 ? words.when.noBatches : undefined}
          placeholder={words.when.afterNone}
          disabled={batches.length === 0}
          data={batches}
          value={start.after}
          onChange={(after: string | null) => setStart({ after })}
        />
      )}
      <div className="field-pair">
        <Select
          size="xs"
          label={words.when.priority}
          allowDeselect={false}
          data={priorities.map((value) => ({ value, label: words.when.priorities[value] ?? value }))}
          value={priority}
          onChange={(value: string | null) => set({ priority: (value ?? 'normal') as Priority })}
        />
        <TextInput
          size="xs"
          label={words.when.pilot}
          inputMode="numeric"
          placeholder={words.when.pilotNone}
          title={words.when.pilotHint}
          value={pilot}
          error={pilot.trim() !== '' && pilotOf(draft) === null}
          onChange={(event) => set({ pilot: event.currentTarget.value })}
        />
      </div>
      <TextInput
        type="datetime-local"
        size="xs"
        label={words.when.deadline}
        title={words.when.deadlineHint}
        value={deadline}
        onChange={(event) => set({ deadline: event.currentTarget.value })}
      />
    </SideSection>
  )
}
