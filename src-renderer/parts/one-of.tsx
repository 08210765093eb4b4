import { Select } from '@mantine/core'

/** Narrows a list to one of several, or to none of them. Absent where there is nothing to choose. */
export function OneOf<Id extends string>({
  label,
  any,
  all,
  chosen,
  width = 130,
  searchable = false,
  onChoose,
}: {
  label: string
  /** What it says while nothing is chosen. */
  any: string
  all: readonly { value: Id; label: string }[]
  chosen: Id | null
  /** Pixels. */
  width?: number
  searchable?: boolean
  onChoose(chosen: Id | null): void
}) {
  if (all.length < 2 && chosen === null) return null
  return (
    <Select
      size="xs"
      w={width}
      aria-label={label}
      placeholder={any}
      clearable
      searchable={searchable}
      data={all}
      value={chosen}
      onChange={onChoose}
    />
  )
}
