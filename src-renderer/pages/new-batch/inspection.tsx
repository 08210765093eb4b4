import { Select } from '@mantine/core'
import { IconEyeCheck, IconEyeOff } from '@tabler/icons-react'
import type { TemplateSummary } from '../../../src-shared/contract/commands.ts'
import { noInspection, profileFor } from '../../../src-shared/quality/wish.ts'
import { change, useNewBatch } from '../../state/new-batch.ts'
import { shownOf } from '../../view-math/loading.ts'
import { words } from '../../words/words.ts'

const asTemplate = ''

/** By which profile the finished videos are inspected. */
export function ProfileChoice({ template }: { template: TemplateSummary }) {
  const draft = useNewBatch(({ draft }) => draft)
  const titleOf = useTitles()
  const profiles = useNewBatch(({ profiles }) => shownOf(profiles)) ?? []
  const { inspect } = draft
  const say = words.output.inspection
  const offered = [
    { value: asTemplate, label: say.asTemplate(titleOf(profileFor(null, template.inspects))) },
    ...profiles.map(({ name, title, own }) => ({ value: name, label: own ? say.own(title) : title })),
    { value: noInspection, label: say.off },
  ]
  // A profile that was removed since; the start says so.
  if (inspect !== null && !offered.some(({ value }) => value === inspect))
    offered.push({ value: inspect, label: inspect })
  return (
    <Select
      label={say.label}
      description={say.hint}
      size="xs"
      allowDeselect={false}
      data={offered}
      value={inspect ?? asTemplate}
      onChange={(chosen) => change({ ...draft, inspect: chosen === asTemplate ? null : chosen })}
    />
  )
}

/** What the choice comes to, beside an estimate and a check. */
export function InspectionNote() {
  const profile = useNewBatch(({ draft }) => profileFor(draft.inspect, draft.template?.inspects))
  const titleOf = useTitles()
  const say = words.output.inspection
  return (
    <p className="inspection-note">
      {profile === noInspection ? (
        <>
          <IconEyeOff size={14} aria-hidden="true" /> {say.willNot}
        </>
      ) : (
        <>
          <IconEyeCheck size={14} aria-hidden="true" /> {say.will(titleOf(profile))}
        </>
      )}
    </p>
  )
}

/** Profiles by their titles. */
function useTitles(): (name: string) => string {
  const profiles = useNewBatch(({ profiles }) => shownOf(profiles)) ?? []
  return (name) =>
    name === noInspection
      ? words.output.inspection.off
      : (profiles.find((profile) => profile.name === name)?.title ?? name)
}
