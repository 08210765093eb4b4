import { SegmentedControl } from '@mantine/core'
import type { FarmSettings } from '../../src-shared/farm/farm.ts'
import { changeFarm } from '../state/farm.ts'
import { words } from '../words/words.ts'

const modes = ['automatic', 'while-i-work', 'full-speed'] as const

/** Who decides how fast the farm may go. `names`: what names and describes it. */
export function FarmMode({
  mode,
  ...names
}: {
  mode: FarmSettings['mode']
  id?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
}) {
  return (
    <SegmentedControl
      {...names}
      data={modes.map((value) => ({ value, label: words.settings.machine.modes[value] }))}
      value={mode}
      onChange={(mode) => changeFarm({ mode: mode as FarmSettings['mode'] })}
    />
  )
}
