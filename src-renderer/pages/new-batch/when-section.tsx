import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import { MomentField } from '../../parts/moment-field.tsx'
import { Section } from '../../parts/section.tsx'
import { WaitField } from '../../parts/wait-field.tsx'
import { change, useNewBatch } from '../../state/new-batch.ts'
import { type Draft, pilotOf, type StartOf } from '../../view-math/draft.ts'
import { words } from '../../words/words.ts'
import { Field } from './field.tsx'

/** When it begins, how it stands beside others, and whether a pilot comes first. */
export function WhenSection() {
  const draft = useNewBatch(({ draft }) => draft)
  const { start, priority, deadline, pilot } = draft
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  const setStart = (part: Partial<StartOf>) => set({ start: { ...start, ...part } })
  return (
    <Section isAtSide title={words.when.title}>
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
        <MomentField
          kind="moment"
          label={words.when.at}
          value={start.at}
          onChange={(at) => setStart({ at })}
        />
      )}
      {start.when === 'after' && (
        <Field label={words.when.after}>
          <WaitField batch={null} waits={start.after} onChange={(after) => setStart({ after })} />
        </Field>
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
      <MomentField
        kind="moment"
        label={words.when.deadline}
        title={words.when.deadlineHint}
        value={deadline}
        onChange={(value) => set({ deadline: value })}
      />
    </Section>
  )
}
