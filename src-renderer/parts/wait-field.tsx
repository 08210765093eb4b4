import { ActionIcon, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useStudio } from '../state/studio.ts'
import { apart } from '../view-math/bidi.ts'
import { offeredTo, type WaitFor } from '../view-math/wait-for.ts'
import { words } from '../words/words.ts'

/** The batches that one (null: a new one) waits for, each until it is finished or approved of, and a way to add others. */
export function WaitField({
  batch,
  waits,
  onChange,
}: {
  batch: string | null
  waits: readonly WaitFor[]
  onChange(waits: WaitFor[]): void
}) {
  const queue = useStudio(({ queue }) => queue)
  const known = useStudio(({ batches }) => batches)
  const queued = (queue?.entries ?? []).map((entry) => entry.batch)
  const offered = offeredTo(batch, queued, known)
  const chosen = new Set(waits.map((wait) => wait.batch))
  const nameOf = (id: string) => [...queued, ...known].find((each) => each.id === id)?.name ?? id
  const more = offered.filter((one) => !chosen.has(one.batch.id))
  return (
    <div className="waits">
      {waits.length > 0 && (
        <ul className="waits-list">
          {waits.map((wait) => {
            const name = nameOf(wait.batch)
            return (
              <li key={wait.batch}>
                <span className="waits-name" title={wait.batch}>
                  {name}
                </span>
                <Select
                  size="xs"
                  className="waits-until"
                  aria-label={words.waits.until(name)}
                  allowDeselect={false}
                  data={[
                    { value: 'finished', label: words.waits.finished },
                    { value: 'approved', label: words.waits.approved },
                  ]}
                  value={wait.approval ? 'approved' : 'finished'}
                  onChange={(until) =>
                    onChange(
                      waits.map((one) => (one === wait ? { ...one, approval: until === 'approved' } : one)),
                    )
                  }
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={words.waits.remove(name)}
                  onClick={() => onChange(waits.filter((one) => one !== wait))}
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            )
          })}
        </ul>
      )}
      <Select
        // Chosen is what stands above it; the field itself is always empty.
        key={waits.length}
        size="xs"
        aria-label={words.waits.add}
        placeholder={waits.length === 0 ? words.waits.choose : words.waits.another}
        description={offered.length === 0 ? words.waits.none : undefined}
        disabled={more.length === 0}
        searchable
        nothingFoundMessage={words.waits.noMatch}
        maxDropdownHeight={260}
        data={more.map(({ batch: other, circle }) => ({
          value: other.id,
          label: circle
            ? words.waits.circle(other.name)
            : `${apart(other.name)} · ${words.batchStatus[other.status]} · ${other.id}`,
          disabled: circle,
        }))}
        value={null}
        onChange={(id: string | null) => {
          if (id === null) return
          // What is finished already is only waited for until somebody approves of it.
          const approval = known.some((one) => one.id === id && one.status === 'finished')
          onChange([...waits, { batch: id, approval }])
        }}
      />
    </div>
  )
}
